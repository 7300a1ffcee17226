"""The points in a column of geometries, and what else stands in it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import polars as pl

from vasterviksmodell.sites.positions.well_known_binary import Beginnings, beginnings, coordinate

_NATIVE = {
    "linestring": "LineString",
    "polygon": "Polygon",
    "multipoint": "MultiPoint",
    "multilinestring": "MultiLineString",
    "multipolygon": "MultiPolygon",
}
_WIDTH = 2
"""A point has so many coordinates at least."""


class Other(NamedTuple):
    """Geometries that are no points."""

    kind: str | None
    """None when they are no geometries at all."""
    number: int
    row: int
    """The first of their rows."""


@dataclass(frozen=True, slots=True)
class Points:
    x: pl.Expr | None
    """The first coordinate, null where there is no point; None when there is no point at all."""
    y: pl.Expr | None
    others: tuple[Other, ...] = ()


def points(scan: pl.LazyFrame, geometry: pl.Expr, dtype: pl.DataType, encoding: str) -> Points | None:
    """Return the points in a column of a storage type; None when that does not suit the encoding."""
    match dtype:
        case pl.Binary() if encoding == "wkb":
            return _in_binary(beginnings(scan, geometry), geometry)
        case pl.Struct() if encoding == "point" and {"x", "y"} <= {it.name for it in dtype.fields}:
            return Points(_figure(geometry.struct.field("x")), _figure(geometry.struct.field("y")))
        case pl.Array() if encoding == "point" and dtype.inner.is_float() and dtype.size >= _WIDTH:
            return Points(_figure(geometry.arr.get(0)), _figure(geometry.arr.get(1)))
        case _ if encoding in _NATIVE:
            return Points(None, None, tuple(_all_of(_NATIVE[encoding], scan, geometry)))
        case _:
            return None


def _figure(coordinate: pl.Expr) -> pl.Expr:
    """A coordinate; NaN is that of an empty point."""
    return coordinate.cast(pl.Float64).fill_nan(None)


def _in_binary(known: Beginnings, geometry: pl.Expr) -> Points:
    others: defaultdict[str | None, list[tuple[int, int]]] = defaultdict(list)
    for begins, counted in known.items():
        if begins.kind != "Point":
            others[begins.kind].append(counted)
    told = tuple(_summed(kind, counts) for kind, counts in others.items())
    if all(it.kind != "Point" for it in known):
        return Points(None, None, told)
    return Points(coordinate(geometry, known, 0), coordinate(geometry, known, 1), told)


def _summed(kind: str | None, counts: Sequence[tuple[int, int]]) -> Other:
    return Other(kind, sum(number for number, _ in counts), min(row for _, row in counts))


def _all_of(kind: str, scan: pl.LazyFrame, geometry: pl.Expr) -> Iterator[Other]:
    """The geometries of a column that holds one kind."""
    there = geometry.is_not_null()
    number, first = scan.select(there.sum().alias("number"), there.arg_max().alias("first")).collect().row(0)
    if number:
        yield Other(kind, number, first)
