"""`labels:` names categories, and yes and no, for people in both languages; cells may hold those names too."""

import json
from pathlib import Path

import polars as pl
import pytest
from jsonschema import Draft202012Validator

from vasterviksmodell import read_sites, score
from vasterviksmodell.criteria import default_criteria, load_criteria, read_criteria, read_document
from vasterviksmodell.criteria.file_entry import json_schema
from vasterviksmodell.findings import Finding
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.output.document.cells import category_name
from vasterviksmodell.sites import InvalidSites

FILE = """\
version: 1
criteria:
  plan:
    type: category
    weight: 1
    value: {housing: 60, none: 0, hindrance: 0}
    labels: {housing: {en: Housing, sv: Bostäder}, none: {en: No plan, sv: Ingen plan}}
    requirement: {not_in: [hindrance]}
  sewer:
    type: yes_no
    weight: 1
    labels: {yes: {en: Connected, sv: Anslutet}}
"""


def faults(body: str) -> list[Finding]:
    return list(read_criteria(f"version: 1\ncriteria: {{a: {{\n{body}}}}}".encode(), "c.yaml")[1])


def test_each_category_has_its_name_in_each_language() -> None:
    criteria, findings = read_criteria(FILE.encode(), "c.yaml")
    assert findings == ()
    assert criteria is not None
    plan, sewer = criteria.criteria
    names = {
        language: [category_name(it, category).inside(language) for it in (plan, sewer) for category in it.categories]
        for language in LANGUAGES
    }
    assert names["en"] == ["Housing", "No plan", "hindrance", "Connected", "no"]
    assert names["sv"] == ["Bostäder", "Ingen plan", "hindrance", "Anslutet", "nej"]
    assert read_document(json.loads(json.dumps(criteria.document)), "ranking.json") == (criteria, ())
    assert Draft202012Validator(json_schema()).is_valid(criteria.document)


def test_every_category_of_the_default_model_has_a_name_in_both_languages() -> None:
    for criterion in default_criteria().criteria:
        if criterion.kind == "category":
            assert set(criterion.category_labels) == set(criterion.categories)
            assert all(label.en and label.sv for label in criterion.category_labels.values())


@pytest.mark.parametrize(
    ("body", "place", "code"),
    [
        ("type: category, categories: [x, y], labels: {z: Z}", "3:46", "C107"),
        ("type: yes_no, weight: 1, labels: {ja: Finns}", "3:35", "C107"),
        ("weight: 1, value: {1: 0, 2: 9}, labels: {x: X}", "3:33", "C110"),
        ("type: category, categories: [x, y], labels: {}", "3:45", "C003"),
        ("type: category, categories: [x, y], labels: {x: 5}", "3:49", "C003"),
        ("type: category, categories: [x, y], labels: {x: {se: X}}", "3:50", "C001"),
        ("type: category, categories: [x, y], labels: {x: Y}", "3:49", "C113"),
        ("type: category, categories: [x, y], labels: {x: {en: A}, y: {sv: ' a'}}", "3:66", "C113"),
        ("type: category, categories: [x, y], labels: {x: ..}", "3:49", "C113"),
        ("type: yes_no, weight: 1, labels: {yes: {en: Nej}}", "3:45", "C113"),
    ],
)
def test_faults_have_a_place(body: str, place: str, code: str) -> None:
    found = faults(body if "weight" in body else f"{body}, requirement: {{in: [x]}}")
    found = [finding for finding in found if finding.code != "C109"]
    assert [(finding.code, f"{finding.place.line}:{finding.place.column}") for finding in found] == [(code, place)]


@pytest.fixture
def model(tmp_path: Path) -> Path:
    path = tmp_path / "criteria.yaml"
    path.write_text(FILE, encoding="utf-8")
    return path


def ranked(sites: Path, model: Path) -> pl.DataFrame:
    criteria = load_criteria(model)
    return score(read_sites(sites, criteria), criteria).frame


CELLS = ["housing", "Housing", "bostäder", " BOSTÄDER ", "Ingen plan", "hindrance", ""]
READ = ["housing", "housing", "housing", "housing", "none", "hindrance", None]


def test_cells_hold_a_name_in_either_language_as_well_as_the_category(model: Path) -> None:
    lines = [f"o{number},O{number},{cell},ANSLUTET" for number, cell in enumerate(CELLS)]
    sites = model.parent / "sites.csv"
    sites.write_text("\n".join(["id,name,plan,sewer", *lines, ""]), encoding="utf-8")
    frame = ranked(sites, model).sort("id")
    assert frame["plan__category"].to_list() == READ
    assert set(frame["sewer__category"]) == {"yes"}


def test_the_names_in_a_long_file_are_read_alike(model: Path) -> None:
    """Blocks of many rows are read by expressions, not cell by cell."""
    lines = [f"o{number:05},O{number},{CELLS[number % 5]},Connected" for number in range(12_000)]
    sites = model.parent / "sites.csv"
    sites.write_text("\n".join(["id,name,plan,sewer", *lines, ""]), encoding="utf-8")
    found = ranked(sites, model)
    counts = dict(found.group_by("plan__category").agg(pl.len()).iter_rows())
    assert counts == {"housing": 9600, "none": 2400}
    assert set(found["sewer__category"]) == {"yes"}


def test_an_unknown_word_is_answered_with_the_categories_and_their_names(model: Path) -> None:
    sites = model.parent / "sites.csv"
    sites.write_text("id,name,plan,sewer\na,A,Bostader,ja\nb,B,park,ja\n", encoding="utf-8")
    with pytest.raises(InvalidSites) as caught:
        ranked(sites, model)
    near, far = caught.value.findings
    assert near.hint("sv") == "menade du 'Bostäder'?"
    assert "housing (Bostäder), none (Ingen plan), hindrance" in (far.hint("sv") or "")
    assert "housing (Housing), none (No plan), hindrance" in (far.hint("en") or "")
