"""The best placement, and of several that are as good the same one every time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from vasterviksmodell.analysis.integer_programme import Stop, Stopped, WholeOptimum, least_costs, never
from vasterviksmodell.analysis.planning.problem import Placement, Problem
from vasterviksmodell.analysis.planning.programme import PlanProgramme, negative


@dataclass(frozen=True, slots=True)
class Best:
    """A placement, what it counts, and how much more any other can count."""

    placement: Placement
    value: int
    """In parts of a point, summed over the houses."""
    gap: int | None
    """0 where it is proven to be best; None where nothing is known."""
    is_settled: bool = True
    """Whether it is the one that is chosen of all that are as good; not where the search was stopped before."""


def best(problem: Problem, stop: Stop = never, *, without: tuple[Placement, ...] = ()) -> Best | None:
    """Return the best placement; None where none keeps the limits.

    Of those with the highest score it has the cheapest and fewest actions, then the fewest sites; then numbers decide
    that belong to the ids. `without`: placements that it must differ from.
    """
    programme = PlanProgramme(problem)
    for placement in without:
        programme.differ_from(placement)
    scores = negative(programme.scores)
    found = least_costs(programme.whole, scores, stop)
    if found is None:
        return None
    value = -_sum(scores, found)
    gap = 0 if found.proven else None if found.bound is None else max(0, -found.bound - value)
    settled = _settled(programme, scores, found, stop) if gap == 0 else None
    return Best(programme.placement((settled or found).values), value, gap, settled is not None)


def _settled(
    programme: PlanProgramme, scores: Mapping[int, int], found: WholeOptimum, stop: Stop
) -> WholeOptimum | None:
    """Return the one that is chosen of all with the same score; None where the search was stopped."""
    at_least = scores
    for costs in _tie_breakers(programme):
        programme.whole.row(at_least, most=_sum(at_least, found))
        try:
            next_found = least_costs(programme.whole, costs, stop, found.values)
        except Stopped:
            return None
        if next_found is None or not next_found.proven:
            return None
        found, at_least = next_found, costs
    return found


def _tie_breakers(programme: PlanProgramme) -> Iterator[Mapping[int, int]]:
    if programme.actions:
        yield programme.action_costs[0]
        yield dict.fromkeys(programme.actions.values(), 1)
    yield programme.sites
    yield programme.order


def _sum(terms: Mapping[int, int], found: WholeOptimum) -> int:
    return sum(factor * found.values[variable] for variable, factor in terms.items())


def highest_value(problem: Problem, stop: Stop = never) -> int | None:
    """Return what the best placement counts; None where none keeps the limits. `Stopped` where it is not proven."""
    programme = PlanProgramme(problem)
    scores = negative(programme.scores)
    found = least_costs(programme.whole, scores, stop)
    if found is not None and not found.proven:
        raise Stopped
    return None if found is None else -_sum(scores, found)


def most_houses(problem: Problem, stop: Stop = never) -> int:
    """Return how many of the houses fit at most, whatever the score, with all other limits kept."""
    programme = PlanProgramme(problem, exactly=False)
    found = least_costs(programme.whole, negative(programme.number), stop)
    return 0 if found is None else programme.placement(found.values).number


def fewest_houses(problem: Problem, stop: Stop = never) -> int | None:
    """Return the least number of houses, of those above the number asked for, for which there is a plan."""
    most = max(problem.houses + problem.min_per_site, sum((problem.fix or {}).values()))
    programme = PlanProgramme(replace(problem, houses=most), exactly=False)
    programme.whole.row(programme.number, least=problem.houses + 1)
    found = least_costs(programme.whole, programme.number, stop)
    return None if found is None else programme.placement(found.values).number


def is_feasible(problem: Problem, stop: Stop = never) -> bool:
    """Say whether any placement keeps the limits."""
    return least_costs(PlanProgramme(problem).whole, {}, stop) is not None
