"""Random problems of up to six sites, and the best placement by trying all of them."""

from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations
from random import Random

from vasterviksmodell.analysis.planning.checking import action_cost, broken_limits, is_possible, value
from vasterviksmodell.analysis.planning.optimum import most_houses
from vasterviksmodell.analysis.planning.problem import (
    Limit,
    Placement,
    PlanAction,
    PlanSite,
    Problem,
    Room,
    RoomState,
    SiteState,
)
from vasterviksmodell.criteria.plan import House

KINDS = ("max_sites", "max_per_site", "min_per_site", "budget", "inhabitants", "facility", "plots", "fix", "forbid")


def random_problem(random: Random, kinds=KINDS, *, with_actions: bool = False) -> Problem:
    """A problem with limits of some kinds."""
    houses = random.randint(1, 6)
    actions = _actions(random) if with_actions else ()
    sites = tuple(_site(random, number, actions) for number in range(random.randint(1, 6)))
    whole = Problem(
        houses,
        House(2, 12),
        sites,
        tuple(_rooms(random, sites, actions)),
        actions,
        random.choice((1, 1, 2, 3)),
        random.choice((None, 2, 3, 4)),
        random.choice((None, 1, 2, 3)),
        random.choice((None, Fraction(random.randint(2, 80), 2))),
        Fraction(random.randint(0, 12)) if actions else None,
        {sites[0].id: random.randint(0, 2)} if random.random() < 0.2 else None,
        frozenset({sites[-1].id}) if random.random() < 0.2 else frozenset(),
        inhabitants_per_1000=Fraction(random.choice((20, 40, 55))),
    )
    return whole.without([limit for limit in whole.limits if limit.kind not in (*kinds, "houses", "action_budget")])


def larger_problem(random: Random, number: int) -> Problem:
    """A problem of many sites with every limit on numbers, and two thirds of the houses that find room."""
    sites = tuple(_site(random, n, ()) for n in range(number))
    problem = Problem(
        number,
        House(2, 12),
        sites,
        tuple(_rooms(random, sites, ())),
        min_per_site=2,
        max_per_site=4,
        max_sites=number // 2,
        budget=Fraction(5 * number),
        inhabitants_per_1000=Fraction(55),
    )
    return replace(problem, houses=2 * most_houses(problem) // 3)


def _actions(random: Random) -> tuple[PlanAction, ...]:
    number = random.randint(1, 3)
    needs = [tuple(f"a{n - 1}" for _ in range(1) if n and random.random() < 0.4) for n in range(number)]
    return tuple(PlanAction(f"a{n}", Fraction(random.randint(1, 8)), needs[n]) for n in range(number))


def _about(random: Random, actions: tuple[PlanAction, ...]) -> list[frozenset[str]]:
    """The sets of the actions about something."""
    about = [action.id for action in actions if random.random() < 0.4]
    return [frozenset(some) for size in range(len(about) + 1) for some in combinations(about, size)]


def _site(random: Random, number: int, actions: tuple[PlanAction, ...]) -> PlanSite:
    states = tuple(_state(random, done) for done in _about(random, actions))
    return PlanSite(f"s{number}", f"Site {number}", number + 1, states)


def _state(random: Random, done: frozenset[str]) -> SiteState:
    is_open = random.random() < 0.8
    known = random.random() < 0.9
    return SiteState(
        done,
        "qualified" if is_open else "excluded",
        is_open,
        random.choice((50_000, 60_000, random.randint(1_000, 99_000))),
        random.choice((None, random.randint(0, 5))),
        random.choice((None, Fraction(random.randint(100, 3000)))),
        Fraction(random.randint(1, 24), 2) if known else None,
        Fraction(random.randint(0, 6)),
    )


def _rooms(random: Random, sites, actions):
    for facility in ("school", "preschool"):
        names = [random.choice("xyz") for _ in sites]
        for name in sorted(set(names)):
            using = tuple(site.id for site, its in zip(sites, names, strict=True) if its == name)
            states = tuple(_room_state(random, done) for done in _about(random, actions))
            yield Room(facility, name, using, Fraction(13, 4), states)


def _room_state(random: Random, done: frozenset[str]) -> RoomState:
    houses = random.choice((None, random.randint(0, 6)))
    return RoomState(done, None if houses is None else Fraction(13, 4) * houses, houses)


def placements(problem: Problem):
    """Every placement that is possible, whether it keeps the limits or not."""
    ids = [action.id for action in problem.actions]
    for done in chain.from_iterable(combinations(ids, size) for size in range(len(ids) + 1)):
        open_sites = [site.id for site in problem.sites if site.state(done).is_open]
        for numbers in _divisions(len(open_sites), problem.ceiling):
            houses = {id: number for id, number in zip(open_sites, numbers, strict=True) if number}
            placement = Placement(houses, done)
            if is_possible(problem, placement):
                yield placement


def _divisions(parts: int, most: int):
    """Every way of dividing at most so many among some parts."""
    if not parts:
        yield ()
        return
    for first in range(most + 1):
        for others in _divisions(parts - 1, most - first):
            yield (first, *others)


def by_trying_all(problem: Problem):
    """The best placement as the manual defines it, but for the last tie, which numbers decide: its rank."""
    kept = [placement for placement in placements(problem) if not broken_limits(problem, placement)]
    return max((rank(problem, placement) for placement in kept), default=None)


def rank(problem: Problem, placement: Placement):
    cost = action_cost(problem, placement)
    return value(problem, placement), -cost, -len(placement.actions), -len(placement.houses)


def most_by_trying_all(problem: Problem) -> int:
    free = problem.without([Limit("houses")])
    kept = (placement.number for placement in placements(free) if not broken_limits(free, placement))
    return max((number for number in kept if number <= problem.houses), default=0)


def permuted(problem: Problem, random: Random) -> Problem:
    sites, rooms = list(problem.sites), list(problem.rooms)
    random.shuffle(sites)
    random.shuffle(rooms)
    return replace(problem, sites=tuple(sites), rooms=tuple(rooms))
