"""A problem as an integer programme: variables for houses, open sites, states and actions."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from math import floor, lcm

from vasterviksmodell.analysis.integer_programme import IntegerProgramme
from vasterviksmodell.analysis.planning.problem import Placement, PlanSite, Problem, Room, SiteState

_HASHED = 1 << 16


def canonical(id: str) -> str:
    """Return what an id is ordered by: nothing that people or files decide."""
    return sha256(id.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Option:
    """A site in a state in which houses can stand."""

    site: PlanSite
    state: SiteState
    houses: int
    is_used: int
    """The variable that says whether any stand there."""


@dataclass(slots=True)
class PlanProgramme:
    """The programme of a problem, with the meaning of its variables."""

    problem: Problem
    exactly: bool = True
    """Whether exactly the houses of the problem are placed, or at most so many."""
    whole: IntegerProgramme = field(default_factory=IntegerProgramme)
    options: list[_Option] = field(default_factory=list)
    by_site: dict[str, list[int]] = field(default_factory=dict)
    """The variables of the houses of each site."""
    actions: dict[str, int] = field(default_factory=dict)
    """The variable of each action."""

    def __post_init__(self) -> None:
        self._add_actions()
        for site in self.problem.sites:
            self._add_site(site)
        for room in self.problem.rooms:
            self._add_room(room)
        self._add_limits()

    # The objectives, as factors of the variables.

    @property
    def scores(self) -> dict[int, int]:
        return {option.houses: option.state.score for option in self.options}

    @property
    def number(self) -> dict[int, int]:
        return {option.houses: 1 for option in self.options}

    @property
    def sites(self) -> dict[int, int]:
        return {option.is_used: 1 for option in self.options}

    @property
    def costs(self) -> tuple[dict[int, int], int]:
        """What houses and sites cost, in whole parts of the unit, and how many parts that has."""
        known = [option for option in self.options if _is_priced(option.state)]
        prices = [price for option in known for price in _prices(option.state)]
        parts = lcm(*(price.denominator for price in prices))
        terms: dict[int, int] = {}
        for option in known:
            per_house, per_site = _prices(option.state)
            terms |= {option.houses: int(per_house * parts), option.is_used: int(per_site * parts)}
        return terms, parts

    @property
    def action_costs(self) -> tuple[dict[int, int], int]:
        """What actions cost, in whole parts of the unit, and how many parts that has."""
        chosen = self.problem.actions
        parts = lcm(*(action.cost.denominator for action in chosen))
        return {self.actions[action.id]: int(action.cost * parts) for action in chosen}, parts

    @property
    def order(self) -> dict[int, int]:
        """Numbers that belong to the ids alone: they decide between plans that are equal otherwise."""
        named = [(option.site.id, option.houses) for option in self.options]
        return {variable: int(canonical(id), 16) % _HASHED for id, variable in (*named, *self.actions.items())}

    def placement(self, values: Sequence[int]) -> Placement:
        """Return what values of the variables mean."""
        houses: Counter[str] = Counter()
        for option in self.options:
            houses[option.site.id] += values[option.houses]
        done = tuple(id for id, variable in self.actions.items() if values[variable])
        return Placement({id: number for id, number in houses.items() if number}, done)

    def houses_at(self, sites: Collection[str]) -> dict[int, int]:
        """Return the sum of the houses in some sites."""
        return {variable: 1 for site in sites for variable in self.by_site.get(site, ())}

    def differ_from(self, placement: Placement) -> None:
        """Demand that some site has more houses than in a placement of as many houses."""
        more: dict[int, int] = {}
        for site in self.by_site:
            has_more = self.whole.variable()
            houses = self.houses_at((site,))
            self.whole.row({**houses, has_more: -(placement.houses.get(site, 0) + 1)}, least=0)
            more[has_more] = 1
        self.whole.row(more, least=1)

    # The constraints.

    def _add_actions(self) -> None:
        for action in self.problem.actions:
            self.actions[action.id] = self.whole.variable()
        for action in self.problem.actions:
            for need in action.needs:
                self.whole.row({self.actions[action.id]: 1, self.actions[need]: -1}, most=0)

    def _states(self, states: Sequence[Collection[str]]) -> Iterator[int | None]:
        """Yield a variable for each set of actions that are done, exactly one of which is 1; None for an only one."""
        if len(states) == 1:
            yield None
            return
        about = frozenset(action for state in states for action in state)
        is_it = [self.whole.variable() for _ in states]
        self.whole.row(dict.fromkeys(is_it, 1), least=1, most=1)
        for variable, done in zip(is_it, states, strict=True):
            for action in sorted(about):
                if action in done:
                    self.whole.row({variable: 1, self.actions[action]: -1}, most=0)
                else:
                    self.whole.row({variable: 1, self.actions[action]: 1}, most=1)
        yield from is_it

    def _add_site(self, site: PlanSite) -> None:
        states = self._states([state.actions for state in site.states])
        for state, is_it in zip(site.states, states, strict=True):
            most = self.problem.most_at(site, state)
            if most:
                self._add_option(site, state, most, is_it)

    def _add_option(self, site: PlanSite, state: SiteState, most: int, is_it: int | None) -> None:
        houses, is_used = self.whole.variable(most), self.whole.variable()
        least = self.problem.min_per_site if self.problem.keeps("min_per_site") else 1
        self.whole.row({houses: 1, is_used: -most}, most=0)
        self.whole.row({houses: 1, is_used: -least}, least=0)
        if is_it is not None:
            self.whole.row({is_used: 1, is_it: -1}, most=0)
        self.options.append(_Option(site, state, houses, is_used))
        self.by_site.setdefault(site.id, []).append(houses)

    def _add_room(self, room: Room) -> None:
        numbers = [self.problem.room_for(room, state) for state in room.states]
        if all(number is None for number in numbers):
            return
        houses = self.houses_at(room.sites)
        limits = [self.problem.ceiling if number is None else number for number in numbers]
        if len(limits) == 1:
            self.whole.row(houses, most=limits[0])
            return
        states = self._states([state.actions for state in room.states])
        capacity = {is_it: -limit for is_it, limit in zip(states, limits, strict=True) if is_it is not None}
        self.whole.row({**houses, **capacity}, most=0)

    def _add_plots(self) -> None:
        """Permit some houses, in all sites together, where there are no plots for them."""
        beside: dict[int, int] = {}
        for option in self.options:
            if option.state.plots is not None:
                variable = self.whole.variable(self.problem.ceiling)
                self.whole.row({option.houses: 1, variable: -1}, most=option.state.plots)
                beside[variable] = 1
        self.whole.row(beside, most=self.problem.extra_plots)

    def _add_limits(self) -> None:
        problem = self.problem
        if problem.extra_plots and problem.keeps("plots"):
            self._add_plots()
        for site, number in (problem.at_least or {}).items():
            self.whole.row(self.houses_at((site,)), least=number)
        exact = self.exactly and problem.keeps("houses")
        least = problem.houses if problem.fewest is None else problem.fewest
        self.whole.row(self.number, least if exact else None, problem.ceiling)
        if problem.max_sites is not None and problem.keeps("max_sites"):
            self.whole.row(self.sites, most=problem.max_sites)
        for site, number in (problem.fix or {}).items():
            if problem.keeps("fix", site):
                self.whole.row(self.houses_at((site,)), number, number)
        if problem.budget is not None and problem.keeps("budget"):
            terms, parts = self.costs
            self.whole.row(terms, most=floor(problem.budget * parts))
        if problem.action_budget is not None and problem.keeps("action_budget") and self.actions:
            terms, parts = self.action_costs
            self.whole.row(terms, most=floor(problem.action_budget * parts))


def _is_priced(state: SiteState) -> bool:
    return None not in (state.cost_per_house, state.cost_per_site)


def _prices(state: SiteState) -> tuple[Fraction, Fraction]:
    return state.cost_per_house or Fraction(0), state.cost_per_site or Fraction(0)


def negative(terms: Mapping[int, int]) -> dict[int, int]:
    """Return the terms of the most instead of the least."""
    return {variable: -factor for variable, factor in terms.items()}
