"""`obstacles`, `similar` and `explain --target` as they are called: several files, saved rankings, and refusals."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

Cli = Callable[..., Ended]
EFFORT = """\
version: 1
criteria:
  school:
    range: [0, 50000]
    weight: 2
    value: {500: 100, 4000: 0}
    requirement: {at_most: 4000}
    effort: 0.01
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
  walk: {range: [0, 90], weight: 1, value: {steps: {0: 100, 15: 40, 45: 0}}}
"""


@pytest.fixture
def effort(here: Path) -> Path:
    """The working directory with efforts in its criteria."""
    (here / "criteria.yaml").write_text(EFFORT)
    (here / "sites.csv").write_text("id,name,school,plan,walk\na,Alby,2250,housing,45\nb,Boby,9000,none,5\n")
    return here


def test_each_file_is_ranked_on_its_own_and_may_be_a_saved_ranking(here: Path, cli: Cli) -> None:
    cli("score", "sites.csv", "--format", "json", "--output", "saved.json")
    (here / "more.csv").write_text("id,school,plan\nankarby,9000,none\n")
    ended = cli("obstacles", "sites.csv", "more.csv", "saved.json", "--format", "json")
    told = json.loads(ended.out)
    assert ended.code == 0
    assert [(it["path"], it["sites"], it["excluded"]) for it in told["files"]] == [
        ("sites.csv", 3, 1),
        ("more.csv", 1, 1),
        ("saved.json", 3, 1),
    ]
    assert (told["total"]["sites"], told["total"]["excluded"]) == (7, 3)
    school = {it["id"]: it for it in told["total"]["counts_by_obstacle"]}["school"]
    assert (school["stops"], school["stops_alone"]) == (3, 3)


def test_what_is_said_about_the_criteria_is_said_once_for_several_files(here: Path, cli: Cli) -> None:
    (here / "more.csv").write_text("id,school,plan\nx,twelve,none\n")
    ended = cli("obstacles", "sites.csv", "more.csv")
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.count("criteria: ./criteria.yaml") == 1
    assert ended.err.count("error[") == 1
    (here / "criteria.yaml").write_text("version: 2\n")
    assert cli("obstacles", "sites.csv", "more.csv").err.count("C005") == 1


def test_criteria_are_refused_only_where_every_file_has_its_own(here: Path, cli: Cli) -> None:
    cli("score", "sites.csv", "--format", "json", "--output", "saved.json")
    ended = cli("obstacles", "saved.json", "saved.json", "--criteria", "criteria.yaml")
    assert (ended.code, ended.out) == (2, "")
    assert "saved.json is a saved ranking and carries its own criteria" in ended.err
    assert cli("obstacles", "saved.json", "sites.csv", "--criteria", "criteria.yaml").code == 0


@pytest.mark.parametrize(
    ("by", "keys"), [("obstacle", {"by_obstacle"}), ("site", {"by_site"}), (None, {"by_obstacle", "by_site"})]
)
def test_only_what_is_asked_for_is_told(here: Path, cli: Cli, by: str | None, keys: set[str]) -> None:
    ended = cli("obstacles", "sites.csv", "--format", "json", *(["--by", by] if by else []))
    (file,) = json.loads(ended.out)["files"]
    assert keys == {"by_obstacle", "by_site"} & set(file)
    text = cli("obstacles", "sites.csv", *(["--by", by] if by else [])).out
    assert ("What stops sites" in text) == ("by_obstacle" in keys)
    assert ("What would open each site" in text) == ("by_site" in keys)


def test_only_kinds_of_obstacles_that_there_are_have_a_heading(here: Path, cli: Cli) -> None:
    text = cli("obstacles", "sites.csv", "--by", "obstacle").out
    assert "What stops sites" in text
    assert "What must be found out" not in text
    assert "What is warned of" not in text


def test_a_measure_is_set_in_the_file_that_has_the_site(here: Path, cli: Cli) -> None:
    (here / "more.csv").write_text("id,school,plan\nx,500,none\n")
    ended = cli("obstacles", "sites.csv", "more.csv", "--set", "x.school=9000", "--format", "json")
    assert [it["excluded"] for it in json.loads(ended.out)["files"]] == [1, 1]
    assert "no site 'y'" in cli("obstacles", "sites.csv", "more.csv", "--set", "y.school=9000").err


@pytest.mark.parametrize(
    "target",
    [
        "",
        "best",
        "qualified=1",
        "score",
        "score=",
        "score=101",
        "score=-1",
        "score=60,5",
        "score=nan",
        "rank=0",
        "rank=1.5",
        "rank=²",
    ],
)
def test_what_is_no_target_is_refused(here: Path, cli: Cli, target: str) -> None:
    ended = cli("explain", "sites.csv", "ekby", "--target", target)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == (
        f"vasterviksmodell: --target takes qualified, score=60 (0 to 100) or rank=3 (from 1), not '{target}'\n"
    )


def test_a_target_is_for_one_site(here: Path, cli: Cli) -> None:
    ended = cli("explain", "sites.csv", "ekby", "ankarby", "--target", "qualified")
    assert (ended.code, ended.err) == (2, "vasterviksmodell: --target is about one site: leave out 'ankarby'\n")


def test_a_measure_just_below_a_step_is_written_so(effort: Path, cli: Cli) -> None:
    text = cli("explain", "sites.csv", "a", "--target", "score=60").out
    assert "walk       45" in text
    assert "< 45" in text
    assert "e-1" not in text
    told = json.loads(cli("explain", "sites.csv", "a", "--target", "score=60", "--format", "json").out)
    walk = {it["criterion"]: it for it in told["ways"]}["walk"]
    assert 44.999 < walk["to"][0] == walk["to"][1] < 45


def test_what_effort_means_is_said_where_any_step_has_one(effort: Path, cli: Cli) -> None:
    """School has an effort, walk has none; without that of school no step has any."""
    assert "Effort: in the units" in cli("explain", "sites.csv", "a", "--target", "score=60").out
    (effort / "criteria.yaml").write_text(EFFORT.replace("    effort: 0.01\n", ""))
    assert "Effort: in the units" not in cli("explain", "sites.csv", "a", "--target", "score=60").out


def test_how_alike_sites_are_is_told_to_programs(here: Path, cli: Cli) -> None:
    """Ekby is 0 to 2,000 m from a school: worth 57 to 100 there; and nothing by its plan."""
    told = json.loads(cli("similar", "sites.csv", "ekby", "--format", "json").out)
    assert (told["id"], told["compared"], [it["id"] for it in told["others"]]) == ("ekby", 2, ["ankarby", "tallby"])
    third = pytest.approx(100 / 3)
    assert told["others"][0] == {
        "id": "ankarby",
        "name": "Ankarby",
        "status": "qualified",
        "distance": [third, pytest.approx(100 / 3 + 200 / 7)],
        "only_unknown": pytest.approx(200 / 7),
        "distances": [
            {"criterion": "school", "measure": [500, 500], "distance": [0, pytest.approx(200 / 7)]},
            {"criterion": "plan", "measure": ["housing", "housing"], "distance": [third, third]},
        ],
    }


def test_a_category_says_what_it_takes_only_where_that_is_declared(effort: Path, cli: Cli) -> None:
    told = json.loads(cli("explain", "sites.csv", "b", "--target", "score=70", "--format", "json").out)
    assert told["openings"][0]["effort"] == {"least": 50.0, "whole": True}
    by_id = {it["criterion"]: it["effort"] for it in told["ways"]}
    assert by_id == {"school": {"least": pytest.approx(50 + 31.5), "whole": True}}


def test_nothing_is_like_a_site_that_is_alone(here: Path, cli: Cli) -> None:
    (here / "one.csv").write_text("id,school,plan\nx,500,none\n")
    ended = cli("similar", "one.csv", "x")
    assert (ended.code, ended.out) == (0, "Most like x\n\nThere is no other site to compare with.\n")
    assert json.loads(cli("similar", "one.csv", "x", "--format", "json").out)["others"] == []


def test_without_sites_there_are_no_obstacles(here: Path, cli: Cli) -> None:
    (here / "none.csv").write_text("id,school,plan\n")
    ended = cli("obstacles", "none.csv")
    assert (ended.code, ended.out) == (0, "Obstacles and opportunities\n\nThere are no sites.\n")
    assert json.loads(cli("obstacles", "none.csv", "--format", "json").out)["total"]["sites"] == 0


def test_names_are_data_in_every_format(here: Path, cli: Cli) -> None:
    (here / "odd.csv").write_text('id,name,school,plan\nx,"<b>|\x1b[31m[a](b)",9000,none\ny,Y,,\n')
    for command in (
        ("obstacles", "odd.csv"),
        ("similar", "odd.csv", "y"),
        ("explain", "odd.csv", "x", "--target", "qualified"),
    ):
        text, markdown = cli(*command).out, cli(*command, "--format", "markdown").out
        assert "\x1b" not in text + markdown
        assert r"\<b\>\|\\x1b\[31m\[a\](b)" in markdown
        assert "NaN" not in cli(*command, "--format", "json").out


def test_a_rank_beyond_the_last_site_is_refused(here: Path, cli: Cli) -> None:
    ended = cli("explain", "sites.csv", "ankarby", "--target", "rank=4", "-q")
    assert ended.code == 2
    assert "there is no rank 4 among 3 sites" in ended.err
    assert cli("explain", "sites.csv", "ankarby", "--target", "rank=3", "-q").code == 0
