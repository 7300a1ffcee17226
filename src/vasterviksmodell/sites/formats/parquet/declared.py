"""What a Parquet file says of its geometries: GeoParquet in the metadata of the file, GeoArrow in that of a column."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

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
