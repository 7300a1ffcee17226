"""Tables on pages: which pages, letters and widths they need, so that nothing is cut off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vasterviksmodell.i18n import Phrase, written
from vasterviksmodell.i18n.numbers import Decimal, Exact, Percent, Whole
from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.document import Cell, Column, Grid
from vasterviksmodell.output.document.cells import RankBar, Status, TwoSidedBar, ValueBar
from vasterviksmodell.output.figures import bars as pictures
from vasterviksmodell.output.renderers.pdf.letters import breakable, printable, widest_part, width
from vasterviksmodell.output.renderers.pdf.pictures import picture
from vasterviksmodell.output.safe_text import kept_together

_NUMBERS = (Decimal, Exact, Percent, Whole)
_UPRIGHT, _LANDSCAPE = 481.0, 728.0
"""The width of pages between their margins, in points."""
_LAYOUTS = ((_UPRIGHT, 9.0), (_UPRIGHT, 8.5), (_LANDSCAPE, 9.0), (_LANDSCAPE, 8.0), (_LANDSCAPE, 7.0))
"""Widths of pages and heights of letters, in the order in which they are tried."""
_PADDING = 8.0
_EM_OF_CHARACTER = 0.5
_LONGEST_WORD = 24
_LONGEST_WHOLE = 400
"""Rows with a longer text may go on on the next page."""
_FEW_ROWS, _LITTLE = 12, 1200
"""A table of so few rows, with so few letters in all, stands on one page."""


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as it is shown: its heading and cells, and the room that it needs in heights of letters and points."""

    heading: str
    right: bool
    cells: tuple[dict[str, Any], ...]
    natural: float
    """So that no text is wrapped."""
    least: float
    """So that no word is parted."""
    fixed: float
    """The points that its pictures take."""

    def width(self, ems: float, size: float) -> float:
        return max(ems * size, self.fixed) + _PADDING


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose columns fit the page."""

    columns: tuple[_Column, ...]
    page: float
    size: float

    @property
    def landscape(self) -> bool:
        return self.page == _LANDSCAPE

    @property
    def entry(self) -> dict[str, Any]:
        """The table as the template reads it."""
        lengths = [len(cell.get("text", "")) for column in self.columns for cell in column.cells]
        rows = max(len(column.cells) for column in self.columns)
        return {
            "kind": "table",
            "size": self.size,
            "widths": [round(width, 1) for width in self._widths()],
            "headings": [{"text": column.heading, "right": column.right} for column in self.columns],
            "rows": list(zip(*(column.cells for column in self.columns), strict=True)),
            "whole": all(length < _LONGEST_WHOLE for length in lengths),
            "together": rows <= _FEW_ROWS and sum(lengths) < _LITTLE,
        }

    def fits(self) -> bool:
        """Say whether no word is parted."""
        return sum(column.width(column.least, self.size) for column in self.columns) <= self.page

    def _widths(self) -> list[float]:
        """Return the natural widths, or where they are too wide the least ones with a share of the room left."""
        natural = [column.width(column.natural, self.size) for column in self.columns]
        if sum(natural) <= self.page:
            return natural
        least = [column.width(column.least, self.size) for column in self.columns]
        share = (self.page - sum(least)) / (sum(natural) - sum(least))
        return [low + share * (high - low) for low, high in zip(least, natural, strict=True)]


def tables(grid: Grid, language: Language) -> Iterator[Table]:
    """Yield a table that fits a page, or several beside one another, each with the first column."""
    rows = list(grid.rows)
    columns = [_column(column, [row[at] for row in rows], language) for at, column in enumerate(grid.columns)]
    for page, size in _LAYOUTS:
        table = Table(tuple(columns), page, size)
        if table.fits():
            yield table
            return
    yield from _parts(table)


def _parts(table: Table) -> Iterator[Table]:
    first, *others = table.columns
    part = replace(table, columns=(first,))
    for column in others:
        wider = replace(part, columns=(*part.columns, column))
        if len(part.columns) > 1 and not wider.fits():
            yield part
            wider = replace(table, columns=(first, column))
        part = wider
    yield part


def _column(column: Column, cells: Sequence[Cell], language: Language) -> _Column:
    heading = _text(column.heading, language)
    shown = tuple(_cell(cell, column, language) for cell in cells)
    texts = [heading, *(cell.get("text", "") for cell in shown)]
    natural = max(map(width, texts))
    whole = column.right or not column.wraps
    unparted = max(map(width if whole else widest_part, texts[1:]), default=0.0)
    least = max(widest_part(heading), unparted, min(natural, column.least * _EM_OF_CHARACTER))
    return _Column(
        heading, column.right, shown, natural, least, max((cell.get("width", 0.0) for cell in shown), default=0.0)
    )


def _cell(cell: Cell, column: Column, language: Language) -> dict[str, Any]:
    """Return a cell as a picture where it is one, else as a text."""
    match cell:
        case ValueBar(low, high):
            return picture(pictures.value_bar(low, high), 60.0)
        case TwoSidedBar(share):
            return picture(pictures.two_sided_bar(share), 72.0)
        case RankBar(shares):
            return picture(pictures.rank_bar(shares, language), 120.0, _text(pictures.rank_text(shares), language))
        case Status("excluded"):
            return {"text": _text(cell, language), "quiet": True}
        case _:
            right = column.right or isinstance(cell, _NUMBERS)
            return {"text": _text(cell, language)} | ({"right": True} if right else {})


def _text(phrase: Phrase, language: Language) -> str:
    return breakable(printable(kept_together(written(phrase, language))), _LONGEST_WORD)
