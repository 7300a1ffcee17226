"""Why a derived measure is what it is: the unit, the runners-up, and what keeps the interval open."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

import numpy as np

from vasterviksmodell.derivation.bounds import Cause
from vasterviksmodell.derivation.derived import Derived, DerivedMeasure
from vasterviksmodell.derivation.derived_cell import DerivedCell
from vasterviksmodell.derivation.neighbourhoods import distances
from vasterviksmodell.derivation.reading.register import Register
from vasterviksmodell.derivation.rules.rule import Rule
from vasterviksmodell.derivation.section_entries import CellsEntry
from vasterviksmodell.derivation.surroundings import Surroundings, UnlocatedGroup
from vasterviksmodell.derivation.traffic.told import JourneyPart, LinePart

RUNNERS_UP = 5
"""How many located units are told, the nearest first."""


@dataclass(frozen=True, slots=True)
class UnitDistance:
    """A unit, and how far it lies from the place, in metres: the same ends where its position is certain."""

    name: str
    municipality: str | None
    near: float
    far: float


@dataclass(frozen=True, slots=True)
class DerivedExplanation:
    site: str
    name: str
    measure: str
    rule: Rule
    register: Register
    cell: DerivedCell
    nearest: tuple[UnitDistance, ...]
    """The nearest located units."""
    unlocated: tuple[UnitDistance, ...]
    """The units without a certain position that keep the interval open."""
    edge: float
    """The distance from which on there may be units that the register lacks; infinite where it has all."""
    weights: CellsEntry | None = None
    """The cells over whose inhabitants the measure is a mean, where it is one."""
    lines: tuple[LinePart, ...] = ()
    """The lines that depart near the place."""
    journeys: tuple[JourneyPart, ...] = ()
    """The journeys to the place that the measure leads to."""


def explain_cell(derived: Derived, site: str, measure: str) -> DerivedExplanation:
    """Return why a measure of a place is what it is, by their ids; raise `KeyError` where there is none."""
    found = next((one for one in derived.measures if one.id == measure), None)
    if found is None:
        raise KeyError(measure)
    row = derived.row(site)
    cell = found.cell(row)
    around = _around(derived, found, row)
    return DerivedExplanation(
        site=site,
        name=derived.places.names[row],
        measure=measure,
        rule=found.rule,
        register=found.register,
        cell=cell,
        nearest=() if around is None else tuple(_nearest(around, found.register)),
        unlocated=() if around is None else tuple(_unlocated(around, found, cell)),
        edge=inf if around is None else float(around.edge[0]),
        weights=found.weights,
        lines=() if around is None else found.rule.lines(found.register, around),
        journeys=() if around is None else found.rule.journeys(found.register, derived.places, around),
    )


def _around(derived: Derived, measure: DerivedMeasure, row: int) -> Surroundings | None:
    """Return the units as seen from one place; None where distances do not count or are not known."""
    places = derived.places
    if not measure.rule.measures_distances or not places.points.known[row]:
        return None
    one = slice(row, row + 1)
    spread = None if places.spread is None else places.spread[one]
    around = measure.register.around(places.points.at(one), places.areas[one], spread)
    return measure.rule.seen(measure.register, around)


def _nearest(around: Surroundings, register: Register) -> Iterator[UnitDistance]:
    away = distances(around.places, around.units)[0]
    for number in np.argsort(away, kind="stable")[:RUNNERS_UP].tolist():
        yield _unit(register, int(around.rows[number]), float(away[number]), float(away[number]))


def _unlocated(around: Surroundings, measure: DerivedMeasure, cell: DerivedCell) -> Iterator[UnitDistance]:
    if Cause.UNLOCATED not in cell.causes:
        return
    limit = cell.high if measure.rule.reach is None else measure.rule.reach
    for group, _, near, far in around.group_distances(np.array([limit])):
        if len(near) and near[0] <= limit:
            yield from (_unit(measure.register, row, float(near[0]), float(far[0])) for row in group.rows.tolist())


def _unit(register: Register, row: int, near: float, far: float) -> UnitDistance:
    area = int(register.units.areas[row])
    municipality = register.territory.name(area) if area >= 0 else None
    return UnitDistance(str(register.units.names[row]), municipality, near, far)


@dataclass(frozen=True, slots=True)
class Opening:
    """Units without a certain position in one municipality or locality, and how many cells they keep open."""

    register: str
    area: str | None
    """The name of the municipality or the locality."""
    units: tuple[str, ...]
    cells: int


def openings(derived: Derived) -> tuple[Opening, ...]:
    """Return which units, if their positions were known, would settle most: those that keep most cells open first."""
    cells: dict[tuple[str, bool, int | None], int] = {}
    groups: dict[tuple[str, bool, int | None], tuple[Register, UnlocatedGroup]] = {}
    located = np.flatnonzero(derived.places.points.known)
    for measure in derived.measures:
        open_cells = measure.bounds.causes.get(Cause.UNLOCATED)
        if open_cells is None:
            continue
        reach = measure.rule.reach
        limit = measure.bounds.high[located] if reach is None else np.full(len(located), reach)
        for group, rows, near, _ in measure.around.group_distances(limit):
            key = (measure.register.id, group.localities is None, group.area)
            cells[key] = cells.get(key, 0) + int(((near <= limit[rows]) & (open_cells[located][rows] > 0)).sum())
            groups[key] = (measure.register, group)
    found = [_opening(*groups[key], number) for key, number in cells.items() if number]
    return tuple(sorted(found, key=lambda opening: (-opening.cells, len(opening.units), opening.area or "")))


def _opening(register: Register, group: UnlocatedGroup, cells: int) -> Opening:
    among = group.localities or register.territory
    area = None if group.area is None else among.name(group.area)
    return Opening(register.id, area, tuple(str(register.units.names[row]) for row in group.rows.tolist()), cells)
