"""What is told about a figure that comes from a timetable: the lines that depart, the journeys that lead there."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class LinePart:
    """The departures of a line in one direction, on the day whose number is the median."""

    day: date
    line: str
    towards: str
    """Where most of its trips go; empty where the feed does not say."""
    departures: int
    on_demand: int
    """How many more run on demand only."""
    counts: bool
    """Whether it is the busier direction of the line."""


@dataclass(frozen=True, slots=True)
class LegPart:
    """A ride without a change; times in seconds after midnight."""

    line: str
    start: str
    departs: int
    end: str
    arrives: int


@dataclass(frozen=True, slots=True)
class JourneyPart:
    """A journey on the day whose travel time is the median; times in seconds after midnight."""

    day: date
    leaves: int
    arrives: int
    legs: tuple[LegPart, ...]
