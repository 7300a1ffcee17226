"""What stops each site or holds it back, by how much, and what would open it; and what speaks for it.

A site is open when every requirement is met. Requirements are independent of one another, so what would open a site is
the smallest change of each measure that stops it, all of them together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from vasterviksmodell.analysis.effort import Effort
from vasterviksmodell.analysis.opening import Opening, opening
from vasterviksmodell.analysis.screening import screening
from vasterviksmodell.criteria import Criteria, Criterion, Group
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Counts, Ranking
from vasterviksmodell.scoring.ranks import TOLERANCE
from vasterviksmodell.scoring.requirements import STATUSES, Status

OPPORTUNITY = 75.0
"""A criterion or group is an opportunity of a site when its value is surely at least this. A judgement."""
Node = Criterion | Group
AnyNode = TypeVar("AnyNode", Criterion, Group)
By = Literal["obstacle", "site"]


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Points of the score that a site misses on a criterion, at best and at worst."""

    criterion: Criterion
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SiteObstacles:
    """A site with all that stands in its way, and what speaks for it."""

    id: str
    name: str
    status: Status
    stops: tuple[Opening, ...]
    """The requirements that exclude it."""
    unknown: tuple[Opening, ...]
    """The requirements that must be found out."""
    warnings: tuple[Opening, ...]
    """The warnings whose limit is surely not met."""
    shortfalls: tuple[Shortfall, ...]
    """What it surely misses, the most first."""
    opportunities: tuple[Node, ...]

    @property
    def best(self) -> tuple[Criterion, ...]:
        """The opportunities that are criteria, the weightiest first."""
        return tuple(sorted((it for it in self.opportunities if isinstance(it, Criterion)), key=lambda it: -it.weight))

    @property
    def effort(self) -> Effort:
        """What it takes to open it."""
        return Effort.of(it.effort for it in self.stops)


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A criterion or group, and the sites it stands in the way of, by id."""

    node: Node
    stops: tuple[str, ...]
    stops_alone: tuple[str, ...]
    """Those that nothing else stops: meeting the requirements in it would open them, or leave only unknown ones."""
    unknown: tuple[str, ...]
    warns: tuple[str, ...]
    shortfall: float
    """The mean of what the sites surely miss, in points of the score."""
    opportunity: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Obstacles:
    """The obstacles and opportunities of some sites, by site and by what stands in their way."""

    nodes: tuple[Node, ...]
    sites: tuple[SiteObstacles, ...]

    @property
    def counts(self) -> Counts:
        statuses = [it.status for it in self.sites]
        return Counts(len(statuses), *map(statuses.count, STATUSES))

    @property
    def effort(self) -> Effort:
        """What it takes to open all sites that are stopped."""
        return Effort.of(site.effort for site in self.sites)

    def obstacle(self, node: Node) -> Obstacle:
        """What a criterion, or the criteria of a group, are to the sites."""
        stopped = [it for it in self.sites if _within(node, it.stops)]
        missed = sum(part.low for it in self.sites for part in it.shortfalls if _is_inside(node, part.criterion))
        return Obstacle(
            node,
            _ids(stopped),
            _ids(it for it in stopped if len(_within(node, it.stops)) == len(it.stops)),
            _ids(it for it in self.sites if _within(node, it.unknown)),
            _ids(it for it in self.sites if _within(node, it.warnings)),
            missed / len(self.sites) if self.sites else 0.0,
            _ids(it for it in self.sites if node.id in {other.id for other in it.opportunities}),
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A file whose sites were ranked on their own."""

    name: str
    criteria: Criteria
    obstacles: Obstacles


@dataclass(frozen=True, slots=True)
class Survey:
    """The obstacles of several files side by side."""

    parts: tuple[Part, ...]
    by: By | None = None
    """How they are asked for; None for both ways."""

    @property
    def total(self) -> Obstacles:
        """All sites together."""
        sites = (site for part in self.parts for site in part.obstacles.sites)
        return Obstacles(self.criteria.nodes, tuple(sites))

    @property
    def criteria(self) -> Criteria:
        """Those of all files; of what several call by one id, the first holds."""
        criteria = _first_of_each(it for part in self.parts for it in part.criteria.criteria)
        groups = _first_of_each(it for part in self.parts for it in part.criteria.groups)
        return replace(self.parts[0].criteria, criteria=criteria, groups=groups)


def _first_of_each(nodes: Iterable[AnyNode]) -> tuple[AnyNode, ...]:
    by_id: dict[str, AnyNode] = {}
    for node in nodes:
        by_id.setdefault(node.id, node)
    return tuple(by_id.values())


def obstacles(ranking: Ranking) -> Obstacles:
    """The obstacles of every site that a ranking shows."""
    sites = tuple(_site(ranking, row) for row in ranking.frame.iter_rows(named=True))
    return Obstacles(ranking.criteria.nodes, sites)


def _site(ranking: Ranking, row: Mapping[str, Any]) -> SiteObstacles:
    screened = screening(ranking, row)
    requirements = [it for it in screened if not it.is_warning]
    return SiteObstacles(
        row["id"],
        row["name"],
        row[names.STATUS],
        tuple(opening(it) for it in requirements if it.excludes),
        tuple(opening(it) for it in requirements if it.truth == "unknown" and not it.excludes),
        tuple(opening(it) for it in screened if it.is_warning and it.truth == "not_met"),
        tuple(sorted(_shortfalls(ranking.criteria, row), key=lambda it: -it.low)),
        tuple(_opportunities(ranking.criteria, row)),
    )


def _shortfalls(criteria: Criteria, row: Mapping[str, Any]) -> Iterator[Shortfall]:
    for it in criteria.scored:
        weight = float(it.weight)
        low, high = (weight * (100 - row[column]) for column in (names.value_high(it), names.value_low(it)))
        if low > 0:
            yield Shortfall(it, low, high)


def _opportunities(criteria: Criteria, row: Mapping[str, Any]) -> Iterator[Node]:
    for node in criteria.nodes:
        if _surely_worth(node, criteria, row) >= OPPORTUNITY - TOLERANCE:
            yield node


def _surely_worth(node: Node, criteria: Criteria, row: Mapping[str, Any]) -> float:
    """The lowest value of a criterion, or the mean of those of a group by their weights; 0 of what is not scored."""
    inside = [it for it in criteria.scored if _is_inside(node, it)]
    points = sum(float(it.weight) * row[names.value_low(it)] for it in inside)
    return points / float(node.weight) if inside else 0.0


def _is_inside(node: Node, criterion: Criterion) -> bool:
    return node.id in (criterion.id, *criterion.groups)


def _within(node: Node, openings: Iterable[Opening]) -> list[Opening]:
    return [it for it in openings if _is_inside(node, it.criterion)]


def _ids(sites: Iterable[SiteObstacles]) -> tuple[str, ...]:
    return tuple(it.id for it in sites)
