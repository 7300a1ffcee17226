"""Sheets that hold documents: sentences and tables as they are, which do not follow when something is changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Decimal, Exact, Percent, Whole
from vasterviksmodell.output.document import (
    Bars,
    Block,
    Cell,
    Figure,
    Grid,
    Heading,
    Items,
    Legend,
    Lines,
    PageEnd,
    Paragraph,
)
from vasterviksmodell.output.report.workbook.area import Area
from vasterviksmodell.output.report.workbook.sheet import (
    BOLD,
    HEADING,
    NOTE,
    POINTS,
    TEXT,
    WHOLE,
    WRAPPED,
    Book,
    Sheet,
    Style,
)

AS_DECIDED = Message(
    "As it was when the report was made: it does not follow when something is changed in this workbook."
)
_FIRST = 3
_NARROWEST, _WIDEST = 9, 50


@dataclass(frozen=True, slots=True)
class DocumentSheet:
    """A document that has a sheet of its own, such as an action plan."""

    name: Message
    """At most 31 characters in each language."""
    title: Phrase
    blocks: Iterable[Block]
    note: Phrase = AS_DECIDED


def write_document(book: Book, document: DocumentSheet) -> None:
    """Write a document: each sentence in a row, each table under its headings."""
    sheet = book.add(Area(book.text(document.name)), document.title, document.note)
    writer = _Writer(sheet)
    for block in document.blocks:
        writer.write(block)
    sheet.columns(*writer.widths, rows=None, pages=(1, 0))


@dataclass(slots=True)
class _Writer:
    """Writes blocks below each other."""

    sheet: Sheet
    row: int = _FIRST
    widths: list[int] = field(default_factory=list)

    def write(self, block: Block) -> None:
        """Write a block, and an empty row after a table."""
        match block:
            case Heading(text):
                self._line(text, BOLD)
            case Paragraph(text):
                self._line(text, NOTE)
            case Lines(texts, title):
                self._lines(((title,) if title is not None else ()), BOLD)
                self._lines(texts, NOTE)
            case Items(texts):
                self._lines(texts, NOTE)
            case Legend(lines, last):
                self._lines([meaning.text for line in lines for meaning in line], NOTE)
                self._lines(((last,) if last is not None else ()), NOTE)
            case Grid():
                self._table(block)
            case Figure(_, text, caption):
                self._lines((text, caption), NOTE)
            case Bars() | PageEnd():
                return

    def _lines(self, texts: Iterable[Phrase], style: Style) -> None:
        for text in texts:
            self._line(text, style)

    def _line(self, text: Phrase, style: Style) -> None:
        self.sheet.write(self.row, 0, text, style)
        self.row += 1

    def _table(self, grid: Grid) -> None:
        rows = [[column.heading for column in grid.columns], *map(list, grid.rows)]
        self.sheet.row(self.row, rows[0], HEADING)
        for at, row in enumerate(rows[1:], self.row + 1):
            for column, cell in enumerate(row):
                self.sheet.write(at, column, *_cell(cell))
        self._widen(rows)
        self.row += len(rows) + 1

    def _widen(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Make columns as wide as their longest text, within bounds."""
        texts = ([len(self.sheet.book.text(cell)) for cell in column] for column in zip(*rows, strict=True))
        needed = [min(max(_NARROWEST, *lengths) + 2, _WIDEST) for lengths in texts]
        self.widths = [max(pair) for pair in zip_longest(self.widths, needed, fillvalue=0)]


def _cell(cell: Cell) -> "tuple[Phrase | float, Style]":
    """Return what a cell holds, a number where it is one, and how it looks."""
    match cell:
        case Whole(number):
            return number, WHOLE
        case Decimal(number):
            return number, POINTS
        case Exact(number) if abs(number) < 1e300:  # noqa: PLR2004 - infinity is a sign
            return number, TEXT
        case Percent(share):
            return share, {"num_format": "0%", **TEXT}
        case _:
            return cell, WRAPPED
