"""What changed in the action plan: moved dates, other statuses, new actions and those that are gone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Joined, Message, Phrase, written
from vasterviksmodell.i18n.numbers import Exact
from vasterviksmodell.output.document import Block, Column, Grid, Paragraph
from vasterviksmodell.output.document.cells import Label, Name, Shortened
from vasterviksmodell.output.views.action_plan import STATUSES, status, who

if TYPE_CHECKING:
    from vasterviksmodell.analysis.comparison.action_changes import ActionAspect, ActionChanges, AlteredAction
    from vasterviksmodell.criteria import Action, Criteria

_LONGEST = 120
_ADDED = Message("New: {action} ({what}).")
_REMOVED = Message("Gone: {action} ({what}).")
_APPLIED = Message("Now counted as done: {actions}.")
_NO_LONGER = Message("No longer counted as done: {actions}.")
_COLUMNS = (
    Message("Action"),
    Message("What", "of a change"),
    Message("Before"),
    Message("Now"),
)
_ASPECTS: "dict[ActionAspect, Message]" = {
    "label": Message("Name", "of an action"),
    "who": Message("Who", "of an action"),
    "by": Message("By when"),
    "cost": Message("Cost"),
    "needs": Message("Depends on"),
    "sets": Message("What it changes"),
    "finds_out": Message("What it finds out"),
    "done_when": Message("Done when"),
    "status": Message("Status", "of an action"),
    "agreed_by": Message("Agreed by"),
    "reference": Message("Decision"),
}
_FIRST = ("by", "status")
"""The aspects that stand first: dates that moved, and what became of the action."""


def action_blocks(changes: "ActionChanges", old: "Criteria", new: "Criteria") -> Iterator[Block]:
    """Yield the differences of two action plans as paragraphs and a table."""
    for form, actions in ((_ADDED, changes.added), (_REMOVED, changes.removed)):
        for action in actions:
            yield Paragraph(form.format(action=_label(action), what=_promise(action)))
    for form, actions in ((_APPLIED, changes.applied), (_NO_LONGER, changes.no_longer_applied)):
        if actions:
            yield Paragraph(form.format(actions=Joined(map(_label, actions))))
    rows = tuple(row for altered in changes.altered for row in _rows(altered, old, new))
    if rows:
        yield Grid(tuple(map(Column, _COLUMNS)), rows)


def _label(action: "Action") -> Phrase:
    return Label(action.label, action.id, _LONGEST)


def _promise(action: "Action") -> Phrase:
    """Return by when an action is to be done, and its status."""
    return Joined(filter(None, (action.by, status(action))))


def _rows(altered: "AlteredAction", old: "Criteria", new: "Criteria") -> Iterator[tuple[Phrase, ...]]:
    for aspect in sorted(altered.aspects, key=lambda aspect: aspect not in _FIRST):
        before, now = (
            Shortened(_text(action, aspect, criteria), _LONGEST)
            for action, criteria in ((altered.old, old), (altered.new, new))
        )
        yield _label(altered.new), _ASPECTS[aspect], before, now


def _text(action: "Action", aspect: "ActionAspect", criteria: "Criteria") -> Phrase:
    """Return what an action says of an aspect; a dash where it says nothing."""
    match aspect:
        case "who":
            return who(action, criteria)
        case "status":
            return STATUSES[action.status]
        case "label" | "done_when":
            said: Phrase = Label(getattr(action, aspect), length=_LONGEST)
        case "cost":
            said = "" if action.cost is None else Exact(action.cost)
        case "by" | "reference":
            said = Name(getattr(action, aspect) or "")
        case _:
            said = Joined(_names(action, aspect))
    return said if said and written(said, "en") else "–"


def _names(action: "Action", aspect: "ActionAspect") -> list[Phrase]:
    """Return what an action lists: what it sets and finds out as `gunnebo.school=300`, needs and names as they are."""
    match aspect:
        case "sets":
            return [Name(f"{stated.site}.{stated.measure}={stated.cell}") for stated in action.sets]
        case "finds_out":
            return [Name(f"{stated.site}.{stated.measure}") for stated in action.finds_out]
    return [Name(name) for name in getattr(action, aspect)]


def actions_entry(changes: "ActionChanges") -> dict[str, Any]:
    """Return the differences of two action plans for programs."""
    return {
        "added": [_action_entry(action) for action in changes.added],
        "removed": [_action_entry(action) for action in changes.removed],
        "moved": [
            {"action": altered.new.id, "old": altered.old.by, "new": altered.new.by}
            for altered in changes.altered
            if altered.is_moved
        ],
        "statuses": [
            {"action": altered.new.id, "old": altered.old.status, "new": altered.new.status}
            for altered in changes.altered
            if altered.is_restated
        ],
        "altered": [{"action": altered.new.id, "what": list(altered.aspects)} for altered in changes.altered],
        "applied": [action.id for action in changes.applied],
        "no_longer_applied": [action.id for action in changes.no_longer_applied],
    }


def _action_entry(action: "Action") -> dict[str, Any]:
    return {"action": action.id, "by": action.by, "status": action.status}
