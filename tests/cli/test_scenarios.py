"""Scenarios: named sets of changes, applied one at a time, or side by side."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

CRITERIA = """\
version: 1
criteria:
  school: {measure: school_m, range: [0, 9000], weight: 1, value: {500: 100, 4500: 0}, requirement: {at_most: 4000}}
  bus: {range: [0, 90], weight: 1, value: {0: 0, 20: 100}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
"""
SITES = "id,name,school_m,bus,plan\na,Aby,500,20,housing\nb,Bby,2500,10,none\nc,Cby,4500,,housing\n"
SCENARIOS = """\
version: 1
scenarios:
  buses:
    label: {en: More buses, sv: Fler bussar}
    sets: {b: {bus: 20}, c: {bus: 10..20}}
  school:
    label: A school in Cby
    sets: {c: {school: 500}, a: {school_m: 4500}}
"""


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, text in {"criteria.yaml": CRITERIA, "sites.csv": SITES, "scenarios.yaml": SCENARIOS}.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def test_a_scenario_is_the_same_as_its_measures_set_by_hand(cli, files):
    applied = cli("score", "sites.csv", "--scenario", "buses", "-f", "json", "-q").out
    assert applied == cli("score", "sites.csv", "--set", "b.bus=20", "--set", "c.bus=10..20", "-f", "json", "-q").out


def test_what_is_set_by_hand_goes_before_the_scenario(cli, files):
    found = json.loads(
        cli("score", "sites.csv", "--scenario", "buses", "--set", "b.bus=4", "--top", "3", "-f", "json", "-q").out
    )
    measures = {site["id"]: site["criteria"]["bus"]["measure"] for site in found["sites"]}
    assert (measures["b"], measures["c"]) == ([4.0, 4.0], [10.0, 20.0])


def test_a_saved_ranking_takes_a_scenario_too_and_verifies(cli, files):
    cli("score", "sites.csv", "-o", "saved.json", "-q")
    direct = cli("score", "sites.csv", "--scenario", "school", "-f", "csv", "-q").out
    assert cli("score", "saved.json", "--scenario", "school", "-f", "csv", "-q").out == direct
    assert cli("score", "saved.json", "--scenario", "school", "-o", "school.json", "-q").code == 0
    assert cli("verify", "school.json").code == 0


def test_side_by_side_each_site_has_status_rank_and_score_in_each_scenario(cli, files):
    found = json.loads(cli("compare", "sites.csv", "--scenarios", "scenarios.yaml", "-f", "json", "-q").out)
    assert [scenario["id"] for scenario in found["scenarios"]] == [None, "buses", "school"]
    assert found["scenarios"][1]["label"] == {"en": "More buses", "sv": "Fler bussar"}
    for scenario in ("buses", "school"):
        ranked = json.loads(cli("score", "sites.csv", "--scenario", scenario, "-f", "json", "-q").out)
        expected = {site["id"]: (site["status"], site["rank"], site["score"]) for site in ranked["sites"]}
        assert expected == {
            site["id"]: (one["status"], one["rank"], one["score"])
            for site in found["sites"]
            for one in site["outcomes"]
            if one["scenario"] == scenario
        }


def test_people_read_what_each_scenario_changes(cli, files):
    told = cli("compare", "sites.csv", "--scenarios", "scenarios.yaml", "--lang", "sv", "-q").out
    assert "- Fler bussar: först är Aby; 2 orter har en annan status, rang eller poäng." in told
    assert "- A school in Cby: först är Cby; 2 orter har en annan status, rang eller poäng." in told
    assert "Cby  – → 1  utesluten → kvalificerad   33,3 → 66,7" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("score", "sites.csv", "--scenario", "buss"), "did you mean 'buses'?"),
        (("score", "sites.csv", "--scenario", "x"), "there are buses, school"),
        (("score", "sites.csv", "--scenarios", "scenarios.yaml"), "say which of its scenarios"),
        (("score", "sites.csv", "--scenario", "buses", "--scenarios", "no.yaml"), "cannot read no.yaml"),
        (("score", "sites.csv", "--scenario", "buses", "-o", "scenarios.yaml", "-f", "json"), "is an input"),
        (("compare", "sites.csv", "--scenarios", "scenarios.yaml", "-o", "scenarios.yaml", "-f", "json"), "an input"),
        (("compare", "sites.csv"), "two rankings"),
        (("compare", "sites.csv", "sites.csv", "--scenarios", "scenarios.yaml"), "give no other"),
    ],
)
def test_what_cannot_be_done_is_refused(cli, files, arguments, told):
    ended = cli(*arguments, "-q")
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert (files / "scenarios.yaml").read_text() == SCENARIOS


@pytest.mark.parametrize("command", [("score", "sites.csv", "--scenario", "buses"), ("compare", "sites.csv")])
def test_a_cell_that_cannot_be_read_is_told_where_it_is(cli, files, command):
    (files / "scenarios.yaml").write_text(SCENARIOS.replace("{bus: 20}", "{bus: many}"))
    ended = cli(*command, "--scenarios", "scenarios.yaml", "-q")
    assert (ended.code, ended.out) == (1, "")
    assert "scenarios.yaml:5:21: error[D103] 'many' is not a number" in ended.err


@pytest.mark.parametrize("command", [("score", "sites.csv", "--scenario", "buses"), ("compare", "sites.csv")])
def test_a_site_that_is_not_there_is_a_warning(cli, files, command):
    (files / "scenarios.yaml").write_text(SCENARIOS.replace("{b: {bus", "{bb: {bus"))
    ended = cli(*command, "--scenarios", "scenarios.yaml")
    assert ended.code == 0
    assert "scenarios.yaml:5:22: warning[D118] no site has the id 'bb', which 'buses' is about" in ended.err


def test_the_schema_takes_what_the_program_takes(cli, files):
    schema = json.loads(cli("schema", "scenarios").out)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    scenario = {"label": {"en": "L"}, "sets": {"b": {"bus": 3, "plan": "none"}}}
    assert validator.is_valid({"version": 1, "scenarios": {"a": scenario}})
    for wrong in ({"sets": {}}, {"sets": {"b": 3}}, {"x": 1}, {"label": {}}):
        assert not validator.is_valid({"version": 1, "scenarios": {"a": scenario | wrong}}), wrong
    assert not validator.is_valid({"version": 1, "scenarios": {"A": scenario}})
