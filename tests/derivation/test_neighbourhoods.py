"""The units that can matter for places are found as by looking at every distance."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried

from vasterviksmodell.derivation.neighbourhoods import distances, nearest_units, units_within
from vasterviksmodell.derivation.surroundings import Points

AXIS = st.one_of(st.integers(0, 5), st.integers(0, 100_000)).map(float)
MOST = 60


@st.composite
def points(draw: st.DrawFn, least: int, most: int = MOST) -> Points:
    found = draw(st.lists(st.tuples(AXIS, AXIS), min_size=least, max_size=most))
    return Points(*np.array(found).reshape(-1, 2).T)


@given(points(0, 200), points(0), st.integers(1, 4))
@tried(100)
def test_the_nearest_are_among_those_that_are_looked_at(places: Points, units: Points, number: int) -> None:
    seen = np.zeros(places.size, dtype=int)
    for rows, kept, away in nearest_units(places, units, number):
        seen[rows] += 1
        every = np.sort(distances(places.at(rows), units), axis=1)[:, :number]
        assert (np.sort(away, axis=1)[:, :number] == every).all()
        assert (away == distances(places.at(rows), units)[:, kept]).all()
    assert (seen == (1 if units.size else 0)).all()


@given(points(0, 200), points(0), st.integers(0, 40_000))
@tried(100)
def test_all_that_is_near_enough_is_looked_at(places: Points, units: Points, reach: int) -> None:
    near = np.zeros((places.size, units.size), dtype=bool)
    for rows, kept, away in units_within(places, units, np.full(places.size, float(reach))):
        near[np.ix_(rows, kept)] |= away <= reach
    assert (near == (distances(places, units) <= reach)).all()
