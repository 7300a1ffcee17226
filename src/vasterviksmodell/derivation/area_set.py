"""A set of areas that have names, and how far places lie from them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from vasterviksmodell.derivation.bounds import Floats, Whole
from vasterviksmodell.extras import from_extra
from vasterviksmodell.sites.areas import Shapes

if TYPE_CHECKING:
    from vasterviksmodell.derivation.surroundings import Points


@dataclass(frozen=True, slots=True, eq=False)
class AreaSet:
    """Areas in SWEREF 99 TM, northing first."""

    shapes: Shapes
    boxes: Floats
    """By area: the least northing and easting, and the greatest ones."""
    names: tuple[str, ...]

    def name(self, number: int) -> str:
        """Return the name of an area."""
        return self.names[number]

    def distances(self, numbers: Whole, points: "Points") -> Floats:
        """Return how far each point lies outside the area with its number; NaN where one of them is not known."""
        found = np.full(points.size, np.nan)
        known = points.known & (numbers >= 0)
        shapes = points_of(points.at(known))
        found[known] = shapely().distance(self.shapes[numbers[known]], shapes)
        return found

    def box_distances(self, area: int, places: "Points") -> Floats:
        """Return how far each place lies from the box around an area; NaN where its position is not known."""
        south, west, north, east = self.boxes[area]
        found: Floats = np.hypot(
            np.maximum(np.maximum(south - places.north, places.north - north), 0.0),
            np.maximum(np.maximum(west - places.east, places.east - east), 0.0),
        )
        return found

    def band(self, area: int, reach: float) -> tuple[float, float]:
        """Return the northings between which all lies that is so near to an area, and a little more."""
        south, _, north, _ = self.boxes[area].tolist()
        return south - reach - 1.0, north + reach + 1.0

    def nearest(self, area: int, places: "Points") -> Floats:
        """Return how far each place lies from the nearest point of an area."""
        found: Floats = shapely().distance(self.shapes[area], points_of(places))
        return found

    def farthest(self, area: int, places: "Points") -> Floats:
        """Return how far each place lies from the farthest point of an area: a corner of its hull."""
        corners = shapely().get_coordinates(shapely().convex_hull(self.shapes[area]))
        found: Floats = np.hypot(places.north[:, None] - corners[:, 0], places.east[:, None] - corners[:, 1]).max(
            axis=1
        )
        return found


def points_of(points: "Points") -> Any:
    """Return positions as points of the package of geometry."""
    return shapely().points(points.north, points.east)


def shapely() -> Any:
    """Return the package of geometry; raise `MissingExtra` without the extra `geo`."""
    return from_extra("geo", "shapely", "measuring how far sites lie from areas")
