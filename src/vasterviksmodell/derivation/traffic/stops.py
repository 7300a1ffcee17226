"""The stops of feeds: each area with its platforms is one, and so is a stop that belongs to no area."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from vasterviksmodell.derivation.reading.positions import read_positions
from vasterviksmodell.derivation.reading.rows import FILE, Rows
from vasterviksmodell.derivation.section_entries import CoordinatesEntry
from vasterviksmodell.derivation.surroundings import Flags, Points
from vasterviksmodell.findings import Finding, Place
from vasterviksmodell.sites.positions.coordinates import coordinates, in_metres

if TYPE_CHECKING:
    from vasterviksmodell.derivation.bounds import Floats

_APART = 1_000.0
"""In metres. The position of an area is none when all its platforms are farther away."""
_SAME = 100.0
"""In metres. Stops of two feeds with one id are one when they are nearer to each other than this."""
_EUROPE = (34.0, 72.0), (-25.0, 45.0)
"""Latitudes and longitudes of stops abroad: trains leave Sweden."""
_PLATFORM, _AREA = "0", "1"


@dataclass(frozen=True, slots=True, eq=False)
class Stops:
    """The stops of all feeds, each a unit."""

    rows: Rows
    """The row that stands for each: that of the area, else that of its first platform."""
    names: pl.Series
    points: Points
    """NaN where a stop has no certain position."""
    disagreeing: Flags
    ids: pl.DataFrame
    """`feed`, `stop_id` and the number of the stop in `unit`, for areas and platforms."""
    findings: list[Finding]


def read_stops(rows: Rows, at: Place) -> Stops:
    """Return the stops in the rows of `stops.txt` of feeds."""
    read = read_positions(rows, CoordinatesEntry(latitude="stop_lat", longitude="stop_lon"), at)
    points = _with_abroad(rows, read.points)
    frame = _numbered(_rooted(rows, points))
    units = frame.drop_nulls("unit").group_by("unit").agg(*_of_unit()).sort("row").with_row_index("number")
    own = rows.only(_is_first(rows.height, units["row"]))
    away = units["away"].fill_null(0.0).to_numpy() > _APART
    at_area = Points(_floats(units["north"]), _floats(units["east"])).without(away)
    names = own.texts("stop_name").fill_null("") if own.height else pl.Series([], dtype=pl.String)
    ids = frame.join(units, on="unit").select("feed", "stop_id", unit="number")
    return Stops(own, names, at_area, away, ids, read.findings)


def _with_abroad(rows: Rows, points: Points) -> Points:
    """Return the positions together with those outside Sweden: they are known, too, and far away."""
    latitude, longitude = (coordinates(rows.texts(name)) for name in ("stop_lat", "stop_lon"))
    (south, north), (west, east) = _EUROPE
    abroad = (latitude.is_between(south, north) & longitude.is_between(west, east)).fill_null(value=False).to_numpy()
    lost = abroad & ~points.known
    if not points.known.any() or not lost.any():
        return points
    northings, eastings = points.north.copy(), points.east.copy()
    northings[lost], eastings[lost] = in_metres(latitude.to_numpy()[lost], longitude.to_numpy()[lost])
    return Points(northings, eastings)


def _rooted(rows: Rows, points: Points) -> pl.DataFrame:
    """Return a line for each row: its feed, id and kind, and the id of the area that it belongs to."""
    optional = {
        name: rows.texts(name) if rows.has(name) else pl.Series([None] * rows.height, dtype=pl.String)
        for name in ("location_type", "parent_station")
    }
    frame = pl.DataFrame(
        {
            "feed": rows.frame[FILE].cast(pl.Int64),
            "stop_id": rows.texts("stop_id"),
            "kind": optional["location_type"].fill_null(_PLATFORM),
            "parent": optional["parent_station"],
            "north": pl.Series(points.north).fill_nan(None),
            "east": pl.Series(points.east).fill_nan(None),
        }
    ).with_row_index("row")
    frame = frame.filter(pl.col("stop_id").is_not_null()).unique(["feed", "stop_id"], keep="first", maintain_order=True)
    parents = frame.select("feed", pl.col("stop_id").alias("parent"), pl.col("parent").alias("grandparent"))
    frame = frame.join(parents, on=["feed", "parent"], how="left", maintain_order="left")
    root = pl.when(pl.col("kind") == _AREA).then("stop_id").otherwise(pl.coalesce("grandparent", "parent", "stop_id"))
    return frame.with_columns(root.alias("root"))


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the lines with the number of their stop; null for an area without a platform.

    One id in two feeds is one stop when they agree where it lies.
    """
    group = ["feed", "root"]
    frame = frame.with_columns(
        (pl.col("kind") == _PLATFORM).any().over(group).alias("boards"),
        *(_of_area(name).over(group).alias(f"area_{name}") for name in ("north", "east")),
    )
    first = frame.unique(["root"], keep="first", maintain_order=True)
    first = first.select("root", first_north="area_north", first_east="area_east", first_feed="feed")
    frame = frame.join(first, on="root", how="left", maintain_order="left")
    apart = (
        (pl.col("area_north") - pl.col("first_north")) ** 2 + (pl.col("area_east") - pl.col("first_east")) ** 2
    ).sqrt()
    differs = (pl.col("feed") != pl.col("first_feed")) & ~(apart <= _SAME).fill_null(value=False)
    key = pl.when(differs).then("feed").otherwise("first_feed")
    frame = frame.with_columns(key.alias("own"))
    boards = pl.col("boards").any().over(["own", "root"])
    keys = frame.filter(boards).select("own", "root").unique(maintain_order=True).with_row_index("unit")
    return frame.join(keys, on=["own", "root"], how="left", maintain_order="left")


def _of_area(axis: str) -> pl.Expr:
    """Return the position of the area, else the middle of its platforms."""
    stated = pl.col(axis).filter(pl.col("stop_id") == pl.col("root")).first()
    return stated.fill_null(pl.col(axis).filter(pl.col("kind") == _PLATFORM).mean())


def _of_unit() -> list[pl.Expr]:
    """Return the row of a stop, its position, and how far the nearest of its platforms lies from that."""
    is_area = pl.col("stop_id") == pl.col("root")
    platforms = pl.col("kind") == _PLATFORM
    north, east = pl.col("area_north").drop_nulls().first(), pl.col("area_east").drop_nulls().first()
    apart = ((pl.col("north") - pl.col("area_north")) ** 2 + (pl.col("east") - pl.col("area_east")) ** 2).sqrt()
    row = pl.coalesce(pl.col("row").filter(is_area).first(), pl.col("row").min())
    return [row.alias("row"), north.alias("north"), east.alias("east"), apart.filter(platforms).min().alias("away")]


def _is_first(height: int, rows: pl.Series) -> pl.Series:
    chosen = np.zeros(height, dtype=np.bool_)
    chosen[rows.to_numpy()] = True
    return pl.Series(chosen)


def _floats(axis: pl.Series) -> "Floats":
    return axis.fill_null(np.nan).to_numpy()
