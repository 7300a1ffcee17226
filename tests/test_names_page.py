"""The page of the names of a measure says what files, frames, CSV and JSON have."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl
from tests.conftest import ROOT

import vasterviksmodell as model

_PAGE = (ROOT / "docs" / "names.md").read_text(encoding="utf-8")
_LINES = (line.strip("| ").split(" | ") for line in _PAGE.splitlines() if line.startswith("| "))
_ROWS = {cells[0]: cells for cells in _LINES}
_CRITERIA = model.default_criteria()
_SITES = model.read_sites(ROOT / "examples" / "exempelkommun" / "orter.csv", _CRITERIA)
_RANKING = model.score(_SITES, _CRITERIA)


def _names(row: str) -> Iterator[str]:
    """The names in a row of the page that begin with the criterion."""
    return (name for cell in _ROWS[row][1:] for name in re.findall(r"`(school[\w.]*)`", cell))


def test_frames_have_the_columns_that_the_page_names() -> None:
    assert {*_names("`Ranking.frame`")} <= {*_RANKING.frame.columns}
    provenance = {"school__source", "school__date"}
    assert {*_names("`Sites.frame`")} - provenance <= {*_SITES.frame.columns}
    assert "detailed_plan__category" in _SITES.frame.columns


def test_a_frame_is_read_and_added_to_as_the_page_says() -> None:
    given = pl.DataFrame({"id": ["a"], "school_m_low": [1.0], "school_m_high": [2.0]})
    added = {"school__value_low", "school__value_high", "school__requirement"}
    named = {*_names("frame for `score`")}
    assert named == {"school_m", *given.columns[1:], *added}
    assert added <= {*model.score(given, _CRITERIA).columns}


def test_sources_and_dates_of_a_file_come_into_the_frame(tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("id,school_m,school_m__source,school_m__date\na,600,Invented,2026-01-01\n", encoding="utf-8")
    read = model.read_sites(path, _CRITERIA).frame
    assert {"school__source", "school__date"} <= {*read.columns}
    assert {*_names("file of sites (CSV, Excel, YAML, …)")} == {*path.read_text().splitlines()[0].split(",")} - {"id"}


def test_csv_and_json_have_the_names_that_the_page_has() -> None:
    head = str(model.rendered(_RANKING, "csv")).splitlines()[0].split(",")
    assert {*_names("CSV of a ranking")} == {name for name in head if name.startswith("school.")}
    assert "detailed_plan.measure" in head
    first = json.loads(model.rendered(_RANKING, "json"))["sites"][0]
    row = " ".join(_ROWS["JSON of a ranking, in `criteria.school` of a site"])
    assert first["criteria"]["school"]["measure"] == [600.0, 600.0]
    assert all(f"`{key}" in row for key in first["criteria"]["school"])


def test_measures_are_set_as_the_page_says() -> None:
    assert model.with_measures(_RANKING, {"exempelstad": {"school_m": 600}}).counts == _RANKING.counts
