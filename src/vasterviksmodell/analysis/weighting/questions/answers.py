"""What people write in answer to a question: names, and numbers with a point or a comma."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from unicodedata import normalize

from vasterviksmodell.analysis.weighting.questions.interface import Called
from vasterviksmodell.i18n import Message
from vasterviksmodell.wording import LANGUAGES, Text, listing, nearest, shortened

_NUMBER = re.compile(r"(\d{1,6}(?:[.,]\d{1,6})?)(?:\s*/\s*(\d{1,6}))?", re.ASCII)


def number(said: str) -> Fraction | None:
    """A number or a fraction of two, or None.

    >>> number(" 2,5 "), number("1/3"), number("three")
    (Fraction(5, 2), Fraction(1, 3), None)
    """
    found = _NUMBER.fullmatch(said.strip())
    if found is None or (found[2] and not int(found[2])):
        return None
    return Fraction(found[1].replace(",", ".")) / int(found[2] or 1)


def plain(number: Fraction) -> int | float:
    """As a file holds it."""
    return int(number) if number.denominator == 1 else float(number)


def no_number(said: str, least: str, most: str) -> Message:
    what = shortened(said.strip())
    return Message("'{what}' is not a number from {least} to {most}").format(what=what, least=least, most=most)


def offered(ids: Sequence[str], called: Called) -> Text:
    """The members to choose among: by id, with what people call them where that is something else."""
    return Text(*(", ".join(_offered(id, called(id).inside(it)) for id in ids) for it in ("en", "sv")))


def _offered(id: str, name: str) -> str:
    return shortened(id) if name.casefold() == id.casefold() else f"{shortened(id)} ({name})"


def member(said: str, ids: Sequence[str], called: Called) -> str | Message:
    """The id of the member that is meant, by id or name in either language; otherwise what is wrong."""
    sought = said.strip()
    if sought in ids:
        return sought
    names = {name: id for id in ids for name in (id, *(called(id).inside(it) for it in LANGUAGES))}
    found = {id for name, id in names.items() if _folded(name) == _folded(sought)}
    return found.pop() if len(found) == 1 else _no_member(sought, names)


def _folded(name: str) -> str:
    """The name whatever its case, its blanks and its way of writing å."""
    return " ".join(normalize("NFC", name).casefold().split())


def _no_member(sought: str, names: Mapping[str, str]) -> Message:
    what, known = shortened(sought), listing(dict.fromkeys(names.values())).inside("en")
    meant = nearest(sought, names)
    if meant is not None:
        meant = shortened(meant)
        return Message("'{what}' is none of them; is it '{meant}'?").format(what=what, meant=meant)
    return Message("'{what}' is none of them: {known}").format(what=what, known=known)
