"""A document in GitHub's Markdown."""

from collections.abc import Iterable
from typing import assert_never

from vasterviksmodell.i18n import Phrase, written
from vasterviksmodell.output.document.blocks import Block, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.markdown_text import escaped
from vasterviksmodell.output.view import View
from vasterviksmodell.wording import Language, visible


def markdown(blocks: Iterable[Block], view: View) -> str:
    """The blocks, an empty line between them."""
    return "\n".join(_block(block, view.language) for block in blocks)


def _block(block: Block, language: Language) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_safe(text, language)}\n"
        case Paragraph(text):
            return f"{_safe(text, language)}\n"
        case Items(texts):
            return "".join(f"- {_safe(text, language)}\n" for text in texts)
        case Grid():
            return _grid(block, language)
    assert_never(block)


def _grid(grid: Grid, language: Language) -> str:
    rule = ["---:" if column.right else "---" for column in grid.columns]
    headings = [_safe(column.heading, language) for column in grid.columns]
    return "".join(_line(cells) for cells in (headings, rule, *([_safe(cell, language) for cell in row] for row in grid.rows)))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _safe(phrase: Phrase, language: Language) -> str:
    return escaped(visible(written(phrase, language)))
