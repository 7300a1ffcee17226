"""Everything that is wrong with events: at line and column, with a hint, in a file of their own and in the criteria."""

import json

import pytest
from jsonschema import Draft202012Validator

from vasterviksmodell.criteria import Criteria, read_criteria, with_events
from vasterviksmodell.findings import Finding
from vasterviksmodell.output.schemas import schema
from vasterviksmodell.source.yaml_document import parse_yaml

CRITERIA = """\
version: 1
criteria:
  school: {measure: school_m, weight: 1, value: {500: 100, 4000: 0}}
  bus: {weight: 1, value: {0: 0, 20: 100}}
"""
GOOD = "a: {label: L, from: 2028-06, certainty: decided, source: S, sets: {ort: {bus: 4, school: 0..900}}}"


def criteria() -> Criteria:
    found, _ = read_criteria(CRITERIA.encode(), "criteria.yaml")
    assert found is not None
    return found


def only(text: str) -> Finding:
    """The one finding about a file, at the place that is marked."""
    before = text[: text.index("»")]
    changed, findings = with_events(criteria(), text.replace("»", "").encode(), "events.yaml")
    (finding,) = findings
    assert changed is None
    assert (finding.place.line, finding.place.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    return finding


@pytest.mark.parametrize(
    ("good", "bad", "code"),
    [
        ("label:", "»lable: L, label:", "C001"),
        ("a: {label: L, ", "»a: {", "C002"),
        ("from: 2028-06, ", "", "C002"),
        ("certainty: decided, ", "", "C002"),
        ("source: S, ", "", "C002"),
        (", sets: {ort: {bus: 4, school: 0..900}}", "", "C002"),
        ("2028-06", "»soon", "C003"),
        ("2028-06", "»2028-13", "C003"),
        ("decided", "»certain", "C003"),
        ("bus: 4", "buss: »4", "C122"),
        ("school: 0..900", "school: 3, school_m: »4", "C123"),
        ("bus: 4", "bus: »[4]", "C003"),
    ],
)
def test_a_fault_is_told_at_its_place(good: str, bad: str, code: str) -> None:
    entry = GOOD.replace(good, bad)
    marked = entry if "»" in entry else f"»{entry}"
    assert only(f"version: 1\nevents:\n  {marked}\n").code == code


def test_two_events_of_one_day_that_set_a_measure_differently_say_nothing_about_which_counts() -> None:
    other = "b: {label: L, from: 2028-06-01, certainty: possible, source: S, sets: {ort: {bus: »5}}}"
    finding = only(f"version: 1\nevents:\n  {GOOD}\n  {other}\n")
    assert finding.code == "C123"
    later = other.replace("2028-06-01", "2028-07").replace("»", "")
    assert with_events(criteria(), f"version: 1\nevents:\n  {GOOD}\n  {later}\n".encode(), "e.yaml")[1] == ()


def test_events_in_the_criteria_are_checked_there() -> None:
    found, findings = read_criteria(f"{CRITERIA}events:\n  {GOOD.replace('bus', 'buss')}\n".encode(), "criteria.yaml")
    assert (found, [(one.code, one.place.line) for one in findings]) == (None, [("C122", 6)])


def test_a_good_file_gives_its_events_and_they_survive_writing() -> None:
    changed, findings = with_events(criteria(), f"version: 1\nevents:\n  {GOOD}\n".encode(), "e.yaml")
    assert changed is not None
    (event,) = changed.events
    assert (findings, event.day.isoformat(), event.certainty) == ((), "2028-06-01", "decided")
    assert [(one.site, one.measure, one.cell, one.place.line) for one in event.sets] == [
        ("ort", "bus", "4", 3),
        ("ort", "school", "0..900", 3),
    ]
    again, _ = read_criteria(json.dumps(changed.document).encode(), "criteria.yaml")
    assert again is not None
    assert again.events == changed.events


@pytest.mark.parametrize(("bad", "valid"), [(GOOD, True), (GOOD.replace("decided", "sure"), False)])
def test_the_schema_permits_what_is_read(bad: str, valid: bool) -> None:
    root, _ = parse_yaml(f"version: 1\nevents:\n  {bad}\n", "e.yaml")
    assert root is not None
    assert Draft202012Validator(schema("events")).is_valid(root.value) == valid
