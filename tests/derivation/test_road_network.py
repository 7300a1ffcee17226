"""Distances along roads are those that a search by hand finds."""

import heapq
from itertools import pairwise
from math import hypot, inf

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.conftest import tried

from vasterviksmodell.derivation.roads.network import RoadNetwork
from vasterviksmodell.derivation.surroundings import Points

Position = tuple[float, float]
Road = tuple[list[Position], bool, bool]
"""Its corners, and whether one may drive along and against it."""
CROSSING = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda at: (at[0] * 1000.0, at[1] * 1000.0))
POINT = st.tuples(st.integers(-200, 3_200), st.integers(-200, 3_200)).map(lambda at: (at[0] + 0.37, at[1] + 0.71))
ROADS = st.lists(
    st.tuples(
        st.lists(CROSSING, min_size=2, max_size=4), st.sampled_from([(True, True), (True, False), (False, True)])
    ).map(lambda road: (road[0], *road[1])),
    min_size=1,
    max_size=8,
)
ACCESS = 400.0


def network(roads: list[Road]) -> RoadNetwork:
    lines = np.array([shapely.LineString(corners) for corners, *_ in roads])
    ways = ([along for _, along, _ in roads], [against for *_, against in roads])
    return RoadNetwork.of(lines, *(np.array(way) for way in ways), complete=True)


def points(positions: list[Position]) -> Points:
    return Points(*np.array(positions).reshape(-1, 2).T)


def segments(roads: list[Road]) -> list[tuple[Position, Position, bool, bool]]:
    return [
        (first, second, along, against)
        for corners, along, against in roads
        for first, second in pairwise(corners)
        if first != second
    ]


def foot(point: Position, first: Position, second: Position) -> tuple[float, float]:
    """How far along a segment the nearest point lies, as a share, and how far away it is."""
    north, east = second[0] - first[0], second[1] - first[1]
    share = ((point[0] - first[0]) * north + (point[1] - first[1]) * east) / (north**2 + east**2)
    share = min(1.0, max(0.0, share))
    return share, hypot(first[0] + share * north - point[0], first[1] + share * east - point[1])


def by_hand(roads: list[Road], place: Position, units: list[Position]) -> float:
    """A search of its own: every point is joined to every segment that is nearest to it."""
    ways: dict[object, list[tuple[object, float]]] = {}

    def way(start: object, end: object, metres: float) -> None:
        ways.setdefault(start, []).append((end, metres))

    every = segments(roads)
    feet = []
    for name, point in [("place", place), *((f"unit{n}", unit) for n, unit in enumerate(units))]:
        ranked = sorted((foot(point, first, second)[1], n) for n, (first, second, *_) in enumerate(every))
        least = ranked[0][0]
        if least <= ACCESS:
            feet += [(name, n, *foot(point, *every[n][:2])) for away, n in ranked if away - least < 1e-6]
    for first, second, along, against in every:
        length = hypot(second[0] - first[0], second[1] - first[1])
        ways_here = [(0.0, first), (1.0, second)]
        ways_here += [(s, (n, k)) for n, k, s, _ in feet if every[k] == (first, second, along, against) and 0 < s < 1]
        ways_here.sort(key=lambda one: one[0])
        for (a, start), (b, end) in pairwise(ways_here):
            if along:
                way(start, end, (b - a) * length)
            if against:
                way(end, start, (b - a) * length)
    for name, number, share, away in feet:
        node: object = (name, number) if 0 < share < 1 else every[number][int(share)]
        way(name, node, away)
        way(node, name, away)
    found = reached(ways)
    return min((found.get(f"unit{n}", inf) for n in range(len(units))), default=inf)


def reached(ways: dict[object, list[tuple[object, float]]]) -> dict[object, float]:
    """How far it is from the place to everything."""
    found: dict[object, float] = {}
    queue: list[tuple[float, int, object]] = [(0.0, 0, "place")]
    counter = 0
    while queue:
        metres, _, node = heapq.heappop(queue)
        if node in found:
            continue
        found[node] = metres
        for end, more in ways.get(node, []):
            counter += 1
            heapq.heappush(queue, (metres + more, counter, end))
    return found


@given(ROADS, st.lists(POINT, min_size=1, max_size=3), st.lists(POINT, min_size=1, max_size=4))
@tried(300)
def test_the_way_is_as_long_as_a_search_by_hand_finds(
    roads: list[Road], places: list[Position], units: list[Position]
) -> None:
    every = segments(roads)
    assume(every)
    for point in (*places, *units):  # a point that is as near to two roads may be joined to either
        away = sorted(round(foot(point, *one[:2])[1], 6) for one in every)
        assume(len(away) == 1 or away[1] - away[0] > 1e-3)
    found, off, _ = network(roads).to_nearest(points(places), points(units), ACCESS)
    for number, place in enumerate(places):
        expected = by_hand(roads, place, units)
        assert found[number] == pytest.approx(expected, abs=0.5)
        assert bool(off[number]) == (min(foot(place, *one[:2])[1] for one in every) > ACCESS)


def test_of_two_ways_between_the_same_crossings_the_shorter_counts() -> None:
    roads: list[Road] = [([(0, 0), (0, 1000)], True, True), ([(0, 0), (500, 500), (0, 1000)], True, True)]
    found, *_ = network([roads[1], roads[0]]).to_nearest(points([(1, -1)]), points([(1, 1001)]), ACCESS)
    assert found[0] == pytest.approx(1_002.8, abs=0.1)
    twice = network([roads[0], roads[0]]).to_nearest(points([(1, -1)]), points([(1, 1001)]), ACCESS)
    assert twice[0][0] == pytest.approx(1_002.8, abs=0.1)


def test_a_one_way_street_leads_one_way() -> None:
    street: list[Road] = [([(0, 0), (0, 1000)], True, False)]
    here, there = points([(0, 100)]), points([(0, 900)])
    assert network(street).to_nearest(here, there, ACCESS)[0][0] == pytest.approx(800)
    assert network(street).to_nearest(there, here, ACCESS)[0][0] == inf
    round_about: list[Road] = [*street, ([(0, 1000), (1000, 1000), (1000, 0), (0, 0)], True, False)]
    assert network(round_about).to_nearest(there, here, ACCESS)[0][0] == pytest.approx(3_200)


def test_a_bridge_is_no_crossing() -> None:
    roads: list[Road] = [([(0, 0), (0, 1000)], True, True), ([(-500, 500), (500, 500)], True, True)]
    assert network(roads).to_nearest(points([(0, 10)]), points([(400, 500)]), 50)[0][0] == inf


def test_what_lies_far_beside_all_roads_is_off_them() -> None:
    road: list[Road] = [([(0, 0), (0, 1000)], True, True)]
    found, places_off, units_off = network(road).to_nearest(
        points([(0, 0), (500, 0)]), points([(0, 500), (900, 500)]), ACCESS
    )
    assert found == pytest.approx([500, inf], abs=0.01)
    assert (places_off.tolist(), units_off.tolist()) == ([False, True], [False, True])
