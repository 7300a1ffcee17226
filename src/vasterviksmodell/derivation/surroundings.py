"""How far the units of a register lie from places: exactly where both are located, else within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.derivation.bounds import Cause, Floats, Whole

if TYPE_CHECKING:
    from vasterviksmodell.derivation.territory import Territory

Flags = NDArray[np.bool_]
_CHUNK = 1 << 18
"""How many distances are computed at a time: as many as fit into the cache of a processor."""
AT_POINT = 5.0
"""In metres. A unit nearer than this to the point of a place stands at the same point."""


class Points(NamedTuple):
    """Positions in SWEREF 99 TM, in metres; NaN where they are not known."""

    north: Floats
    east: Floats

    @property
    def known(self) -> Flags:
        return ~np.isnan(self.north)

    def at(self, chosen: "Flags | Whole | slice") -> "Points":
        """Return some of the positions."""
        return Points(self.north[chosen], self.east[chosen])

    def without(self, chosen: "Flags") -> "Points":
        """Return the positions, with some of them not known."""
        return Points(np.where(chosen, np.nan, self.north), np.where(chosen, np.nan, self.east))

    @property
    def size(self) -> int:
        return len(self.north)


@dataclass(frozen=True, slots=True, eq=False)
class UnlocatedGroup:
    """Units that may lie anywhere in one area; anywhere at all where the area is not known."""

    rows: Whole
    """Their rows in the register."""
    area: int | None
    outside: float = 0.0
    """How far outside the area, as the map draws it, they may lie."""


class GroupDistances(NamedTuple):
    """How near to each place a unit of a group may lie, and how far; infinitely far where that does not matter."""

    group: UnlocatedGroup
    near: Floats
    far: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """The places, and where the units of one register lie."""

    places: Points
    areas: Whole
    """By place: the number of its municipality, -1 where it is not stated."""
    units: Points
    """The located units."""
    rows: Whole
    """Their rows in the register."""
    groups: tuple[UnlocatedGroup, ...]
    edge: Floats
    """By place: the distance from which on there may be units that the register lacks; infinite where it has all."""
    territory: "Territory"
    claims_nothing: bool = False
    """Whether the register claims to be complete nowhere."""

    @property
    def unlisted(self) -> Cause:
        """Why there may be units that the register lacks."""
        return Cause.INCOMPLETE if self.claims_nothing else Cause.UNCOVERED

    def only(self, counted: Flags) -> "Surroundings":
        """Return the places among some of the units, chosen by their rows in the register."""
        kept = counted[self.rows]
        groups = (replace(group, rows=group.rows[counted[group.rows]]) for group in self.groups)
        return replace(
            self,
            units=self.units.at(kept),
            rows=self.rows[kept],
            groups=tuple(group for group in groups if len(group.rows)),
        )

    def pairs(self, radius: float) -> Iterator[tuple[Whole, Whole, Flags]]:
        """Yield places and the rows of the units within a distance of them, and which stand at the very point."""
        for part, distances in self.chunks() if self.units.size else ():
            places, units = np.nonzero(distances <= radius)
            yield places + part.start, self.rows[units], distances[places, units] < AT_POINT

    def chunks(self) -> Iterator[tuple[slice, Floats]]:
        """Yield the distances from some places after others to every located unit."""
        step = max(1, _CHUNK // max(1, self.units.size))
        for first in range(0, self.places.size, step):
            part = slice(first, first + step)
            yield part, _distances(self.places.at(part), self.units)

    def group_distances(self, limit: Floats) -> Iterator[GroupDistances]:
        """Yield the bounds of distances to each group, as far as they matter: up to a limit by place."""
        for group in self.groups:
            if group.area is None:
                yield GroupDistances(group, np.zeros(self.places.size), np.full(self.places.size, np.inf))
                continue
            near = np.full(self.places.size, np.inf)
            far = np.full(self.places.size, np.inf)
            mattering = self.territory.box_distances(group.area, self.places) - group.outside <= limit
            rows = np.flatnonzero(mattering)
            near[rows], far[rows] = self.territory.distance_bounds(group.area, self.places.at(rows))
            near = np.where(self.areas == group.area, 0.0, np.maximum(near - group.outside, 0.0))
            yield GroupDistances(group, near, far + group.outside)


def _distances(places: Points, units: Points) -> Floats:
    """Return the distance from each place to each unit."""
    north = places.north[:, None] - units.north[None, :]
    east = places.east[:, None] - units.east[None, :]
    np.multiply(north, north, out=north)
    np.multiply(east, east, out=east)
    return np.sqrt(np.add(north, east, out=north), out=north)
