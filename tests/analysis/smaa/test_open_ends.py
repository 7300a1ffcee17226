"""Where a range has no end, measures are drawn as far as their value or requirement still changes."""

from dataclasses import replace
from math import inf, log

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.smaa.worlds import near, sites
from tests.scoring.worlds import criteria
from tests.sites.reading import brief

from vasterviksmodell.analysis.smaa import smaa
from vasterviksmodell.analysis.smaa.measure_draws import drawn_range
from vasterviksmodell.analysis.target_search.inverse import values_at
from vasterviksmodell.criteria import Limits, Range

DRAWS = 10_000
OPEN = "[null, null]"
ANY = criteria("a: {weight: 1, value: {0: 100, 4000: 0}}")["a"]
LIMIT = st.floats(-1e307, 1e307) | st.integers(-3, 5).map(float)
ENDS = st.none() | LIMIT


def reach(*entries: str) -> tuple[float, float]:
    """How far the measure of criteria a, b, … is drawn."""
    model = criteria("\n".join(f"{id}: {{measure: x, {entry}}}" for id, entry in zip("ab", entries, strict=False)))
    span = drawn_range(model.criteria, model["a"].range)
    return span.low, span.high


@pytest.mark.parametrize(
    ("entry", "low", "high"),
    [
        ("weight: 1, range: [0, 60], value: {0: 0, 50: 100}", 0, 60),
        ("weight: 1, value: {500: 100, 4000: 0}", 0, 4000),
        ("weight: 1, value: {500: 100, 4000: 0, 9000: 0}", 0, 4000),
        (f"weight: 1, range: {OPEN}, value: {{-5: 0, 20: 100, 40: 0}}", -5, 40),
        ("weight: 1, value: {steps: {0: 100, 5: 70, 30: 0, 60: 0}}", 0, 60),
        ("weight: 1, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}", 0, 8000),
        ("weight: 1, value: {500: 100, 4000: 0}, requirement: {at_most: 1000}", 0, 4000),
        ("weight: 1, range: [100, null], value: {500: 100, 4000: 0}, requirement: {at_most: 4000}", 100, 7900),
        ("range: [null, 10], requirement: {at_least: 4}", -2, 10),
        ("requirement: {at_most: 4000}", 0, 8000),
        ("requirement: {at_most: 0}", 0, 1),
        (f"range: {OPEN}, requirement: {{at_most: 7}}", 6, 8),
        (f"range: {OPEN}, requirement: {{at_least: 10, at_most: 20}}", 0, 30),
        ("weight: 1, value: {decay: {half: 1.0e+308}}", 0, 1e300),
    ],
)
def test_draws_reach_as_far_as_anything_changes_and_to_both_sides_of_jumps(entry: str, low: float, high: float) -> None:
    model = criteria(f"a: {{{entry}}}\nbeside: {{weight: 1, value: {{0: 0, 1: 100}}}}")
    assert drawn_range([model["a"]], model["a"].range) == Range(low, high)


@pytest.mark.parametrize(
    "value",
    [
        "{logistic: {midpoint: 20, steepness: -0.5}}",
        "{logistic: {midpoint: -3, steepness: 2}}",
        "{gaussian: {target: 40, width: 15}}",
        "{decay: {half: 12}}",
    ],
)
def test_beyond_what_is_drawn_a_smooth_value_is_within_1_of_its_limit(value: str) -> None:
    model = criteria(f"a: {{weight: 1, range: {OPEN}, value: {value}}}")
    span = drawn_range(model.criteria, model["a"].range)
    (low, high), limits = values_at(model["a"], [span.low, span.high]), values_at(model["a"], [-1e6, 1e6])
    assert [low, high] == pytest.approx(limits, abs=1 + 1e-9)
    assert low == pytest.approx(100) or abs(low - limits[0]) == pytest.approx(1)
    assert abs(high - limits[1]) == pytest.approx(1)


def test_criteria_that_read_one_measure_are_drawn_as_far_as_any_of_them_changes() -> None:
    assert reach("weight: 1, value: {500: 100, 4000: 0}", "weight: 1, value: {0: 0, 6000: 100}") == (0, 6000)
    assert reach("weight: 1, value: {500: 100, 4000: 0}", "requirement: {at_most: 3000}") == (0, 6000)


def test_the_result_tells_how_far_a_measure_without_an_end_was_drawn() -> None:
    model = criteria("""
a: {weight: 1, value: {0: 100, 4000: 0}, requirement: {at_most: 4000}}
b: {weight: 1, range: [0, 10], value: {0: 100, 10: 0}}
""")
    found = smaa(sites(("", ""), (1000, ""), (">=2000", 3), model=model))
    assert found.cut == {"a": Range(0, 8000)}
    excluded = dict(zip(found.ids, found.excluded.tolist(), strict=True))
    assert excluded == {"s1": near(1 / 2, DRAWS), "s2": 0, "s3": near(4 / 6, DRAWS)}
    assert smaa(sites((500, ""), (1000, 3), model=model)).cut == {}


def test_a_measure_beyond_everything_that_changes_stays_where_it_is() -> None:
    model = criteria("a: {weight: 1, value: {0: 100, 4000: 0}}")
    found = smaa(sites((">=5000",), (3999,), model=model))
    assert (found.ids, found.acceptability.tolist()) == (("s2", "s1"), [[1, 0], [0, 1]])


def test_the_mean_of_a_decaying_value_is_that_over_what_is_drawn() -> None:
    """s1 has 100·2^(−x/12), x uniform up to 12·log2(100); s2 has 50: s1 is above when x < 12."""
    found = smaa(sites(("",), (12,), model=criteria("a: {weight: 1, value: {decay: {half: 12}}}")))
    above = 1 / (log(100) / log(2))
    assert found.acceptability[found.ids.index("s1"), 0] == near(above, DRAWS)


@brief
@given(ENDS, ENDS, LIMIT, LIMIT)
def test_whatever_the_limits_a_range_is_drawn_between_two_numbers_of_it(
    one: float | None, other: float | None, at_least: float, more: float
) -> None:
    low, high = -inf if one is None else one, inf if other is None else other
    span = Range(min(low, high), max(low, high))
    limits = Limits(at_least, at_least + abs(more))
    found = drawn_range([replace(ANY, requirement=limits)], span)
    assert span.low <= found.low <= found.high <= span.high
    assert -inf < found.low
    assert found.high < inf
