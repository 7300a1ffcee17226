"""A site is told apart that is unverified only because of what no register knows."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

from vasterviksmodell import explain, load_criteria, read_sites
from vasterviksmodell.scoring.run import rank_sites

Cli = Callable[..., Ended]
CRITERIA = """\
version: 1
criteria:
  school: {range: [0, 9000], weight: 1, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
  rooms: {range: [0, 90], weight: 1, value: {0: 0, 9: 100}, requirement: {at_least: 1}, ask: How many rooms?}
"""
SITES = "id,school,rooms\nlocal,500,\nboth,,\nother,,5\nqualified,500,5\nexcluded,9000,\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA)
    (tmp_path / "sites.csv").write_text(SITES)
    return tmp_path


def test_only_sites_whose_unknown_requirements_are_all_local_are_told(folder: Path) -> None:
    criteria = load_criteria(folder / "criteria.yaml")
    ranking = rank_sites(read_sites(folder / "sites.csv", criteria), criteria)
    told = {id: explain(ranking, id).only_local_questions for id in ranking.frame["id"]}
    assert [id for id, only in told.items() if only] == ["local"]


def test_the_ranking_says_it_under_the_table_and_in_json(cli: Cli) -> None:
    assert "Of 1 unverified site only local questions are left" in cli("score", "sites.csv", "-q").out
    assert "bara lokala frågor" in cli("score", "sites.csv", "-q", "--lang", "sv").out
    sites = json.loads(cli("score", "sites.csv", "-q", "-f", "json").out)["sites"]
    assert [site["id"] for site in sites if site["only_local_questions"]] == ["local"]
    assert "only local questions are left" in cli("explain", "sites.csv", "local", "-q").out
    assert "local questions" not in cli("explain", "sites.csv", "both", "-q").out


def test_without_questions_in_the_criteria_nothing_is_said(cli: Cli, folder: Path) -> None:
    (folder / "criteria.yaml").write_text(CRITERIA.replace(", ask: How many rooms?", ""))
    assert "local questions" not in cli("score", "sites.csv", "-q").out
    assert "only_local_questions" not in cli("score", "sites.csv", "-q", "-f", "json").out
