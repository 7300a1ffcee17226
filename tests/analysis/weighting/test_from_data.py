"""Entropy and CRITIC: published tables, other programs, and an answer whatever the columns."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.analysis.weighting.judged import why
from tests.sites.reading import brief

from vasterviksmodell.analysis.weighting.from_data import FOR_COMPARISON, critic, entropy
from vasterviksmodell.analysis.weighting.weights import CannotWeigh, Weights

Floats = NDArray[np.float64]
Method = Callable[[Sequence[str], Floats], Weights]
BOTH = pytest.mark.parametrize("method", [entropy, critic])

PRODUCTS = np.array(
    [
        [2.0, 4, 3, 5, 4, 3],
        [1, 1, 2, 1, 2, 2],
        [4, 5, 6, 5, 5, 6],
        [7, 6, 6, 7, 6, 6],
        [6, 7, 5, 6, 7, 6],
        [6, 7, 6, 7, 7, 6],
        [7, 6, 8, 7, 6, 6],
        [3000, 3500, 4000, 3000, 3000, 3500],
    ]
).T
INDUSTRY = np.array(
    [
        [61, 1.08, 4.33],
        [20.7, 0.26, 4.34],
        [16.3, 1.98, 2.53],
        [9, 3.29, 1.65],
        [5.4, 2.77, 2.33],
        [4, 4.12, 1.21],
        [-6.1, 3.52, 2.10],
        [-34.6, 3.31, 0.98],
    ]
)


def names(values: Floats) -> list[str]:
    return [f"c{number}" for number in range(values.shape[1])]


def listed(found: Weights) -> list[float]:
    return list(found.weights.values())


def test_entropy_of_eight_criteria_as_tested_by_jmcdm() -> None:
    expected = [0.29967360960, 0.44136733892, 0.07009088720, 0.02123823711, 0.04902292895, 0.02308037885, 0.0477633097]
    assert listed(entropy(names(PRODUCTS), PRODUCTS)) == pytest.approx([*expected, 0.04776330969], abs=1e-9)


def test_entropy_of_two_as_tested_by_scikit_criteria() -> None:
    values = np.array([[1.0, 2], [4, 16]])
    assert listed(entropy(names(values), values)) == pytest.approx([0.358889, 0.641111], abs=1e-6)


def test_critic_by_diakoulaki_mavrotas_and_papayannakis_1995_as_tested_by_scikit_criteria() -> None:
    expected = [0.20222554, 0.48090173, 0.31687273]
    assert listed(critic(names(INDUSTRY), INDUSTRY)) == pytest.approx(expected, abs=1e-8)


positive = st.integers(2, 7).flatmap(
    lambda n: st.lists(st.lists(st.integers(1, 100), min_size=n, max_size=n), min_size=2, max_size=5)
)


@brief
@given(positive)
def test_other_programs_find_the_same(columns: list[list[int]]) -> None:
    from pymcdm import weights as pymcdm
    from skcriteria.preprocessing import weighters as skcriteria

    values = np.array(columns, dtype=float).T
    if (np.ptp(values, axis=0) == 0).any():
        return
    ids = names(values)
    assert listed(entropy(ids, values)) == pytest.approx(pymcdm.entropy_weights(values), abs=1e-6)
    assert listed(entropy(ids, values)) == pytest.approx(skcriteria.entropy_weights(values), abs=1e-6)
    if (np.corrcoef(values, rowvar=False) > 1 - 1e-9).all():
        return
    assert listed(critic(ids, values)) == pytest.approx(pymcdm.critic_weights(values), abs=1e-6)
    maximised = np.ones(len(ids))
    assert listed(critic(ids, values)) == pytest.approx(skcriteria.critic_weights(values, maximised), abs=1e-6)


@BOTH
def test_it_is_said_that_they_are_for_comparison_only(method: Method) -> None:
    assert method(names(PRODUCTS), PRODUCTS).notes == (FOR_COMPARISON,)
    assert "only" in FOR_COMPARISON.inside("en")
    assert "bara" in FOR_COMPARISON.inside("sv")


@BOTH
@pytest.mark.parametrize("constant", [0.0, 50.0, 100.0])
def test_a_constant_column_has_no_weight_and_changes_no_other(method: Method, constant: float) -> None:
    without = listed(method(names(PRODUCTS), PRODUCTS))
    values = np.column_stack([PRODUCTS, np.full(len(PRODUCTS), constant)])
    assert listed(method(names(values), values)) == pytest.approx([*without, 0.0])


@BOTH
@pytest.mark.parametrize("values", [np.zeros((3, 2)), np.full((4, 2), 70.0), np.array([[0.0, 100]]), np.zeros((0, 2))])
def test_alike_alone_or_none_they_say_nothing(method: Method, values: Floats) -> None:
    assert "alike" in why(method, ["a", "b"], values).inside("en")


@BOTH
def test_without_criteria_there_is_nothing_to_weigh(method: Method) -> None:
    assert why(method, [], np.zeros((3, 0))).inside("en") == "there is nothing to weigh"


def test_zeros_among_other_values_have_their_share_of_entropy() -> None:
    from skcriteria.preprocessing import weighters as skcriteria

    values = np.array([[0.0, 50], [0, 60], [100, 50]])
    found = listed(entropy(["a", "b"], values))
    assert sum(found) == pytest.approx(1)
    assert found[0] > 0.9
    assert found == pytest.approx(skcriteria.entropy_weights(values))


def test_values_below_zero_have_no_entropy() -> None:
    assert "below 0" in why(entropy, names(INDUSTRY), INDUSTRY).inside("en")


def test_differences_that_only_rounding_makes_are_none() -> None:
    values = np.array([[50.0, 50], [50 + 1e-12, 50]])
    assert "alike" in why(entropy, ["a", "b"], values).inside("en")


def test_no_weight_is_below_zero_where_rounding_makes_entropy_more_than_it_can_be() -> None:
    nearly = 51.10526315789473
    found = listed(entropy(["a", "b"], np.array([[nearly, 1], [nearly + 3e-7, 5], [nearly, 9]])))
    assert found == pytest.approx([0, 1])
    assert min(found) >= 0


@pytest.mark.parametrize("values", [[[0, 5], [9, 5]], [[0, 10], [9, 19], [4, 14]]])
def test_critic_needs_two_that_disagree(values: list[list[float]]) -> None:
    assert "differently" in why(critic, ["a", "b"], np.array(values, dtype=float)).inside("en")


@brief
@given(
    st.integers(2, 6).flatmap(
        lambda n: st.lists(
            st.lists(st.sampled_from([0.0, 0.0, 25, 50, 100]), min_size=n, max_size=n), min_size=1, max_size=5
        )
    )
)
def test_whatever_the_values_there_are_weights_or_a_reason(columns: list[list[float]]) -> None:
    values = np.array(columns).T
    for method in (entropy, critic):
        try:
            found = listed(method(names(values), values))
        except CannotWeigh:
            continue
        assert sum(found) == pytest.approx(1)
        assert min(found) >= 0


def test_a_small_difference_is_one_and_noise_is_none() -> None:
    """The divergence of columns as near as these grows with the square of their difference."""
    found = entropy(["a", "b"], np.array([[50.0, 60.0], [50.0005, 60.0]]))
    assert found.weights == {"a": 1.0, "b": 0.0}
    with pytest.raises(CannotWeigh):
        entropy(["a", "b"], np.array([[50.0, 60.0], [50.0 + 1e-13, 60.0]]))
