"""What runs on one day as connections: each a ride from one stop to the next."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl

from vasterviksmodell.derivation.bounds import Whole
from vasterviksmodell.derivation.surroundings import Flags, Points
from vasterviksmodell.derivation.traffic.timetable import Timetable


class Connections(NamedTuple):
    """Rides from one stop to the next, the last departure first."""

    departs: Whole
    arrives: Whole
    start: Whole
    end: Whole
    run: Whole
    """The number of the run: a trip of `frequencies.txt` runs several times."""
    boards: Flags
    alights: Flags
    trips: Whole
    """By run: its trip."""


def connections(timetable: Timetable, day: int, first: int, last: int, *, on_demand: bool) -> Connections:
    """Return what departs on a day at a time or later and arrives by another, in seconds after midnight."""
    running = timetable.trips.filter((pl.col("days") & (1 << day)) != 0).select("trip")
    calls = timetable.calls.lazy().join(running.lazy(), on="trip", how="semi", maintain_order="left")
    runs = _runs(timetable, calls)
    same = (pl.col("trip") == pl.col("trip").shift(-1)) & (pl.col("shift") == pl.col("shift").shift(-1))
    may_board = pl.col("boards") if on_demand else pl.col("boards") & ~pl.col("on_demand")
    rides = (
        runs.with_columns(run=(~same.shift(1).fill_null(value=False)).cum_sum())
        .with_row_index("number")
        .select(
            "number",
            "trip",
            (pl.col("run").cast(pl.Int64) - 1).alias("run"),
            (pl.col("departure") + pl.col("shift")).alias("departs"),
            (pl.col("arrival").shift(-1) + pl.col("shift")).alias("arrives"),
            start="unit",
            end=pl.col("unit").shift(-1),
            boards=may_board,
            alights=pl.col("alights").shift(-1),
            same=same,
        )
        .filter(pl.col("same").fill_null(value=False), pl.col("departs") >= first, pl.col("arrives") <= last)
        .sort(["departs", "number"], descending=True)
        .collect()
    )
    trips = np.zeros(int(rides["run"].max() or 0) + 1, dtype=np.int64)  # type: ignore[arg-type]
    trips[rides["run"].to_numpy()] = rides["trip"].to_numpy()
    departs, arrives, start, end, run = (
        rides[name].cast(pl.Int64).to_numpy() for name in ("departs", "arrives", "start", "end", "run")
    )
    boards, alights = rides["boards"].to_numpy(), rides["alights"].to_numpy()
    return Connections(departs, arrives, start, end, run, boards, alights, trips)


def _runs(timetable: Timetable, calls: pl.LazyFrame) -> pl.LazyFrame:
    """Return calls with `shift`, by which a trip of `frequencies.txt` runs later than they say: once for each run."""
    if timetable.periods.height == 0:
        return calls.with_columns(shift=pl.lit(0, pl.Int64))
    starts = timetable.periods.lazy().with_columns(
        at=pl.int_ranges("start", "end", pl.col("headway")),
    )
    begins = calls.group_by("trip", maintain_order=True).agg(pl.col("departure").first().alias("begins"))
    shifts = starts.select("trip", "at").explode("at").join(begins, on="trip")
    shifted = calls.join(shifts.select("trip", shift=pl.col("at") - pl.col("begins")), on="trip", how="left")
    every = shifted.with_columns(pl.col("shift").fill_null(0))
    return every.with_row_index("order").sort("trip", "shift", "order").drop("order")


def neighbours(points: Points, radius: float, speed: float) -> list[list[tuple[int, int]]]:
    """Return for each stop the stops within a distance, with the seconds that the walk takes: itself first, in none.

    A stop without a position has itself only.
    """
    found: list[list[tuple[int, int]]] = [[(stop, 0)] for stop in range(points.size)]
    for one, other, seconds in _near(points, radius, speed):
        found[one].append((other, seconds))
    return found


def _near(points: Points, radius: float, speed: float) -> Iterator[tuple[int, int, int]]:
    """Yield pairs of stops within a distance: of those in the strip from south to north that may be near."""
    order = np.argsort(np.where(points.known, points.north, np.inf), kind="stable")[: int(points.known.sum())]
    north, east = points.north[order], points.east[order]
    ends = np.searchsorted(north, north + radius, side="right")
    for first in range(0, len(order), 512):
        rows = np.arange(first, min(first + 512, len(order)))
        others = np.arange(first, int(ends[rows[-1]]))
        apart = np.hypot(north[rows][:, None] - north[others], east[rows][:, None] - east[others])
        ones, twos = np.nonzero((apart <= radius) & (rows[:, None] < others))
        for one, two, metres in zip(
            rows[ones].tolist(), others[twos].tolist(), apart[ones, twos].tolist(), strict=True
        ):
            seconds = int(np.ceil(metres / speed))
            yield int(order[one]), int(order[two]), seconds
            yield int(order[two]), int(order[one]), seconds
