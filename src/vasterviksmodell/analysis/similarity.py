"""Which places are most like a given one.

The distance between two sites is Σ weight · |difference of values|, 0–100: what separates them by the judgement of the
criteria. Where a measure is not known the distance is an interval, and sites are ordered by its upper end: whoever
stands first is surely so alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vasterviksmodell.analysis.decimals import difference
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.requirements import Status


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two sites are apart on a criterion, in points of the score."""

    measured: Measured
    """What is known of the site compared."""
    low: float
    high: float

    @property
    def criterion(self) -> Criterion:
        return self.measured.criterion


@dataclass(frozen=True, slots=True)
class Similar:
    """A site with its distance to the one asked about."""

    id: str
    name: str
    status: Status
    distances: tuple[Distance, ...]
    """In the order of the criteria."""

    @property
    def low(self) -> float:
        return sum(it.low for it in self.distances)

    @property
    def high(self) -> float:
        return sum(it.high for it in self.distances)

    @property
    def unknown(self) -> float:
        """How much of the greatest distance is only possible, because measures are not known."""
        return difference(self.high, self.low)

    @property
    def apart(self) -> tuple[Distance, ...]:
        """What sets them apart or may do so, the most first."""
        return tuple(sorted((it for it in self.distances if it.high > 0), key=lambda it: (-it.high, -it.low)))


@dataclass(frozen=True, slots=True)
class Similarity:
    """The other sites, the most alike first."""

    criteria: Criteria
    id: str
    name: str
    compared: int
    """With how many others it was compared."""
    others: tuple[Similar, ...]
    """As many of them as were asked for."""


def similar(ranking: Ranking, site: str, top: int | None = None) -> Similarity:
    """The sites most like one, by its id, all or the first; `KeyError` when the ranking has no such site."""
    rows = {row["id"]: row for row in ranking.frame.iter_rows(named=True)}
    asked = rows.pop(site)
    others = [
        Similar(it["id"], it["name"], it[names.STATUS], _distances(asked, it, ranking.criteria)) for it in rows.values()
    ]
    ordered = sorted(others, key=lambda it: (it.high, it.low, it.id))
    return Similarity(ranking.criteria, site, asked["name"], len(others), tuple(ordered[:top]))


def _distances(first: Mapping[str, Any], second: Mapping[str, Any], criteria: Criteria) -> tuple[Distance, ...]:
    return tuple(_distance(first, second, it) for it in criteria.scored)


def _distance(first: Mapping[str, Any], second: Mapping[str, Any], criterion: Criterion) -> Distance:
    """The least and the greatest difference of two values that lie in intervals."""
    low, high = names.value_low(criterion), names.value_high(criterion)
    apart = max(first[low] - second[high], second[low] - first[high], 0.0)
    widest = max(first[high] - second[low], second[high] - first[low])
    weight = float(criterion.weight)
    return Distance(Measured.of(second, criterion), weight * apart, weight * widest)
