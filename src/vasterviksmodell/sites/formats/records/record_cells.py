"""The cells of records: a value of YAML or JSON as the text of a table's cell, and values that fit in none."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

from vasterviksmodell.findings import Finding, Place, Severity, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import same, shortened
from vasterviksmodell.sites.truncation import truncated

_BOUND = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?")
"""A number with digits on both sides of its decimal sign, as the grammar requires of the ends of an interval."""

A_SITE = Message("a site, as headings with cells")
A_CELL = Message("a number, a text or [low, high]")
SITES = Message("a list of sites, or sites: with such a list")
LIST = Message("a list")
LISTS = Message("a list of lists")
MAPPING = Message("a mapping of keys to values")
NOTHING = Message("nothing", "there is none")


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that fits in no cell, or is not a site: the rule it breaks, and the facts."""

    facts: Mapping[str, Phrase]
    code: str = "D012"
    advice: Phrase | None = None
    level: Severity = Severity.ERROR


RecordCell = str | None | Misfit
"""The value under a heading: a text as in CSV, None, or a value that fits in no cell."""


def misfit(expected: Phrase, found: Phrase) -> Misfit:
    return Misfit({"expected": expected, "found": found})


def quoted(text: str) -> Phrase:
    """Return a text of a file in quotes, shortened."""
    return same(f"'{shortened(text)}'")


def interval(low: str | None, high: str | None) -> RecordCell:
    """Return the cell of a list of the two ends of an interval, either of which may be None."""
    if not all(_BOUND.fullmatch(bound) for bound in (low, high) if bound is not None):
        return misfit(A_CELL, LIST)
    if low is None:
        return None if high is None else f"<={high}"
    return f">={low}" if high is None else f"{low}..{high}"


class KeyLocation(NamedTuple):
    """The places of a heading and its cell in a record."""

    key: Place
    cell: Place


class Locator(Protocol):
    """Finds the places of records by the positions that the format gave them."""

    def record(self, position: int) -> Place: ...

    def key_locations(self, position: int) -> Mapping[str, KeyLocation]:
        """Return by heading the places in a record."""
        ...


class _Fault(NamedTuple):
    position: int
    heading: str | None
    misfit: Misfit


@dataclass
class RecordFaults:
    """Faults by kind: all are counted; the first errors of a code are kept, and one warning for each heading."""

    limit: int
    _first: dict[tuple[str, str | None], list[_Fault]] = field(default_factory=lambda: defaultdict(list))
    _counts: Counter[tuple[str, str | None]] = field(default_factory=Counter)

    def add(self, misfit: Misfit, position: int, heading: str | None = None) -> None:
        """Add a fault of a record, or of its cell under a heading."""
        warning = misfit.level < Severity.ERROR
        kind = (misfit.code, heading if warning else None)
        self._counts[kind] += 1
        if self._counts[kind] <= (1 if warning else self.limit):
            self._first[kind].append(_Fault(position, heading, misfit))

    def findings(self, locator: Locator) -> Iterator[Finding]:
        key_locations = cache(locator.key_locations)
        for kind, faults in self._first.items():
            found = []
            for position, heading, misfit in faults:
                key_location = None if heading is None else key_locations(position).get(heading)
                place = key_location.cell if key_location else locator.record(position)
                found.append(_misfit_finding(misfit, place, kind[1]))
            yield from truncated(found, self._counts[kind], self.limit)


def _misfit_finding(misfit: Misfit, place: Place, column: str | None) -> Finding:
    facts = misfit.facts if column is None else {**misfit.facts, "column": column}
    return Finding(rule(misfit.code), place, facts, advice=misfit.advice, level=misfit.level)


def too_large(place: Place, limit: Phrase, advice: Phrase | None = None) -> Finding:
    """Return the finding that a file is larger than any file of sites."""
    return Finding(rule("F004"), place, {"limit": limit}, advice=advice)
