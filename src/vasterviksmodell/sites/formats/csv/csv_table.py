"""Delimited text (CSV, TSV): read by Polars; faults and places are found by reading it once more in Python."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

import polars as pl

from vasterviksmodell.findings import Finding, Place
from vasterviksmodell.sites.formats.csv.dialect import Dialect, detect
from vasterviksmodell.sites.formats.csv.encoding import PlainText, plain_text, reread_text, why_not_utf8
from vasterviksmodell.sites.formats.csv.heading_rows import (
    Headings,
    RowFaults,
    endless_line,
    ends_inside_quotes,
    no_headings,
    place_of,
    quoting_fault,
    row_fault,
)
from vasterviksmodell.sites.formats.csv.records import (
    Record,
    cells,
    has_uneven_lines,
    looks_oddly_quoted,
    may_have_decimal_points,
    records,
)
from vasterviksmodell.sites.formats.csv.surroundings import (
    Titles,
    dialect_record,
    first_row,
    without_comments,
    without_footnotes,
)
from vasterviksmodell.sites.formats.heading_lines import SurroundingLines
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Expected
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.temporary import TemporaryFile

_SMALL = 1 << 20
_SHOWN = 100
"""How many characters are shown of a cell that never ends."""


def open_table(source: Source, expected: Expected) -> tuple["CsvTable | None", tuple[Finding, ...]]:
    """Open a file; None and findings when it is not a text, or its headings are missing or broken."""
    endless = endless_line(source)
    if endless is not None:
        return None, (endless,)
    text, findings = plain_text(source, expected.data.encoding)
    if text is None:
        return None, findings
    head, whole = text.head
    dialect = detect(head, expected, whole=whole)
    top = dialect.sample.headings
    if top is None:
        return None, (no_headings(dialect.sample, source.name, whole=whole),)
    lines = tuple(row.record for row in dialect.sample.all_headings)
    below = [row.cells for row in dialect.sample.below]
    header = Headings(lines, dialect.delimiter).with_joined_cells(below, expected.headings)
    titles = Titles.above(header, head)
    table = CsvTable(source, text, dialect, header, expected.data.encoding, {"titles": titles.number})
    broken = table.heading_fault()
    if broken is not None:
        return None, (broken,)
    table, notes = table.cleaned()
    return table, (*findings, *titles.findings(header, source.name), *header.findings(source.name), *notes)


@dataclass(frozen=True)
class CsvTable:
    file: Source
    text: PlainText
    detected: Dialect
    header: Headings
    declared: str | None = None
    """The encoding that the criteria file declares."""
    skipped_lines: Mapping[str, int] = field(default_factory=dict)
    """By kind: the number of lines that are not rows of the table."""
    rows_checked: bool = False
    """Whether its rows have been checked one by one."""
    position_headings: ClassVar[Mapping[str, str]] = MappingProxyType({})
    alternatives: ClassVar[tuple["CsvTable", ...]] = ()
    copy: Path | None = None
    """A copy in which all cells are quoted and each row has as many as there are headings."""

    @property
    def headings(self) -> tuple[str, ...]:
        return self.header.texts

    @cached_property
    def heading_places(self) -> tuple[Place, ...]:
        return self.header.places(self.file.name)

    @property
    def heading_parts(self) -> tuple[tuple[str, ...], ...]:
        return self.header.parts if len(self.header.records) > 1 else ()

    @property
    def heading_lines(self) -> tuple[int, ...]:
        return self.header.lines

    @property
    def surrounding_lines(self) -> SurroundingLines:
        return self.detected.sample.surrounding_lines

    @cached_property
    def first(self) -> int | None:
        """The line of the first site; blank lines may stand before it."""
        return first_row(self.text, self.header)

    @property
    def decimal_comma(self) -> bool:
        return self.detected.decimal_comma

    @property
    def dialect(self) -> Mapping[str, str]:
        return dialect_record(self.detected, self.text.encoding, self.header, self.skipped_lines)

    @property
    def frame(self) -> pl.LazyFrame:
        return self._frame(())

    def frame_with(self, numbers: Collection[int]) -> pl.LazyFrame | None:
        path = self.copy or self.text.source.path
        if self.decimal_comma and (self.detected.delimiter == "," or may_have_decimal_points(path)):
            return None
        return self._frame(numbers)

    def _frame(self, numbers: Collection[int]) -> pl.LazyFrame:
        """Return the rows as texts, some columns as numbers."""
        return pl.scan_csv(
            self.copy or self.text.source.path,
            has_header=False,
            skip_lines=0 if self.copy else self._skipped,
            separator=self.detected.delimiter,
            null_values="",
            schema={
                str(number): pl.Float64() if number in numbers else pl.String() for number in range(len(self.headings))
            },
            decimal_comma=self.decimal_comma and self.detected.delimiter != ",",
            row_index_name=ROW,
            raise_if_empty=False,
            glob=False,
        )

    @property
    def _skipped(self) -> int:
        """The number of physical lines before the first site, whose width Polars takes for that of all rows."""
        return self.header.end if self.first is None else self.first - 1

    def heading_fault(self) -> Finding | None:
        """Return the finding that the headings cannot be read, if so."""
        text = "".join(record.text for record in self.header.records)
        wrong_byte = self._why_not_utf8 if "\ufffd" in text else None
        return wrong_byte or quoting_fault([cell for row in self.header.rows for cell in row], self.file.name)

    def cleaned(self) -> tuple["CsvTable", tuple[Finding, ...]]:
        """Return the table without comments and notes, and findings about these."""
        delimiter, width = self.detected.delimiter, len(self.headings)
        text, comments, comment_findings = without_comments(self.text, delimiter, width, self.header.end)
        text, footnotes, footnote_findings = without_footnotes(text, delimiter, width)
        skipped = {"titles": self.skipped_lines["titles"], "comments": comments, "footnotes": footnotes}
        return replace(self, text=text, skipped_lines=skipped), (*comment_findings, *footnote_findings)

    @cached_property
    def _why_not_utf8(self) -> Finding | None:
        return why_not_utf8(self.file, self.declared) if self.text.encoding == "utf-8" else None

    @cached_property
    def _reread_table(self) -> "CsvTable | None":
        """The table in the encoding and with the line ends of the whole file, if these differ from its head."""
        why = self._why_not_utf8
        text = None if self.text.converted and why is None else reread_text(self.file, why)
        return None if text is None else replace(self, text=text, rows_checked=True).cleaned()[0]

    @contextmanager
    def rewritten(self) -> Iterator["CsvTable"]:
        table = self._reread_table
        if table is not None and next(table.row_faults(), None) is None:
            yield table
            return
        table = table or self
        with TemporaryFile.apart() as copy:
            for row in table.quoted_rows():
                copy.write(row.encode())
            copy.settle()
            yield replace(table, copy=copy.path)

    def quoted_rows(self) -> Iterator[str]:
        """Yield the rows as lines in which all cells are quoted, as many as there are headings."""
        delimiter, width = self.detected.delimiter, len(self.headings)
        for record in self._rows():
            row = cells(record, delimiter) if record.text else []
            endless = next((cell for cell in row if cell.problem == "open"), None)
            texts = [cell.text[:_SHOWN] if cell is endless else cell.text for cell in row]
            yield delimiter.join((list(map(_quoted, texts)) + [""] * width)[:width]) + "\n"
            if endless:
                return  # what follows a quote that is never closed is not a row

    def may_have_faults(self, *, short: bool) -> bool:
        """Say whether rows may have faults that Polars overlooks.

        These are missing cells, some text after closing quotes, and a surplus cell at the end of the file. Small files
        with quotes are always checked; in large ones a pattern finds all but very rare faults.
        """
        if self.copy is not None or self.rows_checked:
            return False
        path, delimiter = self.text.source.path, self.detected.delimiter
        seen = self.text.source.fingerprint
        if seen.end.rstrip(b"\r").endswith(delimiter.encode()):
            return True
        if not seen.quotes:
            return short and has_uneven_lines(path, delimiter, len(self.headings))
        return short or seen.size <= _SMALL or seen.quotes % 2 == 1 or looks_oddly_quoted(path, delimiter)

    def faults(self, limit: int) -> tuple[Finding, ...]:
        found = [] if self._why_not_utf8 is None else [self._why_not_utf8]
        table = self._reread_table or self
        faults = RowFaults(limit, sum(1 for row in table.filled_rows()))
        for fault in table.row_faults():
            faults.add(fault)
        place = replace(self.heading_places[0], column=None)
        return (*found, *faults.findings(place))

    def filled_rows(self) -> Iterator[Record]:
        """Yield the rows that are not blank."""
        return (row for row in self._rows() if row.text.strip(f'{self.detected.delimiter}" \r\t\u00a0'))

    def row_faults(self) -> Iterator[Finding]:
        """Yield the faults of rows, up to a quote that is never closed."""
        for record in self._rows():
            finding = row_fault(record, self.detected.delimiter, len(self.headings), self.file.name)
            if finding is not None:
                yield finding
                if ends_inside_quotes(finding):
                    return

    def places(self, cells: Sequence[Cell]) -> list[Place]:
        wanted: dict[int, set[Cell]] = defaultdict(set)
        for cell in cells:
            wanted[cell.row].add(cell)
        found: dict[Cell, Place] = {}
        for row, record in enumerate(islice(self._rows(), max(wanted, default=-1) + 1)):
            if row in wanted:
                found |= self._places_in(record, wanted[row])
        return [found.get(cell, Place(self.file.name)) for cell in cells]

    def _rows(self) -> Iterator[Record]:
        """Yield the records below the headings as Polars numbers them, blank lines included."""
        if self.first is None:
            return iter(())
        return records(self.text.source.path, self.detected.delimiter, self._skipped)

    def _places_in(self, record: Record, wanted: Iterable[Cell]) -> dict[Cell, Place]:
        row = cells(record, self.detected.delimiter)
        return {cell: place_of(row[min(cell.column or 0, len(row) - 1)], self.file.name) for cell in wanted}


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
