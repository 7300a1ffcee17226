"""Makes measures of places from registers: every figure is exact, or an interval that holds the truth."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import isinf
from pathlib import Path

import numpy as np

from vasterviksmodell.derivation.bounds import Bounds, Cause
from vasterviksmodell.derivation.file import Derivation, InvalidDerivation, load_derivation
from vasterviksmodell.derivation.reading.figures import figure_faults
from vasterviksmodell.derivation.reading.places import Places, read_places
from vasterviksmodell.derivation.reading.register import Register
from vasterviksmodell.derivation.rules.rule import MeasureKind, Rule
from vasterviksmodell.derivation.surroundings import Surroundings
from vasterviksmodell.derivation.territory import Territory
from vasterviksmodell.findings import Finding, Severity, in_order, rule, worst
from vasterviksmodell.i18n import Phrase
from vasterviksmodell.i18n.wording import listing, nearest


@dataclass(frozen=True, slots=True)
class DerivedCell:
    """The measure of one place: exact, an interval that holds the truth, or nothing."""

    kind: MeasureKind
    low: float
    high: float
    text: str | None
    causes: Mapping[Cause, int]
    """Why it is not exact: by cause, how many units it is about."""
    date: str
    note: Phrase | None = None
    """What is told about the figure beside its source."""

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def unknown(self) -> bool:
        """Whether nothing at all is known."""
        return self.written == ""

    @property
    def written(self) -> str:
        """The cell of a file of sites: `1200`, `0..2000`, `>=48`, yes or no, a text; empty where nothing is known."""
        if self.kind == "text":
            return self.text or ""
        if self.kind == "yes_no":
            return ("no", "yes")[int(self.low)] if self.exact else ""
        return _number_or_interval(self.low, self.high)


def _number_or_interval(low: float, high: float) -> str:
    if low == high:
        return _number(low)
    if isinf(high):
        return f">={_number(low)}" if low > 0 else ""
    return f"<={_number(high)}" if isinf(low) else f"{_number(low)}..{_number(high)}"


def _number(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)


@dataclass(frozen=True, slots=True, eq=False)
class DerivedMeasure:
    """A measure of all places."""

    id: str
    rule: Rule
    register: Register
    around: Surroundings
    """The located places, and the units as seen from them."""
    bounds: Bounds

    def cell(self, row: int) -> DerivedCell:
        """Return the measure of the place in a row."""
        bounds = self.bounds
        text = None if bounds.texts is None else bounds.texts[row]
        causes = {cause: int(numbers[row]) for cause, numbers in bounds.causes.items() if numbers[row]}
        low, high = float(bounds.low[row]), float(bounds.high[row])
        note = None if bounds.notes is None else bounds.notes[row]
        return DerivedCell(self.rule.kind, low, high, text, causes, self.register.date, note)


@dataclass(frozen=True)
class Derived:
    """The measures that were derived, with what they rest on."""

    derivation: Derivation
    """What was asked for."""
    places: Places
    """The places, by id, with their positions."""
    measures: tuple[DerivedMeasure, ...]
    """One for each column, with the cell of each place, exact or an interval, in the unit of the criterion."""
    findings: tuple[Finding, ...]
    """Warnings and information about the registers."""

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {id: row for row, id in enumerate(self.places.ids)}

    def row(self, site: str) -> int:
        """Return the row of a place by its id; raise `KeyError` where there is none."""
        return self._rows[site]

    def cell(self, site: str, measure: str) -> DerivedCell:
        """Return a measure of a place, by their ids; raise `KeyError` where there is none."""
        found = {derived.id: derived for derived in self.measures}
        return found[measure].cell(self.row(site))


def derive(derivation: Derivation | str | Path, *, only: Collection[str] = (), as_of: date | None = None) -> Derived:
    """Return the measures that a derive.yaml asks for, or only some of them.

    `as_of`: a register of a later day is refused. Raises `InvalidDerivation` with every finding when there are errors,
    `OSError` when the file cannot be read, `KeyError` when a measure in `only` is not declared.
    """
    wanted = derivation if isinstance(derivation, Derivation) else load_derivation(derivation)
    derived, findings = derived_measures(wanted, only=only, as_of=as_of)
    if derived is None:
        raise InvalidDerivation(findings)
    return derived


def derived_measures(
    derivation: Derivation, *, only: Collection[str] = (), as_of: date | None = None
) -> tuple[Derived | None, tuple[Finding, ...]]:
    """Return the measures, or None where a file has errors, and every finding; see `derive`."""
    for id in only:
        _ = derivation.entry.measures[id]
    wanted = derivation.only(frozenset(only)) if only else derivation
    territory = Territory.of_sweden()
    places, findings = _places(wanted, territory)
    registers: dict[str, Register] = {}
    for id in wanted.entry.registers:
        register, found = _register(wanted, id, territory, as_of)
        findings += found
        if register is not None:
            registers[id] = register
    if places is not None:
        findings += _unknown_places(wanted, places)
    if places is None or worst(findings) == Severity.ERROR:
        return None, in_order(findings)
    measures = tuple(_measure(id, rule, registers[rule.of], places) for id, rule in wanted.entry.measures.items())
    findings += [finding for measure in measures for finding in _measure_findings(measure, places, wanted)]
    ordered = in_order(findings)
    return Derived(wanted, places, measures, ordered), ordered


def _unknown_places(derivation: Derivation, places: Places) -> Iterator[Finding]:
    """Yield a finding for each place that a rule names and that there is not."""
    for id, measure in derivation.entry.measures.items():
        for key, name in measure.unknown_places(places.ids):
            at = derivation.place("measures", id, key)
            yield Finding(rule("V013"), at, {"name": name}, suggestion=nearest(name, places.ids))


def _places(derivation: Derivation, territory: Territory) -> tuple[Places | None, list[Finding]]:
    entry = derivation.entry.places
    located = any(rule.measures_distances for rule in derivation.entry.measures.values())
    at = derivation.place("places", "file")
    return read_places(entry, derivation.file(entry.file), derivation.wanted_of_places, at, territory, located=located)


def _register(
    derivation: Derivation, id: str, territory: Territory, as_of: date | None
) -> tuple[Register | None, list[Finding]]:
    rules = derivation.measures_of(id).values()
    register, findings = derivation.register(id).read(territory, as_of)
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
    around = rule.seen(register, register.around(places.points.at(rows), places.areas[rows]))
    found = rule.bounds(register, places, around)
    return DerivedMeasure(id, rule, register, around, _for_all(found, rows, places.size))


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


def _measure_findings(measure: DerivedMeasure, places: Places, derivation: Derivation) -> Iterator[Finding]:
    """Yield findings about places: a point that is a unit, no unit to measure to, no row, rows that differ."""
    at = derivation.place("measures", measure.id, "rule")
    for cause, code in (
        (Cause.COINCIDES, "V203"),
        (Cause.NO_UNIT, "V204"),
        (Cause.NO_ROW, "V205"),
        (Cause.CONTRADICTING, "V206"),
        (Cause.NOT_REACHED, "V207"),
    ):
        rows = np.flatnonzero(measure.bounds.causes.get(cause, np.zeros(0)))
        if len(rows):
            names = listing([places.names[row] for row in rows], most=5)
            yield Finding(rule(code), at, {"measure": measure.id, "names": names})
