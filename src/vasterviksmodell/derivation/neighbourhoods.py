"""Which units can matter for places that lie close together: so not every distance is computed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vasterviksmodell.derivation.bounds import Floats, Whole

if TYPE_CHECKING:
    from vasterviksmodell.derivation.surroundings import Points

_CHUNK = 1 << 18
"""How many distances are computed at a time: as many as fit into the cache of a processor."""
_SIDE = 64
"""Into how many strips the land is cut at most, each way."""
_PER_CELL = 8
"""How many places there are in a cell at least, on average."""
_SLACK = 1e-3
"""In metres: more than rounding can make of a distance."""


class Neighbourhood(NamedTuple):
    """Some places, the units that can matter for them, and the distances, places × units."""

    places: Whole
    units: Whole
    distances: Floats


def nearest_units(places: "Points", units: "Points", number: int) -> Iterator[Neighbourhood]:
    """Yield all places, some after others, each with units among which are the nearest ones, so many of them."""
    for rows, centre, half in _cells(places) if units.size else ():
        away = _from_point(centre, units)
        rank = min(number, units.size) - 1
        kept = np.flatnonzero(away <= np.partition(away, rank)[rank] + 2 * half + _SLACK)
        yield from _chunks(places, rows, units, kept)


def units_within(places: "Points", units: "Points", reach: Floats) -> Iterator[Neighbourhood]:
    """Yield all places that a unit may be near enough to, some after others; `reach`: by place, how near that is."""
    for rows, centre, half in _cells(places) if units.size else ():
        kept = np.flatnonzero(_from_point(centre, units) <= reach[rows].max() + half + _SLACK)
        if len(kept):
            yield from _chunks(places, rows, units, kept)


def _cells(places: "Points") -> Iterator[tuple[Whole, tuple[float, float], float]]:
    """Yield the rows of places that lie close together, the middle of their box, and half of its diagonal."""
    cuts = max(1, min(_SIDE, int(np.sqrt(places.size / _PER_CELL))))
    keys = cuts * _strips(places.north, cuts) + _strips(places.east, cuts)
    order = np.argsort(keys, kind="stable")
    ends = np.flatnonzero(np.diff(keys[order])) + 1
    for rows in np.split(order, ends) if places.size else ():
        axes = [(float(axis[rows].min()), float(axis[rows].max())) for axis in places]
        (south, north), (west, east) = axes
        yield rows, ((south + north) / 2, (west + east) / 2), float(np.hypot(north - south, east - west)) / 2


def _strips(axis: Floats, cuts: int) -> Whole:
    """Return the number of the strip in which each coordinate lies."""
    if not len(axis):
        return np.zeros(0, dtype=np.int64)
    low, high = axis.min(), axis.max()
    width = max((high - low) / cuts, 1.0)
    found: Whole = np.minimum((axis - low) // width, cuts - 1).astype(np.int64)
    return found


def _from_point(centre: tuple[float, float], units: "Points") -> Floats:
    found: Floats = np.hypot(units.north - centre[0], units.east - centre[1])
    return found


def _chunks(places: "Points", rows: Whole, units: "Points", kept: Whole) -> Iterator[Neighbourhood]:
    """Yield the distances between places and units, as many at a time as fit into the cache."""
    step = max(1, _CHUNK // len(kept))
    near = units.at(kept)
    for first in range(0, len(rows), step):
        part = rows[first : first + step]
        yield Neighbourhood(part, kept, distances(places.at(part), near))


def distances(places: "Points", units: "Points") -> Floats:
    """Return the distance from each place to each unit."""
    north = places.north[:, None] - units.north[None, :]
    east = places.east[:, None] - units.east[None, :]
    np.multiply(north, north, out=north)
    np.multiply(east, east, out=east)
    return np.sqrt(np.add(north, east, out=north), out=north)
