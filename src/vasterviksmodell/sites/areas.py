"""The areas of municipalities and distances to them in metres; needs the extra `geo`."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vasterviksmodell.extras import from_extra
from vasterviksmodell.sites.positions.coordinates import in_metres

Shapes = NDArray[np.object_]
"""Points or areas in SWEREF 99 TM, northing first."""


@dataclass(frozen=True, slots=True)
class Areas:
    shapes: Shapes

    @classmethod
    def of(cls, wkb: pl.Series) -> "Areas":
        """Return the areas in a column of WKB in degrees, WGS 84; raise `MissingExtra` without the extra."""
        in_degrees = _shapely().from_wkb(wkb.to_numpy())
        return cls(_shapely().transform(in_degrees, lambda shape: np.column_stack(in_metres(shape[:, 1], shape[:, 0]))))

    def distances(self, numbers: pl.Series, points: Shapes) -> pl.Series:
        """Return how far each point lies from the area with its number; 0 inside."""
        return pl.Series(_shapely().distance(self.shapes[numbers.to_numpy()], points), dtype=pl.Float64)

    def nearest(self, points: Shapes) -> pl.DataFrame:
        """Return the `number` of the area nearest to each point, and the `distance` to it."""
        numbers, distances = (
            _shapely().STRtree(self.shapes).query_nearest(points, return_distance=True, all_matches=False)
        )
        return pl.DataFrame({"number": numbers[1], "distance": distances})


def points(latitudes: pl.Series, longitudes: pl.Series) -> Shapes:
    """Return positions in degrees as points."""
    found: Shapes = _shapely().points(*in_metres(latitudes.to_numpy(), longitudes.to_numpy()))
    return found


def _shapely() -> Any:
    return from_extra("geo", "shapely", "measuring how far sites lie from municipalities")
