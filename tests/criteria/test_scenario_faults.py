"""Everything that is wrong with a file of scenarios: at line and column, with a hint, all at once."""

import pytest

from vasterviksmodell.criteria import Criteria, read_criteria
from vasterviksmodell.criteria.scenarios import read_scenarios
from vasterviksmodell.findings import Finding

CRITERIA = """\
version: 1
criteria:
  school: {measure: school_m, weight: 1, value: {500: 100, 4000: 0}}
  bus: {weight: 1, value: {0: 0, 20: 100}}
"""
GOOD = "a: {label: L, sets: {ort: {bus: 4, school: 0..900}}}"


def criteria() -> Criteria:
    found, _ = read_criteria(CRITERIA.encode(), "criteria.yaml")
    assert found is not None
    return found


def only(text: str) -> Finding:
    """The one finding about a file, at the place that is marked."""
    before = text[: text.index("»")]
    scenarios, findings = read_scenarios(text.replace("»", "").encode(), "scenarios.yaml", criteria())
    (finding,) = findings
    assert scenarios is None
    assert (finding.place.line, finding.place.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    return finding


@pytest.mark.parametrize(
    ("scenarios", "code", "hint"),
    [
        ("a: {»lable: L, label: L, sets: {ort: {bus: 4}}}", "C001", "did you mean 'label'?"),
        ("a: {label: L, sets: {ort: {bus: 4}}, »by: 2027}", "C001", None),
        ("»a: {sets: {ort: {bus: 4}}}", "C002", None),
        ("»a: {label: L}", "C002", None),
        ("a: {label: L, sets: »{}}", "C003", None),
        ("a: {label: »5, sets: {ort: {bus: 4}}}", "C003", "write it in quotes, and it is a text"),
        ("a: {label: L, sets: {ort: {bus: »}}}", "C003", None),
        ("a: {label: L, sets: {ort: {bus: »[1, 2]}}}", "C003", None),
        ("a: {label: L, sets: {»12: {bus: 1}}}", "C006", "write it in quotes, and it is a text"),
        ("»Fler bussar: {label: L, sets: {ort: {bus: 4}}}", "C006", "did you mean 'fler_bussar'?"),
        ("a: {label: L, sets: {ort: {buss: »4}}}", "C122", "did you mean 'bus'?"),
        ("a: {label: L, sets: {ort: {school: 4, school_m: »5}}}", "C123", None),
    ],
)
def test_a_fault_is_told_where_it_is(scenarios: str, code: str, hint: str | None) -> None:
    finding = only(f"version: 1\nscenarios:\n  {scenarios}\n")
    assert finding.code == code
    assert hint is None or hint in (finding.hint() or "")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("version: »2\nscenarios: {a: {label: L, sets: {ort: {bus: 4}}}}\n", "C005"),
        ("version: 1\nscenarios: »{}\n", "C003"),
    ],
)
def test_the_version_is_1_and_there_is_a_scenario(text: str, code: str) -> None:
    assert only(text).code == code


def test_a_good_file_gives_its_scenarios_with_the_places_of_what_they_set() -> None:
    scenarios, findings = read_scenarios(f"version: 1\nscenarios:\n  {GOOD}\n".encode(), "s.yaml", criteria())
    assert (findings, scenarios is not None) == ((), True)
    assert [(one.id, one.label.inside("sv")) for one in scenarios or ()] == [("a", "L")]
    assert [(it.site, it.measure, it.cell, it.place.line) for it in (scenarios or ())[0].sets] == [
        ("ort", "bus", "4", 3),
        ("ort", "school", "0..900", 3),
    ]
