"""Every value function answers what the house asks of it, with whatever parameters a criteria file may hold."""

import math
from itertools import pairwise
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError
from tests.conftest import tried

from vasterviksmodell.findings import RULES
from vasterviksmodell.findings.model import KEY
from vasterviksmodell.i18n import written
from vasterviksmodell.value_functions import VALUE_FUNCTIONS, Blend, Points, ValueFunction
from vasterviksmodell.value_functions.parameters import Range

MEMBERS = pytest.mark.parametrize("member", VALUE_FUNCTIONS.values(), ids=list(VALUE_FUNCTIONS))
HUGE = 1e300
"""Measures beyond this are no measures of anything."""
TRIED = tried(20)

NUMBERS = st.floats(-HUGE / 10, HUGE / 10) | st.integers(-1000, 1000).map(float)
VALUES = st.floats(0, 100) | st.sampled_from([-0.0, 0.0, 100.0])


def raw_parameters(schema: dict[str, Any], numbers: st.SearchStrategy[float]) -> st.SearchStrategy[Any]:
    """Whatever a JSON Schema of parameters lets a criteria file say: no member is known by name here."""
    if "patternProperties" in schema:
        return st.dictionaries(numbers, VALUES, min_size=2, max_size=5)
    if isinstance(schema.get("additionalProperties"), dict):
        return st.dictionaries(st.text("abcåäö", min_size=1, max_size=3), VALUES, min_size=2, max_size=5)
    if schema.get("type") == "number":
        return numbers.filter(lambda number: number > schema.get("exclusiveMinimum", -math.inf))
    return st.fixed_dictionaries({name: raw_parameters(part, numbers) for name, part in schema["properties"].items()})


def schema_of(member: type[ValueFunction]) -> dict[str, Any]:
    schema = member.model_json_schema()
    part: dict[str, Any] = schema["properties"][member.name]
    return schema["$defs"][part["$ref"].rsplit("/", 1)[1]] if "$ref" in part else part


def functions(
    member: type[ValueFunction], numbers: st.SearchStrategy[float] = NUMBERS
) -> st.SearchStrategy[ValueFunction]:
    """Functions of a member with any parameters that it does not refuse."""

    def made(raw: Any) -> ValueFunction | None:
        try:
            return member.model_validate({member.name: raw})
        except ValidationError:
            return None

    return raw_parameters(schema_of(member), numbers).map(made).filter(lambda function: function is not None)


def values(function: ValueFunction, measures: list[Any]) -> list[float | None]:
    """The values of measures, the same from both engines."""
    kind = pl.Float64 if function.domain == "numbers" else pl.String
    frame = pl.DataFrame({"x": measures}, schema={"x": kind})
    found = frame.select(value=function.expression(pl.col("x"), pl))["value"]
    narwhals = nw.from_native(frame).select(function.expression(nw.col("x"), nw).alias("value"))["value"]
    assert found.equals(narwhals.to_native(), null_equal=True)
    assert found.dtype == pl.Float64
    return found.to_list()


def some_measures(function: ValueFunction) -> st.SearchStrategy[list[Any]]:
    if function.domain == "categories":
        return st.lists(st.sampled_from(list(function.category_values)), min_size=1)
    near = [knot + step for knot in (*function.knots, *function.scale, *function.slopes) for step in (-1.0, 0.0, 1.0)]
    return st.lists(st.floats(-HUGE, HUGE) | st.sampled_from([*filter(math.isfinite, near), 0.0]), min_size=1)


@MEMBERS
@TRIED
@given(data=st.data())
def test_values_lie_from_0_to_100_and_zero_has_no_sign(member: type[ValueFunction], data: st.DataObject) -> None:
    function = data.draw(functions(member))
    for value in values(function, data.draw(some_measures(function))):
        assert value is not None
        assert 0 <= value <= 100
        assert math.copysign(1, value) == 1


@MEMBERS
@TRIED
@given(data=st.data())
def test_an_unknown_measure_has_an_unknown_value(member: type[ValueFunction], data: st.DataObject) -> None:
    function = data.draw(functions(member))
    known = data.draw(some_measures(function))
    assert values(function, [None, known[0], None]) == [None, *values(function, known[:1]), None]


@MEMBERS
@TRIED
@given(data=st.data())
def test_between_neighbouring_bends_the_value_moves_one_way(member: type[ValueFunction], data: st.DataObject) -> None:
    function = data.draw(functions(member))
    if function.domain == "numbers":
        for start, end in pairwise([-HUGE, *(min(max(bend, -HUGE), HUGE) for bend in function.bends), HUGE]):
            inner = data.draw(st.lists(st.floats(start, end), max_size=8).map(sorted))
            run = values(function, [start, *inner, end])
            rises = [after - before for before, after in pairwise(run)]
            assert all(rise >= -1e-9 for rise in rises) or all(rise <= 1e-9 for rise in rises)


@MEMBERS
@TRIED
@given(data=st.data())
def test_turning_points_tell_the_extremes_inside_an_interval(member: type[ValueFunction], data: st.DataObject) -> None:
    function = data.draw(functions(member))
    for place, value in function.turning_points:
        assert values(function, [place]) == pytest.approx([value], abs=1e-9)
    if function.domain == "numbers":
        measures = sorted(data.draw(some_measures(function)))
        found = values(function, measures)
        ends = [found[0], found[-1], *(v for x, v in function.turning_points if measures[0] < x < measures[-1])]
        assert all(min(ends) - 1e-9 <= value <= max(ends) + 1e-9 for value in found)


@MEMBERS
@TRIED
@given(data=st.data())
def test_beyond_slopes_and_jumps_the_value_hardly_changes(member: type[ValueFunction], data: st.DataObject) -> None:
    function = data.draw(functions(member))
    places = [min(max(place, -HUGE), HUGE) for place in (*function.slopes, *function.jumps)]
    if function.domain == "numbers":
        below, above = (min(places), max(places)) if places else (0.0, 0.0)
        beyond = [-HUGE, below - _step(below), above + _step(above), HUGE]
        before, low, high, after = values(function, beyond)
        assert before == pytest.approx(low, abs=1 + 1e-6)
        assert after == pytest.approx(high, abs=1 + 1e-6)
        assert places or before == low == high == after


def _step(measure: float) -> float:
    """So little more or less that only rounding tells the difference."""
    return max(1e-9 * abs(measure), 1e-300)


@MEMBERS
@TRIED
@given(data=st.data())
def test_without_slopes_the_value_changes_only_where_it_jumps(member: type[ValueFunction], data: st.DataObject) -> None:
    function = data.draw(functions(member))
    if function.domain == "numbers" and not function.slopes:
        for start, end in pairwise([-HUGE, *function.jumps, HUGE]):
            first, last = values(function, [start, math.nextafter(end, -math.inf)])
            assert first == last


@MEMBERS
@TRIED
@given(data=st.data())
def test_a_function_reads_back_what_it_says_of_itself(member: type[ValueFunction], data: st.DataObject) -> None:
    function = data.draw(functions(member))
    again = member.model_validate({function.name: dict(function.parameters)})
    assert again == function
    assert list(again.parameters) == list(function.parameters)
    as_json = {str(key): value for key, value in function.parameters.items()}
    assert Draft202012Validator(member.model_json_schema()).is_valid({function.name: as_json})
    if function.short is not None:
        assert Draft202012Validator(function.short).is_valid(as_json)


@MEMBERS
@TRIED
@given(data=st.data())
def test_measures_that_the_file_names_must_lie_in_the_range(member: type[ValueFunction], data: st.DataObject) -> None:
    function = data.draw(functions(member))
    low, high = sorted(data.draw(st.tuples(NUMBERS, NUMBERS)))
    faults = list(function.range_faults(Range(low, high)))
    outside = [knot for knot in function.knots if not low <= knot <= high]
    assert len(faults) >= len(outside)
    assert not list(function.range_faults(Range(-math.inf, math.inf))) or function.jumps or not function.slopes
    for fault in faults:
        assert fault.code in RULES
        way = [step for step in fault.at if step != KEY]
        assert way[0] == function.name
        assert len(way) == 1 or way[1] in function.parameters


@MEMBERS
@TRIED
@given(data=st.data())
def test_what_is_not_refused_is_computed_however_extreme(member: type[ValueFunction], data: st.DataObject) -> None:
    extremes = st.sampled_from([5e-324, -5e-324, 1e-308, 1.7e308, -1.7e308, 0.0, -0.0, 1.0])
    function = data.draw(functions(member, extremes))
    measures = data.draw(some_measures(function))
    assert all(value is not None and 0 <= value <= 100 for value in values(function, measures))
    assert not any(math.isnan(place) for place in (*function.slopes, *function.jumps))


@MEMBERS
@TRIED
@given(data=st.data())
def test_a_blend_is_the_mean_of_its_parts(member: type[ValueFunction], data: st.DataObject) -> None:
    function, other = data.draw(functions(member)), Points.model_validate({"points": {0: 0, 10: 100}})
    if function.domain == "numbers":
        measures = data.draw(some_measures(function))
        blend = Blend(parts=((0.25, function), (0.75, other)))
        both = zip(values(function, measures), values(other, measures), strict=True)
        assert values(blend, measures) == pytest.approx([0.25 * one + 0.75 * two for one, two in both])
        assert set(blend.bends) == {*function.bends, *other.bends}
        assert set(blend.slopes) == {*function.slopes, *other.slopes}
        assert set(blend.jumps) == {*function.jumps, *other.jumps}


@MEMBERS
@TRIED
@given(data=st.data())
def test_a_curve_has_only_decimals_that_every_processor_gives(member: type[ValueFunction], data: st.DataObject) -> None:
    function = data.draw(functions(member))
    if function.curved:
        for value in values(function, data.draw(some_measures(function))):
            assert value == round(value, 10)


@MEMBERS
@TRIED
@given(data=st.data())
def test_a_reader_computes_the_value_from_the_formula(member: type[ValueFunction], data: st.DataObject) -> None:
    """The formula, computed as it stands, gives the value: only where it names parameters can it be computed so."""
    function = data.draw(functions(member, st.integers(-5, 5).filter(bool).map(float)))
    names = {str(key): value for key, value in function.parameters.items()}
    if function.domain == "numbers" and all(name in written(member.formula, "en") for name in names):
        measures = data.draw(st.lists(st.floats(0, 60), min_size=1, max_size=5))
        by_hand = [_computed(written(member.formula, "en"), names | {"x": x}) for x in measures]
        assert values(function, measures) == pytest.approx(by_hand, abs=1e-6)


def _computed(formula: str, known: dict[str, float]) -> float:
    """The value that a formula gives; what stands after `where z =` lies from 0 to 1."""
    value, _, way = formula.partition(", where z = ")
    if way:
        known = known | {"z": min(1.0, max(0.0, _result(way.partition(",")[0], known)))}
    return _result(value.partition(";")[0], known)


def _result(formula: str, known: dict[str, float]) -> float:
    plain = formula.translate(str.maketrans({"·": "*", "−": "-", "^": "**", "²": "**2"}))
    return float(eval(plain, {"__builtins__": {}}, known | {"e": math.e}))
