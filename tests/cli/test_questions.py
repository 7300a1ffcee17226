"""`derive --questions` and `--keep`: a form goes out to whom the criteria name, and comes back whole."""

import csv
import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from tests.cli.conftest import Ended
from tests.derivation.files import SCHOOLS, write

Cli = Callable[..., Ended]
CRITERIA = """\
version: 1
site: {latitude: latitude, longitude: longitude}
criteria:
  school_m: {label: School, unit: m, range: [0, 9000], weight: 3, value: {500: 100, 4000: 0},
             requirement: {at_most: 4000}}
  jobs: {label: {en: Jobs, sv: Jobb}, range: [0, 50], weight: 5, value: {0: 0, 5: 100},
         ask: {en: How many jobs?, sv: Hur många jobb?}, responsible: {en: "The agency: west", sv: "Byrån: väst"}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}, requirement: {in: [housing]},
         responsible: The council,
         labels: {housing: {en: Housing, sv: Bostäder}}}
  shop: {type: yes_no, weight: 1, value: {"yes": 100, "no": 0}, responsible: The council}
"""
NAMES = {
    "en": {"answer": "Answer", "source": "Source", "date": "Date", "measure": "Measure"},
    "sv": {"answer": "Svar", "source": "Källa", "date": "Datum", "measure": "Mått"},
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"schools.csv": SCHOOLS.replace("57.79,16.50", ","), "criteria.yaml": CRITERIA})
    return tmp_path


def asked(cli: Cli, language: str = "en", *more: str) -> dict[str, Worksheet]:
    ended = cli("derive", "derive.yaml", "--lang", language, "-q", "-o", "out.csv", "--questions", "q.xlsx", *more)
    assert (ended.code, ended.err) == (0, "")
    return {sheet.title: sheet for sheet in load_workbook("q.xlsx").worksheets}


def table() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in csv.DictReader(StringIO(Path("sites.csv").read_text(encoding="utf-8")))}


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    heads, *others = sheet.values
    return [dict(zip(map(str, heads), row, strict=True)) for row in others]


def test_there_is_a_sheet_for_each_who_is_to_be_asked_and_what_lifts_a_place_highest_comes_first(cli: Cli) -> None:
    sheets = asked(cli)
    assert list(sheets) == ["The agency  west", "The council", "Questions", "Explanation"]
    assert [row["Id"] for row in rows(sheets["The agency  west"])] == ["ankarby", "ekby"]
    assert [(row["Id"], row["Measure"]) for row in rows(sheets["The council"])] == [
        ("ankarby", "plan"),
        ("ekby", "plan"),
        ("ankarby", "shop"),
        ("ekby", "shop"),
    ]


def test_each_sheet_is_in_the_order_of_what_explain_says_it_is_worth(cli: Cli) -> None:
    sheets = asked(cli)
    worth = {}
    for id in ("ankarby", "ekby"):
        for gap in json.loads(cli("explain", "out.csv", id, "-q", "-f", "json").out)["gaps"]:
            best = 99 if gap["rank_best"] is None else gap["rank_best"]
            worth[id, gap["criterion"]] = (best, -gap["reach"], -gap["points"])
    for sheet in [sheet for name, sheet in sheets.items() if name != "Explanation"]:
        turns = [worth[str(row["Id"]), str(row["Measure"])] for row in rows(sheet)]
        assert turns == sorted(turns)


def test_a_row_says_what_is_asked_known_and_required(cli: Cli) -> None:
    sheets = asked(cli, "sv")
    school = rows(sheets["Frågor"])[1]
    assert (school["Id"], school["Känt nu"], school["Krav"]) == ("ekby", "0–1\u00a0120\u00a0m", "≤ 4\u00a0000\u00a0m")
    assert school["Varför inte exakt"] == "1 enhet utan säkert läge kan ligga nära nog"
    jobs = rows(sheets["Byrån  väst"])[0]
    assert (jobs["Fråga"], jobs["Känt nu"], jobs["Svar"]) == ("Hur många jobb?", "okänt", None)
    lists = [rule.formula1 for rule in sheets["The council"].data_validations.dataValidation]
    assert lists == ['"Bostäder,none"', '"ja,nej"']


@pytest.mark.parametrize("language", ["en", "sv"])
def test_answers_come_back_whole_with_their_sources_and_dates(cli: Cli, language: str) -> None:
    asked(cli, language)
    book, own = load_workbook("q.xlsx"), NAMES[language]
    answers = {"school_m": 1100, "jobs": "3..4", "plan": "Bostäder" if language == "sv" else "Housing", "shop": "ja"}
    for sheet in book.worksheets[:-1]:
        heads = [cell.value for cell in sheet[1]]
        for row in range(2, sheet.max_row + 1):
            measure = sheet.cell(row, heads.index(own["measure"]) + 1).value
            sheet.cell(row, heads.index(own["answer"]) + 1, answers[str(measure)])
            sheet.cell(row, heads.index(own["source"]) + 1, f"Ann, {measure}")
            sheet.cell(row, heads.index(own["date"]) + 1, date(2026, 11, 3))
    book.save("back.xlsx")
    assert cli("derive", "derive.yaml", "-q", "-o", "sites.csv", "--keep", "back.xlsx").code == 0
    found = table()
    assert len(found) == 2
    for row in found.values():
        for measure, answer in answers.items():
            assert row[measure] == str(answer)
            assert (row[f"{measure}__source"], row[f"{measure}__date"]) == (f"Ann, {measure}", "2026-11-03")
    ranking = json.loads(cli("score", "sites.csv", "-q", "-f", "json").out)
    assert [site["known_weight"] for site in ranking["sites"]] == [0.5, 0.5]
    assert ranking["sites"][0]["criteria"]["plan"]["measure"] == ["housing", "housing"]
    assert "plan" not in {
        row["Measure"]
        for sheet in asked(cli, "en", "--keep", "back.xlsx").values()
        for row in rows(sheet)
        if "Measure" in row
    }


def test_the_form_of_init_comes_back_too(cli: Cli) -> None:
    assert cli("init", "form", "--lang", "sv").code == 0
    book = load_workbook("form/sites.xlsx")
    sheet = book.worksheets[0]
    heads = {str(cell.value): number for number, cell in enumerate(sheet[1], 1)}
    sheet.cell(2, 1, "ekby")
    column = heads["Praktikplatser och arbetstillfällen"]
    for number, value in enumerate((7, "AF", "2026-11")):
        sheet.cell(2, column + number, value)
    book.save("back.xlsx")
    Path("criteria.yaml").unlink()
    assert cli("derive", "derive.yaml", "-q", "-o", "sites.csv", "--keep", "back.xlsx").code == 0
    assert [table()["ekby"][f"internships{end}"] for end in ("", "__source", "__date")] == ["7", "AF", "2026-11"]


def test_a_printed_form_has_all_but_the_columns_that_only_a_program_needs(cli: Cli) -> None:
    for name, sheet in asked(cli).items():
        if name != "Explanation":
            assert sheet.print_area == f"'{name}'!$A$1:$I${sheet.max_row}"
            assert [cell.value for cell in sheet[1]][9:] == ["Id", "Measure"]
            assert (sheet.page_setup.paperSize, sheet.print_title_rows) == (9, "$1:$1")


def test_the_form_is_the_same_on_every_run(cli: Cli) -> None:
    asked(cli)
    first = Path("q.xlsx").read_bytes()
    asked(cli)
    assert Path("q.xlsx").read_bytes() == first


def test_the_summary_says_how_much_is_known_and_what_is_asked_of_whom(cli: Cli) -> None:
    assert cli("derive", "derive.yaml", "-q", "-o", "out.csv", "--summary", "summary.json").code == 0
    found = json.loads(Path("summary.json").read_text())
    assert found["known_before"] == {"coverage": 0.0, "known_weight": 0.0}
    assert found["known_after"]["coverage"] == pytest.approx(0.3 * (0.82 + 0.78) / 2, abs=0.001)
    assert [(one["measure"], one["responsible"], one["sites"]) for one in found["questions"]] == [
        ("school_m", None, ["ankarby", "ekby"]),
        ("plan", "The council", ["ankarby", "ekby"]),
        ("jobs", "The agency: west", ["ankarby", "ekby"]),
        ("shop", "The council", ["ankarby", "ekby"]),
    ]
    assert found["positions_that_settle"][0]["units"] == ["Ekby skola"]


@pytest.mark.parametrize("language", ["en", "sv"])
def test_what_is_told_below_the_table_fits_a_terminal(cli: Cli, language: str) -> None:
    told = cli("derive", "derive.yaml", "-o", "out.csv", "--lang", language).err
    tables = told[told.index("school_m ") :]
    assert max(map(len, tables.splitlines())) <= 80
    assert ("The agency: west" if language == "en" else "Byrån: väst") in told


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (("--questions", "q.csv"), "--questions writes an Excel workbook: end 'q.csv' in .xlsx"),
        (("--summary", "s.yaml"), "the suffix of s.yaml names no format"),
        (("--questions", "q.xlsx", "--check"), "--check and --questions exclude each other"),
        (("--summary", "out.csv", "-o", "out.csv"), "out.csv is to be written twice"),
        (("--questions", "places.xlsx", "--keep", "places.xlsx"), "places.xlsx is an input"),
        (("--keep", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_what_cannot_be_written_or_read_is_refused(cli: Cli, folder: Path, more: tuple[str, ...], problem: str) -> None:
    (folder / "places.xlsx").write_bytes(b"x")
    before = set(folder.iterdir())
    ended = cli("derive", "derive.yaml", "-q", *more)
    assert ended.code in (1, 2)
    assert problem in ended.err
    assert set(folder.iterdir()) == before


def test_criteria_with_errors_are_told_and_nothing_is_written(cli: Cli, folder: Path) -> None:
    (folder / "criteria.yaml").write_text("version: 1\n")
    ended = cli("derive", "derive.yaml", "-q", "-o", "out.csv")
    assert (ended.code, ended.out) == (1, "")
    assert not (folder / "out.csv").exists()


@pytest.mark.parametrize(
    ("measure", "answer", "advice"),
    [
        ("jobs", "ca 10", "write a number"),
        ("jobs", "ja", "write a number"),
        ("jobs", "2026-05-01", "write a number"),
        ("jobs", "60", "write a number"),
        ("plan", "no idea", "write one of"),
        ("shop", "perhaps", "answer yes or no"),
    ],
)
def test_an_answer_that_its_criterion_cannot_read_is_told_in_the_form(
    cli: Cli, folder: Path, measure: str, answer: str, advice: str
) -> None:
    (folder / "form.csv").write_text(f"id,measure,answer\nekby,{measure},{answer}\n")
    ended = cli("derive", "derive.yaml", "-q", "-o", "out.csv", "--keep", "form.csv")
    assert ended.code == 1
    assert f"form.csv:2:{len(measure) + 7}: error[V010] '{answer}' is not a figure" in ended.err
    assert advice in ended.err
    assert not (folder / "out.csv").exists()


def test_what_a_criterion_can_read_is_kept_as_it_stands(cli: Cli, folder: Path) -> None:
    answers = {"jobs": "5..10", "plan": "Bostäder", "shop": "nej"}
    lines = "".join(f"ekby,{measure},{answer}\n" for measure, answer in answers.items())
    (folder / "form.csv").write_text(f"id,measure,answer\n{lines}")
    ended = cli("derive", "derive.yaml", "-q", "--keep", "form.csv")
    kept = {row["id"]: row for row in csv.DictReader(StringIO(ended.out))}["ekby"]
    assert {measure: kept[measure] for measure in answers} == answers


def test_a_thousand_with_a_point_in_a_workbook_is_not_taken_for_one(cli: Cli, folder: Path) -> None:
    form = Workbook()
    assert isinstance(form.active, Worksheet)
    form.active.append(("id", "measure", "answer"))
    form.active.append(("ekby", "school_m", "1.200"))
    form.save(folder / "form.xlsx")
    ended = cli("derive", "derive.yaml", "-q", "-o", "out.csv", "--keep", "form.xlsx")
    assert (ended.code, "error[V010] '1.200' is not a figure" in ended.err) == (1, True)
