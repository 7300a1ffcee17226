"""`--actor WHOSE`: whose weights count, said for one run."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.cli.conftest import CRITERIA

from vasterviksmodell.scoring.saved.schema import ranking_schema

ACTORS = """\
actors:
  municipality:
    label: {en: The municipality, sv: Kommunen}
    who: {en: The working party, sv: Arbetsgruppen}
    when: 2026-10-01
    why: School first
    weights: {school: 9, plan: 1}
  agency:
    who: The office
    when: 2026
    why: Plans first
    weights: {school: 1, plan: 4}
"""
SITES = "id,name,school,plan\nankarby,Ankarby,500,none\nekby,Ekby,4000,housing\n"
RANKED = {"municipality": (90.0, 10.0), "agency": (20.0, 80.0), "tree": (200 / 3, 100 / 3)}
"""The score is the weight of the one criterion that a site is best at: Ankarby's, then Ekby's."""


@pytest.fixture
def weighed(here):
    """The same directory with criteria that two actors weigh, and sites that each is best at one thing."""
    Path("criteria.yaml").write_text(CRITERIA + ACTORS, encoding="utf-8")
    Path("sites.csv").write_text(SITES, encoding="utf-8")
    return here


def combined(rule: str = "mean") -> None:
    Path("criteria.yaml").write_text(f"{CRITERIA}{ACTORS}combine: {rule}\n", encoding="utf-8")


def scores(out: str) -> tuple[float, ...]:
    by_id = {site["id"]: site["score"] for site in json.loads(out)["sites"]}
    return by_id["ankarby"], by_id["ekby"]


@pytest.mark.parametrize("whose", RANKED)
def test_scores_are_by_the_weights_of_whom_one_asks_for(weighed, cli, whose):
    ended = cli("score", "sites.csv", "-f", "json", "--actor", whose)
    assert ended.code == 0
    assert scores(ended.out) == pytest.approx(RANKED[whose])
    document = json.loads(ended.out)
    assert document["weights_of"] == document["criteria"]["weights_of"] == whose
    Draft202012Validator(ranking_schema()).validate(document)


def test_without_the_option_the_criteria_say_whose(weighed, cli):
    assert scores(cli("score", "sites.csv", "-f", "json").out) == pytest.approx(RANKED["tree"])
    combined()
    assert scores(cli("score", "sites.csv", "-f", "json").out) == pytest.approx((55.0, 45.0))
    assert cli("score", "sites.csv").out == cli("score", "sites.csv", "--actor", "combined").out


def test_combined_by_the_geometric_mean(weighed, cli):
    combined("geometric_mean")
    school, plan = (0.9 * 0.2) ** 0.5, (0.1 * 0.8) ** 0.5
    expected = 100 * school / (school + plan), 100 * plan / (school + plan)
    assert scores(cli("score", "sites.csv", "-f", "json").out) == pytest.approx(expected)


def test_a_ranking_without_actors_does_not_say_whose(here, cli):
    ended = cli("score", "sites.csv", "-f", "json")
    assert "weights_of" not in json.loads(ended.out)
    assert "Weights" not in cli("score", "sites.csv").out


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--actor", "municipality"], "Weights: The municipality (The working party, 2026-10-01)"),
        (["--actor", "agency"], "Weights: agency (The office, 2026)"),
        (["--actor", "tree"], "Weights: those of the tree of criteria, not an actor's"),
        ([], "Weights: combined, the mean of 2 actors"),
        (["--actor", "municipality", "--lang", "sv"], "Vikter: Kommunen (Arbetsgruppen, 2026-10-01)"),
        (["--actor", "tree", "--lang", "sv"], "Vikter: kriterieträdets egna, inte någon aktörs"),
        (["--lang", "sv"], "Vikter: sammanvägda, det aritmetiska medelvärdet av 2 aktörers vikter"),
    ],
)
def test_tables_say_whose_weights_they_are(weighed, cli, arguments, line):
    combined()
    assert line in cli("score", "sites.csv", *arguments).out.splitlines()[:4]
    markdown = cli("score", "sites.csv", "-f", "markdown", *arguments).out.replace("\\", "")
    assert line in markdown.splitlines()[:8]


@pytest.mark.parametrize(
    ("rule", "share", "line"),
    [
        ("mean", 2, "Weights: combined, the weighted mean of 2 actors"),
        ("geometric_mean", 1, "Weights: combined, the geometric mean of 2 actors"),
        ("geometric_mean", 2, "Weights: combined, the weighted geometric mean of 2 actors"),
    ],
)
def test_tables_say_how_weights_are_combined(weighed, cli, rule, share, line):
    combined(rule)
    text = Path("criteria.yaml").read_text(encoding="utf-8")
    Path("criteria.yaml").write_text(text.replace("why: School first", f"why: School first\n    share: {share}"))
    assert line in cli("score", "sites.csv").out.splitlines()


def test_one_actor_alone_is_told_as_one(weighed, cli):
    alone = ACTORS[: ACTORS.index("  agency")]
    Path("criteria.yaml").write_text(f"{CRITERIA}{alone}combine: mean\n", encoding="utf-8")
    assert "Weights: combined, the mean of 1 actor" in cli("score", "sites.csv").out.splitlines()
    swedish = "Vikter: sammanvägda, det aritmetiska medelvärdet av 1 aktörs vikter"
    assert swedish in cli("score", "sites.csv", "--lang", "sv").out.splitlines()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("municipalty", "no actor 'municipalty'; did you mean 'municipality'? (there are tree, municipality, agency)"),
        ("x\x1b[31m", "no actor 'x\\x1b[31m' (there are tree, municipality, agency)"),
        ("", "no actor '' (there are tree, municipality, agency)"),
        ("combined", "no actor 'combined': the criteria declare no rule (combine: mean, or geometric_mean)"),
    ],
)
@pytest.mark.parametrize("command", ["score", "obstacles", "losses", "robustness"])
def test_an_actor_that_is_not_there_is_told_with_those_that_are(weighed, cli, command, asked, said):
    ended = cli(command, "sites.csv", "-q", "--actor", asked)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err


COMMANDS = [("explain", "ankarby"), ("similar", "ankarby"), ("losses",), ("robustness", "--draws", "50")]


@pytest.mark.parametrize(("command", "arguments"), [(it[0], it[1:]) for it in COMMANDS])
def test_an_analysis_rests_on_the_weights_asked_for(weighed, cli, command, arguments):
    found = {whose: cli(command, "sites.csv", *arguments, "-f", "json", "-q", "--actor", whose).out for whose in RANKED}
    assert found["agency"] not in (found["municipality"], found["tree"])
    Path("saved.json").write_text(cli("score", "sites.csv", "-f", "json", "--actor", "agency").out, encoding="utf-8")
    assert cli(command, "saved.json", *arguments, "-f", "json", "-q").out == found["agency"]


@pytest.mark.parametrize(("command", "arguments"), [(it[0], it[1:]) for it in COMMANDS])
def test_programs_are_told_whose_weights_an_analysis_rests_on(weighed, cli, command, arguments):
    ended = cli(command, "sites.csv", *arguments, "-f", "json", "-q", "--actor", "agency")
    assert json.loads(ended.out)["weights_of"] == "agency"


def test_obstacles_takes_it_too(weighed, cli):
    assert cli("obstacles", "sites.csv", "--actor", "agency", "-q").code == 0


@pytest.mark.parametrize(("command", "arguments"), [*((it[0], it[1:]) for it in COMMANDS), ("obstacles", ())])
def test_a_saved_ranking_carries_its_own_weights(weighed, cli, command, arguments):
    Path("saved.json").write_text(cli("score", "sites.csv", "-f", "json", "--actor", "agency").out, encoding="utf-8")
    ended = cli(command, "saved.json", *arguments, "--actor", "municipality")
    assert (ended.code, ended.out) == (2, "")
    assert "saved.json is a saved ranking and carries its own criteria" in ended.err


@pytest.mark.parametrize("whose", [*RANKED, "combined"])
def test_a_ranking_by_an_actor_is_verified(weighed, cli, whose):
    combined()
    Path("saved.json").write_text(cli("score", "sites.csv", "-f", "json", "--actor", whose).out, encoding="utf-8")
    ended = cli("verify", "saved.json")
    assert ended.code == 0, ended.out
    assert "byte for byte" in ended.err


def test_a_ranking_that_names_another_actor_than_it_follows_from_is_not_verified(weighed, cli):
    out = cli("score", "sites.csv", "-f", "json", "--actor", "agency").out
    Path("saved.json").write_text(out.replace('"weights_of": "agency"', '"weights_of": "tree"', 1), encoding="utf-8")
    assert cli("verify", "saved.json").code == 1


def test_comparing_what_two_actors_get_says_that_weights_did_it(weighed, cli):
    for whose in ("municipality", "agency"):
        out = cli("score", "sites.csv", "-f", "json", "--actor", whose).out
        Path(f"{whose}.json").write_text(out, encoding="utf-8")
    ended = cli("compare", "municipality.json", "agency.json", "-f", "json")
    assert [it["cause"] for it in json.loads(ended.out)["causes"]] == ["weights"]


def test_what_two_actors_get_is_compared_at_once(weighed, cli):
    asked = ["sites.csv", "sites.csv", "-q", "--old-actor", "municipality", "--actor", "agency"]
    lines = cli("compare", *asked).out.splitlines()
    assert [it.partition(": ")[::2] for it in lines[2:5] if it] == [
        ("Before", "Weights: The municipality (The working party, 2026-10-01)"),
        ("Now", "Weights: agency (The office, 2026)"),
    ]
    document = json.loads(cli("compare", *asked, "-f", "json").out)
    assert [document[side]["weights_of"] for side in ("old", "new")] == ["municipality", "agency"]
    assert [it["cause"] for it in document["causes"]] == ["weights"]


def test_comparing_files_by_the_weights_of_one_actor_says_so_once(weighed, cli):
    Path("later.csv").write_text(SITES.replace("4000", "400"), encoding="utf-8")
    told = cli("compare", "sites.csv", "later.csv", "-q", "--actor", "agency").out
    assert told.count("Weights: ") == 1
    assert "Weights: agency" in told.splitlines()[2]


@pytest.mark.parametrize("option", ["--actor", "--old-actor"])
def test_saved_rankings_that_are_compared_carry_their_own_weights(weighed, cli, option):
    Path("saved.json").write_text(cli("score", "sites.csv", "-f", "json").out, encoding="utf-8")
    ended = cli("compare", "saved.json", "saved.json", option, "agency")
    assert (ended.code, ended.out) == (2, "")
    assert "their own criteria" in ended.err or "its own criteria" in ended.err


def test_an_actor_and_what_is_said_of_data_go_together(weighed, cli):
    Path("sites.csv").write_text(SITES.replace(",", ";").replace("4000", "-"), encoding="utf-8")
    said = ["--data", 'missing={"-": missing}', "--actor", "agency"]
    ended = cli("score", "sites.csv", "-f", "json", *said)
    document = json.loads(ended.out)
    assert document["weights_of"] == "agency"
    assert document["criteria"]["data"] == {"missing": {"-": "missing"}}


def test_check_warns_of_weights_that_changed_after_they_were_frozen(weighed, cli):
    frozen = f"frozen: {{weights: '{'0' * 64}', date: 2026-11-20, by: [Anna Ek, Bo Lind]}}\n"
    with Path("criteria.yaml").open("a", encoding="utf-8") as file:
        file.write(frozen)
    ended = cli("check")
    assert ended.code == 0
    assert "warning[C204] the weights were changed after they were frozen on 2026-11-20" in ended.out
    assert cli("score", "sites.csv", "--fail-on", "warning").code == 1
