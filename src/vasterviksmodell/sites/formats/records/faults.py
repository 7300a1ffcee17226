"""What is wrong with records: counted while they are read, the first of each kind found again in the file."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple, Protocol

from vasterviksmodell.findings import Finding, Place, Severity, rule
from vasterviksmodell.i18n import Phrase
from vasterviksmodell.sites.formats.records.cells import Misfit
from vasterviksmodell.sites.listed import listed


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
