"""`departures`: how many trips depart near a place on a usual day."""

from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
import polars as pl
from pydantic import Field

from vasterviksmodell.derivation.bounds import Bounds, Cause, Floats
from vasterviksmodell.derivation.entry_types import Length
from vasterviksmodell.derivation.rules.rule import Rule, length
from vasterviksmodell.derivation.traffic.told import LinePart
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Whole as Count

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.places import Places
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.surroundings import Surroundings
    from vasterviksmodell.derivation.traffic.timetable import Timetable

_SPREAD = Message("median of {days} days from {first} to {last}: {least} to {greatest}")


class DeparturesRule(Rule):
    """The number of trips that depart within a distance, in the busier direction of each line."""

    name = "departures"
    of_traffic: ClassVar[bool | None] = True

    rule: Literal["departures"] = Field(description="The number of trips that depart within a distance.")
    within: Length = Field(description="The straight-line distance within which stops count: 1 km.")

    @property
    def told(self) -> Phrase:
        return Message("number of trips that depart within {length}, in the busier direction of each line").format(
            length=length(self.within)
        )

    @property
    def reach(self) -> float:
        return self.within

    def bounds(self, register: "Register", places: "Places", around: "Surroundings") -> Bounds:
        """Return the usual number of departures, or bounds of it, and tell how much it differs between days."""
        del places
        timetable = register.traffic
        size = around.places.size
        pairs = _pairs(around, self.within)
        certain = timetable.near(pairs.filter(~pl.col("unsure")), size)
        located = timetable.near(pairs, size)
        anywhere = _anywhere(around)
        possible = located if anywhere is None else timetable.near(pl.concat([pairs, anywhere]), size)
        unlisted = around.edge <= self.within
        causes = {
            Cause.COINCIDES: (certain.fewest < located.fewest) & (around.widths == 0),
            Cause.SPREAD: (certain.fewest < located.fewest) & (around.widths > 0),
            Cause.UNLOCATED: possible.with_demand > located.with_demand,
            Cause.TIMETABLE: located.fewest < located.most,
            Cause.ON_DEMAND: located.most < located.with_demand,
            around.unlisted: unlisted,
        }
        found = Bounds.of(
            certain.fewest,
            np.where(unlisted, np.inf, possible.with_demand),
            {cause: flags.astype(np.int64) for cause, flags in causes.items()},
        )
        notes = _notes(timetable, located.least_day, located.greatest_day)
        return Bounds(found.low, found.high, found.causes, notes=notes)

    def lines(self, register: "Register", around: "Surroundings") -> tuple[LinePart, ...]:
        """Return the lines that depart near a place."""
        return register.traffic.lines(_pairs(around, self.within)["unit"].to_numpy())


def _pairs(around: "Surroundings", radius: float) -> pl.DataFrame:
    """Return the places with the stops near them: `place`, `unit`, `unsure`."""
    empty = pl.DataFrame(schema={"place": pl.Int64, "unit": pl.Int64, "unsure": pl.Boolean})
    found = (
        pl.DataFrame({"place": places, "unit": units, "unsure": unsure})
        for places, units, unsure in around.pairs(radius)
    )
    return pl.concat([empty, *found])


def _anywhere(around: "Surroundings") -> pl.DataFrame | None:
    """Return every place with the stops that may lie anywhere; None where there are none."""
    rows = np.concatenate([group.rows for group in around.groups]) if around.groups else np.zeros(0, dtype=np.int64)
    if not len(rows):
        return None
    size = around.places.size
    places, units = np.repeat(np.arange(size), len(rows)), np.tile(rows, size)
    return pl.DataFrame({"place": places, "unit": units, "unsure": np.ones(len(units), dtype=np.bool_)})


def _notes(timetable: "Timetable", least: Floats, greatest: Floats) -> tuple[Phrase | None, ...]:
    days = timetable.days
    return tuple(
        _SPREAD.format(
            days=Count(len(days)),
            first=days[0].isoformat(),
            last=days[-1].isoformat(),
            least=Count(int(low)),
            greatest=Count(int(high)),
        )
        if low < high
        else None
        for low, high in zip(least, greatest, strict=True)
    )
