"""Which places are most like a given one.

The distance between two sites is Σ weight · |difference of values|, 0–100: what separates them by the judgement of the
criteria. Where a measure is not known the distance is an interval, and sites are ordered by its upper end: whoever
stands first is surely so alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.requirements import Status


@dataclass(frozen=True, slots=True)
class Distance:
    """How far two sites are apart on a criterion, in points of the score."""

    criterion: Criterion
    low: float
    high: float


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


@dataclass(frozen=True, slots=True)
class Similarity:
    """All other sites, the most alike first."""

    criteria: Criteria
    id: str
    name: str
    others: tuple[Similar, ...]


def similar(ranking: Ranking, site: str) -> Similarity:
    """The sites most like one, by its id; `KeyError` when the ranking has no such site."""
    rows = {row["id"]: row for row in ranking.frame.iter_rows(named=True)}
    asked = rows.pop(site)
    others = [
        Similar(it["id"], it["name"], it[names.STATUS], _distances(asked, it, ranking.criteria)) for it in rows.values()
    ]
    ordered = sorted(others, key=lambda it: (it.high, it.low, it.id))
    return Similarity(ranking.criteria, site, asked["name"], tuple(ordered))


def _distances(first: Mapping[str, Any], second: Mapping[str, Any], criteria: Criteria) -> tuple[Distance, ...]:
    return tuple(_distance(first, second, it) for it in criteria.scored)


def _distance(first: Mapping[str, Any], second: Mapping[str, Any], criterion: Criterion) -> Distance:
    """The least and the greatest difference of two values that lie in intervals."""
    low, high = names.value_low(criterion), names.value_high(criterion)
    apart = max(first[low] - second[high], second[low] - first[high], 0.0)
    widest = max(first[high] - second[low], second[high] - first[low])
    weight = float(criterion.weight)
    return Distance(criterion, weight * apart, weight * widest)
