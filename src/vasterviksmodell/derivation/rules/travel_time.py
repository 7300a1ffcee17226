"""`travel_time`: how many minutes it takes by public transport and on foot to one of the places."""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from vasterviksmodell.criteria.data_entries import Name
from vasterviksmodell.derivation.bounds import Bounds, Cause, Floats
from vasterviksmodell.derivation.entry_types import Length, Minutes, Speed, Window
from vasterviksmodell.derivation.rules.rule import Rule
from vasterviksmodell.derivation.traffic.clock import clock
from vasterviksmodell.derivation.traffic.median import middle, middle_day
from vasterviksmodell.derivation.traffic.told import JourneyPart, LegPart
from vasterviksmodell.derivation.traffic.travelling import Travelling, Wanted
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.places import Places
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.surroundings import Flags, Surroundings

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
        target = self._target(register, places)
        size = around.places.size
        if not target.places.known[0]:
            return Bounds.of(*_anything(size), {Cause.NO_POSITION: np.ones(size, dtype=np.int64)})
        travelling = self._travelling(register, around, target)
        without = with_demand = middle(travelling.medians(on_demand=False))
        if register.traffic.calls["on_demand"].any():
            with_demand = middle(travelling.medians(on_demand=True))
        low, high = _in_minutes(np.minimum(without, with_demand), np.maximum(without, with_demand))
        never = np.isinf(low) & (around.widths == 0)
        causes = {Cause.NOT_REACHED: never, Cause.ON_DEMAND: ~never & (without != with_demand)}
        open_causes = self._open(register, around, target)
        open_anyhow = np.any([*open_causes.values()], axis=0)
        low = np.where(open_anyhow, 0.0, np.where(never, -np.inf, low))
        high = np.where(around.widths > 0 if self.first_wait else open_anyhow, np.inf, high)
        every = {**causes, **open_causes}
        return Bounds.of(low, high, {cause: flags.astype(np.int64) for cause, flags in every.items()})

    def _open(self, register: "Register", around: "Surroundings", target: "Surroundings") -> dict[Cause, "Flags"]:
        """Return where there may be other trips than those that are known, which change the median either way."""
        timetable, size = register.traffic, around.places.size
        lost = [group.rows for group in around.groups]
        served = bool(lost) and bool(timetable.departures["unit"].is_in(np.concatenate(lost).tolist()).any())
        by_pace = bool((~timetable.periods["exact"]).any())
        return {
            around.unlisted: (around.edge <= self.walk) | (target.edge[0] <= self.walk),
            Cause.UNLOCATED: np.full(size, served),
            Cause.SPREAD: around.widths > 0,
            Cause.TIMETABLE: np.full(size, by_pace),
        }

    def _travelling(self, register: "Register", around: "Surroundings", target: "Surroundings") -> Travelling:
        wanted = Wanted(
            *self.between,
            longest=self.longest,
            walk=self.walk,
            speed=self.walking_speed,
            change=self.change,
            change_within=self.change_within,
            first_wait=self.first_wait,
        )
        return Travelling.of(register.traffic, wanted, register.points, around, target)

    def _target(self, register: "Register", places: "Places") -> "Surroundings":
        places = places.whole
        row = places.ids.index(self.to)
        return register.around(places.points.at(slice(row, row + 1)), places.areas[row : row + 1])

    def journeys(self, register: "Register", places: "Places", around: "Surroundings") -> tuple[JourneyPart, ...]:
        """Return the journeys on the day whose median counts."""
        target = self._target(register, places)
        if not target.places.known[0]:
            return ()
        travelling = self._travelling(register, around, target)
        day = int(middle_day(travelling.medians(on_demand=True))[0])
        names, lines = register.units.names, register.traffic.trips["line"]
        return tuple(
            JourneyPart(
                register.traffic.days[day],
                journey.leaves,
                journey.arrives,
                tuple(
                    LegPart(str(lines[leg.trip]), str(names[leg.start]), leg.departs, str(names[leg.end]), leg.arrives)
                    for leg in legs
                ),
            )
            for journey, legs in travelling.told(0, day)
        )


def _anything(size: int) -> tuple[Floats, Floats]:
    return np.full(size, -np.inf), np.full(size, np.inf)


def _in_minutes(low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Return seconds as whole minutes, rounded where they are known, else outwards."""
    known = low == high
    lows = np.where(known, np.floor(low / _MINUTE + 0.5), np.floor(low / _MINUTE))
    highs = np.where(known, np.floor(high / _MINUTE + 0.5), np.ceil(high / _MINUTE))
    return lows, highs
