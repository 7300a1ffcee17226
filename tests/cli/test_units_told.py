"""What the figures of a ranking were converted from, and what is doubtful about them, stands below the ranking."""

from pathlib import Path

import pytest

CRITERIA = """\
version: 1
criteria:
  school: {measure: school_m, label: {en: School, sv: Skola}, unit: m, weight: 1, value: {500: 100, 4000: 0}}
  stop: {measure: stop_m, unit: m, weight: 1, value: {500: 100, 4000: 0}}
"""
SITES = "id,name,Skola (km),stop_m\na,A,1.2,900\nb,B,0.7,800\nc,C,2,700\nd,D,3,600\ne,E,0.5,0.8\n"


@pytest.fixture
def files(here: Path) -> None:
    Path("criteria.yaml").write_text(CRITERIA, encoding="utf-8")
    Path("sites.csv").write_text(SITES, encoding="utf-8")


def test_nothing_is_ranked_while_a_unit_is_doubtful(files, cli):
    ended = cli("score", "sites.csv")
    assert (ended.code, ended.out) == (1, "")
    assert "error[D206]" in ended.err
    assert "data: {units: {stop_m: m}}" in ended.err


@pytest.mark.parametrize("view", ["table", "markdown", "html"])
def test_the_ranking_tells_conversions_and_doubts(files, cli, view):
    ended = cli("score", "sites.csv", "--data", "units.stop_m=m", "-f", view, "--lang", "sv", "-q")
    assert ended.code == 0
    text = " ".join(ended.out.split())
    assert "Omräknat från km till m: Skola (km)." in text
    assert "0,8 m, långt från 600–900 m" in text


def test_the_unit_is_recorded_and_verified(files, cli):
    assert cli("score", "sites.csv", "--data", "units.stop_m=m", "-o", "ranking.json", "-q").code == 0
    assert '"units": "school_m: km"' in Path("ranking.json").read_text(encoding="utf-8")
    assert cli("verify", "ranking.json").code == 0
