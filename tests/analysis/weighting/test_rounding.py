"""Weights rounded to points that a criteria file holds."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.weighting.judged import why
from tests.sites.reading import thorough

from vasterviksmodell.analysis.weighting.rounding import as_points


def points(*weights: float, digits: int = 0) -> list[str]:
    return [str(it) for it in as_points({str(at): it for at, it in enumerate(weights)}, digits).values()]


def test_they_sum_to_a_hundred() -> None:
    assert points(0.5, 0.25, 0.25) == ["50", "25", "25"]
    assert points(0.625, 0.375, digits=1) == ["62.5", "37.5"]
    assert points(0.1, 0.2, 0.7, digits=2) == ["10.00", "20.00", "70.00"]


def test_what_is_left_goes_to_the_largest_remainder() -> None:
    assert points(0.134, 0.134, 0.732) == ["14", "13", "73"]
    assert points(0.206, 0.207, 0.587) == ["20", "21", "59"]


def test_of_equals_the_first_has_the_unit_that_is_left() -> None:
    assert points(*[1 / 3] * 3) == ["34", "33", "33"]
    assert points(*[1 / 3] * 3, digits=1) == ["33.4", "33.3", "33.3"]


def test_a_weight_never_becomes_nothing_and_others_pay_for_it() -> None:
    assert points(0.001, 0.999) == ["1", "99"]
    assert points(1e-9, 1e-9, 0.016, 0.984) == ["1", "1", "1", "97"]


def test_no_weight_is_no_points() -> None:
    assert points(0.0, 1.0) == ["0", "100"]


def test_too_many_for_so_few_decimals_is_told() -> None:
    many = {str(it): 1 / 101 for it in range(101)}
    assert "decimals" in why(as_points, many, 0).inside("en")
    assert sum(as_points(many, 1).values()) == 100
    assert "above 0" in why(as_points, {"a": 0.0}, 1).inside("en")
    assert why(as_points, {}, 1)


@thorough
@given(st.lists(st.floats(0, 1) | st.just(1e-12), min_size=1, max_size=12).filter(any), st.integers(0, 3))
def test_rounded_weights_sum_to_a_hundred_lie_near_and_keep_the_order(weights: list[float], digits: int) -> None:
    named = {str(at): it for at, it in enumerate(weights)}
    found = as_points(named, digits)
    assert list(found) == list(named)
    assert sum(found.values()) == 100
    unit = Decimal(1).scaleb(-digits)
    assert all((it >= unit) == (named[id] > 0) for id, it in found.items())
    assert all(it == it.quantize(unit) for it in found.values())
    tiny = sum(100 * it / sum(weights) < unit for it in weights if it)
    for id, it in named.items():
        assert abs(float(found[id]) - 100 * it / sum(weights)) <= (1 + tiny) * float(unit) + 1e-9
    in_order = sorted(named, key=lambda id: named[id])
    assert all(found[less] <= found[more] for less, more in pairwise(in_order) if named[less] < named[more])


@pytest.mark.parametrize("digits", [0, 1, 2])
def test_weights_need_not_sum_to_one_themselves(digits: int) -> None:
    assert points(3, 1, digits=digits) == points(0.75, 0.25, digits=digits)
