"""Changes of scores divided among their causes, by cross evaluation, and the reasons for changes site by site.

A score changes because measures do (data), because value functions and the like do (criteria), or because weights do.
The three are exchanged one after another, in all six orders, and each cause gets the mean of what its exchange brought
(known as the Shapley value), so the parts sum to the whole change. A criterion that only one side scores brings its
weight and its measures with it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import polars as pl

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.possible_outcomes import Truth, scored
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import value_that_counts
from vasterviksmodell.scoring.ranking import Ranking, interval_columns, sites_of
from vasterviksmodell.sites import Sites, columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Values = NDArray[np.float64]
    """Sites × criteria: the value that counts in the score that ranks; 0 where a criterion is not scored."""


_OTHERS = "_others__"


def cross_evaluation(sites: Sites, others: Sites, ids: Sequence[str], keys: Sequence[str]) -> "Values":
    """Return the values of sites (ids × keys) under the criteria that other sites were read with."""
    criteria, read_with = others.criteria, sites.criteria.by_id
    measures = [
        expr for criterion in criteria.criteria for expr in _measure_under(criterion, read_with.get(criterion.id))
    ]
    valued = scored(_side_by_side(sites, others).select("id", *measures), criteria)
    counted = {
        criterion.id: value_that_counts(
            pl.col(names.value_low(criterion)), pl.col(names.value_high(criterion)), criteria.unknown
        ).alias(criterion.id)
        for criterion in criteria.scored
    }
    found = valued.select(pl.col("id").alias("_id"), *(counted.get(key, pl.lit(0.0).alias(key)) for key in keys))
    in_order = pl.DataFrame({"_id": ids}, {"_id": pl.String}).join(found, on="_id", maintain_order="left")
    return in_order.drop("_id").to_numpy().astype(float)


def changed_measures(old: Sites, new: Sites) -> dict[str, list[str]]:
    """Return the criteria whose measure changed, by site id, among those that both rankings measure alike."""
    before = old.criteria.by_id
    comparable = [
        (before[criterion.id], criterion)
        for criterion in new.criteria.criteria
        if criterion.id in before and is_same_measure(before[criterion.id], criterion)
    ]
    changed = _side_by_side(old, new).select(
        pl.col("id").alias("_id"), *((~_is_equal(*both)).alias(both[1].id) for both in comparable)
    )
    return {
        row.pop("_id"): [key for key, is_changed in row.items() if is_changed] for row in changed.iter_rows(named=True)
    }


def is_same_measure(one: Criterion, other: Criterion) -> bool:
    """Say whether two criteria read the same column in the same way."""
    return (one.kind, one.column) == (other.kind, other.column)


def _side_by_side(sites: Sites, others: Sites) -> pl.DataFrame:
    """Return the common sites, with the measures of the others in columns with a prefix."""
    measures, other_measures = (
        side.frame.select("id", *(name for ends in interval_columns(side.criteria).values() for name in ends))
        for side in (sites, others)
    )
    renamed = {name: _OTHERS + name for name in other_measures.columns if name != "id"}
    return measures.join(other_measures.rename(renamed), on="id")


def _measure_under(criterion: Criterion, read_with: Criterion | None) -> Iterator[pl.Expr]:
    """Yield the columns of a measure under a criterion, of sites read with another criterion or without one."""
    ends = (columns.low(criterion), columns.high(criterion))
    if read_with is None or not is_same_measure(read_with, criterion):
        read = ends if criterion.kind == "number" else (columns.category(criterion),)
        yield from (pl.col(_OTHERS + name).alias(name) for name in read)
    elif criterion.kind == "number":
        equal = _is_equal(read_with, criterion)
        for name, end in zip(ends, _ends_under(criterion, read_with), strict=True):
            yield pl.when(equal).then(pl.col(_OTHERS + name)).otherwise(end).alias(name)
    else:
        category = pl.col(columns.category(criterion))
        yield pl.when(category.is_in(criterion.categories)).then(category)


def _is_equal(read_with: Criterion, other: Criterion) -> pl.Expr:
    """Say whether a measure is equal on both sides: the same numbers, or ends that are open in both ranges.

    `>=100` is exactly 100 in a range up to 100 and an interval in a longer range: still the same measure.
    """
    if read_with.kind != "number":
        category = pl.col(columns.category(read_with))
        return category.eq_missing(pl.col(_OTHERS + columns.category(other)))
    low, high = (pl.col(name) for name in (columns.low(read_with), columns.high(read_with)))
    other_low, other_high = (pl.col(_OTHERS + name) for name in (columns.low(other), columns.high(other)))
    lows = (low == other_low) | ((low == read_with.range.low) & (other_low == other.range.low))
    highs = (high == other_high) | ((high == read_with.range.high) & (other_high == other.range.high))
    return lows & highs


def _ends_under(criterion: Criterion, read_with: Criterion) -> tuple[pl.Expr, pl.Expr]:
    """Return the ends of a measure; those that lie at the end of the range it was read with go to the criterion's.

    An exact figure stays, also when it lies there: a known 0 is not unknown.
    """
    low, high = pl.col(columns.low(criterion)), pl.col(columns.high(criterion))
    lowest = pl.min_horizontal(pl.lit(criterion.range.low), high)
    highest = pl.max_horizontal(pl.lit(criterion.range.high), low)
    return (
        pl.when((low < high) & (low == read_with.range.low)).then(lowest).otherwise(low),
        pl.when((low < high) & (high == read_with.range.high)).then(highest).otherwise(high),
    )


ScoreCause = Literal["data", "criteria", "weights"]
SCORE_CAUSES: tuple[ScoreCause, ...] = ("data", "criteria", "weights")
_Combination = tuple[bool, ...]
"""Whether data, criteria and weights are those of the new side."""


def attribution(old: Sites, new: Sites, ids: Sequence[str], keys: Sequence[str]) -> "dict[ScoreCause, Values]":
    """Return by cause, sites × criteria, the points that its exchange brings: the mean over all orders."""
    sides = old, new
    points: dict[_Combination, Values] = {}
    for data, criteria in product((False, True), repeat=2):
        valued = cross_evaluation(sides[data], sides[criteria], ids, keys)
        for weights, side in enumerate(sides):
            other = sides[not weights]
            points[data, criteria, bool(weights)] = valued * _weights_by_id(side.criteria, other.criteria, keys)
    return {
        cause: np.mean([points[after] - points[before] for before, after in _steps(cause)], axis=0)
        for cause in SCORE_CAUSES
    }


def _weights_by_id(criteria: Criteria, others: Criteria, keys: Sequence[str]) -> "Values":
    """Return the weights by criterion id; a criterion that only the others score has its weight there."""
    weights = {criterion.id: float(criterion.weight) for side in (others, criteria) for criterion in side.scored}
    return np.array([weights[key] for key in keys])


def _steps(cause: ScoreCause) -> Iterator[tuple[_Combination, _Combination]]:
    """Yield what is new before and after the exchange of one cause, in every order of exchanging all."""
    for order in permutations(SCORE_CAUSES):
        exchanged = order[: order.index(cause)]
        before = tuple(other in exchanged for other in SCORE_CAUSES)
        yield before, tuple(other in exchanged or other == cause for other in SCORE_CAUSES)


_required_aspects = attrgetter("kind", "column", "range", "categories", "requirement")
Row = Mapping[str, Any]
Outcome = Truth | Literal["excluding"]
"""The truth of a requirement; `excluding` where it is unknown and that excludes the site."""


@dataclass(frozen=True, slots=True)
class ChangedMeasure:
    """A measure that changed, on each side as the criterion there reads it."""

    old: Measured
    new: Measured


@dataclass(frozen=True, slots=True)
class ChangedOutcome:
    """A requirement whose outcome changed."""

    criterion: Criterion
    """The criterion of the new side, or of the old side when it was removed."""
    old: Outcome | None
    """None when there was no requirement."""
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
    """The requirements of a criterion on both sides."""

    criterion: Criterion
    """The criterion of the new side, or of the old side when it was removed."""
    old: _Requirement | None
    new: _Requirement | None
    is_new: bool
    """Whether the requirement changed."""


def change_reasons(old: Ranking, new: Ranking, ids: Sequence[str]) -> dict[str, Reasons]:
    """Return the reasons for the changes of sites in both rankings, by id, in the order of the ids."""
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
    """Return the measures of the sites and the outcomes of requirements."""
    measures = (column for ends in interval_columns(ranking.criteria).values() for column in ends)
    used = ["id", *measures, *(names.requirement(criterion) for criterion in ranking.criteria.screened)]
    return ranking.frame.select(used).filter(pl.col("id").is_in(ids)).iter_rows(named=True)


def _required(old: Criteria, new: Criteria) -> Iterator[_RequirementPair]:
    """Yield the criteria with a requirement on either side."""
    of_old, of_new = old.by_id, new.by_id
    for id, criterion in {**of_old, **of_new}.items():
        before, after = (_Requirement.of(side.get(id)) for side in (of_old, of_new))
        if before or after:
            is_new = (
                id not in of_old or id not in of_new or _required_aspects(of_old[id]) != _required_aspects(of_new[id])
            )
            yield _RequirementPair(criterion, before, after, is_new)


def _changed_outcomes(
    required: Iterable[_RequirementPair], before: Row, after: Row, changed: Sequence[str]
) -> Iterator[ChangedOutcome]:
    for pair in required:
        old = None if pair.old is None else pair.old.outcome(before)
        new = None if pair.new is None else pair.new.outcome(after)
        if old != new:
            causes = (("data", pair.criterion.id in changed), ("criteria", pair.is_new))
            yield ChangedOutcome(pair.criterion, old, new, tuple(cause for cause, holds in causes if holds))  # type: ignore[misc]
