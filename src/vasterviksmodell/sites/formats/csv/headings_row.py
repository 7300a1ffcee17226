"""The first rows of a text table, and which of them holds the headings: titles may stand above it."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from vasterviksmodell.sites.formats.csv.records import Record, cells, records_in
from vasterviksmodell.sites.formats.heading_lines import Line, LinesAround
from vasterviksmodell.sites.formats.table_rows import agreeing, heading_row, most_hits

_ROWS = 200
_SEPARATOR_LINE = re.compile(r"\"?sep=([!#-/:;=?@\[-`{-~\t])\"?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    record: Record
    cells: tuple[str, ...]
    """Without blanks round them."""


@dataclass(frozen=True)
class Sample:
    """The first rows of a text as a delimiter divides it, without blank lines and Excel's `sep=`."""

    delimiter: str
    rows: Sequence[Row]
    cut: Record | None
    """A row that is not read to its end."""
    expected: frozenset[str]
    """The headings that are looked for, folded."""
    lines: tuple[int, ...]
    """Where the headings are said to stand; nothing above is looked at."""

    @classmethod
    def of(
        cls, text: str, delimiter: str, expected: frozenset[str], *, whole: bool, lines: tuple[int, ...]
    ) -> "Sample":
        """The sample of a text, which may be the `whole`."""
        first = lines[0] if lines else 1
        below = io.StringIO("\n".join(text.split("\n")[first - 1 :]))
        read = list(islice(records_in(below, delimiter, first), _ROWS))
        to_the_end = read and len(read) < _ROWS
        cut = read.pop() if to_the_end and not whole else None
        rows = [Row(it, tuple(cell.text.strip() for cell in cells(it, delimiter))) for it in read if it.text.strip()]
        return cls(delimiter, [it for it in rows if not _names_delimiter(it.record)], cut, expected, lines)

    @property
    def texts(self) -> list[tuple[str, ...]]:
        return [row.cells for row in self.rows]

    @cached_property
    def fitness(self) -> tuple[int, int, int]:
        """How well the delimiter fits: headings found in one row, then rows with the same number of cells."""
        return (most_hits(self.texts, self.expected), *agreeing(self.texts))

    @cached_property
    def headings(self) -> Row | None:
        """The row that holds the headings; where none looks so, the first with text, unless a row is cut below it."""
        if self.lines:
            return None if self.lacking else self._at(self.lines[0])
        number = heading_row(self.texts, self.expected)
        if number is not None:
            return self.rows[number]
        return None if self.cut else next((row for row in self.rows if any(row.cells)), None)

    @cached_property
    def all_headings(self) -> tuple[Row, ...]:
        """The rows with headings, from the top."""
        if self.lines:
            return tuple(filter(None, map(self._at, self.lines)))
        return () if self.headings is None else (self.headings,)

    @property
    def lacking(self) -> int | None:
        """The line that is said to hold headings and holds no row."""
        return next((line for line in self.lines if self._at(line) is None), None)

    def _at(self, line: int) -> Row | None:
        return next((row for row in self.rows if row.record.line == line), None)

    @property
    def below(self) -> Sequence[Row]:
        """The rows below the headings."""
        return [row for row in self.rows if row.record.line > self.all_headings[-1].record.line]

    @property
    def around(self) -> LinesAround:
        """What stands near the headings."""
        last = self.all_headings[-1]
        above = [*takewhile(lambda row: row is not last, self.rows), last]
        return LinesAround(
            tuple(row.record.line for row in self.all_headings), _by_line(above), _by_line(self.below[:1])
        )


def _by_line(rows: Iterable[Row]) -> dict[int, Line]:
    """The rows that hold something."""
    lines = {row.record.line: {column: text for column, text in enumerate(row.cells) if text} for row in rows}
    return {number: line for number, line in lines.items() if line}


def _names_delimiter(record: Record) -> bool:
    return record.line == 1 and named_delimiter(record.text) is not None


def named_delimiter(line: str) -> str | None:
    """The delimiter that a first line such as Excel's `sep=;` names."""
    found = _SEPARATOR_LINE.fullmatch(line)
    return found[1] if found else None
