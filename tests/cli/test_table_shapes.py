"""Long tables, files to be joined, headings over several lines, as a user asks for them."""

import json
from pathlib import Path

import pytest
from jsonschema import validate

LONG = """\
id,name,year,sex,school,plan
ankarby,Ankarby,2016,total,900,housing
ankarby,Ankarby,2017,total,500,housing
ankarby,Ankarby,2017,men,700,housing
ekby,Ekby,2017,total,4100,none
ekby,Ekby,2017,men,800,none
"""
SCHOOLS = "id,name,school\nankarby,Ankarby,500\nekby,Ekby,4100\n"
PLANS = "id;plan\nekby;none\nankarby;housing\n"


@pytest.fixture
def files(here):
    Path("long.csv").write_text(LONG)
    Path("schools.csv").write_text(SCHOOLS)
    Path("plans.csv").write_text(PLANS)


def rows(ended):
    """The ids, statuses and scores of a ranking in CSV."""
    assert ended.code == 0, ended.err
    return [line.split(",")[:3] for line in ended.out.splitlines()[1:]]


ANSWER = [["ankarby", "Ankarby", "qualified"], ["ekby", "Ekby", "excluded"]]


@pytest.mark.parametrize(
    "options",
    [
        ["where.year=2017", "where.sex=total"],
        ["where.year=2017.0", "where.sex= TOTAL"],
        ["where={year: 2017, sex: total}"],
        ['where.year=["2017", 2018.5, 2017]', "where.sex=total"],
    ],
)
def test_rows_are_chosen_for_one_run(files, cli, options):
    given = [part for it in options for part in ("--data", it)]
    ended = cli("score", "long.csv", "-f", "csv", *given)
    if "2018.5" in options[0]:
        assert (ended.code, "D032" in ended.err) == (1, True)
        given[1] = "where.year=[2017]"
        ended = cli("score", "long.csv", "-f", "csv", *given)
    assert rows(ended) == ANSWER


def test_a_choice_by_one_heading_leaves_the_others_of_the_criteria_file(files, cli):
    with Path("criteria.yaml").open("a") as file:
        file.write("data: {where: {year: 2016, sex: total}}\n")
    assert rows(cli("score", "long.csv", "-f", "csv")) == ANSWER[:1]
    assert rows(cli("score", "long.csv", "-f", "csv", "--data", "where.year=2017")) == ANSWER
    ended = cli("check", "long.csv", "--data", "where={year: 2017}")
    assert (ended.code, "D034" in ended.out) == (1, True)
    assert (
        rows(cli("score", "long.csv", "-f", "csv", "--data", "where.year=2017", "--data", "where.sex=[total]"))
        == ANSWER
    )


def test_what_is_left_out_is_told_and_recorded(files, cli):
    ended = cli("score", "long.csv", "-f", "json", "-v", "--data", "where={year: 2017, sex: total}")
    assert "rows left out 3, 2 sites" in ended.err
    ranking = json.loads(ended.out)
    assert ranking["inputs"][0]["dialect"]["left_out"] == "3"
    validate(ranking, json.loads(cli("schema", "ranking").out))
    ended = cli("score", "long.csv", "-v", "--lang", "sv", "--data", "where={year: 2017, sex: total}")
    assert "utelämnade rader 3" in ended.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["where.year=2017", "where.year=2016"], "--data has 'where.year' twice"),
        (["where.=2017"], "--data has no 'where.'"),
        (["where=2017"], "'where' cannot be '2017'"),
        (["where.year=[]"], "'year' cannot be empty"),
        (["where.year={a: 1}"], "'year' cannot be keys with values"),
        (["join=perhaps"], "'join' cannot be 'perhaps'"),
        (["header=[2, 1]"], "expected line numbers in rising order"),
        (["header=[2, 2]"], "expected line numbers in rising order"),
        (["header=[]"], "'header' cannot be empty"),
        (["header=[0, 1]"], "'header' cannot be '0'"),
        (["header=0"], "'header' cannot be '0'"),
        (["header=two"], "'header' cannot be 'two'"),
    ],
)
def test_what_an_option_cannot_say_is_refused(files, cli, options, said):
    ended = cli("check", "long.csv", *(part for it in options for part in ("--data", it)))
    assert ended.code == 2
    assert said in ended.err


@pytest.mark.parametrize("command", ["score", "check", "obstacles", "losses", "robustness", "weights compare"])
def test_files_are_joined_by_every_command_that_takes_several(files, cli, command):
    more = ["--draws", "100"] if command == "robustness" else []
    ended = cli(*command.split(), "schools.csv", "plans.csv", "--join", *more)
    assert (ended.code, "D035" in ended.out + ended.err) == (0, False)
    assert cli(*command.split(), "schools.csv", "plans.csv", *more).code == 1 - (command == "obstacles")


def test_obstacles_of_joined_files_are_those_of_one_table(files, cli):
    ended = cli("obstacles", "schools.csv", "plans.csv", "--join", "-f", "json")
    assert [part["path"] for part in json.loads(ended.out)["files"]] == ["schools.csv + plans.csv"]
    apart = cli("obstacles", "schools.csv", "plans.csv", "-f", "json")
    assert [part["path"] for part in json.loads(apart.out)["files"]] == ["schools.csv", "plans.csv"]


def test_the_criteria_file_may_say_that_files_are_joined(files, cli):
    assert rows(cli("score", "schools.csv", "plans.csv", "-f", "csv", "--join")) == ANSWER
    with Path("criteria.yaml").open("a") as file:
        file.write("data: {join: true}\n")
    assert rows(cli("score", "schools.csv", "plans.csv", "-f", "csv")) == ANSWER
    apart = cli("check", "schools.csv", "plans.csv", "--data", "join=false")
    assert (apart.code, "D035" in apart.out) == (1, True)


def test_a_ranking_of_joined_files_and_chosen_rows_is_verified_and_explained(files, cli):
    Path("long.csv").write_text(LONG.replace(",plan", "").replace(",housing", "").replace(",none", ""))
    options = ["--join", "--data", "where.year=2017", "--data", "where.sex=total", "-o", "ranking.json"]
    assert cli("score", "long.csv", "plans.csv", *options).code == 0
    assert cli("verify", "ranking.json").code == 0
    assert "Ankarby" in cli("explain", "ranking.json", "ankarby").out
    Path("plans.csv").write_text(PLANS.replace("none", "housing"))
    assert cli("verify", "ranking.json").code == 1
    refused = cli("score", "ranking.json", "--join")
    assert refused.code in {1, 2}
    assert cli("losses", "ranking.json", "--join").code == 2


def test_the_first_of_joined_files_are_those_of_the_whole(files, cli, monkeypatch):
    from vasterviksmodell.scoring import run

    monkeypatch.setattr(run, "_LARGE", 0)
    ended = cli("score", "schools.csv", "plans.csv", "--join", "--top", "1", "-f", "csv")
    assert rows(ended) == ANSWER[:1]
    chosen = ["--data", "where={year: 2017, sex: total}"]
    assert rows(cli("score", "long.csv", "--top", "1", "-f", "csv", *chosen)) == ANSWER[:1]
    assert "2 sites: 1 qualified" in cli("score", "long.csv", "--top", "1", *chosen).out


def test_contradictions_of_joined_files_stop_the_ranking(files, cli):
    Path("plans.csv").write_text("id;plan;school\nekby;none;4100\nankarby;housing;600\n")
    ended = cli("score", "schools.csv", "plans.csv", "--join")
    assert ended.code == 1
    assert "plans.csv:3:17: error[D040] '600' contradicts '500' at schools.csv:2:17" in ended.err
    swedish = cli("check", "schools.csv", "plans.csv", "--join", "--lang", "sv")
    assert "'600' strider mot '500' på schools.csv:2:17 (kriteriet 'school')" in swedish.out


def test_how_joined_files_were_read_is_told(files, cli):
    ended = cli("check", "schools.csv", "plans.csv", "--join", "-v")
    assert "schools.csv: csv" in ended.err
    assert "plans.csv: csv" in ended.err


def test_headings_on_two_lines_are_declared_for_one_run(here, cli):
    Path("sites.csv").write_text("id,,Skola,\nx,y,school,plan\n")
    assert cli("check", "sites.csv", "--data", "header=[1, 2]").code == 1
    Path("sites.csv").write_text("Ort,,Skola,\nid,name,school,plan\na,A,500,housing\n")
    assert rows(cli("score", "sites.csv", "-f", "csv", "--data", "header=[1, 2]")) == [["a", "A", "qualified"]]
