"""GeoPackages that are made up, for tests of derivation."""

import sqlite3
import struct
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import shapely

SYSTEMS = (3006, 4326, 3021)


def package(folder: Path, name: str, layers: Mapping[str, tuple[str, int, Sequence[tuple[object, ...]]]]) -> Path:
    """Write layers, each with the kind of its shapes, its system, and rows: headings first, a shape at the end."""
    path = folder / name
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA application_id = 0x47504B47")
        database.execute("CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id)")
        database.execute("CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id)")
        database.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, 'EPSG', ?)", [(it, it) for it in SYSTEMS])
        for layer, (kind, system, (heads, *rows)) in layers.items():
            database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?)", (layer, kind, system))
            columns = ", ".join(f'"{heading}"' for heading in heads)
            database.execute(f'CREATE TABLE "{layer}" ({columns}, geom)')
            marks = ", ".join("?" * (len(heads) + 1))
            database.executemany(
                f'INSERT INTO "{layer}" VALUES ({marks})', [(*row[:-1], blob(row[-1], system)) for row in rows]
            )
        database.commit()
    return path


def blob(shape: object, system: int) -> bytes | None:
    """A shape as a GeoPackage holds it."""
    if shape is None:
        return None
    return b"GP" + struct.pack("<BBi", 0, 1, system) + shapely.to_wkb(shape, byte_order=1)
