"""The points in a column of geometries, and its other geometries."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import polars as pl

_KINDS = {
    1: "Point",
    2: "LineString",
    3: "Polygon",
    4: "MultiPoint",
    5: "MultiLineString",
    6: "MultiPolygon",
    7: "GeometryCollection",
    8: "CircularString",
    9: "CompoundCurve",
    10: "CurvePolygon",
    11: "MultiCurve",
    12: "MultiSurface",
    15: "PolyhedralSurface",
    16: "TIN",
    17: "Triangle",
}
_HEAD = 5
"""The bytes of the byte order and the type."""
_FIGURE = 8
_HAS_SYSTEM, _FLAGS = 0x2000_0000, 0xE000_0000
"""The flags of EWKB: that the number of a coordinate system follows, and all flags together."""
_SYSTEM = 4
_LONGEST = _HEAD + _SYSTEM + 4 * _FIGURE


class Beginning(NamedTuple):
    """The first bytes of geometries and their size, up to that of the longest point."""

    head: bytes
    size: int

    @property
    def order(self) -> Literal["little", "big"]:
        """The byte order."""
        return "little" if self.head[0] else "big"

    @property
    def kind(self) -> str | None:
        """The kind of geometry; None when the bytes are not WKB."""
        if len(self.head) < _HEAD or self.head[0] > 1:
            return None
        dimensions, code = divmod(self._word & ~_FLAGS, 1000)
        whole = code != 1 or self.size >= self.at + 2 * _FIGURE
        return _KINDS.get(code) if whole and dimensions <= 3 else None  # noqa: PLR2004 - plain, Z, M, ZM

    @property
    def _word(self) -> int:
        return int.from_bytes(self.head[1:], self.order)

    @property
    def at(self) -> int:
        """The offset of the coordinates of a point."""
        return _HEAD + (_SYSTEM if self._word & _HAS_SYSTEM else 0)


Beginnings = Mapping[Beginning, tuple[int, int]]
"""By beginning: the number of geometries in a column, and the first of their rows."""


def beginnings(geometries: pl.LazyFrame, geometry: pl.Expr) -> Beginnings:
    """Return the beginnings of the geometries of a column that are not null."""
    size = pl.min_horizontal(geometry.bin.size(), pl.lit(_LONGEST))
    heads = geometries.select(geometry.bin.head(_HEAD).alias("head"), size.alias("size")).with_row_index("row")
    counted = heads.drop_nulls("head").group_by("head", "size").agg(pl.len(), pl.col("row").min().alias("first"))
    rows = counted.collect().sort("first").iter_rows()
    return {Beginning(head, size): (number, first) for head, size, number, first in rows}


def coordinate(geometry: pl.Expr, known: Beginnings, number: Literal[0, 1]) -> pl.Expr:
    """Return x (0) or y (1) of the points, at least one; null for empty points and other geometries."""
    figures = [
        pl.when(geometry.bin.head(_HEAD) == beginning.head, geometry.bin.size() >= beginning.at + 2 * _FIGURE).then(
            geometry.bin.slice(beginning.at + number * _FIGURE, _FIGURE).bin.reinterpret(
                dtype=pl.Float64, endianness=beginning.order
            )
        )
        for beginning in known
        if beginning.kind == "Point"
    ]
    return pl.coalesce(figures).fill_nan(None)


_NATIVE = {
    "linestring": "LineString",
    "polygon": "Polygon",
    "multipoint": "MultiPoint",
    "multilinestring": "MultiLineString",
    "multipolygon": "MultiPolygon",
}
_WIDTH = 2
"""The fewest coordinates of a point."""


class OtherGeometries(NamedTuple):
    """Geometries of one kind that are not points."""

    kind: str | None
    """None when they are not geometries at all."""
    number: int
    row: int
    """The first of their rows."""


@dataclass(frozen=True, slots=True)
class Points:
    x: pl.Expr | None
    """The first coordinate, null where there is no point; None when the column has no points."""
    y: pl.Expr | None
    others: tuple[OtherGeometries, ...] = ()


def points(scan: pl.LazyFrame, geometry: pl.Expr, dtype: pl.DataType, encoding: str) -> Points | None:
    """Return the points in a column of a storage type; None when that does not suit the encoding."""
    match dtype:
        case pl.Binary() if encoding == "wkb":
            return _points_in_wkb(beginnings(scan, geometry), geometry)
        case pl.Struct() if encoding == "point" and {"x", "y"} <= {field.name for field in dtype.fields}:
            return Points(_coordinate_field(geometry.struct.field("x")), _coordinate_field(geometry.struct.field("y")))
        case pl.Array() if encoding == "point" and dtype.inner.is_float() and dtype.size >= _WIDTH:
            return Points(_coordinate_field(geometry.arr.get(0)), _coordinate_field(geometry.arr.get(1)))
        case _ if encoding in _NATIVE:
            return Points(None, None, tuple(_all_of(_NATIVE[encoding], scan, geometry)))
        case _:
            return None


def _coordinate_field(field: pl.Expr) -> pl.Expr:
    """Return a coordinate; NaN stands for an empty point."""
    return field.cast(pl.Float64).fill_nan(None)


def _points_in_wkb(known: Beginnings, geometry: pl.Expr) -> Points:
    others: defaultdict[str | None, list[tuple[int, int]]] = defaultdict(list)
    for beginning, counted in known.items():
        if beginning.kind != "Point":
            others[beginning.kind].append(counted)
    other_geometries = tuple(_summed(kind, counts) for kind, counts in others.items())
    if all(beginning.kind != "Point" for beginning in known):
        return Points(None, None, other_geometries)
    return Points(coordinate(geometry, known, 0), coordinate(geometry, known, 1), other_geometries)


def _summed(kind: str | None, counts: Sequence[tuple[int, int]]) -> OtherGeometries:
    return OtherGeometries(kind, sum(number for number, _ in counts), min(row for _, row in counts))


def _all_of(kind: str, scan: pl.LazyFrame, geometry: pl.Expr) -> Iterator[OtherGeometries]:
    """Yield the geometries of a column of a single kind."""
    filled = geometry.is_not_null()
    number, first = scan.select(filled.sum().alias("number"), filled.arg_max().alias("first")).collect().row(0)
    if number:
        yield OtherGeometries(kind, number, first)
