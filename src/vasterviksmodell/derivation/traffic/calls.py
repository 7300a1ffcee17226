"""The calls of trips at stops, and which of them are departures."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from vasterviksmodell.derivation.surroundings import Flags
from vasterviksmodell.derivation.traffic.clock import seconds
from vasterviksmodell.derivation.traffic.feed import Feed

_NO = "1"
"""In `pickup_type` and `drop_off_type`: not possible. 2 and 3, by phone and by a sign, stand on ordinary buses."""
_BITS = 32


@dataclass(frozen=True, slots=True, eq=False)
class Calls:
    """The calls of the trips that run, in order."""

    frame: pl.DataFrame
    """`trip`, `unit`, `boards`, `alights`, `booked`, `departs`, and `arrival` and `departure` where times are read."""
    unknown: int
    """How many are at stops that the feed lacks."""
    zones: int
    """How many are in zones without a stop, which are served on demand."""
    misread: bool
    """Whether some state no number, or a time that is none."""


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
            *((pl.col(column).is_not_null() & seconds(column).is_null()).alias(f"no_{column}") for column in times),
        )
        .collect(engine="streaming")
    )
    flags = [f"no_{column}" for column in times]
    misread = frame["sequence"].null_count() > 0 or any(frame[flag].any() for flag in flags)
    frame = frame.drop(flags)
    zones = int(frame["zone"].sum())
    unknown = frame["unit"].null_count() - zones
    known = _in_order(frame.drop_nulls("unit") if frame["unit"].null_count() else frame).drop("zone", "sequence")
    return Calls(known.with_columns(departs=pl.Series(_departs(known))), unknown, zones, misread)


def _in_order(calls: pl.DataFrame) -> pl.DataFrame:
    """Return calls by trip and sequence; most feeds have them in that order."""
    key = (calls["trip"].cast(pl.Int64).to_numpy() << _BITS) + calls["sequence"].fill_null(0).to_numpy()
    return calls if (key[1:] >= key[:-1]).all() else calls[np.argsort(key, kind="stable")]


def _departs(calls: pl.DataFrame) -> Flags:
    """Return which calls are departures: one can board, and the trip goes on to another stop.

    Neither the last call is one, nor those at other platforms of the last stop.
    """
    if not calls.height:
        return np.zeros(0, dtype=np.bool_)
    trips, units = calls["trip"].to_numpy(), calls["unit"].to_numpy()
    firsts = np.flatnonzero(np.concatenate([[True], trips[1:] != trips[:-1]]))
    sizes = np.diff(firsts, append=len(trips))
    last_units = np.repeat(units[firsts + sizes - 1], sizes)
    elsewhere = np.where(units != last_units, np.arange(len(trips)), -1)
    last_elsewhere = np.repeat(np.maximum.reduceat(elsewhere, firsts), sizes)
    found: Flags = calls["boards"].to_numpy() & (np.arange(len(trips)) <= last_elsewhere)
    return found
