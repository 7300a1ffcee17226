"""Every renderer shows every kind of block and every kind of cell, in both languages."""

import inspect
from dataclasses import is_dataclass
from typing import Any, get_args

import pytest
from tests.output.rendered import text_of

from vasterviksmodell.i18n import Bracketed, Capitalised, Enumeration, Joined, Message, Plural, lists, message, numbers
from vasterviksmodell.i18n.wording import Language, Text
from vasterviksmodell.output import document
from vasterviksmodell.output.document import Bar, Block, Column, Meaning, cells, remarks
from vasterviksmodell.output.figures.drawing import Drawing
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers import RENDERERS

WIDE = 300
CELLS: dict[Any, tuple[str, str]] = {
    Message("Weight"): ("Weight", "Vikt"),
    Plural("{number} site", "{number} sites").counting(2): ("2 sites", "2 orter"),
    Joined(("a", Message("Weight"))): ("a, Weight", "a, Vikt"),
    Enumeration(("a", "b")): ("a and b", "a och b"),
    Bracketed("a", Message("Weight")): ("a (Weight)", "a (Vikt)"),
    Capitalised("two sites"): ("Two sites", "Two sites"),
    numbers.Whole(1234): ("1,234", "1\u00a0234"),
    numbers.Decimal(81.46): ("81.5", "81,5"),
    numbers.Span(4, 12.5): ("4.0–12.5", "4,0–12,5"),
    numbers.Exact(1234.5): ("1,234.5", "1\u00a0234,5"),
    numbers.Significant(1 / 3): ("0.333333", "0,333333"),
    numbers.Signed(3.84): ("+3.8", "+3,8"),
    numbers.Percent(0.125): ("12%", "12\u00a0%"),
    numbers.Figure("0.5 km"): ("0.5 km", "0,5 km"),
    numbers.Coefficient(0.5): ("0.50", "0,50"),
    numbers.FinePercent(0.125): ("12.5%", "12,5\u00a0%"),
    numbers.Apart(59.96, 60): ("59.96", "59,96"),
    cells.Name("Norra\x1bby"): ("Norra\\x1bby", "Norra\\x1bby"),
    cells.Label(Text("School", "Skola")): ("School", "Skola"),
    cells.Status("excluded"): ("excluded", "utesluten"),
    cells.Quantity(1200, "m", "≥"): ("≥ 1,200\u00a0m", "≥ 1\u00a0200\u00a0m"),
    cells.Rank(3): ("3", "3"),
    cells.Moved("a", "b"): ("a", "a"),
    cells.Shortened(Message("Weight"), 40): ("Weight", "Vikt"),
    cells.RankBar((0.5, 0.5, 0.0, 0.0)): ("1█", "1█"),
    cells.Indented(Message("Weight"), 1): ("Weight", "Vikt"),
    cells.ValueBar(10, 50): ("██░░░░░░░░", "██░░░░░░░░"),
    cells.TwoSidedBar(0.5): ("│██████", "│██████"),
    cells.Outline((0, 1, 8, 4)): ("·▁█▄", "·▁█▄"),
    cells.Interval(0, cells.Quantity(2000, "m")): ("0–2,000\u00a0m", "0–2\u00a0000\u00a0m"),
    remarks.Remark("not_met", ("School",)): ("not met: School", "ej uppfyllt: School"),
    remarks.Remarks((remarks.Remark("unknown", ("School",)),), met=1, among=2): (
        "1 of 2 met; unknown: School",
        "1 av 2 uppfyllda; okänt: School",
    ),
}
DRAWN = (cells.RankBar, cells.ValueBar, cells.TwoSidedBar)
"""Cells that pages show as pictures."""
PICTURES = {"html": "<rect", "pdf": "heading"}
"""What tells a picture of a cell; the tests of PDF look at its pictures."""
MARK = "something said"
BLOCKS: dict[type, Block] = {
    document.Heading: document.Heading(MARK),
    document.Paragraph: document.Paragraph(MARK),
    document.Lines: document.Lines((MARK,), "title"),
    document.Items: document.Items((MARK,)),
    document.Grid: document.Grid((Column("heading"),), ((MARK,),)),
    document.Legend: document.Legend(((Meaning(MARK),),)),
    document.Figure: document.Figure(Drawing(10, 10, ()), MARK, "caption"),
    document.Bars: document.Bars((Bar("bar", (40.0,), 60.0),), (MARK,), "rest"),
    document.PageEnd: document.PageEnd(),
}
every_renderer = pytest.mark.parametrize("name", RENDERERS)


def shown(name: str, block: Block, language: Language = "en") -> str:
    return text_of(RENDERERS[name].render([block], View(language, WIDE)))


def test_the_blocks_and_cells_tried_are_all_that_there_are() -> None:
    assert set(BLOCKS) == set(get_args(Block))
    modules = (message, lists, numbers, cells, remarks)
    kinds = {
        kind
        for module in modules
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if is_dataclass(kind) and hasattr(kind, "inside") and kind is not Text
    }
    assert {type(cell) for cell in CELLS} == kinds


@every_renderer
@pytest.mark.parametrize("kind", BLOCKS)
def test_every_block_is_shown(name: str, kind: type) -> None:
    unseen = RENDERERS[name].leaves_out | {document.PageEnd}
    assert (MARK in shown(name, BLOCKS[kind])) == (kind not in unseen)


@every_renderer
@pytest.mark.parametrize("cell", CELLS, ids=lambda cell: type(cell).__name__)
def test_every_cell_is_shown_in_both_languages(name: str, cell: Any) -> None:
    grid = document.Grid((Column("heading"),), ((cell,),))
    for language, expected in zip(("en", "sv"), CELLS[cell], strict=True):
        told = plain(shown(name, grid, language))
        drawn = PICTURES.get(name) if type(cell) in DRAWN else None
        assert (plain(expected) if drawn is None else drawn) in told


def plain(text: str) -> str:
    """A text without escapes of Markdown, and with blanks of one kind, as what is copied from pages has them."""
    return text.replace("\\", "").replace("\u00a0", " ")


@every_renderer
def test_title_texts_and_the_last_line_of_a_legend_are_shown(name: str) -> None:
    assert all(part in shown(name, document.Lines((MARK,), "title")) for part in (MARK, "title"))
    assert "last line" in shown(name, document.Legend((), "last line"))
    assert all(part in shown(name, BLOCKS[document.Grid]) for part in ("heading", MARK))
