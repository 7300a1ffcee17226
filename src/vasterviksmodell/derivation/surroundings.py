"""How far the units of a register lie from places: exactly where both are located, else within bounds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.derivation.bounds import Cause, Floats, Whole
from vasterviksmodell.derivation.neighbourhoods import units_within

if TYPE_CHECKING:
    from vasterviksmodell.derivation.area_set import AreaSet
    from vasterviksmodell.derivation.territory import Territory

Flags = NDArray[np.bool_]
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
    localities: "AreaSet | None" = None
    """The localities, where the area is one of them and no municipality."""


class GroupDistances(NamedTuple):
    """How near to places a unit of a group may lie, and how far, where that matters."""

    group: UnlocatedGroup
    places: Whole
    """The rows of the places."""
    near: Floats
    far: Floats
    """Of each of them; infinite where a unit may lie anywhere."""


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
    spread: Floats | None = None
    """By place that is an area: how far its points lie from the middle at most; None where all are points."""

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
        """Yield places and the rows of the units that may lie within a distance of them, and for which it is unsure.

        A unit at the very point of a place is, and one that only a part of the place is near.
        """
        for part, kept, distances in units_within(self.places, self.units, radius + self.widths):
            widths = self.widths[part]
            places, units = np.nonzero(distances <= radius + widths[:, None])
            found = distances[places, units]
            unsure = (found < AT_POINT) | (found > radius - widths[places])
            yield part[places], self.rows[kept[units]], unsure

    def group_distances(self, limit: Floats) -> Iterator[GroupDistances]:
        """Yield the bounds of distances to each group, as far as they matter: up to a limit by place."""
        order = np.argsort(self.places.north, kind="stable")
        north, widths = self.places.north[order], self.widths
        for group in self.groups:
            if group.area is None:
                every = np.arange(self.places.size)
                yield GroupDistances(group, every, np.zeros(len(every)), np.full(len(every), np.inf))
                continue
            among, slack = group.localities or self.territory, group.outside + widths
            reach = float((limit + slack).max(initial=0.0))
            rows = order[slice(*np.searchsorted(north, among.band(group.area, reach)))]
            rows = np.sort(rows[among.box_distances(group.area, self.places.at(rows)) - slack[rows] <= limit[rows]])
            within = (self.areas[rows] == group.area) & (group.localities is None)
            near, far = np.zeros(len(rows)), among.farthest(group.area, self.places.at(rows))
            near[~within] = among.nearest(group.area, self.places.at(rows[~within]))
            yield GroupDistances(group, rows, np.maximum(near - slack[rows], 0.0), far + slack[rows])

    @property
    def widths(self) -> Floats:
        """By place: how far its points lie from the middle at most; 0 where it is a point."""
        return np.zeros(self.places.size) if self.spread is None else self.spread
