"""The geometries of a Parquet file: points become columns of coordinates in the system that the file names."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, NamedTuple

import polars as pl

from vasterviksmodell.findings import Finding, Severity, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites import column_types
from vasterviksmodell.sites.formats.parquet.column import Column, TableColumn, place
from vasterviksmodell.sites.formats.parquet.points import OtherGeometries, Points, points
from vasterviksmodell.sites.formats.records.record_cells import quoted
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.sites.positions.coordinates import differing_rows
from vasterviksmodell.sites.positions.places import GEOMETRY, GEOMETRY_TYPE
from vasterviksmodell.sites.positions.position_columns import Axes, axes_of
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.folding import folded
from vasterviksmodell.source.json_writer import json_text

_IN_WKT = re.compile(r'(?:ID|AUTHORITY)\["(\w+)",\s*"?(\w+)"?\](?:,?\s*\])*\s*$')
"""The last authority and code in well-known text, which are those of the whole system."""
_SYSTEMS_BY_NAME = {
    "sweref99tm": "EPSG:3006",
    "wgs84": "OGC:CRS84",
    "wgs1984": "OGC:CRS84",
    "gcswgs1984": "OGC:CRS84",
    "wgs84crs84": "OGC:CRS84",
}
"""Systems by their names in letters and digits, for descriptions without a code."""
_USUAL = "OGC:CRS84"
"""The system of a GeoParquet file that states none."""
_UNKNOWN = "crs: null"
_OF_ITS_ROWS = ("bbox", "covering")
"""What GeoParquet says of the rows of a file, which are others in another."""
_WKB = ("geoarrow.wkb", "ogc.wkb")
_POINTS = "geoarrow.point"


class GeometryColumn(NamedTuple):
    """A column of geometries."""

    column: str
    encoding: str
    """`wkb`, `point`, or another encoding of GeoParquet."""
    system: str
    """The name of its coordinate system."""


def geometry_column(metadata: Mapping[str, str], schema: Mapping[str, pl.DataType]) -> GeometryColumn | None:
    """Return the column of geometries of a file, the primary one if there are several; None when none is declared."""
    return _in_geoparquet(metadata.get("geo", ""), schema) or _in_geoarrow(schema)


def _in_geoparquet(text: str, schema: Mapping[str, pl.DataType]) -> GeometryColumn | None:
    match _parsed_json(text):
        case {"primary_column": str(name), "columns": dict(columns)} if name in schema:
            match columns.get(name):
                case {"encoding": str(encoding), **others}:
                    return GeometryColumn(name, encoding.lower(), system_name(others.get("crs", _USUAL)))
    return None


def _in_geoarrow(schema: Mapping[str, pl.DataType]) -> GeometryColumn | None:
    for name, dtype in schema.items():
        if isinstance(dtype, pl.Extension) and dtype.ext_name() in {*_WKB, _POINTS}:
            described = _parsed_json(dtype.ext_metadata() or "")
            system = system_name(described.get("crs") if isinstance(described, dict) else None)
            return GeometryColumn(name, "point" if dtype.ext_name() == _POINTS else "wkb", system)
    return None


def _parsed_json(text: str) -> Any:
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
    return _SYSTEMS_BY_NAME.get(re.sub(r"[^a-z0-9]", "", name.lower()), name)


_A_POINT = Message("a point in WKB")
_OTHER_BYTES = Message("other bytes")
_NO_POSITION = Message("it gives the site no position")
_LEFT_OUT = Message(
    "the column is ignored; export the file in WGS 84 (EPSG:4326) or SWEREF 99 TM (EPSG:3006) to have positions"
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
    """The geometries of a file as columns of coordinates."""

    column: int | None = None
    """The number of the column of geometries, which has no cells."""
    axes: Axes | None = None
    further: tuple[Coordinate, ...] = ()
    """The columns of coordinates that are added to those of the file."""
    filled: Mapping[int, Coordinate] = field(default_factory=dict)
    """By number: the file's own columns of coordinates, completed with points."""
    findings: tuple[Finding, ...] = ()
    passing: tuple[pl.Expr, ...] = ()
    """The geometries themselves, and how the file describes them."""

    def table_columns(self, columns: Sequence[Column]) -> tuple[TableColumn, ...]:
        """Return the columns of the table, those of coordinates included."""
        cells = (column for column in columns if column.number != self.column and column.holds_cells)
        return (*(self.filled.get(cell.number, cell) for cell in cells), *self.further)


def geometries(source: Source, scan: pl.LazyFrame, columns: Sequence[Column], expected: Expected) -> Geometries:
    """Return the geometries of a file, unless it declares none, or their column is read as cells."""
    schema = {column.name: column.dtype for column in columns}
    declared = geometry_column(pl.read_parquet_metadata(source.path), schema)
    if declared is None or folded(declared.column) in expected.headings:
        return Geometries()
    column = next(column for column in columns if column.name == declared.column)
    return replace(_positions_in(source, scan, columns, column, declared, expected), passing=_passing(source, column))


def _passing(source: Source, column: Column) -> tuple[pl.Expr, ...]:
    """Return geometries in well-known binary with their description; of others only the positions are kept."""
    if column_types.raw_storage_of(column.dtype) != pl.Binary:
        return ()
    geometry = column_types.storage(pl.col(column.name), column.dtype)
    described = pl.when(geometry.is_not_null()).then(pl.lit(description(source, column)))
    return geometry.alias(GEOMETRY), described.alias(GEOMETRY_TYPE)


def description(source: Source, column: Column) -> str:
    """Return how a file describes its geometries, with the name of their column, as GeoParquet's JSON."""
    match _parsed_json(pl.read_parquet_metadata(source.path).get("geo", "")):
        case {"columns": dict(columns)} if isinstance(columns.get(column.name), dict):
            own = columns[column.name]
        case _:
            arrow = _parsed_json(column.dtype.ext_metadata() or "") if isinstance(column.dtype, pl.Extension) else None
            own = {"crs": arrow.get("crs")} if isinstance(arrow, dict) else {"crs": None}
    kept = {key: value for key, value in own.items() if key not in _OF_ITS_ROWS}
    return json_text({"name": column.name, "geometry": {"geometry_types": [], **kept, "encoding": "WKB"}})


def _positions_in(  # noqa: PLR0913, PLR0917 - what a file and the criteria say
    source: Source,
    scan: pl.LazyFrame,
    columns: Sequence[Column],
    column: Column,
    declared: GeometryColumn,
    expected: Expected,
) -> Geometries:
    axes = axes_of(declared.system, expected.site)
    if axes is None:
        finding = Finding(rule("D021"), place(source, column.number), {"system": quoted(declared.system)})
        return Geometries(column.number, findings=(replace(finding, level=Severity.WARNING, advice=_LEFT_OUT),))
    found = _points_in(scan, column, declared.encoding)
    if found is None:
        return Geometries()
    findings = tuple(_other_geometry_finding(other, source, column) for other in found.others)
    return _PointColumns(source, scan, column, columns, expected, axes).of(found, findings)


def _points_in(scan: pl.LazyFrame, column: Column, encoding: str) -> Points | None:
    geometry = column_types.storage(pl.col(column.name), column.dtype)
    return points(scan, geometry, column_types.raw_storage_of(column.dtype), encoding)


def _other_geometry_finding(other: OtherGeometries, source: Source, column: Column) -> Finding:
    """Return the finding that geometries are not points."""
    at = place(source, column.number, other.row + 1)
    if other.kind is None:
        facts = {"expected": _A_POINT, "found": _OTHER_BYTES}
        return Finding(rule("D012"), at, facts, advice=_NO_POSITION, more=other.number - 1, level=Severity.WARNING)
    return Finding(rule("D022"), at, {"column": other.kind}, more=other.number - 1)


@dataclass(frozen=True)
class _PointColumns:
    """Puts the points of a file into columns of coordinates."""

    source: Source
    scan: pl.LazyFrame
    column: Column
    columns: Sequence[Column]
    expected: Expected
    axes: Axes

    def of(self, found: Points, findings: tuple[Finding, ...]) -> Geometries:
        if found.x is None or found.y is None:
            return Geometries(self.column.number, self.axes, findings=findings)
        point = {self.axes.first: found.x.cast(pl.String), self.axes.second: found.y.cast(pl.String)}
        own = {heading: column for heading in point if (column := self._own(heading))}
        has_own = pl.any_horizontal(False, *(column.texts.is_not_null() for column in own.values()))
        filled = {
            column.number: Coordinate(
                column.number, column.name, pl.when(has_own).then(column.texts).otherwise(point[heading])
            )
            for heading, column in own.items()
        }
        further = tuple(
            Coordinate(self.column.number, heading, pl.when(~has_own).then(texts))
            for heading, texts in point.items()
            if heading not in own
        )
        return Geometries(
            self.column.number, self.axes, further, filled, (*findings, *self._contradictions(own, point))
        )

    def _own(self, heading: str) -> Column | None:
        """Return the file's own column of a heading of positions, if any."""
        names = {folded(column) for column in (heading, *self.expected.data.columns.get(heading, ()))}
        return next((column for column in self.columns if column.holds_cells and folded(column.name) in names), None)

    def _contradictions(self, own: Mapping[str, Column], point: Mapping[str, pl.Expr]) -> Iterator[Finding]:
        """Yield a finding if sites have another position in their columns than in their geometry."""
        if len(own) < len(point):
            return
        both = {"first": own[self.axes.first].texts, "second": own[self.axes.second].texts}
        x, y = point.values()
        texts = self.scan.select(**both, x=x, y=y).with_row_index("row").collect()
        texts = texts.filter(pl.any_horizontal(pl.col(*both).is_not_null()), pl.col("x").is_not_null())
        rows = differing_rows(*texts.select("first", "second", "x", "y"), degrees=self.axes.degrees)
        if rows:
            at = place(self.source, own[self.axes.second].number, texts["row"][rows[0]] + 1)
            yield Finding(rule("D024"), at, {"column": self.axes.second}, more=len(rows) - 1)
