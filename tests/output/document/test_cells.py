"""Cells that stay what they are until they are written in a language."""

import pytest

from vasterviksmodell.i18n import Bracketed, Message
from vasterviksmodell.i18n.numbers import Decimal
from vasterviksmodell.output.document.cells import Indented, TwoSidedBar, ValueBar


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
