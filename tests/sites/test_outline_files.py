"""Outlines in files of the user: read, converted, refused with a reason."""

import json
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely

from vasterviksmodell.sites.outline_files import UnusableOutline, read_outline

CORNERS = [[16.2, 57.6], [16.6, 57.6], [16.6, 58.0], [16.2, 58.0], [16.2, 57.6]]
"""Degrees, longitude first; an area of Västervik."""
METRES = [[571_600, 6_384_900], [595_500, 6_385_300], [594_500, 6_429_800], [571_000, 6_429_400], [571_600, 6_384_900]]
"""Near the same corners in SWEREF 99 TM, easting first."""


def polygon(corners: list[list[float]], **others: Any) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [corners]}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {}, "geometry": geometry}],
        **others,
    }


def system(name: str) -> dict[str, Any]:
    return {"type": "name", "properties": {"name": name}}


@pytest.fixture
def file(tmp_path: Path) -> Callable[[Any], Path]:
    def written(content: Any) -> Path:
        path = tmp_path / "gräns.geojson"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    return written


@pytest.mark.parametrize(
    "content",
    [
        polygon(CORNERS),
        polygon(CORNERS, crs=system("urn:ogc:def:crs:OGC:1.3:CRS84")),
        polygon(METRES, crs=system("urn:ogc:def:crs:EPSG::3006")),
        polygon(METRES, crs=system("EPSG:3006")),
        polygon(CORNERS)["features"][0],
        {"type": "GeometryCollection", "geometries": [{"type": "MultiPolygon", "coordinates": [[CORNERS]]}]},
    ],
)
def test_areas_are_read_in_the_system_that_is_named(file: Callable[[Any], Path], content: Any) -> None:
    outline = read_outline(file(content))
    south, west, north, east = outline.bounds()
    assert (south, north) == pytest.approx((6_384_900, 6_429_800), abs=500)
    assert (west, east) == pytest.approx((571_000, 595_500), abs=1000)
    assert outline.source.inside("sv") == "gräns.geojson"  # type: ignore[union-attr]


def swapped(corners: list[list[float]]) -> list[list[float]]:
    return [corner[::-1] for corner in corners]


@pytest.mark.parametrize(
    ("content", "problem", "line"),
    [
        ("{\n  nothing", "neither GeoJSON nor", 2),
        ("[" * 100_000, "neither GeoJSON nor", None),
        ({"type": "FeatureCollection", "features": []}, "holds no areas", None),
        ({"type": "Point", "coordinates": [16, 57]}, "holds no areas", None),
        ({"type": "Polygon", "coordinates": "x"}, "holds no areas", None),
        (polygon(swapped(CORNERS)), "are swapped", None),
        (polygon(METRES), "are no degrees", None),
        (polygon([[0, 0], [1, 0], [1, 1], [0, 0]]), "do not lie in Sweden", None),
        (polygon(METRES, crs=system("EPSG:999999")), "EPSG:999999 is not known", None),
        (polygon(METRES, crs=system("RT 90")), "not named as EPSG", None),
        (polygon(METRES, crs={"type": "link"}), "not named as EPSG", None),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_reason(
    file: Callable[[Any], Path], content: Any, problem: str, line: int | None
) -> None:
    with pytest.raises(UnusableOutline) as caught:
        read_outline(file(content))
    assert problem in str(caught.value)
    assert caught.value.place.path.endswith("gräns.geojson")
    assert caught.value.place.line == line


def package(path: Path, *layers: str, code: int = 3006) -> Path:
    """A GeoPackage with the area in each layer, in the tables that are read."""
    header = struct.pack("<2sBBi4d", b"GP", 0, 0b11, code, 0, 0, 0, 0)
    with sqlite3.connect(path) as database:
        database.executescript(
            "CREATE TABLE gpkg_spatial_ref_sys (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER);"
            "CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id);"
            f"INSERT INTO gpkg_spatial_ref_sys VALUES ({code}, 'EPSG', {code});"
        )
        for layer in layers:
            database.execute(f'CREATE TABLE "{layer}" (fid INTEGER PRIMARY KEY, geom BLOB)')
            database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'MULTIPOLYGON', ?)", (layer, code))
            database.execute(f'INSERT INTO "{layer}" VALUES (1, ?)', (header + shapely.Polygon(METRES).wkb,))
    database.close()
    return path


def test_the_one_layer_of_a_geopackage_is_read(tmp_path: Path) -> None:
    south, west, north, east = read_outline(package(tmp_path / "a.gpkg", "kommun gräns")).bounds()
    assert (south, west, north, east) == (6_384_900, 571_000, 6_429_800, 595_500)


def test_several_layers_and_none_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableOutline, match="several layers of polygons: a and b"):
        read_outline(package(tmp_path / "two.gpkg", "a", "b"))
    with pytest.raises(UnusableOutline, match="no layer"):
        read_outline(package(tmp_path / "none.gpkg"))
    (tmp_path / "broken.gpkg").write_bytes(b"SQLite format 3\0" + b"x" * 100)
    with pytest.raises(UnusableOutline, match="no GeoPackage that can be read"):
        read_outline(tmp_path / "broken.gpkg")
