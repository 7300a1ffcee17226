"""On which of some days the services of a feed run, and for which period its timetable holds."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

import polars as pl

from vasterviksmodell.derivation.traffic.feed import DATE, Feed

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ADDED, _REMOVED = "1", "2"


class Period(NamedTuple):
    """The first and the last day for which a timetable holds."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Say whether a day is in it."""
        return self.first <= day <= self.last


def days_near(near: date, weekday: str, weeks: int) -> tuple[date, ...]:
    """Return the days of a weekday that are at most some weeks from a day."""
    reach = 7 * weeks
    every = (near + timedelta(days=apart) for apart in range(-reach, reach + 1))
    return tuple(day for day in every if day.weekday() == WEEKDAYS.index(weekday))


def period_of(feed: Feed) -> Period | None:
    """Return the period that a feed states, else from the first to the last day of its calendars."""
    stated = _dates(feed.read("feed_info", "feed_start_date", "feed_end_date")).collect()
    calendar = _dates(feed.read("calendar", "start_date", "end_date")).collect()
    added = _dates(feed.read("calendar_dates", "date", "exception_type"), "date").collect()
    extra = added.filter(pl.col("exception_type") == _ADDED)["date"]
    first = _ends(stated["feed_start_date"])[0] or _ends(pl.concat([calendar["start_date"], extra]))[0]
    last = _ends(stated["feed_end_date"])[1] or _ends(pl.concat([calendar["end_date"], extra]))[1]
    return None if first is None or last is None else Period(first, last)


def _dates(frame: pl.LazyFrame, *columns: str) -> pl.LazyFrame:
    names = columns or tuple(frame.collect_schema().names())
    return frame.with_columns(pl.col(name).str.to_date(DATE, strict=False) for name in names)


def _ends(dates: pl.Series) -> tuple[date | None, date | None]:
    known = sorted(dates.drop_nulls().unique().to_list())
    return (known[0], known[-1]) if known else (None, None)


def running(feed: Feed, days: Sequence[date]) -> pl.DataFrame:
    """Return the services that run on some of the days: `service_id`, and `days`, with a bit for each day.

    Days that `calendar_dates` adds and removes count; Swedish feeds have no others.
    """
    calendar = _dates(
        feed.read("calendar", "service_id", "start_date", "end_date", *WEEKDAYS), "start_date", "end_date"
    )
    changes = _dates(feed.read("calendar_dates", "service_id", "date", "exception_type"), "date").collect()
    regular = calendar.select(
        "service_id",
        _bits(
            (pl.col(WEEKDAYS[day.weekday()]) == "1") & pl.lit(day).is_between("start_date", "end_date") for day in days
        ).alias("days"),
    ).collect()
    added, removed = (_changed(changes, kind, days) for kind in (_ADDED, _REMOVED))
    every = pl.concat([regular, added]).group_by("service_id").agg(pl.col("days").bitwise_or())
    joined = every.join(removed.rename({"days": "removed"}), on="service_id", how="left")
    kept = pl.col("days") & ~pl.col("removed").fill_null(0)
    return joined.select("service_id", kept.alias("days")).filter(pl.col("days") != 0).sort("service_id")


def _changed(changes: pl.DataFrame, kind: str, days: Sequence[date]) -> pl.DataFrame:
    """Return by service the days that are added or removed."""
    own = changes.filter(pl.col("exception_type") == kind, pl.col("date").is_in(list(days)))
    bit = pl.col("date").replace_strict({day: 1 << number for number, day in enumerate(days)}, return_dtype=pl.Int64)
    return own.group_by("service_id").agg(bit.bitwise_or().alias("days"))


def _bits(flags: Iterable[pl.Expr]) -> pl.Expr:
    """Return a whole number with a bit for each condition."""
    found = pl.lit(0, pl.Int64)
    for number, flag in enumerate(flags):
        found = found + flag.fill_null(value=False).cast(pl.Int64) * (1 << number)
    return found
