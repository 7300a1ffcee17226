"""A timetable: the trips that run on some days, where and when they call, and how many depart near a place."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

import numpy as np
import polars as pl

from vasterviksmodell.derivation.bounds import Floats, Whole
from vasterviksmodell.derivation.surroundings import Flags
from vasterviksmodell.derivation.traffic.directions import UNKNOWN
from vasterviksmodell.derivation.traffic.median import middle, middle_day
from vasterviksmodell.derivation.traffic.told import LinePart


class Daily(NamedTuple):
    """How many trips depart near each place in the busier direction, by place and day."""

    fewest: Floats
    """Without trips on demand."""
    most: Floats
    """Without trips on demand; more than the fewest where a feed does not say enough."""
    with_demand: Floats
    """With trips on demand."""


class Departures(NamedTuple):
    """The usual number of departures near each place, and the lowest and the highest one on a day."""

    fewest: Floats
    most: Floats
    with_demand: Floats
    least_day: Floats
    greatest_day: Floats


@dataclass(frozen=True, eq=False)
class Timetable:
    days: tuple[date, ...]
    weekday: str
    trips: pl.DataFrame
    """`trip`, `feed`, `route`, `line`, `headsign`, `direction`, `days`, `on_demand`, `fewest`, `most`."""
    departures: pl.DataFrame
    """`unit`, `trip` and `on_demand`: each trip that departs from a stop stands once for it."""
    calls: pl.DataFrame
    """With times, in order, where a rule needs them; else empty."""
    periods: pl.DataFrame
    """When trips of `frequencies.txt` run: `trip`, `start`, `end`, `headway`, `exact`."""
    on_demand_stops: Flags
    """Which stops are served on demand by their names."""
    all_calls: int
    """How many calls the trips make that run."""

    def near(self, pairs: pl.DataFrame, places: int) -> Departures:
        """Return how many trips depart near each place, as the median over the days; `pairs`: `place` and `unit`.

        Of an even number of days the lower one in the middle counts, so that it is the number of a day.
        """
        daily = self._daily(pairs, places)
        fewest, most, with_demand = (middle(numbers.T) for numbers in daily)
        return Departures(fewest, most, with_demand, daily.fewest.min(axis=1), daily.fewest.max(axis=1))

    def running(self, day: int) -> bytes:
        """Return which trips run on a day; the same bytes for days with the same trips."""
        return np.packbits((self.trips["days"].to_numpy() >> day) & 1).tobytes()

    def lines(self, units: Whole) -> tuple[LinePart, ...]:
        """Return the lines that depart from some stops, on the day whose number of departures is the median."""
        pairs = pl.DataFrame({"place": np.zeros(len(units), dtype=np.int64), "unit": units})
        daily = self._daily(pairs, 1)
        day = int(middle_day(daily.fewest.T)[0])
        running = self.trips.filter((pl.col("days") & (1 << day)) != 0)
        own = self.departures.filter(pl.col("unit").is_in(units.tolist()))
        trips = own.group_by("trip").agg(pl.col("on_demand").all()).join(running.drop("on_demand"), on="trip")
        found = (
            trips.group_by("route", "line", "direction")
            .agg(
                pl.col("headsign").drop_nulls().mode().sort().first().fill_null(""),
                pl.col("fewest").filter(~pl.col("on_demand")).sum().alias("departures"),
                pl.col("most").filter("on_demand").sum().alias("demand"),
            )
            .with_columns((pl.col("departures") == pl.col("departures").max().over("route")).alias("counts"))
            .with_columns(pl.col("counts") & (pl.col("counts").cum_sum().over("route", order_by="direction") == 1))
            .sort("line", "route", "direction")
        )
        columns = ("line", "headsign", "departures", "demand", "counts")
        return tuple(LinePart(self.days[day], *row) for row in found.select(columns).iter_rows())

    def _grouped(self, pairs: pl.DataFrame) -> pl.DataFrame:
        """Return how many trips depart near each place: `fewest` and `most`, by line, direction, days and demand.

        A trip that departs from several stops near a place counts once.
        """
        trips = self.trips.lazy().select("trip", "route", "direction", "days", "fewest", "most")
        near = pairs.lazy().select(pl.col("place").cast(pl.UInt32), pl.col("unit").cast(pl.UInt32))
        own = self.departures.lazy().join(near, on="unit").group_by("place", "trip").agg(pl.col("on_demand").all())
        keys = ("place", "route", "direction", "days", "on_demand")
        return own.join(trips, on="trip").group_by(keys).agg(pl.col("fewest", "most").sum()).sort(keys).collect()

    def _daily(self, pairs: pl.DataFrame, places: int) -> Daily:
        groups = self._grouped(pairs)
        lines = groups.select("place", "route").unique(maintain_order=True).with_row_index("line")
        groups = groups.join(lines, on=["place", "route"], maintain_order="left")
        own = lines["place"].to_numpy()
        found = np.zeros((3, places, len(self.days)))
        for day in range(len(self.days)):
            running = groups.filter((pl.col("days").cast(pl.Int64) & (1 << day)) != 0)
            for number, numbers in enumerate(_busier(running, lines.height)):
                found[number, :, day] = np.bincount(own, numbers, places)
        return Daily(*found)

    @cached_property
    def usual(self) -> Departures:
        """How many trips depart from each stop."""
        units = np.arange(len(self.on_demand_stops))
        return self.near(pl.DataFrame({"place": units, "unit": units}), len(units))

    def served(self, number: int | None) -> tuple[Flags, Flags]:
        """Return which stops certainly have at least a number of departures, and which may have; None: any stop."""
        if number is None:
            return ~self.on_demand_stops, np.ones(len(self.on_demand_stops), dtype=np.bool_)
        return self.usual.fewest >= number, self.usual.with_demand >= number


def _busier(groups: pl.DataFrame, lines: int) -> tuple[Floats, Floats, Floats]:
    """Return the departures of each line in its busier direction: fewest, most, and most with those on demand.

    Trips whose direction is not known may all run in the busier one, or make up for the other.
    """
    fewest, most = _by_direction(groups.filter(~pl.col("on_demand")), lines)
    with_demand = _by_direction(groups, lines)[1]
    return _at_least(fewest), _at_most(most), _at_most(with_demand)


def _by_direction(groups: pl.DataFrame, lines: int) -> tuple[Floats, Floats]:
    """Return the sums of `fewest` and of `most`, by direction and line."""
    places = groups["direction"].to_numpy().astype(np.int64) * lines + groups["line"].to_numpy()
    fewest, most = (groups[name].cast(pl.Float64).to_numpy() for name in ("fewest", "most"))
    shape = (UNKNOWN + 1, lines)
    return _summed(places, fewest, shape), _summed(places, most, shape)


def _summed(places: Whole, numbers: Floats, shape: tuple[int, int]) -> Floats:
    sums: Floats = np.bincount(places, numbers, shape[0] * shape[1]).astype(np.float64)
    return sums.reshape(shape)


def _at_least(numbers: Floats) -> Floats:
    one, other, unknown = numbers[0], numbers[1], numbers[UNKNOWN]
    found: Floats = np.maximum(np.maximum(one, other), np.ceil((one + other + unknown) / 2))
    return np.where(unknown > 0, found, np.maximum(one, other))


def _at_most(numbers: Floats) -> Floats:
    found: Floats = np.maximum(numbers[0], numbers[1]) + numbers[UNKNOWN]
    return found
