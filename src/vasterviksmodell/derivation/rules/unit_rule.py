"""What the rules share that are about units as such: of a register of timetables, stops that are served enough."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from vasterviksmodell.derivation.bounds import Bounds, Cause
from vasterviksmodell.derivation.entry_types import Number
from vasterviksmodell.derivation.rules.rule import Rule
from vasterviksmodell.i18n import Joined, Message, Phrase, Plural

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.places import Places
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.surroundings import Surroundings

_SERVED = Plural(
    "stops with at least {number} departure on the day that counts",
    "stops with at least {number} departures on the day that counts",
)


class UnitRule(Rule):
    """A rule about where units are."""

    served: Number | None = Field(
        default=None,
        description="Of a register of timetables: only stops with at least so many departures in the busier direction.",
    )

    def misfits(self, *, of_traffic: bool) -> Iterator[str]:
        """Yield the keys that do not fit the kind of the register."""
        yield from super().misfits(of_traffic=of_traffic)
        if self.served is not None and not of_traffic:
            yield "served"

    def told_of(self, told: Message) -> Phrase:
        """Return what the rule finds, with which stops are meant."""
        return told if self.served is None else Joined((told, _SERVED.counting(self.served)), "; ")

    def seen(self, register: "Register", around: "Surroundings") -> "Surroundings":
        """Return the units without stops that are certainly not served enough."""
        return around if register.timetable is None else around.only(register.timetable.served(self.served)[1])

    def bounds(self, register: "Register", places: "Places", around: "Surroundings") -> Bounds:
        """Return the bounds of the measure; a stop that may be served enough is there, or not."""
        del places
        possible = self.bounds_around(register, around)
        if register.timetable is None:
            return possible
        certain = self.bounds_around(register, around.only(register.timetable.served(self.served)[0]))
        low, high = np.minimum(certain.low, possible.low), np.maximum(certain.high, possible.high)
        differs = (certain.low != possible.low) | (certain.high != possible.high)
        return Bounds.of(low, high, {**certain.causes, **possible.causes, Cause.SERVICE: differs.astype(np.int64)})

    @abstractmethod
    def bounds_around(self, register: "Register", around: "Surroundings") -> Bounds:
        """Return the bounds of the measure where all these units are there."""
