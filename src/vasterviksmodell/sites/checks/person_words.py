"""How columns about persons are called, and what a personal identity number looks like."""

import re
from unicodedata import normalize

from vasterviksmodell.words import BLANKS, folded

_TERMS = """\
personnummer, personnr, samordningsnummer, samordningsnr, medborgarskap, medborgarskapsland, födelseland, födelsedatum,
födelseår, födelseort, ursprungsland, nationalitet, etnicitet, etnisk tillhörighet, religion, religionstillhörighet,
trosuppfattning, modersmål, kön, förnamn, efternamn, tilltalsnamn, personal number, personal identity number,
social security number, citizenship, nationality, country of birth, country of origin, date of birth, birth date,
birthdate, ethnicity, ethnic origin, mother tongue, gender, first name, firstname, last name, lastname, surname
"""
_SHORT = 3
"""Words no longer than this are other words without their dots: kon is not kön."""
_INNER_CAPITAL = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_NUMBER = re.compile(
    r"(?P<century>19|20)?(?P<date>[0-9]{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278][0-9]|[39][01]))"
    r"(?(century)[-+]?|[-+])(?P<last>[0-9]{4})"
)
"""A date, 60 days more in coordination numbers, and four digits; the sign may be missing where the century is not."""


def _undotted(text: str) -> str:
    return "".join(sign for sign in normalize("NFD", text) if sign.isalpha() or sign == " ")


_WORDS = folded(_TERMS).split(", ")
_ABOUT_PERSONS = frozenset([*_WORDS, *(_undotted(term) for term in _WORDS if len(term) > _SHORT)])


def about_persons(heading: str) -> bool:
    """Whether a heading has a word that describes persons, as a whole word.

    >>> [about_persons(it) for it in ("Medborgarskap (land)", "firstName", "könsfördelning_skola", "barn_fodda")]
    [True, True, False, False]
    """
    texts = (heading, _INNER_CAPITAL.sub(" ", heading))
    spaced = [f" {_NO_LETTERS.sub(' ', folded(text)).strip()} " for text in texts]
    return any(f" {term} " in text for term in _ABOUT_PERSONS for text in spaced)


def is_personal_number(text: str) -> bool:
    """Whether a text is a Swedish personal identity number, or a coordination number, with the right check digit.

    >>> is_personal_number("19121212-1212"), is_personal_number("19121212-1213"), is_personal_number("556012-5790")
    (True, False, False)
    """
    found = _NUMBER.fullmatch(text.strip(BLANKS))
    return found is not None and _checks(found["date"] + found["last"])


def _checks(digits: str) -> bool:
    """Luhn's check: every second digit doubled, the digits of all of them add up to a multiple of ten."""
    doubled = (int(digit) * (2 - number % 2) for number, digit in enumerate(digits))
    return sum(it // 10 + it % 10 for it in doubled) % 10 == 0
