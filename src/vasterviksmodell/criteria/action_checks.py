"""Checks of actions in view of each other and of the criteria: needs, dates, measures, and what two set differently."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from vasterviksmodell.criteria.action_entries import KEY as ACTIONS
from vasterviksmodell.criteria.actions import Action, StatedMeasure, in_order_of_needs
from vasterviksmodell.criteria.key_location import locate
from vasterviksmodell.criteria.model import Criteria
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.findings.model import KEY
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import listing, nearest
from vasterviksmodell.source.yaml_document import Node

_SETTLED_NEEDS = Message("an action that is agreed, under way or done states who does it, and by when")
_LATER = Message("it is due {by}, and '{need}', which it needs, only {later}")
_DROPPED = Message("it needs '{need}', which is dropped")
_NOT_DONE = Message("it is done, and '{need}', which it needs, is not")


def action_findings(criteria: Criteria, root: Node, path: str) -> Iterator[Finding]:
    """Yield the findings about the actions of criteria; the root is that of the file that lists them."""
    by_id = {action.id: action for action in criteria.actions}
    for action in criteria.actions:
        yield from _missing(action, root, path)
        yield from _unknown_needs(action, by_id, root, path)
        yield from _untimely_needs(action, by_id, root, path)
        yield from measure_findings(action.id, (*action.sets, *action.finds_out), criteria)
    yield from _circle_findings(criteria.actions, root, path)
    yield from _contradictions(criteria)


def _place(root: Node, path: str, *way: Any) -> Place:
    return locate(root, (ACTIONS, *way), path).place


def _missing(action: Action, root: Node, path: str) -> Iterator[Finding]:
    """Yield what an action lacks that somebody has agreed to do."""
    stated = {"who": action.who, "by": action.by}
    for key in (key for key, value in stated.items() if action.is_settled and not value):
        facts: dict[str, Phrase] = {"key": key, "where": locate(root, (ACTIONS, action.id), path).here}
        yield Finding(rule("C002"), _place(root, path, action.id, "status", KEY), facts, advice=_SETTLED_NEEDS)


def _unknown_needs(action: Action, by_id: Mapping[str, Action], root: Node, path: str) -> Iterator[Finding]:
    for number, need in enumerate(action.needs):
        if need not in by_id:
            others = [id for id in by_id if id != action.id]
            facts: dict[str, Phrase] = {"id": need, "known": listing(others) if others else Message("no other action")}
            place = _place(root, path, action.id, "needs", number)
            yield Finding(rule("C124"), place, facts, suggestion=nearest(need, others))


def _circle_findings(actions: Sequence[Action], root: Node, path: str) -> Iterator[Finding]:
    """Yield a finding for each need that closes a circle."""
    by_id = {action.id: action for action in actions}
    for circle in in_order_of_needs(actions)[1]:
        last, first = circle[-2:]
        place = _place(root, path, last, "needs", by_id[last].needs.index(first))
        yield Finding(rule("C121"), place, {"circle": listing(circle)})


def _untimely_needs(action: Action, by_id: Mapping[str, Action], root: Node, path: str) -> Iterator[Finding]:
    """Yield a finding for each need that cannot be there in time."""
    for number, id in enumerate(action.needs if action.status != "dropped" else ()):
        need = by_id.get(id)
        problem = None if need is None else _why_not_in_time(action, need)
        if problem is not None:
            place = _place(root, path, action.id, "needs", number)
            yield Finding(rule("C205"), place, {"id": action.id, "problem": problem})


def _why_not_in_time(action: Action, need: Action) -> Phrase | None:
    if need.status == "done":
        return None
    if need.status == "dropped":
        return _DROPPED.format(need=need.id)
    if action.status == "done":
        return _NOT_DONE.format(need=need.id)
    if action.due is not None and need.due is not None and need.due > action.due:
        return _LATER.format(by=action.by, need=need.id, later=need.by)
    return None


def readers_of(criteria: Criteria, measure: str) -> list[str]:
    """Return the headings of the columns that a name of a measure can mean: the id of a criterion, or a column."""
    named = criteria.by_id.get(measure)
    columns = {criterion.column for criterion in criteria.criteria}
    return [named.column] if named else [measure] if measure in columns else []


def measure_findings(id: str, every: Iterable[StatedMeasure], criteria: Criteria) -> Iterator[Finding]:
    """Yield the measures that no criterion reads, and those that one action, event or scenario sets twice."""
    seen: dict[tuple[str, str], StatedMeasure] = {}
    known = list(dict.fromkeys(name for one in criteria.criteria for name in (one.id, one.column)))
    for stated in every:
        column = next(iter(readers_of(criteria, stated.measure)), None)
        if column is None:
            facts: dict[str, Phrase] = {"measure": stated.measure, "known": listing(known)}
            yield Finding(rule("C122"), stated.place, facts, suggestion=nearest(stated.measure, known))
        elif stated.cell and seen.setdefault((stated.site, column), stated).cell != stated.cell:
            yield contradiction(stated, id, seen[stated.site, column])


def _contradictions(criteria: Criteria) -> Iterator[Finding]:
    """Yield the measures that two settled actions set differently when neither needs the other.

    Proposed actions may be alternatives, and dropped ones set nothing.
    """
    setters: defaultdict[tuple[str, str], list[tuple[Action, StatedMeasure]]] = defaultdict(list)
    for action in in_order_of_needs(criteria.actions)[0]:
        for stated in action.sets if action.is_settled else ():
            for column in readers_of(criteria, stated.measure):
                setters[stated.site, column].append((action, stated))
    for among in setters.values():
        if len({stated.cell for _, stated in among}) > 1:
            yield from _unordered(among, {action.id: action for action in criteria.actions})


def _unordered(among: Sequence[tuple[Action, StatedMeasure]], by_id: Mapping[str, Action]) -> Iterator[Finding]:
    """Yield a finding for each action that does not come after the one before it by its needs."""
    for number, (action, stated) in enumerate(among[1:], 1):
        before = among[number - 1][0]
        if before.id != action.id and not _needs(action, before.id, by_id):
            others = [*reversed(among[:number]), *among[number + 1 :]]
            other, differing = next(pair for pair in others if pair[1].cell != stated.cell)
            yield contradiction(stated, other.id, differing)


def _needs(action: Action, id: str, by_id: Mapping[str, Action]) -> bool:
    """Say whether an action needs another, itself or through what it needs."""
    seen: set[str] = set()
    waiting = list(action.needs)
    while waiting:
        need = waiting.pop()
        if need == id:
            return True
        if need not in seen and need in by_id:
            seen.add(need)
            waiting += by_id[need].needs
    return False


def contradiction(
    stated: StatedMeasure, other: str, differing: StatedMeasure, advice: Message | None = None
) -> Finding:
    """Return the finding about a measure that is set in another way elsewhere."""
    facts = {
        "measure": stated.measure,
        "site": stated.site,
        "cell": stated.cell,
        "other": other,
        "differing": differing.cell,
    }
    return Finding(rule("C123"), stated.place, facts, advice=advice)
