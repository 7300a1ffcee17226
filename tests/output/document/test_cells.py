"""Cells that stay what they are until they are written in a language."""

import pytest

from vasterviksmodell.criteria import Criteria, read_criteria
from vasterviksmodell.i18n import Bracketed, Message
from vasterviksmodell.i18n.numbers import Decimal
from vasterviksmodell.output.document.cells import Indented, TwoSidedBar, ValueBar, label, short_labels

ALIKE = """\
version: 1
criteria:
  near: {label: "School, distance", unit: m, range: [0, 9], weight: 1, value: {0: 100, 9: 0}}
  school_m: {label: School, unit: m, range: [0, 9], weight: 1, value: {0: 100, 9: 0}}
  school_min: {label: {en: " School", sv: Skola}, unit: min, range: [0, 9], weight: 1, value: {0: 100, 9: 0}}
  bus: {label: "Bus (peak)", range: [0, 9], weight: 1, value: {0: 0, 9: 100}}
"""


def criteria_alike() -> Criteria:
    criteria, _ = read_criteria(ALIKE.encode(), "criteria.yaml")
    assert criteria is not None
    return criteria


def test_criteria_with_equal_labels_have_their_ids_after_them() -> None:
    labels = {criterion.id: label(criterion).inside("en") for criterion in criteria_alike().criteria}
    assert labels == {
        "near": "School, distance",
        "school_m": "School (school_m)",
        "school_min": "School (school_min)",
        "bus": "Bus (peak)",
    }


def test_short_labels_stay_apart() -> None:
    labels = short_labels(criteria_alike())
    assert {id: text.inside("en") for id, text in labels.items()} == {
        "near": "School, distance",
        "school_m": "School (school_m)",
        "school_min": "School (school_min)",
        "bus": "Bus",
    }
    assert len({text.inside("sv") for text in labels.values()}) == len(labels)


def test_a_note_stands_in_parentheses_in_the_language_of_the_reader() -> None:
    noted = Bracketed(Message("Weight"), Decimal(3.84))
    assert (noted.inside("en"), noted.inside("sv")) == ("Weight (3.8)", "Vikt (3,8)")


def test_what_is_indented_stands_so_many_steps_to_the_right() -> None:
    assert [Indented("School", depth).inside("en") for depth in (0, 2)] == ["School", "\u00a0\u00a0\u00a0\u00a0School"]


@pytest.mark.parametrize(
    ("bar", "drawn"),
    [
        (ValueBar(0, 0), ""),
        (ValueBar(50, 50, length=4), "██"),
        (ValueBar(50, 100, length=4), "██░░"),
        (ValueBar(50, 100, share=0.5, length=4), "█░"),
        (TwoSidedBar(0.0, 4), "    │"),
        (TwoSidedBar(1.0, 4), "    │████"),
        (TwoSidedBar(-0.5, 4), "  ██│"),
    ],
)
def test_bars_are_as_long_as_their_numbers(bar: ValueBar | TwoSidedBar, drawn: str) -> None:
    assert bar.inside("en") == drawn
