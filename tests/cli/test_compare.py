"""`compare` on the command line: saved and fresh rankings, what changed in words and for programs, exit codes."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

Cli = Callable[..., Ended]


def saved(cli: Cli, name: str, *arguments: str) -> None:
    assert cli("score", "sites.csv", *arguments, "-o", name, "--quiet").code == 0


def edited(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def told(cli: Cli, *arguments: str, lang: str = "en") -> str:
    """The sentence."""
    ended = cli("compare", *arguments, "--lang", lang)
    assert ended.code == 0, ended.err
    return ended.out.split("\n\n")[1].strip()


def test_nothing_changed(here: Path, cli: Cli) -> None:
    saved(cli, "old.json")
    assert told(cli, "old.json", "sites.csv") == "Nothing changed: all 3 sites have the same status, rank and score."
    assert "Sites that" not in cli("compare", "old.json", "sites.csv").out, (
        "there is no table of sites that came or went"
    )
    ended = cli("compare", "old.json", "sites.csv", "--fail-on-change", "rank", "--format", "json")
    assert ended.code == 0
    entry = json.loads(ended.out)
    assert (entry["schema"], entry["unchanged"], entry["changes"]) == ("vasterviksmodell/comparison/1", 3, [])
    assert entry["causes"] == []


def test_a_measure_changed(here: Path, cli: Cli) -> None:
    saved(cli, "old.json")
    edited(here / "sites.csv", "0..2000,none", "500,housing")
    sentence = told(cli, "old.json", "sites.csv")
    assert sentence == (
        "Of the 3 sites in both rankings 1 has another rank and 1 another score, because of other measures (most of all"
        " Plan). First is now Ankarby and Ekby; before it was Ankarby."
    )
    assert told(cli, "old.json", "sites.csv", lang="sv") == (
        "Av de 3 orterna i båda har 1 fått ändrad rang och 1 ändrad poäng på grund av ändrade mått (mest Plan). Främst"
        " står nu Ankarby och Ekby; tidigare var det Ankarby."
    )
    entry = json.loads(cli("compare", "old.json", "sites.csv", "-f", "json").out)
    (change,) = entry["changes"]
    assert change["id"] == "ekby"
    assert change["measures"] == [
        {"criterion": "school", "old": [0, 2000], "new": [500, 500]},
        {"criterion": "plan", "old": ["none", "none"], "new": ["housing", "housing"]},
    ]
    assert sum(change["parts"].values()) == pytest.approx(change["points"], abs=1e-9)
    assert [it["path"] for it in entry["inputs"]] == ["sites.csv"]


def test_the_criteria_changed(here: Path, cli: Cli) -> None:
    saved(cli, "old.json")
    text = (here / "criteria.yaml").read_text()
    text = (
        text.replace("weight: 1\n", "weight: 2\n")
        .replace("4000: 0", "3000: 0")
        .replace("at_most: 4000", "at_most: 1000")
    )
    (here / "new.yaml").write_text(text + "  bus: {weight: 1, value: {0: 0, 10: 100}}\n")
    ended = cli("compare", "old.json", "sites.csv", "--criteria", "new.yaml", "--fail-on-change", "status")
    assert ended.code == 1
    for line in (
        "- Ekby: qualified → unverified. School: met → unknown (the requirement changed).",
        "Added: bus (weight 20.0%).",
        "School Weight 66.7% 40.0%",
        "School Value function 500: 100; 4,000: 0 500: 100; 3,000: 0",
        "School Requirement ≤ 4,000 m ≤ 1,000 m",
    ):
        assert line in re.sub("[ \u00a0]+", " ", ended.out)
    entry = json.loads(cli("compare", "old.json", "sites.csv", "-c", "new.yaml", "-f", "json").out)
    assert entry["criteria"]["weights"][0] == {"criterion": "school", "old": pytest.approx(2 / 3), "new": 0.4}
    assert {it["what"] for it in entry["criteria"]["altered"]} == {"value", "requirement"}


def test_two_files_of_sites_each_with_its_criteria(here: Path, cli: Cli) -> None:
    edited(here / "criteria.yaml", "weight: 2\n", "weight: 5\n")
    (here / "old.yaml").write_text((here / "criteria.yaml").read_text().replace("weight: 5\n", "weight: 2\n"))
    assert "because of other weights" in told(cli, "sites.csv", "sites.csv", "--old-criteria", "old.yaml")
    ended = cli("compare", "sites.csv", "sites.csv")
    assert ended.out.startswith("What changed\n\nNothing changed")
    assert ended.err == "criteria: ./criteria.yaml\n"


def test_sites_that_entered_and_left(here: Path, cli: Cli) -> None:
    saved(cli, "old.json")
    edited(here / "sites.csv", "ekby,Ekby,", "ek,Ekby,")
    sentence = told(cli, "old.json", "sites.csv")
    assert sentence == (
        "1 site entered; 1 site left; the 2 sites in both rankings are as they were. Ekby left as 'ekby' and entered as"
        " 'ek': perhaps it is one place under two ids."
    )
    assert cli("compare", "old.json", "sites.csv", "--fail-on-change", "status", "-q").code == 1
    (here / "sites.csv").write_text("id,school\nother,500\n")
    assert "no site is in both rankings" in told(cli, "old.json", "sites.csv")
    (here / "sites.csv").write_text("id,school\n")
    assert told(cli, "sites.csv", "sites.csv") == "Nothing changed: neither ranking holds a site."


def test_what_another_version_told_is_a_cause_of_its_own(here: Path, cli: Cli) -> None:
    saved(cli, "old.json")
    text = (here / "old.json").read_text().replace('"version": "0', '"version": "older-0', 1)
    (here / "old.json").write_text(re.sub(r'("id":"ekby".*?"score":)[0-9.]+', r"\g<1>40.0", text))
    assert "because of another version of the program." in told(cli, "old.json", "sites.csv")
    (change,) = json.loads(cli("compare", "old.json", "sites.csv", "-f", "json").out)["changes"]
    assert change["parts"] == {"data": 0, "criteria": 0, "weights": 0, "version": pytest.approx(change["points"])}


def test_a_status_that_only_another_version_told(here: Path, cli: Cli) -> None:
    saved(cli, "old.json")
    edited(here / "old.json", '"id":"ekby","name":"Ekby","rank":2', '"id":"ekby","name":"Ekby","rank":null')
    text = (here / "old.json").read_text()
    (here / "old.json").write_text(re.sub('("id":"ekby".*?"status":)"qualified"', r'\1"excluded"', text))
    ended = cli("compare", "old.json", "sites.csv")
    assert "- Ekby: excluded → qualified (another version of the program)" in ended.out


def test_refusals(here: Path, cli: Cli) -> None:
    saved(cli, "old.json")
    saved(cli, "cut.json", "--top", "1")
    assert cli("compare", "old.json", "old.json", "-c", "criteria.yaml").code == 2
    assert cli("compare", "old.json", "sites.csv", "--old-criteria", "criteria.yaml").code == 2
    assert cli("compare", "old.json", "nowhere.csv").code == 2
    assert cli("compare", "-", "-").code == 2
    assert cli("compare", "old.json", "sites.csv", "-o", "sites.csv").code == 2
    cut = cli("compare", "cut.json", "sites.csv")
    assert (cut.code, cut.out) == (1, "")
    assert "cut.json: error[R002]" in cut.err
    (here / "broken.csv").write_text("id,school,plan\na,x,housing\n")
    assert cli("compare", "old.json", "broken.csv").code == 1


def test_names_are_data(here: Path, cli: Cli) -> None:
    (here / "sites.csv").write_text('id,name,school,plan\na,"**|[x]\x1b[31m",500,none\n')
    saved(cli, "old.json")
    edited(here / "sites.csv", "500", "2000")
    ended = cli("compare", "old.json", "sites.csv", "--format", "markdown")
    assert "\\*\\*\\|\\[x\\]\\\\x1b\\[31m" in ended.out
    assert "\x1b" not in ended.out


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["last,Sistby,9000,none"], "1 site entered; the 3 sites in both rankings are as they were."),
        (
            ["last,Sistby,9000,none", "later,Senby,9000,none"],
            "2 sites entered; the 3 sites in both rankings are as they were.",
        ),
        (
            ["first,Först,500,housing"],
            (
                "1 site entered; of the 3 sites in both rankings 1 has another rank, because of the sites that entered"
                " or left. First is now Ankarby and Först; before it was Ankarby."
            ),
        ),
    ],
)
def test_sites_that_enter_are_counted(here: Path, cli: Cli, more: list[str], sentence: str) -> None:
    saved(cli, "old.json")
    (here / "sites.csv").write_text("\n".join([(here / "sites.csv").read_text().rstrip(), *more, ""]))
    assert told(cli, "old.json", "sites.csv") == sentence
    text = cli("compare", "old.json", "sites.csv").out
    assert "Sites that entered" in text
    unchanged = {1: "1 site is unchanged", 2: "2 sites are unchanged", 3: "3 sites are unchanged"}
    moved = json.loads(cli("compare", "old.json", "sites.csv", "-f", "json").out)
    assert unchanged[moved["unchanged"]] in text
    (here / "few.csv").write_text("id,name,school,plan\nankarby,Ankarby,500,housing\n")
    assert "2 sites left; the only site in both rankings is as it was." in told(cli, "old.json", "few.csv")


@pytest.mark.parametrize("more", [(), ("ekby,Ekby,500,housing",)])
def test_one_site_and_several_are_unchanged(here: Path, cli: Cli, more: tuple[str, ...]) -> None:
    (here / "sites.csv").write_text("\n".join(["id,name,school,plan", "a,A,500,housing", *more, ""]))
    saved(cli, "old.json")
    (here / "sites.csv").write_text((here / "sites.csv").read_text() + "z,Z,9000,none\n")
    text = cli("compare", "old.json", "sites.csv").out
    assert ("2 sites are unchanged and not listed." if more else "1 site is unchanged and not listed.") in text


def test_a_wider_range_makes_no_other_measure(here: Path, cli: Cli) -> None:
    bus = "{range: [0, 50], weight: 1, value: {0: 0, 50: 100}, requirement: {at_least: 9}}"
    criteria = f"version: 1\ncriteria:\n  bus: {bus}\n"
    (here / "criteria.yaml").write_text(criteria)
    (here / "sites.csv").write_text("id,bus\na,>=50\nb,50\nc,<=0\nd,0\ne,20..50\nf,\n")
    saved(cli, "old.json")
    wider = criteria.replace("[0, 50]", "[-10, 60]").replace("at_least: 9", "at_least: 55").replace("0: 0", "-10: 0")
    (here / "wider.yaml").write_text(wider)
    entry = json.loads(cli("compare", "old.json", "sites.csv", "-c", "wider.yaml", "-f", "json").out)
    assert [cause["cause"] for cause in entry["causes"]] == ["criteria"]
    assert {change["id"] for change in entry["changes"]} >= {"a", "b", "e", "f"}
    for change in entry["changes"]:
        assert change["measures"] == []
        assert change["parts"]["data"] == 0
        assert [outcome["because"] for outcome in change["requirements"]] in ([], [["criteria"]])
