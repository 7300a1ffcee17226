"""What stops one site or holds it back, by how much, and what would open it; and what speaks for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vasterviksmodell.analysis.reaching.effort import Effort
from vasterviksmodell.analysis.reaching.opening import Opening, Openings
from vasterviksmodell.analysis.screening import Screened, screens
from vasterviksmodell.criteria import Criterion, Group
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.ranks import TOLERANCE
from vasterviksmodell.scoring.requirements import Status

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
    """A site with all that stands in its way, and what speaks for it."""

    id: str
    name: str
    status: Status
    stops: tuple[Opening, ...]
    """What the figures must become that exclude it."""
    unknown: tuple[Opening, ...]
    """What figures must be found out to be that do not."""
    warnings: tuple[Opening, ...]
    """What would meet the warnings whose limit is surely not met."""
    shortfalls: tuple[Shortfall, ...]
    """What it surely misses, the most first."""
    opportunities: tuple[Node, ...]

    @property
    def stopping(self) -> tuple[Screened, ...]:
        """The requirements that exclude it."""
        return tuple(it for opening in self.stops for it in opening.screened if it.excludes)

    @property
    def undecided(self) -> tuple[Screened, ...]:
        """The requirements that are not known to be met and do not exclude it."""
        return tuple(it for opening in (*self.stops, *self.unknown) for it in opening.screened if not it.excludes)

    @property
    def warned(self) -> tuple[Screened, ...]:
        """The warnings that it gives."""
        return tuple(it for opening in self.warnings for it in opening.screened)

    @property
    def best(self) -> tuple[Criterion, ...]:
        """The opportunities that are criteria, the weightiest first."""
        return tuple(sorted((it for it in self.opportunities if isinstance(it, Criterion)), key=lambda it: -it.weight))

    @property
    def effort(self) -> Effort:
        """What it takes to open it."""
        return Effort.of(it.effort for it in self.stops)


@dataclass(frozen=True, slots=True)
class _Scored:
    """A scored criterion, with its weight and where its values stand in a ranking's frame."""

    criterion: Criterion
    weight: float
    low: str
    high: str

    @classmethod
    def of(cls, criterion: Criterion) -> "_Scored":
        return cls(criterion, float(criterion.weight), names.value_low(criterion), names.value_high(criterion))


class SiteReader:
    """Reads out of a ranking what stands in the way of each site; what is the same for all is looked up once."""

    def __init__(self, ranking: Ranking) -> None:
        criteria = ranking.criteria
        self._screens = list(screens(criteria))
        self._openings = Openings(criteria)
        self._scored = [_Scored.of(it) for it in criteria.scored]
        inside = [(node, [it for it in self._scored if _is_inside(node, it.criterion)]) for node in criteria.nodes]
        self._worths = [(node, float(node.weight), parts) for node, parts in inside if parts]

    def read(self, row: Mapping[str, Any]) -> SiteObstacles:
        """The site in a row of the ranking's frame."""
        unmet = [it.held_against(row) for it in self._screens if row[it.column] != "met"]
        requirements = self._openings.of((it for it in unmet if not it.is_warning), row)
        warnings = (it for it in unmet if it.is_warning and it.truth == "not_met")
        return SiteObstacles(
            row["id"],
            row["name"],
            row[names.STATUS],
            tuple(it for it in requirements if it.excludes),
            tuple(it for it in requirements if not it.excludes),
            self._openings.of(warnings, row),
            tuple(sorted(self._shortfalls(row), key=lambda it: -it.low)),
            tuple(self._opportunities(row)),
        )

    def _shortfalls(self, row: Mapping[str, Any]) -> Iterator[Shortfall]:
        for it in self._scored:
            low = it.weight * (100 - row[it.high])
            if low > 0:
                yield Shortfall(it.criterion, low, it.weight * (100 - row[it.low]))

    def _opportunities(self, row: Mapping[str, Any]) -> Iterator[Node]:
        """The nodes of which the lowest value, for a group the weighted mean of those in it, is high enough."""
        for node, weight, inside in self._worths:
            if sum(it.weight * row[it.low] for it in inside) / weight >= OPPORTUNITY - TOLERANCE:
                yield node


def _is_inside(node: Node, criterion: Criterion) -> bool:
    """Whether a criterion is a node or stands in it."""
    return node.id in (criterion.id, *criterion.groups)
