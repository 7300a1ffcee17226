"""VIKOR on published tables: S, R, Q, the two conditions and the compromise."""

import numpy as np
import pytest
from hypothesis import assume, given
from tests.analysis.aggregation.tables import Table, spread_tables, their_warnings_kept_away
from tests.sites.reading import brief

from vasterviksmodell.analysis.aggregation import AGGREGATIONS
from vasterviksmodell.analysis.aggregation.vikor import Vikor, vikor

HALVES = np.array([0.5, 0.5])


@pytest.mark.parametrize(
    "table", [[[1, 3000], [2, 3750], [5, 4500]], [[6, 2.0], [7, 2.75], [10, 3.5]]], ids=["f", "phi"]
)
def test_opricovic_and_tzeng_2004_table_3_as_given_by_scikit_criteria(table: list[list[float]]) -> None:
    """The same on both scales, unlike TOPSIS."""
    found = vikor(np.array(table, dtype=float), HALVES, costs=[0])
    assert found.s == pytest.approx([0.5, 0.375, 0.5])
    assert found.r == pytest.approx([0.5, 0.25, 0.5])
    assert found.q == pytest.approx([1.0, 0.0, 1.0])
    assert (found.acceptable_advantage, found.acceptable_stability, found.compromise) == (True, True, (1,))


RESERVOIRS = np.array(
    [
        [4184.3, 2914.0, 407.2, 251.0, 195, 244, 15, 2.41],
        [5211.9, 3630.0, 501.7, 308.3, 282, 346, 21, 1.41],
        [5021.3, 3920.5, 504.0, 278.6, 12, 56, 3, 4.42],
        [5566.1, 3957.9, 559.5, 335.3, 167, 268, 16, 3.36],
        [5060.5, 3293.5, 514.1, 284.2, 69, 90, 7, 4.04],
        [4317.9, 2925.9, 432.8, 239.3, 12, 55, 3, 4.36],
    ]
)


PUBLISHED = {
    "W1": (
        [1, 1],
        [0.692, 0.7, 0.29, 0.423, 0.28, 0.346],
        [0.125, 0.125, 0.121, 0.125, 0.067, 0.125],
        [0.991, 1.0, 0.473, 0.670, 0.0, 0.578],
        (True, True, (4,)),
    ),
    "W2": (
        [2, 1],
        [0.701, 0.6, 0.386, 0.365, 0.317, 0.459],
        [0.167, 0.114, 0.161, 0.167, 0.089, 0.167],
        [1.0, 0.533, 0.552, 0.563, 0.0, 0.686],
        (True, True, (4,)),
    ),
    "W3": (
        [1, 2],
        [0.683, 0.8, 0.193, 0.48, 0.243, 0.232],
        [0.113, 0.167, 0.08, 0.122, 0.044, 0.083],
        [0.684, 1.0, 0.147, 0.554, 0.041, 0.191],
        (False, True, (4, 2, 5)),
    ),
    "W4": (
        [1, 3.2],
        [0.678, 0.857, 0.138, 0.513, 0.222, 0.167],
        [0.129, 0.190, 0.057, 0.139, 0.042, 0.060],
        [0.668, 1.0, 0.051, 0.588, 0.058, 0.078],
        (False, True, (2, 4, 5)),
    ),
}
"""Points of the first four criteria and of the last four; S, R, Q; the conditions and the compromise."""


@pytest.mark.parametrize("weighting", PUBLISHED)
def test_opricovic_and_tzeng_2007_reservoirs_as_given_by_scikit_criteria(weighting: str) -> None:
    points, s, r, q, outcome = PUBLISHED[weighting]
    weights = np.repeat(points, 4)
    found = vikor(RESERVOIRS, weights / weights.sum(), costs=[1, 4, 5, 6])
    assert found.s == pytest.approx(s, abs=1.1e-3)
    assert found.r == pytest.approx(r, abs=1.1e-3)
    assert found.q == pytest.approx(q, abs=1.1e-3)
    assert (found.acceptable_advantage, found.acceptable_stability, found.compromise) == outcome


def test_tzeng_and_huang_s_table_by_vikor_as_given_by_scikit_criteria() -> None:
    """No acceptable advantage: who is near the first is proposed too."""
    found = vikor(np.array([[5.0, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]]), np.array([0.3, 0.4, 0.3]))
    assert found.s == pytest.approx([0.6, 0.3, 0.15, 0.65])
    assert found.r == pytest.approx([0.3, 0.2, 0.15, 0.4])
    assert found.q == pytest.approx([0.75, 0.25, 0.0, 1.0])
    assert (found.acceptable_advantage, found.acceptable_stability, found.compromise) == (False, True, (2, 1))


def test_a_tie_at_the_top_as_given_by_scikit_criteria() -> None:
    found = vikor(np.array([[4.0, 4, 4], [7, 6, 8], [8, 8, 6], [6, 8, 8]]), np.array([0.3, 0.4, 0.3]))
    assert found.q == pytest.approx([1.0, 0.17352941, 0.0, 0.0])
    assert (found.acceptable_advantage, found.acceptable_stability) == (False, True)
    assert sorted(found.compromise) == [1, 2, 3]


def test_advantage_without_stability_proposes_two_as_given_by_scikit_criteria() -> None:
    table = np.array(
        [
            [1.0, 101.0, 1.0, 101.0, 1.00],
            [101.0, 1.0, 101.0, 1.0, 101.0],
            [1.0, 1.0, 1.0, 1.0, 101.0],
            [11.0, 11.0, 11.0, 16.0, 61.0],
            [56.0, 56.0, 56.0, 56.0, 56.0],
        ]
    )
    found = vikor(table, np.full(5, 0.2), costs=range(5))
    assert found.q == pytest.approx([0.75, 1, 0.5, 0.068, 0.4375], abs=1e-3)
    assert (found.acceptable_advantage, found.acceptable_stability, found.compromise) == (True, False, (3, 4))


@brief
@given(spread_tables())
def test_it_is_that_of_scikit_criteria_but_for_ties_at_the_top(table: Table) -> None:
    """Of sites that tie at the top the second is no advantage behind, by the textbook; there it is not looked at."""
    values, weights = table
    costs = range(0, len(weights), 2)
    found = vikor(values, weights, costs)
    first, second = np.sort(found.q)[:2]
    assume(second - first > 1e-6)
    with their_warnings_kept_away():
        import skcriteria
        from skcriteria.agg.vikor import VIKOR

        objectives = [min if number in costs else max for number in range(len(weights))]
        theirs = VIKOR().evaluate(skcriteria.mkdm(values, objectives=objectives, weights=weights)).e_
    assert found.s == pytest.approx(theirs.s_k, abs=1e-9)
    assert found.r == pytest.approx(theirs.r_k, abs=1e-9)
    assert found.q == pytest.approx(theirs.q_k, abs=1e-9)
    assert found.acceptable_advantage == theirs.acceptable_advantage
    assert found.acceptable_stability == theirs.acceptable_stability
    assert sorted(found.compromise) == sorted(theirs.compromise_set)


@brief
@given(spread_tables())
def test_it_is_that_of_pymcdm_for_benefits_without_constant_columns(table: Table) -> None:
    values, weights = table
    with their_warnings_kept_away():
        from pymcdm.methods import VIKOR

        theirs = VIKOR(v=0.3)(values, weights, np.ones(len(weights)), validation=False)
    assume(np.isfinite(theirs).all())
    assert vikor(values, weights, strategy=0.3).q == pytest.approx(theirs, abs=1e-9)


def test_the_registered_one_is_turned_round_so_that_higher_is_better() -> None:
    values = np.array([[5.0, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]])
    scores = AGGREGATIONS["vikor"].scores(values, np.array([0.3, 0.4, 0.3]))
    assert scores == pytest.approx([0.25, 0.75, 1.0, 0.0])


def test_the_strategy_is_the_share_of_s() -> None:
    table, weights = np.array([[9.0, 0.0], [6.0, 4.0], [0.0, 5.0]]), np.array([0.6, 0.4])
    for strategy in (0.0, 1.0):
        found = vikor(table, weights, strategy=strategy)
        lowest = found.s if strategy else found.r
        assert found.q.argmin() == lowest.argmin()


@pytest.mark.parametrize("strategy", [-0.1, 1.1])
def test_the_strategy_is_from_0_to_1(strategy: float) -> None:
    with pytest.raises(ValueError, match=str(strategy)):
        vikor(np.ones((2, 2)), HALVES, strategy=strategy)


def test_one_site_is_the_compromise_and_of_none_none_is() -> None:
    alone = vikor(np.array([[1.0, 2.0]]), HALVES)
    assert (alone.acceptable_advantage, alone.acceptable_stability, alone.compromise) == (True, True, (0,))
    assert alone.q.tolist() == [0.0]
    nobody = vikor(np.zeros((0, 2)), HALVES)
    assert (nobody.acceptable_advantage, nobody.acceptable_stability, nobody.compromise) == (True, True, ())


def test_sites_that_are_alike_are_all_the_compromise() -> None:
    found = vikor(np.full((3, 2), 7.0), HALVES)
    assert found.q.tolist() == [0.0, 0.0, 0.0]
    assert found.compromise == (0, 1, 2)
    tied = np.tile([0.0, 1.0], 20)
    assert Vikor(tied, tied, tied).compromise == tuple(range(0, 40, 2))


def test_exactly_the_step_is_an_advantage_and_too_far_behind_to_be_proposed() -> None:
    """With five sites the step is 0.25."""
    ahead = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
    assert Vikor(ahead, ahead, ahead).acceptable_advantage
    assert Vikor(ahead, ahead, ahead).compromise == (0,)
    close = np.array([0.0, 0.1, 0.25, 0.75, 1.0])
    assert not Vikor(close, close, close).acceptable_advantage
    assert Vikor(close, close, close).compromise == (0, 1)


def test_where_all_sites_have_the_same_s_only_r_counts() -> None:
    found = vikor(np.array([[10.0, 0.0], [5.0, 5.0], [0.0, 10.0]]), HALVES)
    assert found.s == pytest.approx([0.5, 0.5, 0.5])
    assert found.q == pytest.approx([0.5, 0.0, 0.5])


def test_who_is_first_on_the_whole_must_all_be_first_by_one_of_the_two() -> None:
    """Of a tie at the top, and of S and R one by itself."""
    first, last = np.array([0.0, 1.0, 1.0]), np.array([1.0, 1.0, 0.0])
    tie = np.array([0.0, 0.0, 1.0])
    assert Vikor(first, last, first).acceptable_stability
    assert Vikor(last, first, first).acceptable_stability
    assert not Vikor(last, last, first).acceptable_stability
    assert not Vikor(first, first, tie).acceptable_stability
    assert Vikor(tie, last, tie).acceptable_stability


def test_how_far_behind_the_first_a_site_is_counts_though_the_first_has_a_regret_itself() -> None:
    """With five sites the step is 0.25."""
    q = np.array([0.45, 0.2, 0.44, 0.3, 1.0])
    assert Vikor(q, q, q).compromise == (1, 3, 2)
