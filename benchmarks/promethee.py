"""Net flows of PROMETHEE II: against NumPy that sorts, and against a preference for every pair (NumPy, pymcdm).

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
from repeated import in_turn, ratios

from vasterviksmodell.analysis.aggregation.promethee_ii import linear, promethee, usual

Floats = NDArray[np.float64]
CRITERIA = 8
WEIGHTS = np.full(CRITERIA, 1 / CRITERIA)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=3000, help="sites for all ways")
    parser.add_argument("--many", type=int, default=100_000, help="sites for sorting alone, against NumPy")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--one", choices=WAYS, help="only compute so, once")
    arguments = parser.parse_args()
    if arguments.one:
        sys.stdout.write(f"{WAYS[arguments.one](values(arguments.rows)).max():.9f}\n")
        return
    few = costs(WAYS, arguments.rows, arguments.rounds)
    print(f"{arguments.rows} sites × {CRITERIA} criteria")
    table(few, "pairs with NumPy, usual")
    for decimals in (1, 12):
        against_numpy(arguments.many, decimals, arguments.rounds)


def against_numpy(rows: int, decimals: int, rounds: int) -> None:
    """Print the time of many sites, against NumPy that sorts each column once."""
    print(f"{rows} sites × {CRITERIA} criteria, values of {decimals} decimals, processor time")
    sites = values(rows, decimals)
    for ours, theirs in (
        ("by sorting, usual", "NumPy, usual"),
        ("by sorting, linear", "NumPy, linear"),
    ):
        ways = {theirs: lambda way=NUMPY[theirs]: way(sites), ours: lambda way=BY_SORTING[ours]: way(sites)}
        ratios(in_turn(ways, rounds), theirs)


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


def values(rows: int, decimals: int = 1) -> Floats:
    return np.random.default_rng(1).uniform(0, 100, (rows, CRITERIA)).round(decimals)


def numpy_usual(sites: Floats) -> Floats:
    """What an analyst would write who sorts: how many are lower, and how many higher, in each column."""
    net = np.zeros(len(sites))
    for weight, column in zip(WEIGHTS, sites.T, strict=True):
        order = np.argsort(column)
        ordered = column[order]
        lower, upto = (np.searchsorted(ordered, ordered, side) for side in ("left", "right"))
        net[order] += weight * (lower + upto - len(ordered))
    return net / (len(sites) - 1)


def numpy_linear(sites: Floats, q: float = 5, p: float = 20) -> Floats:
    """The same from sums of those within reach."""
    net = np.zeros(len(sites))
    for weight, column in zip(WEIGHTS, sites.T, strict=True):
        order = np.argsort(column)
        ordered = column[order]
        sums = np.concatenate(([0.0], np.cumsum(ordered)))
        a, b = (np.searchsorted(ordered, ordered - by) for by in (p, q))
        c, d = (np.searchsorted(ordered, ordered + by, "right") for by in (q, p))
        plus = a + ((ordered - q) * (b - a) - (sums[b] - sums[a])) / (p - q)
        minus = len(ordered) - d + ((sums[d] - sums[c]) - (ordered + q) * (d - c)) / (p - q)
        net[order] += weight * (plus - minus)
    return net / (len(sites) - 1)


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
NUMPY: dict[str, Callable[[Floats], Floats]] = {"NumPy, usual": numpy_usual, "NumPy, linear": numpy_linear}
WAYS: dict[str, Callable[[Floats], Floats]] = {
    "nothing": lambda sites: sites[:, 0],
    **BY_SORTING,
    "pairs with NumPy, usual": pairs,
    "pymcdm, usual": theirs,
}


if __name__ == "__main__":
    main()
