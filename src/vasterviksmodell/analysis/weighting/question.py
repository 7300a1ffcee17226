"""A step through a questionnaire: what is asked, where in a judgement the answer stands, how it is read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol
from unicodedata import normalize

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import LANGUAGES, Text, listing, nearest, shortened

Judgement = Mapping[str, Any]
Place = tuple[str, ...]
"""The keys that lead to something in a judgement."""
Read = Mapping[Place, Any] | Message
"""What an answer puts where, or what is wrong with it."""


class Called(Protocol):
    """What people call a member."""

    def __call__(self, id: str, /) -> Text:
        """Return the name of a member."""

    def lift(self, id: str, /) -> Phrase:
        """Return what it is to lift a member from its worst to its best, with the measures where they are known."""


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
    """Return what stands in a place; None when nothing does, whatever there is instead."""
    for key in place:
        judgement = judgement.get(key) if isinstance(judgement, Mapping) else None
    return judgement


def put(judgement: Any, place: Place, what: Any) -> dict[str, Any]:
    """Return the judgement with something in a place; what is in the way there gives way."""
    key, *rest = place
    kept = dict(judgement) if isinstance(judgement, Mapping) else {}
    return {**kept, key: put(kept.get(key), tuple(rest), what) if rest else what}


def taken(judgement: Any, place: Place) -> dict[str, Any]:
    """Return the judgement with nothing in a place, nor any mapping that would be left empty."""
    key, *rest = place
    kept = dict(judgement) if isinstance(judgement, Mapping) else {}
    inner = taken(kept[key], tuple(rest)) if rest and key in kept else None
    return {other: inner if other == key else what for other, what in kept.items() if other != key or inner}


_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)(?:\s*/\s*(\d{1,6}))?", re.ASCII)


def number(said: str) -> Fraction | None:
    """Return a number or a fraction of two, or None.

    >>> number(" 2,5 "), number("1/3"), number("three")
    (Fraction(5, 2), Fraction(1, 3), None)
    """
    found = _NUMBER.fullmatch(said.strip())
    if found is None or (found[2] and not int(found[2])):
        return None
    return Fraction(found[1].replace(",", ".")) / int(found[2] or 1)


def plain(number: Fraction) -> int | float:
    """Return a number as a file holds it."""
    return int(number) if number.denominator == 1 else float(number)


def no_number(said: str, least: str, most: str) -> Message:
    what = shortened(said.strip())
    return Message("'{what}' is not a number from {least} to {most}").format(what=what, least=least, most=most)


def offered(ids: Sequence[str], called: Called) -> Text:
    """Return the members to choose among: by id, with what people call them where that is something else."""
    return Text(*(", ".join(_offered(id, called(id).inside(language)) for id in ids) for language in ("en", "sv")))


def _offered(id: str, name: str) -> str:
    return shortened(id) if name.casefold() == id.casefold() else f"{shortened(id)} ({name})"


def member(said: str, ids: Sequence[str], called: Called) -> str | Message:
    """Return the id of the member that is meant, by id or name in either language; otherwise what is wrong."""
    sought = said.strip()
    if sought in ids:
        return sought
    names = {name: id for id in ids for name in (id, *(called(id).inside(language) for language in LANGUAGES))}
    found = {id for name, id in names.items() if _folded(name) == _folded(sought)}
    return found.pop() if len(found) == 1 else _no_member(sought, names)


def _folded(name: str) -> str:
    """Return the name whatever its case, its blanks and its way of writing å."""
    return " ".join(normalize("NFC", name).casefold().split())


def _no_member(sought: str, names: Mapping[str, str]) -> Message:
    what, known = shortened(sought), listing(dict.fromkeys(names.values())).inside("en")
    meant = nearest(sought, names)
    if meant is not None:
        meant = shortened(meant)
        return Message("'{what}' is not one of these; do you mean '{meant}'?").format(what=what, meant=meant)
    return Message("'{what}' is not one of these: {known}").format(what=what, known=known)
