"""Dates as sources have them, and how old a source may be."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "month", "year"]
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_PERIOD = re.compile(r"([0-9]{1,4}) (day|month|year)s?")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time, in units of the calendar."""

    number: int
    unit: Unit

    def before(self, day: date) -> date:
        """The day that lies so long before another.

        >>> Period(3, "month").before(date(2026, 5, 31))
        datetime.date(2026, 2, 28)
        """
        if self.unit == "day":
            return day - timedelta(days=min(self.number, (day - date.min).days))
        months = day.year * 12 + day.month - 1 - self.number * (12 if self.unit == "year" else 1)
        year, month = divmod(months, 12)
        if year < date.min.year:
            return date.min
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def parse_period(text: str) -> Period | None:
    """`2 years`, `18 months`, `90 days` → a period; None for anything else."""
    found = _PERIOD.fullmatch(text)
    return Period(int(found[1]), found[2]) if found else None  # type: ignore[arg-type]


def parse_first_day(text: str) -> date | None:
    """The first day that `2024`, `2024-10` or `2024-10-15` can mean; None for anything else."""
    last = parse_date(text)
    if last is None:
        return None
    return (
        last.replace(month=1, day=1)
        if len(text) == len("2024")
        else last.replace(day=1)
        if len(text) == len("2024-10")
        else last
    )


def parse_date(text: str) -> date | None:
    """The last day that `2024`, `2024-10` or `2024-10-15` can mean; None for anything else."""
    found = _DATE.fullmatch(text)
    if found is None or found[1] == "0000":
        return None
    year, month = int(found[1]), int(found[2] or 12)
    if not 1 <= month <= 12:  # noqa: PLR2004
        return None
    last = calendar.monthrange(year, month)[1]
    day = int(found[3] or last)
    return date(year, month, day) if 1 <= day <= last else None
