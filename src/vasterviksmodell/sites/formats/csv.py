"""Delimited text (CSV, TSV): scanned with Polars, its faults and places found by the slow reading."""

import io
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from pathlib import Path

import polars as pl

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.formats.csv_records import Record, RecordCell, cells, records
from vasterviksmodell.sites.formats.dialect import Dialect, detect
from vasterviksmodell.sites.formats.interface import ROW, Cell, Expected
from vasterviksmodell.source import Source
from vasterviksmodell.text_file import place_of_byte
from vasterviksmodell.wording import Text

_HEAD = 1 << 18
_SMALL = 1 << 20
_TROUBLES = {
    "open": Text("is never closed", "aldrig avslutas"),
    "trailing": Text("is followed by more text after it closes", "följs av mer text efter att det avslutats"),
}


def open_table(source: Source, expected: Expected) -> tuple["CsvTable | None", tuple[Finding, ...]]:
    """The table of a file; None and a finding when its row of headings is missing or broken."""
    source = _with_newlines(source)
    dialect = detect(source.path)
    rows = records(source.path, dialect.delimiter)
    header = next((record for record in rows if record.text.strip()), None)
    if header is None:
        return None, (Finding(rule("F006"), Place(source.name)),)
    first = next((record.line for record in rows if record.text), None)
    table = CsvTable(source, dialect, header, first)
    broken = table.heading_fault()
    return (table, ()) if broken is None else (None, (broken,))


def _with_newlines(source: Source) -> Source:
    """The source itself, or a copy when its lines end with carriage returns alone, as on old Macs."""
    head = source.head(_HEAD)
    if b"\r" not in head or b"\n" in head:
        return source
    content = source.path.read_bytes()
    return source if b"\n" in content else Source.copied(io.BytesIO(content.replace(b"\r", b"\n")), source.name)


@dataclass(frozen=True)
class CsvTable:
    source: Source
    detected: Dialect
    header: Record
    first: int | None
    """The line on which the first site begins; blank lines may stand before it."""
    copy: Path | None = None
    """The rows once more, all cells quoted and as many in each row as there are headings."""

    @cached_property
    def headings(self) -> tuple[str, ...]:
        return tuple(cell.text.strip() for cell in self._heading_cells)

    @cached_property
    def heading_places(self) -> tuple[Place, ...]:
        return tuple(self._at(cell) for cell in self._heading_cells)

    @cached_property
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
            self.copy or self.source.path,
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
        return self.header.line + self.header.text.count("\n") if self.first is None else self.first - 1

    @contextmanager
    def rewritten(self) -> Iterator["CsvTable"]:
        delimiter, width = self.detected.delimiter, len(self.headings)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", prefix="vasterviksmodell-") as copy:
            for record in self._rows():
                row = [_quoted(cell.text) for cell in cells(record, delimiter)] if record.text else []
                copy.write(delimiter.join((row + [""] * width)[:width]) + "\n")
            copy.flush()
            yield replace(self, copy=Path(copy.name))

    def doubtful(self, *, short: bool) -> bool:
        """Polars overlooks missing cells, some text after closing quotes, and a cell too many where the file ends.

        A small file with quotes is worth a closer look; in a large one a pattern tells all but the strangest cases.
        """
        if self.copy is not None:
            return False
        seen = self.source.fingerprint
        if seen.end.rstrip(b"\r").endswith(self.detected.delimiter.encode()):
            return True
        if not seen.quotes:
            return short and self._has_uneven_lines()
        return short or seen.size <= _SMALL or seen.quotes % 2 == 1 or self._looks_oddly_quoted()

    def _has_uneven_lines(self) -> bool:
        """Whether a line, in a file without quotes, has more or fewer cells than the headings."""
        line = pl.col("line")
        delimiters = line.str.count_matches(self.detected.delimiter, literal=True)
        return self._any_line((delimiters != len(self.headings) - 1) & ~line.is_in(["", "\r"]))

    def _looks_oddly_quoted(self) -> bool:
        """Whether a line has an odd number of quotes, or one that seems to close and not to end its cell."""
        delimiter = self.detected.delimiter
        inside = f'[^"{delimiter}]"(?:"")*[^"{delimiter}\r]'
        at_start = f'(?:^|{delimiter})(?:"")+[^"{delimiter}\r]'
        before_return = f'"\r[^{delimiter}]'
        line = pl.col("line")
        odd = line.str.count_matches('"', literal=True) % 2 == 1
        return self._any_line(odd | line.str.contains(f"{inside}|{at_start}|{before_return}"))

    def _any_line(self, holds: pl.Expr) -> bool:
        lines = pl.scan_lines(self.source.path, glob=False)
        return bool(lines.select(holds.any()).collect(engine="streaming").item())

    def heading_fault(self) -> Finding | None:
        """What makes the row of headings unreadable."""
        if "\ufffd" in self.header.text and (bad_byte := _bad_byte(self.source)):
            return bad_byte
        return next((self._trouble(cell) for cell in self._heading_cells if cell.trouble), None)

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
            if self.first is not None and record.line >= self.first:
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
                return self._trouble(cell)
        if len(row) == expected:
            return None
        facts = {"found": str(len(row)), "expected": str(expected)}
        return Finding(rule("D002"), self._at(row[min(expected, len(row) - 1)]), facts)

    def _trouble(self, cell: RecordCell) -> Finding:
        return Finding(rule("D003"), self._at(cell), {"problem": _TROUBLES[cell.trouble or "open"]})

    def _at(self, cell: RecordCell) -> Place:
        return Place(self.source.name, cell.line, cell.column)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


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
