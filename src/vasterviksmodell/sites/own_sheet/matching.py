"""Which headings of a sheet are which columns that the criteria use: by id, column, label, other name or likeness.

A step is taken only for headings and columns that the steps before it left, and only where it is plain: a heading that
may be two columns, or a column that two headings may be, is named and not matched.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.criteria.conversions import factor_between, is_known, units_in
from vasterviksmodell.sites.own_sheet.aliases import Aliases, aliases
from vasterviksmodell.source.folding import folded

How = Literal["id", "column", "label", "alias", "likeness", "position"]
THRESHOLD = 0.8
"""How like a heading must be to a name, from 0 to 1, to be taken for it."""
_APART = 0.05
"""By how much it must be liker to one column than to any other."""
_NEAR = 0.5
"""How like a heading must be to a name that is shown as a candidate."""
_MOST_CANDIDATES = 2
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_SIGNS = re.compile(r"[^\w%‰°²/-]+")
_SITE_DETAILS = ("latitude", "longitude", "northing", "easting", "municipality_code", "municipality", "place")


@dataclass(frozen=True, slots=True)
class Target:
    """A column that the criteria use, and its names by the way in which they are known."""

    column: str
    """The heading that the criteria use."""
    criteria: tuple[Criterion, ...]
    """The criteria that read it; none for a column such as the name."""
    names: Mapping[How, tuple[str, ...]] = field(repr=False)

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(criterion.unit for criterion in self.criteria if criterion.kind == "number" and criterion.unit)

    def fits(self, unit: str | None) -> bool:
        """Say whether figures in a unit can be those of the column."""
        return unit is None or not self.units or any(factor_between(unit, own) is not None for own in self.units)


@dataclass(frozen=True, slots=True)
class Match:
    """A heading that is a column that the criteria use."""

    heading: str
    number: int
    """The number of the heading in the table."""
    target: Target
    how: How
    likeness: float = 1.0
    unit: str | None = None
    """The unit that the heading states, if any."""


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A heading that is no column, as far as is known, with the columns that it may be."""

    heading: str
    number: int
    candidates: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """All headings of a sheet, matched or not, and the columns that it lacks."""

    matches: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]
    lacking: tuple[Target, ...]

    def of(self, column: str) -> Match | None:
        """Return the match of a column that the criteria use."""
        return next((match for match in self.matches if match.target.column == column), None)


def targets(criteria: Criteria) -> tuple[Target, ...]:
    """Return the columns that criteria use, each with all names that are known for it."""
    known = aliases()
    return (*_site_targets(criteria, known), *_measure_targets(criteria, known))


def _site_targets(criteria: Criteria, known: Aliases) -> Iterator[Target]:
    for what in ("id", "name", *_SITE_DETAILS):
        heading = getattr(criteria.site, what)
        if heading:
            names: dict[How, tuple[str, ...]] = {
                "column": (heading, *criteria.data.columns.get(heading, ())),
                "alias": tuple(known.site.get(what, ())),
            }
            yield Target(heading, (), names)


def _measure_targets(criteria: Criteria, known: Aliases) -> Iterator[Target]:
    readers: dict[str, list[Criterion]] = defaultdict(list)
    for criterion in criteria.criteria:
        readers[criterion.column].append(criterion)
    for column, group in readers.items():
        labels = (label for criterion in group for label in (criterion.label.en, criterion.label.sv))
        names: dict[How, tuple[str, ...]] = {
            "column": (column, *criteria.data.columns.get(column, ())),
            "id": tuple(criterion.id for criterion in group),
            "label": tuple(dict.fromkeys(filter(None, labels))),
            "alias": tuple(name for criterion in group for name in known.criteria.get(criterion.id, ())),
        }
        yield Target(column, tuple(group), names)


def form(heading: str) -> str:
    """Return a heading without what stands in parentheses, signs and case.

    >>> form("Skola, fågelvägen (km)")
    'skola fågelvägen'
    """
    return " ".join(_SIGNS.sub(" ", _BRACKETS.sub(" ", folded(heading)).replace("_", " ")).split())


def core(heading: str) -> str:
    """Return what a heading is about: its form without words such as `avstånd till` and years, if anything is left.

    >>> core("Avstånd till närmaste skola, km")
    'skola'
    """
    words = form(heading).split()
    return " ".join(word for word in words if word not in aliases().filler and not _YEAR.fullmatch(word)) or form(
        heading
    )


def stated_unit(heading: str) -> str | None:
    """Return the known unit that a heading states: in parentheses, or as its last word.

    >>> stated_unit("Skola (km)"), stated_unit("Restid, min"), stated_unit("Invånare")
    ('km', 'min', None)
    """
    last = form(heading).split()[-1:]
    return next(filter(is_known, (*units_in(heading), *(last if len(form(heading).split()) > 1 else ()))), None)


def matched(headings: Sequence[str], criteria: Criteria, units: Mapping[int, str] | None = None) -> Matching:
    """Match the headings of a sheet; `units` has those that stand on a row of their own, by number."""
    return _Matcher.of(headings, targets(criteria), units or {}).matching()


@dataclass
class _Matcher:
    """Headings and columns that are still free, and what is matched."""

    free: dict[int, str]
    open: list[Target]
    units: Mapping[int, str | None]
    found: list[Match] = field(default_factory=list)

    @classmethod
    def of(cls, headings: Sequence[str], wanted: Sequence[Target], units: Mapping[int, str]) -> "_Matcher":
        named = {number: heading for number, heading in enumerate(headings) if folded(heading)}
        stated = {number: units.get(number) or stated_unit(heading) for number, heading in named.items()}
        return cls(named, list(wanted), stated)

    def matching(self) -> Matching:
        for how in ("column", "id", "label", "alias"):
            self._take(how, {number: self._called(number, how) for number in self.free})
        likenesses = {number: self._likenesses(number) for number in self.free}
        self._take("likeness", {number: _plainly_like(found) for number, found in likenesses.items()})
        return Matching(
            tuple(sorted(self.found, key=lambda match: match.number)),
            tuple(Unmatched(heading, number, _candidates(likenesses[number])) for number, heading in self.free.items()),
            tuple(self.open),
        )

    def _called(self, number: int, how: How) -> list[tuple[Target, float]]:
        """Return the open columns that have the heading as a name."""
        heading = self.free[number]
        return [
            (target, 1.0)
            for target in self.open
            if target.fits(self.units[number])
            and _is_called(heading, target.names.get(how, ()), whole=how in ("column", "id") or not target.criteria)
        ]

    def _likenesses(self, number: int) -> list[tuple[Target, float]]:
        """Return how like a heading is to the names of each open measure, the likest first."""
        heading = core(self.free[number])
        found = [
            (target, max(_likeness(heading, core(name)) for names in target.names.values() for name in names))
            for target in self.open
            if target.criteria and target.fits(self.units[number])
        ]
        return sorted(found, key=lambda pair: -pair[1])

    def _take(self, how: How, meant: Mapping[int, Sequence[tuple[Target, float]]]) -> None:
        """Match each heading that means one column which no other heading means."""
        asking = defaultdict(list)
        for number, wanted in meant.items():
            for target, _ in wanted:
                asking[target.column].append(number)
        for number, wanted in meant.items():
            if len(wanted) == 1 and len(asking[wanted[0][0].column]) == 1:
                target, likeness = wanted[0]
                self.found.append(Match(self.free.pop(number), number, target, how, likeness, self.units[number]))
                self.open.remove(target)


def _is_called(heading: str, names: Iterable[str], *, whole: bool) -> bool:
    """Say whether a heading is one of some names; unless `whole`, also by what it is about."""
    by = {form(name) for name in names}
    return form(heading) in by or (not whole and core(heading) in map(core, names))


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:80], other[:80], autojunk=False).ratio()


def _plainly_like(likenesses: Sequence[tuple[Target, float]]) -> list[tuple[Target, float]]:
    """Return the likest column if it is like enough, and liker than any other; else all that are like enough."""
    enough = [pair for pair in likenesses if pair[1] >= THRESHOLD]
    return enough[:1] if len(enough) > 1 and enough[0][1] - enough[1][1] >= _APART else enough


def _candidates(likenesses: Sequence[tuple[Target, float]]) -> tuple[Target, ...]:
    return tuple(target for target, likeness in likenesses if likeness >= _NEAR)[:_MOST_CANDIDATES]
