"""A ranking as Parquet: the columns of the flat table in their own types; GeoParquet where sites have positions."""

from io import BytesIO

import numpy as np
import polars as pl

from vasterviksmodell.output.ranking.flat import flat_columns
from vasterviksmodell.output.ranking.geojson import WITHHELD, points
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.sites.positions.position_columns import LATITUDE, LONGITUDE
from vasterviksmodell.source.json_writer import json_text

_POINT = np.dtype([("order", "u1"), ("kind", "<u4"), ("east", "<f8"), ("north", "<f8")])
"""Well-known binary of a point, its coordinates in degrees of WGS 84: longitude first."""


def parquet(ranking: Ranking) -> bytes:
    """Return the bytes of a file, in the order of the ranking; a site without a position has no point."""
    table = ranking.frame.select(flat_columns(ranking))
    places = points(ranking.frame)
    metadata = {} if ranking.redaction is None else {"description": WITHHELD}
    if places.select(pl.all_horizontal(pl.all().is_not_null()).any()).item():
        name = _free_name(table.columns)
        table = table.with_columns(_geometries(places).alias(name))
        metadata["geo"] = _described(name)
    table.write_parquet(file := BytesIO(), metadata=metadata)
    return file.getvalue()


def _free_name(taken: list[str]) -> str:
    name = "geometry"
    while name in taken:
        name = f"extra.{name}"
    return name


def _geometries(places: pl.DataFrame) -> pl.Series:
    rows = np.zeros(places.height, _POINT)
    rows["order"], rows["kind"] = 1, 1
    rows["east"], rows["north"] = (places[axis].fill_null(0).to_numpy() for axis in (LONGITUDE, LATITUDE))
    packed, size = rows.tobytes(), _POINT.itemsize
    there = places.select(pl.all_horizontal(pl.all().is_not_null())).to_series()
    cut = (packed[start : start + size] for start in range(0, len(packed), size))
    known = [point if is_known else None for point, is_known in zip(cut, there, strict=True)]
    return pl.Series(known, dtype=pl.Binary)


def _described(column: str) -> str:
    """Return the metadata of GeoParquet 1.1; without a `crs` coordinates are longitude and latitude of WGS 84."""
    geometry = {"encoding": "WKB", "geometry_types": ["Point"]}
    return json_text({"version": "1.1.0", "primary_column": column, "columns": {column: geometry}})
