"""The areas of a GeoJSON file (RFC 7946), or of an older one that names its coordinate system."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from vasterviksmodell.findings import Place
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.outline_files.raw import RawOutline, UnusableOutline, only_areas, shapely

_EPSG = re.compile(r"(?:.*[:/])?EPSG[:/]+(?:[0-9.]*[:/])?([0-9]{4,6})", re.IGNORECASE)
_DEGREES = ("CRS84", "WGS84")
_NO_JSON = Message("it is neither GeoJSON nor a GeoPackage")
_NO_NAME = Message("its coordinate system is not named as EPSG:…; export the file in WGS 84 (EPSG:4326)")


def areas_of_geojson(path: Path) -> RawOutline:
    """Return the polygons of all features."""
    place = Place(str(path))
    root = _parsed(path)
    texts = [json.dumps(geometry) for geometry in _geometries(root)]
    shapes = [] if not texts else shapely().from_geojson(texts, on_invalid="ignore")
    return RawOutline(only_areas(shapes, place), code_of_system(root, place))


def _parsed(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise UnusableOutline(Place(str(path), error.lineno, error.colno), _NO_JSON) from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise UnusableOutline(Place(str(path)), _NO_JSON) from error


def _geometries(root: Any) -> Iterator[Any]:
    """Yield the geometries of a collection, a feature or a geometry."""
    match root:
        case {"type": "FeatureCollection", "features": list(features)}:
            for feature in features:
                yield from _geometries(feature)
        case {"type": "Feature", "geometry": geometry}:
            yield from _geometries(geometry)
        case {"type": "GeometryCollection", "geometries": list(geometries)}:
            for geometry in geometries:
                yield from _geometries(geometry)
        case {"type": "Polygon" | "MultiPolygon"}:
            yield root


def code_of_system(root: Any, place: Place) -> str | None:
    """Return the code of the system that a file names, if it names one."""
    match root:
        case {"crs": {"properties": {"name": str(name)}}}:
            found = _EPSG.fullmatch(name)
            if found is None and name.upper().endswith(_DEGREES):
                return None
            if found is None:
                raise UnusableOutline(place, _NO_NAME)
            return f"EPSG:{found[1]}"
        case {"crs": dict()}:
            raise UnusableOutline(place, _NO_NAME)
        case _:
            return None
