"""Which criteria apply: those named, those here, those beside the first file, the packaged ones; the result says so."""

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import CRITERIA, Ended

from vasterviksmodell import redacted_ranking
from vasterviksmodell.criteria import default_criteria_path, load_criteria
from vasterviksmodell.scoring import score
from vasterviksmodell.scoring.saved.document import header
from vasterviksmodell.sites import read_sites

Cli = Callable[..., Ended]


@pytest.fixture
def outside(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder without criteria; those of the sites lie beside them."""
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    return here


def document(cli: Cli, *arguments: str) -> dict[str, Any]:
    return dict(json.loads(cli("score", *arguments, "-f", "json").out))


def test_criteria_beside_the_first_file_are_found(outside: Path, cli: Cli) -> None:
    ended = cli("score", "../sites.csv")
    assert ended.code == 0
    assert "\nCriteria: ../criteria.yaml\n" in ended.out
    assert "criteria: ../criteria.yaml\n" in ended.err
    assert document(cli, "../sites.csv")["criteria_file"] == {
        "path": "../criteria.yaml",
        "sha256": sha256(CRITERIA.encode()).hexdigest(),
    }
    assert cli("check", "../sites.csv").code == cli("check", "../sites.csv", "-c", "../criteria.yaml").code


def test_criteria_here_go_before_those_beside_the_file_and_named_ones_before_both(outside: Path, cli: Cli) -> None:
    shutil.copy(outside / "criteria.yaml", "criteria.yaml")
    shutil.copy(outside / "criteria.yaml", "named.yaml")
    found = [document(cli, "../sites.csv"), document(cli, "../sites.csv", "-c", "named.yaml")]
    assert [it["criteria_file"]["path"] for it in found] == ["criteria.yaml", "named.yaml"]


def test_without_any_it_is_the_packaged_model(outside: Path, cli: Cli) -> None:
    (outside / "criteria.yaml").unlink()
    (outside / "sites.csv").write_text("id,school_m\na,500\n")
    found = document(cli, "../sites.csv")["criteria_file"]
    assert found == {"path": None, "sha256": sha256(default_criteria_path().read_bytes()).hexdigest()}
    assert "\nKriterier: den medföljande standardmodellen\n" in cli("score", "../sites.csv", "--lang", "sv").out


def test_options_for_data_keep_the_file_and_a_saved_ranking_carries_it(outside: Path, cli: Cli) -> None:
    assert document(cli, "../sites.csv", "--data", "encoding=utf-8")["criteria_file"]["path"] == "../criteria.yaml"
    assert cli("score", "../sites.csv", "-o", "ranking.json").code == 0
    (outside / "criteria.yaml").unlink()
    assert "\nCriteria: ../criteria.yaml\n" in cli("score", "ranking.json").out
    ended = cli("verify", "ranking.json")
    assert (ended.code, ended.err.endswith("byte for byte\n")) == (0, True)


def test_each_file_that_is_compared_has_the_criteria_beside_it(outside: Path, cli: Cli) -> None:
    for year in ("2025", "2026"):
        Path(year).mkdir()
        shutil.copy(outside / "sites.csv", year)
        shutil.copy(outside / "criteria.yaml", year)
    told = cli("compare", "2025/sites.csv", "2026/sites.csv").err
    assert told.startswith("criteria: 2025/criteria.yaml\ncriteria: 2026/criteria.yaml\n")


def test_a_redacted_edition_says_nothing_of_the_file(here: Path) -> None:
    criteria = load_criteria("criteria.yaml")
    ranking = score(read_sites("sites.csv", criteria), criteria)
    assert header(ranking)["criteria_file"]["path"] == "criteria.yaml"
    assert "criteria_file" not in header(redacted_ranking(ranking))
