"""Checks of events in view of each other, of actions and of the criteria: measures, names, and what two set."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.criteria.action_checks import contradiction, measure_findings, readers_of
from vasterviksmodell.criteria.model import Criteria
from vasterviksmodell.findings import Finding
from vasterviksmodell.i18n import Message

if TYPE_CHECKING:
    from vasterviksmodell.criteria.actions import StatedMeasure
    from vasterviksmodell.criteria.events import Event

_OTHER_DAY = Message("leave one out, or give one of the events another date: the later counts")


def event_findings(criteria: Criteria) -> Iterator[Finding]:
    """Yield the findings about the events of criteria."""
    for event in criteria.events:
        yield from measure_findings(event.id, event.sets, criteria)
    yield from _contradictions(criteria)


def _contradictions(criteria: Criteria) -> Iterator[Finding]:
    """Yield the measures that two events set differently on one day, so that nothing says which counts."""
    seen: dict[tuple[object, ...], tuple[Event, StatedMeasure]] = {}
    for event in criteria.events:
        for stated in event.sets:
            for column in readers_of(criteria, stated.measure):
                other, first = seen.setdefault((event.day, stated.site, column), (event, stated))
                if other is not event and first.cell != stated.cell:
                    yield contradiction(stated, other.id, first, _OTHER_DAY)
