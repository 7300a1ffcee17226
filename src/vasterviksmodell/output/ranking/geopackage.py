"""A ranking as a GeoPackage (OGC 12-128r18): points in SWEREF 99 TM, with a style that QGIS opens by itself."""

import sqlite3
import struct
from collections.abc import Iterator, Sequence
from importlib.resources import files

import polars as pl

from vasterviksmodell.output.ranking.flat import flat_columns
from vasterviksmodell.output.ranking.geojson import WITHHELD, points
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.sites.positions.coordinates import in_metres
from vasterviksmodell.sites.positions.position_columns import LATITUDE, LONGITUDE

TABLE = "sites"
_SRS = 3006
_TIME = "1970-01-01T00:00:00.000Z"
"""In place of the clock, so that the bytes are the same every time."""
_VERSIONS = slice(92, 100)
"""Where the header of the file says which version of SQLite wrote it."""
_SWEREF_99_TM = (
    'PROJCS["SWEREF99 TM",GEOGCS["SWEREF99",DATUM["SWEREF99",SPHEROID["GRS 1980",6378137,298.257222101,'
    'AUTHORITY["EPSG","7019"]],AUTHORITY["EPSG","6619"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4619"]],'
    'PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",15],'
    'PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],'
    'UNIT["metre",1,AUTHORITY["EPSG","9001"]],AUTHORITY["EPSG","3006"]]'
)
_WGS_84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS = (
    ("Undefined cartesian", -1, "NONE", -1, "undefined"),
    ("Undefined geographic", 0, "NONE", 0, "undefined"),
    ("WGS 84", 4326, "EPSG", 4326, _WGS_84),
    ("SWEREF99 TM", _SRS, "EPSG", _SRS, _SWEREF_99_TM),
)
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
    f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,
    styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME);
PRAGMA application_id = 1196444487;
PRAGMA user_version = 10300;
"""
_TYPES = {pl.Float64: "DOUBLE", pl.Boolean: "BOOLEAN", pl.String: "TEXT"}


def geopackage(ranking: Ranking) -> bytes:
    """Return the bytes of a file with one layer, in the order of the ranking; a site without a point has none.

    Raises `MissingExtra` without the extra `geo`, which computes metres from degrees.
    """
    table = ranking.frame.select(flat_columns(ranking))
    places = _in_metres(ranking.frame)
    with sqlite3.connect(":memory:") as database:
        database.executescript(_TABLES)
        database.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", _SYSTEMS)
        _register(database, places, "" if ranking.redaction is None else WITHHELD)
        _fill(database, table, places)
    written = bytearray(database.serialize())
    database.close()
    written[_VERSIONS] = bytes(8)
    return bytes(written)


def _in_metres(frame: pl.DataFrame) -> pl.DataFrame:
    """Return `east` and `north`, to the centimetre; null where a site has no position."""
    degrees = points(frame).fill_null(float("nan"))
    north, east = in_metres(degrees[LATITUDE].to_numpy(), degrees[LONGITUDE].to_numpy())
    metres = pl.DataFrame({"east": east, "north": north}, {"east": pl.Float64, "north": pl.Float64})
    return metres.with_columns(pl.all().round(2).fill_nan(None))


def _register(database: sqlite3.Connection, places: pl.DataFrame, description: str) -> None:
    """Say what the layer is, how far it reaches, and how it is drawn."""
    reach = (places["east"].min(), places["north"].min(), places["east"].max(), places["north"].max())
    contents = (TABLE, "features", TABLE, description, _TIME, *reach, _SRS)
    database.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", contents)
    database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (TABLE, _SRS))
    qml = files(__package__).joinpath("sites.qml").read_text(encoding="utf-8")
    database.execute(
        "INSERT INTO layer_styles VALUES (1, '', '', ?, 'geom', 'status', ?, NULL, 1, '', '', NULL, ?)",
        (TABLE, qml, _TIME),
    )


def _fill(database: sqlite3.Connection, table: pl.DataFrame, places: pl.DataFrame) -> None:
    names = _column_names(table.columns)
    typed = [f"{_quoted(name)} {_type(dtype)}" for name, dtype in zip(names, table.dtypes, strict=True)]
    columns = ", ".join(("fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL", "geom POINT", *typed))
    database.execute(f"CREATE TABLE {TABLE} ({columns})")
    marks = ", ".join("?" * (len(names) + 2))
    rows = zip(_geometries(places), table.iter_rows(), strict=True)
    database.executemany(
        f"INSERT INTO {TABLE} VALUES ({marks})",  # noqa: S608 - of marks alone
        ((number, geometry, *row) for number, (geometry, row) in enumerate(rows, 1)),
    )


def _column_names(headings: Sequence[str]) -> list[str]:
    """Return names that differ in more than case, and from those that the format has of its own."""
    taken, found = {"fid", "geom"}, []
    for heading in headings:
        name = heading.replace("\0", "")
        while name.casefold() in taken:
            name = f"extra.{name}"
        taken.add(name.casefold())
        found.append(name)
    return found


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _type(dtype: pl.DataType) -> str:
    return _TYPES.get(dtype.base_type(), "INTEGER")


def _geometries(places: pl.DataFrame) -> Iterator[bytes | None]:
    """Yield each point as the format writes it: a header, and well-known binary."""
    for east, north in places.iter_rows():
        header = struct.pack("<2sBBi", b"GP", 0, 1, _SRS)
        yield None if east is None else header + struct.pack("<BIdd", 1, 1, east, north)
