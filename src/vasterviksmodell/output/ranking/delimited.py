"""A ranking as delimited text, for spreadsheets and data frames; texts that look like formulas are made harmless."""

from collections.abc import Iterator, Sequence

import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.i18n.wording import with_escapes
from vasterviksmodell.scoring import Ranking, names
from vasterviksmodell.scoring.saved.document import extras, known_ends, provenance
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.layout import EXTRA

_ROWS = 20_000
_FIRST = ("id", "name", *names.RESULT)
_FORMULA = r"^[=+\-@\t\r\n＝＋－＠]"
_NUMBER = r"^[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?$"


def delimited(ranking: Ranking, separator: str) -> Iterator[str]:
    """Yield the rows in chunks, the headings before the first; invisible characters are escapes."""
    cells = _cells(ranking)
    parts = ranking.frame.iter_slices(_ROWS) if ranking.frame.height else [ranking.frame]
    for number, part in enumerate(parts):
        yield with_escapes(part.select(cells).write_csv(separator=separator, include_header=number == 0))


def _cells(ranking: Ranking) -> list[pl.Expr]:
    """Return the columns in order, each under its heading."""
    results = [_harmless(pl.col(name)) if name in ("id", "name") else pl.col(name) for name in _FIRST]
    for criterion in ranking.criteria.criteria:
        results += [*_of_criterion(criterion), *_provenance(criterion, ranking)]
    headings = _free(extras(ranking.frame), {expr.meta.output_name() for expr in results})
    others = [_harmless(pl.col(EXTRA + heading)).alias(free) for heading, free in headings.items()]
    return [*results, *others]


def _of_criterion(criterion: Criterion) -> Iterator[pl.Expr]:
    """Yield the columns of a criterion."""
    if criterion.kind == "number":
        low, high = known_ends(criterion)
        yield from (low.alias(f"{criterion.id}.measure_low"), high.alias(f"{criterion.id}.measure_high"))
    else:
        yield _harmless(pl.col(columns.category(criterion))).alias(f"{criterion.id}.measure")
    if criterion.scored:
        yield pl.col(names.value_low(criterion)).alias(f"{criterion.id}.value_low")
        yield pl.col(names.value_high(criterion)).alias(f"{criterion.id}.value_high")
        yield pl.lit(float(criterion.weight)).alias(f"{criterion.id}.weight")
        yield pl.col(names.contribution(criterion)).alias(f"{criterion.id}.contribution")
    if criterion.requirement:
        yield pl.col(names.requirement(criterion)).alias(f"{criterion.id}.requirement")
    if criterion.warning:
        yield pl.col(names.warning(criterion)).alias(f"{criterion.id}.warning")


def _provenance(criterion: Criterion, ranking: Ranking) -> Iterator[pl.Expr]:
    """Yield source and date of a measure, each where a file has a column for it."""
    for key, expr in provenance(criterion, ranking):
        if f"{criterion.id}__{key}" in ranking.frame.columns:
            yield _harmless(expr).alias(f"{criterion.id}.{key}")


def _harmless(text: pl.Expr) -> pl.Expr:
    """Return texts that no spreadsheet takes for a formula."""
    formula = text.str.contains(_FORMULA) & ~text.str.contains(_NUMBER)
    return pl.when(formula).then(pl.concat_str(pl.lit("'"), text)).otherwise(text).alias(text.meta.output_name())


def _free(headings: Sequence[str], taken: set[str]) -> dict[str, str]:
    """Return the headings of other columns of the files, each with a heading that no result column has."""
    names = pl.DataFrame({"heading": headings}, {"heading": pl.String}).select(_harmless(pl.col("heading"))).to_series()
    free = {}
    for heading, name in zip(headings, names, strict=True):
        while name in taken:
            name = f"extra.{name}"  # noqa: PLW2901 - prefixed until nothing else is called so
        taken.add(name)
        free[heading] = name
    return free
