"""Weights and sections are changed where they stand; nothing else in the file is."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import ROOT
from tests.sites.reading import brief

from vasterviksmodell.criteria import read_criteria
from vasterviksmodell.criteria.rewriting import CannotRewrite, with_section, with_weights

MODEL = (ROOT / "criteria.yaml").read_text()
NODES = read_criteria(MODEL.encode(), "criteria.yaml")[0].nodes  # type: ignore[union-attr]
WRITTEN = st.decimals(min_value="0.01", max_value=100, places=2).map(str)


@brief
@given(st.dictionaries(st.sampled_from([criterion.id for criterion in NODES if criterion.points]), WRITTEN, min_size=1))
def test_new_weights_are_read_and_all_else_is_as_it_was(points: dict[str, str]) -> None:
    text = with_weights(MODEL, points)
    criteria, _ = read_criteria(text.encode(), "criteria.yaml")
    assert criteria is not None
    wanted = {criterion.id: criterion.points for criterion in NODES} | {
        id: Fraction(written) for id, written in points.items()
    }
    assert {node.id: node.points for node in criteria.nodes} == wanted
    back = with_weights(text, {criterion.id: f"{criterion.points}" for criterion in NODES if criterion.id in points})
    assert back == MODEL


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("criteria:\r\n  a: {type: yes_no, weight: 5}\r\n", "criteria:\r\n  a: {type: yes_no, weight: 7.5}\r\n"),
        ("criteria:\n  a: {type: yes_no}\n", "criteria:\n  a: {weight: 7.5, type: yes_no}\n"),
        ("criteria:\n  a:\n    # why\n    unit: m\n", "criteria:\n  a:\n    # why\n    weight: 7.5\n    unit: m\n"),
        ("criteria: {å: {weight: 1}, a: {weight: 1}}", "criteria: {å: {weight: 1}, a: {weight: 7.5}}"),
        ("criteria: {g: {criteria: {a: {weight: 1 }}}}", "criteria: {g: {criteria: {a: {weight: 7.5 }}}}"),
    ],
)  # fmt: skip
def test_a_weight_is_written_where_it_belongs(text: str, changed: str) -> None:
    assert with_weights(text, {"a": "7.5"}) == changed


@pytest.mark.parametrize(
    "text",
    [
        "criteria: {b: {weight: &w 5}, a: {weight: *w}}",
        "criteria: {a: {weight: &w 5}}",
        "criteria:\n  a: &n\n    type: yes_no\n",
        "- a",
    ],
)
def test_what_cannot_be_changed_in_place_is_refused(text: str) -> None:
    with pytest.raises(CannotRewrite):
        with_weights(text, {"a": "7.5"})


def test_a_criterion_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        with_weights("criteria: {a: {weight: 1}}", {"b": "1"})


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("version: 1\ncriteria: {}", "version: 1\ncriteria: {}\nfrozen: new\n"),
        ("frozen: old\n", "frozen: new\n"),
        ("a: 1\nfrozen:\n  x: 1\n\n# of b\nb: 2\n", "a: 1\nfrozen: new\n\n# of b\nb: 2\n"),
        ("a: 1\nfrozen:\n  x: 1\n# the end", "a: 1\nfrozen: new\n# the end"),
    ],
)
def test_a_section_is_replaced_or_added(text: str, changed: str) -> None:
    assert with_section(text, "frozen", "frozen: new\n") == changed


def test_a_file_in_one_line_has_no_sections() -> None:
    with pytest.raises(CannotRewrite):
        with_section("{a: 1, b: 2}", "frozen", "frozen: new\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{criteria: {a: {weight: 1}}}", "its keys do not begin lines of their own"),
        ("{version: 1, criteria: {a: {weight: 1}}}", "its keys do not begin lines of their own"),
        ("- a", "it is not a criteria file"),
        ("a", "it is not a criteria file"),
    ],
)
def test_where_a_section_has_no_place_it_is_said_why(text: str, why: str) -> None:
    with pytest.raises(CannotRewrite, match=f"^{why}$"):
        with_section(text, "frozen", "frozen: {}\n")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("criteria:\n  b: {weight: &w 5}\n  a: {weight: *w}\n", "the weight on line 2 is not a plain number"),
        ("criteria:\n  a: &n\n    type: yes_no\n", "what begins on line 2 has no place for a weight"),
    ],
)
def test_where_a_weight_has_no_place_it_is_said_why(text: str, why: str) -> None:
    with pytest.raises(CannotRewrite, match=f"^{why}$"):
        with_weights(text, {"a": "7.5"})


def test_an_actor_that_is_not_there_is_refused() -> None:
    text = "criteria: {a: {weight: 1}}\nactors: {m: {weights: {a: 1}}}\n"
    assert with_weights(text, {"a": "2"}, "m") == text.replace("weights: {a: 1}", "weights: {a: 2}")
    for said in (text, "criteria: {a: {weight: 1}}\n", "criteria: {a: {weight: 1}}\nactors: {z: 5}\n"):
        with pytest.raises(KeyError):
            with_weights(said, {"a": "2"}, "z")
