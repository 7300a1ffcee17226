"""YAML with its places kept, within limits, and without the surprises of YAML 1.1."""

from math import inf, isnan
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vasterviksmodell.findings import Finding, Severity
from vasterviksmodell.source.yaml_document import (
    MAX_DEPTH,
    MappingNode,
    Node,
    Scalar,
    SequenceNode,
    old_reading,
    parse_yaml,
)

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read(text: str) -> Node:
    node, findings = parse_yaml(text, "c.yaml")
    assert findings == ()
    assert node is not None
    return node


def wrong(text: str) -> Finding:
    """The one thing that is wrong with a text."""
    (finding,) = parse_yaml(text, "c.yaml")[1]
    return finding


def places(node: Node) -> dict[str, tuple[int, int]]:
    """Every scalar below a node, with line and column."""
    match node:
        case Scalar():
            return {node.text: (node.line, node.column)}
        case SequenceNode():
            return {text: place for item in node.items for text, place in places(item).items()}
        case MappingNode():
            nodes = [part for entry in node.entries for part in entry]
            return {text: place for part in nodes for text, place in places(part).items()}


def test_line_and_column_in_nested_blocks() -> None:
    text = "criteria:\n  school:\n    weight: 1\n    in:\n      - a\n      -   b\n"
    assert places(read(text)) == {
        "criteria": (1, 1),
        "school": (2, 3),
        "weight": (3, 5),
        "1": (3, 13),
        "in": (4, 5),
        "a": (5, 9),
        "b": (6, 11),
    }


def test_line_and_column_in_flow_over_several_lines() -> None:
    assert places(read("value: {500: 100,\n  4000: 0, at:\n [x]}")) == {
        "value": (1, 1),
        "500": (1, 9),
        "100": (1, 14),
        "4000": (2, 3),
        "0": (2, 9),
        "at": (2, 12),
        "x": (3, 3),
    }


def test_a_quoted_text_stands_where_its_quote_stands() -> None:
    assert places(read("a: 'x'"))["x"] == (1, 4)
    assert places(read('a: "y\n z"\nc: d')) == {"a": (1, 1), "y z": (1, 4), "c": (3, 1), "d": (3, 4)}


def test_columns_are_counted_in_characters_not_bytes() -> None:
    assert places(read("{å: 'Överum 🏠', ö: x}"))["x"] == (1, 20)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_each_way_to_end_a_line_counts_once(line_break: str) -> None:
    assert places(read(line_break.join(["a: 1", "", "b: 2"])))["2"] == (3, 4)


def test_comments_and_a_document_start_are_passed_over() -> None:
    assert places(read("# Småskola\n---\na: 1 # x\n...\n"))["1"] == (3, 4)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1200", 1200), ("-5", -5), ("+5", 5), ("0", 0), ("0.35", 0.35), (".5", 0.5), ("5.", 5.0),
        ("1e3", 1000.0), ("4e-1", 0.4), ("true", True), ("False", False), ("null", None), ("~", None),
        (".inf", inf), ("-.INF", -inf),
    ],
)  # fmt: skip
def test_the_core_schema_of_yaml_1_2(text: str, value: object) -> None:
    assert read(text).value == value
    assert type(read(text).value) is type(value)
    assert read(f"'{text}'").value == text


def test_not_a_number_is_a_number() -> None:
    value = read(".nan").value
    assert isinstance(value, float)
    assert isnan(value)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("no", "false"), ("Yes", "true"), ("ON", "true"), ("off", "false"), ("0_35", "29"), ("1:30", "90"),
        ("010", "8"), ("1_000", "1000"), ("0x1F", "31"), ("0b11", "3"), ("1:30.5", "90.5"), ("08", "8"),
        ("-010", "-8"),
    ],
)  # fmt: skip
def test_the_surprises_of_yaml_1_1_stay_texts_and_are_known(text: str, reading: str) -> None:
    assert read(text).value == text
    assert old_reading(text) == reading


@pytest.mark.parametrize("text", ["near", "12 km", "1,5", "1200m", "", "0x_", "-", "1.2.3", "y", "9" * 5000])
def test_other_texts_are_no_surprise(text: str) -> None:
    assert old_reading(text) is None


def test_a_number_of_5_000_digits_is_a_text() -> None:
    assert read("9" * 5000).value == "9" * 5000


def test_an_anchor_used_sensibly_repeats_what_it_names() -> None:
    node = read("a: &limit {at_most: 4000}\nb: *limit\n")
    assert node.value == {"a": {"at_most": 4000}, "b": {"at_most": 4000}}


def test_keys_are_found_as_value_as_written_and_as_text() -> None:
    node = read("{5e2: a, true: b, '7': c}")
    assert isinstance(node, MappingNode)
    found = [node.entry(key) for key in (500.0, "5e2", "500.0", True, "True", "7")]
    assert [entry[1].value for entry in found if entry] == ["a", "a", "a", "b", "b", "c"]
    assert node.entry("x") is None


@pytest.mark.parametrize("text", ["a: 1\na: 2", "{500: 1,\n500.0: 2}", "{1e2: 1,\n100: 2}", "b: [{c: 1,\n c: 2}]"])
def test_a_key_that_stands_twice_is_found_also_when_it_is_written_in_another_way(text: str) -> None:
    node, (finding,) = parse_yaml(text, "c.yaml")
    assert node is not None
    assert (finding.code, finding.place.line) == ("F005", 2)


def test_a_repeated_key_is_found_once_however_often_it_is_referred_to() -> None:
    assert wrong("a: &x {b: 1, b: 2}\nc: [*x, *x, *x]").place.column == 14


def test_all_repeated_keys_are_found() -> None:
    _, findings = parse_yaml("a: {b: 1, b: 2, b: 3}\na: 4", "c.yaml")
    assert sorted(str(finding.place) for finding in findings) == ["c.yaml:1:11", "c.yaml:1:17", "c.yaml:2:1"]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
TOWER = "a0: &n0 [1]\n" + "".join(f"a{n}: &n{n} {'[' * 30}*n{n - 1}{']' * 30}\n" for n in range(1, 90))


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("[" * 10**6, "F004", "1:41 1:1001"),  # PyYAML itself ends at 1000 levels from 6.0.4 on
        ("[" * 999 + "]" * 999, "F004", "1:41"),
        ("{a: " * 10**5, "F004", "1:161"),
        ("- " * 10**6, "F004", "1:81"),
        (BOMB, "F004", "5:12"),
        (TOWER, "F004", "3:39"),
        ("a: &a [*a]", "F004", "1:8"),
        ("&a {b: {c: *a}}", "F004", "1:12"),
        ("a: " + "x" * 9_000_000, "F004", "1:4"),
        ("".join(f"k{n}: 1\n" for n in range(200_000)), "F004", "10001:1"),
        ("a: b\x07", "F003", "1:5"),
        ("å: ö\nb: '\x00'", "F003", "2:5"),
        ("a: x\u2028b: y", "F003", "1:5"),
        ("a: 1\r\n\ufeffb: 2", "F003", "2:1"),
        ("\ta: 1", "F003", "1:1"),
        ("a:\n\t- b", "F003", "2:1"),
        ("a: b: c", "F003", "1:5"),
        ("x: 1\na: 'x\ny", "F003", "2:4"),
        ("x: 1\na: [1, 2\n\n", "F003", "2:4"),
        ("a: {b: 1\nc: 2}", "F003", "2:2"),
        ("a: *b", "F003", "1:4"),
        ("a: 1\n---\nb: 2", "F003", "3:1"),
        ("a: !!python/object/apply:os.system [ls]", "F003", "1:4"),
        ("!x a: 1", "F003", "1:1"),
        ("[a, b]: 1", "F003", "1:1"),
        ("? {a: 1}\n: 2", "F003", "1:1"),
        ("%YAML 3.0\n---\na: 1", "F003", "1:1"),
        ('a: "\\q"', "F003", "1:5"),
    ],
)  # fmt: skip
def test_hostile_and_broken_files_are_one_clear_finding(text: str, code: str, place: str) -> None:
    finding = wrong(text)
    assert finding.code == code
    assert str(finding.place) in {f"c.yaml:{one}" for one in place.split()}
    assert len(finding.message()) < 200
    assert finding.hint("sv")


@pytest.mark.parametrize("text", ["", "\n  \n", "# only a comment\n", "---\n"])
def test_a_file_with_nothing_in_it_is_empty(text: str) -> None:
    node, findings = parse_yaml(text, "c.yaml")
    assert [finding.code for finding in findings] == ["F006"] or (node is not None and node.value is None)


def test_as_many_levels_as_allowed_can_be_read() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH).value
    assert read("{a: " * MAX_DEPTH + "1" + "}" * MAX_DEPTH).value


def test_common_problems_of_yaml_are_told_in_swedish() -> None:
    assert wrong("a: b: c").message("sv").startswith("ogiltig YAML: ett ':' där inget kan stå")
    assert wrong("x: [1").message("sv") == "ogiltig YAML: ',' eller ']' saknas"
    assert wrong("x: {a: 1").message("sv") == "ogiltig YAML: ',' eller '}' saknas"
    assert wrong("!!set {a}").message("sv") == "ogiltig YAML: taggen !!set är inte tillåten"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_any_text_is_a_tree_or_has_an_error(text: str) -> None:
    assert_a_tree_or_an_error(text)


@given(st.text("[]{}:,-?&*!|>'\"%@`#ab1 \n\t", max_size=60))
def test_any_text_of_yaml_signs_is_a_tree_or_has_an_error(text: str) -> None:
    assert_a_tree_or_an_error(text)


def assert_a_tree_or_an_error(text: str) -> None:
    """A tree that says what PyYAML reads, or errors at places inside the text."""
    node, findings = parse_yaml(text, "c.yaml")
    assert {finding.severity for finding in findings} <= {Severity.ERROR}
    assert (node is None) == bool(findings)
    if node is not None:
        assert means(node.value, yaml.load(text, LOADER))  # all that it makes is text
    lines = text.splitlines() or [""]
    for finding in findings:
        assert 1 <= (finding.place.line or 1) <= len(lines) + 1
        assert (finding.place.column or 1) >= 1
        assert finding.message("sv").isprintable()
        assert finding.message("en").isprintable()


def means(value: Any, said: Any) -> bool:
    """Whether a value is what a text, or a tree of texts, says."""
    match value:
        case dict():
            pairs = zip(value.items(), said.items(), strict=True)
            return all(means(key, its_key) and means(one, its) for (key, one), (its_key, its) in pairs)
        case list():
            return all(means(one, its) for one, its in zip(value, said, strict=True))
        case None:
            return said in {None, "", "~", "null", "Null", "NULL"}
        case bool():
            return str(said).lower() == str(value).lower()
        case int() | float():
            number = type(value)(str(said).lower().replace(".inf", "inf").replace(".nan", "nan"))
            return value == number or (isnan(value) and isnan(number))
        case _:
            return bool(value == said)
