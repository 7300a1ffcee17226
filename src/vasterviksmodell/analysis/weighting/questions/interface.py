"""A step through a questionnaire: what is asked, where in a judgement the answer stands, how it is read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vasterviksmodell.i18n import Message
from vasterviksmodell.wording import Text

Judgement = Mapping[str, Any]
Place = tuple[str, ...]
"""The keys that lead to something in a judgement."""
Read = Mapping[Place, Any] | Message
"""What an answer puts where, or what is wrong with it."""
Called = Callable[[str], Text]
"""What people call a member."""


@dataclass(frozen=True, slots=True)
class Step:
    """One question about a set of siblings."""

    text: Message
    places: tuple[Place, ...]
    """Where its answer may stand; it is known when a valid one stands in any of them."""
    is_valid: Callable[[Any], bool]
    read: Callable[[str], Read]
    clears: tuple[Place, ...] = ()
    """What no longer holds when the answer is another."""
    is_optional: bool = False
    """Whether weights follow without it, if all before it is answered."""

    def is_known(self, judgement: Judgement) -> bool:
        return any(self.is_valid(at(judgement, place)) for place in self.places)


@dataclass(frozen=True, slots=True)
class Method:
    """How a set of siblings is asked about."""

    steps: Callable[[Sequence[str], Judgement, Called], Sequence[Step]]
    """From its members and what is judged of them so far to the steps, as far as they are settled by it."""
    count: Callable[[int], int]
    """From the number of members to that of the steps, all told."""


def at(judgement: Any, place: Place) -> Any:
    """What stands in a place; None when nothing does, whatever there is instead."""
    for key in place:
        judgement = judgement.get(key) if isinstance(judgement, Mapping) else None
    return judgement


def put(judgement: Any, place: Place, what: Any) -> dict[str, Any]:
    """The judgement with something in a place; what is in the way there gives way."""
    key, *rest = place
    kept = dict(judgement) if isinstance(judgement, Mapping) else {}
    return {**kept, key: put(kept.get(key), tuple(rest), what) if rest else what}


def taken(judgement: Any, place: Place) -> dict[str, Any]:
    """The judgement with nothing in a place, nor any mapping that would be left empty."""
    key, *rest = place
    kept = dict(judgement) if isinstance(judgement, Mapping) else {}
    inner = taken(kept[key], tuple(rest)) if rest and key in kept else None
    return {it: inner if it == key else other for it, other in kept.items() if it != key or inner}
