"""Criteria that read one figure, as one criterion."""

from itertools import pairwise
from math import log, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.shared_columns import CURVED, STRAIGHT
from tests.scoring.worlds import criteria

from vasterviksmodell.analysis.shared_figures import can_be_met, figures, joined
from vasterviksmodell.analysis.target_search.inverse import values_at
from vasterviksmodell.analysis.target_search.single_changes import best_value
from vasterviksmodell.criteria import Allowed, Criterion, Limits, Range

SHAPES = st.lists(st.tuples(st.sampled_from((*STRAIGHT, *CURVED)), st.integers(1, 5)), min_size=2, max_size=4)


def sharing(*entries: str) -> Criterion:
    return joined(criteria("\n".join(f"c{place}: {entry}" for place, entry in enumerate(entries))).criteria)


@given(SHAPES)
def test_between_its_bends_it_moves_one_way_only(shapes: list[tuple[str, int]]) -> None:
    figure = sharing(*(f"{{measure: x, range: [-4, 20], weight: {w}, value: {shape}}}" for shape, w in shapes))
    assert figure.value is not None
    bends = [-4.0, *(x for x in figure.value.bends if -4 < x < 20), 20.0]
    places = [low + (high - low) * part / 40 for low, high in pairwise(bends) for part in range(40)]
    worths = values_at(figure, [*places, 20.0])
    for start in range(0, len(places), 40):
        steps = [after - before for before, after in zip(worths[start:], worths[start + 1 : start + 41], strict=False)]
        assert min(steps) >= -1e-9 or max(steps) <= 1e-9
    assert best_value(figure) == pytest.approx(max(worths), abs=1e-9)


@given(SHAPES)
def test_it_is_worth_what_all_give_by_their_weights(shapes: list[tuple[str, int]]) -> None:
    entries = [f"{{measure: x, range: [-4, 20], weight: {w}, value: {shape}}}" for shape, w in shapes]
    figure = sharing(*entries)
    alone = [values_at(reader, [-4.0, 3.3, 12.0]) for reader in figure.readers]
    whole = sum(w for _, w in shapes)
    expected = [sum(w * v for (_, w), v in zip(shapes, them, strict=True)) / whole for them in zip(*alone, strict=True)]
    assert values_at(figure, [-4.0, 3.3, 12.0]) == pytest.approx(expected)
    assert figure.weight == 1


def test_a_curve_that_rises_and_one_that_falls_turn_between_their_bends() -> None:
    """By hand: the slopes of 100·2^(-x/5) and 5·x cancel where 2^(-x/5) is 1 / (4 ln 2)."""
    figure = sharing(
        "{measure: x, range: [0, 20], weight: 1, value: {decay: {half: 5}}}",
        "{measure: x, range: [0, 20], weight: 1, value: {0: 0, 20: 100}}",
    )
    assert figure.value is not None
    (turn,) = (x for x in figure.value.bends if 0 < x < 20)
    assert turn == pytest.approx(5 * log2(4 * log(2)), abs=1e-4)


def test_it_may_be_and_must_be_what_all_say() -> None:
    figure = sharing(
        "{measure: x, range: [0, 20], weight: 1, value: {0: 0, 20: 100}, requirement: {at_most: 15}, effort: 2}",
        "{measure: x, range: [-5, 12], requirement: {at_least: 3, unknown: excluded}, effort: 7}",
        "{measure: x, range: [-9, 90], warning: {at_most: 1}}",
    )
    assert (figure.range, figure.requirement) == (Range(0, 12), Limits(3, 15, "excluded"))
    assert (figure.effort, figure.warning, figure.weight) == (7, None, 1)
    assert [reader.id for reader in figure.readers] == ["c0", "c1", "c2"]
    assert figure.spelled("any") == "any"


def test_what_meets_limits_together_may_be_nothing() -> None:
    assert can_be_met(Limits(3, 3))
    assert not can_be_met(Limits(3, 2))
    assert can_be_met(Allowed(("a",)))
    assert not can_be_met(Allowed(()))


def test_one_criterion_alone_is_left_as_it_is() -> None:
    model = criteria("a: {weight: 1, value: {0: 0, 1: 100}}\nb: {type: yes_no, weight: 1}")
    assert all(figure is other for figure, other in zip(figures(model), model.criteria, strict=True))


def test_a_number_and_a_category_of_one_column_are_two_figures() -> None:
    model = criteria("a: {measure: x, weight: 1, value: {0: 0, 1: 100}}\nb: {measure: x, type: yes_no, weight: 1}")
    assert [figure.id for figure in figures(model)] == ["a", "b"]


def test_a_sum_that_turns_just_beside_a_bend_is_worth_most_there() -> None:
    """40 + 0.0515 · 20 from the line, by weight 3, and 100·e^(−(0.0015 / 0.05)² / 2) from the bell, by weight 1."""
    figure = sharing(
        "{measure: x, range: [0, 0.5], weight: 3, value: {0: 40, 0.5: 50}, requirement: {at_most: 0.2}}",
        "{measure: x, range: [0, 0.5], weight: 1, value: {gaussian: {target: 0.05, width: 0.05}}}",
    )
    assert best_value(figure) == pytest.approx(55.76125, abs=1e-4)
