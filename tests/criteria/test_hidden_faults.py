"""Keys that stand twice hide nothing, values written as nothing are reported where they are, and what was meant."""

import pytest

from vasterviksmodell.criteria.file import read_criteria
from vasterviksmodell.findings import Finding
from vasterviksmodell.source.yaml_document import parse_yaml, readings


def found(text: str) -> list[Finding]:
    return list(read_criteria(text.encode(), "c.yaml")[1])


def told(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(finding.code, finding.place.line, finding.place.column) for finding in found(text)]


def test_a_key_that_stands_twice_hides_no_other_fault_of_its_block() -> None:
    text = """\
version: 1
criteria:
  school:
    weight: abc
    value: {500: 100, 4000: 0}
    weight: 2
    rang: [0, 1]
    weight: y
  school: {weight: x, value: {0: 0, 9: 100}, weight: 1}
"""
    codes = told(text)
    assert {("C003", 4, 13), ("C001", 7, 5), ("C003", 8, 13), ("C003", 9, 20)} <= set(codes)
    assert [code for code in codes if code[0] == "F005"] == [
        ("F005", 6, 5),
        ("F005", 8, 5),
        ("F005", 9, 3),
        ("F005", 9, 46),
    ]
    assert len(codes) == len(set(codes))


def test_a_sound_block_with_a_key_twice_has_that_fault_alone() -> None:
    text = "version: 1\ncriteria:\n  a: {weight: 1, value: {0: 0, 9: 100}, weight: 2}\n"
    assert told(text) == [("F005", 3, 41)]


def test_every_value_is_read_in_one_of_the_readings() -> None:
    root, _ = parse_yaml("a: 1\nb: [{c: 2, c: 3, d: 4}]\na: 5\na: {e: 6, e: 7}\n", "x.yaml")
    assert root is not None
    assert [reading.value for reading in readings(root)] == [
        {"a": 1, "b": [{"c": 2, "d": 4}]},
        {"a": 5, "b": [{"c": 3, "d": 4}]},
        {"a": {"e": 6}, "b": [{"c": 3, "d": 4}]},
        {"a": {"e": 7}, "b": [{"c": 3, "d": 4}]},
    ]


def test_a_tree_without_repeated_keys_is_its_only_reading() -> None:
    root, _ = parse_yaml("a: 1\nb: []\nc: {}\n", "x.yaml")
    assert root is not None
    assert readings(root) == [root]


def test_very_many_repeated_keys_are_not_all_tried() -> None:
    root, _ = parse_yaml("a: 1\n" * 200, "x.yaml")
    assert root is not None
    assert len(readings(root)) == 50


@pytest.mark.parametrize("nothing", ["~", "null", ""])
def test_a_value_written_as_nothing_is_told_of_where_it_stands(nothing: str) -> None:
    text = f"version: 1\ncriteria:\n  a: {{value: {{0: 0, 9: 100}}, weight: {nothing}}}\n"
    (finding,) = found(text)
    assert (finding.code, finding.place.line, finding.place.column) == ("C002", 3, 38)
    cited = f"version: 1\ncriteria:\n  a: {{value: {{0: 0, 9: 100}}, weight: 1, basis: cited, source: {nothing}}}\n"
    assert ("C202", 3, 63) in told(cited)


def test_a_value_that_is_not_there_is_told_of_at_its_criterion() -> None:
    inner = "{inner: {weight: 1, criteria: {school: {value: {0: 0, 9: 1}}}}}"
    text = f"version: 1\ncriteria:\n  outer: {{weight: 1, criteria: {inner}}}\n"
    (finding,) = found(text)
    assert (finding.code, finding.place.line, finding.place.column) == ("C002", 3, 63)
    assert finding.message() == "'weight' is missing in outer.inner.school"


@pytest.mark.parametrize(
    ("weight", "suggestion"), [("abc", None), ("1 200", "1200"), ("0_35", "0.35"), ("1,5", "1.5"), ("x1", None)]
)
def test_only_what_reads_as_a_number_is_taken_for_one(weight: str, suggestion: str | None) -> None:
    (finding,) = found(f"version: 1\ncriteria:\n  a:\n    weight: {weight}\n    value: {{0: 0, 9: 100}}\n")
    assert finding.suggestion == suggestion


@pytest.mark.parametrize(("key", "suggestion"), [("A1 skola", "a1_skola"), ("1 skola", None), ("Å", "a"), ("!", None)])
def test_an_id_is_made_of_a_key_that_begins_with_a_letter(key: str, suggestion: str | None) -> None:
    (finding,) = [
        finding
        for finding in found(f'version: 1\ncriteria:\n  "{key}": {{weight: 1, value: {{0: 0, 9: 100}}}}\n')
        if finding.code == "C006"
    ]
    assert finding.suggestion == suggestion


def test_a_requirement_without_limit_is_told_what_limits_there_are() -> None:
    (finding,) = found("version: 1\ncriteria:\n  a: {weight: 1, value: {0: 0, 9: 100}, requirement: {}}\n")
    assert (finding.code, str(finding.hint())) == (
        "C106",
        "numbers: at_least, at_most or both; categories: in or not_in",
    )


def test_a_value_function_of_an_unknown_name_is_one_finding() -> None:
    (finding,) = found("version: 1\ncriteria:\n  a: {weight: 1, value: {linjar: {from: 3}, at: 5}}\n")
    assert (finding.code, finding.facts["key"]) == ("C001", "linjar")
