"""The examples are what their pages say."""

import csv
import doctest
import importlib
import json
import pkgutil
import runpy
from io import StringIO
from pathlib import Path

import numpy as np
import pytest
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


MORA = ROOT / "examples" / "mora"


def test_the_files_that_mora_reads_are_those_that_its_script_fetches() -> None:
    entry = load_derivation(MORA / "derive.yaml").entry
    read = {entry.places.file, *(name for register in entry.registers.values() for name in register.file)}
    fetched = runpy.run_path(str(MORA / "fetch.py"))
    assert {f"files/{name}" for name in fetched["FILES"]} == read
    assert fetched["FILES"]["forskolor.csv"].address.endswith("/raw/e56a1e6/F%C3%B6rskolor_rows.csv")
    assert fetched["list_of_schools"](b'{"count": 1, "schools": [{"kod": "1"}]}') == b'[{"kod": "1"}]'


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
