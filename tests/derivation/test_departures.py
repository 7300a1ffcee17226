"""Departures from timetables: each trap of real feeds, and what is counted all the same."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from tests.derivation.files import PLACES, cells, codes
from tests.derivation.traffic_files import DERIVE, FEED, derived, more, write

from vasterviksmodell.derivation import Derived, derive
from vasterviksmodell.derivation.bounds import Cause

BOTH = {"ankarby": {"departures": "3"}, "ekby": {"departures": "2"}}
"""Three trips out and two back: each place has them in one direction only, as the last calls are no departures."""
HEAD = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"


def at(found: Derived | None, site: str = "ankarby", measure: str = "departures") -> tuple[str, set[Cause]]:
    assert found is not None
    cell = found.cell(site, measure)
    return cell.written, set(cell.causes)


def changed(table: str, *replacements: tuple[str, str]) -> str:
    text = FEED[table]
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return text


def test_what_runs_stands_in_calendar_dates_only_and_last_calls_are_no_departures(tmp_path: Path) -> None:
    found, findings = derived(tmp_path)
    assert findings == ()
    assert cells(found) == BOTH
    assert found is not None
    assert found.cell("ankarby", "departures").date == "2026-12-02"


def test_a_zip_with_a_folder_and_the_files_of_macos_is_the_same_feed(tmp_path: Path) -> None:
    path = write(tmp_path, DERIVE.replace("file: feed", "file: [feed.zip]"))
    with ZipFile(tmp_path / "feed.zip", "w", ZIP_DEFLATED) as archive:
        for table, text in FEED.items():
            archive.writestr(f"export/{table}.txt", "\ufeff" + text.replace("\n", "\r\n"))
            archive.writestr(f"__MACOSX/._{table}.txt", b"\0\0\1")
    assert cells(derive(path)) == BOTH


def test_headings_and_cells_may_have_blanks_and_quotes(tmp_path: Path) -> None:
    spaced = {table: text.replace(",", ", ", 1) for table, text in FEED.items() if table != "stops"}
    found, _ = derived(tmp_path, **spaced | {"trips": FEED["trips"].replace("o1,1", '"o1", 1')})
    assert cells(found) == BOTH


def test_a_middle_stop_has_departures_both_ways_and_the_busier_one_counts(tmp_path: Path) -> None:
    back = changed("stop_times", ("b1,7:20:00,7:20:00,A2,2", "b1,7:10:00,7:10:00,M,2,0,0\nb1,7:20:00,7:20:00,A2,3"))
    found, _ = derived(tmp_path, places=PLACES + "mellan,Mellan,57.7503,16.4503,0883\n", stop_times=back)
    assert at(found, "mellan") == ("3", set())


def test_where_one_cannot_board_is_no_departure_and_by_a_sign_one_can(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, stop_times=changed("stop_times", ("A1,1,0,0", "A1,1,1,0")))
    assert at(found) == ("1", set())
    assert at(derived(tmp_path, stop_times=changed("stop_times", ("A1,1,0,0", "A1,1,2,0")))[0]) == ("3", set())


def test_a_trip_that_calls_at_two_platforms_of_an_area_or_at_two_stops_near_a_place_counts_once(tmp_path: Path) -> None:
    twice = changed("stop_times", ("o2,7:40:00,7:40:00,M,2", "o2,7:31:00,7:31:00,A2,2,0,0\no2,7:40:00,7:40:00,B,3"))
    twice = twice.replace("E1,3", "E1,4")
    beside = more("stops", "B,Bortom,57.7055,16.40,,")
    found, _ = derived(tmp_path, stop_times=twice, stops=beside)
    assert at(found) == ("3", set())


def test_a_trip_that_ends_at_two_platforms_of_an_area_does_not_depart_there(tmp_path: Path) -> None:
    ends = changed("stop_times", ("E1,3,0,0\nb1", "E1,3,0,0\no3,25:55:00,25:55:00,E2,4,0,0\nb1"))
    found, _ = derived(tmp_path, stop_times=ends)
    assert cells(found) == BOTH


def test_the_median_of_the_weeks_counts_and_the_spread_is_told(tmp_path: Path) -> None:
    trips = changed("trips", ("o2,1,w", "o2,1,v"), ("o3,1,w", "o3,1,u"))
    dates = more("calendar_dates", "v,20261202,1", "v,20261209,1", "u,20261209,1")
    found, _ = derived(tmp_path, trips=trips, calendar_dates=dates)
    assert at(found) == ("2", set())
    assert found is not None
    note = found.cell("ankarby", "departures").note
    assert note is not None
    assert not isinstance(note, str)
    assert note.inside("en") == "median of 3 days from 2026-11-25 to 2026-12-09: 1 to 3"
    assert found.cell("ekby", "departures").note is None


def test_of_an_even_number_of_days_the_lower_one_counts(tmp_path: Path) -> None:
    dates = changed("calendar_dates", ("w,20261209,1\n", "")) + "v,20261202,1\n"
    calendar = changed("calendar", ("20261231", "20261208"))
    found, findings = derived(
        tmp_path, trips=changed("trips", ("o2,1,w", "o2,1,v")), calendar_dates=dates, calendar=calendar
    )
    assert codes(findings) == ["V125"]
    assert at(found) == ("2", set())


def test_days_are_added_and_taken_away(tmp_path: Path) -> None:
    calendar = more("calendar", "all,0,0,1,0,0,0,0,20261101,20261231")
    trips = changed("trips", ("o1,1,w", "o1,1,all"))
    assert at(derived(tmp_path, trips=trips, calendar=calendar)[0]) == ("3", set())
    dates = more("calendar_dates", "all,20261202,2", "all,20261209,2")
    assert at(derived(tmp_path, trips=trips, calendar=calendar, calendar_dates=dates)[0]) == ("2", set())


def test_trips_by_exact_pace_count_as_often_as_they_run(tmp_path: Path) -> None:
    """From six to eight every half an hour is four times, and one that starts before nine is one more."""
    exact = (
        "trip_id,start_time,end_time,headway_secs,exact_times\no1,6:00:00,8:00:00,1800,1\no1,8:00:00,8:10:00,1800,1\n"
    )
    assert at(derived(tmp_path, frequencies=exact)[0]) == ("7", set())


def test_of_trips_by_pace_it_is_not_known_when_the_first_starts(tmp_path: Path) -> None:
    pace = "trip_id,start_time,end_time,headway_secs\no1,6:00:00,7:00:00,420\n"
    assert at(derived(tmp_path, frequencies=pace)[0]) == ("10..11", {Cause.TIMETABLE})


@pytest.mark.parametrize("route", ["2", "3"], ids=["by type", "by name"])
def test_trips_on_demand_make_an_interval(tmp_path: Path, route: str) -> None:
    trips = changed("trips", ("o3,1", f"o3,{route}"))
    found, findings = derived(tmp_path, trips=trips)
    assert codes(findings) == ["V129"]
    assert at(found) == ("2..3", {Cause.ON_DEMAND})
    for on_demand, number in (("count", "3"), ("leave_out", "2")):
        asked = DERIVE.replace("    complete:", f"    on_demand: {on_demand}\n    complete:")
        assert at(derived(tmp_path, asked, trips=trips)[0]) == (number, set())


def test_names_of_lines_on_demand_may_be_others(tmp_path: Path) -> None:
    trips = changed("trips", ("o3,1", "o3,3"))
    asked = DERIVE.replace("    complete:", "    on_demand_names: []\n    complete:")
    assert at(derived(tmp_path, asked, trips=trips)[0]) == ("3", set())


def test_calls_with_booking_rules_are_on_demand(tmp_path: Path) -> None:
    head, *rows = FEED["stop_times"].splitlines()
    booked = "\n".join([f"{head},pickup_booking_rule_id", *(f"{row},{'r' if row[:2] == 'o3' else ''}" for row in rows)])
    assert at(derived(tmp_path, stop_times=booked)[0]) == ("2..3", {Cause.ON_DEMAND})


def test_a_direction_that_is_not_stated_is_found_by_the_order_of_stops(tmp_path: Path) -> None:
    """Also where all trips are said to run in one direction, as in feeds that do not fill the column in."""
    back = changed("stop_times", ("b1,7:20:00,7:20:00,A2,2", "b1,7:10:00,7:10:00,M,2,0,0\nb1,7:20:00,7:20:00,A2,3"))
    places = PLACES + "mellan,Mellan,57.7503,16.4503,0883\n"
    for direction in ("", "0"):
        trips = FEED["trips"].replace("w,0", f"w,{direction}").replace("w,1", f"w,{direction}")
        found, _ = derived(tmp_path, places=places, stop_times=back, trips=trips)
        assert at(found, "mellan") == ("3", set())


def test_where_no_order_tells_the_direction_both_are_possible(tmp_path: Path) -> None:
    """Two trips of a line share one stop only: they may run in one direction, or in two."""
    calls = HEAD + "o1,7:00:00,7:00:00,M,1,0,0\no1,7:10:00,7:10:00,A1,2,0,0\n"
    calls += "b1,8:00:00,8:00:00,M,1,0,0\nb1,8:10:00,8:10:00,E1,2,0,0\n"
    trips = "trip_id,route_id,service_id\no1,1,w\nb1,1,w\n"
    found, _ = derived(tmp_path, places=PLACES + "mellan,Mellan,57.7503,16.4503,0883\n", stop_times=calls, trips=trips)
    assert at(found, "mellan") == ("1..2", {Cause.TIMETABLE})


def test_several_feeds_are_added_and_a_trip_in_two_of_them_counts_once(tmp_path: Path) -> None:
    two = DERIVE.replace("file: feed", "file: [feed, other]")
    others = {table: text.replace("o3,25:30:00,25:30:00", "o3,25:29:00,25:29:00") for table, text in FEED.items()}
    path = write(tmp_path, two, feeds={"feed": {}, "other": others})
    assert cells(derive(path)) == {"ankarby": {"departures": "4"}, "ekby": {"departures": "2"}}


def test_one_id_may_be_two_stops_in_two_feeds(tmp_path: Path) -> None:
    two = DERIVE.replace("file: feed", "file: [feed, other]").replace(
        "measures:", "measures:\n  stops: {rule: count, of: traffic, within: 500 km}"
    )
    elsewhere = FEED["stops"].replace("57.7", "58.7").replace("57.8", "58.8")
    found = derive(write(tmp_path, two, feeds={"feed": {}, "other": {"stops": elsewhere}}))
    assert cells(found)["ankarby"] == {"stops": "6", "departures": "3"}


def test_a_stop_without_a_position_may_be_anywhere(tmp_path: Path) -> None:
    lost = FEED["stops"].replace("57.701,16.401", ",").replace("57.7011,16.4011", ",").replace("57.7009,16.4009", ",")
    found, findings = derived(tmp_path, stops=lost)
    assert codes(findings) == ["V108"]
    assert at(found) == ("0..3", {Cause.UNLOCATED})
    assert at(found, "ekby") == ("2..3", {Cause.UNLOCATED})
    dropping = DERIVE.replace("    complete:", "    unlocated: {drop: It is closed}\n    complete:")
    assert cells(derived(tmp_path, dropping, stops=lost)[0]) == {
        "ankarby": {"departures": "0"},
        "ekby": {"departures": "2"},
    }


def test_an_area_without_a_position_lies_amid_its_platforms(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, stops=FEED["stops"].replace("57.701,16.401,1", ",,1"))
    assert findings == ()
    assert cells(found) == BOTH


def test_an_area_far_from_all_its_platforms_has_no_certain_position(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, stops=FEED["stops"].replace("57.701,16.401,1", "57.751,16.401,1"))
    assert codes(findings) == ["V109"]
    assert at(found) == ("0..3", {Cause.UNLOCATED})


def test_a_stop_abroad_is_far_away_and_not_lost(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, stops=more("stops", "H,Hamburg,53.55,10.0,,"))
    assert findings == ()
    assert cells(found) == BOTH


def test_a_timetable_that_does_not_cover_the_place_says_at_least(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, DERIVE.replace("complete: Sweden", "complete: [Vimmerby]"))
    assert at(found) == (">=3", {Cause.UNCOVERED})
    found, _ = derived(tmp_path, DERIVE.replace("complete: Sweden", "complete: false"))
    assert at(found) == (">=3", {Cause.INCOMPLETE})


def test_a_place_at_the_very_point_of_a_stop_is_not_believed(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, places=PLACES.replace("57.70,16.40", "57.701,16.401"))
    assert codes(findings) == ["V203"]
    assert at(found) == ("0..3", {Cause.COINCIDES})


STOPS = (
    DERIVE.split("measures:")[0]
    + """\
measures:
  stop_m: {rule: nearest, of: traffic, served: 3}
  any_m: {rule: nearest, of: traffic}
  stops: {rule: count, of: traffic, within: 20 km, served: 3}
  served: {rule: exists, of: traffic, within: 1 km, served: 3}
"""
)


def test_stops_count_that_are_served_enough(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, STOPS)
    assert findings == ()
    assert cells(found) == {
        "ankarby": {"stop_m": "130", "any_m": "130", "stops": "2", "served": "yes"},
        "ekby": {"stop_m": "6310", "any_m": "130", "stops": "2", "served": "no"},
    }


def test_a_stop_that_is_served_enough_with_trips_on_demand_may_count(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, STOPS, trips=changed("trips", ("o3,1", "o3,2")))
    assert at(found, "ankarby", "stop_m") == ("", {Cause.SERVICE, Cause.NO_UNIT})
    assert at(found, "ankarby", "stops") == ("0..2", {Cause.SERVICE})
    assert at(found, "ankarby", "served") == ("", {Cause.SERVICE})
    assert at(found, "ekby", "served") == ("no", set())


def test_a_stop_whose_name_says_that_it_is_served_on_demand_may_count(tmp_path: Path) -> None:
    found, _ = derived(tmp_path, STOPS, stops=more("stops", "N,Närtrafiks hpl Ankarby,57.7001,16.4001,0,"))
    assert at(found, "ankarby", "any_m") == ("10..130", {Cause.SERVICE})
    assert at(found, "ankarby", "stop_m") == ("130", set())


@pytest.mark.parametrize(
    ("rule", "place"),
    [
        ("{rule: sum, of: traffic, column: stop_name, within: 1 km}", "12:31"),
        ("{rule: join, of: traffic, by: stop_name, column: stop_id}", "12:32"),
    ],
)
def test_a_rule_for_units_is_refused(tmp_path: Path, rule: str, place: str) -> None:
    asked = DERIVE.replace("{rule: departures, of: traffic, within: 1 km}", rule)
    found, findings = derived(tmp_path, asked)
    assert found is None
    assert [(finding.code, str(finding.place)) for finding in findings] == [("V012", f"derive.yaml:{place}")]


@pytest.mark.parametrize(
    ("old", "new", "code", "at"),
    [
        ("day: wednesday", "day: wensday", "C003", "6:10"),
        ("near: 2026-12-02", "near: 2026-12", "C003", "7:11"),
        ("    near: 2026-12-02\n", "", "C002", "4:3"),
        ("weeks: 1", "weeks: 0", "C003", "8:12"),
        ("weeks: 1", "wekks: 1", "C001", "8:5"),
        ("complete: Sweden", "complete: Sweden\n    on_demand: perhaps", "C003", "11:16"),
        ("complete: Sweden", "complete: Sweeden", "V007", "10:15"),
        ("file: feed", "file: nowhere", "V003", "5:11"),
        ("within: 1 km}", "within: 1 km, served: 3}", "C001", "12:61"),
    ],
)
def test_a_fault_of_the_entry_is_told_where_it_stands(tmp_path: Path, old: str, new: str, code: str, at: str) -> None:
    found, findings = derived(tmp_path, DERIVE.replace(old, new))
    assert found is None
    assert [(finding.code, str(finding.place).removeprefix("derive.yaml:")) for finding in findings] == [(code, at)]
