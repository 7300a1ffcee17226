"""The examples are what their pages say."""

import csv
import doctest
import importlib
import json
import pkgutil
import runpy
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from tests.conftest import ROOT

import vasterviksmodell
from vasterviksmodell import Ranking, default_criteria, explain, read_sites, score
from vasterviksmodell.cli.program import run
from vasterviksmodell.criteria import (
    BestWorst,
    Comparisons,
    DirectPoints,
    RankOrder,
    Swing,
    read_criteria_file,
    whose_weights,
    with_weights_of,
)
from vasterviksmodell.derivation import derive, load_derivation
from vasterviksmodell.derivation.entries import DeriveFile
from vasterviksmodell.i18n import written
from vasterviksmodell.sites.positions.coordinates import in_metres

VASTERVIK = ROOT / "examples" / "vastervik" / "sites.csv"
INVENTED = ROOT / "examples" / "exempelkommun"


def ranked(name: str) -> Ranking:
    criteria = default_criteria()
    return score(read_sites(INVENTED / name, criteria), criteria)


REGISTER = ROOT / "examples" / "register"


def test_from_registers_to_a_ranking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["derive", str(REGISTER / "derive.yaml"), "-q", "-o", "sites.csv", "--questions", "questions.xlsx"]) == 0
    table = {row["id"]: row for row in csv.DictReader(StringIO(Path("sites.csv").read_text(encoding="utf-8")))}
    assert {id: row["school_m"] for id, row in table.items() if ".." in row["school_m"]} == {"lillsund": "0..880"}
    assert all(".." in row["preschool_m"] for row in table.values())
    assert [row["detailed_plan"] for row in table.values()][:3] == ["Bostäder", "Tillfällig vistelse", "Planen hindrar"]
    assert [table["norrbacken"]["detailed_plan"], table["kvarnvik"]["internships"]] == ["", "30"]
    criteria = default_criteria()
    ranking = score(read_sites("sites.csv", criteria), criteria)
    assert (ranking.counts.unverified, ranking.counts.excluded) == (2, 3)
    assert [id for id in ranking.frame["id"] if explain(ranking, id).only_local_questions] == [
        "kvarnvik",
        "hasselstrand",
    ]


SOURCES = {"mora": 5, "pilot": 9}
"""By the name of an example: how many files are fetched for it."""


@pytest.fixture
def fetched() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "examples" / "fetch.py"))


def named_files(entry: DeriveFile) -> set[str]:
    return {entry.places.file, *(name for register in entry.registers.values() for name in register.file)}


@pytest.mark.parametrize("example", SOURCES)
def test_the_files_that_an_example_reads_are_fetched_or_stand_in_it(
    example: str, fetched: dict[str, Any], tmp_path: Path
) -> None:
    folder = ROOT / "examples" / example
    sources = yaml.safe_load((folder / "sources.yaml").read_text(encoding="utf-8"))
    for source in sources.values():
        path = tmp_path / "host" / source["repository"] / "raw" / source["commit"] / source["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        listed = {
            source.get("list", ""): [{"kod": "1", "location": "Å", "latitude": 58.5, "longitude": 16}],
            "count": 1,
        }
        path.write_text(json.dumps(listed), encoding="utf-8")
    (tmp_path / example).mkdir()
    shutil.copy(folder / "sources.yaml", tmp_path / example)
    fetched["fetch"](tmp_path / example, (tmp_path / "host").as_uri())
    brought = {f"files/{path.name}" for path in (tmp_path / example / "files").iterdir()}
    read = named_files(load_derivation(folder / "derive.yaml").entry)
    assert (len(brought), brought - read) == (SOURCES[example], set())
    assert all((folder / name).is_file() for name in read - brought)


def test_a_list_is_taken_out_of_what_stands_around_it(fetched: dict[str, Any]) -> None:
    prepared = fetched["prepared"]
    assert (
        prepared(b'{"count": 1, "schools": [{"kod": "1"}]}', {"path": "data.json", "list": "schools"})
        == b'[{"kod": "1"}]'
    )
    shops = "meta: {name: ICA}\nlocations:\n- {location: Å, urn: x, latitude: 58.5}\n".encode()
    taken = prepared(shops, {"path": "ica.yaml", "list": "locations", "keys": ["location", "latitude", "longitude"]})
    assert json.loads(taken) == [{"location": "Å", "latitude": 58.5, "longitude": None}]
    assert prepared(b"a,b\r\n", {}) == b"a,b\r\n"


def test_a_file_is_fetched_in_the_version_that_the_example_was_tried_with(fetched: dict[str, Any]) -> None:
    sources = yaml.safe_load((ROOT / "examples" / "mora" / "sources.yaml").read_text(encoding="utf-8"))
    preschools = fetched["address"](sources["files/forskolor.csv"])
    assert preschools == ("https://github.com/KSAklfszf921/sveriges-forskolor/raw/e56a1e6/F%C3%B6rskolor_rows.csv")


def test_the_localities_of_the_pilot_are_those_of_its_five_municipalities() -> None:
    folder = ROOT / "examples" / "pilot"
    with (folder / "tatorter.csv").open(encoding="utf-8") as file:
        listed = {row["code"]: row["population"] for row in csv.DictReader(file)}
    with (folder / "sites.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert {row["id"]: row["population"] for row in rows} == listed
    assert {row["municipality_code"] for row in rows} == {"0380", "0513", "0821", "1482", "1981"}
    assert all(row["stop_m"] == "" and row["school_m"].startswith("0..") for row in rows)
    assert list(rows[0]) == sites_frame_headings(folder)


def sites_frame_headings(folder: Path) -> list[str]:
    """The columns of a table that is derived by the file in a folder."""
    entry = load_derivation(folder / "derive.yaml").entry
    derived = [id + beside for id in entry.measures for beside in ("", "__source", "__date")]
    return ["id", "name", "municipality_code", "latitude", "longitude", *derived, *entry.given]


def test_ankarsrum_qualifies_on_the_word_of_the_two_articles() -> None:
    criteria = default_criteria()
    ranking = score(read_sites(ROOT / "examples" / "ankarsrum-2015" / "sites.csv", criteria), criteria)
    assert ranking.frame["status"].to_list() == ["qualified"]
    explanation = explain(ranking, "ankarsrum")
    stated = {one.criterion.id: one.source.inside("sv").split(",")[0] for one in explanation.sources if one.source}
    assert set(stated.values()) == {"Landsbygdsnätverket", "Arkitekten"}
    assert set(stated) >= {one.criterion.id for one in explanation.screening if not one.is_warning}


def test_both_forms_of_exempelkommun_give_the_same_ranking() -> None:
    assert ranked("orter.csv").frame.equals(ranked("sites.yaml").frame)


def test_exempelkommun_has_the_numbers_its_page_names() -> None:
    counts = ranked("orter.csv").counts
    assert (counts.sites, counts.qualified, counts.unverified, counts.excluded) == (30, 17, 1, 12)


def test_exempelkommun_has_a_tie_and_a_site_with_a_high_score_that_is_excluded() -> None:
    frame = ranked("orter.csv").frame
    by_id = {row["id"]: row for row in frame.iter_rows(named=True)}
    assert by_id["skenrod"]["rank"] == by_id["drommala"]["rank"]
    assert by_id["skissboda"]["status"] == "excluded"
    assert by_id["skissboda"]["score"] > frame["score"].median()


def test_the_four_actors_of_exempelkommun_are_what_their_page_says() -> None:
    criteria, findings = read_criteria_file(INVENTED / "criteria-actors.yaml", "criteria-actors.yaml")
    assert criteria is not None
    assert (findings, criteria.weights_of, [int(it.share) for it in criteria.actors]) == ((), "combined", [2, 1, 1, 1])
    methods = {type(it) for actor in criteria.actors for it in actor.judgements.values()}
    assert methods == {Swing, BestWorst, Comparisons, RankOrder, DirectPoints}
    places = {}
    for whose in whose_weights(criteria):
        by_them = with_weights_of(criteria, whose)
        places[whose] = (
            score(read_sites(INVENTED / "orter.csv", by_them), by_them).frame["id"].to_list().index("latsasby")
        )
    assert places == {**dict.fromkeys(places, 2), "migrationsverket": 0}


def test_ankarsrum_is_not_excluded_and_nothing_is_qualified_on_what_is_known() -> None:
    criteria = default_criteria()
    ranking = score(read_sites(VASTERVIK, criteria), criteria)
    assert (ranking.counts.sites, ranking.counts.qualified) == (13, 0)
    assert ranking.frame.filter(ranking.frame["id"] == "ankarsrum")["status"].to_list() == ["unverified"]


def test_the_13_localities_have_the_population_of_vastervik_se_2022() -> None:
    with VASTERVIK.open(encoding="utf-8") as file:
        population = {row["name"]: int(row["population"]) for row in csv.DictReader(file)}
    assert len(population) == 13
    assert (population["Västervik"], population["Ankarsrum"], population["Ukna"]) == (21562, 1269, 93)


def test_the_table_of_vastervik_is_what_its_registers_and_local_sources_say(tmp_path: Path) -> None:
    out = tmp_path / "sites.csv"
    assert run(["derive", str(VASTERVIK.parent / "derive.yaml"), "-q", "-o", str(out)]) == 0
    assert out.read_bytes() == VASTERVIK.read_bytes()


def test_every_figure_of_vastervik_has_a_source_and_a_date() -> None:
    with VASTERVIK.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    figures = [(row, name) for row in rows for name in row if f"{name}__source" in row and row[name]]
    assert len(figures) > 100
    assert all(row[f"{name}__source"] and row[f"{name}__date"] for row, name in figures)


def test_the_areas_of_vastervik_hold_all_within_their_radius() -> None:
    areas = json.loads((VASTERVIK.parent / "registers" / "omraden.geojson").read_text(encoding="utf-8"))["features"]
    assert len(areas) > 30
    for area in areas:
        for [ring] in area["geometry"]["coordinates"]:
            inside = from_circle(np.array(ring)[:-1])
            assert area["properties"]["radie"] <= inside < 1.01 * area["properties"]["radie"]


def from_circle(corners: np.ndarray) -> float:
    """In metres: the radius of the circle inside a regular polygon of degrees."""
    north, east = in_metres(corners[:, 1], corners[:, 0])
    middle = north.mean(), east.mean()
    sides = zip(north, east, np.roll(north, 1), np.roll(east, 1), strict=True)
    return min(np.hypot((n + m) / 2 - middle[0], (e + f) / 2 - middle[1]) for n, e, m, f in sides)


def test_the_localities_of_the_timetables_have_the_figures_their_page_names() -> None:
    folder = ROOT / "examples" / "tidtabell"
    found = derive(folder / "derive.yaml")
    page = (folder / "README.md").read_text(encoding="utf-8")
    for row, name in enumerate(found.places.names):
        cells = [measure.cell(row).written for measure in found.measures]
        assert f"| {name} | {' | '.join(cells)} |" in page
    note = found.cell("testerum", "departures_weekday").note
    assert note is not None
    assert written(note, "en").endswith("9 to 11")


@pytest.mark.parametrize(
    "module", [it.name for it in pkgutil.walk_packages(vasterviksmodell.__path__, "vasterviksmodell.")]
)
def test_examples_in_docstrings_run(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    if module.endswith("__main__"):
        return
    failed, _ = doctest.testmod(importlib.import_module(module))
    assert failed == 0
