"""A document as plain text: whole in a pipe or a file, fitted on a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap
from typing import assert_never

from rich.cells import cell_len, set_cell_size

from vasterviksmodell.i18n import written
from vasterviksmodell.output.colours import painted
from vasterviksmodell.output.document.blocks import Block, Column, Grid, Heading, Items, Paragraph
from vasterviksmodell.output.view import View
from vasterviksmodell.wording import visible

_GAP = "  "
_NARROWEST = 12


def text(blocks: Iterable[Block], view: View) -> str:
    """The blocks, an empty line between them."""
    return "\n".join("".join(f"{line}\n" for line in _lines(block, view)) for block in blocks)


def _lines(block: Block, view: View) -> Iterator[str]:
    match block:
        case Heading(text):
            yield from (painted(line, "bold") if view.colour else line for line in _wrapped(written(text, view.language), view.width))
        case Paragraph(text):
            yield from _wrapped(written(text, view.language), view.width)
        case Items(texts):
            for item in texts:
                first, *others = _wrapped(written(item, view.language), view.width and view.width - 2)
                yield f"- {first}"
                yield from (f"  {line}" for line in others)
        case Grid():
            yield from _grid(block, view)
        case _:
            assert_never(block)


def _wrapped(text: str, width: int | None) -> list[str]:
    """The lines of a text; one where nothing says how wide they may be."""
    shown = visible(text)
    return (wrap(shown, max(width, 1)) if width else [shown]) or [""]


def _grid(grid: Grid, view: View) -> Iterator[str]:
    cells = (tuple(column.heading for column in grid.columns), *grid.rows)
    rows = [[written(cell, view.language) for cell in row] for row in cells]
    widths = _widths(grid.columns, rows, view.width)
    for number, row in enumerate(rows):
        for line in _row(row, grid.columns, widths):
            yield painted(line, "bold") if view.colour and number == 0 else line


def _widths(columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """As wide as the widest cell; where that is too much for the terminal, the widest texts are narrowed."""
    widths = [max(cell_len(visible(cell)) for cell in cells) for cells in zip(*rows, strict=True)]
    spare = sum(widths) + len(_GAP) * (len(widths) - 1) - (width or 0)
    flexible = [number for number, column in enumerate(columns) if not column.right]
    while width and spare > 0 and flexible:
        widest = max(flexible, key=lambda number: widths[number])
        if widths[widest] <= _NARROWEST:
            break
        widths[widest] -= 1
        spare -= 1
    return widths


def _row(row: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterator[str]:
    """The lines of a row: one, or more when a text does not fit its column."""
    cells = [
        _wrapped(cell, size if cell_len(visible(cell)) > size else None) for cell, size in zip(row, widths, strict=True)
    ]
    for line in zip_longest(*cells, fillvalue=""):
        fitted = (_fitted(piece, column, width) for piece, column, width in zip(line, columns, widths, strict=True))
        yield _GAP.join(fitted).rstrip()


def _fitted(piece: str, column: Column, width: int) -> str:
    return (
        " " * (width - cell_len(piece)) + piece if column.right else set_cell_size(piece, max(width, cell_len(piece)))
    )
