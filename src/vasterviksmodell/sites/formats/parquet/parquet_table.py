"""The table of a Parquet file, read by Polars: typed columns as the texts that cells of CSV would have.

A number is the shortest text that reads back the same, a list of two numbers an interval, NaN and null an empty cell,
a date its ISO text. A place has the number of the row (the first site is row 1) and of the column.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.sites import column_types
from vasterviksmodell.sites.formats.parquet import footer
from vasterviksmodell.sites.formats.parquet.column import Column, TableColumn, place
from vasterviksmodell.sites.formats.parquet.footer import GEOGRAPHY, GEOMETRY, UUID, VARIANT, TypedColumn, typed_columns
from vasterviksmodell.sites.formats.parquet.geometries import geometries
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Expected
from vasterviksmodell.sites.formats.table_rows import FaultlessTable
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.folding import folded

_ENCRYPTED = Message("it is encrypted")
_CUT_SHORT = Message("its end is missing")
_DAMAGED = Message("it is damaged, or has a type that is not supported")
_TOO_LARGE = Message("it is too large when unpacked")
_DUPLICATE = Message("two of its columns have the same name")
_UNKNOWN = Message("a column has a type that is not supported")
_VERDICTS = {
    "readable": None,
    "too large": _TOO_LARGE,
    "duplicate": _DUPLICATE,
    "unknown": _UNKNOWN,
    "damaged": _DAMAGED,
}
_USUALLY = Message(
    "save it with common types: lists, not list views; geometries as GeoParquet 1, not as Parquet's own type"
)
_IN_WKB = Message("save the file as GeoParquet 1, with geometries as WKB, or without this column")
_APART = Message("save each figure in a separate column, or leave this column out")
_AS_OTHERS = {GEOMETRY: _IN_WKB, GEOGRAPHY: _IN_WKB, VARIANT: _APART}
"""What to do with types that Polars does not know."""


def open_table(source: Source, expected: Expected) -> tuple["ParquetTable | None", tuple[Finding, ...]]:
    """Open a file; None and findings when it cannot be read, or wanted columns have no cells."""
    problem = _problem(source)
    if problem is not None:
        return None, _unreadable_findings(source, problem)
    scan = pl.scan_parquet(source.path, glob=False, hive_partitioning=False)
    columns = _parquet_columns(source, scan.collect_schema())
    found = geometries(source, scan, columns, expected)
    misfits = (
        column.misfit(source, expected)
        for column in columns
        if not (column.holds_cells or column.number == found.column)
    )
    findings = (*misfits, *found.findings)
    if worst(findings) == Severity.ERROR:
        return None, findings
    axes = found.axes
    return ParquetTable(
        source,
        scan,
        found.table_columns(columns),
        expected.data.comma,
        expected.measures,
        {} if axes is None else axes.headings,
        {} if axes is None else {"coordinates": axes.system},
        found.passing,
    ), findings


def _unreadable_findings(source: Source, problem: Message) -> tuple[Finding, ...]:
    """Return why a file is not read: the columns with types of Parquet's own, or the problem of the file."""
    if problem is not _UNKNOWN:
        return (_unreadable_finding(Place(source.name), problem),)
    found = [
        _own_type_finding(source, typed_column)
        for typed_column in typed_columns(source)
        if typed_column.type in _AS_OTHERS
    ]
    return tuple(found) or (_unreadable_finding(Place(source.name), problem, _USUALLY),)


def _own_type_finding(source: Source, column: TypedColumn) -> Finding:
    """Return the finding that a column has a type of Parquet's own, which Polars does not know."""
    name = shortened(column.name)
    problem = Message("the column '{name}' has Parquet's own type {type}").format(name=name, type=column.type)
    return _unreadable_finding(place(source, column.number), problem, _AS_OTHERS[column.type])


def _unreadable_finding(at: Place, problem: Message, advice: Message | None = None) -> Finding:
    facts: dict[str, str | Message] = {"format": "Parquet", "problem": problem}
    return Finding(rule("F010"), at, facts, advice=advice)


def _parquet_columns(source: Source, schema: Mapping[str, pl.DataType]) -> list[Column]:
    """Return the columns; the footer shows which columns of bytes are UUIDs."""
    are_bytes = any(column_types.raw_storage_of(data_type) == pl.Binary for data_type in schema.values())
    uuids = (
        {typed_column.number for typed_column in typed_columns(source) if typed_column.type == UUID}
        if are_bytes
        else ()
    )
    return [Column(number, *named, is_uuid=number in uuids) for number, named in enumerate(schema.items(), 1)]


def _problem(source: Source) -> Message | None:
    """Return why a file cannot be read, None when it can; tried in a process that it may crash."""
    command = [sys.executable, "-P", footer.__file__, str(source.path)]
    ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)  # noqa: S603 - our own program
    if ended.returncode == 0 and ended.stdout in _VERDICTS:
        return _VERDICTS[ended.stdout]
    return {b"PARE": _ENCRYPTED, b"PAR1": _DAMAGED}.get(source.tail(4), _CUT_SHORT)


@dataclass(frozen=True)
class ParquetTable(FaultlessTable):
    source: Source
    scan: pl.LazyFrame
    columns: tuple[TableColumn, ...]
    decimal_comma: bool
    """Whether texts are declared to have decimal commas; numbers under measures are then written with them."""
    measures: frozenset[str]
    """The headings of measures, folded."""
    position_headings: Mapping[str, str] = field(default_factory=dict)
    dialect: Mapping[str, str] = field(default_factory=dict)
    passing: tuple[pl.Expr, ...] = ()
    """Further columns, which are not of texts."""

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def heading_places(self) -> tuple[Place, ...]:
        return tuple(place(self.source, column.number) for column in self.columns)

    @property
    def frame(self) -> pl.LazyFrame:
        texts = [self._texts(column).alias(str(number)) for number, column in enumerate(self.columns)]
        return self.scan.select(*texts, *self.passing).with_row_index(ROW)

    def _texts(self, column: TableColumn) -> pl.Expr:
        if not self.decimal_comma or column.are_texts or folded(column.name) not in self.measures:
            return column.texts
        return column.texts.str.replace_all(r"([0-9])\.([0-9])", "${1},${2}")

    def places(self, cells: Sequence[Cell]) -> list[Place]:
        return [
            Place(self.source.name, cell.row + 1)
            if cell.column is None
            else place(self.source, self.columns[cell.column].number, cell.row + 1)
            for cell in cells
        ]
