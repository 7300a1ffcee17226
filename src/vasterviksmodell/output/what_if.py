"""Whose weights count, and what changed by measures that were set, in sentences."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.criteria import Actor, Criteria
from vasterviksmodell.i18n import Joined, Message, Phrase, Plural
from vasterviksmodell.i18n.numbers import Decimal, Whole
from vasterviksmodell.i18n.wording import Text
from vasterviksmodell.output.document.cells import Label, Name, Status, short_labels
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.scoring.ranking import TOLERANCE

if TYPE_CHECKING:
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
    labels = short_labels(criteria)
    sites: dict[tuple[str, str, Phrase], list[Phrase]] = {}
    for change in changes:
        outcome: Phrase = Joined(_outcome(change.before, change.after)) or _SAME
        sites.setdefault((change.id, change.name, outcome), []).append(
            _measure_set(change, labels[change.criterion.id])
        )
    for (_, name, outcome), measures in sites.items():
        yield _WHAT_IF.format(site=Name(name), measures=Joined(dict.fromkeys(measures), "; "), outcome=outcome)


def _measure_set(change: "Change", label: Text) -> Phrase:
    then, now = (measure(Measured.known(change.criterion, state.known)) for state in (change.before, change.after))
    return Joined((label, then, "→", now), " ")


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
