"""What `weights agree` says where there is little to say: nobody left, nobody else, nothing shared, never first."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

Cli = Callable[..., Ended]
ACTORS = """\
version: 1
criteria:
  school: {range: [0, 9000], weight: 2, value: {500: 100, 4000: 0}, requirement: {at_most: 4000}}
  bus: {range: [0, 30], weight: 1, value: {0: 0, 30: 100}}
actors:
  town: {who: The town, when: 2026, why: Costs, weights: {school: 9, bus: 1}}
  agency: {who: The agency, when: 2026, why: Reach, weights: {school: 1, bus: 9}}
"""
ONE = "".join(line for line in ACTORS.splitlines(keepends=True) if "agency" not in line)
EXCLUDED = "id,name,school,bus\na,A,9000,1\nb,B,5000,3\n"
NONE = "id,name,school,bus\n"
OPPOSED = "id,name,school,bus\na,A,500,0\nb,B,4000,30\nc,C,2300,14\n"
"""A is best for the one, B for the other, and C, though worst for nobody, lies below the line between them."""
ALIKE = "id,name,school,bus\na,A,500,30\nb,B,4000,0\n"


@pytest.fixture
def agreed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> Callable[..., str]:
    """What is told of sites under criteria."""
    monkeypatch.chdir(tmp_path)

    def told(sites: str, criteria: str, *options: str) -> str:
        Path("sites.csv").write_text(sites)
        Path("criteria.yaml").write_text(criteria)
        ended = cli("weights", "agree", "sites.csv", "-q", *options)
        assert (ended.code, ended.err) == (0, "")
        return ended.out

    return told


@pytest.mark.parametrize("criteria", [ACTORS, ONE])
@pytest.mark.parametrize(
    ("sites", "lang", "said"),
    [
        (EXCLUDED, "en", "Where the actors agree\n\nEvery site is excluded, whichever weights count.\n"),
        (EXCLUDED, "sv", "Vad aktörerna är överens om\n\nAlla orter är uteslutna, oavsett vem som viktar.\n"),
        (NONE, "en", "Where the actors agree\n\nThere are no sites.\n"),
        (NONE, "sv", "Vad aktörerna är överens om\n\nDet finns inga orter.\n"),
    ],
)
def test_where_no_site_is_left_that_alone_is_said(
    agreed: Callable[..., str], criteria: str, sites: str, lang: str, said: str
) -> None:
    assert agreed(sites, criteria, "--lang", lang) == said


def test_what_two_opposed_actors_do_not_share_is_said(agreed: Callable[..., str]) -> None:
    said = agreed(OPPOSED, ACTORS, "--top", "1")
    assert "The actors do not agree on the first place: A for town; B for agency. Kendall's W" in said
    assert " is 0.00. No site is among the first 1 of every actor. The compromise is C: " in said
    assert "still gives it 46.9 points, more than" in said
    assert "For town, A is 80.0 points before B; for agency, B is 80.0 points before A." in said
    assert "school (+80.0) and bus (+80.0). Kendall's tau of all their sites: −1.00." in said
    _, _, after = said.partition("What it would take for C to be first\n\n")
    assert after.startswith("- town: no weights make it first.\n- agency: no weights make it first.\n")
    swedish = agreed(OPPOSED, ACTORS, "--top", "1", "--lang", "sv")
    assert "- town: inga vikter gör den först.\n" in swedish
    assert "bland de 1 första hos alla aktörer" in swedish


def test_what_two_opposed_actors_do_not_share_in_json(agreed: Callable[..., str]) -> None:
    told = json.loads(agreed(OPPOSED, ACTORS, "--top", "1", "-f", "json"))
    assert [(it["id"], it["weights"]) for it in told["actors"]] == [
        ("town", {"school": 0.9, "bus": 0.1}),
        ("agency", {"school": 0.1, "bus": 0.9}),
    ]
    assert (told["top"], told["exact"], told["in_every_top"], told["compromise"]) == (1, True, [], ["c"])
    assert [(it["id"], it["rank_spread"]) for it in told["sites"]] == [("a", 2), ("c", 0), ("b", 2)]
    (disagreement,) = told["disagreements"]
    assert (disagreement["before"], disagreement["after"]) == ("a", "b")
    assert disagreement["gaps"] == pytest.approx([80.0, 80.0])
    assert disagreement["parts"] == pytest.approx({"school": 80.0, "bus": 80.0})
    assert told["concessions"] == [
        {"actor": "town", "moved": None, "weights": {}},
        {"actor": "agency", "moved": None, "weights": {}},
    ]


def test_actors_who_put_the_same_site_first_are_told_so(agreed: Callable[..., str]) -> None:
    said = agreed(ALIKE, ACTORS)
    assert "All 2 actors put A first." in said
    assert "tau of all their sites: 1.00." in said
    assert "before B; for" not in said
    assert "- town: it is first already (perhaps with others).\n- agency: it is first already" in said
    (disagreement,) = json.loads(agreed(ALIKE, ACTORS, "-f", "json"))["disagreements"]
    assert (disagreement["before"], disagreement["after"], disagreement["gaps"]) == (None, None, None)


def test_one_actor_has_nobody_to_agree_with(agreed: Callable[..., str]) -> None:
    said = agreed(OPPOSED, ONE, "--top", "1")
    assert "The criteria name one actor only, town: there is nobody to agree with. Among the first 1" in said
    assert "Among the first 1 of every actor: A. The compromise is A: " in said
    assert "What they disagree about" not in said
    swedish = agreed(OPPOSED, ONE, "--top", "1", "--lang", "sv")
    assert "Kriterierna anger bara en aktör, town: det finns ingen att vara överens med." in swedish


def test_what_an_actor_would_give_is_told_with_what_gets_it(agreed: Callable[..., str]) -> None:
    """C, worth 60 and 60, is first for the town (A: 100 and 0) from 60 per cent for the school on: 30 points move."""
    sites = "id,name,school,bus\na,A,500,0\nb,B,4000,30\nc,C,1900,18\n"
    said = agreed(sites, ACTORS)
    assert "- town: 30% of the weight would have to move, from school (30.0) to bus (30.0)." in said
    told = json.loads(agreed(sites, ACTORS, "-f", "json"))
    assert [it["moved"] for it in told["concessions"]] == pytest.approx([0.3, 0.3])
    assert told["concessions"][1]["weights"] == pytest.approx({"school": 0.4, "bus": 0.6})


@pytest.mark.parametrize(("number", "said"), [(9, ""), (10, ""), (11, "1 more"), (13, "3 more")])
def test_of_many_sites_ten_are_named(agreed: Callable[..., str], number: int, said: str) -> None:
    rows = "".join(f"s{it},S{it},500,30\n" for it in range(number))
    text = agreed(f"id,name,school,bus\n{rows}", ACTORS)
    first = text.partition("All 2 actors put ")[2].partition(" first.")[0]
    assert first.count("S") == min(number, 10)
    assert first.endswith(said or f"and S{number - 1}")
    assert ("more" in first) == bool(said)
