"""What someone does first: no command, `init`, `schema`, `rules`, and `--data` for a file as it is."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cli.conftest import CRITERIA, Ended

from vasterviksmodell.criteria import default_criteria_path
from vasterviksmodell.findings import RULES

Cli = Callable[..., Ended]
HEADINGS = (
    "id,name,school_m,school_places,preschool_m,preschool_places,stop_m,departures_weekday,travel_time_town_min,"
    "health_centre_m,grocery_m,service_point,internships,associations_active,plots_persons,detailed_plan,"
    "infrastructure,reception_per_1000,population\n"
)


def test_without_a_command_the_help_is_shown(cli: Cli) -> None:
    ended = cli()
    assert ended.code == 2
    assert "Usage: vasterviksmodell" in ended.out + ended.err
    assert "obstacles" in ended.out + ended.err


def test_init_writes_the_model_and_an_empty_table_that_fits_it(
    tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended = cli("init", "new/places")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err == "".join(f"wrote new/places/{name}\n" for name in ("criteria.yaml", "sites.csv", "sites.xlsx"))
    assert Path("new/places/criteria.yaml").read_bytes() == default_criteria_path().read_bytes()
    assert Path("new/places/sites.csv").read_text() == HEADINGS
    monkeypatch.chdir("new/places")
    checked = json.loads(cli("check", "sites.csv", "-f", "json").out)
    assert [it["code"] for it in checked["findings"]] == ["D001"], "nothing but that it holds no sites"
    assert cli("score", "sites.csv", "-f", "jsonl").out == ""
    checked = json.loads(cli("check", "sites.xlsx", "-f", "json").out)
    assert {it["code"] for it in checked["findings"]} == {"D001", "D010", "D013"}


def test_init_overwrites_only_when_forced_and_names_what_is_there(here: Path, cli: Cli) -> None:
    (here / "sites.csv").unlink()
    refused = cli("init")
    assert (refused.code, refused.err) == (2, "vasterviksmodell: not overwritten without --force: criteria.yaml\n")
    assert (here / "criteria.yaml").read_text() == CRITERIA
    assert not (here / "sites.csv").exists()
    assert cli("init", "--force").code == 0
    assert (here / "criteria.yaml").read_bytes() == default_criteria_path().read_bytes()
    assert (here / "sites.csv").read_text() == HEADINGS


def test_init_says_when_it_cannot_write(here: Path, cli: Cli) -> None:
    ended = cli("init", "sites.csv/new")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("vasterviksmodell: cannot write to sites.csv/new: ")


def test_the_schemas_are_those_of_criteria_and_of_rankings(here: Path, cli: Cli) -> None:
    ranking = json.loads(cli("score", "sites.csv", "-f", "json").out)
    document = json.loads(json.dumps(ranking["criteria"]))
    schemas = {}
    for what in ("criteria", "ranking"):
        ended = cli("schema", what)
        assert (ended.code, ended.err) == (0, "")
        schemas[what] = json.loads(ended.out)
        Draft202012Validator.check_schema(schemas[what])
    criteria, of_ranking = (Draft202012Validator(schemas[what]) for what in ("criteria", "ranking"))
    assert criteria.is_valid(document)
    assert not criteria.is_valid(ranking)
    assert not criteria.is_valid({**document, "criteriaa": {}})
    assert of_ranking.is_valid(ranking)
    assert not of_ranking.is_valid(document)


def test_the_schema_of_sites_needs_criteria_without_errors(here: Path, cli: Cli) -> None:
    (here / "criteria.yaml").write_text("version: 2\n")
    ended = cli("schema", "sites")
    assert (ended.code, ended.out) == (1, "")
    assert "error[C005]" in ended.err


def test_rules_are_listed_for_programs_with_all_that_is_known_of_them(cli: Cli) -> None:
    ended = cli("rules", "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    listed = json.loads(ended.out)
    assert [it["code"] for it in listed] == list(RULES)
    for it in listed:
        rule = RULES[it["code"]]
        assert list(it) == ["code", "severity", "title", "adjustable", "why", "bad", "good"]
        assert (it["title"], it["adjustable"]) == (rule.title.inside("en"), rule.adjustable)
    assert {it["code"]: it["severity"] for it in listed if it["code"] in ("D103", "D006", "D201")} == {
        "D103": "error",
        "D006": "warning",
        "D201": RULES["D201"].severity.name.lower(),
    }


def test_rules_are_listed_in_swedish_for_people_and_in_english_for_programs(cli: Cli) -> None:
    assert cli("rules", "--lang", "sv").out.splitlines()[0] == "F001  error   Inte UTF-8"
    assert cli("rules", "--lang", "sv", "-f", "markdown").out.startswith("# Regler\n")
    assert cli("rules", "--lang", "sv", "-f", "json") == cli("rules", "-f", "json")


def test_rules_are_listed_in_the_language_of_the_criteria(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("criteria.yaml").write_text("language: sv\n")
    assert cli("rules", "D103").out.startswith("D103 error: Inte ett tal\n")
    assert cli("rules", "D103", "--lang", "en").out.startswith("D103 error: Not a number\n")


def test_one_rule_is_told_in_any_case_and_another_is_suggested(cli: Cli) -> None:
    (only,) = json.loads(cli("rules", "d103", "-f", "json").out)
    assert (only["code"], only["severity"]) == ("D103", "error")
    assert only["bad"] != only["good"]
    text = cli("rules", "d103").out
    assert text.startswith("D103 error: Not a number\n")
    assert "D104" not in text
    assert cli("rules", "D1003").err == "vasterviksmodell: no rule 'D1003'; did you mean D103?\n"
    assert cli("rules", "nonsense").err == "vasterviksmodell: no rule 'nonsense'\n"


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("header", "--data takes KEY=VALUE, not 'header'"),
        ("hedder=2", "--data has no 'hedder'; did you mean header?"),
        ("zzzzzzzz=2", "--data has no 'zzzzzzzz'; it has encoding, delimiter, decimal, header, sheet, "),
        ("header=x", "--data: "),
        ("header=0", "--data: "),
        ("header=12345678901", "--data: "),
    ],
)
def test_what_is_no_data_option_is_refused(here: Path, cli: Cli, option: str, said: str) -> None:
    ended = cli("score", "sites.csv", "--data", option, "-q")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"vasterviksmodell: {said}")


def test_the_line_of_the_headings_may_be_given(here: Path, cli: Cli) -> None:
    (here / "sites.csv").write_text("id,school,plan\nid,plan,school\na,housing,500\n")
    ended = cli("score", "sites.csv", "-f", "jsonl", "-q", "--data", "header=2")
    assert (ended.code, json.loads(ended.out)["score"]) == (0, 100.0)


@pytest.mark.parametrize("name", ["new.json/", "new.json/.", "new.json//"])
def test_what_is_named_as_a_directory_is_no_file(here: Path, cli: Cli, name: str) -> None:
    ended = cli("score", "sites.csv", "-q", "-o", name)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"vasterviksmodell: cannot write to {name}: it is a directory\n"
    assert not (here / "new.json").exists()


@pytest.mark.parametrize("command", ["score sites.csv -f csv -o .", "explain sites.csv ekby -o .", "check -o ."])
def test_a_directory_is_no_output(here: Path, cli: Cli, command: str) -> None:
    ended = cli(*command.split())
    assert (ended.code, ended.out) == (2, "")
    assert "Traceback" not in ended.err
    assert [path for path in here.iterdir() if path.name.startswith(".")] == []


def test_standard_input_that_is_closed_is_told(here: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    ended = cli("score", "-")
    assert (ended.code, ended.out) == (2, "")
    assert "cannot read: standard input is closed" in ended.err


def test_a_saved_ranking_is_given_alone(here: Path, cli: Cli) -> None:
    assert cli("score", "sites.csv", "-o", "saved.json").code == 0
    for command in ("robustness saved.json sites.csv", "losses sites.csv saved.json"):
        ended = cli(*command.split())
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.endswith("vasterviksmodell: saved.json is a saved ranking: give it alone\n")


@pytest.mark.parametrize(("persons", "parts"), [(36, (19, 10, 5)), (96, (50, 26, 14)), (5, (3, 1, 1))])
def test_the_model_is_scaled_to_the_persons_that_are_to_be_housed(here: Path, cli, persons, parts):
    """The shares are those of 48 people: 25 adults, 13 pupils, 7 preschool children."""
    from vasterviksmodell import load_criteria

    assert cli("init", "new", "--persons", persons).code == 0
    need = load_criteria(here / "new" / "criteria.yaml").need
    assert need is not None
    assert (need.persons, need.adults, need.pupils, need.preschool_children) == (persons, *parts)
    assert f"{persons} people" in cli("score", "new/sites.csv", "-c", "new/criteria.yaml").out


@pytest.mark.parametrize("persons", ["1", "1000000"])
def test_persons_that_the_model_does_not_fit_are_refused(here: Path, cli, persons):
    ended = cli("init", "new", "--persons", persons)
    assert (ended.code, (here / "new").exists()) == (2, False)
    assert "state need:" in ended.err
