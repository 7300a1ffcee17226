"""A ranking as it will be on a day: with the events that have begun, and the actions that are due."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import NoneType

from vasterviksmodell.criteria import AppliedActions, Certainty, Criteria, Event, chosen_actions
from vasterviksmodell.expected import expect
from vasterviksmodell.findings import InvalidInput
from vasterviksmodell.scoring.ranking import Ranking, expect_ranking
from vasterviksmodell.scoring.run import Shown, as_in_files, set_measures
from vasterviksmodell.scoring.what_if import Setting
from vasterviksmodell.sites.action_measures import action_cell_findings, read_measures

_EVENT, _ACTION = 0, 1
"""Of an event and an action on one day the action counts: it answers the event."""


@dataclass(frozen=True, slots=True)
class DatedSetting:
    """What an event or an action sets, and since when."""

    day: date
    setting: Setting
    event: str | None
    """The id of the event; None where it is an action."""

    @property
    def cause(self) -> str:
        """The id of the event or the action."""
        return self.event or self.setting.action or ""


def at_date(ranking: Ranking, day: date, certainty: Certainty = "planned", shown: Shown | None = None) -> Ranking:
    """Return a ranking of all its sites as it will be on a day, perhaps cut to the first sites.

    What counts: events at least as certain that have begun, and the actions of `apply_actions` with that day. Of two
    that set one measure the later counts, on one day the action. Measures set by hand go before both. Raises
    `InvalidInput` with every finding when events or actions set what cannot be read.

    >>> from vasterviksmodell import default_criteria, read_sites, score
    >>> criteria = default_criteria()
    >>> ranking = score(read_sites("examples/vastervik/sites.csv", criteria), criteria)
    >>> at_date(ranking, date(2028, 6, 1)).counts == ranking.counts
    True
    """
    expect_ranking(ranking)
    expect_day(day)
    before = as_in_files(ranking)
    chosen = applied_actions(before.criteria, day)
    dated = settings_until(before, day, certainty)
    settings = [one.setting for one in dated if one.setting.site in set(before.frame["id"])]
    after = set_measures(before, (*settings, *ranking.set_by_hand), shown)
    return replace(after, actions=chosen)


def expect_day(given: object) -> None:
    """Raise `TypeError` where something else was given than a day: a text, or a time of day."""
    kind = NoneType if isinstance(given, datetime) else date
    expect(given, kind, "a day belongs", "give date(year, month, day)")


def applied_actions(criteria: Criteria, day: date) -> AppliedActions | None:
    """Return which actions count on a day; None where the criteria list none."""
    return chosen_actions(criteria.actions, day.isoformat()) if criteria.actions else None


def counted_events(criteria: Criteria, certainty: Certainty) -> tuple[Event, ...]:
    """Return the events that are certain enough, the earliest first."""
    events = (event for event in criteria.events if event.is_as_certain_as(certainty))
    return tuple(sorted(events, key=lambda event: event.day))


def settings_until(ranking: Ranking, day: date, certainty: Certainty) -> list[DatedSetting]:
    """Return what counts on a day, in the order in which it begins to."""
    findings = action_cell_findings(ranking.criteria)
    if findings:
        raise InvalidInput(findings)
    events = ((one.day, _EVENT, one) for one in _of_events(ranking.criteria, day, certainty))
    actions = ((one.day, _ACTION, one) for one in _of_actions(ranking.criteria, day))
    return [one for _, _, one in sorted([*events, *actions], key=lambda entry: entry[:2])]


def _of_events(criteria: Criteria, day: date, certainty: Certainty) -> Iterator[DatedSetting]:
    for event in counted_events(criteria, certainty):
        for read in read_measures(criteria, event.sets if event.day <= day else ()):
            yield DatedSetting(event.day, Setting(read.site, read.criterion, read.known), event.id)


def _of_actions(criteria: Criteria, day: date) -> Iterator[DatedSetting]:
    """Yield what applied actions set, each no earlier than what it needs."""
    by_id, since = {action.id: action for action in criteria.actions}, dict[str, date]()
    chosen = applied_actions(criteria, day)
    for id in () if chosen is None else chosen.applied:
        action = by_id[id]
        since[id] = max((action.due or date.min), *(since[need] for need in action.needs), date.min)
        for read in read_measures(criteria, action.sets):
            yield DatedSetting(since[id], Setting(read.site, read.criterion, read.known, id), None)
