"""From a value back to a measure: compared with looking at measures one by one."""

from itertools import takewhile
from math import inf

from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.worlds import criteria
from tests.sites.reading import thorough

from vasterviksmodell.analysis.target_search.inverse import first_reaching, values_at
from vasterviksmodell.criteria import Criterion

SHAPES = (
    "{10: 0, 90: 100}",
    "{10: 100, 60: 40, 90: 0}",
    "{20: 0, 40: 80, 50: 80, 80: 10}",
    "{0: 90, 50: 5, 100: 70}",
    "{0: 30, 20: 90, 40: 10, 60: 60, 80: 20}",
    "{steps: {0: 100, 15: 70, 45: 20, 90: 0}}",
    "{steps: {0: 0, 30: 55, 70: 100}}",
    "{steps: {0: 20, 10: 80, 40: 10, 60: 90}}",
    "{logistic: {midpoint: 50, steepness: 0.1}}",
    "{logistic: {midpoint: 30, steepness: -0.2}}",
    "{gaussian: {target: 40, width: 15}}",
    "{decay: {half: 20}}",
)
MODELS = {
    (shape, span): criteria(f"x: {{range: {span}, weight: 1, value: {shape}}}").criteria[0]
    for shape in SHAPES
    for span in ("[0, 100]", "[0, null]")
}
MODEL = st.sampled_from(list(MODELS.values()))
MEASURE = st.floats(0, 100).map(lambda x: round(x, 2))
GRID = 400


def scanned(criterion: Criterion, start: float, end: float, value: float) -> float | None:
    """The first of many measures on the way that is worth a value."""
    places = [start + (end - start) * number / GRID for number in range(GRID + 1)]
    worths = zip(places, values_at(criterion, places), strict=True)
    return next((place for place, worth in worths if worth >= value), None)


@thorough
@given(MODEL, MEASURE, MEASURE, st.floats(0.5, 100))
def test_it_is_the_first_measure_on_the_way_that_is_worth_so_much(
    criterion: Criterion, start: float, end: float, value: float
) -> None:
    found, seen = first_reaching(criterion, start, end, value), scanned(criterion, start, end, value)
    if found is None:
        assert seen is None
        return
    assert min(start, end) <= found <= max(start, end)
    assert values_at(criterion, [found])[0] >= value - 1e-9
    assert seen is None or abs(found - start) <= abs(seen - start) + 1e-9
    short = start + (found - start) * 0.99
    before = [start + (short - start) * number / GRID for number in range(GRID + 1)]
    assert found == start or max(values_at(criterion, before)) < value


@thorough
@given(MODEL, MEASURE, st.floats(0.5, 99.9))
def test_a_way_without_end_is_searched_to_where_nothing_changes(
    criterion: Criterion, start: float, value: float
) -> None:
    seen = scanned(criterion, start, start + 500, value)
    out, back = (first_reaching(criterion, *way, value) for way in ((start, inf), (inf, start)))
    assert out is None or values_at(criterion, [out])[0] >= value - 1e-9
    assert seen is None or (out is not None and out <= seen)
    assert (out is None) == (back is None)
    if out is not None and back is not None:
        assert out <= back
        assert values_at(criterion, [back])[0] >= value - 1e-9


def test_known_places() -> None:
    falling = MODELS["{10: 100, 60: 40, 90: 0}", "[0, 100]"]
    assert first_reaching(falling, 90, 0, 20) == 75
    assert first_reaching(falling, 90, 0, 70) == 35
    assert first_reaching(falling, 5, 100, 70) == 5
    assert first_reaching(falling, 70, 100, 70) is None
    steps = MODELS["{steps: {0: 0, 30: 55, 70: 100}}", "[0, 100]"]
    assert first_reaching(steps, 0, 100, 50) == 30
    fallen = MODELS["{steps: {0: 100, 15: 70, 45: 20, 90: 0}}", "[0, 100]"]
    just_below = first_reaching(fallen, 60, 0, 70)
    assert just_below is not None
    assert 45 - 1e-12 < just_below < 45
    assert first_reaching(MODELS["{decay: {half: 20}}", "[0, null]"], 60, 0, 50) == 20


def test_a_measure_is_told_with_no_more_digits_than_it_takes() -> None:
    for value in range(1, 100):
        place = first_reaching(MODELS["{10: 0, 90: 100}", "[0, 100]"], 0, 100, float(value))
        digits = "".join(takewhile(lambda sign: sign != "e", repr(place))).replace(".", "")
        assert len(digits) <= 5
