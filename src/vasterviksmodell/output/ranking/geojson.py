"""A ranking as GeoJSON (RFC 7946): a point for each site, in degrees, with the columns of the flat table."""

from collections.abc import Iterator

import polars as pl

from vasterviksmodell.output.ranking.flat import flat_columns
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.sites.positions.position_columns import LATITUDE, LONGITUDE
from vasterviksmodell.source.json_writer import json_text

WITHHELD = "Redacted edition: positions are withheld, so no site has a geometry."
"""What files for maps say in place of positions; they are the same in both languages."""
_ROWS = 20_000
_DECIMALS = 7
"""Of a degree: this many distinguish centimetres."""


def geojson(ranking: Ranking) -> Iterator[str]:
    """Yield a collection of features in chunks, in the order of the ranking; a site without a point has none."""
    note = "" if ranking.redaction is None else f' "description": {json_text(WITHHELD)},'
    yield f'{{"type": "FeatureCollection",{note} "features": ['
    for number, part in enumerate(ranking.frame.iter_slices(_ROWS) if ranking.frame.height else ()):
        yield ("," if number else "") + ",".join(f"\n{feature}" for feature in _features(part, ranking))
    yield "\n]}\n"


def points(part: pl.DataFrame) -> pl.DataFrame:
    """Return latitudes and longitudes in degrees, null where a site has no position."""
    missing = [pl.lit(None, pl.Float64).alias(name) for name in (LATITUDE, LONGITUDE) if name not in part.columns]
    return part.with_columns(missing).select(pl.col(LATITUDE, LONGITUDE).round(_DECIMALS))


def _features(part: pl.DataFrame, ranking: Ranking) -> Iterator[str]:
    rows = part.select(flat_columns(ranking)).iter_rows(named=True)
    for properties, (latitude, longitude) in zip(rows, points(part).iter_rows(), strict=True):
        there = latitude is not None and longitude is not None
        geometry = {"type": "Point", "coordinates": [longitude, latitude]} if there else None
        yield json_text({"type": "Feature", "id": properties["id"], "geometry": geometry, "properties": properties})
