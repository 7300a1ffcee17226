"""Why there is no plan: limits that cannot be kept together, and what the least change of each would do."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from vasterviksmodell.analysis.integer_programme import IntegerProgramme, Stop, least_costs, never
from vasterviksmodell.analysis.planning.changes import Change, least_change, with_amount
from vasterviksmodell.analysis.planning.checking import broken_limits
from vasterviksmodell.analysis.planning.optimum import is_feasible, most_houses
from vasterviksmodell.analysis.planning.problem import Limit, Problem
from vasterviksmodell.analysis.planning.programme import PlanProgramme

_TRIES = 100
"""After how many sets the search for the fewest colliding limits ends."""
_MOST = 40
"""How many limits are tried for more room, at most; with more, the fewest that collide are not searched for."""


@dataclass(frozen=True, slots=True)
class MoreRoom:
    """A change of one limit, and how many houses fit then."""

    change: Change
    houses: int


@dataclass(frozen=True, slots=True)
class Collision:
    """Limits that cannot be kept together, so that there is no plan."""

    limits: tuple[Limit, ...]
    """The fewest: none of them can be left out, since the others can be kept together."""
    changes: tuple[Change, ...]
    """The least change of each that alone is enough."""
    most: int
    """How many houses fit at most, with all other limits kept."""
    more_room: tuple[MoreRoom, ...]
    """The least change of each limit that alone makes room for more houses, the most houses first."""


def collision(problem: Problem, stop: Stop = never) -> Collision:
    """Return why there is no plan."""
    limits = fewest_colliding(problem, stop)
    changes = (least_change(problem, limit, stop) for limit in limits)
    most = most_houses(problem, stop)
    helping = tuple(change for change in changes if change is not None)
    return Collision(limits, helping, most, _more_room(problem, most, stop))


def colliding(problem: Problem, stop: Stop = never) -> tuple[Limit, ...]:
    """Return limits that cannot be kept together though all but any one of them can (by QuickXplain, Junker 2004)."""
    every = problem.limits

    def is_possible(kept: Sequence[Limit]) -> bool:
        return is_feasible(problem.without(set(every) - set(kept)), stop)

    found = set(_explanation([], [], list(every), is_possible))
    return tuple(limit for limit in every if limit in found)


def fewest_colliding(problem: Problem, stop: Stop = never) -> tuple[Limit, ...]:
    """Return the fewest limits that cannot be kept together.

    Every set that collides has one of the limits that some placement breaks. So the fewest limits that have one of
    each such set are tried, and a placement that keeps them gives another set, until there is none (implicit hitting
    sets, Ignatiev et al. 2015). With many limits, or after many tries, a set is returned of which none can be left out.
    """
    every, found = problem.limits, colliding(problem, stop)
    broken: list[frozenset[Limit]] = []
    while len(every) <= _MOST and len(broken) < _TRIES:
        tried = _fewest_of_each(every, broken, stop)
        if len(tried) >= len(found):
            return found
        kept = _kept(problem, tried, stop)
        if kept is None:
            return tried
        broken.append(frozenset(every) - kept)
    return found


def _fewest_of_each(every: Sequence[Limit], sets: Sequence[frozenset[Limit]], stop: Stop) -> tuple[Limit, ...]:
    """Return the fewest limits of which one is in each set; of equals the one that comes first."""
    programme = IntegerProgramme()
    chosen = {limit: programme.variable() for limit in every}
    for limits in sets:
        programme.row({chosen[limit]: 1 for limit in limits}, least=1)
    most = len(every) ** 2
    found = least_costs(programme, {variable: most + variable for variable in chosen.values()}, stop)
    return tuple(limit for limit, variable in chosen.items() if found is not None and found.values[variable])


def _kept(problem: Problem, limits: Sequence[Limit], stop: Stop) -> frozenset[Limit] | None:
    """Return limits that a placement keeps, these among them, and more until no other can be kept besides; or None."""
    every, kept = problem.limits, _kept_by_one(problem, limits, stop)
    for limit in every if kept is not None else ():
        if kept is not None and limit not in kept:
            kept = _kept_by_one(problem, (*kept, limit), stop) or kept
    return kept


def _kept_by_one(problem: Problem, limits: Collection[Limit], stop: Stop) -> frozenset[Limit] | None:
    """Return every limit that a placement keeps that was found to keep some; None where none does."""
    programme = PlanProgramme(problem.without(set(problem.limits) - set(limits)))
    found = least_costs(programme.whole, {}, stop)
    if found is None:
        return None
    broken = broken_limits(problem, programme.placement(found.values))
    return frozenset(problem.limits) - set(broken) | set(limits)


def _explanation(
    kept: list[Limit], added: list[Limit], among: list[Limit], is_possible: Callable[[Sequence[Limit]], bool]
) -> list[Limit]:
    """Return which of some limits are needed, with those that are kept, for a contradiction."""
    if added and not is_possible(kept):
        return []
    if len(among) == 1:
        return among
    first, second = among[: len(among) // 2], among[len(among) // 2 :]
    of_second = _explanation(kept + first, first, second, is_possible)
    of_first = _explanation(kept + of_second, of_second, first, is_possible)
    return of_first + of_second


def _more_room(problem: Problem, most: int, stop: Stop) -> tuple[MoreRoom, ...]:
    """Return what makes room for more houses than fit, and for how many more it does."""
    wanted = replace(problem, fewest=most + 1)
    tried = [limit for limit in problem.limits if limit.kind != "houses"][:_MOST]
    changes = [change for limit in tried if (change := least_change(wanted, limit, stop)) is not None]
    found = [MoreRoom(change, _fitting(problem, change, stop)) for change in changes]
    return tuple(sorted(found, key=lambda more: -more.houses))


def _fitting(problem: Problem, change: Change, stop: Stop) -> int:
    changed = problem.without([change.limit]) if change.to is None else with_amount(problem, change.limit, change.to)
    return most_houses(changed, stop)
