"""A sheet as its head and its body: the rows of headings and the rows below, as texts."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import NamedTuple

import polars as pl
from openpyxl.utils import range_boundaries

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.heading_lines import (
    ColumnSpan,
    Line,
    SurroundingLines,
    joined_heading,
    parts_by_column,
)
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.formats.table_rows import most_hits, number_of_notes
from vasterviksmodell.sites.formats.xlsx.parts import UnreadableWorkbookError
from vasterviksmodell.sites.formats.xlsx.rows import StoredRow, without_notes
from vasterviksmodell.sites.formats.xlsx.workbook import CellTexts, Sheet, Workbook

_HEAD = 50
"""How many rows with text are searched for headings."""
_NOTES = 50
"""How many last rows are searched for notes."""
_BLOCK_CELLS = 200_000
_MAX_CELLS = 20_000_000
_MAX_UNHEADED = 100
"""How many columns without heading are kept."""


class FilledRow(NamedTuple):
    number: int
    hidden: bool
    texts: dict[int, str]
    """By column, from 1, without blank ones."""


@dataclass(frozen=True)
class Head:
    """The first rows of a sheet."""

    sheet: Sheet
    rows: tuple[FilledRow, ...]

    @property
    def texts(self) -> list[list[str]]:
        return [list(map(without_notes, row.texts.values())) for row in self.rows]

    def surrounding_lines(self, heading_rows: tuple[int, ...], merged: Iterable[str]) -> SurroundingLines:
        """Return the lines near rows of headings."""
        lines = {
            row.number: {column: without_notes(text).strip() for column, text in row.texts.items()} for row in self.rows
        }
        above = {number: line for number, line in lines.items() if number <= heading_rows[-1]}
        below = dict([item for item in lines.items() if item[0] not in above][:1])
        return SurroundingLines(heading_rows, above, below, tuple(_spans(merged, lines)))

    def hits(self, expected: Expected) -> int:
        """Return the greatest number of wanted headings in one row, or their number in the declared rows."""
        rows = zip(self.rows, self.texts, strict=True)
        declared = [text for row, texts in rows if row.number in expected.data.header for text in texts]
        return most_hits([declared] if expected.data.header else self.texts, expected.headings)


@dataclass(frozen=True)
class Body:
    """The rows below the headings of a sheet as texts, and what else is reported."""

    parts: Mapping[int, tuple[str, ...]]
    """By column, from 1, in order: the text in each row of headings; empty for a filled column without heading."""
    frame: pl.DataFrame
    """A column for each of `parts`, named by its number."""
    without_headings: tuple[int, ...]
    """The rows of headings that are blank."""
    rows: pl.Series
    """The number of each row on the sheet."""
    titles: tuple[int, ...]
    """The numbers of the rows above the headings."""
    notes: tuple[int, ...]
    """The numbers of the notes below the table."""
    hidden: tuple[int, ...]
    """The numbers of the hidden rows."""
    merged: tuple[str, ...]
    hidden_columns: tuple[int, ...] = ()

    @cached_property
    def headings(self) -> dict[int, str]:
        """By column: the heading, empty where there is none."""
        return {column: joined_heading(parts) for column, parts in self.parts.items()}

    def columns_where(self, is_wanted: Callable[[str], bool]) -> list[int]:
        """Return the columns whose heading, or a part of it, is wanted."""
        return [column for column, parts in self.parts.items() if any(map(is_wanted, (self.headings[column], *parts)))]

    def only(self, chosen: pl.Series) -> "Body":
        """Return the body with some of its rows."""
        rows = self.rows.filter(chosen)
        hidden = tuple(row for row in self.hidden if row in set(rows))
        return replace(self, frame=self.frame.filter(chosen), rows=rows, hidden=hidden)

    def index_of(self, row: int) -> int | None:
        """Return the index of a row of the sheet in the frame, if it is there."""
        index = self.rows.search_sorted(row)
        return index if index < len(self.rows) and self.rows[index] == row else None


def head_of(workbook: Workbook, sheet: Sheet) -> Head:
    with workbook.rows(sheet) as stored:
        return Head(sheet, tuple(islice(_filled_rows(stored, workbook.cells), _HEAD)))


def body_of(workbook: Workbook, sheet: Sheet, heading_rows: Sequence[int]) -> Body:
    builder = _BodyBuilder(heading_rows)
    with workbook.rows(sheet) as stored:
        for row in _filled_rows(stored, workbook.cells):
            builder.add(row)
        return builder.body(tuple(stored.merged), stored.hidden_columns)


def _filled_rows(stored: Iterable[StoredRow], cells: CellTexts) -> Iterator[FilledRow]:
    for row in stored:
        texts = {cell.column: text for cell in row.cells if (text := cells.of(cell)) and not text.isspace()}
        if texts:
            yield FilledRow(row.number, row.hidden, texts)


@dataclass(slots=True)
class _BodyBuilder:
    """Gathers the body row by row."""

    heading_rows: Sequence[int]
    headings: dict[int, dict[int, str]] = field(default_factory=dict)
    """By row: the texts of headings."""
    headed: set[int] = field(default_factory=set)
    """The columns with a heading."""
    unheaded: set[int] = field(default_factory=set)
    """The filled columns without heading."""
    titles: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    frames: list[pl.DataFrame] = field(default_factory=list)
    block: list[dict[int, str]] = field(default_factory=list)
    """The texts of rows that are not in a frame yet."""
    cells: int = 0
    """The number of texts in the block."""

    def add(self, row: FilledRow) -> None:
        if row.number in self.heading_rows:
            self.headings[row.number] = {column: without_notes(text).strip() for column, text in row.texts.items()}
            self.headed |= row.texts.keys()
        elif row.number < self.heading_rows[-1]:
            self.titles.append(row.number)
        elif not self.headed.isdisjoint(row.texts):
            self._add_below(row)

    def _add_below(self, row: FilledRow) -> None:
        self.rows.append(row.number)
        if row.hidden:
            self.hidden.append(row.number)
        self.block.append(row.texts)
        for column in row.texts.keys() - self.headed - self.unheaded:
            if len(self.unheaded) < _MAX_UNHEADED:
                self.unheaded.add(column)
        self.cells += len(row.texts)
        if self.cells > _BLOCK_CELLS:
            self._end_block()

    def _end_block(self) -> None:
        columns = [*self.headed, *self.unheaded]
        if len(self.rows) * len(columns) > _MAX_CELLS:
            raise UnreadableWorkbookError(Message("it has more than {max_cells} cells").format(max_cells=_MAX_CELLS))
        self.frames.append(
            pl.DataFrame(
                [pl.Series(str(column), [row.get(column) for row in self.block], pl.String) for column in columns]
            )
        )
        self.block, self.cells = [], 0

    def _parts(self, merged: Sequence[str]) -> dict[int, tuple[str, ...]]:
        lines = [self.headings.get(row, {}) for row in self.heading_rows]
        spans = (span._replace(line=self.heading_rows.index(span.line)) for span in _spans(merged, self.headings))
        parts = parts_by_column(lines, list(spans))
        return {column: parts.get(column, ()) for column in sorted(self.headed | self.unheaded)}

    def body(self, merged: tuple[str, ...], hidden_columns: tuple[int, ...]) -> Body:
        self._end_block()
        parts = self._parts(merged)
        frame = pl.concat(self.frames, how="diagonal").select(map(str, parts))
        rows = pl.Series(self.rows, dtype=pl.UInt32)
        sites = len(rows) - _number_of_notes(frame, self.rows)
        notes = tuple(self.rows[sites:])
        return Body(
            parts,
            frame.head(sites),
            tuple(row for row in self.heading_rows if not any(self.headings.get(row, {}).values())),
            rows.head(sites),
            tuple(self.titles),
            notes,
            tuple(row for row in self.hidden if row not in notes),
            merged,
            hidden_columns,
        )


def _spans(merged: Iterable[str], lines: Mapping[int, Line]) -> Iterator[ColumnSpan]:
    """Yield the merged cells with text that cover several columns, with their row on the sheet."""
    for cells in filter(None, map(merged_cells, merged)):
        if cells.column in lines.get(cells.row, {}) and cells.column < cells.last_column:
            yield ColumnSpan(cells.row, cells.column, cells.last_column)


class MergedCells(NamedTuple):
    """The first cell of merged cells, and their last column."""

    row: int
    column: int
    last_column: int


def merged_cells(cells: str) -> MergedCells | None:
    """Return the merged cells of a range such as `A1:C1`; None when it is invalid."""
    try:
        column, row, last_column, _ = range_boundaries(cells)
    except ValueError:
        return None
    return MergedCells(row, column, last_column or column) if column and row else None


def _number_of_notes(frame: pl.DataFrame, numbers: Sequence[int]) -> int:
    """Return how many last rows of a frame are notes; gaps in `numbers` are blank rows of the sheet."""
    last: list[Sequence[str]] = []
    before = None
    for number, texts in zip(numbers[-_NOTES:], frame.tail(_NOTES).rows(), strict=True):
        if before is not None and number > before + 1:
            last.append(())
        last.append([text or "" for text in texts])
        before = number
    notes = number_of_notes(last, frame.width)
    return sum(1 for row in last[len(last) - notes :] if row)
