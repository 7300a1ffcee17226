"""The dialect of a text table, detected from its first rows: delimiter, decimal sign and row of headings."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import dropwhile, islice, takewhile

from vasterviksmodell.sites.cell_patterns import MEASURE
from vasterviksmodell.sites.formats.csv.records import Record, cells, records_in
from vasterviksmodell.sites.formats.heading_lines import Line, SurroundingLines
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.formats.table_rows import heading_row, most_common_width, most_hits
from vasterviksmodell.source.folding import folded

_ROWS = 200
_SEPARATOR_LINE = re.compile(r"\"?sep=([!#-/:;=?@\[-`{-~\t])\"?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    record: Record
    cells: tuple[str, ...]
    """Without blanks around them."""


def _is_blank(record: Record) -> bool:
    return not record.text.strip()


@dataclass(frozen=True)
class Sample:
    """The first rows of a text, split by a delimiter, without blank lines and Excel's `sep=`."""

    delimiter: str
    rows: Sequence[Row]
    cut: Record | None
    """The last row if it is not read to its end."""
    expected: frozenset[str]
    """The headings that are looked for, folded."""
    lines: tuple[int, ...]
    """The declared lines of headings; nothing above is looked at."""

    @classmethod
    def of(
        cls, text: str, delimiter: str, expected: frozenset[str], *, whole: bool, lines: tuple[int, ...]
    ) -> "Sample":
        """Return the sample of the beginning of a text, which may be the `whole`."""
        first = lines[0] if lines else 1
        below = io.StringIO("\n".join(text.split("\n")[first - 1 :]))
        read = list(islice(dropwhile(_is_blank, records_in(below, delimiter, first)), _ROWS))
        to_the_end = read and len(read) < _ROWS
        cut = read.pop() if to_the_end and not whole else None
        rows = [
            Row(record, tuple(cell.text.strip() for cell in cells(record, delimiter)))
            for record in read
            if not _is_blank(record)
        ]
        return cls(delimiter, [row for row in rows if not _names_delimiter(row.record)], cut, expected, lines)

    @property
    def texts(self) -> list[tuple[str, ...]]:
        return [row.cells for row in self.rows]

    @cached_property
    def fitness(self) -> tuple[int, int, int]:
        """How well the delimiter fits: the most wanted headings in one row, then rows with the same number of cells."""
        return (most_hits(self.texts, self.expected), *most_common_width(self.texts))

    @cached_property
    def headings(self) -> Row | None:
        """The row of headings; if none looks like one, the first with text, unless the sample is cut."""
        if self.lines:
            return None if self.missing_line else self._row_on_line(self.lines[0])
        number = heading_row(self.texts, self.expected)
        if number is not None:
            return self.rows[number]
        return None if self.cut else next((row for row in self.rows if any(row.cells)), None)

    @cached_property
    def all_headings(self) -> tuple[Row, ...]:
        """The rows of headings, from the top."""
        if self.lines:
            return tuple(filter(None, map(self._row_on_line, self.lines)))
        return () if self.headings is None else (self.headings,)

    @property
    def missing_line(self) -> int | None:
        """The declared line of headings that has no row, if any."""
        return next((line for line in self.lines if self._row_on_line(line) is None), None)

    def _row_on_line(self, line: int) -> Row | None:
        return next((row for row in self.rows if row.record.line == line), None)

    @property
    def below(self) -> Sequence[Row]:
        """The rows below the headings."""
        return [row for row in self.rows if row.record.line > self.all_headings[-1].record.line]

    @property
    def surrounding_lines(self) -> SurroundingLines:
        """The lines near the headings."""
        last = self.all_headings[-1]
        above = [*takewhile(lambda row: row is not last, self.rows), last]
        return SurroundingLines(
            tuple(row.record.line for row in self.all_headings), _by_line(above), _by_line(self.below[:1])
        )


def _by_line(rows: Iterable[Row]) -> dict[int, Line]:
    """Return by line the texts of rows that are not blank."""
    lines = {row.record.line: {column: text for column, text in enumerate(row.cells) if text} for row in rows}
    return {number: line for number, line in lines.items() if line}


def _names_delimiter(record: Record) -> bool:
    return record.line == 1 and named_delimiter(record.text) is not None


def named_delimiter(line: str) -> str | None:
    """Return the delimiter that a first line such as Excel's `sep=;` names."""
    found = _SEPARATOR_LINE.fullmatch(line)
    return found[1] if found else None


DELIMITERS = (";", ",", "\t", "|")
_PERHAPS_THOUSANDS = re.compile(r"(?<![0-9])[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9])")
"""Numbers such as `1.234`, whose sign may separate decimals or thousands."""


@dataclass(frozen=True, slots=True)
class Dialect:
    delimiter: str
    decimal_comma: bool
    sample: Sample
    """The rows from which it was detected."""


def detect(text: str, expected: Expected, *, whole: bool) -> Dialect:
    """Return the dialect of a text by the criteria file and by its beginning, which may be the `whole`.

    The delimiter is the one with which most wanted headings are found, then the one that divides most rows into the
    same number of cells.
    """
    data = expected.data
    known = data.delimiter or named_delimiter(text.partition("\n")[0])
    samples = [
        Sample.of(text, sign, expected.headings, whole=whole, lines=data.header)
        for sign in ([known] if known else DELIMITERS)
    ]
    best = max(samples, key=lambda sample: sample.fitness)
    return Dialect(best.delimiter, _decimal_comma(best, expected), best)


def _decimal_comma(sample: Sample, expected: Expected) -> bool:
    """Say whether decimals have a comma, which is usual in files with semicolons; elsewhere numbers must show it.

    A number such as `1,234` does not show it, because it may be a thousand; it is reported instead.
    """
    if expected.data.decimal:
        return expected.data.decimal == ","
    cells = list(_measure_cells(sample, expected.measures))
    commas, points = (any(_shows(cell, comma=comma) for cell in cells) for comma in (True, False))
    match sample.delimiter:
        case ",":
            return commas and not points
        case ";":
            return commas or not points
        case _:
            return commas


def _shows(cell: str, *, comma: bool) -> bool:
    """Say whether a cell is a number with this decimal sign only, which cannot separate thousands."""
    written = re.match(MEASURE[comma], cell) and not re.match(MEASURE[not comma], cell)
    return bool(written) and not _PERHAPS_THOUSANDS.search(cell)


def _measure_cells(sample: Sample, headings: frozenset[str]) -> Iterator[str]:
    """Yield the cells of measures below the headings; all cells when there are no headings of measures."""
    tops = sample.all_headings
    named = {number for top in tops for number, cell in enumerate(top.cells) if folded(cell) in headings}
    for row in sample.below if tops else sample.rows:
        yield from (cell for number, cell in enumerate(row.cells) if number in named or not named)
