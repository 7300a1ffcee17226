"""The trips of feeds that run on some of the days: their line, direction and days, and how often they run."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from vasterviksmodell.derivation.traffic.calendar import running
from vasterviksmodell.derivation.traffic.clock import seconds
from vasterviksmodell.derivation.traffic.feed import Feed
from vasterviksmodell.source.folding import folded

ON_DEMAND_TYPES = ("715", "1501")
"""The extended types of routes that are driven on demand: bus on demand, communal taxi."""


def running_trips(feed: Feed, days: Sequence[date], on_demand_names: Sequence[str]) -> pl.DataFrame:
    """Return the trips that run on some of the days, in the order of their ids.

    `trip_id`, `route_id`, `direction` (0, 1 or null), `line`, `headsign`, `days` (a bit for each), `on_demand`, and
    `fewest` and `most`, how often it runs on such a day, which is once but for trips in `frequencies.txt`.
    """
    trips = feed.read("trips", "trip_id", "route_id", "service_id", "direction_id", "trip_headsign").collect()
    services = running(feed, days)
    routes = _routes(feed, on_demand_names)
    own = trips.drop_nulls("trip_id").unique("trip_id", keep="first", maintain_order=True)
    own = own.join(services, on="service_id").join(routes, on="route_id", how="left")
    own = own.join(_frequencies(feed), on="trip_id", how="left")
    return own.select(
        "trip_id",
        "route_id",
        pl.col("direction_id").replace_strict({"0": 0, "1": 1}, default=None, return_dtype=pl.Int8).alias("direction"),
        pl.coalesce("line", "route_id").alias("line"),
        pl.col("trip_headsign").alias("headsign"),
        "days",
        pl.col("on_demand").fill_null(value=False),
        pl.col("fewest", "most").fill_null(1),
    ).sort("trip_id")


def _routes(feed: Feed, names: Sequence[str]) -> pl.DataFrame:
    """Return the name of each line, and whether it is driven on demand: by its type, or by a word in its names."""
    columns = ("route_short_name", "route_long_name", "route_desc")
    routes = feed.read("routes", "route_id", "route_type", *columns).collect()
    words = [folded(name) for name in names]
    said = pl.concat_str(columns, separator=" ", ignore_nulls=True).map_elements(folded, return_dtype=pl.String)
    named = said.str.contains_any(words) if words else pl.lit(value=False)
    by_type = pl.col("route_type").is_in(ON_DEMAND_TYPES).fill_null(value=False)
    return routes.unique("route_id", keep="first", maintain_order=True).select(
        "route_id",
        pl.coalesce("route_short_name", "route_long_name").alias("line"),
        (by_type | named).alias("on_demand"),
    )


def _frequencies(feed: Feed) -> pl.DataFrame:
    """Return how often each trip of `frequencies.txt` runs on a day: between two numbers when only its pace is stated.

    A trip that runs every 7 minutes for an hour runs 8 or 9 times, as nobody knows when it starts.
    """
    rows = periods_of_frequencies(feed).filter(pl.col("headway") > 0)
    lasts = pl.col("end") - pl.col("start")
    most = (lasts + pl.col("headway") - 1) // pl.col("headway")
    fewest = pl.when("exact").then(most).otherwise(lasts // pl.col("headway"))
    return rows.group_by("trip_id").agg(fewest.sum().alias("fewest"), most.sum().alias("most"))


def periods_of_frequencies(feed: Feed) -> pl.DataFrame:
    """Return the rows of `frequencies.txt`: `trip_id`, `start`, `end`, `headway` in seconds, and `exact`."""
    rows = feed.read("frequencies", "trip_id", "start_time", "end_time", "headway_secs", "exact_times")
    return rows.select(
        "trip_id",
        seconds("start_time").cast(pl.Int64).alias("start"),
        seconds("end_time").cast(pl.Int64).alias("end"),
        pl.col("headway_secs").cast(pl.Int64, strict=False).alias("headway"),
        (pl.col("exact_times") == "1").fill_null(value=False).alias("exact"),
    ).collect()
