"""A register that was read: its units, what its silence means, and its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from vasterviksmodell.criteria import parse_date
from vasterviksmodell.criteria.model import parse_first_day
from vasterviksmodell.derivation.bounds import Floats, Whole
from vasterviksmodell.derivation.entry_types import InLocality
from vasterviksmodell.derivation.reading.figures import ANY_NUMBER, NOT_NEGATIVE, Figures, read_figures
from vasterviksmodell.derivation.reading.layers import ShapeKind, areas_among
from vasterviksmodell.derivation.reading.localities import Localities
from vasterviksmodell.derivation.reading.positions import Read, read_positions
from vasterviksmodell.derivation.reading.rows import Rows
from vasterviksmodell.derivation.reading.table import Wanted, declared_rows
from vasterviksmodell.derivation.reading.units import SameUnits, Units, repeat_findings, without_repeats
from vasterviksmodell.derivation.roads.network import RoadNetwork
from vasterviksmodell.derivation.section_entries import RegisterEntry
from vasterviksmodell.derivation.surroundings import Points, Surroundings, UnlocatedGroup
from vasterviksmodell.derivation.territory import Territory
from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import Whole as Count

if TYPE_CHECKING:
    from vasterviksmodell.derivation.traffic.timetable import Timetable
    from vasterviksmodell.i18n import Phrase


class Declared(NamedTuple):
    """A register as derive.yaml declares it."""

    id: str
    entry: RegisterEntry
    paths: Sequence[Path]
    wanted: Wanted
    """The headings that are read, each with the place that names it."""
    at: Mapping[str, Place]
    """By key of the entry: its place in derive.yaml; by an empty key that of the register."""
    located: bool
    """Whether the positions of units are needed."""
    areas: bool
    """Whether its rows are areas."""

    def read(
        self, territory: Territory, as_of: date | None, localities: Localities | None
    ) -> "tuple[Register | None, list[Finding]]":
        """Return the register, or None where it has errors, and findings; one of a later day is refused."""
        return read_register(self, territory, as_of, localities)


@dataclass(frozen=True)
class Register:
    id: str
    entry: RegisterEntry
    date: str
    every: Rows
    """All rows: a unit may stand several times."""
    same: SameUnits
    units: Units
    covered: Whole
    """The numbers of the municipalities in which it holds every unit."""
    territory: Territory
    localities: Localities | None = None
    roads: RoadNetwork | None = None
    """The roads along which distances to its units are measured."""
    timetable: "Timetable | None" = None
    """What runs at its units, where they are stops."""

    @cached_property
    def points(self) -> Points:
        """The positions of units; NaN where they are not certain."""
        return self.units.certain()

    @property
    def network(self) -> RoadNetwork:
        """The roads; raise `ValueError` where none are read."""
        if self.roads is None:
            raise ValueError(self.id)
        return self.roads

    @property
    def traffic(self) -> "Timetable":
        """What runs at its stops; raise `ValueError` where it is no register of timetables."""
        if self.timetable is None:
            raise ValueError(self.id)
        return self.timetable

    def around(self, places: Points, areas: Whole, spread: Floats | None = None) -> Surroundings:
        """Return where the units lie as seen from places.

        `areas`: the numbers of their municipalities; `spread`: how far the points of each place lie from its middle.
        """
        located = np.flatnonzero(self.points.known)
        edge, units = self._edge(places, areas), self.points.at(located)
        edge = edge if spread is None else np.maximum(edge - spread, 0.0)
        nothing = not len(self.covered)
        return Surroundings(places, areas, units, located, self.groups, edge, self.territory, nothing, spread)

    @cached_property
    def groups(self) -> tuple[UnlocatedGroup, ...]:
        """The units without a certain position, by locality or municipality; none where they are dropped."""
        lost = np.flatnonzero(~self.points.known)
        if isinstance(self.entry.unlocated, InLocality) and self.localities is not None:
            within = self.units.in_localities[lost] >= 0
            of_localities = self._grouped(lost[within], self.units.in_localities, self.localities)
            return (*of_localities, *self._grouped(lost[~within], self.units.areas, None))
        dropped = self.entry.unlocated is not None and not isinstance(self.entry.unlocated, InLocality)
        return () if dropped else self._grouped(lost, self.units.areas, None)

    def _grouped(self, lost: Whole, numbers: Whole, localities: Localities | None) -> tuple[UnlocatedGroup, ...]:
        """Return units by the number of their area; without one they may lie anywhere."""
        slack = self.units.slack(numbers, self.territory if localities is None else localities)
        return tuple(
            UnlocatedGroup(lost[numbers[lost] == area], None if area < 0 else area, slack.get(area, 0.0), localities)
            for area in np.unique(numbers[lost]).tolist()
        )

    def _edge(self, places: Points, areas: Whole) -> Floats:
        """Return the distance from which on there may be units that the register lacks."""
        if not len(self.covered):
            return np.zeros(places.size)
        edge = self.territory.edge(self.covered, places, self.entry.border)
        return np.where((areas >= 0) & ~np.isin(areas, self.covered), 0.0, edge)

    def figures(self, heading: str, unstated: tuple[float, float]) -> Figures:
        """Return the figure of each unit; `unstated` are the ends where it states none.

        Rows of one unit that differ may be two versions of its figure, or two parts of it.
        """
        stated = read_figures(self.every, heading, self.entry.data.domain(), NOT_NEGATIVE, unstated)
        units, numbers = self.units.rows.height, self.same.numbers
        first = self.same.first.to_numpy()
        low, high = stated.low[first], stated.high[first]
        differs = np.zeros(units, dtype=np.bool_)
        differs[numbers[(stated.low != low[numbers]) | (stated.high != high[numbers])]] = True
        least = np.full(units, np.inf)
        np.minimum.at(least, numbers, stated.low)
        return Figures(least, np.where(differs, np.bincount(numbers, stated.high, units), high))

    def figures_of_rows(self, heading: str) -> Figures:
        """Return what each row states; anything where it states nothing."""
        return read_figures(self.every, heading, self.entry.data.domain(), ANY_NUMBER, (-np.inf, np.inf))


def read_register(
    declared: Declared, territory: Territory, as_of: date | None, localities: Localities | None = None
) -> tuple[Register | None, list[Finding]]:
    """Return a register, or None where it has errors, and findings."""
    entry = declared.entry
    covered, unknown = territory.covered(entry.complete)
    findings = [Finding(rule("V007"), declared.at["complete"], {"name": name}) for name in unknown]
    shapes: ShapeKind = "areas" if declared.areas else "points"
    at = declared.at["file"]
    rows, found = declared_rows(entry, declared.paths, declared.wanted, at, shapes)
    findings += found
    if rows is None:
        return None, findings
    if rows.height == 0:
        return None, [*findings, Finding(rule("V008"), declared.at[""], {"path": rows.files[0].path})]
    if declared.areas and not list(areas_among(rows.shapes())):
        findings.append(Finding(rule("V015"), declared.at["file"], {"path": rows.files[0].path}))
    stated, found = _date(rows, declared, as_of)
    every, repeats = without_repeats(rows, entry)
    read = read_positions(every, entry.coordinates, declared.at[""]) if declared.located else Read.nowhere(every.height)
    findings += [*found, *repeats, *read.findings]
    if worst(findings) == Severity.ERROR:
        return None, findings
    same = SameUnits.of(every, entry)
    units = Units.of(every, same, read, entry, territory, localities)
    findings += [*repeat_findings(every, same.first, entry), *units.municipality_findings()]
    findings += units.findings() if declared.located else ()
    register = Register(declared.id, entry, stated, every, same, units, covered, territory, localities)
    return (None if worst(findings) == Severity.ERROR else register), findings


_NO_DATE = Message("write dates such as 2026-06-21, or name another column; a register must have a date")


def _undated(dates: Sequence[str]) -> "dict[str, Any]":
    """Return how grave it is that rows have no date: when none has one, the register has none."""
    return {} if dates else {"level": Severity.ERROR, "advice": _NO_DATE}


def _date(rows: Rows, declared: Declared, as_of: date | None) -> tuple[str, list[Finding]]:
    """Return the date of the register, the oldest of its rows where each has its own, and findings about it."""
    heading = declared.entry.date_column
    if heading is None:
        stated, place, findings = declared.entry.date or "", declared.at["date"], []
    else:
        texts = rows.texts(heading).str.head(len("2026-11-30"))
        dates = [text for text in texts.unique().drop_nulls() if parse_date(text)]
        stated, place = min(dates, default=""), rows.heading_place
        undated = rows.height - int(texts.is_in(dates).sum())
        facts: dict[str, Phrase] = {"number": Count(undated), "column": heading}
        findings = [Finding(rule("V103"), place, facts, **_undated(dates))] if undated else []
    first = parse_first_day(stated)
    if as_of is not None and first is not None and first > as_of:
        findings.append(Finding(rule("V009"), place, {"date": stated, "as_of": as_of.isoformat()}))
    return stated, findings
