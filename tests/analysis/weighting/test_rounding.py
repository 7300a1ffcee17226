"""Weights rounded to points that a criteria file holds."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.weighting.judged import why
from tests.sites.reading import thorough

from vasterviksmodell.analysis.weighting.weights import as_points


def points(*weights: float, digits: int = 0) -> list[str]:
    return [str(value) for value in as_points({str(at): weight for at, weight in enumerate(weights)}, digits).values()]


def test_they_are_per_cent() -> None:
    assert points(0.5, 0.25, 0.25) == ["50", "25", "25"]
    assert points(0.625, 0.375, digits=1) == ["62.5", "37.5"]
    assert [str(value) for value in as_points({"a": 1 / 3, "b": 2 / 3}).values()] == ["33.3", "66.7"]
    assert points(0.1, 0.2, 0.7, digits=2) == ["10.00", "20.00", "70.00"]


def test_equals_stay_equal_though_the_sum_is_no_longer_a_hundred() -> None:
    assert points(*[1 / 3] * 3) == ["33", "33", "33"]
    assert points(*[1 / 3] * 3, digits=1) == ["33.3", "33.3", "33.3"]
    assert points(0.125, 0.125 + 1e-16, 0.75 - 1e-16) == ["12", "12", "75"]


def test_a_weight_never_becomes_nothing() -> None:
    assert points(0.001, 0.999) == ["1", "100"]
    assert points(1e-9, 1e-9, 0.016, 0.984) == ["1", "1", "2", "98"]


def test_no_weight_is_no_points() -> None:
    assert points(0.0, 1.0) == ["0", "100"]
    assert points(0.0, 1.0, digits=1) == ["0.0", "100.0"]
    assert "above 0" in why(as_points, {"a": 0.0}, 1).inside("en")
    assert why(as_points, {}, 1)


@thorough
@given(st.lists(st.floats(0, 1) | st.just(1e-12), min_size=1, max_size=12).filter(any), st.integers(0, 3))
def test_rounded_weights_lie_near_and_keep_the_order(weights: list[float], digits: int) -> None:
    named = {str(at): weight for at, weight in enumerate(weights)}
    found = as_points(named, digits)
    assert list(found) == list(named)
    unit = Decimal(1).scaleb(-digits)
    assert all((value >= unit) == (named[id] > 0) for id, value in found.items())
    assert all(one == one.quantize(unit) for one in found.values())
    for id, value in named.items():
        exact = 100 * value / sum(weights)
        assert abs(float(found[id]) - exact) <= float(unit) / 2 + 1e-9 or found[id] == unit
    in_order = sorted(named, key=lambda id: named[id])
    assert all(found[less] <= found[more] for less, more in pairwise(in_order))
    assert all(found[one] == found[two] for one, two in pairwise(in_order) if named[one] == named[two])


@pytest.mark.parametrize("digits", [0, 1, 2])
def test_weights_need_not_sum_to_one_themselves(digits: int) -> None:
    assert points(3, 1, digits=digits) == points(0.75, 0.25, digits=digits)
