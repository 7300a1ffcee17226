"""The geometries of a Parquet file: points are positions, in the system that the file names."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, NamedTuple

import polars as pl

from vasterviksmodell.findings import Finding, Severity, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites import typed
from vasterviksmodell.sites.formats.parquet.column import Cells, Column, place
from vasterviksmodell.sites.formats.parquet.points import Other, Points, points
from vasterviksmodell.sites.formats.records.record_cells import quoted
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.positions.coordinates import apart
from vasterviksmodell.sites.positions.position_columns import Axes, axes_of
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.words import folded

_IN_WKT = re.compile(r'(?:ID|AUTHORITY)\["(\w+)",\s*"?(\w+)"?\](?:,?\s*\])*\s*$')
"""The last authority and code of a coordinate system in well-known text: its own."""
_CALLED = {
    "sweref99tm": "EPSG:3006",
    "wgs84": "OGC:CRS84",
    "wgs1984": "OGC:CRS84",
    "gcswgs1984": "OGC:CRS84",
    "wgs84crs84": "OGC:CRS84",
}
"""Systems by their names, letters and digits only, for descriptions without a code."""
_USUAL = "OGC:CRS84"
"""The system of a GeoParquet file that says nothing of it."""
_UNKNOWN = "crs: null"
_WKB = ("geoarrow.wkb", "ogc.wkb")
_POINTS = "geoarrow.point"


class Declared(NamedTuple):
    """A column of geometries."""

    column: str
    encoding: str
    """`wkb`, `point`, or another of GeoParquet."""
    system: str
    """The name of its coordinate system."""


def declared(metadata: Mapping[str, str], schema: Mapping[str, pl.DataType]) -> Declared | None:
    """Return the column of geometries of a file, the primary one if there are several; None when none is declared."""
    return _in_geoparquet(metadata.get("geo", ""), schema) or _in_geoarrow(schema)


def _in_geoparquet(text: str, schema: Mapping[str, pl.DataType]) -> Declared | None:
    match _json(text):
        case {"primary_column": str(name), "columns": dict(columns)} if name in schema:
            match columns.get(name):
                case {"encoding": str(encoding), **rest}:
                    return Declared(name, encoding.lower(), system_name(rest.get("crs", _USUAL)))
    return None


def _in_geoarrow(schema: Mapping[str, pl.DataType]) -> Declared | None:
    for name, dtype in schema.items():
        if isinstance(dtype, pl.Extension) and dtype.ext_name() in {*_WKB, _POINTS}:
            described = _json(dtype.ext_metadata() or "")
            system = system_name(described.get("crs") if isinstance(described, dict) else None)
            return Declared(name, "point" if dtype.ext_name() == _POINTS else "wkb", system)
    return None


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def system_name(crs: Any) -> str:
    """Return the name of a coordinate system, by authority and code where it has them.

    >>> system_name({"name": "SWEREF99 TM", "id": {"authority": "EPSG", "code": 3006}}), system_name("EPSG:4326")
    ('EPSG:3006', 'EPSG:4326')
    """
    match crs:
        case {"id": {"authority": str(authority), "code": int() | str() as code}}:
            return f"{authority}:{code}"
        case {"components": [horizontal, *_]} | {"source_crs": horizontal}:
            return system_name(horizontal)
        case {"name": str(name)}:
            return _by_name(name)
        case str():
            own = _IN_WKT.search(crs)
            return f"{own[1]}:{own[2]}" if own else _by_name(crs)
        case _:
            return _UNKNOWN


def _by_name(name: str) -> str:
    return _CALLED.get(re.sub(r"[^a-z0-9]", "", name.lower()), name)


_A_POINT = Message("a point in WKB")
_OTHER_BYTES = Message("other bytes")
_NO_POSITION = Message("the site has no position from it")
_LEFT_OUT = Message(
    "the column is left out; export the file in WGS 84 (EPSG:4326) or SWEREF 99 TM (EPSG:3006) to have positions"
)


@dataclass(frozen=True)
class Coordinate:
    """A column of one coordinate of every site."""

    number: int
    name: str
    texts: pl.Expr
    are_texts: ClassVar[bool] = False


@dataclass(frozen=True)
class Geometries:
    """What becomes of the geometries of a file."""

    column: int | None = None
    """The number of the column that holds them, which is no column of cells."""
    axes: Axes | None = None
    further: tuple[Coordinate, ...] = ()
    """The columns of coordinates that the file does not have itself."""
    filled: Mapping[int, Coordinate] = field(default_factory=dict)
    """By their numbers: those that it has, with points where they say nothing."""
    findings: tuple[Finding, ...] = ()

    def beside(self, columns: Sequence[Column]) -> tuple[Cells, ...]:
        """The columns of a table with the coordinates among them."""
        cells = (column for column in columns if column.number != self.column and column.holds_cells)
        return (*(self.filled.get(cell.number, cell) for cell in cells), *self.further)


def geometries(source: Source, scan: pl.LazyFrame, columns: Sequence[Column], expected: Expected) -> Geometries:
    """Return what a file has of geometries, unless it declares none, or their column is read as cells."""
    said = declared(pl.read_parquet_metadata(source.path), {column.name: column.dtype for column in columns})
    if said is None or folded(said.column) in expected.headings:
        return Geometries()
    column = next(column for column in columns if column.name == said.column)
    axes = axes_of(said.system, expected.site)
    if axes is None:
        finding = Finding(rule("D021"), place(source, column.number), {"system": quoted(said.system)})
        return Geometries(column.number, findings=(replace(finding, level=Severity.WARNING, advice=_LEFT_OUT),))
    found = _points(scan, column, said)
    if found is None:
        return Geometries()
    told = tuple(_told(other, source, column) for other in found.others)
    return _Placing(source, scan, column, columns, expected, axes).of(found, told)


def _points(scan: pl.LazyFrame, column: Column, said: Declared) -> Points | None:
    geometry = typed.storage(pl.col(column.name), column.dtype)
    return points(scan, geometry, typed.raw_storage_of(column.dtype), said.encoding)


def _told(other: Other, source: Source, column: Column) -> Finding:
    """That geometries give no position."""
    at = place(source, column.number, other.row + 1)
    if other.kind is None:
        facts = {"expected": _A_POINT, "found": _OTHER_BYTES}
        return Finding(rule("D012"), at, facts, advice=_NO_POSITION, more=other.number - 1, level=Severity.WARNING)
    return Finding(rule("D022"), at, {"column": other.kind}, more=other.number - 1)


@dataclass(frozen=True)
class _Placing:
    """Puts the points of a file into columns of coordinates."""

    source: Source
    scan: pl.LazyFrame
    column: Column
    columns: Sequence[Column]
    expected: Expected
    axes: Axes

    def of(self, found: Points, told: tuple[Finding, ...]) -> Geometries:
        if found.x is None or found.y is None:
            return Geometries(self.column.number, self.axes, findings=told)
        point = {self.axes.first: found.x.cast(pl.String), self.axes.second: found.y.cast(pl.String)}
        own = {heading: column for heading in point if (column := self._own(heading))}
        says = pl.any_horizontal(False, *(column.texts.is_not_null() for column in own.values()))
        filled = {
            column.number: Coordinate(
                column.number, column.name, pl.when(says).then(column.texts).otherwise(point[heading])
            )
            for heading, column in own.items()
        }
        further = tuple(
            Coordinate(self.column.number, heading, pl.when(~says).then(texts))
            for heading, texts in point.items()
            if heading not in own
        )
        return Geometries(self.column.number, self.axes, further, filled, (*told, *self._apart(own, point)))

    def _own(self, heading: str) -> Column | None:
        """The column of the file that serves a heading of positions."""
        names = {folded(column) for column in (heading, *self.expected.data.columns.get(heading, ()))}
        return next((column for column in self.columns if column.holds_cells and folded(column.name) in names), None)

    def _apart(self, own: Mapping[str, Column], point: Mapping[str, pl.Expr]) -> Iterator[Finding]:
        """That sites have another position in their columns than in their geometry."""
        if len(own) < len(point):
            return
        both = {"first": own[self.axes.first].texts, "second": own[self.axes.second].texts}
        x, y = point.values()
        texts = self.scan.select(**both, x=x, y=y).with_row_index("row").collect()
        texts = texts.filter(pl.any_horizontal(pl.col(*both).is_not_null()), pl.col("x").is_not_null())
        rows = apart(*texts.select("first", "second", "x", "y"), degrees=self.axes.degrees)
        if rows:
            at = place(self.source, own[self.axes.second].number, texts["row"][rows[0]] + 1)
            yield Finding(rule("D024"), at, {"column": self.axes.second}, more=len(rows) - 1)
