"""What comes from products, correlations, eigenvectors and programmes has the digits that all machines agree on."""

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pytest
from tests.analysis.smaa.worlds import linear, sites
from tests.scoring.worlds import criteria, ranked

from vasterviksmodell.analysis.aggregation import AGGREGATIONS
from vasterviksmodell.analysis.agreement import agree
from vasterviksmodell.analysis.linear_programme import LinearProgramme, optimum
from vasterviksmodell.analysis.rank_correlation import spearman_rho
from vasterviksmodell.analysis.robustness.dominance import never_first
from vasterviksmodell.analysis.significant import significant
from vasterviksmodell.analysis.smaa import smaa
from vasterviksmodell.analysis.value_matrix import value_matrix
from vasterviksmodell.analysis.weighting.best_worst import BestWorstConsistency, best_worst
from vasterviksmodell.analysis.weighting.from_data import critic, entropy
from vasterviksmodell.analysis.weighting.pairwise import PairwiseConsistency, pairwise

ROWS = ([11, 52, 93], [70, 35, 13], [33, 91, 40], [87, 20, 61], [29, 31, 37])
VALUES = np.array(ROWS, dtype=np.float64)


def assert_twelve_digits(*figures: float | Iterable[float]) -> None:
    every = [float(figure) for part in figures for figure in (part if isinstance(part, Iterable) else (part,))]
    assert every
    assert every == [significant(figure) for figure in every]


def test_weights_of_comparisons_and_how_well_these_agree() -> None:
    found = pairwise("abcd", {("a", "b"): 3, ("a", "c"): 5, ("b", "c"): 3, ("c", "d"): 7, ("a", "d"): 2, ("b", "d"): 4})
    consistency = found.consistency
    assert isinstance(consistency, PairwiseConsistency)
    (least,) = consistency.least_consistent
    assert_twelve_digits(found.weights.values(), consistency.eigenvalue, consistency.index, consistency.ratio or 0.1)
    assert_twelve_digits(least.implied, least.ratio_then or 0.1)
    assert (least.first, least.second) == ("c", "d")


def test_comparisons_that_contradict_nothing_have_the_eigenvalue_of_their_number_exactly() -> None:
    worth = dict(zip("abcdefg", (1, 3, 7, 1 / 3, 0.7, 9, 1 / 7), strict=True))
    found = pairwise("abcdefg", {(x, y): worth[x] / worth[y] for x, y in combinations("abcdefg", 2)})
    assert isinstance(found.consistency, PairwiseConsistency)
    assert (found.consistency.eigenvalue, found.consistency.index, found.consistency.ratio) == (7.0, 0.0, 0.0)
    assert list(found.weights.values()) == [significant(value / sum(worth.values())) for value in worth.values()]


def test_weights_of_the_best_and_the_worst_and_their_deviation() -> None:
    found = best_worst("abcd", "a", "d", {"b": 2, "c": 5, "d": 7}, {"a": 7, "b": 4, "c": 3})
    assert isinstance(found.consistency, BestWorstConsistency)
    assert_twelve_digits(found.weights.values(), found.consistency.deviation)


@pytest.mark.parametrize("method", [entropy, critic])
def test_weights_out_of_data(method) -> None:
    assert_twelve_digits(method("abc", VALUES).weights.values())


def test_columns_that_rise_and_fall_together_do_not_disagree_at_all() -> None:
    column = np.array([0.1, 0.7, 0.3, 1 / 3])
    found = critic("abc", np.column_stack([column, 100 * column, 50 - 7 * column]))
    assert found.weights == pytest.approx({"a": 0.25, "b": 0.25, "c": 0.5})


@pytest.mark.parametrize("name", ["weighted_sum", "weighted_geometric", "vikor"])
def test_scores_of_other_methods_that_are_products(name: str) -> None:
    method = AGGREGATIONS[name]
    scores = method.scores(VALUES, np.array([1 / 3, 1 / 7, 11 / 21]))
    assert_twelve_digits((1 - scores if name == "vikor" else scores).round(14))


def test_spearmans_rho() -> None:
    assert_twelve_digits(spearman_rho([1, 2, 3, 4, 4, 6, 7], [2, 1, 4, 3, 5, 7, 7]) or 0.1)
    assert spearman_rho([1.5, 1.5, 3, 4, 5.5, 5.5, 7], [3, 3, 6, 8, 11, 11, 14]) == 1.0


def test_an_optimum() -> None:
    bounds = np.array([-np.inf, -np.inf])
    found = optimum(
        LinearProgramme(np.array([-1.0, -1.0]), np.array([[3.0, 1.0], [1.0, 7.0]]), bounds, np.array([1.0, 1.0]))
    )
    assert found is not None
    assert_twelve_digits(found.costs, found.variables, found.duals)
    assert found.variables.tolist() == [0.3, 0.1]


def test_what_actors_would_have_to_give() -> None:
    actors = "".join(
        f"  x{n}: {{who: W, when: 2026, why: Y, weights: {{a: {n}, b: {9 - n}, c: 2}}}}\n" for n in (1, 4, 7)
    )
    entries = "".join(f"{id}: {{range: [0, 100], weight: 1, value: {{0: 0, 100: 100}}}}\n" for id in "abc")
    cells = [{"id": f"s{number}", **dict(zip("abc", map(str, row), strict=True))} for number, row in enumerate(ROWS)]
    concessions = agree(ranked(cells, criteria(entries, f"actors:\n{actors}"))).concessions
    moved = [concession.moved for concession in concessions if concession.moved]
    assert moved
    assert_twelve_digits(moved, *(concession.weights.values() for concession in concessions))


def test_mixtures_that_keep_a_site_from_being_first() -> None:
    found = never_first(value_matrix(sites(*ROWS, model=linear(1, 2, 4))))
    assert [site.id for site in found.sites] == ["s5", "s2"]
    assert_twelve_digits(*(site.shares for site in found.sites))
    assert any(len(site.shares) > 1 for site in found.sites)


def test_central_weights() -> None:
    assert_twelve_digits(smaa(sites(*ROWS[:4]), draws=50, seed=3).central_weights[:3].ravel())
