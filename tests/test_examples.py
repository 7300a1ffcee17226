"""The examples are what their pages say."""

import csv
import doctest
import importlib
import pkgutil

import pytest
from tests.conftest import ROOT

import vasterviksmodell
from vasterviksmodell import Ranking, default_criteria, read_sites, score

VASTERVIK = ROOT / "examples" / "vastervik" / "sites.csv"
INVENTED = ROOT / "examples" / "exempelkommun"


def ranked(name: str) -> Ranking:
    criteria = default_criteria()
    return score(read_sites(INVENTED / name, criteria), criteria)


def test_both_forms_of_exempelkommun_give_the_same_ranking() -> None:
    assert ranked("orter.csv").frame.equals(ranked("sites.yaml").frame)


def test_exempelkommun_has_the_numbers_its_page_names() -> None:
    counts = ranked("orter.csv").counts
    assert (counts.sites, counts.qualified, counts.unverified, counts.excluded) == (30, 17, 1, 12)


def test_exempelkommun_has_a_tie_and_a_site_with_a_high_score_that_is_excluded() -> None:
    frame = ranked("orter.csv").frame
    by_id = {row["id"]: row for row in frame.iter_rows(named=True)}
    assert by_id["skenrod"]["rank"] == by_id["drommala"]["rank"]
    assert by_id["skissboda"]["status"] == "excluded"
    assert by_id["skissboda"]["score"] > frame["score"].median()


def test_ankarsrum_is_not_excluded_and_nothing_is_qualified_on_what_is_known() -> None:
    criteria = default_criteria()
    ranking = score(read_sites(VASTERVIK, criteria), criteria)
    assert (ranking.counts.sites, ranking.counts.qualified) == (13, 0)
    assert ranking.frame.filter(ranking.frame["id"] == "ankarsrum")["status"].to_list() == ["unverified"]


def test_the_13_localities_have_the_population_of_vastervik_se_2022() -> None:
    with VASTERVIK.open(encoding="utf-8") as file:
        population = {row["name"]: int(row["population"]) for row in csv.DictReader(file)}
    assert len(population) == 13
    assert (population["Västervik"], population["Ankarsrum"], population["Ukna"]) == (21562, 1269, 93)


@pytest.mark.parametrize(
    "module", [it.name for it in pkgutil.walk_packages(vasterviksmodell.__path__, "vasterviksmodell.")]
)
def test_examples_in_docstrings_run(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    if module.endswith("__main__"):
        return
    failed, _ = doctest.testmod(importlib.import_module(module))
    assert failed == 0
