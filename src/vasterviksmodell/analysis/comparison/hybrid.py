"""Sites of one ranking valued by the criteria of another.

Measures stay what they are. Where a range left them open, the other range takes over; and when the criteria read
another measure altogether (of another kind, from another column, or one that is new), it comes with the criterion: it
is the other ranking's.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import polars as pl

from vasterviksmodell.analysis.outcomes import scored
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import counting
from vasterviksmodell.scoring.ranking import interval_columns
from vasterviksmodell.sites import Sites, columns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Values = NDArray[np.float64]
    """Sites × criteria: the value that counts in the score that ranks; 0 where a criterion is not scored."""

_THEIRS = "_theirs__"


def values(sites: Sites, judged_as: Sites, ids: Sequence[str], keys: Sequence[str]) -> "Values":
    """What sites are worth, by id and criterion, under the criteria that other sites were read with."""
    criteria, own = judged_as.criteria, sites.criteria.by_id
    measures = [expr for it in criteria.criteria for expr in _measure(it, own.get(it.id))]
    valued = scored(_both(sites, judged_as).select("id", *measures), criteria)
    counting = {it.id: _counting(it, criteria).alias(it.id) for it in criteria.scored}
    found = valued.select(pl.col("id").alias("_id"), *(counting.get(key, pl.lit(0.0).alias(key)) for key in keys))
    in_order = pl.DataFrame({"_id": ids}, {"_id": pl.String}).join(found, on="_id", maintain_order="left")
    return in_order.drop("_id").to_numpy().astype(float)


def remeasured(old: Sites, new: Sites) -> dict[str, list[str]]:
    """By site id: the criteria whose measure is not what it was, among those that both rankings measure alike."""
    own = old.criteria.by_id
    alike = [(own[it.id], it) for it in new.criteria.criteria if it.id in own and is_same_measure(own[it.id], it)]
    changed = _both(old, new).select(pl.col("id").alias("_id"), *((~_agree(*both)).alias(both[1].id) for both in alike))
    return {
        row.pop("_id"): [key for key, is_changed in row.items() if is_changed] for row in changed.iter_rows(named=True)
    }


def is_same_measure(one: Criterion, other: Criterion) -> bool:
    """Whether two criteria read the same thing of a site."""
    return (one.kind, one.column) == (other.kind, other.column)


def _both(sites: Sites, others: Sites) -> pl.DataFrame:
    """The sites that both have, with the measures of the others beside their own."""
    own, theirs = (
        it.frame.select("id", *(name for ends in interval_columns(it.criteria).values() for name in ends))
        for it in (sites, others)
    )
    return own.join(theirs.rename({name: _THEIRS + name for name in theirs.columns if name != "id"}), on="id")


def _measure(criterion: Criterion, own: Criterion | None) -> Iterator[pl.Expr]:
    """The columns of a measure as a criterion takes it from sites that were read with another criterion, or without."""
    ends = (columns.low(criterion), columns.high(criterion))
    if own is None or not is_same_measure(own, criterion):
        named = ends if criterion.kind == "number" else (columns.category(criterion),)
        yield from (pl.col(_THEIRS + name).alias(name) for name in named)
    elif criterion.kind == "number":
        alike = _agree(own, criterion)
        for name, end in zip(ends, _ends(criterion, own), strict=True):
            yield pl.when(alike).then(pl.col(_THEIRS + name)).otherwise(end).alias(name)
    else:
        category = pl.col(columns.category(criterion))
        yield pl.when(category.is_in(criterion.categories)).then(category)


def _agree(own: Criterion, other: Criterion) -> pl.Expr:
    """Whether a measure is the same in both: the same figures, or ends that both ranges leave open.

    `>=100` in a range up to 100 is exactly 100, and an interval when the range goes further: still the same measure.
    """
    if own.kind != "number":
        category = pl.col(columns.category(own))
        return category.eq_missing(pl.col(_THEIRS + columns.category(other)))
    low, high = (pl.col(name) for name in (columns.low(own), columns.high(own)))
    their_low, their_high = (pl.col(_THEIRS + name) for name in (columns.low(other), columns.high(other)))
    lows = (low == their_low) | ((low == own.range.low) & (their_low == other.range.low))
    highs = (high == their_high) | ((high == own.range.high) & (their_high == other.range.high))
    return lows & highs


def _ends(criterion: Criterion, own: Criterion) -> tuple[pl.Expr, pl.Expr]:
    """The ends of a measure; those that lie at the end of the range it was read with go to the criterion's.

    An exact figure stays, also when it lies there: a known 0 is not unknown.
    """
    low, high = pl.col(columns.low(criterion)), pl.col(columns.high(criterion))
    lowest = pl.min_horizontal(pl.lit(criterion.range.low), high)
    highest = pl.max_horizontal(pl.lit(criterion.range.high), low)
    return (
        pl.when((low < high) & (low == own.range.low)).then(lowest).otherwise(low),
        pl.when((low < high) & (high == own.range.high)).then(highest).otherwise(high),
    )


def _counting(criterion: Criterion, criteria: Criteria) -> pl.Expr:
    """The value that counts in the score that ranks."""
    return counting(pl.col(names.value_low(criterion)), pl.col(names.value_high(criterion)), criteria.unknown)
