"""Every cell is right or an interval that holds the truth, whatever a register does not say."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
import shapely
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried
from tests.derivation.worlds import Unit, World

from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.territory import Territory

CODES = ("0883", "0884", "0513", "0561", "0580")
"""Municipalities beside each other."""
MEASURES = {
    "nearest": "{rule: nearest, of: units}",
    "third": "{rule: nearest, of: units, nth: 3}",
    "near": "{rule: count, of: units, within: 9 km}",
    "pupils": "{rule: sum, of: units, column: pupils, within: 20 km}",
    "any": "{rule: exists, of: units, within: 4 km}",
}
TERRITORY = Territory.of_sweden()
AREAS = dict(zip(CODES, TERRITORY.numbers(pl.Series(CODES)), strict=True))
CORNERS = {code: shapely.get_coordinates(TERRITORY.shapes[area]) for code, area in AREAS.items()}
SHARE = st.floats(0, 1, allow_nan=False)


@st.composite
def points(draw: st.DrawFn, name: str) -> Unit:
    """A unit in a municipality or up to 900 m outside it, as the map draws it."""
    code = draw(st.sampled_from(CODES))
    area, corners = TERRITORY.shapes[AREAS[code]], CORNERS[code]
    one, other = (corners[draw(st.integers(0, len(corners) - 1))] for _ in "ab")
    inner = one + (other - one) * draw(SHARE)
    if shapely.distance(area, shapely.points(inner)) > 900:
        inner = one
    north, east = inner.round(1).tolist()
    return Unit(name, north, east, code, draw(st.integers(0, 90)))


@st.composite
def worlds(draw: st.DrawFn, folder: Path) -> World:
    units = [draw(points(f"unit{number}")) for number in range(draw(st.integers(1, 12)))]
    places = [draw(points(f"place{number}")) for number in range(3)]
    places += [Unit("beside", units[0].north + 40, units[0].east, units[0].code)]
    places += [Unit("at", units[0].north, units[0].east, units[0].code)]
    hidden = draw(st.frozensets(st.integers(0, len(units) - 1)))
    covered = draw(st.frozensets(st.sampled_from(CODES), min_size=1))
    every = range(len(units))
    match draw(st.sampled_from(["all", "some", "none"])):
        case "all":
            return World(folder, places, units, MEASURES, hidden=hidden)
        case "some":
            missing = frozenset(number for number in every if units[number].code not in covered)
            settings = f"    complete: [{', '.join(repr(code) for code in sorted(covered))}]"
        case _:
            missing = draw(st.frozensets(st.integers(0, len(units) - 1)))
            settings = "    complete: false"
    if len(missing) == len(units) or hidden | missing >= set(every):
        return World(folder, places, units, MEASURES, hidden=hidden)
    return World(folder, places, units, MEASURES, settings, hidden, missing)


def truth(world: World, place: Unit, measure: str) -> float:
    distances, pupils = world.distances(place), np.array([unit.pupils for unit in world.units])
    match measure:
        case "nearest":
            return float(distances.min())
        case "third":
            return float(np.sort(distances)[2]) if len(distances) > 2 else np.inf
        case "near":
            return float((distances <= 9_000).sum())
        case "pupils":
            return float(pupils[distances <= 20_000].sum())
        case _:
            return float((distances <= 4_000).any())


@given(st.data())
@tried(150)
def test_every_cell_holds_the_truth_and_exact_ones_are_right(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        world = data.draw(worlds(Path(folder)))
        derived = world.derived()
        for place in world.places:
            for measure in MEASURES:
                check(derived, world, place, measure)


def check(derived: Derived, world: World, place: Unit, measure: str) -> None:
    cell, true = derived.cell(place.name, measure), truth(world, place, measure)
    if cell.exact and measure in ("nearest", "third"):
        assert abs(cell.low - true) <= 5
    else:
        assert cell.low <= true <= cell.high
    assert cell.exact or cell.causes


SOUTH = shapely.get_coordinates(TERRITORY.shapes[TERRITORY.numbers(pl.Series(["0882"]))[0]])
NORTHMOST = SOUTH[SOUTH[:, 0].argmax()]


def test_a_unit_just_outside_its_municipality_may_be_the_nearest(tmp_path: Path) -> None:
    """The place lies 2 km beyond the corner, and the unit that is not located 900 m: the map leaves that open."""
    north, east = NORTHMOST.tolist()
    units = [Unit("hidden", north + 900, east, "0882"), Unit("known", north + 3_500, east, "0883")]
    world = World(tmp_path, [Unit("place", north + 2_000, east, "")], units, MEASURES, hidden=frozenset({0}))
    assert world.derived().cell("place", "nearest").low == 1_000
    for measure in MEASURES:
        check(world.derived(), world, world.places[0], measure)


def test_a_unit_just_outside_its_municipality_may_be_farther_than_all_of_it(tmp_path: Path) -> None:
    place = NORTHMOST + np.array([60_000, 0])
    away = SOUTH - place
    farthest = away[np.hypot(*away.T).argmax()]
    north, east = (place + farthest * (1 + 900 / np.hypot(*farthest))).tolist()
    world = World(tmp_path, [Unit("place", *place.tolist(), "")], [Unit("hidden", north, east, "0882")], MEASURES)
    hidden = World(tmp_path, world.places, world.units, MEASURES, hidden=frozenset({0}))
    for measure in MEASURES:
        check(hidden.derived(), world, world.places[0], measure)
