"""Texts are wrapped by the cells that they take on a terminal."""

from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from vasterviksmodell.output.document import Column, Grid, Items, Paragraph
from vasterviksmodell.output.document.cells import Indented
from vasterviksmodell.output.document.remarks import Remark, Remarks
from vasterviksmodell.output.document.wrapping import wrapped
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers import RENDERERS

WIDE = "日本語の学校 と バス停 までの距離"
"""Every sign but the blanks takes two cells."""


@given(st.text(st.sampled_from("abåö é–,. "), max_size=60), st.integers(min_value=1, max_value=20))
def test_where_each_character_takes_a_cell_texts_are_wrapped_as_by_the_standard_library(text: str, width: int) -> None:
    expected = [line.rstrip(" ") for line in wrap(text.strip(), width)]
    assert wrapped(text.strip(), width) == (list(filter(None, expected)) or [""])


@given(st.text(st.sampled_from("a日ö\u0301 -"), max_size=60), st.integers(min_value=2, max_value=20))
def test_no_line_takes_more_cells_and_nothing_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert max(map(cell_len, lines)) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    "block",
    [
        Paragraph(WIDE),
        Items((WIDE, WIDE)),
        Grid((Column("Site"), Column("Remarks")), ((WIDE, WIDE), ("Ankarby", WIDE))),
        Grid((Column("Requirements"),), ((Remarks((Remark("not_met", (WIDE,)),)),),)),
        Grid((Column("Site"), Column(WIDE, right=True)), ((WIDE, "1"),)),
    ],
)
def test_blocks_fit_where_characters_take_two_cells(block) -> None:
    lines = list(RENDERERS["text"].render([block], View("en", 24)))
    assert len(lines) > 1
    assert max(cell_len(line.rstrip("\n")) for line in lines) <= 24


def test_the_later_lines_of_an_indented_cell_are_indented_too() -> None:
    grid = Grid((Column("Obstacle"),), (("Plots",), (Indented("room for persons", 1),)))
    lines = "".join(RENDERERS["text"].render([grid], View("en", 12))).splitlines()
    assert [line.replace("\u00a0", " ") for line in lines[-2:]] == ["  room for", "  persons"]
