"""What a measure from timetables is made of: the lines that depart near a place, the journeys that lead from it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vasterviksmodell.derivation.traffic.clock import clock
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.output.document import Block, Column, Grid, Paragraph
from vasterviksmodell.output.document.cells import Name

if TYPE_CHECKING:
    from vasterviksmodell.derivation.explanation import DerivedExplanation
    from vasterviksmodell.derivation.traffic.told import JourneyPart, LegPart, LinePart

_LINES = Message("Departures on {day}; of each line the busier direction counts:")
_JOURNEYS = Message("Journeys on {day}:")
_LEG = Message("{line} from {start} {departs} to {end} {arrives}")
_COUNTS = Message("yes")
_DOES_NOT = Message("no")
_MINUTE = 60


def traffic_blocks(explanation: "DerivedExplanation") -> Iterator[Block]:
    """Yield the lines and the journeys."""
    if explanation.lines:
        yield Paragraph(_LINES.format(day=explanation.lines[0].day.isoformat()))
        yield _lines(explanation.lines)
    if explanation.journeys:
        yield Paragraph(_JOURNEYS.format(day=explanation.journeys[0].day.isoformat()))
        yield _journeys(explanation.journeys)


def _lines(lines: "tuple[LinePart, ...]") -> Grid:
    columns = (
        Column(Message("Line")),
        Column(Message("Towards")),
        Column(Message("Departures"), right=True),
        Column(Message("On demand"), right=True),
        Column(Message("Counts")),
    )
    rows = (
        (
            Name(one.line),
            Name(one.towards or "?"),
            Whole(one.departures),
            Whole(one.on_demand),
            _COUNTS if one.counts else _DOES_NOT,
        )
        for one in lines
    )
    return Grid(columns, tuple(rows))


def _journeys(journeys: "tuple[JourneyPart, ...]") -> Grid:
    columns = (
        Column(Message("Leaves")),
        Column(Message("Arrives")),
        Column(Message("Minutes"), right=True),
        Column(Message("Way")),
    )
    rows = (
        (
            clock(one.leaves),
            clock(one.arrives),
            Whole(round((one.arrives - one.leaves) / _MINUTE)),
            Joined(map(_leg, one.legs), "; "),
        )
        for one in journeys
    )
    return Grid(columns, tuple(rows))


def _leg(leg: "LegPart") -> Phrase:
    return _LEG.format(
        line=Name(leg.line),
        start=Name(leg.start),
        departs=clock(leg.departs),
        end=Name(leg.end),
        arrives=clock(leg.arrives),
    )


def traffic_entry(explanation: "DerivedExplanation") -> dict[str, Any]:
    """Return the lines and the journeys for programs; nothing where a measure is about other things."""
    found: dict[str, Any] = {}
    if explanation.lines:
        found["day"] = explanation.lines[0].day.isoformat()
        found["lines"] = [
            {
                "line": one.line,
                "towards": one.towards or None,
                "departures": one.departures,
                "on_demand": one.on_demand,
                "counts": one.counts,
            }
            for one in explanation.lines
        ]
    if explanation.journeys:
        found["day"] = explanation.journeys[0].day.isoformat()
        found["journeys"] = [_journey_entry(one) for one in explanation.journeys]
    return found


def _journey_entry(journey: "JourneyPart") -> dict[str, Any]:
    return {
        "leaves": clock(journey.leaves),
        "arrives": clock(journey.arrives),
        "seconds": journey.arrives - journey.leaves,
        "legs": [
            {
                "line": leg.line,
                "from": leg.start,
                "departs": clock(leg.departs),
                "to": leg.end,
                "arrives": clock(leg.arrives),
            }
            for leg in journey.legs
        ],
    }
