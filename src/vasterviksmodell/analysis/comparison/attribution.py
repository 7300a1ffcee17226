"""Changes of scores divided among their causes.

A score changes because measures do (data), because value functions and the like do (criteria), or because weights do.
The three are exchanged one after another, in all six orders, and each gets the mean of what its exchange brought (known
as the Shapley value): so the parts sum to the whole whatever depends on what. A criterion that only one side scores
brings its weight and its measures with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.outcomes import Truth, scored
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import counting
from vasterviksmodell.scoring.ranking import Ranking, interval_columns, sites_of
from vasterviksmodell.sites import Sites, columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Values = NDArray[np.float64]
    """Sites × criteria: the value that counts in the score that ranks; 0 where a criterion is not scored."""


_THEIRS = "_theirs__"


def values(sites: Sites, judged_as: Sites, ids: Sequence[str], keys: Sequence[str]) -> "Values":
    """Return what sites are worth, by id and criterion, under the criteria that other sites were read with."""
    criteria, own = judged_as.criteria, sites.criteria.by_id
    measures = [expr for criterion in criteria.criteria for expr in _measure(criterion, own.get(criterion.id))]
    valued = scored(_both(sites, judged_as).select("id", *measures), criteria)
    counting = {criterion.id: _counting(criterion, criteria).alias(criterion.id) for criterion in criteria.scored}
    found = valued.select(pl.col("id").alias("_id"), *(counting.get(key, pl.lit(0.0).alias(key)) for key in keys))
    in_order = pl.DataFrame({"_id": ids}, {"_id": pl.String}).join(found, on="_id", maintain_order="left")
    return in_order.drop("_id").to_numpy().astype(float)


def changed_measures(old: Sites, new: Sites) -> dict[str, list[str]]:
    """Return the criteria whose measure changed, by site id, among those that both rankings measure alike."""
    own = old.criteria.by_id
    alike = [
        (own[criterion.id], criterion)
        for criterion in new.criteria.criteria
        if criterion.id in own and is_same_measure(own[criterion.id], criterion)
    ]
    changed = _both(old, new).select(pl.col("id").alias("_id"), *((~_agree(*both)).alias(both[1].id) for both in alike))
    return {
        row.pop("_id"): [key for key, is_changed in row.items() if is_changed] for row in changed.iter_rows(named=True)
    }


def is_same_measure(one: Criterion, other: Criterion) -> bool:
    """Say whether two criteria read the same thing of a site."""
    return (one.kind, one.column) == (other.kind, other.column)


def _both(sites: Sites, others: Sites) -> pl.DataFrame:
    """Return the sites that both have, with the measures of the others beside their own."""
    own, theirs = (
        site.frame.select("id", *(name for ends in interval_columns(site.criteria).values() for name in ends))
        for site in (sites, others)
    )
    return own.join(theirs.rename({name: _THEIRS + name for name in theirs.columns if name != "id"}), on="id")


def _measure(criterion: Criterion, own: Criterion | None) -> Iterator[pl.Expr]:
    """Yield the columns of a measure as a criterion takes it from sites that were read with another criterion, or
    without.
    """
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
    """Say whether a measure is the same in both: the same figures, or ends that both ranges leave open.

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
    """Return the ends of a measure; those that lie at the end of the range it was read with go to the criterion's.

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
    """Return the value that counts in the score that ranks."""
    return counting(pl.col(names.value_low(criterion)), pl.col(names.value_high(criterion)), criteria.unknown)


ScoreCause = Literal["data", "criteria", "weights"]
SCORE_CAUSES: tuple[ScoreCause, ...] = ("data", "criteria", "weights")
_World = tuple[bool, ...]
"""Whether data, criteria and weights are the new ones."""


def attributed(old: Sites, new: Sites, ids: Sequence[str], keys: Sequence[str]) -> "dict[ScoreCause, Values]":
    """Return by cause, sites × criteria, the points that its exchange brings: the mean over all orders."""
    sides = old, new
    worlds: dict[_World, Values] = {}
    for data, criteria in product((False, True), repeat=2):
        valued = values(sides[data], sides[criteria], ids, keys)
        for weights, side in enumerate(sides):
            other = sides[not weights]
            worlds[data, criteria, bool(weights)] = valued * _weights(side.criteria, other.criteria, keys)
    return {
        cause: np.mean([worlds[after] - worlds[before] for before, after in _steps(cause)], axis=0)
        for cause in SCORE_CAUSES
    }


def _weights(criteria: Criteria, others: Criteria, keys: Sequence[str]) -> "Values":
    """Return the weights of some criteria; one that only the others score has the weight it has there."""
    weights = {criterion.id: float(criterion.weight) for side in (others, criteria) for criterion in side.scored}
    return np.array([weights[key] for key in keys])


def _steps(cause: ScoreCause) -> Iterator[tuple[_World, _World]]:
    """Yield the worlds before and after the exchange of one thing, in every order of exchanging all."""
    for order in permutations(SCORE_CAUSES):
        exchanged = order[: order.index(cause)]
        before = tuple(other in exchanged for other in SCORE_CAUSES)
        yield before, tuple(other in exchanged or other == cause for other in SCORE_CAUSES)


_asked = attrgetter("kind", "column", "range", "categories", "requirement")
Row = Mapping[str, Any]
Outcome = Truth | Literal["excluding"]
"""Whether a requirement is met; `excluding` where it is unknown and that excludes."""


@dataclass(frozen=True, slots=True)
class ChangedMeasure:
    """A measure that is not what it was, each time as its own criterion reads it."""

    old: Measured
    new: Measured


@dataclass(frozen=True, slots=True)
class ChangedOutcome:
    """A requirement with another outcome than before."""

    criterion: Criterion
    """As it is now, or as it was when it is gone."""
    old: Outcome | None
    """None when it was not required."""
    new: Outcome | None
    because: tuple[Literal["data", "criteria"], ...]


Reasons = tuple[tuple[ChangedMeasure, ...], tuple[ChangedOutcome, ...]]


@dataclass(frozen=True, slots=True)
class _Requirement:
    """A requirement on one side of a comparison, and the column of the frame in which its outcome stands."""

    column: str
    excludes_unknown: bool

    @classmethod
    def of(cls, criterion: Criterion | None) -> "_Requirement | None":
        if criterion is None or criterion.requirement is None:
            return None
        return cls(names.requirement(criterion), criterion.requirement.unknown == "excluded")

    def outcome(self, row: Row) -> Outcome:
        truth: Truth = row[self.column]
        return "excluding" if truth == "unknown" and self.excludes_unknown else truth


@dataclass(frozen=True, slots=True)
class _RequirementPair:
    """What a criterion requires, and required."""

    criterion: Criterion
    """As it is now, or as it was when it is gone."""
    old: _Requirement | None
    new: _Requirement | None
    is_new: bool
    """Whether it asks for something else than before."""


def change_reasons(old: Ranking, new: Ranking, ids: Sequence[str]) -> dict[str, Reasons]:
    """Return the change_reasons for some sites that stand in both rankings, by id, in the order asked for."""
    changed = changed_measures(sites_of(old), sites_of(new))
    rows = [{row["id"]: row for row in _rows(side, ids)} for side in (old, new)]
    required = list(_required(old.criteria, new.criteria))
    found = {}
    for id in ids:
        before, after = (side[id] for side in rows)
        measures = (
            ChangedMeasure(Measured.of(before, old.criteria[key]), Measured.of(after, new.criteria[key]))
            for key in changed[id]
        )
        found[id] = tuple(measures), tuple(_changed_outcomes(required, before, after, changed[id]))
    return found


def _rows(ranking: Ranking, ids: Sequence[str]) -> Iterator[Row]:
    """Return what is known of the sites, and the outcomes of requirements."""
    measures = (column for ends in interval_columns(ranking.criteria).values() for column in ends)
    used = ["id", *measures, *(names.requirement(criterion) for criterion in ranking.criteria.screened)]
    return ranking.frame.select(used).filter(pl.col("id").is_in(ids)).iter_rows(named=True)


def _required(old: Criteria, new: Criteria) -> Iterator[_RequirementPair]:
    """Yield the criteria that require something, or did."""
    known, asked = old.by_id, new.by_id
    for id, criterion in {**known, **asked}.items():
        before, after = (_Requirement.of(side.get(id)) for side in (known, asked))
        if before or after:
            is_new = id not in known or id not in asked or _asked(known[id]) != _asked(asked[id])
            yield _RequirementPair(criterion, before, after, is_new)


def _changed_outcomes(
    required: Iterable[_RequirementPair], before: Row, after: Row, changed: Sequence[str]
) -> Iterator[ChangedOutcome]:
    for both in required:
        then = None if both.old is None else both.old.outcome(before)
        now = None if both.new is None else both.new.outcome(after)
        if then != now:
            causes = (("data", both.criterion.id in changed), ("criteria", both.is_new))
            yield ChangedOutcome(both.criterion, then, now, tuple(cause for cause, holds in causes if holds))  # type: ignore[misc]
