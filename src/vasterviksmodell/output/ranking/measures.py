"""What a ranking's frame holds, as programs read it: measures without unknown ends, and extras."""

import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.sites import columns
from vasterviksmodell.sites.scan import EXTRA


def known_ends(criterion: Criterion) -> tuple[pl.Expr, pl.Expr]:
    """The lowest and highest measure of a numeric criterion; null where unknown, or where an end is open."""
    low, high = pl.col(columns.low(criterion)), pl.col(columns.high(criterion))
    known = (low > criterion.range.low) | (high < criterion.range.high)
    return pl.when(known & low.is_finite()).then(low), pl.when(known & high.is_finite()).then(high)


def extras(frame: pl.DataFrame) -> list[str]:
    """The headings of the columns that no criterion reads."""
    return [name.removeprefix(EXTRA) for name in frame.columns if name.startswith(EXTRA)]
