"""Makes measures of places from registers: every figure is exact, or an interval that holds the truth."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from vasterviksmodell.derivation.bounds import Bounds, Cause
from vasterviksmodell.derivation.derived_cell import DerivedCell, cell_of
from vasterviksmodell.derivation.entries import CellsEntry
from vasterviksmodell.derivation.file import Derivation, InvalidDerivation, load_derivation
from vasterviksmodell.derivation.inhabitants import Inhabitants, mean_step, rounded
from vasterviksmodell.derivation.keeping import contradictions, without_derived
from vasterviksmodell.derivation.reading.figures import figure_faults
from vasterviksmodell.derivation.reading.given import NOTHING_GIVEN, Given, GivenFigure, KeptFile, read_given
from vasterviksmodell.derivation.reading.inhabitants import read_inhabitants
from vasterviksmodell.derivation.reading.localities import Localities, read_localities
from vasterviksmodell.derivation.reading.places import Places, read_places
from vasterviksmodell.derivation.reading.register import Register
from vasterviksmodell.derivation.reading.roads import read_roads
from vasterviksmodell.derivation.roads.network import RoadNetwork
from vasterviksmodell.derivation.rules.rule import Rule
from vasterviksmodell.derivation.surroundings import Flags, Surroundings
from vasterviksmodell.derivation.territory import Territory
from vasterviksmodell.findings import Finding, Place, Severity, in_order, rule, worst
from vasterviksmodell.frozen_value import FrozenValue, plain
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import listing, nearest
from vasterviksmodell.source.frozen_mapping import FrozenMapping


@dataclass(frozen=True, slots=True, eq=False)
class DerivedMeasure:
    """A measure of all places."""

    id: str
    rule: Rule
    register: Register
    around: Surroundings
    """The located places, and the units as seen from them."""
    bounds: Bounds
    given: Mapping[int, GivenFigure] = field(default_factory=lambda: FrozenMapping({}))
    """By the row of a place: the figure that is given by hand."""
    weights: CellsEntry | None = None
    """The cells over whose inhabitants the measure is a mean, where it is one."""

    @property
    def exact(self) -> Flags:
        """By place: whether what is derived is exactly known."""
        found: Flags = self.bounds.low == self.bounds.high
        return found

    @property
    def empty(self) -> Flags:
        """By place: whether nothing at all is derived."""
        if self.bounds.texts is not None:
            return np.array([not text for text in self.bounds.texts], dtype=np.bool_)
        if self.rule.kind == "yes_no":
            return ~self.exact
        return ~self.exact & (self.bounds.low <= 0) & np.isinf(self.bounds.high)

    def cell(self, row: int) -> DerivedCell:
        """Return the measure of the place in a row: what is given by hand, else what is derived."""
        figure = self.given.get(row)
        return self.derived_cell(row) if figure is None else cell_of(figure, self.rule.kind)

    def derived_cell(self, row: int) -> DerivedCell:
        """Return what is derived for the place in a row."""
        bounds = self.bounds
        text = None if bounds.texts is None else bounds.texts[row]
        causes = {cause: int(numbers[row]) for cause, numbers in bounds.causes.items() if numbers[row]}
        low, high = float(bounds.low[row]), float(bounds.high[row])
        note = None if bounds.notes is None else bounds.notes[row]
        return DerivedCell(self.rule.kind, low, high, text, causes, self.register.date, note)


@dataclass(frozen=True, eq=False, repr=False)
class Derived(FrozenValue):
    """The measures that were derived, with what they rest on."""

    derivation: Derivation
    """What was asked for."""
    places: Places
    """The places, by id, with their positions."""
    measures: tuple[DerivedMeasure, ...]
    """One for each column, with the cell of each place, exact or an interval, in the unit of the criterion."""
    findings: tuple[Finding, ...]
    """Warnings and information about the registers."""
    given: Given = NOTHING_GIVEN
    """Every figure that is given by hand, also of measures that no register has."""

    @property
    def only_given(self) -> Mapping[str, Mapping[int, GivenFigure]]:
        """The figures of measures that are not derived, by measure and by the row of the place."""
        derived = {measure.id for measure in self.measures}
        named = (*self.derivation.entry.given, *self.given.figures)
        return {id: self.given.of(id) for id in dict.fromkeys(named) if id not in derived}

    def to_dict(self) -> dict[str, Any]:
        """Return the cells of each measure by place, and the findings, as plain values. Raises nothing."""
        cells = {
            measure.id: {id: plain(measure.cell(row)) for row, id in enumerate(self.places.ids)}
            for measure in self.measures
        }
        return {"derivation": self.derivation.path, "measures": cells, "findings": plain(self.findings)}

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {id: row for row, id in enumerate(self.places.ids)}

    def row(self, site: str) -> int:
        """Return the row of a place by its id; raise `KeyError` where there is none."""
        return self._rows[site]

    def cell(self, site: str, measure: str) -> DerivedCell:
        """Return a measure of a place, by their ids; raise `KeyError` where there is none."""
        found = {derived.id: derived for derived in self.measures}
        if measure in found:
            return found[measure].cell(self.row(site))
        return cell_of(self.only_given[measure][self.row(site)])


@dataclass(frozen=True, slots=True)
class Kept:
    """Files of figures that are given by hand, besides those that derive.yaml names."""

    paths: Sequence[Path] = ()
    headings: Mapping[str, str] = field(default_factory=lambda: FrozenMapping({}))
    """By the heading of a form that somebody fills in: what a file of sites calls the column."""


def derive(
    derivation: Derivation | str | Path,
    *,
    only: Collection[str] = (),
    as_of: date | None = None,
    keep: Sequence[str | Path] = (),
) -> Derived:
    """Return the measures that a derive.yaml asks for, or only some of them.

    `as_of`: a register of a later day is refused. `keep`: files of figures that are given by hand. Raises
    `InvalidDerivation` with every finding when there are errors, `OSError` when the file cannot be read, `KeyError`
    when a measure in `only` is not declared.
    """
    wanted = derivation if isinstance(derivation, Derivation) else load_derivation(derivation)
    derived, findings = derived_measures(wanted, only=only, as_of=as_of, kept=Kept(tuple(map(Path, keep))))
    if derived is None:
        raise InvalidDerivation(findings)
    return derived


def derived_measures(
    derivation: Derivation, *, only: Collection[str] = (), as_of: date | None = None, kept: Kept = Kept()
) -> tuple[Derived | None, tuple[Finding, ...]]:
    """Return the measures, or None where a file has errors, and every finding; see `derive`."""
    for id in only:
        _ = derivation.entry.measures[id]
    wanted = derivation.only(frozenset(only)) if only else derivation
    territory = Territory.of_sweden()
    localities, findings = _localities(wanted)
    places, found = _places(wanted, territory, localities)
    findings += found
    if places is not None and wanted.entry.places.point == "cells":
        places, found = _with_inhabitants(wanted, places)
        findings += found
    registers: dict[str, Register] = {}
    for id in wanted.entry.registers:
        register, found = _register(wanted, id, territory, localities, as_of)
        findings += found
        if register is not None:
            registers[id] = register
    roads, found = _roads(wanted)
    findings += found
    registers = {id: replace(register, roads=roads) for id, register in registers.items()}
    if places is not None:
        findings += _unknown_places(wanted, places)
    if places is None or worst(findings) == Severity.ERROR:
        return None, in_order(findings)
    measures = tuple(_measure(id, rule, registers[rule.of], places) for id, rule in wanted.entry.measures.items())
    findings += [finding for measure in measures for finding in _measure_findings(measure, places, wanted)]
    given, found = _given(wanted, kept, places, measures)
    measures = tuple(replace(measure, given=given.of(measure.id)) for measure in measures)
    found += [finding for measure in measures for finding in contradictions(measure, places)]
    ordered = in_order([*findings, *found])
    if worst(found) == Severity.ERROR:
        return None, ordered
    return Derived(wanted, places, measures, ordered, given), ordered


def _given(
    derivation: Derivation, kept: Kept, places: Places, measures: Sequence[DerivedMeasure]
) -> tuple[Given, list[Finding]]:
    """Return the figures that are given by hand, without those that an earlier run took from the same registers."""
    at = derivation.place("keep") if derivation.entry.keep else Place(derivation.path)
    files = [KeptFile(derivation.file(name), at) for name in derivation.entry.keep]
    files += [KeptFile(path, Place(str(path))) for path in kept.paths]
    given, findings = read_given(files, places, kept.headings, tuple(derivation.entry.measures))
    return without_derived(given, {measure.id: measure.register for measure in measures}), findings


def _unknown_places(derivation: Derivation, places: Places) -> Iterator[Finding]:
    """Yield a finding for each place that a rule names and that there is not."""
    for id, measure in derivation.entry.measures.items():
        for key, name in measure.unknown_places(places.ids):
            at = derivation.place("measures", id, key)
            yield Finding(rule("V013"), at, {"name": name}, suggestion=nearest(name, places.ids))


def _roads(derivation: Derivation) -> tuple[RoadNetwork | None, list[Finding]]:
    """Return the roads, None where no measure needs them or where they have errors, and findings."""
    entry = derivation.entry.roads
    if entry is None or not any(rule.needs_roads for rule in derivation.entry.measures.values()):
        return None, []
    return read_roads(entry, derivation.file(entry.file), derivation.wanted_of_roads, derivation.place("roads", "file"))


def _localities(derivation: Derivation) -> tuple[Localities | None, list[Finding]]:
    entry = derivation.entry.localities
    if entry is None:
        return None, []
    at = derivation.place("localities", "file")
    return read_localities(entry, derivation.file(entry.file), derivation.wanted_of_localities, at)


def _places(
    derivation: Derivation, territory: Territory, localities: Localities | None
) -> tuple[Places | None, list[Finding]]:
    entry, rules = derivation.entry.places, derivation.entry.measures.values()
    located = any(rule.measures_distances or rule.places_located for rule in rules)
    path, at = derivation.file(entry.file), derivation.place("places", "file")
    return read_places(entry, path, derivation.wanted_of_places, at, territory, localities, located=located)


def _with_inhabitants(derivation: Derivation, places: Places) -> tuple[Places | None, list[Finding]]:
    """Return the places with the cells in which their inhabitants live."""
    entry = derivation.entry.cells
    if entry is None:
        return places, []
    own, at = derivation.entry.places, derivation.place("cells", "file")
    keys = places.rows.texts(own.locality or own.id)
    found, findings = read_inhabitants(entry, derivation.file(entry.file), derivation.wanted_of_cells, at, places, keys)
    return None if found is None else replace(places, inhabitants=found), findings


def _register(
    derivation: Derivation, id: str, territory: Territory, localities: Localities | None, as_of: date | None
) -> tuple[Register | None, list[Finding]]:
    rules = derivation.measures_of(id).values()
    register, findings = derivation.register(id).read(territory, as_of, localities)
    if register is not None:
        columns = {heading: column for rule in rules for heading, column in rule.figures.items()}
        data = register.entry.data.domain()
        findings += [
            finding
            for heading, column in columns.items()
            for finding in figure_faults(register.every, heading, data, column)
        ]
    return register, findings


def _measure(id: str, rule: Rule, register: Register, places: Places) -> DerivedMeasure:
    """Return a measure of all places; of those without position nothing is known where distances count."""
    rows = np.flatnonzero(places.points.known) if rule.measures_distances else np.arange(places.size)
    spread = None if places.spread is None else places.spread[rows]
    around = rule.seen(register, register.around(places.points.at(rows), places.areas[rows], spread))
    if places.inhabitants is not None and (rule.measures_distances or rule.places_located):
        means = rounded(_mean_bounds(rule, register, places, places.inhabitants), mean_step(rule.rounded_to))
        return DerivedMeasure(id, rule, register, around, means, weights=places.inhabitants.entry)
    found = rounded(rule.bounds(register, places, around), rule.rounded_to)
    return DerivedMeasure(id, rule, register, around, _for_all(found, rows, places.size))


def _mean_bounds(rule: Rule, register: Register, places: Places, inhabitants: Inhabitants) -> Bounds:
    """Return a measure as its mean over the inhabitants of each place; nothing is known of one without position."""
    cells = inhabitants.as_places(places)
    rows = np.flatnonzero(cells.points.known) if rule.measures_distances else np.arange(cells.size)
    spread = None if cells.spread is None else cells.spread[rows]
    found = rule.bounds(register, cells, register.around(cells.points.at(rows), cells.areas[rows], spread))
    return inhabitants.means(_for_all(found, rows, cells.size), rule.kind, places.size)


def _for_all(found: Bounds, rows: "np.ndarray[tuple[int], np.dtype[np.int64]]", size: int) -> Bounds:
    """Return bounds for all places, made from those for some."""
    if len(rows) == size:
        return found
    low, high = np.full(size, -np.inf), np.full(size, np.inf)
    low[rows], high[rows] = found.low, found.high
    causes = {cause: np.zeros(size, dtype=np.int64) for cause in (*found.causes, Cause.NO_POSITION)}
    for cause, numbers in found.causes.items():
        causes[cause][rows] = numbers
    causes[Cause.NO_POSITION][:] = 1
    causes[Cause.NO_POSITION][rows] = found.causes.get(Cause.NO_POSITION, 0)
    notes = dict(zip(rows.tolist(), found.notes or (), strict=False))
    return Bounds(low, high, causes, notes=tuple(notes.get(row) for row in range(size)))


_IN_NO_AREA = Message("no area holds the whole place: what is not drawn is not known")


def _measure_findings(measure: DerivedMeasure, places: Places, derivation: Derivation) -> Iterator[Finding]:
    """Yield findings about places: a point that is a unit, no unit to measure to, no row, rows that differ."""
    at = derivation.place("measures", measure.id, "rule")
    for cause, code in (
        (Cause.COINCIDES, "V203"),
        (Cause.NO_UNIT, "V204"),
        (Cause.NO_ROW, "V205"),
        (Cause.CONTRADICTING, "V206"),
        (Cause.NOT_REACHED, "V207"),
        (Cause.OFF_ROADS, "V212"),
    ):
        rows = np.flatnonzero(measure.bounds.causes.get(cause, np.zeros(0)))
        if len(rows):
            names = listing([places.names[row] for row in rows], most=5)
            advice = _IN_NO_AREA if code == "V205" and measure.rule.needs_areas else None
            yield Finding(rule(code), at, {"measure": measure.id, "names": names}, advice=advice)
