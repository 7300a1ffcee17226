"""What stops each site or holds it back, by how much, and what would open it; and what speaks for it.

A site is open when every requirement is met. Requirements are independent of one another, so what would open a site is
the smallest change of each measure that stops it, all of them together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.screening import Screened, screening
from vasterviksmodell.criteria import Criteria, Criterion, Limits
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking
from vasterviksmodell.scoring.requirements import Status

OPPORTUNITY = 75.0
"""A criterion is an opportunity of a site when its value is surely at least this. A judgement."""


@dataclass(frozen=True, slots=True)
class Opening:
    """The smallest change of a measure that meets a requirement."""

    screened: Screened
    to: float | tuple[str, ...]
    """The end of the limit that is nearest, or the categories that meet it."""
    by: float | None
    """The least that a number must change; None when it is not known, or no number."""

    @property
    def criterion(self) -> Criterion:
        return self.screened.criterion


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
    """The requirements that exclude it, with what would meet each."""
    unknown: tuple[Screened, ...]
    """The requirements that must be found out."""
    warnings: tuple[Screened, ...]
    shortfalls: tuple[Shortfall, ...]
    """What it surely misses, the most first."""
    opportunities: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A criterion and the sites it stands in the way of, by id."""

    criterion: Criterion
    stops: tuple[str, ...]
    stops_alone: tuple[str, ...]
    """Those that nothing else stops: meeting this requirement would open them."""
    unknown: tuple[str, ...]
    warns: tuple[str, ...]
    shortfall: float
    """The mean of what the sites surely miss, in points of the score."""
    opportunity: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Obstacles:
    """The obstacles and opportunities of all sites, by site and by criterion."""

    criteria: Criteria
    sites: tuple[SiteObstacles, ...]
    """In the order of the ranking."""

    @property
    def by_criterion(self) -> tuple[Obstacle, ...]:
        """Every criterion, what stops most sites first."""
        found = [_obstacle(it, self.sites) for it in self.criteria.criteria]
        return tuple(sorted(found, key=lambda it: (-len(it.stops), -len(it.unknown), -len(it.warns), -it.shortfall)))


def obstacles(ranking: Ranking) -> Obstacles:
    """The obstacles of every site that a ranking shows."""
    sites = tuple(_site(ranking, row) for row in ranking.frame.iter_rows(named=True))
    return Obstacles(ranking.criteria, sites)


def _site(ranking: Ranking, row: Mapping[str, Any]) -> SiteObstacles:
    screened = screening(ranking, row)
    requirements = [it for it in screened if not it.is_warning]
    return SiteObstacles(
        row["id"],
        row["name"],
        row[names.STATUS],
        tuple(opening(it) for it in requirements if it.excludes),
        tuple(it for it in requirements if it.truth == "unknown" and not it.excludes),
        tuple(it for it in screened if it.is_warning and it.truth == "not_met"),
        tuple(sorted(_shortfalls(ranking.criteria, row), key=lambda it: -it.low)),
        tuple(it for it in ranking.criteria.scored if row[names.value_low(it)] >= OPPORTUNITY),
    )


def opening(it: Screened) -> Opening:
    """What would meet a requirement that is not met."""
    if not isinstance(it.limit, Limits):
        return Opening(it, it.limit.categories, None)
    to, by = _nearest_end(it.measured, it.limit)
    return Opening(it, to, None if it.truth == "unknown" else by)


def _nearest_end(measured: Measured, limit: Limits) -> tuple[float, float]:
    """The end of a limit that a measure does not keep, and how far it is."""
    if measured.high is not None and measured.high < limit.at_least:
        return limit.at_least, limit.at_least - measured.high
    if measured.low is not None and measured.low > limit.at_most:
        return limit.at_most, measured.low - limit.at_most
    return (limit.at_most if limit.at_most < float("inf") else limit.at_least), 0.0


def _shortfalls(criteria: Criteria, row: Mapping[str, Any]) -> Iterator[Shortfall]:
    for it in criteria.scored:
        weight = float(it.weight)
        low, high = (weight * (100 - row[column]) for column in (names.value_high(it), names.value_low(it)))
        if low > 0:
            yield Shortfall(it, low, high)


def _obstacle(criterion: Criterion, sites: Sequence[SiteObstacles]) -> Obstacle:
    stopped = [site for site in sites if any(it.criterion is criterion for it in site.stops)]
    missed = [it.low for site in sites for it in site.shortfalls if it.criterion is criterion]
    return Obstacle(
        criterion,
        tuple(site.id for site in stopped),
        tuple(site.id for site in stopped if len(site.stops) == 1),
        tuple(site.id for site in sites if any(it.criterion is criterion for it in site.unknown)),
        tuple(site.id for site in sites if any(it.criterion is criterion for it in site.warnings)),
        sum(missed) / len(sites) if sites else 0.0,
        tuple(site.id for site in sites if criterion in site.opportunities),
    )
