"""What a column holds, by what the criteria declare of it: whether its figures can give persons or a place away.

In doubt a number is a count. What is public anyway stands under `redact: publish` in the criteria file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.sites.cell_grammar import in_percent
from vasterviksmodell.source.folding import folded

Kind = Literal["count", "rate", "length", "other"]
_LENGTHS = {
    **dict.fromkeys(("m", "meter", "metre", "meters", "metres"), 500.0),
    **dict.fromkeys(("km", "kilometer", "kilometre", "kilometers", "kilometres"), 0.5),
    "mil": 0.05,
    **dict.fromkeys(("min", "minut", "minuter", "minute", "minutes"), 15.0),
    **dict.fromkeys(("h", "tim", "timme", "timmar", "hour", "hours"), 0.25),
}
"""By unit of a distance or a time, or its first word (`m on foot`): the narrowest class.

A few minutes on foot tell a place as metres do.
"""
_NO_COUNTS = """\
andel, share, m2, m², km2, km², ha, hektar, hectares, kr, sek, tkr, mnkr, mkr, db, grader, degrees,
°c, kwh, år, years
"""
"""Units of figures that are neither counts, nor tell a place."""
_PER = re.compile(r"(?<![^\W_])per[ _]?(1(?:[ .,_]?0{3}|0{1,5}|0[ .,_]?0{3}|00[ .,_]?0{3}))\b")
_RATIO = re.compile(r"/|\bper\b", re.IGNORECASE)
_WORDS = re.compile(r"[\W_]+")
_EVERYBODY = "inhabitants, residents, population, invånare, boende, befolkning, folkmängd"
_PEOPLE = f"""\
{_EVERYBODY}, person, persons, people, individuals, children, pupils, students, adults, personer, individer, barn,
elever, studenter, vuxna
"""
_BESIDE = "antal, number, count, total, totalt, sum, summa, share, andel, percent, procent, per, rate"
"""Words of a heading that say how something is counted, beside those for people, and not what."""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.replace(",", " ").split())


_NO_COUNT_UNITS, _PEOPLE_WORDS = _listed(_NO_COUNTS), _listed(_PEOPLE)
_EVERYBODY_WORDS = _listed(_EVERYBODY)
_BESIDE_WORDS = _PEOPLE_WORDS | _listed(_BESIDE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A column with the criteria that read it."""

    heading: str
    readers: tuple[Criterion, ...]
    withheld: bool
    published: bool

    @property
    def numbers(self) -> tuple[Criterion, ...]:
        """The readers that take it for a number."""
        return tuple(reader for reader in self.readers if reader.kind == "number")

    @property
    def kind(self) -> Kind:
        """Return what it is taken for; a reader that says more than another counts."""
        if not self.numbers:
            return "other"
        if self.base is not None:
            return "rate"
        if self.width is not None:
            return "length"
        units = [folded(reader.unit) for reader in self.numbers]
        return "other" if all(unit in _NO_COUNT_UNITS or "/" in unit for unit in units) else "count"

    @property
    def width(self) -> float | None:
        """The width of the narrowest class of a distance or a time; None of anything else."""
        units = [reader.unit for reader in self.numbers]
        first = [word for unit in units if not _RATIO.search(unit) for word in _words(unit)[:1]]
        last = _words(self.heading)[-1:] if not all(map(folded, units)) else []
        return next((_LENGTHS[word] for word in (*first, *last) if word in _LENGTHS), None)

    @property
    def base(self) -> int | None:
        """How many the figure is per, when it is a rate: 1,000 of `per_1000`, 100 of per cent."""
        if self.in_percent:
            return 100
        found = (_PER.search(text) for text in self._texts)
        return next((int(_WORDS.sub("", match[1])) for match in found if match), None)

    @property
    def in_percent(self) -> bool:
        """Whether it is a share in per cent: perhaps of people, if nothing says of what."""
        return any(map(in_percent, self.numbers))

    @property
    def people(self) -> frozenset[str]:
        """The words for people in what is said of it: who is counted, or of whom it is a share."""
        words = frozenset(word for text in self._texts for word in _words(text)) & _PEOPLE_WORDS
        return words | _EVERYBODY_WORDS if words & _EVERYBODY_WORDS else words

    def counts_people_of(self, rate: "Figure") -> bool:
        """Say whether it is a number of people of whom a rate is a share, as far as the words for them tell."""
        if self.kind != "count" or self.withheld:
            return False
        return bool(self.people & rate.people if rate.people else self.people)

    @property
    def stem(self) -> tuple[str, ...]:
        """What the heading says is counted: `plots` of `plots` and of `plots_persons`."""
        return tuple(word for word in _words(self.heading) if word not in _BESIDE_WORDS and not word.isdigit())

    @property
    def _texts(self) -> Iterator[str]:
        yield folded(self.heading)
        for reader in self.numbers:
            yield from (folded(reader.unit), reader.id)
            yield from (folded(reader.label.inside(language)) for language in LANGUAGES)


def _words(text: str) -> list[str]:
    return [word for word in _WORDS.split(folded(text)) if word]


def figures(criteria: Criteria) -> tuple[Figure, ...]:
    """Return the columns that the criteria read, in the order of the criteria."""
    readers: dict[str, list[Criterion]] = {}
    for criterion in criteria.criteria:
        readers.setdefault(criterion.column, []).append(criterion)
    withhold, publish = criteria.redact.withhold, criteria.redact.publish
    return tuple(
        Figure(heading, tuple(those), heading in withhold, heading in publish) for heading, those in readers.items()
    )
