"""Rank acceptability of 1 000 sites × 8 criteria from 10 000 draws of weights, against three ways to write it oneself.

Hand-written NumPy does no more than the table of acceptability takes: no ties, no central weights, no bound on memory.
scikit-criteria and pymcdm rank once for each draw, in a loop; they are measured on 100 draws, and scaled. All run in
one process, because they take less time than to start it, and on one thread each with OPENBLAS_NUM_THREADS=1. Unset
OPENBLAS_CORETYPE and OPENBLAS_L2_SIZE if they are set: they make NumPy slower.
"""

import argparse

import numpy as np
import polars as pl
from measured import PYTHON, once
from numpy.typing import NDArray
from repeated import in_turn, ratios

from vasterviksmodell import Ranking, score
from vasterviksmodell.analysis.smaa import smaa
from vasterviksmodell.criteria import read_criteria
from vasterviksmodell.sites import Sites

Values = NDArray[np.float64]
CRITERIA, LOOPED = 8, 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sites", type=int, default=1000)
    parser.add_argument("--draws", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--alone", action="store_true", help="only ours, once: what `once` measures")
    arguments = parser.parse_args()
    values = np.random.default_rng(1).random((arguments.sites, CRITERIA)) * 100
    if arguments.alone:
        smaa(ranking(values), draws=arguments.draws)
    else:
        many(100_000, 1000)  # first, for what this process takes would count in what it starts
        compare(values, arguments.draws, arguments.rounds)


def compare(values: Values, draws: int, rounds: int) -> None:
    """Time all ways in turn, and print the ratios."""
    ranked = ranking(values)
    agree(ranked, values)
    found = in_turn(
        {"hand-written NumPy": lambda: by_hand(values, draws), "smaa": lambda: smaa(ranked, draws=draws)}, rounds
    )
    print(f"{len(values)} sites × {CRITERIA} criteria × {draws} draws, processor time on one thread")
    ratios(found, "hand-written NumPy")
    looped = in_turn(
        {
            "scikit-criteria": lambda: by_scikit_criteria(values, LOOPED),
            "pymcdm": lambda: by_pymcdm(values, LOOPED),
        },
        1,
    )
    for name, one in looped.items():
        print(f"{name:32}{one.least * draws / LOOPED:8.1f} s, measured on {LOOPED} draws and scaled")


def many(sites: int, draws: int) -> None:
    """What very many sites take, besides what the ranking of them takes."""
    ours = [PYTHON, __file__, "--alone", "--sites", str(sites), "--draws"]
    one, all_ = once([*ours, "1"]), once([*ours, str(draws)])
    print(
        f"{sites} sites × {CRITERIA} criteria × {draws} draws: {all_.seconds:.1f} s, {all_.megabytes:.0f} MB", end="; "
    )
    print(f"with one draw: {one.seconds:.1f} s, {one.megabytes:.0f} MB")


def ranking(values: Values) -> Ranking:
    """The ranking of sites whose measures are their values."""
    lines = "".join(f"  c{k}: {{range: [0, 100], weight: 1, value: {{0: 0, 100: 100}}}}\n" for k in range(CRITERIA))
    criteria, findings = read_criteria(f"version: 1\ncriteria:\n{lines}".encode(), "criteria.yaml")
    assert criteria is not None, findings
    ids = pl.format("s{}", pl.int_range(len(values)))
    ends = {f"c{k}__{end}": values[:, k] for k in range(CRITERIA) for end in ("low", "high")}
    frame = pl.DataFrame(ends).select(ids.alias("id"), ids.alias("name"), pl.all())
    return score(Sites(frame, criteria, (), ()), criteria)


def by_hand(values: Values, draws: int) -> Values:
    """Acceptability, sites × ranks, as an analyst would write it."""
    sites = len(values)
    weights = np.random.default_rng(2).dirichlet(np.ones(CRITERIA), draws)
    order = np.argsort(-(weights @ values.T), axis=1)
    counts = np.bincount((order * sites + np.arange(sites)).ravel(), minlength=sites * sites)
    return counts.reshape(sites, sites) / draws


def agree(ranked: Ranking, values: Values) -> None:
    """Assert that both find the same within Monte Carlo error."""
    draws = 2000
    ours = smaa(ranked, draws=draws)
    theirs = by_hand(values, draws)[[int(id[1:]) for id in ours.ids]]
    assert abs(ours.acceptability - theirs).max() < 6 * 0.5 * (2 / draws) ** 0.5


def by_scikit_criteria(values: Values, draws: int) -> Values:
    import skcriteria
    from skcriteria.agg.simple import WeightedSumModel

    counts = np.zeros((len(values), len(values)))
    weights = np.random.default_rng(2).dirichlet(np.ones(CRITERIA), draws)
    matrix = skcriteria.mkdm(values, [max] * CRITERIA)
    model = WeightedSumModel()
    for row in weights:
        ranks = model.evaluate(matrix.replace(weights=row)).rank_
        counts[np.arange(len(values)), ranks - 1] += 1
    return counts / draws


def by_pymcdm(values: Values, draws: int) -> Values:
    from pymcdm.helpers import rrankdata
    from pymcdm.methods import WSM

    counts = np.zeros((len(values), len(values)))
    weights = np.random.default_rng(2).dirichlet(np.ones(CRITERIA), draws)
    model, directions = WSM(), np.ones(CRITERIA)
    for row in weights:
        ranks = rrankdata(model(values, row, directions)).astype(np.int64)
        counts[np.arange(len(values)), ranks - 1] += 1
    return counts / draws


if __name__ == "__main__":
    main()
