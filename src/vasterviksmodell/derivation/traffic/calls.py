"""The calls of trips at stops, and which of them are departures."""

from dataclasses import dataclass

import polars as pl

from vasterviksmodell.derivation.traffic.clock import seconds
from vasterviksmodell.derivation.traffic.feed import Feed

_NO = "1"
"""In `pickup_type` and `drop_off_type`: not possible. 2 and 3, by phone and by a sign, stand on ordinary buses."""


@dataclass(frozen=True, slots=True, eq=False)
class Calls:
    """The calls of the trips that run, in order."""

    frame: pl.DataFrame
    """`trip`, `unit`, `boards`, `alights`, `booked`, `departs`, and `arrival` and `departure` where times are read."""
    unknown: int
    """How many are at stops that the feed lacks."""
    zones: int
    """How many are in zones without a stop, which are served on demand."""


def read_calls(feed: Feed, trips: pl.DataFrame, stops: pl.DataFrame, *, timed: bool) -> Calls:
    """Return the calls of trips, given as `trip_id` and `trip`, at stops, given as `stop_id` and `unit`."""
    columns = ("trip_id", "stop_id", "stop_sequence", "pickup_type", "drop_off_type", "pickup_booking_rule_id")
    times = ("arrival_time", "departure_time") if timed else ()
    rows = feed.read("stop_times", *columns, *times)
    frame = (
        rows.join(trips.lazy().select("trip_id", "trip"), on="trip_id")
        .join(stops.lazy().select("stop_id", "unit"), on="stop_id", how="left")
        .select(
            "trip",
            pl.col("stop_sequence").cast(pl.Int32, strict=False).alias("sequence"),
            "unit",
            pl.col("stop_id").is_null().alias("zone"),
            ((pl.col("pickup_type") != _NO) | pl.col("pickup_type").is_null()).alias("boards"),
            ((pl.col("drop_off_type") != _NO) | pl.col("drop_off_type").is_null()).alias("alights"),
            pl.col("pickup_booking_rule_id").is_not_null().alias("booked"),
            *(seconds(column).alias(column.removesuffix("_time")) for column in times),
        )
        .collect(engine="streaming")
    )
    zones = int(frame["zone"].sum())
    unknown = frame["unit"].null_count() - zones
    known = frame.lazy().drop_nulls("unit").sort("trip", "sequence", maintain_order=True).drop("zone", "sequence")
    return Calls(_with_departures(known.collect()), unknown, zones)


def _with_departures(calls: pl.DataFrame) -> pl.DataFrame:
    """Return calls with `departs`: whether one can board, and the trip goes on to another stop.

    Neither the last call is a departure, nor are those at other platforms of the last stop.
    """
    numbered = calls.with_row_index("number")
    last = pl.col("unit").last().over("trip")
    goes_on = numbered.filter(pl.col("unit") != last).group_by("trip").agg(pl.col("number").max().alias("last"))
    joined = numbered.join(goes_on, on="trip", how="left", maintain_order="left")
    departs = (pl.col("boards") & (pl.col("number") <= pl.col("last"))).fill_null(value=False)
    return joined.with_columns(departs.alias("departs")).drop("number", "last")
