"""Departures and travel times of places that are areas, or cells: what is found at each of their points tells."""

from pathlib import Path
from statistics import fmean

import pytest
from tests.derivation import traffic_files
from tests.derivation.test_areas import collection, square

from vasterviksmodell.derivation import Derived
from vasterviksmodell.derivation.bounds import Cause

MEASURES = """\
  departures: {rule: departures, of: traffic, within: 1 km}
  minutes: {rule: travel_time, of: traffic, to: ekby, between: "06:00-09:00"}
  stops: {rule: count, of: traffic, within: 1 km}
"""
HEAD = traffic_files.DERIVE.split("measures:")[0] + f"measures:\n{MEASURES}"
PLACES = "id,name,lat,lon,code\nekby,Ekby,57.80,16.50,0883\n"
MIDDLE, HALF = (57.705, 16.405), 0.006
STEPS = (-1, -0.5, 0, 0.5, 1)
POINTS = [(MIDDLE[0] + HALF * north, MIDDLE[1] + HALF * east) for north in STEPS for east in STEPS]


def derived(folder: Path, derive: str, places: list[tuple[str, float, float]]) -> Derived:
    rows = "".join(f"{id},{id},{lat:.6f},{lon:.6f},0883\n" for id, lat, lon in places)
    found, findings = traffic_files.derived(folder, derive, PLACES + rows)
    assert found is not None, findings
    return found


@pytest.fixture
def at_points(tmp_path: Path) -> Derived:
    """What is measured at each point alone."""
    (tmp_path / "points").mkdir()
    places = [(f"p{number}", *point) for number, point in enumerate(POINTS)]
    return derived(tmp_path / "points", HEAD, places)


def test_departures_over_an_area_are_between_the_least_and_the_greatest_at_its_points(
    tmp_path: Path, at_points: Derived
) -> None:
    (tmp_path / "towns.geojson").write_text(collection(square("ankarby", *MIDDLE, HALF)))
    whole = HEAD.replace("code}", "code, point: area}", 1).replace(
        "registers:", "localities: {file: towns.geojson, by: town}\nregisters:"
    )
    found = derived(tmp_path, whole, [("ankarby", *MIDDLE)])
    for measure in ("departures", "stops"):
        there = [at_points.cell(f"p{number}", measure) for number in range(len(POINTS))]
        assert len({cell.written for cell in there}) > 1
        cell = found.cell("ankarby", measure)
        assert cell.low <= min(point.low for point in there)
        assert cell.high >= max(point.high for point in there)
        assert Cause.SPREAD in cell.causes


def test_a_travel_time_from_anywhere_in_an_area_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "towns.geojson").write_text(collection(square("ankarby", *MIDDLE, HALF)))
    for wait in ("", ", first_wait: true"):
        whole = (
            HEAD.replace("code}", "code, point: area}", 1)
            .replace('09:00"}', f'09:00"{wait}}}')
            .replace("registers:", "localities: {file: towns.geojson, by: town}\nregisters:")
        )
        cell = derived(tmp_path, whole, [("ankarby", *MIDDLE)]).cell("ankarby", "minutes")
        assert (cell.written, set(cell.causes)) == ("", {Cause.SPREAD})


def test_over_homes_they_are_means_and_the_journey_leads_to_the_place_itself(
    tmp_path: Path, at_points: Derived
) -> None:
    reachable = [number for number in range(len(POINTS)) if at_points.cell(f"p{number}", "minutes").exact]
    assert len(reachable) > 3
    homes = "".join(f"{POINTS[number][0]:.6f},{POINTS[number][1]:.6f},ankarby,1\n" for number in reachable)
    homes += "57.9,16.6,ekby,5\n"  # far from the place to which the journeys lead
    (tmp_path / "cells.csv").write_text("lat,lon,ort,people\n" + homes)
    over_homes = HEAD.replace("code}", "code, point: cells}", 1).replace(
        "registers:",
        "cells: {file: cells.csv, date: 2025, source: Homes, locality: ort, inhabitants: people, side: 0 m, "
        "coordinates: {latitude: lat, longitude: lon}}\nregisters:",
    )
    found = derived(tmp_path, over_homes, [("ankarby", *MIDDLE)])
    for measure in ("departures", "minutes"):
        mean = fmean(at_points.cell(f"p{number}", measure).low for number in reachable)
        assert found.cell("ankarby", measure).low == pytest.approx(mean, abs=0.006)
        assert found.cell("ankarby", measure).exact
