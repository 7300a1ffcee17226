"""The first rows of a text table, and which of them holds the headings: titles may stand above it."""

import io
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from vasterviksmodell.sites.formats.csv.records import Record, cells, records_in
from vasterviksmodell.sites.headings import folded

_SEARCHED = 50
"""The headings stand among so many first rows."""
_ROWS = 200
_SEPARATOR_LINE = re.compile(r"\"?sep=([!#-/:;=?@\[-`{-~\t])\"?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    record: Record
    cells: tuple[str, ...]
    """Without blanks round them."""

    @property
    def filled(self) -> int:
        return sum(1 for cell in self.cells if cell)


@dataclass(frozen=True)
class Sample:
    """The first rows of a text as a delimiter divides it, without blank lines and Excel's `sep=`."""

    delimiter: str
    rows: Sequence[Row]
    cut: Record | None
    """A row that is not read to its end."""
    expected: frozenset[str]
    """The headings that are looked for, folded."""
    line: int | None
    """Where the headings are said to stand; nothing above is looked at."""

    @classmethod
    def of(cls, text: str, delimiter: str, expected: frozenset[str], *, whole: bool, line: int | None) -> "Sample":
        """The sample of a text, which may be the `whole`."""
        lines = text.split("\n", line - 1) if line else [text]
        below = io.StringIO(lines[-1] if len(lines) == (line or 1) else "")
        read = list(islice(records_in(below, delimiter, line or 1), _ROWS))
        to_the_end = read and len(read) < _ROWS
        cut = read.pop() if to_the_end and not whole else None
        rows = [Row(it, tuple(cell.text.strip() for cell in cells(it, delimiter))) for it in read if it.text.strip()]
        return cls(delimiter, [it for it in rows if not _names_delimiter(it.record)], cut, expected, line)

    def matches(self, row: Row) -> int:
        """How many of the headings that are looked for stand in a row."""
        return len({folded(cell) for cell in row.cells} & self.expected)

    @cached_property
    def fitness(self) -> tuple[int, int, int]:
        """How well the delimiter fits: headings found in one row, then rows with the same number of cells."""
        most = max(map(self.matches, self.rows[:_SEARCHED]), default=0)
        return (most, *_agreeing(self.rows))

    @cached_property
    def headings(self) -> Row | None:
        """The row with most of the headings looked for; without any, the first that looks like the rows below it."""
        searched = self.rows[:_SEARCHED]
        if self.line is not None:
            return next((row for row in searched[:1] if row.record.line == self.line), None)
        best = max(searched, key=lambda row: (self.matches(row), row.filled > 1), default=None)
        if best is not None and self.matches(best):
            return best
        alike = (row for number, row in enumerate(searched) if self._is_like_those_below(number))
        return next(alike, None if self.cut else next((row for row in searched if row.filled), None))

    def _is_like_those_below(self, number: int) -> bool:
        row = self.rows[number]
        _, width = _agreeing(self.rows[number + 1 :])
        return row.filled > 1 and width in (0, len(row.cells))


def _names_delimiter(record: Record) -> bool:
    return record.line == 1 and named_delimiter(record.text) is not None


def named_delimiter(line: str) -> str | None:
    """The delimiter that a first line such as Excel's `sep=;` names."""
    found = _SEPARATOR_LINE.fullmatch(line)
    return found[1] if found else None


def _agreeing(rows: Sequence[Row]) -> tuple[int, int]:
    """How many rows have as many cells as most, and that number; rows of one cell do not count."""
    widths = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))
