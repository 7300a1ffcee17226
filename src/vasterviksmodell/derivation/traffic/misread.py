"""What stands in the tables of a feed and is no time, no day and no number: left out, or read as something else, it
would change what runs.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import polars as pl

from vasterviksmodell.derivation.traffic.clock import seconds
from vasterviksmodell.derivation.traffic.feed import DATE, Feed
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n.numbers import Whole as Count
from vasterviksmodell.i18n.wording import visible

if TYPE_CHECKING:
    from vasterviksmodell.i18n import Phrase

_HEADINGS = 1
"""How many lines stand before the rows."""


def misread(feed: Feed) -> Iterator[Finding]:
    """Yield a finding for each column of the small tables that has something unreadable."""
    for table, columns in _small().items():
        for column, wrong in columns.items():
            if feed.has(table, column):
                yield from _told(feed, table, column, wrong)


def loose_trips(feed: Feed) -> Iterator[Finding]:
    """Yield a finding for trips whose line the feed lacks; those whose days it lacks run on none."""
    trips, lines = feed.read("trips", "route_id").collect(), feed.read("routes", "route_id").unique().collect()
    number = trips.join(lines, on="route_id", how="anti").height
    if number:
        yield Finding(rule("V132"), feed.place, {"number": Count(number)})


def misread_calls(feed: Feed) -> Iterator[Finding]:
    """Yield a finding for each column of `stop_times.txt` that has something unreadable. It takes its time."""
    columns = {
        "stop_sequence": _no_number("stop_sequence"),
        "arrival_time": _no_time("arrival_time"),
        "departure_time": _no_time("departure_time"),
    }
    for column, wrong in columns.items():
        if feed.has("stop_times", column):
            yield from _told(feed, "stop_times", column, wrong)


def _small() -> Mapping[str, Mapping[str, pl.Expr]]:
    """Return by table and column which cells are wrong."""
    start, end = seconds("start_time"), seconds("end_time")
    pace = pl.col("headway_secs").cast(pl.Int64, strict=False)
    return {
        "calendar": {column: _no_day(column) for column in ("start_date", "end_date")},
        "calendar_dates": {
            "date": _no_day("date"),
            "exception_type": ~pl.col("exception_type").is_in(("1", "2")).fill_null(value=False),
        },
        "feed_info": {
            column: pl.col(column).is_not_null() & _no_day(column) for column in ("feed_start_date", "feed_end_date")
        },
        "frequencies": {
            "start_time": start.is_null(),
            "end_time": ~(end > start).fill_null(value=False),
            "headway_secs": ~(pace > 0).fill_null(value=False),
        },
    }


def _no_day(column: str) -> pl.Expr:
    return pl.col(column).str.to_date(DATE, strict=False).is_null()


def _no_time(column: str) -> pl.Expr:
    """Say which cells state a time that is none; an empty one states none."""
    return pl.col(column).is_not_null() & seconds(column).is_null()


def _no_number(column: str) -> pl.Expr:
    return pl.col(column).cast(pl.Int32, strict=False).is_null()


def _told(feed: Feed, table: str, column: str, wrong: pl.Expr) -> Iterator[Finding]:
    needed = [column, *({"start_time", "end_time"} if table == "frequencies" else ())]
    rows = feed.read(table, *dict.fromkeys(needed)).with_row_index("row").filter(wrong).collect()
    if rows.height:
        line = int(rows["row"][0]) + _HEADINGS + 1
        facts: dict[str, Phrase] = {
            "column": column,
            "text": visible(rows[column][0] or ""),
            "number": Count(rows.height),
        }
        yield Finding(rule("V131"), Place(f"{feed.name}/{table}.txt", line), facts)
