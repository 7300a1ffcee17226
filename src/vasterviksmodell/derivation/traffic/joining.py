"""The timetables of several feeds as one: a trip that two of them hold counts once."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import polars as pl

from vasterviksmodell.derivation.surroundings import Flags
from vasterviksmodell.derivation.traffic.directions import directions
from vasterviksmodell.derivation.traffic.entry import TrafficEntry
from vasterviksmodell.derivation.traffic.timetable import Timetable


class FeedTimetable(NamedTuple):
    """The trips of one feed, with their calls, and when those of `frequencies.txt` run."""

    trips: pl.DataFrame
    calls: pl.DataFrame
    periods: pl.DataFrame


def joined(feeds: Sequence[FeedTimetable], days: tuple[date, ...], entry: TrafficEntry, by_name: Flags) -> Timetable:
    """Return one timetable; `by_name` says which stops are served on demand by their names."""
    trips, calls, periods = _together(feeds)
    trips = _without_repeats(trips, calls) if len(feeds) > 1 else trips
    own = pl.Series("direction", directions(trips, calls), dtype=pl.Int8)
    trips = trips.with_columns(pl.Series("place", own)).drop("direction").rename({"place": "direction"})
    calls = _with_demand(calls, trips, entry, by_name)
    departures = (
        calls.lazy()
        .filter("departs")
        .group_by("unit", "trip")
        .agg(pl.col("on_demand").all())
        .collect(engine="streaming")
    )
    timed = "arrival" in calls.columns
    kept = (
        calls.select("trip", "unit", "boards", "alights", "arrival", "departure", "on_demand")
        if timed
        else pl.DataFrame()
    )
    return Timetable(days, entry.day, trips, departures, kept, periods, by_name, calls.height)


def _together(feeds: Sequence[FeedTimetable]) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return the tables of all feeds, with the numbers of trips and lines apart."""
    first, every = 0, []
    for number, feed in enumerate(feeds):
        shift = pl.col("trip") + first
        trips = feed.trips.with_columns(shift, pl.lit(number).alias("feed"))
        every.append((trips, feed.calls.with_columns(shift), feed.periods.with_columns(shift)))
        first += feed.trips.height
    trips, calls, periods = (pl.concat(list(tables)) for tables in zip(*every, strict=True))
    lines = trips.select("feed", "route_id").unique(maintain_order=True).with_row_index("route")
    joined_lines = trips.join(lines, on=["feed", "route_id"], how="left", maintain_order="left")
    return joined_lines.drop("route_id", "trip_id"), calls, periods


def _without_repeats(trips: pl.DataFrame, calls: pl.DataFrame) -> pl.DataFrame:
    """Return trips without the days on which a feed before has the same: of that line, at those stops and times.

    The trips keep their numbers in a row: those without a day left stay, and run on none.
    """
    call = pl.concat_str(pl.col("unit"), pl.col("departure").fill_null(-1), separator="@")
    ways = calls.group_by("trip", maintain_order=True).agg(call.str.join("|").alias("way"))
    keyed = trips.join(ways, on="trip", how="left", maintain_order="left")
    days = keyed.group_by("line", "way", "feed", maintain_order=True).agg(pl.col("days").bitwise_or().alias("of_feed"))
    before = days.join(days, on=["line", "way"], suffix="_before").filter(pl.col("feed_before") < pl.col("feed"))
    taken = before.group_by("line", "way", "feed").agg(pl.col("of_feed_before").bitwise_or().alias("taken"))
    left = keyed.join(taken, on=["line", "way", "feed"], how="left", maintain_order="left")
    return left.with_columns(pl.col("days") & ~pl.col("taken").fill_null(0)).drop("way", "taken")


def _with_demand(calls: pl.DataFrame, trips: pl.DataFrame, entry: TrafficEntry, by_name: Flags) -> pl.DataFrame:
    """Return calls with `on_demand`, as the entry wants such trips: apart, counted or left out."""
    own = trips.select("trip", trip_on_demand="on_demand")
    named = pl.Series(by_name[calls["unit"].to_numpy()], dtype=pl.Boolean)
    on_demand = pl.col("booked") | pl.col("trip_on_demand") | named
    joined_trips = calls.join(own, on="trip", how="left", maintain_order="left")
    if entry.on_demand == "count":
        return joined_trips.with_columns(pl.lit(value=False).alias("on_demand")).drop("trip_on_demand", "booked")
    flagged = joined_trips.with_columns(on_demand.alias("on_demand")).drop("trip_on_demand", "booked")
    if entry.on_demand == "leave_out":
        never = pl.col("on_demand")
        return flagged.with_columns(pl.col("boards", "departs") & ~never, on_demand=pl.lit(value=False))
    return flagged
