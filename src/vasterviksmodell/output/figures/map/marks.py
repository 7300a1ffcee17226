"""The marks of sites: their shape tells the status, the colour says it once more."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.output.figures.drawing import Mark, Marks, Point
from vasterviksmodell.output.figures.palette import QUIET, SITE, UNKNOWN, WHITE, Colour

if TYPE_CHECKING:
    from vasterviksmodell.output.figures.map.placed import Placement
    from vasterviksmodell.output.figures.map.surface import Surface

SHAPES: dict[str, tuple[Mark, Colour, bool]] = {
    "excluded": ("cross", QUIET, False),
    "unverified": ("diamond", UNKNOWN, True),
    "qualified": ("circle", SITE, False),
}
"""By status, the lowest first: the kind of mark, its colour, and whether it is open."""
_LARGE, _SMALL, _MANY = 4.0, 3.2, 60
"""Diamonds have whole numbers of pixels, which take few bytes."""


def radius(found: "Placement") -> float:
    """Return the radius of marks: smaller where there are many."""
    return _LARGE if len(found.sites) <= _MANY else _SMALL


def marks(found: "Placement", shown: "Surface") -> Iterator[Marks]:
    """Yield the marks of all sites, those that count most above the others."""
    for status in SHAPES:
        points = tuple(shown.point(site.north, site.east) for site in found.sites if site.status == status)
        if points:
            yield from _marks(status, points, radius(found))


def _marks(status: str, points: tuple[Point, ...], size: float) -> Iterator[Marks]:
    """Yield marks of a status; dots have a white edge, which keeps them apart."""
    kind, colour, is_open = SHAPES[status]
    if kind == "circle":
        yield Marks(kind, points, size + 2, WHITE)
        size += 1
    yield Marks(kind, points, size, colour, is_open)


def key(status: str, point: Point) -> Marks:
    """Return the mark of a status for a legend."""
    kind, colour, is_open = SHAPES[status]
    return Marks(kind, (point,), _LARGE + (kind == "circle"), colour, is_open)
