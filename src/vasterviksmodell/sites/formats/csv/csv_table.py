"""Delimited text (CSV, TSV): scanned with Polars, its faults and places found by the slow reading."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from vasterviksmodell.sites.formats.csv.encoding import PlainText, on_closer_look, plain_text, why_not_utf8
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
from vasterviksmodell.sites.formats.csv.records import Record, cells, has_uneven_lines, looks_oddly_quoted, records
from vasterviksmodell.sites.formats.csv.surroundings import (
    Titles,
    first_row,
    recorded,
    without_comments,
    without_footnotes,
)
from vasterviksmodell.sites.formats.heading_lines import LinesAround
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Expected
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.temporary import TemporaryFile

_SMALL = 1 << 20
_SHOWN = 100
"""So many characters stand for a cell that does not end."""


def open_table(source: Source, expected: Expected) -> tuple["CsvTable | None", tuple[Finding, ...]]:
    """The table of a file; None and what is wrong when it is no text or its row of headings is missing or broken."""
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
    records = tuple(row.record for row in dialect.sample.all_headings)
    below = [row.cells for row in dialect.sample.below]
    header = Headings(records, dialect.delimiter).fitted_to(below, expected.headings)
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
    """The encoding that the criteria file says."""
    passed_over: Mapping[str, int] = field(default_factory=dict)
    """How many lines are no rows of the table, by what they are."""
    closely: bool = False
    """Whether it was looked at row by row."""
    located: ClassVar[Mapping[str, str]] = MappingProxyType({})
    others: ClassVar[tuple["CsvTable", ...]] = ()
    copy: Path | None = None
    """The rows once more, all cells quoted and as many in each row as there are headings."""

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
    def around(self) -> LinesAround:
        return self.detected.sample.around

    @cached_property
    def first(self) -> int | None:
        """The line on which the first site begins; blank lines may stand before it."""
        return first_row(self.text, self.header)

    @property
    def decimal_comma(self) -> bool:
        return self.detected.decimal_comma

    @property
    def dialect(self) -> Mapping[str, str]:
        return recorded(self.detected, self.text.encoding, self.header, self.passed_over)

    @property
    def frame(self) -> pl.LazyFrame:
        return pl.scan_csv(
            self.copy or self.text.source.path,
            has_header=False,
            skip_lines=0 if self.copy else self._skipped,
            separator=self.detected.delimiter,
            null_values="",
            schema={str(number): pl.String for number in range(len(self.headings))},
            row_index_name=ROW,
            raise_if_empty=False,
            glob=False,
        )

    @property
    def _skipped(self) -> int:
        """How many physical lines stand before the first site: Polars takes the first it sees for a whole row."""
        return self.header.end if self.first is None else self.first - 1

    def heading_fault(self) -> Finding | None:
        """What makes the row of headings unreadable."""
        text = "".join(record.text for record in self.header.records)
        wrong_byte = self._why_not_utf8 if "\ufffd" in text else None
        return wrong_byte or quoting_fault([cell for row in self.header.rows for cell in row], self.file.name)

    def cleaned(self) -> tuple["CsvTable", tuple[Finding, ...]]:
        """The table without the comments in it and the notes below it, which findings tell of."""
        delimiter, width = self.detected.delimiter, len(self.headings)
        text, comments, told = without_comments(self.text, delimiter, width, self.header.end)
        text, footnotes, noted = without_footnotes(text, delimiter, width)
        beside = {"titles": self.passed_over["titles"], "comments": comments, "footnotes": footnotes}
        return replace(self, text=text, passed_over=beside), (*told, *noted)

    @cached_property
    def _why_not_utf8(self) -> Finding | None:
        return why_not_utf8(self.file, self.declared) if self.text.encoding == "utf-8" else None

    @cached_property
    def _on_closer_look(self) -> "CsvTable | None":
        """The table with the encoding and ends of lines of the whole file, when its head does not show them."""
        why = self._why_not_utf8
        text = None if self.text.converted and why is None else on_closer_look(self.file, why)
        return None if text is None else replace(self, text=text, closely=True).cleaned()[0]

    @contextmanager
    def rewritten(self) -> Iterator["CsvTable"]:
        table = self._on_closer_look
        if table is not None and next(table.row_faults(), None) is None:
            yield table
            return
        table = table or self
        with TemporaryFile.apart() as copy:
            for row in table.quoted_rows():
                copy.write(row.encode())
            copy.flush()
            yield replace(table, copy=copy.path)

    def quoted_rows(self) -> Iterator[str]:
        """The rows as lines in which all cells are quoted, as many as there are headings."""
        delimiter, width = self.detected.delimiter, len(self.headings)
        for record in self._rows():
            row = cells(record, delimiter) if record.text else []
            endless = next((cell for cell in row if cell.trouble == "open"), None)
            texts = [cell.text[:_SHOWN] if cell is endless else cell.text for cell in row]
            yield delimiter.join((list(map(_quoted, texts)) + [""] * width)[:width]) + "\n"
            if endless:
                return  # what follows a quote that is never closed is no row

    def doubtful(self, *, short: bool) -> bool:
        """Polars overlooks missing cells, some text after closing quotes, and a cell too many where the file ends.

        A small file with quotes is worth a closer look; in a large one a pattern tells all but the strangest cases.
        """
        if self.copy is not None or self.closely:
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
        table = self._on_closer_look or self
        gathered = RowFaults(limit, sum(1 for row in table.filled_rows()))
        for fault in table.row_faults():
            gathered.add(fault)
        place = replace(self.heading_places[0], column=None)
        return (*found, *gathered.findings(place))

    def filled_rows(self) -> Iterator[Record]:
        """The rows that hold something."""
        return (row for row in self._rows() if row.text.strip(f'{self.detected.delimiter}" \r\t\u00a0'))

    def row_faults(self) -> Iterator[Finding]:
        """What is wrong with the rows; what follows a quote that is never closed is no row."""
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
        """The records after the headings: the rows as Polars numbers them, blank lines included."""
        if self.first is None:
            return iter(())
        return records(self.text.source.path, self.detected.delimiter, self._skipped)

    def _places_in(self, record: Record, wanted: Iterable[Cell]) -> dict[Cell, Place]:
        row = cells(record, self.detected.delimiter)
        return {cell: place_of(row[min(cell.column or 0, len(row) - 1)], self.file.name) for cell in wanted}


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
