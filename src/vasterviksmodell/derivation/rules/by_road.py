"""`nearest_by_road`: the distance to the nearest unit along roads."""

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from vasterviksmodell.derivation.bounds import Bounds, Cause, Floats, Whole
from vasterviksmodell.derivation.entry_types import Length
from vasterviksmodell.derivation.neighbourhoods import distances, nearest_units
from vasterviksmodell.derivation.rules.straight import STEP, straight_bounds
from vasterviksmodell.derivation.rules.unit_rule import UnitRule
from vasterviksmodell.derivation.surroundings import AT_POINT, Flags, Surroundings
from vasterviksmodell.i18n import Message, Phrase

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.roads.network import RoadNetwork

_TOLD = Message("distance in metres along roads to the nearest unit")


class ByRoad(UnitRule):
    """The distance in metres along roads to the nearest unit, with the straight lines to the roads."""

    name = "nearest_by_road"
    rounded_to = STEP
    needs_roads: ClassVar[bool] = True

    rule: Literal["nearest_by_road"] = Field(description="The distance in metres along roads to the nearest unit.")
    access: Length = Field(default=300.0, description="How far beside the nearest road a place or a unit may lie.")

    @property
    def told(self) -> Phrase:
        return self.told_of(_TOLD)

    def bounds_around(self, register: "Register", around: Surroundings) -> Bounds:
        """Return the distance by road, or bounds of it: no way is shorter than the straight line."""
        roads = register.network
        straight = straight_bounds(around)
        coinciding = straight.causes.get(Cause.COINCIDES, np.zeros(around.places.size)) > 0
        metres, places_off, units_off = roads.to_nearest(around.places, around.units, self.access)
        self._without_own(metres, np.flatnonzero(coinciding), roads, around)
        beside = _straight(around, units_off)
        unlocated, mattering = _unlocated(around, metres)
        others = np.minimum(np.minimum(beside, unlocated), around.edge)
        low = np.where(coinciding, 0.0, np.minimum(metres, others)) if roads.complete else straight.low
        area = around.widths > 0
        never = np.isinf(low) & ~places_off
        nothing = (never | places_off) & ~area
        causes = {
            Cause.SPREAD: area,
            Cause.COINCIDES: coinciding,
            around.unlisted: around.edge < metres,
            Cause.ROADS: np.full(len(metres), not roads.complete),
            Cause.OFF_ROADS: places_off | (beside < metres),
            Cause.NOT_REACHED: never & ~area & (around.units.size > 0),
            Cause.NO_UNIT: np.full(len(metres), not around.units.size),
        }
        return Bounds.of(
            np.where(nothing, -np.inf, np.where(area, straight.low, low)),
            np.where(nothing | area, np.inf, metres),
            {Cause.UNLOCATED: mattering} | {cause: flags.astype(np.int64) for cause, flags in causes.items()},
        )

    def _without_own(self, metres: Floats, rows: Whole, roads: "RoadNetwork", around: Surroundings) -> None:
        """Put in place how far it is to the nearest unit that does not stand at the very point of a place."""
        for row in rows.tolist():
            place = around.places.at(slice(row, row + 1))
            others = distances(place, around.units)[0] >= AT_POINT
            metres[row] = roads.to_nearest(place, around.units.at(others), self.access)[0][0]


def _straight(around: Surroundings, chosen: Flags) -> Floats:
    """Return how far each place lies from the nearest of some units in a straight line; infinite without any."""
    found = np.full(around.places.size, np.inf)
    for rows, _, away in nearest_units(around.places, around.units.at(chosen), 1):
        found[rows] = away.min(axis=1)
    return found


def _unlocated(around: Surroundings, metres: Floats) -> tuple[Floats, Whole]:
    """Return how near a unit without a certain position may lie, and how many may be nearer than the way is long."""
    near, mattering = np.full(len(metres), np.inf), np.zeros(len(metres), dtype=np.int64)
    for group, rows, least, _ in around.group_distances(metres):
        near[rows] = np.minimum(near[rows], least)
        mattering[rows] += np.where(least < metres[rows], len(group.rows), 0)
    return near, mattering
