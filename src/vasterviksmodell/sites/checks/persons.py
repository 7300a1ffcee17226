"""D209, D210: columns about persons, and counts so small that they may be about persons. Only places are scored."""

import re
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from unicodedata import normalize

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.checks.check import Check, SiteBlock
from vasterviksmodell.sites.formats.site_format import ROW, Cell, TableCell, places_of
from vasterviksmodell.sites.layout import extra_column
from vasterviksmodell.source.folding import BLANKS, folded

_SMALL = (1.0, 2.0, 3.0, 4.0)
_PERSONS = """\
person, persons, people, individuals, inhabitants, residents, children, pupils, students, adults, newcomers, refugees,
asylum seekers, unemployed, personer, individer, invånare, boende, barn, förskolebarn, skolbarn, elever, studenter,
vuxna, nyanlända, flyktingar, asylsökande, arbetslösa
"""
"""The units of counts of people."""


@dataclass(frozen=True, slots=True)
class _Counts:
    sites: int
    small: int
    first: TableCell | None
    """The first small count."""


def _see_small_counts(block: SiteBlock) -> Mapping[str, _Counts]:
    """Observe the counts of people by criterion id."""
    return {id: _counts(block, id) for id in block.measures if _counts_people(block.criteria[id])}


def _counts_people(criterion: Criterion) -> bool:
    return criterion.kind == "number" and folded(criterion.unit) in folded(_PERSONS).split(", ")


def _counts(block: SiteBlock, id: str) -> _Counts:
    rows = block.sites[ROW].filter(block.exact[id].is_in(_SMALL))
    first = (block.table, Cell(rows[0], block.layout.measures[id])) if len(rows) else None
    return _Counts(block.sites.height, len(rows), first)


def _tell_small_counts(observations: Sequence[Mapping[str, _Counts]], criteria: Criteria) -> Iterator[Finding]:
    for criterion in criteria.criteria:
        counts = [by_id[criterion.id] for by_id in observations if criterion.id in by_id]
        first = [count.first for count in counts if count.first is not None][:1]
        for place in places_of(first):
            small, sites = sum(count.small for count in counts), sum(count.sites for count in counts)
            facts = {"criterion": criterion.id, "number": str(small), "sites": str(sites), "unit": criterion.unit}
            yield Finding(rule("D210"), place, facts)


SMALL_COUNTS = Check(("D210",), _see_small_counts, _tell_small_counts)


_TERMS = """\
personnummer, personnr, samordningsnummer, samordningsnr, medborgarskap, medborgarskapsland, födelseland, födelsedatum,
födelseår, födelseort, ursprungsland, nationalitet, etnicitet, etnisk tillhörighet, religion, religionstillhörighet,
trosuppfattning, modersmål, kön, förnamn, efternamn, tilltalsnamn, personal number, personal identity number,
social security number, citizenship, nationality, country of birth, country of origin, date of birth, birth date,
birthdate, ethnicity, ethnic origin, mother tongue, gender, first name, firstname, last name, lastname, surname
"""
_SHORT = 3
"""Words of at most this length mean something else without their dots: kon is not kön."""
_INNER_CAPITAL = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])")
_NO_LETTERS = re.compile(r"[\W\d_]+")
_NUMBER = re.compile(
    r"(?P<century>19|20)?(?P<date>[0-9]{2}(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278][0-9]|[39][01]))"
    r"(?(century)[-+]?|[-+])(?P<last>[0-9]{4})"
)
"""A date (plus 60 days in coordination numbers) and four digits; the sign is optional after a century."""
_MAY_BE_NUMBER = "[0-9]{6}[-+]?[0-9]{4}"


def _undotted(text: str) -> str:
    return "".join(sign for sign in normalize("NFD", text) if sign.isalpha() or sign == " ")


_WORDS = folded(_TERMS).split(", ")
_ABOUT_PERSONS = frozenset([*_WORDS, *(_undotted(term) for term in _WORDS if len(term) > _SHORT)])


def about_persons(heading: str) -> bool:
    """Say whether a heading contains a whole word that describes persons.

    >>> list(map(about_persons, ("Medborgarskap (land)", "firstName", "könsfördelning_skola", "barn_fodda")))
    [True, True, False, False]
    """
    texts = {heading, _INNER_CAPITAL.sub(" ", heading)}
    return any(_terms().search(f" {_NO_LETTERS.sub(' ', folded(text))} ") for text in texts)


@cache
def _terms() -> re.Pattern[str]:
    """Return what finds a term with a blank on either side."""
    return re.compile(f" (?:{'|'.join(map(re.escape, sorted(_ABOUT_PERSONS)))}) ")


def is_personal_number(text: str) -> bool:
    """Say whether a text is a Swedish personal identity or coordination number with a correct check digit.

    >>> is_personal_number("19121212-1212"), is_personal_number("19121212-1213"), is_personal_number("556012-5790")
    (True, False, False)
    """
    found = _NUMBER.fullmatch(text.strip(BLANKS))
    return found is not None and _passes_luhn(found["date"] + found["last"])


def _passes_luhn(digits: str) -> bool:
    """Say whether the digits, every second one doubled, add up to a multiple of ten (Luhn 1960)."""
    doubled = (int(digit) * (2 - number % 2) for number, digit in enumerate(digits))
    return sum(number // 10 + number % 10 for number in doubled) % 10 == 0


_ROWS = 1000
"""How many rows of a file are searched for personal identity numbers."""
_NAMED = Message("is about persons")
_NUMBERED = Message("seems to contain personal identity numbers")

_Column = tuple[str, TableCell | None]
"""A heading, and the first cell with a personal identity number, or None when the heading is enough."""


def _see_persons(block: SiteBlock) -> Mapping[Place, _Column]:
    """Observe columns about persons, by the place of the heading. No number is kept or shown."""
    first_rows = block.sites.filter(pl.col(ROW) < _ROWS)
    if first_rows.is_empty():
        return {}
    chosen_by = set(block.layout.conditions.values())  # sex, or age, of a total: the figures are of a place
    headings = enumerate(zip(block.table.headings, block.table.heading_places, strict=True))
    found: dict[Place, _Column] = {
        place: (heading, None)
        for number, (heading, place) in headings
        if number not in chosen_by and about_persons(heading)
    }
    for heading in _with_digits(first_rows, block.layout.extras):
        row, number = _row_with_number(first_rows, heading), block.layout.extras[heading]
        if row is not None:
            found.setdefault(block.table.heading_places[number], (heading, (block.table, Cell(row, number))))
    return found


def _with_digits(rows: pl.DataFrame, headings: Iterable[str]) -> list[str]:
    """Return the headings of columns with as many digits as a number has, of which there are few."""
    names = {extra_column(heading): heading for heading in headings}
    if not names:
        return []
    found = rows.select(pl.col(list(names)).str.contains(_MAY_BE_NUMBER).any())
    return [names[name] for name, has_digits in found.row(0, named=True).items() if has_digits]


def _row_with_number(rows: pl.DataFrame, heading: str) -> int | None:
    """Return the first row in which a column has a personal identity number."""
    cells = zip(rows[ROW], rows[extra_column(heading)], strict=True)
    return next((row for row, text in cells if is_personal_number(text or "")), None)


def _tell_persons(observations: Sequence[Mapping[Place, _Column]], _: Criteria) -> Iterator[Finding]:
    for heading_place, (heading, cell) in ChainMap(*map(dict, observations)).items():
        problem, place = (_NAMED, heading_place) if cell is None else (_NUMBERED, places_of([cell])[0])
        yield Finding(rule("D209"), place, {"column": heading, "problem": problem})


PERSONS = Check(("D209",), _see_persons, _tell_persons)
