"""Layers of a GeoPackage or GeoJSON file as tables whose rows have shapes: points, or areas."""

import csv
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from io import StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from vasterviksmodell.criteria import DataFiles
from vasterviksmodell.extras import from_extra
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import listing, nearest
from vasterviksmodell.sites.outline_files.geojson import code_of_system
from vasterviksmodell.sites.outline_files.geopackage import SQLITE, quoted, without_header
from vasterviksmodell.sites.outline_files.raw import UnusableOutline
from vasterviksmodell.sites.positions.coordinates import SWEREF_99_TM, from_system
from vasterviksmodell.source.folding import folded

if TYPE_CHECKING:
    from vasterviksmodell.i18n import Phrase
    from vasterviksmodell.sites.areas import Shapes
    from vasterviksmodell.source.files import Source

NORTHING, EASTING, _SHAPE = "northing", "easting", "shape"
"""The headings of the positions of points, in SWEREF 99 TM."""
_LAYERS = """
SELECT table_name, column_name, upper(geometry_type_name), organization || ':' || organization_coordsys_id
FROM gpkg_geometry_columns JOIN gpkg_spatial_ref_sys USING (srs_id) ORDER BY table_name
"""
ShapeKind = Literal["points", "areas", "lines"]
_KINDS: Mapping[ShapeKind, tuple[str, ...]] = MappingProxyType(
    {
        "points": ("POINT", "MULTIPOINT", "GEOMETRY"),
        "areas": ("POLYGON", "MULTIPOLYGON", "GEOMETRY"),
        "lines": ("LINESTRING", "MULTILINESTRING", "GEOMETRY"),
    }
)
_NO_PACKAGE = Message("it is no GeoPackage that can be read")
_NO_LAYER = Message("it has no layer of points or areas")
_SEVERAL = Message("it has several layers: {names}")
_NAME_ONE = Message("name one under data: as its sheet: {{sheet: {name}}}")
_NO_SYSTEM = Message("its coordinate system {code} is not known")
_NO_GEOJSON = Message("it is no GeoJSON that can be read")
_ELSEWHERE = Message("none of its shapes lies in Sweden")
_NAME_SYSTEM = Message("its axes are swapped, or it is in another system of coordinates than it says: export it anew")
_WGS_84 = "EPSG:4326"
_AS_SWEREF = Message("export it in SWEREF 99 TM (EPSG:3006)")


class UnreadableLayer(Exception):  # noqa: N818 - an outcome, not an accident
    """A layer cannot be read; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    name: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Any]]
    shapes: "Shapes"
    """Of each row, in SWEREF 99 TM, northing first; None where it has none."""

    def delimited(self) -> bytes:
        """Return the table as CSV; what shape each row has and the positions of points stand in columns of their own.

        So a row of a shape without any text is none that is blank.
        """
        own = [heading for heading in self.headings if folded(heading) not in (NORTHING, EASTING, _SHAPE)]
        kept = [self.headings.index(heading) for heading in own]
        text = StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow([*own, NORTHING, EASTING, _SHAPE])
        for row, shape in zip(self.rows, self.shapes, strict=True):
            writer.writerow(
                [*(_text(row[number]) for number in kept), *_position(shape), "" if shape is None else shape.geom_type]
            )
        return text.getvalue().encode()


def _text(value: Any) -> str:
    """Return a value as the text of a cell."""
    if value is None or isinstance(value, bytes | dict | list):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value).removesuffix(".0") if isinstance(value, float) else " ".join(str(value).split("\n"))


def _position(shape: Any) -> tuple[str, str]:
    is_point = shape is not None and shape.geom_type == "Point" and not shape.is_empty
    return (f"{shape.x:.2f}", f"{shape.y:.2f}") if is_point else ("", "")


def is_package(source: "Source") -> bool:
    """Say whether a file is a SQLite database, as a GeoPackage is."""
    return source.head(len(SQLITE)) == SQLITE


def read_package(source: "Source", data: DataFiles, shapes: ShapeKind = "points") -> Layer:
    """Return the layer of points, of areas or of lines of a GeoPackage; raise `UnreadableLayer`."""
    place = Place(source.name)
    try:
        uri = f"{source.path.absolute().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as database:
            table, column, _, code = _chosen(database.execute(_LAYERS).fetchall(), data, place, shapes)
            found = database.execute(f"SELECT * FROM {quoted(table)}")  # noqa: S608 - quoted
            headings = tuple(str(one[0]) for one in found.description)
            rows = found.fetchall()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise unreadable(place, "GeoPackage", _NO_PACKAGE) from error
    at = headings.index(column)
    geometries = shapely().from_wkb([without_header(row[at]) for row in rows], on_invalid="ignore")
    others = [number for number in range(len(headings)) if number != at]
    kept = [[row[number] for number in others] for row in rows]
    own = in_sweref(geometries, code, place)
    own = own if shapes == "points" else _usable(own, place, "GeoPackage")
    return Layer(table, tuple(headings[number] for number in others), kept, own)


def _chosen(layers: Sequence[Any], data: DataFiles, place: Place, shapes: ShapeKind) -> Any:
    """Return the layer that is declared, else the only one that has shapes of the kind."""
    names = [str(table) for table, *_ in layers]
    if data.sheet is not None:
        named = next((layer for layer in layers if folded(str(layer[0])) == folded(data.sheet)), None)
        if named is None:
            facts: dict[str, Phrase] = {"sheet": data.sheet, "known": listing(names)}
            raise UnreadableLayer(Finding(rule("D014"), place, facts, suggestion=nearest(data.sheet, names)))
        return named
    fitting = [layer for layer in layers if layer[2] in _KINDS[shapes]] or (layers if shapes == "points" else [])
    if not fitting:
        raise unreadable(place, "GeoPackage", _NO_LAYER)
    if len(fitting) > 1:
        problem = _SEVERAL.format(names=listing(str(layer[0]) for layer in fitting))
        raise unreadable(place, "GeoPackage", problem, _NAME_ONE.format(name=str(fitting[0][0])))
    return fitting[0]


def read_geojson(source: "Source") -> Layer:
    """Return the features of a GeoJSON file, in WGS 84 or the system that it names; raise `UnreadableLayer`."""
    place = Place(source.name)
    try:
        root = json.loads(source.path.read_bytes().decode("utf-8-sig"))
        features = [feature for feature in root["features"] if feature["type"] == "Feature"]
        texts = [json.dumps(feature["geometry"]) if feature.get("geometry") else None for feature in features]
        code = code_of_system(root, place) or _WGS_84
    except UnusableOutline as unusable:
        raise unreadable(place, "GeoJSON", unusable.problem) from unusable
    except (ValueError, RecursionError, KeyError, TypeError) as error:
        raise unreadable(place, "GeoJSON", _NO_GEOJSON) from error
    headings = dict.fromkeys(key for feature in features for key in feature.get("properties") or {})
    rows = [[(feature.get("properties") or {}).get(key) for key in headings] for feature in features]
    shapes = shapely().from_geojson(texts, on_invalid="ignore")
    return Layer("features", tuple(headings), rows, _usable(in_sweref(shapes, code, place), place, "GeoJSON"))


def in_sweref(shapes: Any, code: str, place: Place) -> "Shapes":
    """Return shapes in SWEREF 99 TM, northing first, from those of a system that is known by its code."""

    def converted(corners: Any) -> Any:
        metres = from_system(code, corners[:, 0], corners[:, 1])
        if metres is None:
            raise unreadable(place, "GeoPackage", _NO_SYSTEM.format(code=code), _AS_SWEREF)
        return np.column_stack(metres)

    found: Shapes = shapely().transform(np.array(shapes, dtype=object), converted)
    return found


def _usable(shapes: "Shapes", place: Place, format: str) -> "Shapes":
    """Return shapes with areas that do not cross themselves; raise `UnreadableLayer` where none lies in Sweden."""
    south, west, north, east = shapely().bounds(shapes).T
    (south_end, north_end), (west_end, east_end) = SWEREF_99_TM.first, SWEREF_99_TM.second
    inside = (north > south_end) & (south < north_end) & (east > west_end) & (west < east_end)
    if not inside.any() and not np.isnan(south).all():
        raise unreadable(place, format, _ELSEWHERE, _NAME_SYSTEM)
    crossing = inside & ~shapely().is_valid(shapes)
    found: Shapes = shapes.copy()
    found[crossing] = shapely().make_valid(shapes[crossing], method="structure", keep_collapsed=False)
    return found


def unreadable(place: Place, format: str, problem: "Phrase", advice: "Phrase | None" = None) -> UnreadableLayer:
    """Return what is raised about a file that cannot be read."""
    return UnreadableLayer(replace(Finding(rule("F010"), place, {"format": format, "problem": problem}), advice=advice))


def areas_among(shapes: "Shapes") -> Iterator[int]:
    """Yield the rows whose shape is an area."""
    return _among(shapes, ("Polygon", "MultiPolygon"))


def lines_among(shapes: "Shapes") -> Iterator[int]:
    """Yield the rows whose shape is a line."""
    return _among(shapes, ("LineString", "MultiLineString"))


def _among(shapes: "Shapes", types: tuple[str, ...]) -> Iterator[int]:
    for row, shape in enumerate(shapes):
        if shape is not None and shape.geom_type in types and not shape.is_empty:
            yield row


def shapely() -> Any:
    """Return the package, which the extra `geo` installs."""
    return from_extra("geo", "shapely", "reading shapes")
