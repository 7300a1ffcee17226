"""Events: what happens to services at a date, whoever decides it, and changes measures of sites."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from vasterviksmodell.criteria.actions import StatedMeasure
from vasterviksmodell.criteria.model import parse_date
from vasterviksmodell.i18n.wording import Text

Certainty = Literal["decided", "planned", "possible"]
CERTAINTIES: tuple[Certainty, ...] = ("decided", "planned", "possible")
"""The most certain first."""
_DAY = len("2028-06-01")
_MONTH = len("2028-06")


@dataclass(frozen=True, slots=True)
class Event:
    """A change of services at a date: a school closes, a line begins."""

    id: str
    label: Text
    begins: str
    """`from` in the file, as it is written: a year, a month or a day."""
    certainty: Certainty
    source: Text
    """Who says so, and where."""
    sets: tuple[StatedMeasure, ...]

    @property
    def day(self) -> date:
        """The first day on which it counts."""
        return first_day(self.begins)

    def is_as_certain_as(self, least: Certainty) -> bool:
        """Say whether it is at least as certain."""
        return CERTAINTIES.index(self.certainty) <= CERTAINTIES.index(least)


def first_day(text: str) -> date:
    """Return the first day that a year, a month or a day can mean; `ValueError` for anything else.

    >>> first_day("2028-06")
    datetime.date(2028, 6, 1)
    """
    last = parse_date(text)
    if last is None:
        raise ValueError(f"'{text}' is no date")
    if len(text) == _DAY:
        return last
    return last.replace(day=1) if len(text) == _MONTH else last.replace(month=1, day=1)
