"""What a ranking's frame holds, as programs read it: measures without unknown ends, their sources, and extras."""

from collections.abc import Iterator

import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.layout import EXTRA


def known_ends(criterion: Criterion) -> tuple[pl.Expr, pl.Expr]:
    """The lowest and highest measure of a numeric criterion; null where unknown, or where an end is open."""
    low, high = pl.col(columns.low(criterion)), pl.col(columns.high(criterion))
    known = (low > criterion.range.low) | (high < criterion.range.high)
    return pl.when(known & low.is_finite()).then(low), pl.when(known & high.is_finite()).then(high)


def provenance(criterion: Criterion, ranking: Ranking) -> Iterator[tuple[str, pl.Expr]]:
    """`source` and `date` of a criterion's figures, each where the files or the criteria say anything of it.

    What is said of a figure goes before what is said of all; the date for all belongs to the source for all.
    """
    source_column, date_column = columns.provenance(criterion)
    own = {name: pl.col(name) for name in (source_column, date_column) if name in ranking.frame.columns}
    own_source, own_date = (own.get(name, pl.lit(None, pl.String)) for name in (source_column, date_column))
    of_all = ranking.criteria.sources.get(criterion.column)
    source, date = (of_all.source.inside("en"), of_all.date) if of_all else (None, None)
    if source is not None or source_column in own:
        yield "source", pl.coalesce(own_source, pl.lit(source, pl.String))
    if date is not None or date_column in own:
        yield "date", pl.coalesce(own_date, pl.when(own_source.is_null()).then(pl.lit(date, pl.String)))


def extras(frame: pl.DataFrame) -> list[str]:
    """The headings of the columns that no criterion reads."""
    return [name.removeprefix(EXTRA) for name in frame.columns if name.startswith(EXTRA)]
