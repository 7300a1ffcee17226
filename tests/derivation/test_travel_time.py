"""Travel times: equal to a search forward through every journey that there is, and what is not known stays so."""

from functools import cache
from math import ceil, hypot, inf
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried
from tests.derivation.files import PLACES, codes
from tests.derivation.traffic_files import DERIVE, FEED, derived, more, write

from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.bounds import Cause
from vasterviksmodell.derivation.file import read_derive_file
from vasterviksmodell.derivation.run import derived_measures
from vasterviksmodell.derivation.traffic.clock import clock
from vasterviksmodell.findings import Severity
from vasterviksmodell.sites.positions.coordinates import in_degrees

HEAD = DERIVE.split("measures:")[0] + "measures:\n"
TIMED = HEAD + '  minutes: {rule: travel_time, of: traffic, to: ekby, between: "06:00-09:00"}\n'


def at(found: Derived | None, site: str = "ankarby", measure: str = "minutes") -> tuple[str, set[Cause]]:
    assert found is not None
    cell = found.cell(site, measure)
    return cell.written, set(cell.causes)


def test_the_time_holds_the_walks_and_the_ride_and_not_the_first_wait(tmp_path: Path) -> None:
    """Twenty minutes by bus, and twice 126 m at 4 km/h, which take 1 min 54 s each."""
    found, findings = derived(tmp_path, TIMED)
    assert findings == ()
    assert at(found) == ("24", set())
    assert at(found, "ekby") == ("0", set())


def test_with_the_first_wait_the_median_is_over_the_minutes(tmp_path: Path) -> None:
    """The buses leave at 6:30 and 7:30: until 7:28 one waits 30 minutes at the median."""
    waiting = TIMED.replace('"06:00-09:00"', '"06:29-07:28", first_wait: true')
    found, _ = derived(tmp_path, waiting)
    assert at(found) == (str(24 + 30), set())


def test_from_where_no_trip_leads_there_nothing_is_known(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, TIMED.replace('"06:00-09:00"', '"08:00-09:00"'))
    assert codes(findings) == ["V207"]
    assert at(found) == ("", {Cause.NOT_REACHED})


def test_a_bus_after_midnight_runs_late_in_the_day(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, TIMED.replace('"06:00-09:00"', '"24:00-26:00"'))
    assert at(found) == ("24", set())


def test_one_must_be_able_to_board_and_to_alight(tmp_path: Path) -> None:
    for cells in (("A1,1,3,1", "A1,1,1,1"), ("E1,3,3,3", "E1,3,3,1")):
        calls = FEED["stop_times"].replace(*cells)
        trips = FEED["trips"].replace("o2,1,w", "o2,1,never")
        assert at(derived(tmp_path, TIMED, stop_times=calls, trips=trips)[0]) == ("", {Cause.NOT_REACHED})


HEADINGS = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"


@pytest.mark.parametrize(("departure", "minutes"), [("7:15:00", "34"), ("7:14:00", "")])
def test_a_change_takes_its_time(tmp_path: Path, departure: str, minutes: str) -> None:
    calls = HEADINGS + "o1,7:00:00,7:00:00,A1,1\no1,7:10:00,7:10:00,M,2\n"
    calls += f"o2,{departure},{departure},M,1\no2,7:30:00,7:30:00,E1,2\n"
    trips = "trip_id,route_id,service_id\no1,1,w\no2,2,w\n"
    routes = "route_id,route_short_name,route_type\n1,1,700\n2,2,700\n"
    assert at(derived(tmp_path, TIMED, stop_times=calls, trips=trips, routes=routes)[0])[0] == minutes


def test_a_change_may_be_at_another_stop_near_by(tmp_path: Path) -> None:
    """From M to N are 111 m, which take 101 s beside the five minutes."""
    calls = HEADINGS + "o1,7:00:00,7:00:00,A1,1\no1,7:10:00,7:10:00,M,2\n"
    calls += "o2,7:17:00,7:17:00,N,1\no2,7:30:00,7:30:00,E1,2\n"
    trips = "trip_id,route_id,service_id\no1,1,w\no2,1,w\n"
    stops = more("stops", "N,Nära,57.751,16.45,,")
    assert at(derived(tmp_path, TIMED, stop_times=calls, trips=trips, stops=stops)[0])[0] == "34"
    near = TIMED.replace('09:00"', '09:00", change_within: 100 m')
    assert at(derived(tmp_path, near, stop_times=calls, trips=trips, stops=stops)[0])[0] == ""


def test_times_that_are_left_out_lie_evenly_between(tmp_path: Path) -> None:
    calls = FEED["stop_times"].replace("6:40:00,6:40:00,M", ",,M").replace("7:40:00,7:40:00,M", ",,M")
    asked = TIMED.replace("to: ekby", "to: mellan")
    places = PLACES + "mellan,Mellan,57.7503,16.4503,0883\n"
    stated, _ = derived(tmp_path, asked, places)
    found, findings = derived(tmp_path, asked, places, stop_times=calls)
    assert findings == ()
    assert at(found) == at(stated)
    assert at(found) == ("12", set())


def test_trips_on_demand_make_an_interval(tmp_path: Path) -> None:
    """The bus at 7:30 takes ten minutes and runs on demand: with it the median is fifteen and the walks."""
    calls = FEED["stop_times"].replace("o2,7:50:00,7:50:00", "o2,7:40:00,7:40:00")
    found, _ = derived(tmp_path, TIMED, stop_times=calls, trips=FEED["trips"].replace("o2,1", "o2,2"))
    assert at(found) == ("18..24", {Cause.ON_DEMAND})
    only = FEED["trips"].replace("o2,1", "o2,2").replace("o1,1", "o1,2")
    assert at(derived(tmp_path, TIMED, trips=only)[0]) == (">=23", {Cause.ON_DEMAND})


def test_where_the_timetables_do_not_hold_every_trip_the_median_may_be_any(tmp_path: Path) -> None:
    partly = TIMED.replace("complete: Sweden", "complete: false")
    assert at(derived(tmp_path, partly)[0]) == ("", {Cause.INCOMPLETE})
    waiting = partly.replace('"06:00-09:00"', '"06:29-07:28", first_wait: true')
    assert at(derived(tmp_path, waiting)[0]) == ("0..54", {Cause.INCOMPLETE})


def test_a_stop_without_a_position_may_be_near(tmp_path: Path) -> None:
    calls = more("stop_times", "b2,8:40:00,8:40:00,L,3,0,0", "b2,8:50:00,8:50:00,M,4,0,0")
    found, _ = derived(tmp_path, TIMED, stops=more("stops", "L,Lost,,,,"), stop_times=calls)
    assert at(found) == ("", {Cause.UNLOCATED})


def test_the_place_itself_needs_a_position(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, TIMED, PLACES.replace("57.80,16.50", ","))
    assert at(found) == ("", {Cause.NO_POSITION})


def test_trips_by_pace_run_again_and_again(tmp_path: Path) -> None:
    exact = "trip_id,start_time,end_time,headway_secs,exact_times\no3,8:00:00,8:30:00,900,1\n"
    found, _ = derived(tmp_path, TIMED.replace("06:00", "07:50"), frequencies=exact)
    assert at(found) == ("24", set())
    found, _ = derived(tmp_path, TIMED, frequencies=exact.replace("900,1", "900,0"))
    assert at(found) == ("", {Cause.TIMETABLE})


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ('"06:00-09:00"', '"09:00-06:00"', "64"),
        ('"06:00-09:00"', "06:00", "64"),
        ('09:00"', '09:00", walk: 900', "85"),
        ('09:00"', '09:00", walking_speed: 4', "94"),
        ('09:00"', '09:00", change: 0 min', "87"),
        ('09:00"', '09:00", first_wait: often', "91"),
    ],
)
def test_a_fault_is_told_where_it_stands(tmp_path: Path, old: str, new: str, column: str) -> None:
    found, findings = derived(tmp_path, TIMED.replace(old, new))
    assert found is None
    assert [(one.code, str(one.place)) for one in findings] == [("C003", f"derive.yaml:12:{column}")]


class Call(NamedTuple):
    stop: int
    arrives: int
    departs: int
    boards: bool
    alights: bool


Trips = list[list[Call]]
NORTH, EAST = 6_400_000.0, 580_000.0
GRID = 201.7
"""In metres, so that no walk takes a whole number of seconds, which rounding might change."""
WALK, SPEED, CHANGE, WITHIN = 390.0, 4_000 / 3600, 120, 250.0
FIRST, LAST, LONGEST = 6 * 3600, 7 * 3600, 3600
Point = tuple[float, float]


@st.composite
def timetables(draw: st.DrawFn) -> tuple[list[Point], Trips]:
    """A few stops on a grid, and trips among them with short rides and waits."""
    cells = st.tuples(st.integers(0, 5), st.integers(0, 5))
    stops = draw(st.lists(cells, min_size=2, max_size=7, unique=True))
    trips = []
    for _ in range(draw(st.integers(1, 7))):
        way = draw(st.lists(st.integers(0, len(stops) - 1), min_size=2, max_size=5))
        time, calls = FIRST + 60 * draw(st.integers(-10, 100)), []
        for stop in way:
            arrives = time + 60 * draw(st.integers(0, 9))
            time = arrives + 30 * draw(st.integers(0, 4))
            calls.append(
                Call(stop, arrives, time, draw(st.booleans()) or draw(st.booleans()), draw(st.integers(0, 4)) > 0)
            )
        trips.append(calls)
    return [(NORTH + GRID * north, EAST + GRID * east) for north, east in stops], trips


def seconds(one: Point, other: Point, most: float) -> float:
    metres = hypot(one[0] - other[0], one[1] - other[1])
    return ceil(metres / SPEED) if metres <= most else inf


class Search:
    """A search forward through every journey."""

    def __init__(self, stops: list[Point], trips: Trips, target: Point) -> None:
        self.stops, self.trips, self.target = stops, trips, target
        self.starts = [
            (trip, number, call)
            for trip, calls in enumerate(trips)
            for number, call in enumerate(calls[:-1])
            if call.boards
        ]
        self.arrival = cache(self._arrival)

    def _arrival(self, trip: int, number: int) -> float:
        """The earliest arrival of one who boards a trip at a call."""
        ends = [call for call in self.trips[trip][number + 1 :] if call.alights and call.arrives <= LAST + LONGEST]
        best = min((call.arrives + seconds(self.stops[call.stop], self.target, WALK) for call in ends), default=inf)
        for call in ends:
            for other, then, start in self.starts:
                walk = seconds(self.stops[call.stop], self.stops[start.stop], WITHIN)
                if start.departs >= call.arrives + CHANGE + walk:
                    best = min(best, self.arrival(other, then))
        return best

    def journeys(self, place: Point) -> list[tuple[int, int]]:
        """Every journey worth taking, from each departure near the place: when it leaves and arrives."""
        every = set()
        for trip, number, call in self.starts:
            walk, found = seconds(place, self.stops[call.stop], WALK), self.arrival(trip, number)
            if call.departs >= FIRST and max(walk, found) < inf:
                every.add((call.departs - int(walk), int(found)))
        return [one for one in every if not any(two != one and two[0] >= one[0] and two[1] <= one[1] for two in every)]


def minutes(journeys: list[tuple[int, int]], on_foot: float, *, first_wait: bool) -> float:
    if first_wait:
        times = [
            min(on_foot, min((arrives for leaves, arrives in journeys if leaves >= minute), default=inf) - minute)
            for minute in range(FIRST, LAST, 60)
        ]
    else:
        times = [min(on_foot, arrives - leaves) for leaves, arrives in journeys if FIRST <= leaves < LAST] or [on_foot]
    times.sort()
    median = (times[(len(times) - 1) // 2] + times[len(times) // 2]) / 2
    return np.floor(median / 60 + 0.5)


def written(folder: Path, stops: list[Point], trips: Trips, places: list[Point]) -> Path:
    def positions(points: list[Point]) -> list[str]:
        latitudes, longitudes = in_degrees(*map(np.array, zip(*points, strict=True)))
        return [f"{north:.9f},{east:.9f}" for north, east in zip(latitudes, longitudes, strict=True)]

    tables = {
        "stops": "stop_id,stop_name,stop_lat,stop_lon\n"
        + "".join(f"s{number},S,{position}\n" for number, position in enumerate(positions(stops))),
        "trips": "trip_id,route_id,service_id\n" + "".join(f"t{number},1,w\n" for number in range(len(trips))),
        "stop_times": "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
        + "".join(
            f"t{trip},{clock(call.arrives)}:{call.arrives % 60:02},{clock(call.departs)}:{call.departs % 60:02},"
            f"s{call.stop},{number},{int(not call.boards)},{int(not call.alights)}\n"
            for trip, calls in enumerate(trips)
            for number, call in enumerate(calls)
        ),
    }
    sites = "id,name,lat,lon,code\n" + "".join(
        f"p{number},P,{position},0883\n" for number, position in enumerate(positions(places))
    )
    own = "rule: travel_time, of: traffic, to: p0, walk: 390 m, change: 2 min, change_within: 250 m, longest: 60 min"
    between = 'between: "06:00-07:00"'
    rules = f"  sitting: {{{own}, {between}}}\n  waiting: {{{own}, {between}, first_wait: true}}\n"
    return write(folder, HEAD + rules, sites, {"feed": tables})


OFF_GRID = 37.3
"""In metres, so that no distance is a limit exactly."""


@given(timetables(), st.lists(st.tuples(st.integers(-1, 6), st.integers(-1, 6)), min_size=2, max_size=4))
@tried(80)
def test_one_scan_backwards_finds_what_searches_forward_find(
    timetable: tuple[list[Point], Trips], spots: list[tuple[int, int]]
) -> None:
    stops, trips = timetable
    places = [(NORTH + GRID * north + OFF_GRID, EAST + GRID * east + OFF_GRID) for north, east in spots]
    with TemporaryDirectory() as folder:
        path = written(Path(folder), stops, trips, places)
        derivation, _ = read_derive_file(path, "derive.yaml")
        assert derivation is not None
        found, findings = derived_measures(derivation)
    if found is None:
        assert {finding.code for finding in findings if finding.severity == Severity.ERROR} == {"V126"}
        return
    for number, place in enumerate(places):
        metres = hypot(place[0] - places[0][0], place[1] - places[0][1])
        on_foot = ceil(metres / SPEED) if metres <= WALK else inf
        journeys = Search(stops, trips, places[0]).journeys(place)
        for measure in ("sitting", "waiting"):
            cell, true = found.cell(f"p{number}", measure), minutes(journeys, on_foot, first_wait=measure == "waiting")
            assert cell.written == ("" if true == inf else str(int(true)))
