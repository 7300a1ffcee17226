"""A document in GitHub's Markdown."""

from collections.abc import Iterable
from typing import assert_never

from vasterviksmodell.output.document.blocks import Block, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.markdown_text import escaped
from vasterviksmodell.output.view import View
from vasterviksmodell.wording import visible


def markdown(blocks: Iterable[Block], _: View) -> str:
    """The blocks, an empty line between them."""
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_safe(text)}\n"
        case Paragraph(text):
            return f"{_safe(text)}\n"
        case Items(texts):
            return "".join(f"- {_safe(text)}\n" for text in texts)
        case Grid():
            return _grid(block)
    assert_never(block)


def _grid(grid: Grid) -> str:
    rule = ["---:" if column.right else "---" for column in grid.columns]
    headings = [_safe(column.heading) for column in grid.columns]
    return "".join(_line(cells) for cells in (headings, rule, *([_safe(cell) for cell in row] for row in grid.rows)))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _safe(text: str) -> str:
    return escaped(visible(text))
