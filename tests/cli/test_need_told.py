"""Ranking and explanation show what was needed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

FILE = """\
version: 1
need: {houses: 4, flats_per_house: 2, persons_per_flat: 6, pupils: 13}
criteria:
  school_places: {weight: 1, value: {0: 0, need.pupils: 80, 24: 100}, requirement: {at_least: need.pupils}}
"""
SITES = "id,name,school_places\nulvsby,Ulvsby,20\n"
NUMBERS = {"houses": 4, "flats_per_house": 2, "flats": 8, "persons_per_flat": 6, "persons": 48, "pupils": 13}
NEEDED = "Needed: 4 houses, 8 flats, 48 persons, 13 pupils"


def test_ranking_and_explanation_show_what_was_needed(
    cli: Callable[..., Ended], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("criteria.yaml").write_text(FILE, encoding="utf-8")
    Path("sites.csv").write_text(SITES, encoding="utf-8")
    assert f"{NEEDED}\n" in cli("score", "sites.csv").out
    assert "Behov: 4 hus, 8 lägenheter, 48 personer, 13 elever" in cli("score", "sites.csv", "--lang", "sv").out
    assert NEEDED in cli("explain", "sites.csv", "ulvsby").out
    saved = cli("score", "sites.csv", "-f", "json").out
    assert json.loads(saved)["need"] == NUMBERS
    assert json.loads(cli("explain", "sites.csv", "ulvsby", "-f", "json").out)["need"] == NUMBERS
    Path("saved.json").write_text(saved, encoding="utf-8")
    assert cli("verify", "saved.json").code == 0
    assert NEEDED in cli("score", "saved.json").out
