"""The cells of records: what a value of YAML or JSON says in the one cell that it has in a table."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

from vasterviksmodell.findings import Finding, Place, Severity, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import same, shortened
from vasterviksmodell.sites.listed import listed

_BOUND = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?([eE][+-]?[0-9]+)?")
"""A number with digits on both sides of its decimal sign, as the grammar has it at the ends of an interval."""

A_SITE = Message("a site: headings, each with a cell")
A_CELL = Message("a number, a text or [low, high]")
SITES = Message("a list of sites, or sites: with such a list")
LIST = Message("a list")
LISTS = Message("a list of lists")
MAPPING = Message("a mapping of keys to values")
NOTHING = Message("nothing", "there is none")


@dataclass(frozen=True, slots=True)
class Misfit:
    """What fits in no cell, or is no site: the rule it breaks, and the facts."""

    facts: Mapping[str, Phrase]
    code: str = "D012"
    advice: Phrase | None = None
    level: Severity = Severity.ERROR


RecordCell = str | None | Misfit
"""What a record has under a heading: a text as CSV would have it, nothing, or what fits in no cell."""


def misfit(expected: Phrase, found: Phrase) -> Misfit:
    return Misfit({"expected": expected, "found": found})


def quoted(text: str) -> Phrase:
    """A text of a file, to be shown."""
    return same(f"'{shortened(text)}'")


def interval(low: str | None, high: str | None) -> RecordCell:
    """The cell of a list of two: the ends of an interval, None where it is open."""
    if not all(_BOUND.fullmatch(bound) for bound in (low, high) if bound is not None):
        return misfit(A_CELL, LIST)
    if low is None:
        return None if high is None else f"<={high}"
    return f">={low}" if high is None else f"{low}..{high}"


class Spot(NamedTuple):
    """Where a heading stands in a record, and its cell."""

    key: Place
    cell: Place


class Locator(Protocol):
    """Finds records again, by the position that their format gave them when it read them."""

    def record(self, position: int) -> Place: ...

    def spots(self, position: int) -> Mapping[str, Spot]:
        """By heading: the places in a record."""
        ...


class _Fault(NamedTuple):
    position: int
    heading: str | None
    misfit: Misfit


@dataclass
class RecordFaults:
    """Faults by kind: all are counted; of errors with one code the first are kept, of warnings one for each heading."""

    limit: int
    _first: dict[tuple[str, str | None], list[_Fault]] = field(default_factory=lambda: defaultdict(list))
    _counts: Counter[tuple[str, str | None]] = field(default_factory=Counter)

    def note(self, misfit: Misfit, position: int, heading: str | None = None) -> None:
        """Note what is wrong with a record, or with its cell under a heading."""
        warning = misfit.level < Severity.ERROR
        kind = (misfit.code, heading if warning else None)
        self._counts[kind] += 1
        if self._counts[kind] <= (1 if warning else self.limit):
            self._first[kind].append(_Fault(position, heading, misfit))

    def findings(self, locator: Locator) -> Iterator[Finding]:
        spots = cache(locator.spots)
        for kind, faults in self._first.items():
            found = []
            for position, heading, misfit in faults:
                spot = None if heading is None else spots(position).get(heading)
                place = spot.cell if spot else locator.record(position)
                found.append(_finding(misfit, place, kind[1]))
            yield from listed(found, self._counts[kind], self.limit)


def _finding(misfit: Misfit, place: Place, column: str | None) -> Finding:
    facts = misfit.facts if column is None else {**misfit.facts, "column": column}
    return Finding(rule(misfit.code), place, facts, advice=misfit.advice, level=misfit.level)


def beyond(place: Place, limit: Phrase, advice: Phrase | None = None) -> Finding:
    """The finding of a file beyond the size that any file of sites has."""
    return Finding(rule("F004"), place, {"limit": limit}, advice=advice)
