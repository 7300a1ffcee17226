"""Obstacles and opportunities: what excludes sites or costs them points, and what would change that."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Literal, TypeVar

from vasterviksmodell.analysis.possible_outcomes import Screened, screens
from vasterviksmodell.analysis.target_search.moves import Effort
from vasterviksmodell.analysis.target_search.unmet_limits import UnmetLimit, UnmetLimitReader
from vasterviksmodell.criteria import Criteria, Criterion, Group
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import TOLERANCE, Counts, Ranking, expect_ranking
from vasterviksmodell.scoring.requirements import STATUSES, Status

OPPORTUNITY = 75.0
"""A criterion or group is an opportunity of a site when its value is surely at least this. A judgement."""
Node = Criterion | Group


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Points of the score that a site misses on a criterion, at best and at worst."""

    criterion: Criterion
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class SiteObstacles:
    """A site with its obstacles and its opportunities."""

    id: str
    name: str
    status: Status
    stops: tuple[UnmetLimit, ...]
    """The limits that exclude it."""
    unknown: tuple[UnmetLimit, ...]
    """The limits not known to be met that do not exclude it."""
    warnings: tuple[UnmetLimit, ...]
    """The limits of warnings that are surely not met."""
    missed: tuple[Shortfall, ...]
    """The points that it misses or may miss, the greatest sure shortfall first."""
    opportunities: tuple[Node, ...]
    possible: tuple[Node, ...]
    """The further opportunities if its unknown measures were at their best."""
    unwarned: tuple[Screened, ...] = ()
    """The warnings that are not known to apply."""

    @property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """The sure shortfalls, the greatest first."""
        return tuple(shortfall for shortfall in self.missed if shortfall.low > 0)

    @property
    def stopping(self) -> tuple[Screened, ...]:
        """The requirements that exclude it."""
        return tuple(screened for limit in self.stops for screened in limit.screened if screened.excludes)

    @property
    def undecided(self) -> tuple[Screened, ...]:
        """The requirements that are not known to be met and do not exclude it."""
        return tuple(
            screened for limit in (*self.stops, *self.unknown) for screened in limit.screened if not screened.excludes
        )

    @property
    def warned(self) -> tuple[Screened, ...]:
        """The warnings of the site."""
        return tuple(screened for limit in self.warnings for screened in limit.screened)

    @property
    def best(self) -> tuple[Criterion, ...]:
        """The opportunities that are criteria, the weightiest first."""
        return tuple(
            sorted(
                (opportunity for opportunity in self.opportunities if isinstance(opportunity, Criterion)),
                key=lambda opportunity: -opportunity.weight,
            )
        )

    @property
    def effort(self) -> Effort:
        """The effort to meet the limits that exclude it."""
        return Effort.of(stop.effort for stop in self.stops)


@dataclass(frozen=True, slots=True)
class _Scored:
    """A scored criterion, with its weight and the columns of its values in a ranking's frame."""

    criterion: Criterion
    weight: float
    low: str
    high: str

    @classmethod
    def of(cls, criterion: Criterion) -> "_Scored":
        return cls(criterion, float(criterion.weight), names.value_low(criterion), names.value_high(criterion))


class SiteReader:
    """Reads the obstacles of each site from a ranking; what is the same for all sites is looked up once."""

    def __init__(self, ranking: Ranking) -> None:
        criteria = ranking.criteria
        self._screens = list(screens(criteria))
        self._limits = UnmetLimitReader(criteria)
        self._scored = [_Scored.of(criterion) for criterion in criteria.scored]
        inside = [
            (node, [part for part in self._scored if _is_inside(node, part.criterion)]) for node in criteria.nodes
        ]
        self._nodes = [(node, float(node.weight), parts) for node, parts in inside if parts]

    def read(self, row: Mapping[str, Any]) -> SiteObstacles:
        """Return the obstacles of the site in a row of the ranking's frame."""
        unmet = [screen.check(row) for screen in self._screens if row[screen.column] != "met"]
        limits = self._limits.read((screened for screened in unmet if not screened.is_warning), row)
        warnings = (screened for screened in unmet if screened.is_warning and screened.truth == "not_met")
        surely = tuple(self._worth_enough(row))
        return SiteObstacles(
            row["id"],
            row["name"],
            row[names.STATUS],
            tuple(limit for limit in limits if limit.excludes),
            tuple(limit for limit in limits if not limit.excludes),
            self._limits.read(warnings, row),
            tuple(sorted(self._shortfalls(row), key=lambda shortfall: -shortfall.low)),
            surely,
            tuple(node for node in self._worth_enough(row, high=True) if node not in surely),
            tuple(screened for screened in unmet if screened.is_warning and screened.truth == "unknown"),
        )

    def _shortfalls(self, row: Mapping[str, Any]) -> Iterator[Shortfall]:
        for part in self._scored:
            high = part.weight * (100 - row[part.low])
            if high > 0:
                yield Shortfall(part.criterion, part.weight * (100 - row[part.high]), high)

    def _worth_enough(self, row: Mapping[str, Any], *, high: bool = False) -> Iterator[Node]:
        """Yield the nodes whose lowest or highest value (of a group the weighted mean) makes them an opportunity."""
        for node, weight, inside in self._nodes:
            worth = sum(part.weight * row[part.high if high else part.low] for part in inside) / weight
            if worth >= OPPORTUNITY - TOLERANCE:
                yield node


def _is_inside(node: Node, criterion: Criterion) -> bool:
    """Say whether a criterion is a node or belongs to it."""
    return node.id in (criterion.id, *criterion.groups)


AnyNode = TypeVar("AnyNode", Criterion, Group)
By = Literal["obstacle", "site", "part"]
ById = defaultdict[str, list[str]]
"""By the id of a criterion or group: ids of sites."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A criterion or group, with the ids of the sites that it is an obstacle or an opportunity of."""

    node: Node
    stops: tuple[str, ...]
    stops_alone: tuple[str, ...]
    """Those that nothing else excludes: meeting its requirements leaves at most unknown ones."""
    unknown: tuple[str, ...]
    warns: tuple[str, ...]
    shortfall: float
    """The mean of the sure shortfalls of the sites, in points of the score."""
    shortfall_high: float
    """The mean of the shortfalls with every unknown measure at its worst."""
    opportunity: tuple[str, ...]
    possible: tuple[str, ...]
    """Those for which it may be an opportunity."""
    may_stop: tuple[str, ...] = ()
    """Those for which a requirement is unknown, and which it does not stop by another."""
    may_warn: tuple[str, ...] = ()
    """The same of warnings."""


@dataclass(frozen=True, eq=False, repr=False)
class Obstacles(Result):
    """The obstacles and opportunities of some sites, by site and by criterion or group."""

    criteria: Criteria
    """Those of the ranking."""
    sites: tuple[SiteObstacles, ...]
    """One for each site that the ranking shows, in its order."""

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The criteria and groups that sites can fail."""
        return self.criteria.nodes

    @property
    def counts(self) -> Counts:
        """How many of the sites there are, and how many of each status."""
        statuses = [site.status for site in self.sites]
        return Counts(len(statuses), *map(statuses.count, STATUSES))

    @property
    def effort(self) -> Effort:
        """The effort to meet the limits that exclude sites."""
        return Effort.of(site.effort for site in self.sites)

    @property
    def opened_alone(self) -> "tuple[SiteObstacles, ...]":
        """The sites that meeting a single limit would open, the smallest change first."""
        alone = (site for site in self.sites if len(site.stops) == 1 and site.stops[0].is_possible)
        return tuple(sorted(alone, key=lambda site: site.stops[0].size))

    def obstacle(self, node: Node) -> Obstacle:
        """Return a criterion, or a group with all its criteria, as an obstacle of the sites."""
        gathered = self._gathered
        stops, alone, unknown, warns, opportunity, possible, *open_to = (
            tuple(sites.get(node.id, ()))
            for sites in (
                gathered.stops,
                gathered.stops_alone,
                gathered.unknown,
                gathered.warns,
                gathered.opportunity,
                gathered.possible,
                gathered.may_stop,
                gathered.may_warn,
            )
        )
        low, high = (
            sum(missed.get(node.id, ())) / max(1, len(self.sites)) for missed in (gathered.missed, gathered.missed_high)
        )
        return Obstacle(node, stops, alone, unknown, warns, low, high, opportunity, possible, *open_to)

    @cached_property
    def _gathered(self) -> "_Gathered":
        return _gathered(self.sites)


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The sites by criterion or group that concerns them."""

    stops: ById = field(default_factory=lambda: defaultdict(list))
    stops_alone: ById = field(default_factory=lambda: defaultdict(list))
    unknown: ById = field(default_factory=lambda: defaultdict(list))
    warns: ById = field(default_factory=lambda: defaultdict(list))
    opportunity: ById = field(default_factory=lambda: defaultdict(list))
    possible: ById = field(default_factory=lambda: defaultdict(list))
    may_stop: ById = field(default_factory=lambda: defaultdict(list))
    may_warn: ById = field(default_factory=lambda: defaultdict(list))
    missed: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """The points that are surely missed."""
    missed_high: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    """The points that are missed at worst."""


def _gathered(sites: Iterable[SiteObstacles]) -> _Gathered:
    found = _Gathered()
    for site in sites:
        for id, number in Counter(_nodes(site.stopping)).items():
            found.stops[id].append(site.id)
            if number == len(site.stopping):
                found.stops_alone[id].append(site.id)
        for screened, concerned in ((site.undecided, found.unknown), (site.warned, found.warns)):
            for id in dict.fromkeys(_nodes(screened)):
                concerned[id].append(site.id)
        _gather_unknown(site, found)
        for part in site.missed:
            for id in (part.criterion.id, *part.criterion.groups):
                found.missed[id].append(part.low)
                found.missed_high[id].append(part.high)
        for nodes, concerned in ((site.opportunities, found.opportunity), (site.possible, found.possible)):
            for node in nodes:
                concerned[node.id].append(site.id)
    return found


def _gather_unknown(site: SiteObstacles, found: _Gathered) -> None:
    """Add a site to what may stop it or warn of it, and does not surely do so by another requirement or warning."""
    for unknown, surely, concerned in (
        (site.undecided, site.stopping, found.may_stop),
        (site.unwarned, site.warned, found.may_warn),
    ):
        for id in set(_nodes(unknown)) - set(_nodes(surely)):
            concerned[id].append(site.id)


def _nodes(screened: Iterable[Screened]) -> Iterator[str]:
    """Return the ids of the criteria that were checked, and of their groups."""
    return (id for one in screened for id in (one.criterion.id, *one.criterion.groups))


@dataclass(frozen=True, slots=True)
class Part:
    """A file, or the sites of one municipality in it."""

    name: str | None
    """What people call it; None for the sites of which it is not known to which part they belong."""
    criteria: Criteria
    obstacles: Obstacles
    path: str = ""
    """Of the file."""
    key: str | None = None
    """What the file calls it, where it is a part of the file."""


@dataclass(frozen=True)
class Survey:
    """The obstacles of several files side by side."""

    parts: tuple[Part, ...]
    by: By | None = None
    """The view that is shown; None for all."""
    per: str | None = None
    """The heading of the column by which files are divided; None where each is a part of its own."""

    @cached_property
    def total(self) -> Obstacles:
        """All sites together."""
        if len(self.parts) == 1:
            return self.parts[0].obstacles
        sites = (site for part in self.parts for site in part.obstacles.sites)
        return Obstacles(self.criteria, tuple(sites))

    @property
    def criteria(self) -> Criteria:
        """The criteria of all files; of several with one id, the first."""
        criteria = _first_of_each(criterion for part in self.parts for criterion in part.criteria.criteria)
        groups = _first_of_each(group for part in self.parts for group in part.criteria.groups)
        return replace(self.parts[0].criteria, criteria=criteria, groups=groups)


def _first_of_each(nodes: Iterable[AnyNode]) -> tuple[AnyNode, ...]:
    by_id: dict[str, AnyNode] = {}
    for node in nodes:
        by_id.setdefault(node.id, node)
    return tuple(by_id.values())


def obstacles(ranking: Ranking) -> Obstacles:
    """Return what stops every site that a ranking shows, holds it back or speaks for it.

    Raises nothing.
    """
    expect_ranking(ranking)
    reader = SiteReader(ranking)
    sites = tuple(reader.read(row) for row in ranking.frame.iter_rows(named=True))
    return Obstacles(ranking.criteria, sites)
