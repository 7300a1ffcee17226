"""Feeds that break the rules of GTFS in ways that would change a count, or a time, unseen."""

from pathlib import Path

import pytest
from tests.derivation.files import codes
from tests.derivation.traffic_files import DERIVE, FEED, derived, more

from vasterviksmodell.derivation.bounds import Cause

TIMED = DERIVE + '  minutes: {rule: travel_time, of: traffic, to: ekby, between: "06:00-09:00"}\n'
PACE = "trip_id,start_time,end_time,headway_secs,exact_times\n"


@pytest.mark.parametrize(
    ("pace", "column", "text"),
    [
        ("o1,23:00:00,01:00:00,600,1", "end_time", "01:00:00"),
        ("o1,06:00:00,06:00:00,600,1", "end_time", "06:00:00"),
        ("o1,06:00,07:00:00,600,1", "start_time", "06:00"),
        ("o1,06:00:00,07:00:00,0,1", "headway_secs", "0"),
        ("o1,06:00:00,07:00:00,,1", "headway_secs", ""),
    ],
)
def test_a_pace_that_says_nothing_is_an_error(tmp_path: Path, pace: str, column: str, text: str) -> None:
    found, findings = derived(tmp_path, TIMED, frequencies=f"{PACE}{pace}\n")
    assert found is None
    (finding,) = [one for one in findings if one.facts["column"] == column]
    assert finding.code == "V131"
    assert finding.facts["text"] == text
    assert str(finding.place).endswith("feed/frequencies.txt:2")


@pytest.mark.parametrize("time", ["7:40", "7:75:00", "07:5:00", "07.40.00", "-7:40:00", "7:40:00.5"])
def test_a_time_that_is_none_is_not_taken_for_another(tmp_path: Path, time: str) -> None:
    wrong = FEED["stop_times"].replace("o2,7:40:00,7:40:00", f"o2,{time},7:40:00")
    found, findings = derived(tmp_path, TIMED, stop_times=wrong)
    assert (found, codes(findings)) == (None, ["V131"])
    assert str(findings[0].place).endswith("feed/stop_times.txt:6")


def test_calls_without_a_number_have_no_order(tmp_path: Path) -> None:
    found, findings = derived(tmp_path, stop_times=FEED["stop_times"].replace("A1,1,0,0", "A1,first,0,0"))
    assert (found, codes(findings)) == (None, ["V131"])
    assert findings[0].facts["column"] == "stop_sequence"


@pytest.mark.parametrize("line", ["w,2026-12-02,1", "w,20261131,1", "w,20261202,3", "w,,1"])
def test_a_day_that_is_none_is_not_left_out(tmp_path: Path, line: str) -> None:
    found, findings = derived(tmp_path, calendar_dates=more("calendar_dates", line))
    assert (found, codes(findings)) == (None, ["V131"])
    assert str(findings[0].place).endswith("feed/calendar_dates.txt:5")


def test_departures_from_a_stop_on_demand_may_count_or_not(tmp_path: Path) -> None:
    named = FEED["stops"].replace("A,Ankarby", "A,Ankarby Närtrafik")
    found, _ = derived(tmp_path, TIMED, stops=named)
    assert found is not None
    assert (found.cell("ankarby", "departures").written, set(found.cell("ankarby", "departures").causes)) == (
        "0..3",
        {Cause.ON_DEMAND},
    )


@pytest.mark.parametrize("table", ["calendar", "calendar_dates", "feed_info"])
@pytest.mark.parametrize("broken", ["\r", '"'])
def test_a_small_table_that_is_none_is_one_finding(tmp_path: Path, table: str, broken: str) -> None:
    """A program of old wrote line ends that are none; a quote never ends."""
    whole = {**FEED, "feed_info": "feed_start_date,feed_end_date\n20261101,20261231\n20261101,20261231\n"}[table]
    head, row, rest = whole.split("\n", 2)
    wrong = whole.replace("\n", "\r") if broken == "\r" else f'{head}\n"{row}\n{rest}'
    found, findings = derived(tmp_path, **{table: wrong})
    assert found is None
    assert {*codes(findings)} <= {"V121", "V127", "V131"}


def test_a_day_of_the_period_that_is_none_is_told_before_what_follows_from_it(tmp_path: Path) -> None:
    _, findings = derived(tmp_path, feed_info="feed_start_date,feed_end_date\n2026-11-01,20261231\n")
    assert codes(findings) == ["V131"]
    (tmp_path / "feed" / "feed_info.txt").unlink()
    _, findings = derived(tmp_path, calendar=FEED["calendar"].replace("2026", "2026-"))
    assert codes(findings) == ["V131", "V131"]


@pytest.mark.parametrize("line", ["9", ""])
def test_trips_whose_line_was_cut_are_not_taken_for_ordinary_ones(tmp_path: Path, line: str) -> None:
    found, findings = derived(tmp_path, trips=FEED["trips"].replace("o1,1,w", f"o1,{line},w"))
    assert (found, codes(findings)) == (None, ["V132"])
