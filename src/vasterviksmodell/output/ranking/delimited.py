"""A ranking as delimited text, for spreadsheets and data frames; no text in it is taken for a formula."""

from collections.abc import Callable, Iterable, Iterator

import polars as pl

from vasterviksmodell.i18n.wording import with_escapes
from vasterviksmodell.output.ranking.flat import flat_columns
from vasterviksmodell.scoring import Ranking

_ROWS = 20_000
FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
"""How texts begin that a spreadsheet takes for a formula."""
NUMBER = r"^[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?$"
"""What is a plain number, whatever it begins with."""


def delimited(parts: Iterable[Ranking], separator: str) -> Iterator[str]:
    """Yield the rows in chunks, the headings before the first; what no terminal shows is an escape."""
    is_first = True
    for ranking in parts:
        columns = flat_columns(ranking, _harmless_in(ranking.frame))
        for rows in ranking.frame.iter_slices(_ROWS) if ranking.frame.height else [ranking.frame]:
            yield with_escapes(rows.select(columns).write_csv(separator=separator, include_header=is_first))
            is_first = False


def _harmless_in(frame: pl.DataFrame) -> Callable[[pl.Expr], pl.Expr]:
    """Return what makes texts harmless; columns of a frame without a formula, of which there may be many, stay."""
    begun = frame.select(pl.col(pl.String).str.contains(FORMULA).any())
    plain = {name for name, has_formula in zip(begun.columns, *begun.rows(), strict=True) if not has_formula}
    return lambda text: text if text.meta.is_column() and text.meta.output_name() in plain else harmless(text)


def harmless(text: pl.Expr) -> pl.Expr:
    """Return texts that no spreadsheet takes for a formula."""
    formula = text.str.contains(FORMULA) & ~text.str.contains(NUMBER)
    return pl.when(formula).then(pl.concat_str(pl.lit("'"), text)).otherwise(text).alias(text.meta.output_name())
