"""Why there is no plan: limits that cannot be kept together, and what the least change of each would do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from vasterviksmodell.analysis.integer_programme import Stop, never
from vasterviksmodell.analysis.planning.changes import Change, least_change, with_amount
from vasterviksmodell.analysis.planning.optimum import is_feasible, most_houses
from vasterviksmodell.analysis.planning.problem import Limit, Problem

_MOST = 40
"""How many limits are tried for more room, at most."""


@dataclass(frozen=True, slots=True)
class MoreRoom:
    """A change of one limit, and how many houses fit then."""

    change: Change
    houses: int


@dataclass(frozen=True, slots=True)
class Collision:
    """Limits that cannot be kept together, so that there is no plan."""

    limits: tuple[Limit, ...]
    """None of them can be left out: the others can be kept together."""
    changes: tuple[Change, ...]
    """The least change of each that alone is enough."""
    most: int
    """How many houses fit at most, with all other limits kept."""
    more_room: tuple[MoreRoom, ...]
    """The least change of each limit that alone makes room for more houses, the most houses first."""


def collision(problem: Problem, stop: Stop = never) -> Collision:
    """Return why there is no plan."""
    limits = colliding(problem, stop)
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
    """Return what makes room for one house more than fit, and for how many more it does."""
    wanted = replace(problem, houses=most + 1)
    tried = [limit for limit in problem.limits if limit.kind != "houses"][:_MOST]
    changes = [change for limit in tried if (change := least_change(wanted, limit, stop)) is not None]
    found = [MoreRoom(change, _fitting(problem, change, stop)) for change in changes]
    return tuple(sorted(found, key=lambda more: -more.houses))


def _fitting(problem: Problem, change: Change, stop: Stop) -> int:
    changed = problem.without([change.limit]) if change.to is None else with_amount(problem, change.limit, change.to)
    return most_houses(changed, stop)
