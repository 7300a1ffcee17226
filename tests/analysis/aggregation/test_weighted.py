"""Weighted sum, weighted geometric mean and weakest link."""

import numpy as np
import pytest
from hypothesis import given
from tests.analysis.aggregation.tables import Floats, Table, spread_tables, tables, their_warnings_kept_away
from tests.sites.reading import brief

from vasterviksmodell.analysis.aggregation import CannotAggregate
from vasterviksmodell.analysis.aggregation.power_means import weakest_link, weighted_geometric, weighted_sum

ZAVADSKAS = np.array(
    [
        [0.8486, 0.6364, 0.7982, 0.6707, 0.1000, 0.8534, 0.6622, 0.8618, 0.1432, 0.1585, 1.0000, 0.4531],
        [1.0000, 1.0000, 1.0000, 0.7976, 0.7000, 0.9005, 0.9324, 0.6788, 1.0000, 0.6500, 0.7270, 0.7346],
        [0.6542, 0.7000, 0.9169, 0.8951, 0.6000, 0.9791, 0.6216, 0.9479, 0.1340, 0.1585, 0.9795, 0.6728],
        [0.3694, 0.4375, 0.9407, 1.0000, 1.0000, 1.0000, 1.0000, 1.0000, 0.5478, 1.0000, 0.3754, 1.0000],
    ]
)
ZAVADSKAS_WEIGHTS = np.array(
    [0.0627, 0.0508, 0.1114, 0.0874, 0.0625, 0.1183, 0.0784, 0.0984, 0.0530, 0.1417, 0.0798, 0.0557]
)


def test_sum_of_zavadskas_2012_table_2_as_given_by_kds_topsis_critic() -> None:
    """Where λ is 1; the table with the misprint put right that is told there."""
    scores = weighted_sum(ZAVADSKAS, ZAVADSKAS_WEIGHTS)
    assert scores == pytest.approx([0.6120, 0.8292, 0.6972, 0.8520], abs=5e-4)


def test_product_of_zavadskas_2012_table_2_as_given_by_kds_topsis_critic() -> None:
    """Where λ is 0."""
    scores = weighted_geometric(ZAVADSKAS, ZAVADSKAS_WEIGHTS)
    assert scores == pytest.approx([0.4912, 0.8173, 0.5873, 0.8015], abs=5e-4)


def test_sum_of_kracka_2010_as_given_by_scikit_criteria() -> None:
    """Costs inverted, columns scaled to sum 1."""
    table = np.array(
        [
            [33.95, 23.78, 11.45, 39.97, 29.44, 167.10, 3.852],
            [38.9, 4.17, 6.32, 0.01, 4.29, 132.52, 25.184],
            [37.59, 9.36, 8.23, 4.35, 10.22, 136.71, 10.845],
            [30.44, 37.59, 13.91, 74.08, 45.10, 198.34, 2.186],
            [36.21, 14.79, 9.17, 17.77, 17.06, 148.3, 6.610],
            [37.8, 8.55, 7.97, 2.35, 9.25, 134.83, 11.935],
        ]
    )
    costs = [0, 1, 2, 3, 5]
    table[:, costs] = 1 / table[:, costs]
    scores = weighted_sum(table / table.sum(axis=0), np.full(7, 1 / 7))
    assert scores == pytest.approx([0.12040426, 0.3458235, 0.13838192, 0.12841246, 0.12346084, 0.14351701])


def test_product_of_wikipedia_s_weighted_product_model_as_given_by_scikit_criteria() -> None:
    """Columns scaled to sum 1; there as logarithms to the base 10."""
    table = np.array([[25.0, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]])
    scores = weighted_geometric(table / table.sum(axis=0), np.array([0.2, 0.15, 0.4, 0.25]))
    assert np.log10(scores) == pytest.approx([-0.50128589, -0.50448471, -0.52947246])


@brief
@given(spread_tables())
def test_sum_and_product_are_those_of_scikit_criteria(table: Table) -> None:
    values, weights = table
    assert weighted_sum(values, weights) == pytest.approx(theirs("WeightedSumModel", values, weights))
    assert np.log10(weighted_geometric(values, weights)) == pytest.approx(
        theirs("WeightedProductModel", values, weights), abs=1e-11
    )


def theirs(name: str, values: Floats, weights: Floats) -> Floats:
    with their_warnings_kept_away():
        import skcriteria
        from skcriteria.agg import simple

        decision = skcriteria.mkdm(values, objectives=[max] * len(weights), weights=weights)
        return np.array(getattr(simple, name)().evaluate(decision).e_.score)


@brief
@given(tables(least=0.1))
def test_the_weakest_link_is_at_most_the_geometric_mean_and_that_at_most_the_sum(table: Table) -> None:
    link, product, total = weakest_link(*table), weighted_geometric(*table), weighted_sum(*table)
    assert (link <= product + 1e-9).all()
    assert (product <= total + 1e-9).all()


@pytest.mark.parametrize(
    ("table", "worst"),
    [
        ([[26, 26, 18, 22], [22, 34, 30, 18], [28, 24, 34, 26], [22, 30, 28, 20]], [18, 18, 24, 20]),
        ([[200, 100, 120], [0, 300, -200], [0, 300, 500], [-100, 200, 0]], [100, -200, 0, -100]),
    ],
    ids=["jmcdm", "ceopedia"],
)
def test_the_weakest_link_is_wald_s_maximin_as_tested_by_jmcdm_and_given_by_ceopedia(
    table: list[list[float]], worst: list[float]
) -> None:
    """Tables of pay-offs in states of nature, in the place of values by criteria."""
    weights = np.full(len(table[0]), 1 / len(table[0]))
    assert weakest_link(np.array(table, dtype=float), weights).tolist() == worst


def test_the_weakest_link_counts_what_has_weight_whatever_its_size() -> None:
    values = np.array([[90.0, 20.0, 0.0], [50.0, 60.0, 100.0]])
    assert weakest_link(values, np.array([0.999, 0.001, 0.0])).tolist() == [20.0, 50.0]


def test_a_value_of_zero_stops_the_geometric_mean_and_it_says_of_how_many_sites() -> None:
    values = np.array([[0.0, 50.0], [0.0, 80.0], [60.0, 50.0]])
    with pytest.raises(CannotAggregate) as refused:
        weighted_geometric(values, np.array([0.5, 0.5]))
    assert "sites: 2" in refused.value.why.inside("en")
    assert "orter: 2" in refused.value.why.inside("sv")
    assert "sites: 2" in str(refused.value)


def test_a_value_of_zero_without_weight_does_not() -> None:
    scores = weighted_geometric(np.array([[0.0, 50.0], [60.0, 80.0]]), np.array([0.0, 1.0]))
    assert scores == pytest.approx([50.0, 80.0])
