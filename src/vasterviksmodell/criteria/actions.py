"""Actions: what an actor does by a date that changes measures of sites; and which of them count when applied."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from vasterviksmodell.criteria.model import parse_date
from vasterviksmodell.findings import Place
from vasterviksmodell.i18n.wording import Text

ActionStatus = Literal["proposed", "agreed", "under_way", "done", "dropped"]
SETTLED: tuple[ActionStatus, ...] = ("agreed", "under_way", "done")
"""The statuses of actions that somebody has agreed to do, or has done."""
DONE = "done"
"""What is applied when only what is done counts, instead of a date."""


@dataclass(frozen=True, slots=True)
class StatedMeasure:
    """A measure of a site that an action sets, or finds out."""

    site: str
    """The id."""
    measure: str
    """The id of a criterion or the heading of its column, as written."""
    cell: str
    """The measure, as a cell of a file says it: `14`, `0..2000`, `<5`, a category; empty where it is only found out."""
    place: Place = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Action:
    """Something that an actor does by a date."""

    id: str
    label: Text
    who: tuple[str, ...]
    """Names, or ids of actors."""
    by: str | None
    """As it is written: a year, a month or a day."""
    cost: float | None
    needs: tuple[str, ...]
    """The ids of the actions that must be done first."""
    sets: tuple[StatedMeasure, ...]
    finds_out: tuple[StatedMeasure, ...]
    """What nobody knows before it is done, so that nothing can be set."""
    done_when: Text
    status: ActionStatus
    agreed_by: tuple[str, ...]
    reference: str

    @property
    def is_settled(self) -> bool:
        """Whether somebody has agreed to do it, or has done it."""
        return self.status in SETTLED

    @property
    def due(self) -> date | None:
        """The last day by which it is to be done."""
        return None if self.by is None else parse_date(self.by)

    def is_due(self, day: date) -> bool:
        """Say whether it is to be done on a day or before."""
        return self.due is not None and self.due <= day


Circle = tuple[str, ...]
"""The ids of actions that need each other in a circle: each needs the next, the last is the first."""


def in_order_of_needs(actions: Sequence[Action]) -> tuple[list[Action], list[Circle]]:
    """Return the actions, each after those that it needs, and the circles of needs; otherwise the order stays."""
    by_id = {action.id: action for action in actions}
    ordered: dict[str, Action] = {}
    circles: list[Circle] = []
    for action in actions:
        _follow(action, by_id, ordered, circles)
    return list(ordered.values()), circles


def _follow(first: Action, by_id: Mapping[str, Action], ordered: dict[str, Action], circles: list[Circle]) -> None:
    """Put an action in order after all that it needs; chains of needs can be longer than Python nests calls."""
    path: dict[str, Iterator[str]] = {} if first.id in ordered else {first.id: iter(first.needs)}
    while path:
        id = next(reversed(path))
        need = next(path[id], None)
        if need is None:
            del path[id]
            ordered[id] = by_id[id]
        elif need in path:
            way = list(path)
            circles.append((*way[way.index(need) :], need))
        elif need in by_id and need not in ordered:
            path[need] = iter(by_id[need].needs)


Reason = Literal["proposed", "needs"]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An action that is not applied although it is done or due: it is only proposed, or needs what is not applied."""

    action: str
    because: Reason
    needs: tuple[str, ...] = ()
    """The ids of the actions that it needs and that are not applied."""


@dataclass(frozen=True, slots=True)
class AppliedActions:
    """Which actions are applied to a ranking."""

    until: str
    """`done`, or the date until which, as it was given."""
    applied: tuple[str, ...]
    """The ids, in the order of needs."""
    left_out: tuple[LeftOut, ...]


def is_moment(until: str) -> bool:
    """Say whether a text says until when actions count: `done`, or a date."""
    return until == DONE or parse_date(until) is not None


def chosen_actions(actions: Sequence[Action], until: str) -> AppliedActions:
    """Return which actions count: those that are done; with a date also those agreed or under way and due by then.

    What is only proposed, or needs an action that does not count, is left out. `ValueError` for anything but `done`
    and dates.
    """
    if not is_moment(until):
        raise ValueError(f"'{until}' is neither '{DONE}' nor a date")
    day = parse_date(until)
    applied: dict[str, None] = {}
    left_out: list[LeftOut] = []
    for action in in_order_of_needs(actions)[0]:
        if not (action.status == DONE or (day and action.is_due(day) and action.status != "dropped")):
            continue
        lacking = tuple(need for need in action.needs if need not in applied)
        if not action.is_settled:
            left_out.append(LeftOut(action.id, "proposed"))
        elif lacking:
            left_out.append(LeftOut(action.id, "needs", lacking))
        else:
            applied[action.id] = None
    return AppliedActions(until, tuple(applied), tuple(left_out))
