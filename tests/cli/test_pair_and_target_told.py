"""What `explain` says of two sites that no order parts, and of targets there already, out of reach or only together."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.cli.conftest import Ended

Cli = Callable[..., Ended]
PAIRS = "id,name,school,plan\na,A,9000,housing\nb,B,8000,none\nc,C,500,none\nd,D,500,none\ne,E,500,housing\n"
EFFORT = """\
version: 1
criteria:
  school: {unit: m, range: [0, 9000], weight: 2, value: {1000: 100, 5000: 0}, requirement: {at_most: 4000},
           effort: 0.01}
  bus: {range: [0, 50], weight: 1, value: {0: 0, 20: 100}, effort: 2}
  shop: {range: [0, 90], weight: 1, value: {0: 100, 90: 0}}
  plan: {type: category, weight: 1, value: {a: 0, b: 60}}
"""
SITES = """\
id,name,school,bus,shop,plan
a,A,3000,5,45,a
b,B,6000,0,45,
c,C,2000..3000,,45,a
d,D,,,30,b
e,E,1000,20,90,a
"""


@pytest.fixture
def paired(here: Path, cli: Cli) -> Callable[..., str]:
    (here / "sites.csv").write_text(PAIRS)

    def told(*arguments: str) -> str:
        ended = cli("explain", "sites.csv", *arguments, "-q")
        assert (ended.code, ended.err) == (0, "")
        return ended.out

    return told


def test_a_tie_is_neither_before_the_other(paired: Callable[..., str]) -> None:
    text = paired("c", "d")
    assert text.startswith(
        "C and D\n\nC has 66.7 points and D 66.7: a gap of 0.0. Neither stands before the other.\n\nThe difference"
    )
    assert paired("c", "d", "--lang", "sv").startswith(
        "C och D\n\nC har 66,7 poäng och D 66,7: 0,0 poängs skillnad. Ingen av dem står före den andra.\n"
    )
    told = json.loads(paired("c", "d", "-f", "json"))
    assert (told["tie"], told["gap"], told["by_status"], told["settled"], told["decisive"], told["turnings"]) == (
        *(True, 0.0, False, False, [], []),
    )
    assert (told["first"]["rank"], told["second"]["rank"]) == (2, 2)


def test_two_excluded_sites_have_no_order(paired: Callable[..., str]) -> None:
    text = paired("a", "b")
    assert text.startswith(
        "A and B\n\nA has 33.3 points and B 0.0: a gap of 33.3. Both are excluded and have no rank.\n\nThe difference"
    )
    assert "Both are excluded" not in paired("e", "a")
    assert "Båda är uteslutna och har ingen rang.\n" in paired("a", "b", "--lang", "sv")
    told = json.loads(paired("a", "b", "-f", "json"))
    assert told["first"] == {
        "id": "a",
        "name": "A",
        "status": "excluded",
        "rank": None,
        "score": pytest.approx(100 / 3),
        "score_low": pytest.approx(100 / 3),
        "score_high": pytest.approx(100 / 3),
        "stopped_by": ["school"],
    }
    assert (told["tie"], told["by_status"], told["gap"]) == (False, False, pytest.approx(100 / 3))


def test_where_the_status_decides_weights_do_not(paired: Callable[..., str]) -> None:
    text = paired("e", "a")
    assert "A is excluded, so neither scores nor weights decide. What excludes it: School (9,000" in text
    assert "The order is settled: it holds whatever the unknown figures are." in text
    assert "Changes of one weight" not in text
    told = json.loads(paired("e", "a", "-f", "json"))
    assert (told["by_status"], told["settled"], told["decisive"], told["turnings"]) == (True, True, [], [])
    assert [it["criterion"] for it in told["differences"]] == ["school", "plan"]


def test_what_decides_outweighs_what_speaks_for_the_other_if_anything_does(paired: Callable[..., str]) -> None:
    Path("sites.csv").write_text(PAIRS + "f,F,3000,housing\n")
    assert "Decisive: Plan (+33.3); nothing speaks for D." in paired("e", "d")
    assert "Decisive: School (+47.6); it alone outweighs all that speaks for F." in paired("d", "f")


@pytest.fixture
def aimed(here: Path, cli: Cli) -> Callable[..., str]:
    (here / "criteria.yaml").write_text(EFFORT)
    (here / "sites.csv").write_text(SITES)

    def told(site: str, target: str, *options: str) -> str:
        ended = cli("explain", "sites.csv", site, "--target", target, "-q", *options)
        assert (ended.code, ended.err) == (0, "")
        return ended.out.partition("\n\n")[2] if not options else ended.out

    return told


IMPOSSIBLE = "Nothing reaches the target: with every measure at its best it would have 92.0 points.\n"
TOGETHER = (
    "No single measure reaches the target. Nor do those together that have an effort declared and are exactly known"
    " (school and bus): at their best they give 70.0 points. No effort is declared for: shop and plan.\n"
)
OPENED = (
    "B has 10.0 points and needs {}. It is excluded and must first meet: school. That takes an effort of 20."
    " Then it has 20.0 points. "
)
UNDECLARED = "No effort is declared for: shop and plan.\n"
LEFT_OUT = "No effort is declared for: shop and plan. Not exactly known, so left out: school and bus.\n"
ENOUGH = OPENED.format("15.0").replace("points. ", "points, which is enough.")
CHEAPEST = (
    "A has 35.0 points and needs 60.0. No single measure reaches the target. The cheapest combination by declared"
    " effort takes 30 and gives 60.0 points. No effort is declared for: shop and plan.\n"
)
NOT_COMPARED = "No single measure reaches the target. Combinations cannot be compared. "


@pytest.mark.parametrize(
    ("site", "target", "said"),
    [
        ("e", "score=60", "E is there already, with 60.0 points.\n"),
        ("e", "rank=1", "E is there already, with 60.0 points.\n"),
        ("a", "rank=2", "A is there already, with 35.0 points.\n"),
        ("a", "qualified", "A meets every requirement already.\n"),
        ("c", "qualified", "C meets every requirement already.\n"),
        ("b", "qualified", "B must meet: school. That takes an effort of 20.\n\nRequirements to be met"),
        ("d", "qualified", "D must meet: school.\n\nRequirements to be met"),
        ("a", "score=95", f"A has 35.0 points and needs 95.0. {IMPOSSIBLE}"),
        ("b", "score=95", OPENED.format("95.0") + IMPOSSIBLE),
        ("a", "score=92.04", f"A has 35.0 points and needs 92.0. {IMPOSSIBLE.replace('92.0', '92.00')}"),
        ("a", "score=92", f"A has 35.0 points and needs 92.0. {TOGETHER}"),
        ("a", "score=90", f"A has 35.0 points and needs 90.0. {TOGETHER}"),
        ("b", "score=90", OPENED.format("90.0") + TOGETHER),
        ("c", "score=90", f"C has 30.0 points and needs 90.0. {NOT_COMPARED}{LEFT_OUT}"),
        (
            "e",
            "score=90",
            f"E has 60.0 points and needs 90.0. {NOT_COMPARED}No effort is declared for: shop and plan.\n",
        ),
        ("d", "score=60", "D has 25.3 points and needs 60.0. One measure reaches the target alone: school.\n"),
        ("b", "rank=5", "B is excluded and need only meet: school. That takes an effort of 20.\n\nRequirements"),
        ("b", "score=15", f"{ENOUGH}\n\nRequirements to be met"),
        ("a", "score=60", CHEAPEST),
    ],
)
def test_what_it_takes_is_said_in_sentences(aimed: Callable[..., str], site: str, target: str, said: str) -> None:
    assert aimed(site, target).startswith(said)


def test_sites_beyond_all_targets_are_told_so_in_swedish(aimed: Callable[..., str]) -> None:
    assert "E är redan där, med 60,0 poäng." in aimed("e", "score=60", "--lang", "sv")
    assert "A uppfyller redan alla krav." in aimed("a", "qualified", "--lang", "sv")
    assert "Inget når målet: med alla mått som bäst skulle" in aimed("a", "score=95", "--lang", "sv")
    assert "Kombinationer kan inte jämföras." in aimed("e", "score=90", "--lang", "sv")


def entry(aimed: Callable[..., str], site: str, target: str) -> Any:
    return json.loads(aimed(site, target, "-f", "json"))


def test_a_cheapest_combination_is_told_to_programs(aimed: Callable[..., str]) -> None:
    told = entry(aimed, "b", "score=60")
    assert told["target"] == {"kind": "score", "at": 60.0}
    assert (told["score"], told["needed"], told["reached"], told["possible"]) == (10.0, 60.0, False, True)
    assert (told["score_when_opened"], told["highest"]) == (pytest.approx(20.0), pytest.approx(92.0))
    assert told["openings"] == [
        {
            "criterion": "school",
            "truth": "not_met",
            "measure": [6000.0, 6000.0],
            "to": [4000.0, 4000.0],
            "by": 2000.0,
            "effort": {"least": 20.0, "whole": True},
        }
    ]
    assert told["effort_to_open"] == {"least": 20.0, "whole": True}
    assert told["ways"] == []
    combination = told["combination"]
    assert [(it["criterion"], it["measure"], it["to"], it["by"], it["points"]) for it in combination["changes"]] == [
        ("school", [6000.0, 6000.0], [1000.0, 1000.0], 5000.0, pytest.approx(30.0)),
        ("bus", [0.0, 0.0], [pytest.approx(10.0)] * 2, pytest.approx(10.0), pytest.approx(10.0)),
    ]
    assert (combination["enough"], combination["besides"], combination["score"]) == (True, [], pytest.approx(60.0))
    assert combination["effort"] == {"least": pytest.approx(70.0), "whole": True}
    assert (combination["taking_part"], combination["undeclared"], combination["unknown"]) == (
        ["school", "bus"],
        ["shop", "plan"],
        [],
    )


def test_a_combination_that_is_not_enough_is_told_to_programs(aimed: Callable[..., str]) -> None:
    combination = entry(aimed, "a", "score=90")["combination"]
    assert (combination["enough"], combination["score"]) == (False, pytest.approx(70.0))
    assert combination["taking_part"] == ["school", "bus"]
    left_out = entry(aimed, "c", "score=90")["combination"]
    assert (left_out["taking_part"], left_out["undeclared"], left_out["unknown"]) == (
        [],
        ["shop", "plan"],
        ["school", "bus"],
    )


def test_what_is_reached_already_needs_nothing(aimed: Callable[..., str]) -> None:
    for target in ("score=60", "rank=1", "qualified"):
        told = entry(aimed, "e", target)
        assert (told["reached"], told["openings"], told["ways"], told["combination"]) == (True, [], [], None)
    assert "at" not in entry(aimed, "e", "qualified")["target"]


def test_when_nothing_reaches_it_no_way_is_told(aimed: Callable[..., str]) -> None:
    told = entry(aimed, "a", "score=95")
    assert (told["reached"], told["possible"], told["ways"], told["combination"]) == (False, False, [], None)


def test_where_the_scores_meet_is_told_to_programs(paired: Callable[..., str]) -> None:
    """E leads C by its plan alone, and that criterion can lose all its weight before they meet."""
    told = json.loads(paired("e", "c", "-f", "json"))
    assert (told["gap"], told["settled"], told["decisive"]) == (pytest.approx(100 / 3), True, ["plan"])
    assert told["turnings"] == []
    Path("sites.csv").write_text("id,name,school,plan\na,A,500,none\nb,B,4000,housing\n")
    told = json.loads(paired("a", "b", "-f", "json"))
    assert {it["weight"]: (it["points"], it["points_where_equal"], it["moved"]) for it in told["turnings"]} == {
        "school": (2.0, pytest.approx(1.0), pytest.approx(1 / 6)),
        "plan": (1.0, pytest.approx(2.0), pytest.approx(1 / 6)),
    }


def test_a_category_that_need_only_be_found_out_is_named(aimed: Callable[..., str]) -> None:
    Path("sites.csv").write_text("id,name,school,bus,shop,plan\na,A,1000,20,0,\n")
    text = aimed("a", "score=85")
    assert text.startswith("A has 80.0 points and needs 85.0. One measure reaches the target alone: plan.")
    assert "\nplan       unknown  found to be b         92.0\n" in text
    (way,) = entry(aimed, "a", "score=85")["ways"]
    assert (way["criterion"], way["to"], way["by"], way["score"]) == ("plan", ["b", "b"], None, pytest.approx(92.0))


def test_what_must_be_opened_beside_a_combination_is_a_row_without_points(aimed: Callable[..., str]) -> None:
    """A must get another plan; that stands with what adds to the score, but none of the points told is from that."""
    Path("criteria.yaml").write_text(EFFORT.replace("b: 60}", "b: 60}, requirement: {in: [b]}"))
    _, table = aimed("a", "score=80").split("The cheapest combination\n\n")
    assert [line.split() for line in table.split("\n\n")[0].splitlines()] == [
        ["Criterion", "Measure", "Needed", "Change", "Effort", "Points", "more"],
        ["plan", "a", "b"],
        ["school", "3,000", "m", "1,000", "m", "2,000", "m", "less", "20", "+20.0"],
        ["bus", "5", "18", "13", "more", "26", "+13.0"],
    ]
