"""Which action opens which place, for how many houses."""

from collections.abc import Iterator
from dataclasses import dataclass

from vasterviksmodell.analysis.planning.checking import placed
from vasterviksmodell.analysis.planning.problem import Placement, Problem


@dataclass(frozen=True, slots=True)
class Opening:
    """An action of the plan, and the houses that find no room without it."""

    action: str
    cost: float
    needs: tuple[str, ...]
    """The chosen actions that must be done before."""
    sites: tuple[tuple[str, int], ...]
    """Ids of sites, each with the houses that could not stand there without the action."""
    facilities: tuple[tuple[str, str, int], ...]
    """Facilities by id and name, each with the houses for which it would have no places."""


def openings(problem: Problem, placement: Placement) -> tuple[Opening, ...]:
    """Return the actions of a placement, each after those that it needs."""
    by_id = {action.id: action for action in problem.actions}
    ordered: dict[str, None] = {}

    def add(id: str) -> None:
        for need in by_id[id].needs:
            add(need)
        ordered[id] = None

    for id in sorted(placement.actions):
        add(id)
    return tuple(
        Opening(
            id,
            float(by_id[id].cost),
            by_id[id].needs,
            tuple(_sites(problem, placement, id)),
            tuple(_facilities(problem, placement, id)),
        )
        for id in ordered
    )


def _without(problem: Problem, placement: Placement, action: str) -> frozenset[str]:
    """Return what is done when an action is not: without those that need it, too."""
    left = {id for id in placement.actions if id != action}
    while True:
        waiting = {one.id for one in problem.actions if one.id in left and not set(one.needs) <= left}
        if not waiting:
            return frozenset(left)
        left -= waiting


def _sites(problem: Problem, placement: Placement, action: str) -> Iterator[tuple[str, int]]:
    left = _without(problem, placement, action)
    for site, _, houses in placed(problem, placement):
        more = houses - problem.most_at(site, site.state(left))
        if more > 0:
            yield site.id, more


def _facilities(problem: Problem, placement: Placement, action: str) -> Iterator[tuple[str, str, int]]:
    left = _without(problem, placement, action)
    for room in problem.rooms:
        most = problem.room_for(room, room.state(left))
        used = sum(placement.houses.get(site, 0) for site in room.sites)
        if most is not None and used > most:
            yield room.facility, room.at, used - most
