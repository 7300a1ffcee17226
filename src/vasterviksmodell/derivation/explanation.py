"""Why a derived measure is what it is: the unit, the runners-up, and what keeps the interval open."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

import numpy as np

from vasterviksmodell.derivation.bounds import Cause
from vasterviksmodell.derivation.reading.register import Register
from vasterviksmodell.derivation.rules.rule import Rule
from vasterviksmodell.derivation.run import Derived, DerivedCell, DerivedMeasure
from vasterviksmodell.derivation.surroundings import Surroundings
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
        lines=() if around is None else found.rule.lines(found.register, around),
        journeys=() if around is None else found.rule.journeys(found.register, derived.places, around),
    )


def _around(derived: Derived, measure: DerivedMeasure, row: int) -> Surroundings | None:
    """Return the units as seen from one place; None where distances do not count or are not known."""
    places = derived.places
    if not measure.rule.measures_distances or not places.points.known[row]:
        return None
    around = measure.register.around(places.points.at(slice(row, row + 1)), places.areas[row : row + 1])
    return measure.rule.seen(measure.register, around)


def _nearest(around: Surroundings, register: Register) -> Iterator[UnitDistance]:
    for _, distances in around.chunks() if around.units.size else ():
        for number in np.argsort(distances[0], kind="stable")[:RUNNERS_UP].tolist():
            distance = float(distances[0, number])
            yield _unit(register, int(around.rows[number]), distance, distance)


def _unlocated(around: Surroundings, measure: DerivedMeasure, cell: DerivedCell) -> Iterator[UnitDistance]:
    if Cause.UNLOCATED not in cell.causes:
        return
    limit = cell.high if measure.rule.reach is None else measure.rule.reach
    for group, near, far in around.group_distances(np.array([limit])):
        if near[0] <= limit:
            yield from (_unit(measure.register, row, float(near[0]), float(far[0])) for row in group.rows.tolist())


def _unit(register: Register, row: int, near: float, far: float) -> UnitDistance:
    area = int(register.units.areas[row])
    municipality = register.territory.name(area) if area >= 0 else None
    return UnitDistance(str(register.units.names[row]), municipality, near, far)


@dataclass(frozen=True, slots=True)
class Opening:
    """Units without a certain position in one municipality, and how many cells they keep open."""

    register: str
    municipality: str | None
    units: tuple[str, ...]
    cells: int


def openings(derived: Derived) -> tuple[Opening, ...]:
    """Return which units, if their positions were known, would settle most: those that keep most cells open first."""
    cells: dict[tuple[str, int | None], int] = {}
    units: dict[tuple[str, int | None], tuple[Register, Sequence[int]]] = {}
    located = np.flatnonzero(derived.places.points.known)
    for measure in derived.measures:
        open_cells = measure.bounds.causes.get(Cause.UNLOCATED)
        if open_cells is None:
            continue
        reach = measure.rule.reach
        limit = measure.bounds.high[located] if reach is None else np.full(len(located), reach)
        for group, near, _ in measure.around.group_distances(limit):
            key = (measure.register.id, group.area)
            cells[key] = cells.get(key, 0) + int(((near <= limit) & (open_cells[located] > 0)).sum())
            units[key] = (measure.register, group.rows.tolist())
    found = [_opening(key, *units[key], number) for key, number in cells.items() if number]
    return tuple(sorted(found, key=lambda opening: (-opening.cells, len(opening.units), opening.municipality or "")))


def _opening(key: tuple[str, int | None], register: Register, rows: Sequence[int], cells: int) -> Opening:
    id, area = key
    municipality = None if area is None else register.territory.name(area)
    return Opening(id, municipality, tuple(str(register.units.names[row]) for row in rows), cells)
