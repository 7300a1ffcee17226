"""Net flows of PROMETHEE II by sorting, against a preference for every pair: with NumPy, and by pymcdm.

Times are those of the computing alone, peak memory that of a whole process.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Collection
from pathlib import Path

import numpy as np
from measured import PYTHON, Cost, once, table
from numpy.typing import NDArray

from vasterviksmodell.analysis.aggregation.promethee_ii import linear, promethee, usual

Floats = NDArray[np.float64]
CRITERIA = 8
WEIGHTS = np.full(CRITERIA, 1 / CRITERIA)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=3000, help="sites for all ways")
    parser.add_argument("--many", type=int, default=100_000, help="sites for sorting alone")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--one", choices=WAYS, help="only compute so, once")
    arguments = parser.parse_args()
    if arguments.one:
        sys.stdout.write(f"{WAYS[arguments.one](values(arguments.rows)).max():.9f}\n")
        return
    many = costs(["nothing", *BY_SORTING], arguments.many, arguments.rounds)
    few = costs(WAYS, arguments.rows, arguments.rounds)
    print(f"{arguments.rows} sites × {CRITERIA} criteria")
    table(few, "pairs with NumPy, usual")
    print(f"{arguments.many} sites × {CRITERIA} criteria")
    table(many, "by sorting, usual")


def costs(ways: Collection[str], rows: int, rounds: int) -> dict[str, Cost]:
    """The median time of each over rounds in which all compute once, after one that is not counted.

    Memory comes first: what is computed here would count in that of the processes started.
    """
    memory = {name: megabytes(name, rows) for name in ways}
    sites = values(rows)
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds + 1):
        for name, found in seconds.items():
            start = time.perf_counter()
            WAYS[name](sites)
            found.append(time.perf_counter() - start)
    return {name: Cost(statistics.median(found[1:]), memory[name]) for name, found in seconds.items()}


def megabytes(way: str, rows: int) -> float:
    return once([PYTHON, str(Path(__file__)), "--one", way, "--rows", str(rows)]).megabytes


def values(rows: int) -> Floats:
    return np.random.default_rng(1).uniform(0, 100, (rows, CRITERIA)).round(1)


def by_sorting_usual(sites: Floats) -> Floats:
    return promethee(sites, WEIGHTS, [usual()] * CRITERIA).net


def by_sorting_linear(sites: Floats) -> Floats:
    return promethee(sites, WEIGHTS, [linear(5, 20)] * CRITERIA).net


def pairs(sites: Floats) -> Floats:
    """What an analyst would write: the preferences as an n × n matrix, a criterion at a time."""
    index = sum(w * (column[:, None] > column) for w, column in zip(WEIGHTS, sites.T, strict=True))
    return (index.sum(axis=1) - index.sum(axis=0)) / (len(sites) - 1)


def theirs(sites: Floats) -> Floats:
    from pymcdm.methods import PROMETHEE_II

    return PROMETHEE_II("usual")(sites, WEIGHTS, np.ones(CRITERIA))


BY_SORTING: dict[str, Callable[[Floats], Floats]] = {
    "by sorting, usual": by_sorting_usual,
    "by sorting, linear": by_sorting_linear,
}
WAYS: dict[str, Callable[[Floats], Floats]] = {
    "nothing": lambda sites: sites[:, 0],
    **BY_SORTING,
    "pairs with NumPy, usual": pairs,
    "pymcdm, usual": theirs,
}


if __name__ == "__main__":
    main()
