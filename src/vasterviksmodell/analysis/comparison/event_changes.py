"""What changed in the events: those that are new or gone, moved dates, other certainty, other measures."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, get_args

from vasterviksmodell.criteria import Criteria, Event

EventAspect = Literal["begins", "certainty", "sets", "label", "source"]
EVENT_ASPECTS: tuple[EventAspect, ...] = get_args(EventAspect)
"""The aspects of an event, those first that can change until when a site qualifies."""
_all_aspects = attrgetter(*EVENT_ASPECTS)


@dataclass(frozen=True, slots=True)
class AlteredEvent:
    """An event of both sides that is not the same."""

    old: Event
    new: Event

    @property
    def aspects(self) -> tuple[EventAspect, ...]:
        """What differs."""
        pairs = zip(EVENT_ASPECTS, _all_aspects(self.old), _all_aspects(self.new), strict=True)
        return tuple(aspect for aspect, before, after in pairs if before != after)


@dataclass(frozen=True, slots=True)
class EventChanges:
    """The differences between the events of two sides; events are the same by their ids."""

    added: tuple[Event, ...]
    removed: tuple[Event, ...]
    altered: tuple[AlteredEvent, ...]
    """In the order of the new side."""

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.altered)


def event_changes(old: Criteria, new: Criteria) -> EventChanges:
    """Return the differences between the events of two files of criteria."""
    before, after = ({event.id: event for event in side.events} for side in (old, new))
    both = (AlteredEvent(before[id], event) for id, event in after.items() if id in before)
    return EventChanges(
        tuple(event for id, event in after.items() if id not in before),
        tuple(event for id, event in before.items() if id not in after),
        tuple(altered for altered in both if altered.aspects),
    )
