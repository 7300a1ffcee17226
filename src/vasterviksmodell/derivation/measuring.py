"""Makes one measure of all places from its register, and says what cannot be measured."""

from collections.abc import Iterator

import numpy as np

from vasterviksmodell.derivation.bounds import Bounds, Cause
from vasterviksmodell.derivation.derived import DerivedMeasure
from vasterviksmodell.derivation.file import Derivation
from vasterviksmodell.derivation.inhabitants import Inhabitants, mean_step, rounded
from vasterviksmodell.derivation.reading.places import Places
from vasterviksmodell.derivation.reading.register import Register
from vasterviksmodell.derivation.rules.rule import Rule
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import listing


def measured(id: str, rule: Rule, register: Register, places: Places) -> DerivedMeasure:
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


def measure_findings(measure: DerivedMeasure, places: Places, derivation: Derivation) -> Iterator[Finding]:
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
