"""What changed in the events: moved dates, other certainty, new events and those that are gone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.output.document import Block, Column, Grid, Paragraph
from vasterviksmodell.output.document.cells import Label, Name, Shortened
from vasterviksmodell.output.views.timeline import CERTAINTIES

if TYPE_CHECKING:
    from vasterviksmodell.analysis.comparison.event_changes import AlteredEvent, EventAspect, EventChanges
    from vasterviksmodell.criteria import Event

_LONGEST = 120
_ADDED = Message("New: {event} ({what}).")
_REMOVED = Message("Gone: {event} ({what}).")
_COLUMNS = (Message("Event"), Message("What", "of a change"), Message("Before"), Message("Now"))
_ASPECTS: "dict[EventAspect, Message]" = {
    "begins": Message("Begins"),
    "certainty": Message("Certainty"),
    "sets": Message("What it changes"),
    "label": Message("Name", "of an event"),
    "source": Message("Source"),
}


def event_blocks(changes: "EventChanges") -> Iterator[Block]:
    """Yield the differences of events as paragraphs and a table."""
    for form, events in ((_ADDED, changes.added), (_REMOVED, changes.removed)):
        for event in events:
            what = Joined((Name(event.begins), CERTAINTIES[event.certainty]))
            yield Paragraph(form.format(event=_label(event), what=what))
    rows = tuple(row for altered in changes.altered for row in _rows(altered))
    if rows:
        yield Grid(tuple(map(Column, _COLUMNS)), rows)


def _label(event: "Event") -> Phrase:
    return Label(event.label, event.id, _LONGEST)


def _rows(altered: "AlteredEvent") -> Iterator[tuple[Phrase, ...]]:
    for aspect in altered.aspects:
        before, now = (Shortened(_text(event, aspect), _LONGEST) for event in (altered.old, altered.new))
        yield _label(altered.new), _ASPECTS[aspect], before, now


def _text(event: "Event", aspect: "EventAspect") -> Phrase:
    """Return what an event says of an aspect."""
    match aspect:
        case "begins":
            return Name(event.begins)
        case "certainty":
            return CERTAINTIES[event.certainty]
        case "sets":
            return Joined(Name(f"{stated.site}.{stated.measure}={stated.cell}") for stated in event.sets)
        case "label":
            return Label(event.label, length=_LONGEST)
        case "source":
            return Label(event.source, length=_LONGEST)


def events_entry(changes: "EventChanges") -> dict[str, Any]:
    """Return the differences of events for programs."""
    return {
        "added": [_event_entry(event) for event in changes.added],
        "removed": [_event_entry(event) for event in changes.removed],
        "altered": [
            {
                "event": altered.new.id,
                "what": list(altered.aspects),
                "old": _event_entry(altered.old),
                "new": _event_entry(altered.new),
            }
            for altered in changes.altered
        ],
    }


def _event_entry(event: "Event") -> dict[str, Any]:
    sets = [{"site": stated.site, "measure": stated.measure, "cell": stated.cell} for stated in event.sets]
    return {"event": event.id, "from": event.begins, "certainty": event.certainty, "sets": sets}
