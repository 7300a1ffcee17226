"""What a plan chooses from, in whole numbers: sites, shared facilities and actions, each with its states, and limits.

All houses are alike. So every limit on persons or places is a whole number of houses, and nothing is rounded twice.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import Literal

from vasterviksmodell.criteria.plan import House
from vasterviksmodell.scoring.requirements import Status

POINTS = 1000
"""Scores count in parts of a point of this number: plans that differ by less are equal."""
Kind = Literal[
    "houses",
    "plots",
    "inhabitants",
    "facility",
    "min_per_site",
    "max_per_site",
    "max_sites",
    "budget",
    "action_budget",
    "fix",
    "forbid",
]


@dataclass(frozen=True, slots=True, order=True)
class Limit:
    """A limit by its name: of the whole plan, of one site (`fix`, `forbid`) or of one facility."""

    kind: Kind
    subject: str = ""
    """The id of the site, or of the facility in the criteria."""
    at: str = ""
    """Which of the facilities."""


@dataclass(frozen=True, slots=True)
class SiteState:
    """A site when some of the actions about it are done."""

    actions: frozenset[str]
    """Those of the actions about the site that are done."""
    status: Status
    is_open: bool
    """Whether houses may stand there: its requirements are met, or unknown ones are accepted."""
    score: int
    """What a house there counts, in parts of a point."""
    plots: int | None
    """How many houses the plots have room for; None where nothing limits them."""
    inhabitants: Fraction | None
    """How many live there; None where nothing limits how many come."""
    cost_per_house: Fraction | None
    """None where it is not known."""
    cost_per_site: Fraction | None


@dataclass(frozen=True, slots=True)
class PlanSite:
    """A site with its states: one for each set of the actions about it."""

    id: str
    name: str
    rank: int | None
    states: tuple[SiteState, ...]

    def state(self, done: Collection[str]) -> SiteState:
        """Return the state when actions are done."""
        if len(self.states) == 1:
            return self.states[0]
        about = frozenset(action for state in self.states for action in state.actions)
        return next(state for state in self.states if state.actions == about & frozenset(done))


@dataclass(frozen=True, slots=True)
class RoomState:
    """The free places of a facility when some of the actions about it are done."""

    actions: frozenset[str]
    places: Fraction | None
    """None where nothing limits them."""
    houses: int | None
    """How many houses they suffice for."""


@dataclass(frozen=True, slots=True)
class Room:
    """The free places of one facility, which some sites share."""

    facility: str
    """The id in the criteria."""
    at: str
    """Its name, or the id of the only site that uses it."""
    sites: tuple[str, ...]
    """The ids."""
    per_house: Fraction
    """The places that the persons in a house take."""
    states: tuple[RoomState, ...]

    @property
    def limit(self) -> Limit:
        return Limit("facility", self.facility, self.at)

    def state(self, done: Collection[str]) -> RoomState:
        """Return the state when actions are done."""
        if len(self.states) == 1:
            return self.states[0]
        about = frozenset(action for state in self.states for action in state.actions)
        return next(state for state in self.states if state.actions == about & frozenset(done))


@dataclass(frozen=True, slots=True)
class PlanAction:
    """An action that the plan can choose."""

    id: str
    cost: Fraction
    needs: tuple[str, ...]
    """The ids of the actions that must be done first, of those that can be chosen."""


@dataclass(frozen=True)
class Problem:
    """What a plan chooses from, and the limits that it keeps to."""

    houses: int
    """Exactly so many are placed."""
    house: House
    sites: tuple[PlanSite, ...]
    """In an order that does not depend on that of the files."""
    rooms: tuple[Room, ...]
    actions: tuple[PlanAction, ...] = ()
    min_per_site: int = 1
    max_per_site: int | None = None
    max_sites: int | None = None
    budget: Fraction | None = None
    action_budget: Fraction | None = None
    fix: Mapping[str, int] | None = None
    forbid: frozenset[str] = frozenset()
    extra: Mapping[Limit, Fraction] | None = None
    """How many places more there are than are known of, by facility."""
    extra_plots: int = 0
    """How many houses may stand where there are no plots for them, in all sites together."""
    at_least: Mapping[str, int] | None = None
    """How many houses sites have at least, by id: what is supposed, not a limit with a name."""
    fewest: int | None = None
    """That so many houses are placed, at least, is enough: what is supposed, not a limit with a name."""
    inhabitants_per_1000: Fraction | None = None
    """How many persons may be placed per 1,000 inhabitants."""
    off: frozenset[Limit] = frozenset()
    """The limits that are not kept to."""

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """Every limit that is kept to, by name."""
        return tuple(limit for limit in self._every_limit() if limit not in self.off)

    @cached_property
    def ceiling(self) -> int:
        """How many houses are placed at most; without the limit of the houses as many as sites must have."""
        return self.houses if self.keeps("houses") else max(self.houses, sum((self.fix or {}).values()))

    @cached_property
    def by_id(self) -> Mapping[str, PlanSite]:
        """The sites by id."""
        return {site.id: site for site in self.sites}

    @cached_property
    def by_limit(self) -> Mapping[Limit, Room]:
        """The facilities by the limit of their places."""
        return {room.limit: room for room in self.rooms}

    def _every_limit(self) -> Iterator[Limit]:
        yield Limit("houses")
        whole = {
            "max_sites": self.max_sites is not None,
            "max_per_site": self.max_per_site is not None,
            "min_per_site": self.min_per_site > 1,
            "budget": self.budget is not None,
            "action_budget": bool(self.actions),
            "plots": any(state.plots is not None for site in self.sites for state in site.states),
            "inhabitants": any(state.inhabitants is not None for site in self.sites for state in site.states),
        }
        yield from (Limit(kind) for kind, there in whole.items() if there)  # type: ignore[arg-type]
        yield from (Limit("fix", site) for site in sorted(self.fix or {}))
        yield from (Limit("forbid", site) for site in sorted(self.forbid))
        yield from (room.limit for room in self.rooms if any(state.houses is not None for state in room.states))

    def keeps(self, kind: Kind, subject: str = "", at: str = "") -> bool:
        """Say whether a limit is kept to."""
        return not self.off or Limit(kind, subject, at) not in self.off

    def without(self, limits: Collection[Limit]) -> "Problem":
        """Return the same without some limits."""
        return replace(self, off=self.off | frozenset(limits))

    def most_at(self, site: PlanSite, state: SiteState) -> int:
        """Return how many houses a site in a state can have by the limits of the site alone."""
        if not state.is_open or (site.id in self.forbid and self.keeps("forbid", site.id)):
            return 0
        if self.budget is not None and self.keeps("budget") and None in (state.cost_per_house, state.cost_per_site):
            return 0
        plots = None if self.extra_plots else state.plots
        limits = {"plots": plots, "inhabitants": self.by_inhabitants(state), "max_per_site": self.max_per_site}
        kept = [most for kind, most in limits.items() if most is not None and self.keeps(kind)]  # type: ignore[arg-type]
        return min([self.ceiling, *kept])

    def by_inhabitants(self, state: SiteState) -> int | None:
        """Return how many houses the inhabitants of a site permit; None where nothing limits them."""
        if state.inhabitants is None or self.inhabitants_per_1000 is None:
            return None
        return max(0, floor(state.inhabitants * self.inhabitants_per_1000 / (1000 * self.house.persons)))

    def room_for(self, room: Room, state: RoomState) -> int | None:
        """Return for how many houses a facility has places; None where nothing limits them."""
        if state.houses is None or not self.keeps("facility", room.facility, room.at):
            return None
        more = (self.extra or {}).get(room.limit)
        if not more or state.places is None:
            return state.houses
        return floor((state.places + more) / room.per_house)


def mean(value: int, problem: Problem) -> float:
    """Return what a house counts on average, in points."""
    return value / (POINTS * problem.houses)


@dataclass(frozen=True, slots=True)
class Placement:
    """How many houses stand in which sites, and which actions are done."""

    houses: Mapping[str, int]
    """By the id of each site that has any, in the order of the sites of the problem."""
    actions: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        return sum(self.houses.values())
