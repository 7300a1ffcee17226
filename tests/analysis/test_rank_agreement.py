"""Agreement of orders: known examples, definitions over all pairs, and SciPy."""

from collections.abc import Callable
from itertools import combinations
from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.analysis.worlds import ROWS, ranking
from tests.sites.reading import brief, thorough

from vasterviksmodell.analysis.rank_correlation import competition_ranks, kendall_tau_b, kendalls_w, spearman_rho
from vasterviksmodell.analysis.value_matrix import value_matrix

TUNA = (
    [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1],
    [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8],
)
"""Hollander & Wolfe (1973), p. 187, as given by the help of R's cor.test."""

FIGURES = st.lists(st.one_of(st.integers(0, 4), st.floats(-1e6, 1e6)), max_size=40)


def pairs(least: int = 0) -> st.SearchStrategy[tuple[list[float], list[float]]]:
    """Two orders of the same sites."""
    return st.integers(least, 30).flatmap(
        lambda n: st.tuples(*[st.lists(st.integers(0, 9).map(float), min_size=n, max_size=n)] * 2)
    )


def test_competition_ranks_share_the_best_rank() -> None:
    ranks = competition_ranks([50.0, 70.0, 50.0, 10.0])
    assert ranks.tolist() == [2, 1, 2, 4]
    assert ranks.dtype.kind == "i"


def test_scores_within_the_tolerance_tie_and_beyond_do_not() -> None:
    assert competition_ranks([0.0875 + 0.025, 0.1125]).tolist() == [1, 1]
    assert competition_ranks([50.0, 50.0 + 2e-9]).tolist() == [2, 1]
    assert competition_ranks([50.0, 51.0], tolerance=1.0).tolist() == [1, 1]


@thorough
@given(st.lists(st.one_of(st.floats(0, 100), st.sampled_from([50.0, 50.0 + 9e-10, 50.0 + 1.1e-9])), max_size=30))
def test_a_rank_is_one_more_than_the_number_of_scores_that_are_higher(scores: list[float]) -> None:
    expected = [1 + sum(other > score + 1e-9 for other in scores) for score in scores]
    assert competition_ranks(scores).tolist() == expected


@brief
@given(ROWS)
def test_they_are_the_ranks_of_the_ranking(rows: list[dict[str, str]]) -> None:
    of = ranking(rows)
    assume(of.frame["rank"].is_not_null().any())
    matrix = value_matrix(of)
    expected = of.frame["rank"].drop_nulls().to_list()
    assert competition_ranks(matrix.values @ matrix.weights).tolist() == expected


def test_tau_b_of_hollander_and_wolfe_1973_tuna() -> None:
    assert kendall_tau_b(*TUNA) == pytest.approx(0.4444444, abs=1e-7)


@pytest.mark.parametrize(("decimals", "tau"), [((2, 2), 0.2), ((2, 1), 0.2247333), ((1, 1), 0.25)])
def test_tau_b_with_ties_as_in_the_help_of_the_r_package_ircor(decimals: tuple[int, int], tau: float) -> None:
    x = np.array([0.67, 0.45, 0.29, 0.12, 0.57, 0.24, 0.94, 0.75, 0.08, 0.54]).round(decimals[0])
    y = np.array([0.48, 0.68, 0.32, 0.09, 0.06, 0.61, 0.87, 0.22, 0.44, 0.84]).round(decimals[1])
    assert kendall_tau_b(x, y) == pytest.approx(tau, abs=1e-7)


def test_tau_b_of_two_judges_as_in_the_manual_of_lodestar() -> None:
    assert kendall_tau_b([1, 1, 2, 2, 3, 3, 4, 4], [1, 2, 2, 3, 3, 4, 4, 5]) == pytest.approx(0.8573, abs=5e-5)


def test_rho_of_hollander_and_wolfe_1973_tuna() -> None:
    assert spearman_rho(*TUNA) == pytest.approx(0.60, abs=5e-3)


def test_rho_of_wikipedia_s_example_of_iq_and_television() -> None:
    quotients = [106, 86, 100, 101, 99, 103, 97, 113, 112, 110]
    hours = [7, 0, 27, 50, 28, 29, 20, 12, 6, 17]
    assert spearman_rho(quotients, hours) == pytest.approx(-29 / 165)


@thorough
@given(pairs())
def test_tau_b_is_that_by_comparing_all_pairs(orders: tuple[list[float], list[float]]) -> None:
    signs = [
        (np.sign(orders[0][i] - orders[0][j]), np.sign(orders[1][i] - orders[1][j]))
        for i, j in combinations(range(len(orders[0])), 2)
    ]
    untied = sum(a != 0 for a, _ in signs) * sum(b != 0 for _, b in signs)
    expected = sum(a * b for a, b in signs) / sqrt(untied) if untied else None
    assert kendall_tau_b(*orders) == (None if expected is None else pytest.approx(expected, abs=1e-12))


@brief
@given(pairs(least=2))
def test_tau_b_and_rho_are_those_of_scipy(orders: tuple[list[float], list[float]]) -> None:
    from scipy import stats

    constant = len(set(orders[0])) == 1 or len(set(orders[1])) == 1
    tau, rho = kendall_tau_b(*orders), spearman_rho(*orders)
    assert (tau is None, rho is None) == (constant, constant)
    if not constant:
        assert tau == pytest.approx(stats.kendalltau(*orders).statistic, abs=1e-12)
        assert rho == pytest.approx(stats.spearmanr(*orders).statistic, abs=1e-12)


def test_tau_b_of_many_sites_is_that_of_scipy() -> None:
    from scipy import stats

    random = np.random.default_rng(5)
    a, b = random.integers(0, 3000, 20_000), random.normal(size=20_000).round(2)
    assert kendall_tau_b(a, b) == pytest.approx(stats.kendalltau(a, b).statistic, abs=1e-12)


@pytest.mark.parametrize("agreement", [kendall_tau_b, spearman_rho])
@brief
@given(figures=FIGURES)
def test_an_order_agrees_with_itself_and_is_opposed_to_its_reverse(
    agreement: Callable[[object, object], float | None], figures: list[float]
) -> None:
    if len(set(figures)) < 2:
        assert agreement(figures, figures) is None
    else:
        assert agreement(figures, figures) == pytest.approx(1.0, abs=1e-12)
        assert agreement(figures, [-figure for figure in figures]) == pytest.approx(-1.0, abs=1e-12)


@pytest.mark.parametrize("agreement", [kendall_tau_b, spearman_rho])
@pytest.mark.parametrize("orders", [([], []), ([1], [1]), ([1, 2], [5, 5]), ([3, 3, 3], [1, 2, 3])])
def test_agreement_is_undefined_where_one_order_says_nothing(
    agreement: Callable[[object, object], float | None], orders: tuple[list[int], list[int]]
) -> None:
    assert agreement(*orders) is None


def test_w_of_four_judges_of_three_competitors_as_in_proofwiki() -> None:
    assert kendalls_w([[1, 3, 2], [1, 2, 3], [2, 3, 1], [3, 1, 2]]) == pytest.approx(1 / 16)


def test_w_with_ties_of_the_example_of_nag_s_g08da() -> None:
    scores = [
        [1.0, 4.5, 2.0, 4.5, 3.0, 7.5, 6.0, 9.0, 7.5, 10.0],
        [2.5, 1.0, 2.5, 4.5, 4.5, 8.0, 9.0, 6.5, 10.0, 6.5],
        [2.0, 1.0, 4.5, 4.5, 4.5, 4.5, 8.0, 8.0, 8.0, 10.0],
    ]
    assert kendalls_w(scores) == pytest.approx(0.828, abs=5e-4)


def test_w_with_ties_of_zar_s_birds_as_tested_by_others() -> None:
    """Zar (2010), example 20.5; the rank sums are those that Unistat's guide gives."""
    birds = [
        [10.4, 10.8, 11.1, 10.2, 10.3, 10.2, 10.7, 10.5, 10.8, 11.2, 10.6, 11.4],
        [7.4, 7.6, 7.9, 7.2, 7.4, 7.1, 7.4, 7.2, 7.8, 7.7, 7.8, 8.3],
        [17, 17, 20, 14.5, 15.5, 13, 19.5, 16, 21, 20, 18, 22],
    ]
    assert kendalls_w(birds) == pytest.approx(0.9241, abs=5e-5)


def test_w_with_ties_of_the_anxiety_ratings_of_the_r_package_irr() -> None:
    ratings = [
        [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
        [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
        [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
    ]
    assert kendalls_w(ratings) == pytest.approx(0.54, abs=5e-3)


@brief
@given(st.integers(3, 6), st.integers(3, 12), st.integers(0, 2**32 - 1), st.integers(2, 9))
def test_w_follows_from_friedman_s_statistic_of_scipy(judges: int, sites: int, seed: int, levels: int) -> None:
    """Friedman's statistic, corrected for ties, is judges · (sites − 1) · W."""
    from scipy import stats

    scores = np.random.default_rng(seed).integers(0, levels, (judges, sites)).astype(float)
    scores[0, :2] = 0, 1
    expected = stats.friedmanchisquare(*scores.T).statistic / (judges * (sites - 1))
    assert kendalls_w(scores) == pytest.approx(expected, abs=1e-12)


@brief
@given(st.lists(st.permutations(range(7)), min_size=2, max_size=5))
def test_without_ties_w_follows_from_the_mean_of_rho(orders: list[list[int]]) -> None:
    mean = np.mean([spearman_rho(a, b) for a, b in combinations(orders, 2)])
    assert kendalls_w(orders) == pytest.approx((1 + (len(orders) - 1) * mean) / len(orders), abs=1e-12)


def test_w_is_1_where_all_agree_also_with_ties() -> None:
    assert kendalls_w([[1, 2, 2, 4]] * 3) == pytest.approx(1.0)


@pytest.mark.parametrize("ranks", [[], [[]], [[], []], [[1, 2, 3]], [[1], [1]], [[2, 2], [5, 5]]])
def test_w_is_undefined_with_fewer_than_two_judges_or_sites_or_where_all_are_constant(ranks: list[list[int]]) -> None:
    assert kendalls_w(ranks) is None
