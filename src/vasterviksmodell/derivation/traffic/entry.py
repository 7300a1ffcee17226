"""The entry of a register of timetables in derive.yaml."""

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from vasterviksmodell.criteria.data_entries import DateText, Name, Names, listed
from vasterviksmodell.criteria.entry_types import Entry, Label
from vasterviksmodell.derivation.entry_types import Covered, Length, Unlocated, refuse
from vasterviksmodell.i18n import Message

_MOST_WEEKS = 20


def _whole_day(text: str) -> str:
    """Return a date; a year or a month is none."""
    if len(text) != len("2026-12-01"):
        refuse(Message("a day such as 2026-12-01"))
    return text


def _weeks(raw: Any) -> Any:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 1 <= raw <= _MOST_WEEKS:
        refuse(Message("a whole number of weeks from 1 to {most}").format(most=str(_MOST_WEEKS)))
    return raw


def _listed(raw: Any) -> Any:
    return listed(raw)


if TYPE_CHECKING:
    Day = str
    Weeks = int
    Words = list[str]
else:
    Day = Annotated[DateText, AfterValidator(_whole_day), WithJsonSchema({"type": "string", "format": "date"})]
    Weeks = Annotated[
        int,
        BeforeValidator(_weeks),
        WithJsonSchema({"type": "integer", "minimum": 1, "maximum": _MOST_WEEKS}),
    ]
    Words = Annotated[list[Name], BeforeValidator(_listed, json_schema_input_type=Name | list[Name])]

_OWN = ("day", "near", "weeks", "on_demand", "on_demand_names")


class TrafficEntry(Entry):
    """Timetables of public transport: one GTFS feed or several, and the days that count."""

    file: Names = Field(description="The feed, or several: zips, or folders of their files; relative to derive.yaml.")
    day: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = Field(
        description="The weekday whose traffic counts."
    )
    near: Day = Field(description="A day: the weekdays at most some weeks from it count, and of them the median.")
    weeks: Weeks = Field(default=4, description="How many weeks before and after that day count.")
    source: Label = Field(description="Who publishes the timetables, and their name.")
    licence: Name | None = Field(default=None, description="The licence under which they are published.")
    on_demand: Literal["apart", "count", "leave_out"] = Field(
        default="apart",
        description="Trips that run on demand only: apart (an interval, low without them and high with them), count, "
        "or leave_out.",
    )
    on_demand_names: Words = Field(
        default=["Närtrafik"],
        description="Words in the names of lines and stops that are served on demand only; besides lines of type 715 "
        "and 1501 and calls with booking rules.",
    )
    complete: Covered = Field(
        description="Where a trip that is not in the timetables does not run: Sweden, a list of counties and "
        "municipalities, or false."
    )
    unlocated: Unlocated = Field(
        default=None,
        description="Where a stop without a certain position may lie: municipality (which timetables do not state: "
        "anywhere), or {drop: the reason}.",
    )
    border: Length = Field(
        default=1_000.0, description="How far outside a municipality, as the map draws it, a stop may lie."
    )


def is_traffic(raw: Any) -> bool:
    """Say whether an entry of a register is one of timetables: it states a weekday or a day."""
    return isinstance(raw, TrafficEntry) or (isinstance(raw, dict) and any(key in raw for key in _OWN))
