"""The page on `derive` is run from top to bottom: its files are written, and what it shows is what is printed."""

from pathlib import Path

import pytest
from tests.conftest import ROOT, Golden
from tests.test_your_file import PART, Reader

from vasterviksmodell import default_criteria
from vasterviksmodell.derivation import derive
from vasterviksmodell.derivation.rules import RULES
from vasterviksmodell.derivation.section_entries import (
    CellsEntry,
    CoordinatesEntry,
    LocalitiesEntry,
    PlacesEntry,
    RegisterEntry,
    RoadsEntry,
)
from vasterviksmodell.derivation.traffic.entry import TrafficEntry

PAGE = ROOT / "docs" / "derive.md"


class KeepingReader(Reader):
    """One that keeps its files from section to section."""

    def _begin(self) -> None:
        pass


def test_what_the_page_shows_is_what_the_program_prints(
    golden: Golden, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    golden.check(PAGE, PART.sub(KeepingReader(tmp_path, capsysbinary).shown, page))


def test_the_page_names_every_key_and_rule() -> None:
    page = PAGE.read_text(encoding="utf-8")
    models = (
        PlacesEntry,
        RegisterEntry,
        TrafficEntry,
        CoordinatesEntry,
        LocalitiesEntry,
        CellsEntry,
        RoadsEntry,
        *RULES.values(),
    )
    keys = {name for model in models for name in model.model_fields} - {"rule"}
    assert [key for key in (*keys, *RULES) if f"`{key}`" not in page and f"`{key}:" not in page] == []


def test_the_position_that_would_settle_most_does(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    PART.sub(KeepingReader(tmp_path, capsysbinary).shown, PAGE.read_text(encoding="utf-8"))
    register = tmp_path / "schools.csv"
    assert not derive(tmp_path / "derive.yaml").cell("ekby", "school_m").exact
    register.write_text(register.read_text().replace("skola,,,", "skola,57.9,16.3,"))
    assert derive(tmp_path / "derive.yaml").cell("ekby", "school_m").exact


def test_the_page_on_registers_names_every_measure_of_the_default_model_and_asks_for_what_no_register_has() -> None:
    known, asked = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8").split("## What no register has")
    criteria = default_criteria().criteria
    assert [one.column for one in criteria if f"`{one.column}`" not in known + asked] == []
    local = {one.column for one in criteria if one.is_local} - {"detailed_plan"}
    assert {one.column for one in criteria if f"`{one.column}`" in asked} == local
