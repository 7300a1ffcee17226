"""What a spreadsheet gets: numbers that are numbers, codes that keep their zeros, words of the language."""

import csv
from datetime import datetime
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from tests.output.ranking.conftest import ranked

from vasterviksmodell import load_criteria
from vasterviksmodell.output.ranking import RANKING_FORMATS, View
from vasterviksmodell.output.report.workbook.limits_of_excel import CannotFill

CRITERIA = """\
version: 1
title: {en: Test, sv: Prov}
criteria:
  school: {label: {en: School, sv: Skola}, unit: m, range: [0, 50000], weight: 2, value: {0: 100, 4000: 0},
    requirement: {at_most: 4000}}
  plan: {label: {en: Plan, sv: Plan}, type: category, categories: [housing, none], weight: 1,
    labels: {housing: {en: Housing, sv: Bostäder}, none: {en: None, sv: Ingen}}, value: {housing: 100, none: 0}}
"""
SITES = """\
id,name,school,school__date,plan,code,note,share
a,Anby,250.5,2026-05-01,housing,0883,=1+1,12.5
b,Beby,,2026,none,0884,plain,0.25
c,Ceby,9000,2026-02-31,,0880,-7,x
"""


def ranking_by(tmp_path, text):
    (tmp_path / "criteria.yaml").write_text(text)
    return ranked(tmp_path, SITES, load_criteria(tmp_path / "criteria.yaml"))


@pytest.fixture
def ranking(tmp_path):
    return ranking_by(tmp_path, CRITERIA)


def table(ranking, language):
    text = "".join(RANKING_FORMATS["csv-excel"].render(ranking, View(language)))
    assert text.startswith("\ufeff")
    assert text.count("\n") == text.count("\r\n") == 4
    return list(csv.DictReader(StringIO(text[1:]), delimiter=";" if language == "sv" else ","))


def test_in_swedish_words_and_numbers_are_swedish(ranking):
    first = table(ranking, "sv")[0]
    assert (first["Ort"], first["Status"], first["Skola: lägsta mått (m)"]) == ("Anby", "kvalificerad", "250,5")
    assert (first["Plan: mått"], first["Skola: krav"], first["share"]) == ("Bostäder", "uppfyllt", "12,5")


def test_in_english_they_are_english(ranking):
    first = table(ranking, "en")[0]
    assert (first["Status"], first["School: lowest measure (m)"], first["Plan: measure"]) == (
        "qualified",
        "250.5",
        "Housing",
    )


@pytest.mark.parametrize("language", ["en", "sv"])
def test_codes_keep_their_zeros_and_no_text_is_a_formula(ranking, language):
    rows = table(ranking, language)
    assert [row["code"] for row in rows] == ['="0883"', '="0884"', '="0880"']
    assert [row["note"] for row in rows] == ["'=1+1", "plain", "-7"]


def test_every_figure_is_given_in_full(ranking):
    exact = list(csv.DictReader(StringIO("".join(RANKING_FORMATS["csv"].render(ranking, View())))))
    assert [float(row["Poäng"].replace(",", ".")) for row in table(ranking, "sv")] == [
        float(row["score"]) for row in exact
    ]


def cells(ranking, language):
    book = load_workbook(BytesIO(RANKING_FORMATS["xlsx"].render(ranking, View(language))))
    headings, *rows = book.active.iter_rows()
    return [dict(zip([cell.value for cell in headings], row, strict=True)) for row in rows]


def test_in_a_workbook_numbers_days_and_texts_have_their_types(ranking):
    first, second, third = cells(ranking, "sv")
    assert (first["Skola: lägsta mått (m)"].value, first["Poäng"].data_type) == (250.5, "n")
    assert first["Skola: datum"].value == datetime(2026, 5, 1)  # noqa: DTZ001 - as Excel keeps it
    assert (second["Skola: datum"].value, third["Skola: datum"].value) == ("2026", "2026-02-31")
    assert (first["code"].value, first["note"].value, first["note"].data_type) == ("0883", "=1+1", "s")
    assert second["Skola: lägsta mått (m)"].value is None


def test_two_criteria_of_one_label_have_headings_of_their_own(tmp_path):
    alike = CRITERIA.replace("Plan, sv: Plan}, type", "School, sv: Skola}, type")
    rows = cells(ranking_by(tmp_path, alike), "en")
    assert len(rows[0]) == len(set(rows[0]))


def test_a_workbook_refuses_more_sites_than_a_sheet_has_rows(ranking, monkeypatch):
    monkeypatch.setattr("vasterviksmodell.output.report.workbook.limits_of_excel._MOST_ROWS", 2)
    with pytest.raises(CannotFill, match="at most 2 sites, and these are 3"):
        RANKING_FORMATS["xlsx"].render(ranking, View())
