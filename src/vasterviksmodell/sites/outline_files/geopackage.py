"""The areas of a GeoPackage (OGC 12-128r18): those of the one layer that has polygons."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from vasterviksmodell.findings import Place
from vasterviksmodell.i18n import Enumeration, Message
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.sites.outline_files.raw import RawOutline, UnusableOutline, only_areas, shapely

SQLITE = b"SQLite format 3\x00"
"""How a database begins."""
_LAYERS = """
SELECT table_name, column_name, organization, organization_coordsys_id
FROM gpkg_geometry_columns JOIN gpkg_spatial_ref_sys USING (srs_id)
WHERE upper(geometry_type_name) IN ('POLYGON', 'MULTIPOLYGON', 'GEOMETRY') ORDER BY table_name
"""
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
"""By the flag of a geometry: the bytes that tell its extent."""
_HEADER = 8
_NO_PACKAGE = Message("it is no GeoPackage that can be read")
_NO_LAYER = Message("it has no layer of polygons")
_SEVERAL = Message("it has several layers of polygons: {names}; export the one to be drawn")


def areas_of_geopackage(path: Path) -> RawOutline:
    """Return the polygons of the layer."""
    place = Place(str(path))
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            table, column, organisation, code = _layer(database, place)
            rows = database.execute(f"SELECT {quoted(column)} FROM {quoted(table)}").fetchall()  # noqa: S608 - quoted
    except sqlite3.Error as error:
        raise UnusableOutline(place, _NO_PACKAGE) from error
    shapes = shapely().from_wkb([*_wkb(rows)], on_invalid="ignore")
    return RawOutline(only_areas(shapes, place), f"{organisation}:{code}")


def _layer(database: sqlite3.Connection, place: Place) -> tuple[Any, ...]:
    """Return the table and column of the layer, and the organisation and number of its coordinate system."""
    layers = database.execute(_LAYERS).fetchall()
    if not layers:
        raise UnusableOutline(place, _NO_LAYER)
    if len(layers) > 1:
        names = Enumeration(shortened(str(table)) for table, *_ in layers)
        raise UnusableOutline(place, _SEVERAL.format(names=names))
    found: tuple[Any, ...] = layers[0]
    return found


def quoted(name: str) -> str:
    """Return a name of a table or column as SQL has it."""
    return '"' + str(name).replace('"', '""') + '"'


def _wkb(rows: list[tuple[Any]]) -> Iterator[bytes]:
    """Yield each geometry without its header."""
    for (blob,) in rows:
        geometry = without_header(blob)
        if geometry is not None:
            yield geometry


def without_header(blob: object) -> bytes | None:
    """Return the WKB in a geometry of a GeoPackage; None where it is none."""
    if isinstance(blob, bytes) and blob[:2] == b"GP" and len(blob) > _HEADER:
        return blob[_HEADER + _ENVELOPES.get(blob[3] >> 1 & 7, 0) :]
    return None
