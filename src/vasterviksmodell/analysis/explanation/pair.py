"""Why one site stands before another."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import Any

from vasterviksmodell.analysis.measured import Measured, the_site
from vasterviksmodell.analysis.outcomes import Screened, screening, tightened
from vasterviksmodell.analysis.robustness.contest import Turning, turnings
from vasterviksmodell.analysis.significant import difference
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import counting
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking
from vasterviksmodell.scoring.requirements import Status


@dataclass(frozen=True, slots=True)
class Side:
    """One of two sites."""

    id: str
    name: str
    status: Status
    rank: int | None
    score: float
    score_low: float
    score_high: float
    least: float
    """The lowest score that is possible, where one figure that several criteria read has one measure."""
    most: float
    """The highest."""
    stops: tuple[Screened, ...]
    """The requirements that exclude it."""

    @property
    def is_surely_excluded(self) -> bool:
        """Whether it is excluded whatever its unknown measures are."""
        return any(it.truth == "not_met" for it in self.stops)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a criterion adds to the difference between two scores."""

    criterion: Criterion
    first: Measured
    second: Measured
    points: float
    """Positive when it speaks for the first."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sites, the one that stands before (or was named first, when they tie) as the first."""

    criteria: Criteria
    first: Side
    second: Side
    differences: tuple[Difference, ...]
    """The greatest first; they sum to the gap."""
    turnings: tuple[Turning, ...]
    """The changes of one weight that would make their scores tie, the smallest first."""

    @property
    def gap(self) -> float:
        return difference(self.first.score, self.second.score)

    @property
    def is_tie(self) -> bool:
        """Whether neither stands before the other."""
        return (self.first.rank is None) == (self.second.rank is None) and abs(self.gap) <= TOLERANCE

    @property
    def by_status(self) -> bool:
        """Whether one of them is excluded, so that the scores do not decide."""
        return (self.first.rank is None) != (self.second.rank is None)

    @property
    def settled(self) -> bool:
        """Whether the order holds whatever the unknown measures are."""
        if self.first.status == "unverified" or self.first.rank is None:
            return False
        return self.second.is_surely_excluded or self.first.least > self.second.most + TOLERANCE

    @property
    def against(self) -> float:
        """The points of all that speaks for the second."""
        return -sum(it.points for it in self.differences if it.points < 0)

    @property
    def decisive(self) -> tuple[Difference, ...]:
        """As few criteria as together outweigh all that speaks for the second and are more than half of the gap.

        None when the scores do not decide.
        """
        if self.by_status or self.first.rank is None or self.gap <= TOLERANCE:
            return ()
        sums = accumulate(it.points for it in self.differences)
        needed = max(self.against, self.gap / 2) + TOLERANCE
        number = next((number for number, points in enumerate(sums, 1) if points > needed), len(self.differences))
        return self.differences[:number]


def compare_pair(ranking: Ranking, site: str, other: str) -> Pair:
    """The comparison of two sites by their ids; `KeyError` when the ranking lacks one of them."""
    rows = [the_site(ranking, it).row(0, named=True) for it in (site, other)]
    first, second = sorted(rows, key=_order)
    differences = [
        Difference(
            it,
            Measured.of(first, it),
            Measured.of(second, it),
            difference(first[names.contribution(it)], second[names.contribution(it)]),
        )
        for it in ranking.criteria.scored
    ]
    gaps = {it.id: _value(first, it, ranking) - _value(second, it, ranking) for it in ranking.criteria.scored}
    return Pair(
        ranking.criteria,
        _side(ranking, first),
        _side(ranking, second),
        tuple(sorted(differences, key=lambda it: -it.points)),
        turnings(ranking.criteria, gaps),
    )


def _order(row: Mapping[str, Any]) -> tuple[bool, float]:
    return (row[names.RANK] is None, -row[names.SCORE])


def _value(row: Mapping[str, Any], criterion: Criterion, ranking: Ranking) -> Fraction:
    """The value that counts in the score that ranks, exactly."""
    low, high = Fraction(row[names.value_low(criterion)]), Fraction(row[names.value_high(criterion)])
    return counting(low, high, ranking.criteria.unknown)


def _side(ranking: Ranking, row: Mapping[str, Any]) -> Side:
    kept = ("id", "name", names.STATUS, names.RANK, names.SCORE, names.SCORE_LOW, names.SCORE_HIGH)
    stops = tuple(it for it in screening(ranking, row) if it.excludes)
    tight = tightened(the_site(ranking, row["id"]), ranking.criteria).row(0, named=True)
    ends = {"least": tight[names.SCORE_LOW], "most": tight[names.SCORE_HIGH]}
    return Side(**{name: row[name] for name in kept}, **ends, stops=stops)
