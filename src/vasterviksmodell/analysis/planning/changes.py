"""Limits changed one by one: how far each must move, and what it would be worth."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from typing import Any

from vasterviksmodell.analysis.integer_programme import Stop, least_costs, never
from vasterviksmodell.analysis.planning.optimum import fewest_houses, is_feasible, most_houses
from vasterviksmodell.analysis.planning.problem import Limit, Problem, Room
from vasterviksmodell.analysis.planning.programme import PlanProgramme

Amount = Fraction | int


@dataclass(frozen=True, slots=True)
class Change:
    """The least change of one limit alone after which there is a plan."""

    limit: Limit
    now: Amount | None
    """What it is now; None for what has no number."""
    to: Amount | None
    """What it must be; None where leaving it out helps: of a budget where it is not known what sites cost."""


def amount(problem: Problem, limit: Limit) -> Amount | None:
    """Return the number of a limit: houses, sites, costs, places; None for plots and for sites that are forbidden."""
    match limit.kind:
        case "houses":
            return problem.houses
        case "inhabitants":
            return problem.inhabitants_per_1000
        case "fix":
            return (problem.fix or {})[limit.subject]
        case "facility":
            return problem.by_limit[limit].state(()).places
        case "plots" | "forbid":
            return None
    number: Amount | None = getattr(problem, limit.kind)
    return number


def with_amount(problem: Problem, limit: Limit, to: Amount) -> Problem:
    """Return the same with another number of a limit; of plots with room for so many houses more."""
    if limit.kind == "plots":
        return replace(problem, extra_plots=int(to))
    if limit.kind == "facility":
        more = to - (problem.by_limit[limit].state(()).places or 0)
        return replace(problem, extra={**(problem.extra or {}), limit: Fraction(more)})
    fields = {"inhabitants": "inhabitants_per_1000"}
    whole = limit.kind in ("max_sites", "max_per_site", "min_per_site")
    changed: dict[str, Any] = {fields.get(limit.kind, limit.kind): int(to) if whole else Fraction(to)}
    return replace(problem, **changed)


def looser(problem: Problem, limit: Limit) -> Sequence[Amount]:
    """Return the numbers of a limit that permit more, step by step; none for those that are moved otherwise."""
    match limit.kind:
        case "plots" | "max_per_site":
            now = problem.max_per_site if limit.kind == "max_per_site" else 0
            return range((now or 0) + 1, problem.houses + 1)
        case "max_sites":
            return range((problem.max_sites or 0) + 1, len(problem.sites) + 1)
        case "min_per_site":
            return range(problem.min_per_site - 1, 0, -1)
        case "facility" | "inhabitants":
            return _places(problem, problem.by_limit[limit]) if limit.kind == "facility" else _shares(problem)
    return ()


def _places(problem: Problem, room: Room) -> list[Fraction]:
    """Return the places with which a facility has room for one house more, in any of its states; whole places more."""
    now = room.state(()).places or Fraction(0)
    lacking = {
        ceil(room.per_house * houses - state.places)
        for state in room.states
        if state.places is not None
        for houses in range(1, problem.houses + 1)
    }
    return [now + more for more in sorted(lacking) if more > 0]


def _shares(problem: Problem) -> list[Fraction]:
    """Return the shares of the inhabitants at which some site has room for one house more."""
    free = problem.without([Limit("inhabitants")])
    states = [(site, state) for site in problem.sites for state in site.states if state.is_open]
    persons, now = problem.house.persons, problem.inhabitants_per_1000 or Fraction(0)
    steps = {
        Fraction(1000 * persons * houses) / state.inhabitants
        for site, state in states
        if state.inhabitants
        for houses in range(1, free.most_at(site, state) + 1)
    }
    return sorted(step for step in steps if step > now)


def least_change(problem: Problem, limit: Limit, stop: Stop = never) -> Change | None:
    """Return the least change of a limit alone after which there is a plan; None where no change helps."""
    now = amount(problem, limit)
    if limit.kind == "houses":
        number = _nearest_number(problem, stop)
        return None if number is None else Change(limit, now, number)
    if limit.kind in ("budget", "action_budget"):
        spent = _least_spent(problem, limit, stop)
        if spent is not None:
            return Change(limit, now, spent)
    if limit.kind in ("fix", "forbid", "budget"):
        return Change(limit, now, None) if is_feasible(problem.without([limit]), stop) else None
    steps = looser(problem, limit)
    at = _first(steps, problem, limit, stop)
    return None if at is None else Change(limit, now, steps[at])


def _nearest_number(problem: Problem, stop: Stop) -> int | None:
    """Return the number of houses for which there is a plan that is nearest to the number that is asked for."""
    fewer, more = most_houses(problem, stop), fewest_houses(problem, stop)
    if more is None or (fewer and problem.houses - fewer <= more - problem.houses):
        return fewer or None
    return more


def _first(steps: Sequence[Amount], problem: Problem, limit: Limit, stop: Stop) -> int | None:
    """Return the first step with which there is a plan, found by halving."""
    if not steps or not is_feasible(with_amount(problem, limit, steps[-1]), stop):
        return None
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high) // 2
        if is_feasible(with_amount(problem, limit, steps[middle]), stop):
            high = middle
        else:
            low = middle + 1
    return low


def _least_spent(problem: Problem, limit: Limit, stop: Stop) -> Fraction | None:
    """Return what a plan costs at least, or what actions cost at least with which there is one."""
    loosened = with_amount(problem, limit, Fraction(10**15))  # what has no known price stays out of the question
    programme = PlanProgramme(loosened)
    terms, parts = programme.costs if limit.kind == "budget" else programme.action_costs
    found = least_costs(programme.whole, terms, stop)
    if found is None:
        return None
    return Fraction(sum(factor * found.values[variable] for variable, factor in terms.items()), parts)
