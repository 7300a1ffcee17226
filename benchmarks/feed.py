"""An invented timetable as a GTFS zip: lines of stops 1 km apart, both ways, on Wednesdays, Saturdays or both.

    python benchmarks/feed.py FILE LINES [TRIPS]

It is run as a process of its own: what a benchmark takes itself would count in the memory of those it starts.
"""

import sys
from datetime import date, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import polars as pl

_STOPS = 20
"""Of a line."""
_FIRST = date(2026, 11, 1)
_DAYS = 60
_BLOCK = 500


def write(path: Path, lines: int, trips: int) -> None:
    """Write a feed with so many lines, and trips of each."""
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for name, frame in {"stops": _stops(lines), "routes": _routes(lines), "trips": _trips(lines, trips)}.items():
            archive.writestr(f"{name}.txt", frame.write_csv())
        archive.writestr("calendar_dates.txt", _dates().write_csv())
        with archive.open("stop_times.txt", "w", force_zip64=True) as file:
            for first in range(0, lines, _BLOCK):
                block = _calls(range(first, min(lines, first + _BLOCK)), trips)
                file.write(block.write_csv(include_header=first == 0).encode())


def _stops(lines: int) -> pl.DataFrame:
    """A line runs north from a point on a grid over southern Sweden; its stops are areas with two platforms each."""
    number = np.arange(lines * _STOPS)
    line, place = number // _STOPS, number % _STOPS
    latitude = 56.5 + (line % 40) * 0.1 + place * 0.009
    longitude = 13.2 + (line // 40 % 100) * 0.035
    areas = pl.DataFrame({"number": number, "stop_lat": latitude.round(5), "stop_lon": longitude.round(5)})
    named = areas.with_columns(stop_name=pl.format("Hållplats {}", "number"))
    area = named.with_columns(stop_id=pl.format("9021{}", "number"), location_type=1, parent_station=None)
    platforms = [
        named.with_columns(
            stop_id=pl.format("9022{}{}", "number", pl.lit(way)),
            location_type=0,
            parent_station=pl.format("9021{}", "number"),
        )
        for way in "01"
    ]
    return pl.concat([area, *platforms], how="vertical_relaxed").drop("number")


def _routes(lines: int) -> pl.DataFrame:
    line = pl.int_range(lines, eager=True).alias("line")
    return pl.DataFrame([line]).select(
        route_id=pl.format("9011{}", "line"), route_short_name="line", route_type=pl.lit(700)
    )


def _trips(lines: int, trips: int) -> pl.DataFrame:
    number = pl.int_range(lines * trips, eager=True).alias("number")
    return pl.DataFrame([number]).select(
        route_id=pl.format("9011{}", pl.col("number") // trips),
        service_id=pl.col("number") % 3,
        trip_id=pl.format("8810000{}", "number"),
        direction_id=pl.col("number") % 2,
        trip_headsign=pl.lit("Centrum"),
    )


def _dates() -> pl.DataFrame:
    days = [_FIRST + timedelta(days=apart) for apart in range(_DAYS)]
    runs = {0: (2, 5), 1: (2,), 2: (0, 1, 2, 3, 4)}
    rows = [(service, f"{day:%Y%m%d}", 1) for service, own in runs.items() for day in days if day.weekday() in own]
    return pl.DataFrame(rows, schema=["service_id", "date", "exception_type"], orient="row")


def _calls(lines: range, trips: int) -> pl.DataFrame:
    """The calls of the trips of some lines: two minutes apart, from five in the morning to one at night."""
    trip = np.repeat(np.arange(lines.start * trips, lines.stop * trips), _STOPS)
    sequence = np.tile(np.arange(_STOPS), len(lines) * trips)
    way = trip % 2
    place = np.where(way == 0, sequence, _STOPS - 1 - sequence)
    minute = 300 + trip % trips * (1200 // trips) + 2 * sequence
    frame = pl.DataFrame({"trip": trip, "sequence": sequence, "stop": trip // trips * _STOPS + place, "way": way})
    hour, own = (pl.col("minute") // 60).cast(pl.String), (pl.col("minute") % 60).cast(pl.String)
    frame = frame.with_columns(minute=minute).with_columns(
        time=pl.format("{}:{}:00", hour.str.zfill(2), own.str.zfill(2))
    )
    return frame.select(
        trip_id=pl.format("8810000{}", "trip"),
        arrival_time="time",
        departure_time="time",
        stop_id=pl.format("9022{}{}", "stop", "way"),
        stop_sequence="sequence",
        pickup_type=pl.lit(0),
        drop_off_type=pl.lit(0),
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]) if sys.argv[3:] else 162)
