"""Points and swings become weights in proportion."""

from collections.abc import Callable
from fractions import Fraction
from math import fsum, inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.weighting.judged import why
from tests.sites.reading import thorough

from vasterviksmodell.analysis.weighting.rank_order import points, swing
from vasterviksmodell.analysis.weighting.weights import Weights

BOTH = pytest.mark.parametrize("method", [points, swing])
Method = Callable[..., Weights]


@BOTH
def test_weights_are_in_proportion_and_in_the_order_of_the_ids(method: Method) -> None:
    found = method(["bus", "school"], {"school": 100, "bus": 60})
    assert list(found.weights.items()) == [("bus", 0.375), ("school", 0.625)]
    assert found.consistency is None


def test_swings_of_sites_for_a_shop_as_worked_in_a_public_module_elicitation_swing_weighting() -> None:
    """Visitors 1 000 to 10 000 a day, rent 50 to 20, competitors 3 to 2."""
    found = swing(["footfall", "rent", "competitors"], {"footfall": 100, "rent": 70, "competitors": 10}).weights
    assert found == pytest.approx({"footfall": 0.555556, "rent": 0.388889, "competitors": 0.055556}, abs=5e-7)


def test_points_of_five_criteria_as_allocated_in_gitta_s_lesson_on_weighting_by_rating() -> None:
    """A hundred in all, so that they are the weights in per cent; given in the lesson's order of importance."""
    allocated = {"first": 35, "second": 30, "third": 20, "fourth": 10, "fifth": 5}
    found = points(list(allocated), allocated).weights
    assert found == pytest.approx({"first": 0.35, "second": 0.3, "third": 0.2, "fourth": 0.1, "fifth": 0.05})


def test_each_tells_its_method() -> None:
    assert points(["a"], {"a": 3}).method == "points"
    assert swing(["a"], {"a": 3}).method == "swing"


def test_swings_of_which_none_is_100_are_noted() -> None:
    assert not swing(["a", "b"], {"a": 100, "b": 20}).notes
    assert len(swing(["a", "b"], {"a": 99, "b": 20}).notes) == 1
    assert not points(["a", "b"], {"a": 99, "b": 20}).notes


@BOTH
def test_one_alone_has_all_weight(method: Method) -> None:
    assert method(["a"], {"a": 7}).weights == {"a": 1.0}


@BOTH
def test_zero_is_no_weight_but_not_for_all(method: Method) -> None:
    assert method(["a", "b"], {"a": 0, "b": 50}).weights == {"a": 0.0, "b": 1.0}
    assert "0" in why(method, ["a", "b"], {"a": 0, "b": 0.0}).inside("en")


@BOTH
@pytest.mark.parametrize("wrong", [-1, nan, inf, -inf, True, "50", None, [50]])
def test_what_is_no_number_from_0_up_is_told_with_its_name(method: Method, wrong: Any) -> None:
    assert "work" in why(method, ["work", "land"], {"work": wrong, "land": 50}).inside("sv")


def test_a_swing_above_100_is_told_and_points_above_are_points() -> None:
    assert "101" in why(swing, ["a", "b"], {"a": 101, "b": 100}).inside("en")
    assert points(["a", "b"], {"a": 101, "b": 101}).weights == {"a": 0.5, "b": 0.5}


@BOTH
def test_unknown_and_missing_names_are_told(method: Method) -> None:
    assert why(method, ["a", "b"], {"a": 1, "b": 1, "c": 1}).inside("en") == "c: not one of a, b"
    assert why(method, ["a", "b"], {"a": 1}).inside("en") == "there is no judgement of b"
    assert why(method, [], {}).inside("en") == "there is nothing to weigh"
    assert why(method, ["a", "a"], {"a": 1}).inside("en") == "a: named twice"


@thorough
@given(st.lists(st.floats(0, 1e308) | st.integers(0, 10**9), min_size=1, max_size=8).filter(any))
def test_weights_sum_to_one_and_keep_the_proportions(given_points: list[float]) -> None:
    names = [str(number) for number in range(len(given_points))]
    weights = list(points(names, dict(zip(names, given_points, strict=True))).weights.values())
    assert fsum(weights) == pytest.approx(1)
    total = sum(map(Fraction, given_points))
    assert weights == [float(Fraction(amount) / total) for amount in given_points]
