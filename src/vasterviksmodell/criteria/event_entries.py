"""The shape of `events:` in a criteria file, and of a file of events."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from vasterviksmodell.criteria.action_entries import CellText, stated_measures
from vasterviksmodell.criteria.data_entries import DateText, Name
from vasterviksmodell.criteria.entries import Id
from vasterviksmodell.criteria.entry_types import Entry, Label, Version
from vasterviksmodell.criteria.events import Certainty, Event
from vasterviksmodell.criteria.json_schema import SchemaForEditors
from vasterviksmodell.source.yaml_document import Node

KEY = "events"


class EventEntry(Entry):
    """An event: a service changes at a date, and with it measures of sites."""

    label: Label = Field(description="What happens, for people.")
    begins: DateText = Field(
        alias="from", description="When it begins to count: a year, a month or a day; the first day of it."
    )
    certainty: Certainty = Field(
        description="decided (somebody has decided it), planned (it is in a plan), or possible (it is spoken of)."
    )
    source: Label = Field(description="Who says so, and where.")
    sets: dict[Name, dict[Name, CellText]] = Field(
        min_length=1,
        description="The measures that it changes, as cells, by the id of the site and the id or column of the "
        "criterion: {gunnebo: {school_m: 14000}}.",
    )


EventEntries = dict[Id, EventEntry]


class EventsFile(Entry):
    """A file of events of vasterviksmodell: which services change at which date, and what changes by it."""

    version: Version = Field(description="The version of this format: 1.")
    events: EventEntries = Field(description="The events by id.")


def events_of(entries: Mapping[str, EventEntry], root: Node, path: str) -> tuple[Event, ...]:
    """Return the events of a valid file, with the places of what they set."""
    return tuple(
        Event(
            id=id,
            label=entry.label.domain(),
            begins=entry.begins,
            certainty=entry.certainty,
            source=entry.source.domain(),
            sets=tuple(stated_measures(entry.sets, (KEY, id), root, path)),
        )
        for id, entry in entries.items()
    )


def events_schema() -> dict[str, Any]:
    """Return the JSON Schema of a file of events, for editors."""
    return EventsFile.model_json_schema(mode="validation", schema_generator=SchemaForEditors)
