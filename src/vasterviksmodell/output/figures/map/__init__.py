"""The sites on a map: numbered marks whose shape tells the status, on outlines of municipalities or of a file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.extras import MissingExtra
from vasterviksmodell.i18n import Joined
from vasterviksmodell.output.document import Figure
from vasterviksmodell.output.figures.drawing import Drawing, Path, Shape
from vasterviksmodell.output.figures.map.furniture import BELOW, furniture
from vasterviksmodell.output.figures.map.labels import Box, labels
from vasterviksmodell.output.figures.map.marks import marks, radius
from vasterviksmodell.output.figures.map.placed import Placement, placement, within
from vasterviksmodell.output.figures.map.surface import Surface, surface
from vasterviksmodell.output.figures.map.words import map_caption, map_text
from vasterviksmodell.output.figures.palette import BORDER, SHADE
from vasterviksmodell.sites.outlines import Outline, Ring, municipal_outline

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking

_CORNERS, _CORNERS_OF_AN_AREA, _MOST_CORNERS = 500, 12, 1600
"""How many corners the outlines have at most: some, more for each area, and the most of all."""
_TOLERANCE, _COARSER = 0.4, 1.4
"""How far a border may be moved, in pixels, and by what that grows until there are few enough corners."""
_ISLAND = 3.0
"""In square pixels: what is smaller is left out."""


def site_map(ranking: "Ranking", outline: Outline | None = None) -> Figure | None:
    """Return the map of a ranking on an outline, else on the municipalities in which sites lie.

    None where no site has a position, or where positions cannot be converted because the extra `geo` is missing.
    """
    try:
        found = placement(ranking)
        found, outline = _on_municipalities(found) if outline is None else (within(found, outline), outline)
    except MissingExtra:
        return None
    if not found.sites:
        return None
    shown = surface(found.sites, outline)
    ranked = [(site.rank, shown.point(site.north, site.east)) for site in found.sites if site.rank is not None]
    points = [shown.point(site.north, site.east) for site in found.sites]
    numbers = labels(ranked, points, radius(found), Box(0, 0, shown.width, shown.height))
    shapes = (*_land(outline, shown), *marks(found, shown), *numbers.texts, *furniture(found, shown))
    caption = Joined(map_caption(found, outline, numbers.left_out), " ")
    return Figure(Drawing(shown.width, shown.height + BELOW, shapes), map_text(found, outline), caption)


def _on_municipalities(found: Placement) -> tuple[Placement, Outline | None]:
    """Return the sites and the municipalities in which they lie; without outlines where these are not installed."""
    try:
        whole = municipal_outline()
    except MissingExtra:
        whole = None
    if whole is None:
        return found, None
    placed = within(found, whole)
    numbers = sorted({site.area for site in placed.sites if site.area is not None})
    return placed.renumbered(numbers), whole.part(numbers)


def _land(outline: Outline | None, shown: Surface) -> Iterator[Shape]:
    """Yield the areas, with as many corners as can be seen and few bytes hold."""
    if outline is None:
        return
    most = min(_CORNERS + _CORNERS_OF_AN_AREA * len(outline.areas), _MOST_CORNERS)
    tolerance = _TOLERANCE
    areas = _simplified(outline, shown, tolerance)
    while sum(map(len, areas)) > most and tolerance < shown.width:
        tolerance *= _COARSER
        areas = _simplified(outline, shown, tolerance)
    digits = 0 if sum(map(len, areas)) > _CORNERS else 1
    yield Path(tuple(shown.ring(area, digits) for area in areas), BORDER, SHADE, closed=True)


def _simplified(outline: Outline, shown: Surface, tolerance: float) -> list[Ring]:
    pixel = 1 / shown.scale
    areas = outline.simplified(tolerance * pixel, _ISLAND * tolerance / _TOLERANCE * pixel**2)
    return [ring for area in areas for ring in area]
