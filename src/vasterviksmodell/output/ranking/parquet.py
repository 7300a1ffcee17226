"""A ranking as Parquet: the columns of the flat table in their own types; GeoParquet where it is known where sites are.

Geometries of files pass through as they are; else a site with a position is a point.
"""

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import polars as pl
from polars.io.plugins import register_io_source

from vasterviksmodell.output.ranking.flat import flat_columns
from vasterviksmodell.output.ranking.geojson import WITHHELD, points
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.large_ranking import RankingParts
from vasterviksmodell.sites.positions.places import GEOMETRY, GEOMETRY_TYPE, Places
from vasterviksmodell.sites.positions.position_columns import LATITUDE, LONGITUDE
from vasterviksmodell.source.json_writer import json_text
from vasterviksmodell.source.temporary import TemporaryFile

_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("east", "<f8"), ("north", "<f8")])
"""Well-known binary of a point, its coordinates in degrees of WGS 84: longitude first."""
_POINTS = {"encoding": "WKB", "geometry_types": ["Point"]}
"""Without a `crs` coordinates are longitude and latitude of WGS 84."""
_AT_ONCE = 1 << 22
"""The bytes of a piece of a file."""


class _Geometries(NamedTuple):
    """The column of geometries that is written: its name, and how GeoParquet describes it."""

    name: str
    described: dict[str, Any]
    are_points: bool

    @classmethod
    def of(cls, places: Places, taken: list[str]) -> "_Geometries | None":
        """Return those of all files, if they are described alike, else the positions, if there are any."""
        if len(places.geometry_types) == 1:
            known = json.loads(*places.geometry_types)
            return cls(_free_name(known["name"], taken), known["geometry"], are_points=False)
        return cls(_free_name("geometry", taken), _POINTS, are_points=True) if places.have_positions else None

    @property
    def metadata(self) -> str:
        """The metadata of GeoParquet 1.1."""
        return json_text({"version": "1.1.0", "primary_column": self.name, "columns": {self.name: self.described}})

    def column(self, sites: pl.DataFrame) -> pl.Series:
        geometries = _geometries_of(points(sites)) if self.are_points else _passing(sites)
        return geometries.alias(self.name)


def parquet(ranking: RankingParts) -> Iterator[bytes]:
    """Yield the bytes of a file in pieces, in the order of the ranking; a site without a position has no point."""
    parts = ranking.parts()
    first = next(parts)
    geometries = _Geometries.of(ranking.places, first.frame.head(0).select(flat_columns(first)).columns)
    metadata = {} if first.redaction is None else {"description": WITHHELD}
    if geometries is not None:
        metadata["geo"] = geometries.metadata
    tables = (_table(part, part.frame, geometries) for part in chain([first], parts))
    rows = register_io_source(lambda *_: tables, schema=_table(first, first.frame.head(0), geometries).schema)
    with TemporaryFile.apart() as file:
        rows.sink_parquet(file.path, metadata=metadata, compression_level=1)
        yield from _pieces(file)


def _pieces(file: TemporaryFile) -> Iterator[bytes]:
    with file.path.open("rb") as written:
        while piece := written.read(_AT_ONCE):
            yield piece


def _table(ranking: Ranking, sites: pl.DataFrame, geometries: _Geometries | None) -> pl.DataFrame:
    table = sites.select(flat_columns(ranking))
    return table if geometries is None else table.with_columns(geometries.column(sites))


def _free_name(name: str, taken: list[str]) -> str:
    while name in taken:
        name = f"extra.{name}"
    return name


def _passing(sites: pl.DataFrame) -> pl.Series:
    present = {GEOMETRY, GEOMETRY_TYPE} <= set(sites.columns)
    return sites[GEOMETRY] if present else pl.Series([None], dtype=pl.Binary).new_from_index(0, sites.height)


def _geometries_of(places: pl.DataFrame) -> pl.Series:
    rows = np.zeros(places.height, _POINT)
    rows["order"], rows["kind"] = 1, 1
    rows["east"], rows["north"] = (places[axis].fill_null(0).to_numpy() for axis in (LONGITUDE, LATITUDE))
    packed, size = rows.tobytes(), _POINT.itemsize
    there = places.select(pl.all_horizontal(pl.all().is_not_null())).to_series()
    cut = (packed[start : start + size] for start in range(0, len(packed), size))
    known = [point if is_known else None for point, is_known in zip(cut, there, strict=True)]
    return pl.Series(known, dtype=pl.Binary)
