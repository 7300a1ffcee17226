"""The units of a register: which rows are the same one, what they are called, where they lie, and where in doubt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from vasterviksmodell.derivation.area_set import AreaSet
from vasterviksmodell.derivation.bounds import Floats, Whole
from vasterviksmodell.derivation.entry_types import InLocality
from vasterviksmodell.derivation.reading.keys import keys_of
from vasterviksmodell.derivation.reading.localities import Localities
from vasterviksmodell.derivation.reading.positions import APART, Read
from vasterviksmodell.derivation.reading.rows import Rows
from vasterviksmodell.derivation.section_entries import RegisterEntry
from vasterviksmodell.derivation.surroundings import Flags, Points
from vasterviksmodell.derivation.territory import Territory
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n.numbers import Whole as Count
from vasterviksmodell.i18n.wording import listing
from vasterviksmodell.sites.truncation import truncated

if TYPE_CHECKING:
    from vasterviksmodell.i18n import Phrase

_TOLD = 20
"""How many findings of a kind are listed of one register."""
_NAMED = 5
"""How many units one finding names."""
_NAME_HEADINGS = ("namn", "name", "skolenhetsnamn", "enhet")
"""The headings of names that are found undeclared."""


def without_repeats(rows: Rows, entry: RegisterEntry) -> tuple[Rows, list[Finding]]:
    """Return the rows without those that are the same as one before in every cell, and findings about these."""
    first = rows.hashes.is_first_distinct()
    return rows.only(first), repeat_findings(rows, first, entry)


def repeat_findings(rows: Rows, first: pl.Series, entry: RegisterEntry) -> list[Finding]:
    """Return a finding for each row of a unit that stands before."""
    names = unit_names(rows, entry)
    repeated = (~first).arg_true()
    found = [Finding(rule("V104"), rows.place(row, entry.id), {"name": names[row]}) for row in repeated[:_TOLD]]
    return truncated(found, len(repeated), _TOLD)


def unit_names(rows: Rows, entry: RegisterEntry) -> pl.Series:
    """Return what the unit in each row is called: by its name, else its id, else what stands first."""
    headings = (entry.name, *_NAME_HEADINGS, entry.id, rows.headings[0])
    heading = next((heading for heading in headings if heading and rows.has(heading)), None)
    return pl.Series([""] * rows.height) if heading is None else rows.texts(heading).fill_null("")


def unknown_municipalities(rows: Rows, areas: Whole, heading: str) -> Iterator[Finding]:
    """Yield a finding for each text that names no municipality."""
    texts = rows.texts(heading).fill_null("")
    for text in texts.filter(pl.Series(areas < 0)).unique(maintain_order=True).to_list()[:_TOLD]:
        same = texts == text
        facts: dict[str, Phrase] = {"text": text, "number": Count(int(same.sum()))}
        yield Finding(rule("V110"), rows.place(int(same.arg_max() or 0), heading), facts)


@dataclass(frozen=True, slots=True, eq=False)
class SameUnits:
    """Which rows are the same unit: those with the same id."""

    numbers: Whole
    """By row: the number of its unit."""
    first: pl.Series
    """Whether a row is the first of its unit."""

    @classmethod
    def of(cls, rows: Rows, entry: RegisterEntry) -> "SameUnits":
        """Return the units of rows, whose ids are compared as codes are; without a column of them each row is one."""
        own = pl.Series([f"\0{row}" for row in range(rows.height)], dtype=pl.String)
        ids = own if entry.id is None else pl.Series(keys_of(rows.texts(entry.id)), dtype=pl.String).fill_null(own)
        first = ids.is_first_distinct()
        numbers = {id: number for number, id in enumerate(ids.filter(first))}
        return cls(ids.replace_strict(numbers, return_dtype=pl.Int64).to_numpy(), first)

    def together(self, read: Read) -> tuple[Points, Flags]:
        """Return the position of each unit, none where those of its rows disagree, and where that is so."""
        firsts = np.flatnonzero(self.first.to_numpy())
        points = read.points.at(firsts)
        away = np.hypot(read.points.north - points.north[self.numbers], read.points.east - points.east[self.numbers])
        split = np.zeros(len(firsts), dtype=np.bool_)
        split[self.numbers[(away > APART) | read.disagreeing]] = True
        return points.without(split), split


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The units of a register as they are stated."""

    rows: Rows
    """The first row of each."""
    names: pl.Series
    areas: Whole
    """The number of each one's municipality; -1 where it is not known."""
    points: Points
    disagreeing: Flags
    """Which have two positions that lie apart."""
    entry: RegisterEntry
    territory: Territory
    in_localities: Whole
    """The number of each one's locality; -1 where it is not known."""

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 - what units are made of
        cls,
        rows: Rows,
        same: SameUnits,
        read: Read,
        entry: RegisterEntry,
        territory: Territory,
        localities: Localities | None,
    ) -> "Units":
        """Return the units in rows."""
        own = rows.only(same.first)
        points, disagreeing = same.together(read)
        nowhere = np.full(own.height, -1, dtype=np.int64)
        areas = territory.numbers(own.texts(entry.municipality)) if entry.municipality else nowhere
        within = localities.numbers(own.texts(entry.locality)) if localities and entry.locality else nowhere
        return cls(own, unit_names(own, entry), areas, points, disagreeing, entry, territory, within)

    @property
    def outside(self) -> Floats:
        """How far each lies outside its municipality, as the map draws it; NaN where one of them is not known."""
        return self.territory.distances(self.areas, self.points)

    def certain(self) -> Points:
        """Return the positions without those that lie too far outside the municipality."""
        return self.points.without(self.outside > self.entry.far)

    def slack(self, numbers: Whole, among: AreaSet) -> Mapping[int, float]:
        """Return by area how far outside it a unit may lie: as far as one of the register does.

        `numbers`: those of the areas in which the units are said to lie.
        """
        outside = among.distances(numbers, self.points)
        outside[np.isnan(outside) | (outside > self.entry.far)] = 0.0
        areas = np.unique(numbers[numbers >= 0]).tolist()
        return {area: max(self.entry.border, float(outside[numbers == area].max())) for area in areas}

    def findings(self) -> Iterator[Finding]:
        """Yield findings about units whose position is in doubt."""
        outside = self.outside
        far = outside > self.entry.far
        known = int((~np.isnan(outside)).sum())
        if 2 * int(far.sum()) > known:
            facts: dict[str, Phrase] = {"number": Count(int(far.sum())), "all": Count(known)}
            yield Finding(rule("V105"), self.rows.heading_place, facts)
            return
        yield from self._outside("V106", far, outside)
        yield from self._outside("V107", (outside > self.entry.border) & ~far, outside)
        yield from self._without_position()
        yield from self._with_two_positions()

    def _outside(self, code: str, chosen: Flags, outside: Floats) -> list[Finding]:
        found = []
        for row in np.flatnonzero(chosen)[:_TOLD]:
            facts: dict[str, Phrase] = {
                "name": self.names[int(row)],
                "municipality": self.territory.name(int(self.areas[row])),
                "km": f"{outside[row] / 1000:.0f}",
            }
            found.append(Finding(rule(code), self.rows.place(int(row), self.entry.municipality), facts))
        return truncated(found, int(chosen.sum()), _TOLD)

    def _without_position(self) -> Iterator[Finding]:
        without = pl.Series(~self.points.known & ~self.disagreeing)
        if without.any():
            facts: dict[str, Phrase] = {
                "number": Count(int(without.sum())),
                "all": Count(self.rows.height),
                "names": listing([name or "?" for name in self.names.filter(without)], most=_NAMED),
            }
            yield Finding(rule("V108"), self.rows.heading_place, facts)

    def _with_two_positions(self) -> list[Finding]:
        rows = [int(row) for row in np.flatnonzero(self.disagreeing)]
        found = [Finding(rule("V109"), self.rows.place(row), {"name": self.names[row]}) for row in rows[:_TOLD]]
        return truncated(found, len(rows), _TOLD)

    def municipality_findings(self) -> Iterator[Finding]:
        """Yield findings about units whose municipality or locality is not known."""
        if self.entry.municipality is not None:
            yield from unknown_municipalities(self.rows, self.areas, self.entry.municipality)
        yield from self._without_locality()

    def _without_locality(self) -> Iterator[Finding]:
        """Yield a finding about units that name no locality, which then may lie anywhere in their municipality."""
        if isinstance(self.entry.unlocated, InLocality):
            lost = pl.Series((self.in_localities < 0) & ~self.points.known)
            names = listing([name or "?" for name in self.names.filter(lost)], most=_NAMED)
            if lost.any():
                facts: dict[str, Phrase] = {"number": Count(int(lost.sum())), "names": names}
                yield Finding(rule("V111"), self.rows.heading_place, facts)
