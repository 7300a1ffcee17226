"""The table on a sheet: its row of headings and the rows below, as texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

import polars as pl

from vasterviksmodell.criteria.words import folded
from vasterviksmodell.sites.formats.table_rows import most_hits, number_of_notes
from vasterviksmodell.sites.formats.xlsx.cells import CellTexts
from vasterviksmodell.sites.formats.xlsx.parts import UnreadableError
from vasterviksmodell.sites.formats.xlsx.rows import StoredRow
from vasterviksmodell.sites.formats.xlsx.runs import without_notes
from vasterviksmodell.sites.formats.xlsx.workbook import Sheet, Workbook
from vasterviksmodell.wording import Text

_HEAD = 50
"""Among so many rows with text the headings are looked for."""
_NOTES = 50
"""At most so many rows at the end are looked at: a longer note is a table of its own."""
_BLOCK_CELLS = 200_000
_MAX_CELLS = 20_000_000
_MAX_UNHEADED = 100
"""Of the columns without heading so many are kept, to be told."""


class FilledRow(NamedTuple):
    number: int
    hidden: bool
    texts: dict[int, str]
    """By column, from 1; without the blank ones."""


@dataclass(frozen=True)
class Head:
    """A sheet by its first rows."""

    sheet: Sheet
    rows: tuple[FilledRow, ...]

    @property
    def texts(self) -> list[list[str]]:
        return [list(map(without_notes, row.texts.values())) for row in self.rows]

    def above(self, heading_row: int) -> dict[str, int]:
        """The rows above that of the headings, by the texts in them."""
        rows = zip(self.rows, self.texts, strict=True)
        return {folded(text): row.number for row, texts in rows if row.number < heading_row for text in texts}

    def hits(self, wanted: frozenset[str]) -> int:
        """How many of the headings that are wanted stand in one row."""
        return most_hits(self.texts, wanted)


@dataclass(frozen=True)
class Body:
    """A sheet by its row of headings: what stands below, as texts, and what of the rest is to be told."""

    headings: Mapping[int, str]
    """By column, from 1, in order; blank for a column without heading that holds something."""
    frame: pl.DataFrame
    """A column for each of them, named by its number."""
    rows: pl.Series
    """The number of each row on the sheet."""
    titles: tuple[int, ...]
    """The numbers of the rows above the headings."""
    notes: tuple[int, ...]
    """The numbers of the rows that are notes below the table."""
    hidden: tuple[int, ...]
    """The numbers of the rows that are hidden."""
    merged: tuple[str, ...]

    def index_of(self, row: int) -> int | None:
        """Where in the frame a row of the sheet is."""
        index = self.rows.search_sorted(row)
        return index if index < len(self.rows) and self.rows[index] == row else None


def head_of(workbook: Workbook, sheet: Sheet) -> Head:
    with workbook.rows(sheet) as stored:
        return Head(sheet, tuple(islice(_filled(stored, workbook.cells), _HEAD)))


def body_of(workbook: Workbook, sheet: Sheet, heading_row: int) -> Body:
    gathered = _Gathered(heading_row)
    with workbook.rows(sheet) as stored:
        for row in _filled(stored, workbook.cells):
            gathered.add(row)
        return gathered.body(tuple(stored.merged))


def _filled(stored: Iterable[StoredRow], cells: CellTexts) -> Iterator[FilledRow]:
    for row in stored:
        texts = {cell.column: text for cell in row.cells if (text := cells.of(cell)) and not text.isspace()}
        if texts:
            yield FilledRow(row.number, row.hidden, texts)


@dataclass(slots=True)
class _Gathered:
    """What is found row by row."""

    heading_row: int
    headings: dict[int, str] = field(default_factory=dict)
    unheaded: set[int] = field(default_factory=set)
    """Columns without heading that hold something."""
    titles: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    frames: list[pl.DataFrame] = field(default_factory=list)
    block: list[dict[int, str]] = field(default_factory=list)
    """The texts of rows that are in no frame yet."""
    cells: int = 0
    """How many they are."""

    def add(self, row: FilledRow) -> None:
        if row.number < self.heading_row:
            self.titles.append(row.number)
        elif row.number == self.heading_row:
            self.headings = {column: without_notes(text).strip() for column, text in row.texts.items()}
        elif not self.headings.keys().isdisjoint(row.texts):
            self._add_below(row)

    def _add_below(self, row: FilledRow) -> None:
        self.rows.append(row.number)
        if row.hidden:
            self.hidden.append(row.number)
        self.block.append(row.texts)
        for column in row.texts.keys() - self.headings.keys() - self.unheaded:
            if len(self.unheaded) < _MAX_UNHEADED:
                self.unheaded.add(column)
        self.cells += len(row.texts)
        if self.cells > _BLOCK_CELLS:
            self._end_block()

    def _end_block(self) -> None:
        columns = [*self.headings, *self.unheaded]
        if len(self.rows) * len(columns) > _MAX_CELLS:
            raise UnreadableError(Text(f"it has more than {_MAX_CELLS} cells", f"den har mer än {_MAX_CELLS} celler"))
        self.frames.append(
            pl.DataFrame([pl.Series(str(it), [row.get(it) for row in self.block], pl.String) for it in columns])
        )
        self.block, self.cells = [], 0

    def body(self, merged: tuple[str, ...]) -> Body:
        self._end_block()
        headings = {number: self.headings.get(number, "") for number in sorted({*self.headings, *self.unheaded})}
        frame = pl.concat(self.frames, how="diagonal").select(map(str, headings))
        rows = pl.Series(self.rows, dtype=pl.UInt32)
        sites = len(rows) - _number_of_notes(frame, self.rows)
        notes = tuple(self.rows[sites:])
        return Body(
            headings,
            frame.head(sites),
            rows.head(sites),
            tuple(self.titles),
            notes,
            tuple(row for row in self.hidden if row not in notes),
            merged,
        )


def _number_of_notes(frame: pl.DataFrame, numbers: Sequence[int]) -> int:
    """How many rows at the end of a frame are notes; their numbers on the sheet tell where blank rows are."""
    last: list[Sequence[str]] = []
    before = None
    for number, texts in zip(numbers[-_NOTES:], frame.tail(_NOTES).rows(), strict=True):
        if before is not None and number > before + 1:
            last.append(())
        last.append([text or "" for text in texts])
        before = number
    notes = number_of_notes(last, frame.width)
    return sum(1 for row in last[len(last) - notes :] if row)
