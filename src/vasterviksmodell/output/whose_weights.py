"""Whose weights a ranking rests on, in words."""

from vasterviksmodell.criteria import Actor, Criteria
from vasterviksmodell.i18n import Message, Phrase, Plural
from vasterviksmodell.output.document.cells import Label

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
    actor = next((it for it in criteria.actors if it.id == criteria.weights_of), None)
    if actor is not None:
        return _of_actor(actor)
    return _OF_TREE if criteria.weights_of == "tree" else _combined(criteria)


def _of_actor(actor: Actor) -> Phrase:
    label, who = Label(actor.label, actor.id, _LONGEST), Label(actor.who, length=_LONGEST)
    return _OF_ACTOR.format(label=label, who=who, when=actor.when)


def _combined(criteria: Criteria) -> Phrase:
    alike = len({it.share for it in criteria.actors}) == 1
    mean = _MEANS[criteria.combine or "mean", alike]
    actors = _ACTORS.counting(len(criteria.actors))
    return _COMBINED.format(mean=mean, number=actors)
