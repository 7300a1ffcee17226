"""The sites most like a given one.

The distance between two sites is Σ weight · |difference of values|, 0–100: what separates them by the judgement of the
criteria. Where a measure is not known the distance is an interval, and sites are ordered by its upper end, so that the
first is surely that near. Where several criteria read one figure, the greatest distance is what one figure of each site
can give, which may be less than the sum of the greatest distances on each criterion.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.possible_outcomes import value_ranges
from vasterviksmodell.analysis.shared_figures import figures, signed
from vasterviksmodell.analysis.significant import difference
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.expected import expect_top
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.called import site_id
from vasterviksmodell.scoring.ranking import TOLERANCE, Ranking, expect_ranking
from vasterviksmodell.scoring.requirements import Status

_MOST = 10
"""When more criteria score one figure, the sum of their greatest distances stands for it."""


def _greatest_distances(
    figure: Criterion, given: Mapping[str, Any], others: Sequence[Mapping[str, Any]]
) -> list[float] | None:
    """Return the greatest distance on a figure, in points of the score, between a site and each of some others.

    Return None when it is the sum of the distances on each criterion, or too many criteria read the figure.
    """
    scored = [reader for reader in figure.readers if reader.scored]
    if not 1 < len(scored) <= _MOST or not others:
        return None
    found = [0.0] * len(others)
    for signs in product((1, -1), repeat=len(scored) - 1):
        counted = signed(figure, (1, *signs))
        (low, high), *ends = value_ranges([Measured.of(row, counted) for row in (given, *others)])
        widest = (max(high - least, greatest - low) for least, greatest in ends)
        found = [max(pair) for pair in zip(found, widest, strict=True)]
    return [distance * float(figure.weight) for distance in found]


Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two sites are apart on a criterion, in points of the score."""

    measured: Measured
    """The measure of the other site."""
    low: float
    high: float

    @property
    def criterion(self) -> Criterion:
        return self.measured.criterion


@dataclass(frozen=True, slots=True)
class Similar:
    """A site with its distance to the given one."""

    id: str
    name: str
    status: Status
    distances: tuple[Distance, ...]
    """By criterion, in their order."""
    high: float
    """The greatest distance."""

    @property
    def low(self) -> float:
        return sum(distance.low for distance in self.distances)

    @property
    def unknown(self) -> float:
        """How much of the greatest distance depends on unknown measures."""
        return difference(self.high, self.low)

    @property
    def apart(self) -> tuple[Distance, ...]:
        """The distances that are or may be above 0, the greatest first."""
        return tuple(
            sorted(
                (distance for distance in self.distances if distance.high > 0),
                key=lambda distance: (-distance.high, -distance.low),
            )
        )


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Similarity(Result):
    """The other sites, the most alike first."""

    criteria: Criteria
    """Those of the ranking."""
    id: str
    """Of the site."""
    name: str
    """Of the site."""
    compared: int
    """How many other sites it was compared with."""
    others: tuple[Similar, ...]
    """All, or the first, when only some were asked for."""


def similar(ranking: Ranking, site: str, top: int | None = None) -> Similarity:
    """Return the sites most like one, by its id or a name that no other has: all, or the first `top`.

    Distances are weighted differences of values, in points of the score, 0–100. Raises `KeyError` when the ranking has
    no such site.
    """
    expect_ranking(ranking)
    expect_top(top)
    site = site_id(ranking, site)
    rows = {row["id"]: row for row in ranking.frame.iter_rows(named=True)}
    given = rows.pop(site)
    others = list(rows.values())
    distances = [tuple(_distance(given, other, criterion) for criterion in ranking.criteria.scored) for other in others]
    greatest = _greatest(given, others, distances, ranking.criteria)
    found = [
        Similar(row["id"], row["name"], row[names.STATUS], apart, high)
        for row, apart, high in zip(others, distances, greatest, strict=True)
    ]
    ordered = sorted(found, key=lambda site: (site.high, site.low, site.id))
    return Similarity(ranking.criteria, site, given["name"], len(others), tuple(ordered[:top]))


def _greatest(
    given: Row, others: Sequence[Row], distances: Sequence[Sequence[Distance]], criteria: Criteria
) -> list[float]:
    """Return the greatest distance of each site to the given one."""
    found = [sum(distance.high for distance in site) for site in distances]
    for figure in figures(criteria):
        apart = _greatest_distances(figure, given, others)
        readers = {reader.id for reader in figure.readers}
        for number, greatest in enumerate(apart or ()):
            alone = sum(distance.high for distance in distances[number] if distance.criterion.id in readers)
            found[number] -= alone - greatest if alone - greatest > TOLERANCE else 0.0
    return found


def _distance(first: Row, second: Row, criterion: Criterion) -> Distance:
    """Return the least and the greatest difference of two values that lie in intervals."""
    low, high = names.value_low(criterion), names.value_high(criterion)
    apart = max(first[low] - second[high], second[low] - first[high], 0.0)
    widest = max(first[high] - second[low], second[high] - first[low])
    weight = float(criterion.weight)
    return Distance(Measured.of(second, criterion), weight * apart, weight * widest)
