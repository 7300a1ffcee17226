"""How long it takes from places to one of them on the days of a timetable, and by which journeys."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vasterviksmodell.derivation.bounds import Floats
from vasterviksmodell.derivation.neighbourhoods import units_within
from vasterviksmodell.derivation.surroundings import Points, Surroundings
from vasterviksmodell.derivation.traffic.connections import Connections, connections, neighbours
from vasterviksmodell.derivation.traffic.journeys import Journey, Leg, Walks, legs, profiles, worth_taking

if TYPE_CHECKING:
    from vasterviksmodell.derivation.traffic.timetable import Timetable

_MINUTE = 60


class Wanted(NamedTuple):
    """What is asked about journeys."""

    first: int
    """In seconds after midnight: when one leaves at the earliest."""
    last: int
    longest: int
    """How many seconds after the last departure one arrives at the latest."""
    walk: float
    """In metres."""
    speed: float
    """In metres per second."""
    change: int
    change_within: float
    first_wait: bool


@dataclass(frozen=True, eq=False)
class Travelling:
    """Journeys from places to a target."""

    timetable: "Timetable"
    wanted: Wanted
    walks: Walks
    starts: Sequence[Sequence[tuple[int, int]]]
    """By place: the stops to which one walks, with the seconds that it takes."""
    on_foot: Sequence[float]
    """By place: how long one walks all the way; infinitely long where it is too far."""

    @classmethod
    def of(
        cls, timetable: "Timetable", wanted: Wanted, stops: Points, around: Surroundings, target: Surroundings
    ) -> "Travelling":
        """Return the journeys from the places to the one place that is the target."""
        to_target = np.full(stops.size, inf)
        _, ends = next(_near(target, wanted), (0, []))
        for stop, seconds in ends:
            to_target[stop] = seconds
        starts: list[list[tuple[int, int]]] = [[] for _ in range(around.places.size)]
        for place, own in _near(around, wanted):
            starts[place] = own
        metres = np.hypot(around.places.north - target.places.north[0], around.places.east - target.places.east[0])
        on_foot = np.where(metres <= wanted.walk, np.ceil(metres / wanted.speed), inf)
        between = neighbours(stops, wanted.change_within, wanted.speed)
        return cls(timetable, wanted, Walks(to_target.tolist(), between, wanted.change), starts, on_foot.tolist())

    def medians(self, *, on_demand: bool) -> Floats:
        """Return the median travel time in seconds by day and place; days with the same trips are searched once."""
        found: dict[bytes, Floats] = {}
        for day in range(len(self.timetable.days)):
            if self.timetable.running(day) not in found:
                every = self._journeys(self._rides(day, on_demand=on_demand))
                medians = (self._median(own, on_foot) for own, on_foot in zip(every, self.on_foot, strict=True))
                found[self.timetable.running(day)] = np.array(list(medians))
        return np.array([found[self.timetable.running(day)] for day in range(len(self.timetable.days))])

    def told(self, place: int, day: int) -> list[tuple[Journey, tuple[Leg, ...]]]:
        """Return the journeys from a place on a day that the median is of, those on demand too, the first one first.

        Who is as fast on foot takes none of them.
        """
        rides = self._rides(day, on_demand=True)
        journeys = list(self._journeys(rides))[place]
        first, last, on_foot = self.wanted.first, self.wanted.last, self.on_foot[place]
        in_window = (one for one in reversed(journeys) if first <= one.leaves < last)
        leaving = [one for one in in_window if one.arrives - one.leaves < on_foot]
        return [(one, tuple(legs(rides, self.walks, self.starts[place], one))) for one in leaving]

    def _rides(self, day: int, *, on_demand: bool) -> Connections:
        wanted = self.wanted
        return connections(self.timetable, day, wanted.first, wanted.last + wanted.longest, on_demand=on_demand)

    def _journeys(self, rides: Connections) -> Iterator[list[Journey]]:
        """Yield the journeys from each place that are worth taking."""
        reached = profiles(rides, self.walks)
        for stops in self.starts:
            every = [journey for stop, walk in stops if stop in reached for journey in reached[stop].journeys(walk)]
            yield worth_taking(every)

    def _median(self, journeys: Sequence[Journey], on_foot: float) -> float:
        """Return the median of the times from one place; who is faster on foot walks."""
        first, last = self.wanted.first, self.wanted.last
        if self.wanted.first_wait:
            times = [min(on_foot, _arrival(journeys, minute) - minute) for minute in range(first, last, _MINUTE)]
        else:
            leaving = (journey for journey in journeys if first <= journey.leaves < last)
            times = [min(on_foot, journey.arrives - journey.leaves) for journey in leaving] or [on_foot]
        times.sort()
        return (times[(len(times) - 1) // 2] + times[len(times) // 2]) / 2


def _near(around: Surroundings, wanted: Wanted) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield each place with the stops within walking distance, and the seconds that the walk takes."""
    for part, kept, distances in units_within(around.places, around.units, np.full(around.places.size, wanted.walk)):
        for place, own in zip(part.tolist(), distances, strict=True):
            near = np.flatnonzero(own <= wanted.walk)
            seconds = [ceil(metres / wanted.speed) for metres in own[near].tolist()]
            yield place, list(zip(around.rows[kept[near]].tolist(), seconds, strict=True))


def _arrival(journeys: Sequence[Journey], ready: int) -> float:
    """Return when one arrives who is ready at a time."""
    return min((journey.arrives for journey in journeys if journey.leaves >= ready), default=inf)
