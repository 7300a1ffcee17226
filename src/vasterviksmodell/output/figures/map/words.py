"""What is said about a map: the text that stands for it, and its caption."""

from collections.abc import Iterator, Sequence
from math import atan2, floor, pi
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Enumeration, Joined, Message, Phrase
from vasterviksmodell.output.document.cells import Name, first_few
from vasterviksmodell.output.ranking.ranking_document import counted
from vasterviksmodell.scoring.ranking import Counts

if TYPE_CHECKING:
    from vasterviksmodell.output.figures.map.placed import PlacedSite, Placement
    from vasterviksmodell.sites.outlines import Outline

_MOST_PLACES, _MOST_NAMES = 7, 10
_MAP = Message("Map, {counts}.")
_FIRST = Message("Map, {counts}. {places}.")
_PLACE = Message("{rank}. {name}: {where}")
_DIRECTIONS = (
    Message("in the east of {area}"),
    Message("in the north-east of {area}"),
    Message("in the north of {area}"),
    Message("in the north-west of {area}"),
    Message("in the west of {area}"),
    Message("in the south-west of {area}"),
    Message("in the south of {area}"),
    Message("in the south-east of {area}"),
)
"""Against the clock, from the east."""
_MIDDLE = Message("in the middle of {area}")
_THE_MAP = Message("the map")
_NEAR = 1 / 3
"""What is closer to the middle, in half widths, lies in the middle."""
_FLATTEST = 3
"""An area is not taken for flatter than this, else what lies a little to the north would lie in its north."""
_NUMBERS = Message("Map of the sites. The numbers are ranks.")
_LEFT_OUT = Message("Marks without a number, for want of room: {number}.")
_NO_OUTLINE = Message("No boundaries are drawn, because the extra geo is not installed.")
_OUTLINE = Message("Boundaries: {source}.")
_WITHOUT = Message("Not on the map, without a position: {names}.")
_FAR = Message("Not on the map, far outside its outline: {names}.")


def map_text(found: "Placement", outline: "Outline | None") -> Phrase:
    """Return the text that stands for a map: how many sites it shows, and where the first ones lie."""
    statuses = [site.status for site in found.sites]
    counts = counted(Counts(len(statuses), *map(statuses.count, ("qualified", "unverified", "excluded"))))
    first = [site for site in found.sites if site.rank is not None][:_MOST_PLACES]
    places = Joined((_place(site, found.sites, outline) for site in first), "; ")
    return _FIRST.format(counts=counts, places=places) if first else _MAP.format(counts=counts)


def _place(site: "PlacedSite", sites: Sequence["PlacedSite"], outline: "Outline | None") -> Phrase:
    """Return the rank and name of a site, and in which part of its area or of the map it lies."""
    name = "" if outline is None or site.area is None else outline.names[site.area]
    if outline is None:
        norths, easts = [other.north for other in sites], [other.east for other in sites]
        south, west, north, east = min(norths), min(easts), max(norths), max(easts)
    else:
        south, west, north, east = (outline.part([site.area]) if name and site.area is not None else outline).bounds()
    least = max(north - south, east - west) / _FLATTEST
    direction = _direction(_share(site.north, south, north, least), _share(site.east, west, east, least))
    where = direction.format(area=Name(name) if name else _THE_MAP)
    return _PLACE.format(rank=site.rank, name=Name(site.name), where=where)


def _share(place: float, low: float, high: float, least: float) -> float:
    """Return how far a place lies from the middle, 0, towards the ends, −1 and 1; `least`: the least length."""
    length = max(high - low, least)
    return (2 * place - low - high) / length if length > 0 else 0.0


def _direction(up: float, right: float) -> Message:
    if abs(up) < _NEAR and abs(right) < _NEAR:
        return _MIDDLE
    eighth = floor(atan2(up, right) / (pi / 4) + 0.5)
    return _DIRECTIONS[eighth % 8]


def map_caption(found: "Placement", outline: "Outline | None", left_out: int) -> Iterator[Phrase]:
    """Yield the sentences below a map."""
    yield _NUMBERS
    if left_out:
        yield _LEFT_OUT.format(number=left_out)
    yield _NO_OUTLINE if outline is None else _OUTLINE.format(source=outline.source)
    for form, names in ((_WITHOUT, found.without_position), (_FAR, found.far_away)):
        if names:
            yield form.format(names=Enumeration(first_few(map(Name, names), _MOST_NAMES)))
