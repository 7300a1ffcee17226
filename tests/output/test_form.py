"""The Excel form of `init`: what it looks like inside, and that `score` reads it as it is, filled in by a person."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from vasterviksmodell.criteria import default_criteria, load_criteria
from vasterviksmodell.output.starting.form import form, form_columns, form_words
from vasterviksmodell.sites import read_sites

DEFAULT = default_criteria()


def headings(sheet: Worksheet) -> dict[str, int]:
    return {str(cell.value): number for number, cell in enumerate(sheet[1], 1)}


def opened(language: str) -> Workbook:
    return load_workbook(BytesIO(form(DEFAULT, language, "Modellen, Exempelkommun")))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("language", "name"), [("en", "School, straight-line distance (m)"), ("sv", "Skola, fågelvägen (m)")]
)
def test_headings_are_labels_with_units_and_have_source_and_date_beside(language: str, name: str) -> None:
    found = list(headings(opened(language).worksheets[0]))
    assert name in found
    label = name.removesuffix(" (m)")
    assert found[found.index(name) + 1].startswith(f"{label}, ")
    assert len(found) == 2 + 3 * len(DEFAULT.criteria)


def test_categories_have_lists_and_figures_have_hints() -> None:
    sheet = opened("sv").worksheets[0]
    lists = [rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"]
    assert '"ja,nej"' in lists
    assert '"Tillfällig vistelse,Bostäder,Planarbete pågår,Ingen detaljplan,Planen hindrar"' in lists
    assert len(lists) == 3
    hints = [rule.prompt for rule in sheet.data_validations.dataValidation if rule.type != "list"]
    assert any("Ett tal i m." in hint for hint in hints)


def test_the_explanation_names_every_measure_and_its_limit() -> None:
    explanation = opened("sv").worksheets[1]
    texts = {str(row[0].value): str(row[2].value) for row in explanation.iter_rows()}
    measures = {column.heading for column in form_columns(DEFAULT, "sv") if column.criterion}
    assert measures <= set(texts)
    assert texts["Skola, fågelvägen (m)"].startswith("≤")
    assert texts["Detaljplan"] == "Tillfällig vistelse, Bostäder, Planarbete pågår, Ingen detaljplan"


def test_the_bytes_are_the_same_on_every_run() -> None:
    assert form(DEFAULT, "sv", "Modellen") == form(DEFAULT, "sv", "Modellen")


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_form_that_a_person_filled_in_is_read_as_it_is(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vasterviksmodell.cli.program import run

    monkeypatch.chdir(tmp_path)
    assert run(["init", "--lang", language, "--municipality", "Kinda"]) == 0
    book = load_workbook("sites.xlsx")
    sheet, criteria = book.worksheets[0], DEFAULT
    places = headings(sheet)
    sheet.cell(2, 1, "alby")
    sheet.cell(2, 2, "Alby")
    for column in form_columns(criteria, language):  # type: ignore[arg-type]
        criterion, number = column.criterion, places[column.heading]
        if criterion is not None:
            words = form_words(criterion, language)  # type: ignore[arg-type]
            sheet.cell(2, number, next(iter(words.values())) if words else "3..4")
            sheet.cell(2, number + 1, "Kartan")
            sheet.cell(2, number + 2, date(2025, 10, 1))
    book.save("filled.xlsx")
    assert run(["score", "filled.xlsx", "-q"]) == 0
    row = read_sites("filled.xlsx", load_criteria("criteria.yaml")).frame.row(0, named=True)
    assert (row["id"], row["name"]) == ("alby", "Alby")
    for criterion in criteria.criteria:
        assert (row[f"{criterion.id}__source"], row[f"{criterion.id}__date"]) == ("Kartan", "2025-10-01")
        if criterion.kind == "number":
            assert (row[f"{criterion.id}__low"], row[f"{criterion.id}__high"]) == (3, 4)
        else:
            assert row[f"{criterion.id}__category"] == criterion.categories[0]
