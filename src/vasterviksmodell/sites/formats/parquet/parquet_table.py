"""Parquet, through Polars: typed columns, told as the texts that a cell of CSV would hold.

A number is its shortest text that reads back the same, a list of two numbers an interval, NaN and null an empty cell, a
date its ISO text. A place has the number of the row (the first site is row 1) and of the column.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.sites import typed
from vasterviksmodell.sites.formats.parquet import footer
from vasterviksmodell.sites.formats.parquet.column import Cells, Column, place
from vasterviksmodell.sites.formats.parquet.footer import GEOGRAPHY, GEOMETRY, UUID, VARIANT, Typed, typed_columns
from vasterviksmodell.sites.formats.parquet.geometries import geometries
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Expected
from vasterviksmodell.sites.formats.table_rows import SoundTable
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.words import folded

_ENCRYPTED = Message("it is encrypted")
_CUT_SHORT = Message("its end is missing")
_DAMAGED = Message("it is damaged, or has a type that is not read")
_SWOLLEN = Message("it unpacks to more than a table holds")
_TWICE = Message("two of its columns have the same name")
_UNKNOWN = Message("a column has a type that is not read")
_VERDICTS = {"sound": None, "swollen": _SWOLLEN, "twice": _TWICE, "unknown": _UNKNOWN, "damaged": _DAMAGED}
_USUALLY = Message(
    "save it with usual types: lists, not list views; geometries as GeoParquet 1, not as Parquet's own type"
)
_IN_WKB = Message("save the file as GeoParquet 1, with geometries as WKB, or without this column")
_APART = Message("save each figure in a column of its own, or leave this column out")
_AS_OTHERS = {GEOMETRY: _IN_WKB, GEOGRAPHY: _IN_WKB, VARIANT: _APART}
"""What to do with types that Polars does not know."""


def open_table(source: Source, expected: Expected) -> tuple["ParquetTable | None", tuple[Finding, ...]]:
    """The table of a file; None and findings when it cannot be read whole, or holds no cells where they are needed."""
    problem = _problem(source)
    if problem is not None:
        return None, _refusals(source, problem)
    scan = pl.scan_parquet(source.path, glob=False, hive_partitioning=False)
    columns = _columns(source, scan.collect_schema())
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
        found.beside(columns),
        expected.data.comma,
        expected.measures,
        {} if axes is None else axes.headings,
        {} if axes is None else {"coordinates": axes.system},
    ), findings


def _refusals(source: Source, problem: Message) -> tuple[Finding, ...]:
    """Why a file is not read: the columns whose type is Parquet's own, or one problem of the whole."""
    if problem is not _UNKNOWN:
        return (_refusal(Place(source.name), problem),)
    found = [
        _of_own_type(source, typed_column) for typed_column in typed_columns(source) if typed_column.type in _AS_OTHERS
    ]
    return tuple(found) or (_refusal(Place(source.name), problem, _USUALLY),)


def _of_own_type(source: Source, column: Typed) -> Finding:
    """That a column has a type of Parquet's own, which Polars does not know."""
    name = shortened(column.name)
    problem = Message("the column '{name}' has Parquet's own type {type}").format(name=name, type=column.type)
    return _refusal(place(source, column.number), problem, _AS_OTHERS[column.type])


def _refusal(at: Place, problem: Message, advice: Message | None = None) -> Finding:
    facts: dict[str, str | Message] = {"format": "Parquet", "problem": problem}
    return Finding(rule("F010"), at, facts, advice=advice)


def _columns(source: Source, schema: Mapping[str, pl.DataType]) -> list[Column]:
    """The columns; those of 16 bytes may be UUIDs, which the footer tells."""
    are_bytes = any(typed.raw_storage_of(data_type) == pl.Binary for data_type in schema.values())
    uuids = (
        {typed_column.number for typed_column in typed_columns(source) if typed_column.type == UUID}
        if are_bytes
        else ()
    )
    return [Column(number, *named, is_uuid=number in uuids) for number, named in enumerate(schema.items(), 1)]


def _problem(source: Source) -> Message | None:
    """Why a file cannot be read, None when it can."""
    asked = [sys.executable, "-P", footer.__file__, str(source.path)]
    ended = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)  # noqa: S603 - our own program
    if ended.returncode == 0 and ended.stdout in _VERDICTS:
        return _VERDICTS[ended.stdout]
    return {b"PARE": _ENCRYPTED, b"PAR1": _DAMAGED}.get(source.tail(4), _CUT_SHORT)


@dataclass(frozen=True)
class ParquetTable(SoundTable):
    source: Source
    scan: pl.LazyFrame
    columns: tuple[Cells, ...]
    decimal_comma: bool
    """Whether texts are said to have decimal commas; measures that are numbers are written with them then."""
    measures: frozenset[str]
    """The headings of measures, folded."""
    located: Mapping[str, str] = field(default_factory=dict)
    dialect: Mapping[str, str] = field(default_factory=dict)

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @property
    def heading_places(self) -> tuple[Place, ...]:
        return tuple(place(self.source, column.number) for column in self.columns)

    @property
    def frame(self) -> pl.LazyFrame:
        texts = [self._texts(column).alias(str(number)) for number, column in enumerate(self.columns)]
        return self.scan.select(texts).with_row_index(ROW)

    def _texts(self, column: Cells) -> pl.Expr:
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
