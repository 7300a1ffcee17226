"""`init --from`: from a sheet that somebody has to a first ranking, without a question."""

import csv
import io
import shutil
from pathlib import Path

import pytest
from tests.conftest import ROOT

from vasterviksmodell.criteria import default_criteria, default_criteria_path, load_criteria
from vasterviksmodell.sites import read_sites

SHEET = ROOT / "examples" / "underlag" / "Underlag.xlsx"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_from_the_example_to_a_ranking_and_an_explanation(folder, cli):
    shutil.copy(SHEET, folder)
    started = cli("init", "--from", "Underlag.xlsx", "--lang", "sv")
    assert (started.code, started.out) == (0, "")
    assert "18 av 19 rubriker" in started.err
    assert "'Avstånd till skola (km)' är school_m: benämningen" in started.err
    assert "'Anmärkning'" in started.err
    ranked = cli("score", "Underlag.xlsx", "-f", "csv", "-q")
    assert (ranked.code, ranked.err) == (0, "")
    names = [row["name"] for row in csv.DictReader(io.StringIO(ranked.out.lstrip("\ufeff")))]
    assert len(names) == 14
    assert names[0] == "Ekerås"
    explained = cli("explain", "Underlag.xlsx", "Ekerås", "-q")
    assert explained.code == 0
    assert "Ekerås har rang 1 av 10" in explained.out
    frame = read_sites("Underlag.xlsx", load_criteria("criteria.yaml")).frame
    flintby = frame.filter(frame["id"] == "Flintby").row(0, named=True)
    assert (flintby["school__low"], flintby["grocery__low"]) == (7200, 1100)
    assert (flintby["travel_time__low"], flintby["travel_time__high"]) == (0, 300)
    assert flintby["detailed_plan__category"] == "none"


def test_the_file_is_the_default_model_with_all_its_comments(folder, cli):
    shutil.copy(SHEET, folder)
    cli("init", "--from", "Underlag.xlsx")
    written = Path("criteria.yaml").read_text(encoding="utf-8")
    before, _, rest = written.partition("\ndata:\n")
    after = rest[rest.index("\ncriteria:\n") :]
    assert before + after == default_criteria_path().read_text(encoding="utf-8")
    assert load_criteria("criteria.yaml").criteria == default_criteria().criteria


def test_a_municipality_stands_in_title_and_question(folder, cli):
    shutil.copy(SHEET, folder)
    cli("init", "--from", "Underlag.xlsx", "--municipality", "0513", "--lang", "sv")
    criteria = load_criteria("criteria.yaml")
    assert criteria.title.sv == "Västerviksmodellen, Kinda kommun (0513)"
    assert str(criteria.question.sv).startswith("Var i Kinda kommun bör modulhus")
    assert str(criteria.question.en).startswith("Where in Kinda municipality should modular housing")
    assert criteria.language == "sv"
    unknown = cli("init", "x", "--municipality", "Kinnda")
    assert unknown.code == 2
    assert "'Kinda'?" in unknown.err


def test_it_overwrites_only_when_forced(folder, cli):
    shutil.copy(SHEET, folder)
    Path("criteria.yaml").write_text("mine", encoding="utf-8")
    refused = cli("init", "--from", "Underlag.xlsx")
    assert refused.code == 2
    assert "not overwritten without --force: criteria.yaml" in refused.err
    assert Path("criteria.yaml").read_text(encoding="utf-8") == "mine"
    assert cli("init", "--from", "Underlag.xlsx", "--force").code == 0


def test_a_row_of_units_is_read_with_the_headings(folder, cli):
    rows = "Underlag;;;\nOrt;Skola;Hållplats;Restid\n;km;m;tim\nAlby;1,2;300;0,5\nEkby;2,2;200;1\n"
    Path("own.csv").write_text(rows, encoding="utf-8")
    ended = cli("init", "--from", "own.csv")
    assert ended.code == 0
    assert "a row of their own" in ended.err
    frame = read_sites("own.csv", load_criteria("criteria.yaml")).frame
    assert frame.select("school__low", "stop__low", "travel_time__low").rows() == [(1200, 300, 30), (2200, 200, 60)]


def test_a_row_of_units_may_hold_words_that_are_no_units(folder, cli):
    headings = "Ort;Restid;Skola;Lediga platser i skolan;Postombud\n;tim;km;antal;ja/nej\n"
    rows = headings + "Alby;0,5;1,2;3;ja\nEkby;1;2,2;0;nej\n"
    Path("own.csv").write_text(rows, encoding="utf-8")
    ended = cli("init", "--from", "own.csv")
    assert "a row of their own" in ended.err
    assert cli("score", "own.csv").code == 0


def test_a_sheet_with_a_place_in_each_column_is_told(folder, cli):
    rows = ";Alby;Ekby\nSkola (m);120;300\nHållplats (m);20;30\nInvånare;200;300\nRestid;3;4\n"
    Path("own.csv").write_text(rows, encoding="utf-8")
    ended = cli("init", "--from", "own.csv")
    assert ended.code == 2
    assert "transposed" in ended.err
    assert not Path("criteria.yaml").exists()


def test_a_doubtful_unit_is_left_to_the_user(folder, cli):
    rows = "Tätort;Avstånd skola\nA;1,2\nB;2,2\nC;0,7\nD;0,4\nE;2,4\nF;3,4\n"
    Path("own.csv").write_text(rows, encoding="utf-8")
    ended = cli("init", "--from", "own.csv")
    assert ended.code == 0
    assert "error[D206]" in ended.err
    assert cli("score", "own.csv").code == 1
    text = Path("criteria.yaml").read_text(encoding="utf-8")
    chosen = text.replace("  # units:", "  units:").replace("    # school_m: km", "    school_m: km")
    Path("criteria.yaml").write_text(chosen, encoding="utf-8")
    assert cli("score", "own.csv").code == 0


def test_a_word_that_fits_no_category_counts_as_unknown_and_is_named(folder, cli):
    Path("own.csv").write_text("Ort;Skola (m);Plan\nA;900;Bostäder\nB;300;ÖP\n", encoding="utf-8")
    ended = cli("init", "--from", "own.csv")
    assert "'ÖP' under 'Plan' fits no category" in ended.err
    frame = read_sites("own.csv", load_criteria("criteria.yaml")).frame
    assert frame["detailed_plan__category"].to_list() == ["housing", None]


@pytest.mark.parametrize(
    ("content", "code"),
    [("", 1), ("a;b\n1;2\n", 2), ("id;name\nx;y\n", 2)],
)
def test_what_is_no_sheet_of_places_writes_nothing(folder, cli, content, code):
    Path("own.csv").write_text(content, encoding="utf-8")
    ended = cli("init", "--from", "own.csv")
    assert ended.code == code
    assert "Traceback" not in ended.err
    assert not Path("criteria.yaml").exists()


def test_names_from_a_foreign_sheet_are_data(folder, cli):
    evil = 'Ort;Skola (m);"x\ny: [evil]"\nA;900;1\n"B # c";300;2\n'
    Path("own.csv").write_text(evil, encoding="utf-8")
    assert cli("init", "--from", "own.csv").code == 0
    assert load_criteria("criteria.yaml").criteria == default_criteria().criteria
