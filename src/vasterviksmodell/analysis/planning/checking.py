"""What a placement is worth, what it costs, and which limits it breaks: counted, without any solver."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from vasterviksmodell.analysis.planning.problem import Limit, Placement, PlanSite, Problem, SiteState


def placed(problem: Problem, placement: Placement) -> Iterator[tuple[PlanSite, SiteState, int]]:
    """Yield each site with houses, in its state, and their number."""
    for id, houses in placement.houses.items():
        site = problem.by_id[id]
        yield site, site.state(placement.actions), houses


def value(problem: Problem, placement: Placement) -> int:
    """Return the sum of what the houses count, in parts of a point."""
    return sum(state.score * houses for _, state, houses in placed(problem, placement))


def cost(problem: Problem, placement: Placement) -> Fraction | None:
    """Return what the houses cost; None where it is not known."""
    whole = Fraction(0)
    for _, state, houses in placed(problem, placement):
        if state.cost_per_house is None or state.cost_per_site is None:
            return None
        whole += state.cost_per_house * houses + state.cost_per_site
    return whole


def action_cost(problem: Problem, placement: Placement) -> Fraction:
    """Return what the actions cost."""
    return sum((action.cost for action in problem.actions if action.id in placement.actions), Fraction(0))


def broken_limits(problem: Problem, placement: Placement, among: Iterable[Limit] | None = None) -> tuple[Limit, ...]:
    """Return the limits that a placement breaks, by name; `among`: those that are tried."""
    tried = problem.limits if among is None else among
    return tuple(limit for limit in tried if _is_broken(limit, problem, placement))


def is_possible(problem: Problem, placement: Placement) -> bool:
    """Say whether houses stand only where sites are open, and actions come after those that they need."""
    known, done = set(problem.by_id), set(placement.actions)
    actions = {action.id: action for action in problem.actions}
    return (
        set(placement.houses) <= known
        and all(houses > 0 for houses in placement.houses.values())
        and all(state.is_open for _, state, _ in placed(problem, placement))
        and all(action in actions and set(actions[action].needs) <= done for action in done)
    )


def _is_broken(limit: Limit, problem: Problem, placement: Placement) -> bool:  # noqa: C901, PLR0911 - one case a limit
    numbers = placement.houses
    match limit.kind:
        case "houses":
            return placement.number != problem.houses
        case "plots":
            return _beside_plots(problem, placement) > problem.extra_plots
        case "inhabitants":
            most = ((problem.by_inhabitants(state), houses) for _, state, houses in placed(problem, placement))
            return any(_exceeds(houses, number) for number, houses in most)
        case "max_per_site":
            return any(_exceeds(houses, problem.max_per_site) for houses in numbers.values())
        case "min_per_site":
            return any(houses < problem.min_per_site for houses in numbers.values())
        case "max_sites":
            return _exceeds(len(numbers), problem.max_sites)
        case "budget":
            spent = cost(problem, placement)
            return spent is None or (problem.budget is not None and spent > problem.budget)
        case "action_budget":
            return problem.action_budget is not None and action_cost(problem, placement) > problem.action_budget
        case "fix":
            return numbers.get(limit.subject, 0) != (problem.fix or {})[limit.subject]
        case "forbid":
            return limit.subject in numbers
        case "facility":
            return _overfills(limit, problem, placement)


def _overfills(limit: Limit, problem: Problem, placement: Placement) -> bool:
    room = problem.by_limit[limit]
    used = sum(placement.houses.get(site, 0) for site in room.sites)
    return _exceeds(used, problem.room_for(room, room.state(placement.actions)))


def _beside_plots(problem: Problem, placement: Placement) -> int:
    """Return how many houses stand where there are no plots for them."""
    found = ((state.plots, houses) for _, state, houses in placed(problem, placement))
    return sum(max(0, houses - plots) for plots, houses in found if plots is not None)


def _exceeds(number: int, most: int | None) -> bool:
    return most is not None and number > most
