"""Whose weights count, which actions are applied, and what changed by measures that were set, in sentences."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.criteria import Actor, Criteria, LeftOut
from vasterviksmodell.criteria.actions import DONE
from vasterviksmodell.i18n import Bracketed, Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Decimal, Whole
from vasterviksmodell.i18n.wording import Text
from vasterviksmodell.output.document.cells import Label, Name, Status, short_labels
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.scoring.ranking import TOLERANCE

if TYPE_CHECKING:
    from vasterviksmodell.scoring.ranking import Ranking
    from vasterviksmodell.scoring.what_if import Change, State


_LONGEST = 200
_OF_ACTOR = Message("Weights: {label} ({who}, {when})")
_OF_TREE = Message("Weights: those of the tree of criteria, not an actor's")
_COMBINED = Message("Weights: combined, the {mean} of {number}")
_ACTORS = Plural("{number} actor", "{number} actors")
_MEANS = {
    ("mean", True): Message("mean"),
    ("mean", False): Message("weighted mean"),
    ("geometric_mean", True): Message("geometric mean"),
    ("geometric_mean", False): Message("weighted geometric mean"),
}


def whose_weights_text(criteria: Criteria) -> Phrase | None:
    """Return whose weights count; None where the criteria name no actors."""
    if not criteria.actors:
        return None
    actor = next((actor for actor in criteria.actors if actor.id == criteria.weights_of), None)
    if actor is not None:
        return _of_actor(actor)
    return _OF_TREE if criteria.weights_of == "tree" else _combined(criteria)


def _of_actor(actor: Actor) -> Phrase:
    label, who = Label(actor.label, actor.id, _LONGEST), Label(actor.who, length=_LONGEST)
    return _OF_ACTOR.format(label=label, who=who, when=actor.when)


def _combined(criteria: Criteria) -> Phrase:
    alike = len({actor.share for actor in criteria.actors}) == 1
    mean = _MEANS[criteria.combine or "mean", alike]
    actors = _ACTORS.counting(len(criteria.actors))
    return _COMBINED.format(mean=mean, number=actors)


_APPLIED = {
    "done": Message("Actions that are done are applied: {actions}."),
    "date": Message("Actions that are done, or agreed and due by {until}, are applied: {actions}."),
}
_NONE = Message("none", "of actions")
_LEFT_OUT = Message("Left out: {actions}.")
_REASONS = {
    "proposed": Message("{action} (only proposed)"),
    "needs": Message("{action} (needs {needs})"),
}


def applied_text(ranking: "Ranking") -> Phrase | None:
    """Return which actions are applied to a ranking, and which are left out and why; None where no one asked."""
    if ranking.actions is None:
        return None
    chosen, labels = ranking.actions, action_labels(ranking.criteria)
    form = _APPLIED["done" if chosen.until == DONE else "date"]
    actions = Joined([labels[id] for id in chosen.applied] or [_NONE])
    left_out = [_left_out(action, labels) for action in chosen.left_out]
    others = (_LEFT_OUT.format(actions=Joined(left_out)),) if left_out else ()
    return Joined((form.format(until=chosen.until, actions=actions), *others), " ")


def _left_out(left_out: "LeftOut", labels: Mapping[str, Phrase]) -> Phrase:
    needs = Joined(labels.get(id, id) for id in left_out.needs)
    return _REASONS[left_out.because].format(action=labels[left_out.action], needs=needs)


def action_labels(criteria: Criteria) -> Mapping[str, Phrase]:
    """Return the names of actions for people, by their ids."""
    return {action.id: Label(action.label, action.id, _LONGEST) for action in criteria.actions}


_WHAT_IF = Message("What if: {site}, {measures}: {outcome}.")
_STATUS = Message("{now} instead of {then}")
_RANK = Message("rank {now} instead of {then}")
_RANK_GAINED = Message("rank {now} instead of none")
_RANK_LOST = Message("no rank instead of {then}")
_POINTS = Message("{now} points instead of {then}")
_HARDLY = Message("points changed by less than 0.1")
_SAME = Message("status, rank and points stay")


def change_texts(changes: "Sequence[Change]", criteria: "Criteria") -> Iterator[Phrase]:
    """Yield a sentence for each site with measures that were set, even where sites of several files share an id."""
    labels, actions = short_labels(criteria), action_labels(criteria)
    sites: dict[tuple[str, str, Phrase], list[Phrase]] = {}
    for change in changes:
        outcome: Phrase = Joined(_outcome(change.before, change.after)) or _SAME
        sites.setdefault((change.id, change.name, outcome), []).append(
            _measure_set(change, labels[change.criterion.id], actions)
        )
    for (_, name, outcome), measures in sites.items():
        yield _WHAT_IF.format(site=Name(name), measures=Joined(dict.fromkeys(measures), "; "), outcome=outcome)


def _measure_set(change: "Change", label: Text, actions: Mapping[str, Phrase]) -> Phrase:
    then, now = (measure(Measured.known(change.criterion, state.known)) for state in (change.before, change.after))
    text = Joined((label, then, "→", now), " ")
    return text if change.action is None else Bracketed(text, actions[change.action])


def _outcome(then: "State", now: "State") -> Iterator[Phrase]:
    """Yield what differs."""
    if then.status != now.status:
        yield _STATUS.format(then=Status(then.status), now=Status(now.status))
    if then.rank != now.rank:
        form = _RANK if now.rank and then.rank else _RANK_GAINED if now.rank else _RANK_LOST
        yield form.format(then=Whole(then.rank or 0), now=Whole(now.rank or 0))
    if abs(now.score - then.score) > TOLERANCE:
        points = Decimal(then.score), Decimal(now.score)
        yield (_HARDLY if points[0].looks_like(points[1]) else _POINTS).format(then=points[0], now=points[1])
