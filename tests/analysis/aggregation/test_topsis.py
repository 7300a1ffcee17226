"""TOPSIS on published tables, against others, and where it has nothing to measure."""

import numpy as np
import pytest
from hypothesis import given
from tests.analysis.aggregation.tables import Table, spread_tables, their_warnings_kept_away
from tests.sites.reading import brief

from vasterviksmodell.analysis.aggregation import AGGREGATIONS, CannotAggregate
from vasterviksmodell.analysis.aggregation.topsis import topsis, vector_normalised

HALVES = np.array([0.5, 0.5])


@pytest.mark.parametrize(
    ("table", "far", "near", "closeness"),
    [
        pytest.param(
            [[1, 3000], [2, 3750], [5, 4500]],
            [0.114, 0.108, 0.365],
            [0.365, 0.280, 0.114],
            [0.762, 0.722, 0.238],
            id="f",
        ),
        pytest.param(
            [[6, 2.0], [7, 2.75], [10, 3.5]],
            [0.154, 0.085, 0.147],
            [0.147, 0.134, 0.154],
            [0.489, 0.612, 0.511],
            id="phi: the same on shifted scales",
        ),
    ],
)
def test_opricovic_and_tzeng_2004_table_3_as_given_by_kds_topsis_critic(
    table: list[list[float]], far: list[float], near: list[float], closeness: list[float]
) -> None:
    found = topsis(vector_normalised(np.array(table, dtype=float)), HALVES, costs=[0])
    assert found.to_ideal == pytest.approx(far, abs=5e-4)
    assert found.to_anti_ideal == pytest.approx(near, abs=5e-4)
    assert found.closeness == pytest.approx(closeness, abs=5e-4)


def test_tzeng_and_huang_2011_as_given_by_scikit_criteria() -> None:
    table = np.array([[5.0, 8, 4], [7, 6, 8], [8, 8, 6], [7, 4, 6]])
    found = topsis(vector_normalised(table), np.array([0.3, 0.4, 0.3]))
    assert found.closeness == pytest.approx([0.5037, 0.6581, 0.7482, 0.3340], abs=1e-4)


def test_without_normalising_the_own_table_of_scikit_criteria() -> None:
    found = topsis(np.array([[1.0, 0, 3], [0, 5, 6]]), np.ones(3))
    assert found.closeness == pytest.approx([0.14639248, 0.85360752])


@brief
@given(spread_tables())
def test_it_is_that_of_scikit_criteria_without_a_scaler_some_criteria_costs(table: Table) -> None:
    values, weights = table
    costs = range(0, len(weights), 2)
    with their_warnings_kept_away():
        import skcriteria
        from skcriteria.agg.topsis import TOPSIS

        objectives = [min if number in costs else max for number in range(len(weights))]
        theirs = TOPSIS().evaluate(skcriteria.mkdm(values, objectives=objectives, weights=weights)).e_.similarity
    assert topsis(values, weights, costs).closeness == pytest.approx(theirs, abs=1e-9)


@brief
@given(spread_tables())
def test_it_is_that_of_pymcdm_with_vector_normalisation_of_benefits(table: Table) -> None:
    """Costs are another matter: pymcdm normalises them as 1 − x / length."""
    values, weights = table
    with their_warnings_kept_away():
        from pymcdm.methods import TOPSIS
        from pymcdm.normalizations import vector_normalization

        theirs = TOPSIS(vector_normalization)(values, weights, np.ones(len(weights)), validation=False)
    assert topsis(vector_normalised(values), weights).closeness == pytest.approx(theirs, abs=1e-9)


def test_the_registered_one_takes_values_as_they_are() -> None:
    """10 points ahead on one criterion, 1 behind on the other: a point is a point on every criterion."""
    scores = AGGREGATIONS["topsis"].scores(np.array([[50.0, 10.0], [51.0, 0.0]]), HALVES)
    assert scores == pytest.approx([10 / 11, 1 / 11])


def test_where_ideal_and_anti_ideal_are_the_same_all_are_halfway() -> None:
    assert topsis(np.array([[3.0, 4.0]]), HALVES).closeness.tolist() == [0.5]
    assert topsis(np.array([[3.0, 4.0], [3.0, 4.0]]), HALVES).closeness.tolist() == [0.5, 0.5]


def test_a_column_of_zeros_cannot_be_scaled_to_length_1() -> None:
    with pytest.raises(CannotAggregate) as refused:
        vector_normalised(np.array([[0.0, 1.0], [0.0, 2.0]]))
    assert refused.value.why.inside("en")
    assert refused.value.why.inside("sv")


def test_no_rows_can() -> None:
    assert vector_normalised(np.zeros((0, 2))).shape == (0, 2)
