"""Around the best plan: what binds and what it costs, fewer houses in one place, the next best, and filling by rank."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vasterviksmodell.analysis.integer_programme import Stop, Stopped, never
from vasterviksmodell.analysis.planning.changes import Amount, amount, looser, with_amount
from vasterviksmodell.analysis.planning.checking import broken_limits, value
from vasterviksmodell.analysis.planning.infeasible import colliding
from vasterviksmodell.analysis.planning.optimum import Best, best, highest_value
from vasterviksmodell.analysis.planning.problem import Limit, Placement, PlanSite, Problem

OTHERS = 5
"""How many of the next best plans are shown."""
_LIMITS, _FEWEST_LIMITS, _LIMITS_BY_SITES = 60, 12, 3000
"""How many limits are tried for what they cost: at most; with many sites at least; and this divided by the sites."""
_COUNTED = ("houses", "fix", "forbid", "plots", "inhabitants", "max_per_site")
"""The limits that are kept to anyway where a site gets no more than it can have."""
_STOPPED_SITES = 60
"""Of how many sites it is said why they have no more houses, at most."""
MOST_STEPS = 8
"""How many levels of concentration are shown, at most."""
_SITES = 5
"""Of how many sites without houses it is said why they have none."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a limit costs: the least step that permits a better plan, what that gains, and what leaving it out gains."""

    limit: Limit
    now: Amount | None
    step: Amount | None
    """The first number with which there is a better plan: of facilities in places, of plots in houses more."""
    gain: int
    """With the step, in parts of a point; 0 where there is no step."""
    gain_without: int
    """Without the limit."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """The best plan when no site has more than some houses."""

    most: int
    found: Best


@dataclass(frozen=True, slots=True)
class WhyNotMore:
    """Why a site has no more houses: limits that stop it, or what one house more there would cost."""

    site: str
    houses: int
    limits: tuple[Limit, ...]
    """Empty where one house more is possible."""
    loss: int | None
    """What all houses together would count less, in parts of a point; None where it is not possible."""
    together: bool = False
    """Whether only all the limits together stop it; else each of them does so alone."""


@dataclass(frozen=True, slots=True)
class Filling:
    """What filling the sites in the order of their rank gives."""

    placement: Placement
    value: int
    missing: int
    """How many houses find no room."""


def proven(problem: Problem, stop: Stop = never, without: tuple[Placement, ...] = ()) -> Best | None:
    """Return the best placement, proven to be best; `Stopped` where the search was stopped before."""
    found = best(problem, stop, without=without)
    if found is not None and found.gap != 0:
        raise Stopped
    return found


def tried_limits(problem: Problem, found: Best) -> tuple[tuple[Limit, ...], int]:
    """Return the limits that are tried for what they cost, and how many more are not tried.

    Of facilities those come first that have the least room left; those with room for whatever their sites could have
    cost nothing.
    """
    whole = [limit for limit in problem.limits if limit.kind not in ("houses", "facility")]
    can_bind = (limit for limit in problem.limits if limit.kind == "facility" and _can_bind(problem, limit))
    rooms = sorted((_left(problem, found, limit), limit) for limit in can_bind)
    every = (*whole, *(limit for _, limit in rooms))
    most = max(_FEWEST_LIMITS, min(_LIMITS, _LIMITS_BY_SITES // max(1, len(problem.sites))))
    return every[:most], max(0, len(every) - most)


def _can_bind(problem: Problem, limit: Limit) -> bool:
    """Say whether the sites of a facility could have more houses than it has room for."""
    room = problem.by_limit[limit]
    sites = [problem.by_id[id] for id in room.sites]
    most = sum(max(problem.most_at(site, state) for state in site.states) for site in sites)
    rooms = (problem.room_for(room, state) for state in room.states)
    return any(number is not None and number < most for number in rooms)


def _left(problem: Problem, found: Best, limit: Limit) -> int:
    """Return for how many houses more a facility has room."""
    room, placement = problem.by_limit[limit], found.placement
    most = problem.room_for(room, room.state(placement.actions))
    used = sum(placement.houses.get(site, 0) for site in room.sites)
    return problem.houses if most is None else most - used


def prices(problem: Problem, found: Best, stop: Stop = never) -> Iterator[Price]:
    """Yield the limits that cost something."""
    for limit in tried_limits(problem, found)[0]:
        free = highest_value(problem.without([limit]), stop)
        if free is not None and free > found.value:
            step, gain = _first_gain(problem, limit, found.value, stop)
            yield Price(limit, amount(problem, limit), step, gain, free - found.value)


def _first_gain(problem: Problem, limit: Limit, value: int, stop: Stop) -> tuple[Amount | None, int]:
    """Return the least step of a limit that permits a better plan, found by halving, and what it gains."""
    steps = looser(problem, limit)

    def gain(number: int) -> int:
        highest = highest_value(with_amount(problem, limit, steps[number]), stop)
        return 0 if highest is None else highest - value

    low, high = 0, len(steps) - 1  # the last step is as good as no limit, which gains something
    if not steps:
        return None, 0
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if gain(middle) else (middle + 1, high)
    return steps[low], gain(low)


def concentrations(problem: Problem, found: Best, stop: Stop = never) -> Iterator[Concentration]:
    """Yield the best plans with fewer and fewer houses in one site, until there is none."""
    largest = max(found.placement.houses.values(), default=0)
    yield Concentration(largest, found)
    for most in range(largest - 1, max(0, largest - MOST_STEPS), -1):
        spread = proven(replace(problem, max_per_site=most), stop)
        if spread is None:
            return
        yield Concentration(most, spread)


def next_best(problem: Problem, found: Best, stop: Stop = never) -> Iterator[Best]:
    """Yield the next best plans."""
    before: tuple[Placement, ...] = (found.placement,)
    for _ in range(OTHERS):
        other = proven(problem, stop, before)
        if other is None:
            return
        yield other
        before = (*before, other.placement)


def stops(problem: Problem, found: Best, stop: Stop = never) -> Iterator[WhyNotMore]:
    """Yield why sites with houses, and the first of those without, have no more; of very many of the first of them."""
    open_sites = [site for site in problem.sites if any(state.is_open for state in site.states)]
    ranked = sorted(open_sites, key=lambda site: (site.rank is None, site.rank or 0, site.id))
    empty = [site for site in ranked if site.id not in found.placement.houses][:_SITES]
    shown = [site for site in ranked if site.id in found.placement.houses or site in empty]
    for site in shown[:_STOPPED_SITES]:
        yield _stop(problem, found, site, stop)


def _stop(problem: Problem, found: Best, site: PlanSite, stop: Stop) -> WhyNotMore:
    houses = found.placement.houses.get(site.id, 0)
    supposed = replace(problem, at_least={site.id: houses + 1})
    if own := _own_limits(problem, site, houses + 1):
        return WhyNotMore(site.id, houses, own, None)
    other = highest_value(supposed, stop)
    if other is None:
        if houses + 1 > problem.houses:
            return WhyNotMore(site.id, houses, (Limit("houses"),), None)
        limits = colliding(supposed, stop)
        return WhyNotMore(site.id, houses, limits, None, together=len(limits) > 1)
    return WhyNotMore(site.id, houses, (), found.value - other)


def _own_limits(problem: Problem, site: PlanSite, houses: int) -> tuple[Limit, ...]:
    """Return the limits that so many houses in a site break alone, in every state of it and of what it uses."""
    alone = [Placement({site.id: houses}, tuple(state.actions)) for state in site.states if state.is_open]
    rooms = [room for room in problem.rooms if site.id in room.sites and len(room.states) > 1]
    if rooms or len(site.states) > 1 or not alone:
        return ()
    whole = {"plots", "inhabitants", "max_per_site", "facility", "fix", "forbid"}
    among = [limit for limit in broken_limits(problem, alone[0]) if limit.kind in whole]
    return tuple(limit for limit in among if limit.kind not in ("fix", "forbid") or limit.subject == site.id)


def filling(problem: Problem) -> Filling:
    """Fill the sites in the order of their rank, each as far as the limits permit, without any action.

    Where houses are fixed they stand first, as far as the limits permit; what they lack of them stands nowhere else.
    """
    ranked = sorted((site for site in problem.sites if site.rank is not None), key=lambda site: (site.rank, site.id))
    about: dict[str, list[Limit]] = {site.id: [] for site in ranked}
    for limit in problem.limits:
        concerned = problem.by_limit[limit].sites if limit.kind == "facility" else about
        for id in concerned if limit.kind not in _COUNTED else ():
            about.get(id, []).append(limit)
    fixed, placement = problem.fix or {}, Placement({})
    for site in (site for site in ranked if site.id in fixed):
        placement = _filled(problem, placement, site, about[site.id], fixed[site.id])
    reserved = sum(fixed.values()) - placement.number
    for site in (site for site in ranked if site.id not in fixed):
        left = problem.houses - reserved - placement.number
        placement = _filled(problem, placement, site, about[site.id], left)
    return Filling(placement, value(problem, placement), problem.houses - placement.number)


def _filled(problem: Problem, placement: Placement, site: PlanSite, limits: Sequence[Limit], most: int) -> Placement:
    """Put as many houses as possible in a site, and at most so many; `limits`: those that this may break."""
    state = site.state(())
    most = min(problem.most_at(site, state), most)
    for houses in range(most, 0, -1):
        tried = Placement({**placement.houses, site.id: houses})
        if not broken_limits(problem, tried, limits):
            return tried
    return placement
