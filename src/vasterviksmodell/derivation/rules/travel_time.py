"""`travel_time`: how many minutes it takes by public transport and on foot to one of the places."""

from collections.abc import Collection, Iterator, Sequence
from math import ceil, inf
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from vasterviksmodell.criteria.data_entries import Name
from vasterviksmodell.derivation.bounds import Bounds, Cause, Floats
from vasterviksmodell.derivation.entry_types import Length, Minutes, Speed, Window
from vasterviksmodell.derivation.rules.rule import Rule
from vasterviksmodell.derivation.traffic.clock import clock
from vasterviksmodell.derivation.traffic.connections import connections, neighbours
from vasterviksmodell.derivation.traffic.journeys import Journey, Walks, profiles, worth_taking
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.places import Places
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.surroundings import Surroundings
    from vasterviksmodell.derivation.traffic.timetable import Timetable

_TOLD = Message("median travel time in minutes to {place} by public transport, leaving from {first} to {last}")
_WITH_WAIT = Message("median travel time in minutes with the first wait to {place}, leaving from {first} to {last}")
_MINUTE = 60


class TravelTime(Rule):
    """The time by public transport and on foot to one of the places, in minutes."""

    name = "travel_time"
    of_traffic: ClassVar[bool | None] = True
    needs_times: ClassVar[bool] = True

    rule: Literal["travel_time"] = Field(description="The time by public transport to one of the places, in minutes.")
    to: Name = Field(description="The id of the place to which it leads.")
    between: Window = Field(description='When one leaves: "06:00-09:00", in quotes.')
    walk: Length = Field(default=1_000.0, description="How far one walks to the first stop and from the last.")
    walking_speed: Speed = Field(
        default=4_000 / 3600,
        description="How fast, along the straight line: 4 km/h is 5 km/h on a way a quarter longer.",
    )
    change: Minutes = Field(default=300, description="The least time for a change, beside the walk to another stop.")
    change_within: Length = Field(default=400.0, description="How far one walks to another stop to change.")
    first_wait: bool = Field(
        default=False,
        description="Whether the wait before the first departure counts: then the median is over all minutes of the "
        "window, else over the departures in it.",
    )
    longest: Minutes = Field(default=14_400, description="A journey that arrives so long after the window is none.")

    @property
    def told(self) -> Phrase:
        first, last = map(clock, self.between)
        return (_WITH_WAIT if self.first_wait else _TOLD).format(place=visible(self.to), first=first, last=last)

    @property
    def reach(self) -> float:
        return self.walk

    def unknown_places(self, ids: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield the key that names a place that there is not, with the name."""
        if self.to not in ids:
            yield "to", self.to

    def bounds(self, register: "Register", places: "Places", around: "Surroundings") -> Bounds:
        """Return the minutes, or bounds of them; nothing is known where no trip leads there."""
        row = places.ids.index(self.to)
        target = register.around(places.points.at(slice(row, row + 1)), places.areas[row : row + 1])
        size = around.places.size
        if not target.places.known[0]:
            return Bounds.of(*_anything(size), {Cause.NO_POSITION: np.ones(size, dtype=np.int64)})
        without, with_demand = self._medians(register, around, target)
        low, high = _in_minutes(np.minimum(without, with_demand), np.maximum(without, with_demand))
        never = np.isinf(low)
        causes = {Cause.NOT_REACHED: never, Cause.ON_DEMAND: ~never & (without != with_demand)}
        open_causes = self._open(register, around, target)
        open_anyhow = np.any([*open_causes.values()], axis=0)
        low = np.where(open_anyhow, 0.0, np.where(never, -np.inf, low))
        high = high if self.first_wait else np.where(open_anyhow, np.inf, high)
        every = {**causes, **open_causes}
        return Bounds.of(low, high, {cause: flags.astype(np.int64) for cause, flags in every.items()})

    def _open(
        self, register: "Register", around: "Surroundings", target: "Surroundings"
    ) -> dict[Cause, "np.ndarray[tuple[int], np.dtype[np.bool_]]"]:
        """Return where there may be other trips than those that are known, which change the median either way."""
        timetable, size = register.traffic, around.places.size
        lost = [group.rows for group in around.groups]
        served = bool(lost) and bool(timetable.departures["unit"].is_in(np.concatenate(lost).tolist()).any())
        by_pace = bool((~timetable.periods["exact"]).any())
        return {
            around.unlisted: (around.edge <= self.walk) | (target.edge[0] <= self.walk),
            Cause.UNLOCATED: np.full(size, served),
            Cause.TIMETABLE: np.full(size, by_pace),
        }

    def _medians(self, register: "Register", around: "Surroundings", target: "Surroundings") -> tuple[Floats, Floats]:
        """Return the travel times in seconds, without trips on demand and with them; infinite where there is none."""
        timetable = register.traffic
        walks = self._walks(register, target)
        without = self._of_days(timetable, around, target, walks, on_demand=False)
        if not timetable.calls["on_demand"].any():
            return without, without
        return without, self._of_days(timetable, around, target, walks, on_demand=True)

    def _walks(self, register: "Register", target: "Surroundings") -> Walks:
        to_target = np.full(register.points.size, inf)
        for _, units, _ in target.pairs(self.walk):
            distances = np.hypot(
                register.points.north[units] - target.places.north[0],
                register.points.east[units] - target.places.east[0],
            )
            to_target[units] = np.ceil(distances / self.walking_speed)
        between = neighbours(register.points, self.change_within, self.walking_speed)
        return Walks(to_target.tolist(), between, self.change)

    def _of_days(
        self, timetable: "Timetable", around: "Surroundings", target: "Surroundings", walks: Walks, *, on_demand: bool
    ) -> Floats:
        """Return the median over the days, the lower one of two; days with the same trips are scanned once."""
        found: dict[bytes, Floats] = {}
        medians = []
        first, last = self.between
        starts = self._starts(around)
        on_foot = self._on_foot(around, target)
        for day in range(len(timetable.days)):
            key = timetable.running(day)
            if key not in found:
                rides = connections(timetable, day, first, last + self.longest, on_demand=on_demand)
                reached = profiles(rides, walks)
                every = (
                    [journey for stop, walk in own if stop in reached for journey in reached[stop].journeys(walk)]
                    for own in starts
                )
                found[key] = np.array(
                    [self._median(worth_taking(one), walk) for one, walk in zip(every, on_foot, strict=True)]
                )
            medians.append(found[key])
        ordered = np.sort(np.array(medians), axis=0)
        middle: Floats = ordered[(len(medians) - 1) // 2]
        return middle

    def _starts(self, around: "Surroundings") -> list[list[tuple[int, int]]]:
        """Return for each place the stops to which one walks, with the seconds that it takes."""
        found: list[list[tuple[int, int]]] = [[] for _ in range(around.places.size)]
        for part, distances in around.chunks() if around.units.size else ():
            places, units = np.nonzero(distances <= self.walk)
            for place, unit, metres in zip(
                places.tolist(), units.tolist(), distances[places, units].tolist(), strict=True
            ):
                found[part.start + place].append((int(around.rows[unit]), ceil(metres / self.walking_speed)))
        return found

    def _on_foot(self, around: "Surroundings", target: "Surroundings") -> list[float]:
        """Return how long one walks all the way; infinitely long where it is too far."""
        metres = np.hypot(around.places.north - target.places.north[0], around.places.east - target.places.east[0])
        walks: list[float] = np.where(metres <= self.walk, np.ceil(metres / self.walking_speed), inf).tolist()
        return walks

    def _median(self, journeys: Sequence[Journey], on_foot: float) -> float:
        """Return the median of the times from one place; who is faster on foot walks."""
        first, last = self.between
        if self.first_wait:
            times = [min(on_foot, _arrival(journeys, minute) - minute) for minute in range(first, last, _MINUTE)]
        else:
            leaving = (journey for journey in journeys if first <= journey.leaves < last)
            times = [min(on_foot, journey.arrives - journey.leaves) for journey in leaving] or [on_foot]
        times.sort()
        return (times[(len(times) - 1) // 2] + times[len(times) // 2]) / 2


def _arrival(journeys: Sequence[Journey], ready: int) -> float:
    """Return when one arrives who is ready at a time; the last journey stands first."""
    return min((journey.arrives for journey in journeys if journey.leaves >= ready), default=inf)


def _anything(size: int) -> tuple[Floats, Floats]:
    return np.full(size, -np.inf), np.full(size, np.inf)


def _in_minutes(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Return seconds as whole minutes, rounded where they are known, else outwards."""
    known = low == high
    lows = np.where(known, np.floor(low / _MINUTE + 0.5), np.floor(low / _MINUTE))
    highs = np.where(known, np.floor(high / _MINUTE + 0.5), np.ceil(high / _MINUTE))
    return lows, highs
