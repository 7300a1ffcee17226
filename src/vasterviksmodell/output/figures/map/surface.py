"""The surface of a map: metres on the ground as pixels, the same scale both ways."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10
from typing import TYPE_CHECKING

from vasterviksmodell.output.figures.drawing import Point

if TYPE_CHECKING:
    from vasterviksmodell.output.figures.map.placed import PlacedSite
    from vasterviksmodell.sites.outlines import Outline, Ring

_WIDTH, _HEIGHT, _NARROWEST = 440, 400, 300
"""The most that a map takes, and the least that its legend needs."""
_EDGE = 16
"""Around what is shown: room for marks."""
_LEAST = 2_000
"""The least extent, in metres: a single site without an outline has none."""
_SHORTEST = 50
"""In pixels: the scale bar is at least about half as long, and at most about as long again."""


@dataclass(frozen=True, slots=True)
class Surface:
    west: float
    north: float
    """The upper left corner, in metres."""
    scale: float
    """Pixels per metre."""
    width: int
    height: int
    """In pixels."""

    def point(self, north: float, east: float) -> Point:
        """Return where a place stands, in whole pixels: marks are larger."""
        return float(round((east - self.west) * self.scale)), float(round((self.north - north) * self.scale))

    def ring(self, ring: "Ring", digits: int) -> tuple[Point, ...]:
        """Return the corners of a ring, whose eastings come first, with so many decimals."""
        pixels = (((east - self.west) * self.scale, (self.north - north) * self.scale) for east, north in ring)
        return tuple((round(x, digits), round(y, digits)) for x, y in pixels)

    @property
    def scale_bar(self) -> float:
        """A round length, in metres, that takes 40 to 100 pixels: 1, 2 or 5 with noughts."""
        longest = 2 * _SHORTEST / self.scale
        unit = 10.0 ** floor(log10(longest))
        return max(step * unit for step in (1, 2, 5) if step * unit <= longest)


def surface(sites: Iterable["PlacedSite"], outline: "Outline | None") -> Surface:
    """Return a surface on which all sites and the whole outline have room."""
    corners = [(site.north, site.east) for site in sites]
    if outline is not None:
        south, west, north, east = outline.bounds()
        corners += [(south, west), (north, east)]
    norths, easts = zip(*corners, strict=True)
    south, tall = _extent(norths)
    west, wide = _extent(easts)
    scale = min((_WIDTH - 2 * _EDGE) / wide, (_HEIGHT - 2 * _EDGE) / tall)
    width, height = max(round(wide * scale) + 2 * _EDGE, _NARROWEST), round(tall * scale) + 2 * _EDGE
    left = west - (width / scale - wide) / 2
    return Surface(left, south + tall + _EDGE / scale, scale, width, height)


def _extent(places: tuple[float, ...]) -> tuple[float, float]:
    """Return where an axis begins and how long it is, at least `_LEAST`."""
    low, high = min(places), max(places)
    missing = max(_LEAST - (high - low), 0.0)
    return low - missing / 2, high - low + missing
