"""A step of a questionnaire: its question, where its answer stands in a judgement, and how it is parsed."""

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
"""The keys that lead to a part of a judgement."""
Read = Mapping[Place, Any] | Message
"""The values of an answer by place, or what is wrong with it."""


class MemberNames(Protocol):
    """The names of the members of a set."""

    def __call__(self, id: str, /) -> Text:
        """Return the name of a member."""

    def lift(self, id: str, /) -> Phrase:
        """Return the lift of a member from its worst to its best, with the measures where they are known."""


@dataclass(frozen=True, slots=True)
class Step:
    """One question about a set of members."""

    text: Message
    places: tuple[Place, ...]
    """Where its answer may stand; it is known when any of them holds a valid one."""
    is_valid: Callable[[Any], bool]
    read: Callable[[str], Read]
    clears: tuple[Place, ...] = ()
    """The places that are cleared when the answer changes."""
    is_optional: bool = False
    """Whether weights follow without it when all questions before it are answered."""

    def is_known(self, judgement: Judgement) -> bool:
        return any(self.is_valid(at(judgement, place)) for place in self.places)


@dataclass(frozen=True, slots=True)
class Method:
    """The questions of a weighting method about a set of members."""

    steps: Callable[[Sequence[str], Judgement, MemberNames], Sequence[Step]]
    """From the members and the judgement so far to the steps that are known by then."""
    count: Callable[[int], int]
    """From the number of members to the total number of steps."""


def at(judgement: Any, place: Place) -> Any:
    """Return the value in a place of a judgement; None when there is none."""
    for key in place:
        judgement = judgement.get(key) if isinstance(judgement, Mapping) else None
    return judgement


def with_value_at(judgement: Any, place: Place, value: Any) -> dict[str, Any]:
    """Return the judgement with a value in a place; other values on the way are overwritten."""
    key, *later = place
    mapping = dict(judgement) if isinstance(judgement, Mapping) else {}
    return {**mapping, key: with_value_at(mapping.get(key), tuple(later), value) if later else value}


def cleared(judgement: Any, place: Place) -> dict[str, Any]:
    """Return the judgement without the value in a place, and without mappings left empty by that."""
    key, *later = place
    mapping = dict(judgement) if isinstance(judgement, Mapping) else {}
    inner = cleared(mapping[key], tuple(later)) if later and key in mapping else None
    return {other: inner if other == key else what for other, what in mapping.items() if other != key or inner}


_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)(?:\s*/\s*(\d{1,6}))?", re.ASCII)


def parse_number(answer: str) -> Fraction | None:
    """Parse a number or a fraction of two numbers; None when it is neither.

    >>> parse_number(" 2,5 "), parse_number("1/3"), parse_number("three")
    (Fraction(5, 2), Fraction(1, 3), None)
    """
    found = _NUMBER.fullmatch(answer.strip())
    if found is None or (found[2] and not int(found[2])):
        return None
    return Fraction(found[1].replace(",", ".")) / int(found[2] or 1)


def as_plain_number(number: Fraction) -> int | float:
    """Return a number as a file holds it."""
    return int(number) if number.denominator == 1 else float(number)


def not_a_number(answer: str, least: str, most: str) -> Message:
    what = shortened(answer.strip())
    return Message("'{what}' is not a number from {least} to {most}").format(what=what, least=least, most=most)


def choices(ids: Sequence[str], name_of: MemberNames) -> Text:
    """Return the ids of the members to choose among, with their names where these differ."""
    return Text(*(", ".join(_choice(id, name_of(id).inside(language)) for id in ids) for language in ("en", "sv")))


def _choice(id: str, name: str) -> str:
    return shortened(id) if name.casefold() == id.casefold() else f"{shortened(id)} ({name})"


def parse_member(answer: str, ids: Sequence[str], name_of: MemberNames) -> str | Message:
    """Return the id of a member given by id or name in either language; or what is wrong with the answer."""
    sought = answer.strip()
    if sought in ids:
        return sought
    names = {name: id for id in ids for name in (id, *(name_of(id).inside(language) for language in LANGUAGES))}
    found = {id for name, id in names.items() if _folded(name) == _folded(sought)}
    return found.pop() if len(found) == 1 else _not_a_member(sought, names)


def _folded(name: str) -> str:
    """Return the name with case, blanks and Unicode composition normalised."""
    return " ".join(normalize("NFC", name).casefold().split())


def _not_a_member(sought: str, names: Mapping[str, str]) -> Message:
    what, known = shortened(sought), listing(dict.fromkeys(names.values())).inside("en")
    suggestion = nearest(sought, names)
    if suggestion is not None:
        suggestion = shortened(suggestion)
        return Message("'{what}' is not one of these; do you mean '{meant}'?").format(what=what, meant=suggestion)
    return Message("'{what}' is not one of these: {known}").format(what=what, known=known)
