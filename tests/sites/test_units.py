"""Units: figures that the criteria file or a heading states in another unit are converted exactly, and told."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import Told, criteria_of, read, sites_in, thorough, told, told_of

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.conversions import factor_between
from vasterviksmodell.criteria.file import read_criteria
from vasterviksmodell.findings import Severity
from vasterviksmodell.sites import scan

WAY = """\
version: 1
criteria:
  school:
    {measure: school_m, label: {sv: Skola}, unit: UNIT, range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
"""


def in_unit(unit: str, data: str = "") -> Criteria:
    """Criteria with one measure in a unit."""
    return criteria_of(f"{data}\n{WAY.replace('UNIT', repr(unit))}")


def interval(cell: str, criteria: Criteria, heading: str = "school_m") -> tuple[float, float]:
    """The ends of the interval that a cell states."""
    frame = sites_in(f"id;{heading}\na;{cell}\n", criteria).frame
    return frame["school__low"][0], frame["school__high"][0]


@pytest.mark.parametrize(
    ("cell", "low", "high"),
    [
        ("1,2", 1200, 1200),
        ("1,001", 1001, 1001),
        ("0,1..2,3", 100, 2300),
        ("<=5", 0, 5000),
        (">=1,5", 1500, 50_000),
        ("1 000e-3", 1000, 1000),
        ("0,3 1)", 300, 300),
        ("", 0, 50_000),
        ("..", 0, 50_000),
        ('"=""0,7"""', 700, 700),
    ],
)
def test_kilometres_become_metres_exactly(cell: str, low: float, high: float) -> None:
    declared = in_unit("m", "data: {units: {school_m: km}, decimal: ','}")
    assert interval(cell, declared) == (low, high)
    assert interval(cell, in_unit("m", "data: {decimal: ','}"), "Skola (km)") == (low, high)


def test_less_than_stays_less_than() -> None:
    low, high = interval("<5", in_unit("m", "data: {units: {school_m: km}}"))
    assert low == 0
    assert 4999 < high < 5000


@pytest.mark.parametrize(
    ("written", "unit", "cell", "measure"),
    [
        ("mil", "m", "0.7", 7000),
        ("m", "km", "1100", 1.1),
        ("h", "min", "1.1", 66),
        ("tim", "min", "0.7", 42),
        ("min", "timmar", "20", 1 / 3),
        ("s", "min", "90", 1.5),
        ("andel", "%", "0.07", 7),
        ("%", "andel", "7", 0.07),
        ("%", "andel", "7 %", 0.07),
        ("andel", "%", "7 %", 7),
        ("‰", "%", "12", 1.2),
        ("ha", "m²", "1.3", 13_000),
        ("m2", "ha", "2500", 0.25),
        ("tkr", "kr", "1.15", 1150),
    ],
)
def test_what_a_figure_is_in_the_unit_of_the_criterion(written: str, unit: str, cell: str, measure: float) -> None:
    assert interval(cell, in_unit(unit, f"data: {{units: {{school_m: '{written}'}}}}")) == (measure, measure)


@thorough
@given(st.decimals(0, 50, places=4, allow_nan=False), st.booleans())
def test_the_float_is_the_one_nearest_to_the_exact_product(kilometres: object, comma: bool) -> None:
    cell = f"{kilometres:f}".replace(".", "," if comma else ".")
    criteria = in_unit("m", f"data: {{units: {{school_m: km}}, decimal: '{',' if comma else '.'}'}}")
    exact = float(Fraction(str(kilometres)) * 1000)
    assert interval(cell, criteria) == (exact, exact)


@thorough
@given(*[st.sampled_from(["mm", "m", "km", "mil", "s", "min", "h", "%", "andel", "ha", "m²", "km²", "kr", "tkr"])] * 2)
def test_there_and_back_is_one(one: str, other: str) -> None:
    there, back = factor_between(one, other), factor_between(other, one)
    assert there is back is None or (there is not None and back is not None and there * back == 1)


@pytest.mark.parametrize("cell", ["1e999999999", "1e-999999999", "9" * 100_000])
def test_a_monstrous_figure_costs_no_memory(cell: str) -> None:
    criteria = in_unit("m", "data: {units: {school_m: km}}")
    expected: list[Told] = [] if "-" in cell else [("D104", 2, 3)]
    assert [found for found in told_of(f"id;school_m\na;{cell}\n", criteria) if found[0] != "D048"] == expected


def test_large_files_are_converted_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_LARGE", 0)
    criteria = in_unit("m", "data: {units: {school_m: km}}")
    frame = sites_in("id,school_m\na,1.001\nb,\nc,0.5\n", criteria).frame
    assert frame["school__low"].to_list() == [1001, 0, 500]


def test_a_mark_is_not_converted_and_a_converted_figure_is_no_mark() -> None:
    criteria = in_unit("m", 'data: {units: {school_m: km}, missing: {"9": missing, "7000": [1, 4]}}')
    assert interval("9", criteria) == (0, 50_000)
    assert interval("7000", criteria) == (1, 4)
    assert interval("7", criteria) == (7000, 7000)


def test_every_conversion_is_told_once_and_recorded() -> None:
    sites, findings = read("id;Skola (km)\na;1,2\nb;2,1\n", in_unit("m"))
    assert told(findings) == [("D048", 1, 4)]
    assert findings[0].severity == Severity.INFO
    assert findings[0].message() == "the figures under 'Skola (km)' are in km, and converted to m for 'school'"
    assert sites is not None
    assert sites.inputs[0].dialect["units"] == "school_m: km"


def test_a_declared_unit_overrules_the_heading() -> None:
    declared = in_unit("m", "data: {units: {school_m: m}}")
    assert interval("900", declared, "Skola (km)") == (900, 900)
    sites = sites_in("id;Skola (km)\na;900\n", declared)
    assert "units" not in sites.inputs[0].dialect


def test_other_units_are_other_measures() -> None:
    sites = sites_in("id,school_m\na,2\n", in_unit("m"))
    assert not sites.suit(in_unit("m", "data: {units: {school_m: km}}"))


def test_the_unit_of_a_criterion_decides_how_a_column_in_another_unit_is_read() -> None:
    sites = sites_in("id;Skola (km)\na;3\n", in_unit("m"))
    assert not sites.suit(in_unit("km"))


def test_headings_on_two_lines_may_have_a_row_of_units() -> None:
    criteria = in_unit("m", "data: {header: [1, 2]}")
    sites, findings = read("id;Skola\n;km\na;1,2\n", criteria)
    assert sites is not None
    assert sites.frame["school__low"].to_list() == [1200]
    assert ("D048", 2, None) in [(finding.code, finding.place.line, None) for finding in findings]


def test_a_figure_out_of_range_is_told_with_its_unit() -> None:
    _, findings = read("id,school_m\na,60\n", in_unit("m", "data: {units: {school_m: km}}"))
    (finding,) = (finding for finding in findings if finding.code == "D104")
    assert finding.facts["text"] == "60 km"


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        ("{units: {school_m: min}}", 1, 26),
        ("{units: {school_m: °}}", 1, 26),
        ("{units: {school_m: km, plan: m}}", 1, 36),
    ],
)
def test_c130_a_unit_that_cannot_be_converted(data: str, line: int, column: int) -> None:
    text = f"data: {data}\n{WAY.replace('UNIT', 'm')}  plan: {{type: category, weight: 1, value: {{a: 1, b: 0}}}}\n"
    criteria, findings = read_criteria(text.encode(), "criteria.yaml")
    assert criteria is None
    assert told(findings) == [("C130", line, column)]


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        ("{units: {school_m: }}", ["C003"]),
        ("{units: {school_m: ''}}", ["C003"]),
        ("{units: [km]}", ["C003"]),
        ("{units: {school_m: 5}}", ["C003"]),
        ("{units: {schol_m: km}}", ["C203"]),
    ],
)
def test_units_are_strict(data: str, codes: list[str]) -> None:
    _, findings = read_criteria(f"data: {data}\n{WAY.replace('UNIT', 'm')}".encode(), "criteria.yaml")
    assert [finding.code for finding in findings] == codes
