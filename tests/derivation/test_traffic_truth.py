"""Departures and travel times are right, or intervals that hold the truth, whatever a feed does not say."""

from dataclasses import dataclass
from math import hypot, inf
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried
from tests.derivation.traffic_files import DERIVE, write

from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.file import read_derive_file
from vasterviksmodell.derivation.run import derived_measures
from vasterviksmodell.sites.positions.coordinates import in_degrees

NORTH, EAST, APART, RADIUS = 6_400_000.0, 580_000.0, 700.0, 1_000.0
"""Stops on a line from south to north."""
DATES = ("20261125", "20261202", "20261209")
ROUTES = ("1", "2", "3")


@dataclass(frozen=True)
class Trip:
    route: str
    direction: int
    stops: tuple[int, ...]
    days: tuple[bool, ...]
    boards: tuple[bool, ...]
    start: int
    on_demand: bool


@dataclass(frozen=True)
class Known:
    """What a feed says of all that there is."""

    lost: frozenset[int] = frozenset()
    """Stops without a position."""
    undirected: bool = False
    missing: frozenset[int] = frozenset()
    """Trips that it lacks: then it does not claim to be complete."""


@st.composite
def trips(draw: st.DrawFn, stops: int) -> Trip:
    way = sorted(draw(st.sets(st.integers(0, stops - 1), min_size=2)))
    direction = draw(st.integers(0, 1))
    return Trip(
        route=draw(st.sampled_from(ROUTES)),
        direction=direction,
        stops=tuple(reversed(way) if direction else way),
        days=draw(st.tuples(*[st.booleans()] * len(DATES))),
        boards=tuple(draw(st.lists(st.booleans(), min_size=len(way), max_size=len(way)))),
        start=draw(st.integers(330, 560)),
        on_demand=draw(st.booleans()),
    )


@st.composite
def worlds(draw: st.DrawFn) -> tuple[int, list[Trip], Known, bool]:
    """Stops, trips, what is known of them, and whether trips on demand count in truth."""
    stops = draw(st.integers(2, 5))
    every = [draw(trips(stops)) for _ in range(draw(st.integers(1, 8)))]
    every.append(Trip("1", 0, tuple(range(stops)), (True,) * 3, (True,) * stops, 400, on_demand=False))
    lost = draw(st.frozensets(st.integers(0, stops - 1), max_size=stops - 1))
    missing = draw(st.frozensets(st.integers(0, len(every) - 2)))
    known = Known(lost, draw(st.booleans()), missing)
    return stops, every, known, draw(st.booleans())


def positions(stops: int) -> list[tuple[float, float]]:
    return [(NORTH + APART * stop, EAST) for stop in range(stops)]


def truth(stops: int, every: list[Trip], place: tuple[float, float], *, on_demand: bool) -> float:
    """The lower median over the days of the departures near a place, in the busier direction of each line."""
    near = {
        number
        for number, (north, east) in enumerate(positions(stops))
        if hypot(north - place[0], east - place[1]) <= RADIUS
    }
    days = []
    for day in range(len(DATES)):
        number = {(route, direction): 0 for route in ROUTES for direction in (0, 1)}
        for trip in every:
            departs = any(stop in near and may for stop, may in zip(trip.stops[:-1], trip.boards[:-1], strict=True))
            if trip.days[day] and departs and (on_demand or not trip.on_demand):
                number[trip.route, trip.direction] += 1
        days.append(sum(max(number[route, 0], number[route, 1]) for route in ROUTES))
    return sorted(days)[1]


def derived(  # noqa: PLR0913, PLR0917
    folder: Path, stops: int, every: list[Trip], known: Known, places: list[tuple[float, float]], mode: str
) -> Derived:
    """Derive from the feed as far as it is known."""
    degrees = [
        ", ".join(map(str, pair)).replace(" ", "")
        for pair in zip(*in_degrees(*map(np.array, zip(*positions(stops), strict=True))), strict=True)
    ]
    sites = zip(*in_degrees(*map(np.array, zip(*places, strict=True))), strict=True)
    shown = [trip for number, trip in enumerate(every) if number not in known.missing]
    tables = {
        "stops": "stop_id,stop_name,stop_lat,stop_lon\n"
        + "".join(f"s{number},S,{',' if number in known.lost else at}\n" for number, at in enumerate(degrees)),
        "routes": "route_id,route_short_name,route_type\n"
        + "".join(f"{route},{route},700\nd{route},{route},1501\n" for route in ROUTES),
        "trips": "trip_id,route_id,service_id,direction_id\n"
        + "".join(
            f"t{number},{'d' if trip.on_demand else ''}{trip.route},c{number},"
            f"{'' if known.undirected else trip.direction}\n"
            for number, trip in enumerate(shown)
        ),
        "stop_times": "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type\n"
        + "".join(
            f"t{number},{time},{time},s{stop},{call},{int(not may)}\n"
            for number, trip in enumerate(shown)
            for call, (stop, may) in enumerate(zip(trip.stops, trip.boards, strict=True))
            for time in [f"{(trip.start + 7 * call) // 60}:{(trip.start + 7 * call) % 60:02}:00"]
        ),
        "calendar_dates": "service_id,date,exception_type\n"
        + "".join(
            f"c{number},{day},1\n"
            for number, trip in enumerate(shown)
            for day, runs in zip(DATES, trip.days, strict=True)
            if runs
        ),
        "calendar": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
        "x,0,0,0,0,0,0,0,20261101,20261231\n",
    }
    asked = DERIVE.replace(
        "complete: Sweden", f"complete: {'false' if known.missing else 'Sweden'}\n    on_demand: {mode}"
    )
    for wait in ("true", "false"):
        asked += (
            f'  time_{wait}: {{rule: travel_time, of: traffic, to: p0, between: "06:00-09:00", first_wait: {wait}}}\n'
        )
    text = "id,name,lat,lon,code\n" + "".join(f"p{k},P,{lat},{lon},0883\n" for k, (lat, lon) in enumerate(sites))
    derivation, _ = read_derive_file(write(folder, asked, text, {"feed": tables}), "derive.yaml")
    assert derivation is not None
    found, findings = derived_measures(derivation)
    assert found is not None, [finding.message() for finding in findings]
    return found


@given(worlds(), st.lists(st.tuples(st.integers(-200, 3_000), st.integers(-900, 900)), min_size=2, max_size=3))
@tried(30)
def test_every_cell_holds_the_truth_and_exact_ones_are_right(
    world: tuple[int, list[Trip], Known, bool], spots: list[tuple[int, int]]
) -> None:
    stops, every, known, on_demand = world
    places = [(NORTH + north, EAST + east) for north, east in spots]
    with TemporaryDirectory() as folder:
        found = derived(Path(folder), stops, every, known, places, "apart")
        whole = derived(Path(folder), stops, every, Known(), places, "count" if on_demand else "leave_out")
    for number, place in enumerate(places):
        name = f"p{number}"
        cell = found.cell(name, "departures")
        assert cell.low <= truth(stops, every, place, on_demand=on_demand) <= cell.high
        for measure in ("time_true", "time_false"):
            cell, true = found.cell(name, measure), whole.cell(name, measure)
            reached = true.low if true.exact else inf
            assert cell.low <= reached <= cell.high
            assert cell.exact or cell.causes
