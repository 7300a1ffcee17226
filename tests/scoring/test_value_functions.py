"""Known answers: what measures are worth at, between and beyond the points that a file names."""

from itertools import pairwise
from math import exp, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.worlds import criteria, ranked
from tests.sites.reading import brief

from vasterviksmodell.criteria import Criteria


def worth(cell: str, model: Criteria) -> tuple[float, float]:
    """The lowest and highest value of a cell on the one criterion of a model."""
    frame = ranked([{"id": "a", "x": cell}], model).frame
    low, high = frame.select("x__value_low", "x__value_high").row(0)
    assert frame.select("score_low", "score_high").row(0) == (low, high)
    return low, high


def one(value: str, more: str = "") -> Criteria:
    return criteria(f"x: {{weight: 1, value: {value}{more}}}")


FALLING = one("{500: 100, 1000: 80, 2000: 50, 4000: 0}")
PEAK = one("{0: 10, 50: 100, 100: 40, 150: 70}", ", range: [0, 200]")
VALLEY = one("{0: 90, 10: 20, 20: 60}", ", range: [-5, null]")
STEPS = one("{steps: {0: 100, 5: 70, 10: 30, 30: 0}}")
BUMPS = one("{steps: {0: 30, 5: 70, 10: 20, 30: 50}}", ", range: [0, 40]")
BELL = one("{gaussian: {target: 40, width: 15}}")
CURVE = one("{logistic: {midpoint: 2000, steepness: -0.002}}")
RISING = one("{logistic: {midpoint: 10, steepness: 1}}", ", range: [null, null]")
DECAY = one("{decay: {half: 1500}}")
EXPONENTIAL = one("{exponential: {worst: 1, best: 5, curvature: 2.612}}")
DECIMALS = one("{1: 66.7, 2: 33.3, 3: 0.1, 4: 99.9, 5: 0}")


@pytest.mark.parametrize(
    ("model", "cell", "low", "high"),
    [
        (FALLING, "0", 100, 100),
        (FALLING, "500", 100, 100),
        (FALLING, "750", 90, 90),
        (FALLING, "1000", 80, 80),
        (FALLING, "1500", 65, 65),
        (FALLING, "2000", 50, 50),
        (FALLING, "3000", 25, 25),
        (FALLING, "4000", 0, 0),
        (FALLING, "1e300", 0, 0),
        (FALLING, "1000..2000", 50, 80),
        (FALLING, "<1000", 80, 100),
        (FALLING, ">=2000", 0, 50),
        (FALLING, "", 0, 100),
        (PEAK, "50", 100, 100),
        (PEAK, "25", 55, 55),
        (PEAK, "25..75", 55, 100),
        (PEAK, "50..75", 70, 100),
        (PEAK, "25..50", 55, 100),
        (PEAK, "60..140", 40, 88),
        (PEAK, "0..200", 10, 100),
        (PEAK, "", 10, 100),
        (PEAK, ">=100", 40, 70),
        (VALLEY, "", 20, 90),
        (VALLEY, "-5", 90, 90),
        (VALLEY, "5..15", 20, 55),
        (VALLEY, ">=10", 20, 60),
        (STEPS, "0", 100, 100),
        (STEPS, "4.999", 100, 100),
        (STEPS, "5", 70, 70),
        (STEPS, "10", 30, 30),
        (STEPS, "29.9", 30, 30),
        (STEPS, "30", 0, 0),
        (STEPS, "1000", 0, 0),
        (STEPS, "<5", 100, 100),
        (STEPS, "<=5", 70, 100),
        (STEPS, "4..10", 30, 100),
        (STEPS, "5..9.9", 70, 70),
        (STEPS, "", 0, 100),
        (BUMPS, "", 20, 70),
        (BUMPS, "0..30", 20, 70),
        (BUMPS, "3..12", 20, 70),
        (BUMPS, "10..40", 20, 50),
        (BUMPS, "<5", 30, 30),
        (BUMPS, "6..9", 70, 70),
        (BELL, "40", 100, 100),
        (BELL, "55", 100 * exp(-0.5), 100 * exp(-0.5)),
        (BELL, "25", 100 * exp(-0.5), 100 * exp(-0.5)),
        (BELL, "25..70", 100 * exp(-2), 100),
        (BELL, "55..70", 100 * exp(-2), 100 * exp(-0.5)),
        (BELL, "", 0, 100),
        (CURVE, "2000", 50, 50),
        (CURVE, "1500", 100 / (1 + exp(-1)), 100 / (1 + exp(-1))),
        (CURVE, "2500", 100 / (1 + exp(1)), 100 / (1 + exp(1))),
        (CURVE, "", 0, 100 / (1 + exp(-4))),
        (RISING, "10", 50, 50),
        (RISING, "", 0, 100),
        (RISING, ">=10", 50, 100),
        (DECAY, "0", 100, 100),
        (DECAY, "1500", 50, 50),
        (DECAY, "3000", 25, 25),
        (DECAY, "4500", 12.5, 12.5),
        (DECAY, "1500..3000", 25, 50),
        (DECAY, "", 0, 100),
        (DECAY, "1e308", 0, 0),
        (DECIMALS, "1", 66.7, 66.7),
        (DECIMALS, "2", 33.3, 33.3),
        (DECIMALS, "3", 0.1, 0.1),
        (DECIMALS, "4", 99.9, 99.9),
        (DECIMALS, "5", 0, 0),
        (DECIMALS, "", 0, 99.9),
    ],
)
def test_known_values(model: Criteria, cell: str, low: float, high: float) -> None:
    found = worth(cell, model)
    assert found == pytest.approx((low, high), abs=1e-10)
    if not any(model is smooth for smooth in (BELL, CURVE, RISING, DECAY)):
        assert [round(one, 12) for one in found] == [low, high]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2.964853", 78.00556),
        ("1.223949", 14.68234),
        ("1.562025", 33.15217),
        ("4.381467", 96.05856),
        ("1", 0),
        ("9", 100),
    ],
)
def test_an_exponential_has_the_values_of_savf_score_in_the_r_package_kraljicmatrix(cell: str, value: float) -> None:
    """The example of its page: measures between 1 and 5 and ρ = 0.653, so that the curvature is 4·ρ."""
    low, high = worth(cell, EXPONENTIAL)
    assert low == high == pytest.approx(value, abs=0.0001)


@pytest.mark.parametrize("knot", [500, 1000, 2000, 4000])
def test_knots_are_worth_exactly_what_the_file_says(knot: int) -> None:
    said = {500: 100, 1000: 80, 2000: 50, 4000: 0}[knot]
    assert worth(str(knot), FALLING) == (said, said)
    assert worth(f"{knot}.0", FALLING) == (said, said)


@pytest.mark.parametrize(
    ("kind", "value", "cell", "low", "high"),
    [
        ("category", "value: {housing: 60, none: 0, best: 100}", "housing", 60, 60),
        ("category", "value: {housing: 60, none: 0, best: 100}", "BEST", 100, 100),
        ("category", "value: {housing: 60, low: 20}", "", 20, 60),
        ("yes_no", "value: {yes: 30, no: 70}", "ja", 30, 30),
        ("yes_no", "value: {yes: 30, no: 70}", "", 30, 70),
        ("yes_no", "", "yes", 100, 100),
        ("yes_no", "", "nej", 0, 0),
        ("yes_no", "", "", 0, 100),
    ],
)
def test_known_values_of_categories(kind: str, value: str, cell: str, low: float, high: float) -> None:
    model = criteria(f"x: {{type: {kind}, weight: 1{', ' if value else ''}{value}}}")
    assert worth(cell, model) == (low, high)


VALUES = st.integers(0, 1000).map(lambda tenths: tenths / 10)
KNOTS = st.dictionaries(st.integers(0, 1000), VALUES, min_size=2, max_size=6).map(
    lambda drawn: dict(sorted(drawn.items()))
)


@brief
@given(knots=KNOTS)
def test_points_are_exact_at_every_knot_and_between_their_neighbours_elsewhere(knots: dict[int, float]) -> None:
    model = one(str(knots))
    between = [(start + end) / 2 for start, end in pairwise(knots)]
    rows = [{"id": f"s{n}", "x": repr(x)} for n, x in enumerate([*knots, *between])]
    found = dict(ranked(rows, model).frame.select("id", "x__value_low").rows())
    values = [found[row["id"]] for row in rows]
    assert values[: len(knots)] == list(knots.values())
    for value, pair in zip(values[len(knots) :], pairwise(knots.values()), strict=True):
        assert min(pair) <= value <= max(pair)
        assert value == pytest.approx(sum(pair) / 2)


@brief
@given(
    knots=KNOTS,
    ends=st.tuples(st.integers(0, 1000), st.integers(0, 1000)).map(sorted),
    shape=st.sampled_from(["points", "steps"]),
)
def test_the_value_of_an_interval_spans_the_values_inside_it(
    knots: dict[int, float], ends: list[int], shape: str
) -> None:
    first = next(iter(knots))
    model = one(f"{{{shape}: {knots}}}", f", range: [{first}, {max(1001, first + 1)}]")
    low, high = max(ends[0], first), max(ends[1], first)
    inside = sorted(
        {low, high, *(x for x in knots if low <= x <= high), *range(low, high + 1, max(1, (high - low) // 20))}
    )
    rows = [{"id": f"s{n}", "x": str(x)} for n, x in enumerate(inside)]
    frame = ranked([{"id": "whole", "x": f"{low}..{high}"}, *rows], model).frame
    found = {id: (worst, best) for id, worst, best in frame.select("id", "x__value_low", "x__value_high").rows()}
    whole = found.pop("whole")
    assert whole == (min(worst for worst, _ in found.values()), max(best for _, best in found.values()))


def test_values_with_too_many_digits_for_exact_sums_stay_in_bounds() -> None:
    model = one("{0: 0.1234567890123456, 1: 99.99999999999999, 2: 33.333333333333336, 3: 100}")
    for cell in ("0", "1", "2", "3", "0.5", ""):
        low, high = worth(cell, model)
        assert 0 <= low <= high <= 100
    assert worth("3", model) == pytest.approx((100, 100))
    assert inf not in worth("", model)
