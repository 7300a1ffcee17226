"""Variations: the order of the sites without a criterion, by other methods, and with other limits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isfinite
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vasterviksmodell.analysis.aggregation import AGGREGATIONS, Aggregation, CannotAggregate
from vasterviksmodell.analysis.rank_correlation import competition_ranks, kendall_tau_b, spearman_rho
from vasterviksmodell.analysis.robustness.leaving_out import LeavingOut
from vasterviksmodell.analysis.significant import weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats, ValueMatrix
from vasterviksmodell.criteria import Criterion, Limits
from vasterviksmodell.i18n import Message
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.measure import Measure
from vasterviksmodell.scoring.ranking import Ranking, interval_columns
from vasterviksmodell.scoring.requirements import EXCLUDED, STATUSES, status, truth

_BELOW_ALL = -1.0
"""The score that stands for an excluded site."""
_QUALIFIED = STATUSES.index("qualified")


@dataclass(frozen=True, slots=True)
class Place:
    """A site by its id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Variation:
    """How a variation changes the first place and the qualified sites."""

    first: tuple[Place, ...]
    """The sites with rank 1 in the variation; none when all are excluded."""
    holds: bool
    """Whether all that are first as stated are still first."""
    entered: tuple[Place, ...]
    """The sites that qualify only in the variation, in the order of the ranking."""
    left: tuple[Place, ...]
    """The sites that qualify only as stated."""
    tau: float | None
    """Kendall's tau-b between both orders, of the sites that have a rank in either; a site excluded in one is below all
    others there. None when an order has fewer than two ranks."""

    @property
    def changes(self) -> bool:
        """Whether other sites are first or qualify."""
        return bool(self.entered or self.left) or not self.holds


@dataclass(frozen=True, slots=True, eq=False)
class StatedOrder:
    """The order of all sites as stated, to compare variations with."""

    places: tuple[Place, ...]
    scores: Floats
    statuses: NDArray[np.int8]
    """Their numbers, as in `scoring/requirements.py`."""

    @classmethod
    def of(cls, ranking: Ranking) -> "StatedOrder":
        frame = ranking.frame
        codes = [STATUSES.index(word) for word in frame[names.STATUS]]
        places = (Place(*row) for row in frame.select("id", "name").iter_rows())
        return cls(tuple(places), frame[names.SCORE].to_numpy(), np.array(codes, dtype=np.int8))

    @property
    def first(self) -> tuple[Place, ...]:
        """The sites with rank 1."""
        return tuple(self._places_where(_is_first(_standings(self.scores, self.statuses))))

    def variation_with(self, scores: Floats | None = None, statuses: NDArray[np.int8] | None = None) -> Variation:
        """Return the variation with other scores or other statuses of the same sites."""
        new = self.statuses if statuses is None else statuses
        before = _standings(self.scores, self.statuses)
        after = _standings(self.scores if scores is None else scores, new)
        stood, stands = _is_first(before), _is_first(after)
        qualified, qualifies = self.statuses == _QUALIFIED, new == _QUALIFIED
        counted = np.maximum(before, after) > _BELOW_ALL
        return Variation(
            tuple(self._places_where(stands)),
            bool(stands[stood].all()),
            tuple(self._places_where(qualifies & ~qualified)),
            tuple(self._places_where(qualified & ~qualifies)),
            kendall_tau_b(*(competition_ranks(standings[counted]) for standings in (before, after))),
        )

    def _places_where(self, which: NDArray[np.bool_]) -> Iterator[Place]:
        return (self.places[row] for row in np.flatnonzero(which))


def _standings(scores: Floats, statuses: NDArray[np.int8]) -> Floats:
    return np.where(statuses == EXCLUDED, _BELOW_ALL, scores)


def _is_first(standings: Floats) -> NDArray[np.bool_]:
    return np.asarray((competition_ranks(standings) == 1) & (standings > _BELOW_ALL))


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A criterion left out, with the variation that follows."""

    criterion: Criterion
    variation: Variation


def left_out(stated: StatedOrder, matrix: ValueMatrix) -> tuple[LeftOut, ...]:
    """Leave out each scored criterion in turn; none when there is only one.

    The values of the ranking are used, because weights do not change them.
    """
    scored = matrix.criteria.scored
    if len(scored) == 1:
        return ()
    leaving_out = LeavingOut.of(matrix.criteria)
    weights = (leaving_out.weights(criterion) for criterion in scored)
    return tuple(
        LeftOut(criterion, stated.variation_with(scores=_scores(without, stated, matrix)))
        for criterion, without in zip(scored, weights, strict=True)
    )


def _scores(weights: Floats, stated: StatedOrder, matrix: ValueMatrix) -> Floats:
    """Return the scores of the sites with other weights; those of excluded sites do not count."""
    scores = np.zeros_like(stated.scores)
    scores[stated.statuses != EXCLUDED] = weighted_sums(matrix.values, weights)
    return scores


_STATED = "weighted_sum"
"""The method that ranks."""


@dataclass(frozen=True, slots=True)
class OtherMethod:
    """Another method, and the order by it."""

    method: Aggregation
    first: tuple[Place, ...] = ()
    holds: bool = False
    """Whether all that are first by the scores are first by it too."""
    tau: float | None = None
    """Kendall's tau-b with the order by the scores, of the sites that are not excluded; None when one ties all."""
    rho: float | None = None
    """Spearman's rho."""
    why_not: Message | None = None
    """Why it has no answer; then the other fields are empty."""


def other_methods(matrix: ValueMatrix) -> tuple[OtherMethod, ...]:
    """Return every method but the one that ranks; none when no site has a rank."""
    return tuple(
        _by_method(method, matrix) for method in AGGREGATIONS.values() if method.name != _STATED and matrix.ids
    )


def _by_method(method: Aggregation, matrix: ValueMatrix) -> OtherMethod:
    try:
        ranks = competition_ranks(method.scores(matrix.values, matrix.weights))
    except CannotAggregate as cannot:
        return OtherMethod(method, why_not=cannot.why)
    stated = competition_ranks(weighted_sums(matrix.values, matrix.weights))
    return OtherMethod(
        method,
        tuple(Place(matrix.ids[row], matrix.names[row]) for row in np.flatnonzero(ranks == 1)),
        bool((ranks[stated == 1] == 1).all()),
        kendall_tau_b(stated, ranks),
        spearman_rho(stated, ranks),
    )


LimitEnd = Literal["at_least", "at_most"]
FACTORS = (Fraction(4, 5), Fraction(6, 5))
"""The factors of limits: a fifth less, a fifth more."""


@dataclass(frozen=True, slots=True)
class OtherLimit:
    """A requirement with another limit, or dropped, with the variation that follows."""

    criterion: Criterion
    """The criterion as stated."""
    end: LimitEnd | None
    """The limit that is moved; None when the requirement is dropped."""
    limit: float | None
    """The moved limit; None when the requirement is dropped."""
    variation: Variation

    @property
    def is_dropped(self) -> bool:
        return self.end is None


@dataclass(frozen=True, slots=True)
class _Variant:
    criterion: Criterion
    """The criterion with the other requirement."""
    end: LimitEnd | None = None
    limit: float | None = None


def other_limits(ranking: Ranking, stated: StatedOrder) -> tuple[OtherLimit, ...]:
    """Move each limit a fifth down and a fifth up, and drop each requirement, in the order of the criteria.

    Limits of 0 (see `immovable`) and categories cannot move.
    """
    variants = [variant for criterion in ranking.criteria.screened for variant in _variants(criterion)]
    statuses = _statuses(ranking, [variant.criterion for variant in variants])
    return tuple(
        OtherLimit(
            ranking.criteria[variant.criterion.id], variant.end, variant.limit, stated.variation_with(statuses=found)
        )
        for variant, found in zip(variants, statuses, strict=True)
    )


def immovable(criterion: Criterion) -> bool:
    """Say whether a limit of a criterion's requirement is 0, and so is not moved."""
    limits = criterion.requirement
    return isinstance(limits, Limits) and 0 in (limits.at_least, limits.at_most)


def _variants(criterion: Criterion) -> Iterator[_Variant]:
    if isinstance(criterion.requirement, Limits):
        yield from _moved_limits(criterion, criterion.requirement)
    yield _Variant(replace(criterion, requirement=None))


def _moved_limits(criterion: Criterion, limits: Limits) -> Iterator[_Variant]:
    ends: dict[LimitEnd, float] = {"at_least": limits.at_least, "at_most": limits.at_most}
    movable = [(end, Fraction(repr(limit))) for end, limit in ends.items() if isfinite(limit) and limit]
    for end, limit in movable:
        for moved in (float(limit * factor) for factor in FACTORS):
            other = replace(limits, at_least=moved) if end == "at_least" else replace(limits, at_most=moved)
            yield _Variant(replace(criterion, requirement=other), end, moved)


def _statuses(ranking: Ranking, variants: Sequence[Criterion]) -> list[NDArray[np.int8]]:
    """Return the statuses of the sites for each variant of a criterion in its place."""
    if not variants:
        return []
    screened, columns = ranking.criteria.screened, interval_columns(ranking.criteria)
    stated = {criterion.id: (criterion, f"stated {criterion.id}") for criterion in screened}
    varied = [(criterion, f"varied {number}") for number, criterion in enumerate(variants)]
    truths = {
        name: truth(Measure(criterion, columns[criterion.id], pl), criterion.requirement)
        for criterion, name in (*stated.values(), *varied)
        if criterion.requirement is not None
    }
    found = {
        name: status(
            [
                (one, pl.col(column))
                for one, column in (stated | {criterion.id: (criterion, name)}).values()
                if column in truths
            ],
            pl,
        )
        for criterion, name in varied
    }
    frame = ranking.frame.lazy().with_columns(**truths)
    statuses = frame.with_columns(**{f"status {name}": expr for name, expr in found.items()}).collect()
    return [statuses[f"status {name}"].to_numpy() for name in found]
