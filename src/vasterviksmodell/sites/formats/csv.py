"""Delimited text (CSV, TSV): scanned with Polars, its faults and places found by the slow reading."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import polars as pl

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.formats.csv_records import Record, RecordCell, cells, records
from vasterviksmodell.sites.formats.dialect import Dialect, detect
from vasterviksmodell.sites.formats.interface import ROW, Cell, SiteFormat
from vasterviksmodell.sites.source import Source
from vasterviksmodell.text_file import place_of_byte
from vasterviksmodell.wording import Text

_HEAD = 1 << 18
_TROUBLES = {
    "open": Text("is never closed", "aldrig avslutas"),
    "trailing": Text("is followed by more text after it closes", "följs av mer text efter att det avslutats"),
}


def open_csv(source: Source) -> tuple["CsvTable | None", tuple[Finding, ...]]:
    """The table of a file; None and a finding when it has no row of headings."""
    lines = io.StringIO(source.head(_HEAD).decode("utf-8-sig", errors="replace")).readlines()
    dialect = detect(lines)
    header = next((record for record in records(source.path, dialect.delimiter) if record.text.strip()), None)
    if header is None:
        return None, (Finding(rule("F006"), Place(source.name)),)
    return CsvTable(source, dialect, header), ()


@dataclass(frozen=True)
class CsvTable:
    source: Source
    detected: Dialect
    header: Record

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(cell.text.strip() for cell in self._heading_cells)

    @property
    def heading_places(self) -> tuple[Place, ...]:
        return tuple(self._at(cell) for cell in self._heading_cells)

    @property
    def _heading_cells(self) -> list[RecordCell]:
        return cells(self.header, self.detected.delimiter)

    @property
    def decimal_comma(self) -> bool:
        return self.detected.decimal_comma

    @property
    def dialect(self) -> Mapping[str, str]:
        return self.detected.described()

    @property
    def frame(self) -> pl.LazyFrame:
        return pl.scan_csv(
            self.source.path,
            has_header=False,
            skip_lines=self._header_end,
            separator=self.detected.delimiter,
            schema={str(number): pl.String for number in range(len(self.headings))},
            row_index_name=ROW,
            raise_if_empty=False,
            glob=False,
        )

    @property
    def _header_end(self) -> int:
        """How many physical lines stand before the first site."""
        return self.header.line + self.header.text.count("\n")

    def places(self, cells: Sequence[Cell]) -> list[Place]:
        wanted = {cell.row for cell in cells}
        if not wanted:
            return []
        rows = enumerate(islice(self._rows(), max(wanted) + 1))
        found = {row: record for row, record in rows if row in wanted}
        return [self._place(found.get(cell.row), cell.column) for cell in cells]

    def _rows(self) -> Iterator[Record]:
        """The records after the headings: the rows as Polars numbers them, blank lines included."""
        for record in records(self.source.path, self.detected.delimiter):
            if record.line > self.header.line:
                yield record

    def _place(self, record: Record | None, column: int | None) -> Place:
        if record is None:
            return Place(self.source.name)
        found = cells(record, self.detected.delimiter)
        cell = found[min(column or 0, len(found) - 1)]
        return self._at(cell)

    def faults(self, limit: int) -> tuple[Finding, ...]:
        bad_byte = _bad_byte(self.source)
        found = [] if bad_byte is None else [bad_byte]
        ragged = 0
        for record in self._rows():
            finding = self._record_fault(record)
            if finding is None:
                continue
            ragged += 1
            if ragged <= limit:
                found.append(finding)
            if finding.facts.get("problem") is _TROUBLES["open"]:
                break
        if ragged > limit:
            found[-1] = replace(found[-1], more=ragged - limit)
        return tuple(found)

    def _record_fault(self, record: Record) -> Finding | None:
        delimiter, expected = self.detected.delimiter, len(self.headings)
        if not record.text or ('"' not in record.text and record.text.count(delimiter) + 1 == expected):
            return None
        row = cells(record, delimiter)
        for cell in row:
            if cell.trouble:
                return Finding(rule("D003"), self._at(cell), {"problem": _TROUBLES[cell.trouble]})
        if len(row) == expected:
            return None
        facts = {"found": str(len(row)), "expected": str(expected)}
        return Finding(rule("D002"), self._at(row[min(expected, len(row) - 1)]), facts)

    def _at(self, cell: RecordCell) -> Place:
        return Place(self.source.name, cell.line, cell.column)


def _bad_byte(source: Source) -> Finding | None:
    """The first byte that is not UTF-8."""
    with source.path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError as error:
                place = replace(place_of_byte(line, error.start, source.name), line=number)
                return Finding(rule("F001"), place, {"byte": f"0x{line[error.start]:02X}"})
    return None


CSV = SiteFormat("csv", (".csv", ".tsv", ".txt"), open_csv)
