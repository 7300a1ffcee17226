"""PROMETHEE II: the published example, and sums by sorting against the definition over all pairs."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.aggregation.tables import Floats, Table, spread_tables, tables, their_warnings_kept_away
from tests.sites.reading import brief, thorough

from vasterviksmodell.analysis.aggregation import AGGREGATIONS, promethee_ii
from vasterviksmodell.analysis.aggregation.power_means import weighted_sum
from vasterviksmodell.analysis.aggregation.promethee_ii import (
    Flows,
    Piecewise,
    Preference,
    gaussian,
    level,
    linear,
    promethee,
    u_shape,
    usual,
    v_shape,
)

PLANTS = np.array(
    [
        [80, 90, 600, 54, 8, 5],
        [65, 58, 200, 97, 1, 1],
        [83, 60, 400, 72, 4, 7],
        [40, 80, 1000, 75, 7, 10],
        [52, 72, 600, 20, 3, 8],
        [94, 96, 700, 36, 5, 6],
    ],
    dtype=float,
)
PLANT_PREFERENCES = [u_shape(10), v_shape(30), linear(50, 500), level(10, 60), usual(), gaussian(5)]


def plants(weights: Floats) -> Flows:
    return promethee(PLANTS, weights, PLANT_PREFERENCES, costs=[0, 2, 3, 4])


def test_brans_vincke_and_mareschal_1986_power_plants_as_given_by_kds_topsis_critic() -> None:
    """One preference function of each kind. Printed are sums over the others, of preferences rounded to 3 decimals."""
    printed = [-0.728, 0.085, -0.447, -0.102, 1.466, -0.274]
    assert 5 * plants(np.full(6, 1 / 6)).net == pytest.approx(printed, abs=2.1e-3)


def test_the_power_plants_of_brans_vincke_and_mareschal_1986_as_computed_by_kds_topsis_critic() -> None:
    """With NumPy over all pairs, and by pyDecision, they say."""
    flows = plants(np.full(6, 1 / 6))
    assert flows.plus == pytest.approx([0.2199, 0.3963, 0.2466, 0.3293, 0.4547, 0.3001], abs=5e-5)
    assert flows.minus == pytest.approx([0.3655, 0.3791, 0.3362, 0.3493, 0.1618, 0.3549], abs=5.1e-5)
    assert flows.net == pytest.approx([-0.1457, 0.0172, -0.0895, -0.0200, 0.2929, -0.0549], abs=5.1e-5)


@pytest.mark.parametrize(("heavy", "points", "others", "first", "net"), [(1, 50, 10, 5, 0.2497), (4, 55, 9, 1, 0.4693)])
def test_mareschal_2019_exercise_on_weights_as_given_by_kds_topsis_critic(
    heavy: int, points: int, others: int, first: int, net: float
) -> None:
    weights = np.full(6, others / 100)
    weights[heavy] = points / 100
    flows = plants(weights)
    assert flows.net.argmax() == first
    assert flows.net[first] == pytest.approx(net, abs=5e-5)


THRESHOLDS = st.sampled_from([0.1, 5.0, 20.0, 29.9, 30.0, 50.0, 200.0])
Textbook = Callable[[Floats], Floats]


@st.composite
def functions(draw: Callable[..., float]) -> tuple[Preference, Textbook]:
    """A preference function, and its textbook definition on differences; a jump has the tolerance of ranks."""
    q = draw(st.sampled_from([0.0, 0.1, 5.0, 20.0]))
    p, s = q + draw(THRESHOLDS), draw(THRESHOLDS)
    above = q + 1e-9
    choices: list[tuple[Preference, Textbook]] = [
        (usual(), lambda d: (d > 1e-9) * 1.0),
        (u_shape(q), lambda d: (d > above) * 1.0),
        (v_shape(p), lambda d: np.clip(d / p, 0, 1)),
        (level(q, p), lambda d: (d > above) * 0.5 + (d > p + 1e-9) * 0.5),
        (linear(q, p), lambda d: np.clip((d - q) / (p - q), 0, 1)),
        (gaussian(s), lambda d: np.where(d > 0, 1 - np.exp(-(d**2) / (2 * s**2)), 0.0)),
    ]
    return choices[draw(st.integers(0, len(choices) - 1))]


def by_pairs(values: Floats, weights: Floats, textbooks: list[Textbook]) -> Flows:
    """The flows by the definition: a preference for every pair."""
    others = max(1, len(values) - 1)
    index = sum(
        weight * textbook(column[:, None] - column)
        for column, weight, textbook in zip(values.T, weights, textbooks, strict=True)
    )
    return Flows(index.sum(axis=1) / others, index.sum(axis=0) / others)


@thorough
@given(tables(), st.data())
def test_the_flows_are_those_over_all_pairs(table: Table, data: st.DataObject) -> None:
    chosen = [data.draw(functions()) for _ in table[1]]
    found = promethee(*table, [preference for preference, _ in chosen])
    expected = by_pairs(*table, [preference for _, preference in chosen])
    assert found.plus == pytest.approx(expected.plus, abs=1e-12)
    assert found.minus == pytest.approx(expected.minus, abs=1e-12)


def by_sorting_twice(values: Floats, preference: Piecewise) -> Floats:
    """Σ F(value − other), every value by itself among all in order."""
    order = np.argsort(values, kind="stable")
    ordered = values[order]
    running = np.concatenate(([0.0], np.cumsum(ordered)))
    totals = np.empty(len(values))
    for place, value in zip(order, ordered, strict=True):
        total = 0.0
        for piece in preference.pieces:
            start, end = (np.searchsorted(ordered, value - distance) for distance in (piece.upto, piece.beyond))
            line = piece.intercept + piece.slope * value
            total += line * (end - start) - piece.slope * (running[end] - running[start])
        totals[place] = total
    return totals


_FIGURE = st.one_of(
    st.sampled_from([0.0, -0.0, 5.0, 5.0 + 1e-9, 5.0 + 2e-9, 20.0, 25.0, 100.0]), st.floats(0, 100), st.integers(0, 9)
)


@thorough
@given(st.lists(_FIGURE, max_size=30), st.sampled_from([usual(), u_shape(5), v_shape(20), level(5, 20), linear(5, 20)]))
def test_sorting_once_gives_what_sorting_for_both_sides_gives_to_the_last_bit(
    figures: list[float], preference: Piecewise
) -> None:
    values = np.array(figures, dtype=float)
    above, below = preference.totals(values)
    assert above.tolist() == by_sorting_twice(values, preference).tolist()
    assert below.tolist() == by_sorting_twice(-values, preference).tolist()


def test_the_flows_of_many_sites_are_those_over_all_pairs() -> None:
    random = np.random.default_rng(7)
    values, weights = random.uniform(0, 100, (700, 3)).round(1), np.array([0.2, 0.3, 0.5])
    found = promethee(values, weights, [usual(), linear(5, 20), level(5, 20)])
    expected = by_pairs(
        values,
        weights,
        [
            lambda d: (d > 1e-9) * 1.0,
            lambda d: np.clip((d - 5) / 15, 0, 1),
            lambda d: (d > 5 + 1e-9) * 0.5 + (d > 20 + 1e-9) * 0.5,
        ],
    )
    assert found.net == pytest.approx(expected.net, abs=1e-12)


def test_gaussian_preferences_are_the_same_in_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(3).uniform(0, 100, 50)
    at_once = gaussian(20).totals(values)
    monkeypatch.setattr(promethee_ii, "_CELLS", 120)
    in_blocks = gaussian(20).totals(values)
    for side, expected in zip(in_blocks, at_once, strict=True):
        assert side == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(
    ("name", "preference", "q", "p"),
    [
        ("usual", usual(), None, None),
        ("ushape", u_shape(7.0), 7.0, None),
        ("vshape", v_shape(30.0), None, 30.0),
        ("level", level(7.0, 30.0), 7.0, 30.0),
        ("vshape_2", linear(7.0, 30.0), 7.0, 30.0),
    ],
)
@brief
@given(table=spread_tables())
def test_it_is_that_of_pymcdm(
    name: str, preference: Preference, q: float | None, p: float | None, table: Table
) -> None:
    values, weights = table
    types = np.where(np.arange(len(weights)) % 2, 1, -1)
    with their_warnings_kept_away():
        from pymcdm.methods import PROMETHEE_II

        each = {key: [threshold] * len(weights) for key, threshold in (("q", q), ("p", p)) if threshold is not None}
        theirs = PROMETHEE_II(name, **each)(values, weights, types, validation=False)
    found = promethee(values, weights, [preference] * len(weights), costs=range(0, len(weights), 2))
    assert found.net == pytest.approx(theirs, abs=1e-9)


@brief
@given(tables(sites=2))
def test_net_flows_sum_to_zero_and_flows_are_from_0_to_1(table: Table) -> None:
    flows = promethee(*table, [linear(5, 20)] * len(table[1]))
    assert flows.net.sum() == pytest.approx(0, abs=1e-12)
    for flow in (flows.plus, flows.minus):
        assert (flow >= -1e-12).all()
        assert (flow <= 1 + 1e-12).all()


@brief
@given(tables(sites=2))
def test_with_v_shapes_as_wide_as_the_scale_it_is_the_weighted_sum_in_disguise(table: Table) -> None:
    """So it would show nothing: why the registered one uses another. Mareschal 2015, as told by kds-topsis-critic."""
    values, weights = table
    net = promethee(values, weights, [v_shape(100)] * len(weights)).net
    scores = weighted_sum(values, weights)
    disguised = len(scores) * (scores - scores.mean()) / (100 * (len(scores) - 1))
    assert net == pytest.approx(disguised, abs=1e-12)


@brief
@given(tables(sites=2))
def test_the_registered_one_is_a_weighted_borda_count(table: Table) -> None:
    """Mareschal 2015, as told by kds-topsis-critic."""
    values, weights = table
    beaten = (values[:, None] > values + 1e-9).sum(axis=1)
    beating = (values[:, None] < values - 1e-9).sum(axis=1)
    borda = (beaten - beating) @ weights / (len(values) - 1)
    assert AGGREGATIONS["promethee_ii"].scores(values, weights) == pytest.approx(borda, abs=1e-12)


@brief
@given(tables(sites=2))
def test_the_registered_one_would_be_the_same_with_value_functions_of_another_shape(table: Table) -> None:
    values, weights = table
    values = values.round(1)
    scores = AGGREGATIONS["promethee_ii"].scores
    assert scores(values**2 / 100, weights).tolist() == scores(values, weights).tolist()


def test_a_difference_of_rounding_is_none() -> None:
    scores = AGGREGATIONS["promethee_ii"].scores(np.array([[60.0], [60.0 + 1e-12], [10.0]]), np.ones(1))
    assert scores.tolist() == [0.5, 0.5, -1.0]


def test_a_site_alone_has_no_flows_nor_have_none() -> None:
    alone = promethee(np.array([[5.0, 6.0]]), np.array([0.5, 0.5]), [usual(), gaussian(3)])
    assert (alone.plus.tolist(), alone.minus.tolist()) == ([0.0], [0.0])
    nobody = promethee(np.zeros((0, 2)), np.array([0.5, 0.5]), [usual(), gaussian(3)])
    assert nobody.net.tolist() == []


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: u_shape(-1),
        lambda: v_shape(0),
        lambda: linear(5, 5),
        lambda: linear(-1, 5),
        lambda: level(6, 5),
        lambda: level(5, 5),
        lambda: level(-1, 5),
        lambda: gaussian(0),
    ],
)
def test_thresholds_out_of_order_are_refused(wrong: Callable[[], Preference]) -> None:
    with pytest.raises(ValueError, match="0"):
        wrong()
