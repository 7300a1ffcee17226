"""Plans of invented sites: from the ranking to the proven optimum, against a model written for scipy.optimize.milp.

Both compute in turn within one process, and both must find the same score. Then each table around the plan is timed.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import polars as pl
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, hstack

from vasterviksmodell import Ranking, criteria_from, read_sites, score
from vasterviksmodell.analysis.planning.around import concentrations, filling, next_best, prices, stops
from vasterviksmodell.analysis.planning.building import PlanQuestion, problem_of
from vasterviksmodell.analysis.planning.figures import figures
from vasterviksmodell.analysis.planning.optimum import Best, best, highest_value
from vasterviksmodell.analysis.planning.problem import POINTS, Problem
from vasterviksmodell.analysis.planning.unknown import room

PERSONS, FEWEST, MOST, PER_1000 = 12, 2, 4, 40
PUPILS, CHILDREN = 26, 14
"""In 8 houses."""
COSTS = 1700
"""What each house may cost, all in all."""
UNSCORED = ("school_places", "preschool_places", "plots", "population", "site_cost")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", type=int, nargs="*", default=[30, 300, 2000])
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    for number in arguments.sites:
        compare(number, arguments.rounds)


def compare(number: int, rounds: int) -> None:
    houses = max(8, number // 4)
    ranking = ranked(number, houses)
    open_sites = sheet(ranking)
    ways: dict[str, Callable[[], int]] = {
        "plan: the optimum, settled": lambda: planned(ranking)[1].value,
        "plan: one optimum of several": lambda: one_of_several(ranking),
        "by hand for scipy.optimize.milp": lambda: by_hand(open_sites, houses),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds + 1):
        found = {name: timed(way, taken[name] if turn else []) for name, way in ways.items()}
        if len(set(found.values())) != 1:
            raise AssertionError(found)
    print(f"{number} sites, {houses} houses")
    base = statistics.median(taken["by hand for scipy.optimize.milp"])
    for name, seconds in taken.items():
        middle = statistics.median(seconds)
        print(f"{name:35}{middle:8.3f} s {middle / base:6.2f}×", flush=True)
    for name, seconds in tables(ranking):
        print(f"    {name:31}{seconds:8.3f} s", flush=True)


def timed(way: Callable[[], Any], into: list[float]) -> Any:
    start = time.perf_counter()
    found = way()
    into.append(time.perf_counter() - start)
    return found


def planned(ranking: Ranking) -> tuple[Problem, Best]:
    """The best placement, proven, and of those that are as good the one that is always chosen."""
    question = PlanQuestion.of(ranking.criteria.plan, ranking.criteria.need)
    problem = problem_of(figures(ranking, question.settings), question)
    found = best(problem)
    if found is None or found.gap != 0 or not found.is_settled:
        raise AssertionError("no proven plan")
    return problem, found


def one_of_several(ranking: Ranking) -> int:
    """The score of the best, whichever of equal plans that is: what the model by hand finds."""
    question = PlanQuestion.of(ranking.criteria.plan, ranking.criteria.need)
    found = highest_value(problem_of(figures(ranking, question.settings), question))
    if found is None:
        raise AssertionError("no plan")
    return found


def tables(ranking: Ranking) -> Iterator[tuple[str, float]]:
    problem, found = planned(ranking)
    question = PlanQuestion.of(ranking.criteria.plan, ranking.criteria.need)
    known = figures(ranking, question.settings)
    makers: dict[str, Callable[[], Any]] = {
        "why not more": lambda: list(stops(problem, found)),
        "what binds": lambda: list(prices(problem, found)),
        "fewer in one place": lambda: list(concentrations(problem, found)),
        "the next best plans": lambda: list(next_best(problem, found)),
        "filling by rank": lambda: filling(problem),
        "what is not known": lambda: room(known, question, found.value),
    }
    for name, make in makers.items():
        taken: list[float] = []
        timed(make, taken)
        yield name, taken[0]


def sheet(ranking: Ranking) -> pl.DataFrame:
    """The qualified sites as an analyst would have them: a score, and a column for each measure."""
    frame = ranking.frame.filter(pl.col("status") == "qualified")
    names = {f"{name}__low": name for name in UNSCORED}
    return frame.rename({**names, "_extra__school_name": "school_name"})


def by_hand(sites: pl.DataFrame, houses: int) -> int:
    """What an analyst would write: houses and open sites, and rows for schools, preschools, sites and costs."""
    number, school = sites.height, sites["school_name"].to_list()
    points = np.array([round(value * POINTS) for value in sites["score"]], float)
    one, nothing = csr_array(eye_array(number)), 1e-9
    caps = np.minimum.reduce(
        [
            np.floor(sites["plots"].to_numpy() / PERSONS),
            np.floor(sites["population"].to_numpy() * PER_1000 / 1000 / PERSONS + nothing),
            np.floor(sites["preschool_places"].to_numpy() * houses / (CHILDREN * houses // 8) + nothing),
            np.full(number, MOST),
        ]
    )
    names = sorted(set(school))
    at = [names.index(name) for name in school]
    uses = csr_array((np.ones(number), (at, range(number))), shape=(len(names), number))
    places = dict(zip(school, sites["school_places"].to_list(), strict=True))
    room_at = np.array([np.floor(places[name] * houses / (PUPILS * houses // 8) + nothing) for name in names])
    spent = np.concatenate([np.full(number, 1350.0), sites["site_cost"].to_numpy()])
    everywhere = np.concatenate([np.ones(number), np.zeros(number)])
    rows = [
        LinearConstraint(hstack([one, -one.multiply(caps)]), ub=0),
        LinearConstraint(hstack([one, -FEWEST * one]), lb=0),
        LinearConstraint(hstack([uses, csr_array((len(names), number))]), ub=room_at),
        LinearConstraint(csr_array(everywhere[None, :]), lb=houses, ub=houses),
        LinearConstraint(csr_array((1 - everywhere)[None, :]), ub=max_sites(houses)),
        LinearConstraint(csr_array(spent[None, :]), ub=COSTS * houses),
    ]
    found = milp(
        np.concatenate([-points, np.zeros(number)]),
        integrality=1,
        bounds=Bounds(0, np.concatenate([caps, np.ones(number)])),
        constraints=rows,
        options={"mip_rel_gap": 0},
    )
    return round(-found.fun)


def ranked(number: int, houses: int) -> Ranking:
    criteria = criteria_from(model(houses))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sites.csv"
        path.write_text("\n".join(lines(number, Random(number))), encoding="utf-8")
        return score(read_sites(path, criteria), criteria)


def lines(number: int, random: Random) -> Iterator[str]:
    """Invented sites, of which three use the same school."""
    schools = [random.randint(3, 30) for _ in range(max(3, number // 3))]
    yield "id,school_name,school,bus,work,school_places,preschool_places,plots,population,site_cost"
    for site in range(number):
        at = random.randrange(len(schools))
        figures = [
            *(random.randint(300, 3900), random.randint(4, 40), random.randint(1, 40), schools[at]),
            *(random.randint(2, 14), random.choice((24, 36, 48, 96))),
            *(random.randint(300, 4000), random.randint(100, 700)),
        ]
        yield f"s{site},School {at}," + ",".join(map(str, figures))


def max_sites(houses: int) -> int:
    return houses // 3 + 2


def model(houses: int) -> dict[str, Any]:
    """Criteria, and a plan with every limit on numbers."""
    return {
        "version": 1,
        "need": {
            "houses": houses,
            "flats_per_house": 2,
            "persons_per_flat": PERSONS // 2,
            "pupils": PUPILS * houses // 8,
            "preschool_children": CHILDREN * houses // 8,
        },
        "criteria": {
            "school": {"range": [0, 9000], "weight": 3, "value": {500: 100, 4000: 0}},
            "bus": {"range": [0, 90], "weight": 2, "value": {0: 0, 30: 100}},
            "work": {"range": [0, 90], "weight": 2, "value": {0: 0, 30: 100}},
            **{name: {"range": [0, 9000]} for name in UNSCORED},
        },
        "plan": {
            "plots": {"measure": "plots", "counts": "persons"},
            "inhabitants": {"measure": "population", "at_most_per_1000": PER_1000},
            "facilities": {
                "school": {"places": "school_places", "at": "school_name", "used_by": "pupils"},
                "preschool": {"places": "preschool_places", "used_by": "preschool_children"},
            },
            "cost": {"per_house": 1350, "per_site": "site_cost"},
            "limits": {
                "min_per_site": FEWEST,
                "max_per_site": MOST,
                "max_sites": max_sites(houses),
                "budget": COSTS * houses,
            },
        },
    }


if __name__ == "__main__":
    main()
