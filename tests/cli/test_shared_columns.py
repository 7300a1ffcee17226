"""Two criteria that read one column, as every command reports them."""

import json
from pathlib import Path

import pytest

CRITERIA = """\
version: 1
criteria:
  near:
    measure: stop_m
    range: [0, 1000]
    weight: 1
    value: {0: 100, 1000: 0}
    requirement: {at_most: 900}
    effort: 1
  class:
    measure: stop_m
    range: [0, 1200]
    weight: 1
    value: {steps: {0: 100, 400: 0}}
    requirement: {at_most: 800}
    effort: 0.5
"""
SITES = "id,stop_m\ns1,\ns2,500\ns3,200\ns4,950\n"


@pytest.fixture
def asked(here, cli):
    (here / "shared.yaml").write_text(CRITERIA)
    (here / "shared.csv").write_text(SITES)

    def ask(command, *arguments):
        ended = cli(command, "shared.csv", *arguments, "-q", "-c", "shared.yaml")
        assert ended.code == 0, ended.err
        return ended.out.replace("\u00a0", " ")

    return ask


def test_a_figure_is_found_out_once_for_all_that_read_it(asked):
    told = json.loads(asked("explain", "s1", "-f", "json"))
    assert told["gaps"] == [
        {
            "criterion": "near",
            "criteria": ["near", "class"],
            "points": 100.0,
            "rank_best": 1,
            "rank_worst": None,
            "can_exclude": True,
            "reach": 2,
        }
    ]
    assert "Most worth finding out: near and class; it alone can give rank 1 or exclude" in asked("explain", "s1")
    assert "Mest värt att ta reda på: near och class" in asked("explain", "s1", "--lang", "sv")


def test_a_target_is_reached_by_the_figure_and_what_is_proposed_can_be_set(asked):
    """Just below 400 m near is worth 60 and class 100: 80 points."""
    (way,) = json.loads(asked("explain", "s2", "--target", "score=70", "-f", "json"))["ways"]
    assert (way["criterion"], way["criteria"], way["score"]) == ("near", ["near", "class"], pytest.approx(80.0))
    assert (way["by"], way["effort"]["least"]) == (pytest.approx(100), pytest.approx(100))
    rows = asked("score", "--set", f"s2.stop_m={way['to'][0]!r}").splitlines()
    assert any(row.startswith("s2") and "80.0" in row for row in rows)
    assert "near and class  500      < 400   > 100 less     100         80.0" in asked(
        "explain", "s2", "--target", "score=70"
    )


def test_one_figure_opens_both(asked):
    told = json.loads(asked("obstacles", "-f", "json"))
    sites = {it["id"]: it for it in told["files"][0]["by_site"]}
    (stop,) = sites["s4"]["stops"]
    assert (stop["criterion"], stop["criteria"], stop["truth"]) == ("near", ["near", "class"], "not_met")
    assert (stop["to"], stop["by"], stop["effort"]) == ([800.0, 800.0], 150.0, {"least": 150.0, "whole": True})
    assert told["total"]["effort_to_open"]["least"] == 150.0
    (unknown,) = sites["s1"]["unknown"]
    assert (unknown["truth"], unknown["to"]) == ("unknown", [0.0, 800.0])
    by_obstacle = {it["id"]: it for it in told["files"][0]["by_obstacle"]}
    assert [by_obstacle[id]["stops"] for id in ("near", "class")] == [["s4"], ["s4"]]
    assert [by_obstacle[id]["stops_alone"] for id in ("near", "class")] == [[], []]
    assert [by_obstacle[id]["unknown"] for id in ("near", "class")] == [["s1"], ["s1"]]
    assert "near and class  950      800                150 less     150" in asked("obstacles", "--by", "site")


def test_one_figure_is_lost_once(asked):
    (loss,) = json.loads(asked("losses", "-f", "json"))["losses"]
    assert (loss["criterion"], loss["criteria"], loss["measure"]) == ("near", ["near", "class"], 1000.0)
    assert json.loads(asked("losses", "--criterion", "class", "-f", "json"))["losses"] == [loss]


def test_one_figure_may_change_the_first_place_alone(asked):
    told = json.loads(asked("robustness", "--draws", "50", "-f", "json"))
    assert told["unknown"]["figures"] == [{"id": "s1", "criterion": "near", "criteria": ["near", "class"]}]
    assert "this figure alone can change the first place: near and class (s1)" in asked("robustness", "--draws", "50")


def test_what_nothing_can_meet_is_told(here, asked):
    (here / "shared.yaml").write_text(CRITERIA.replace("at_most: 900", "at_least: 900"))
    told = asked("explain", "s4", "--target", "score=10")
    assert "It is excluded and must first meet: near and class." in told
    assert "Nothing does: no measure meets all that is required of near and class." in told
    assert "nothing meets them all" in told
    assert "inget mått uppfyller allt som krävs av near och class" in asked(
        "explain", "s4", "--target", "qualified", "--lang", "sv"
    )
    found = json.loads(asked("explain", "s4", "--target", "score=10", "-f", "json"))
    assert (found["possible"], found["ways"], found["combination"]) == (False, [], None)
    assert [(it["to"], it["by"], it["effort"]) for it in found["openings"]] == [
        (None, None, {"least": 0.0, "whole": False})
    ]
    sites = {it["id"]: it for it in json.loads(asked("obstacles", "-f", "json"))["files"][0]["by_site"]}
    assert sites["s4"]["effort_to_open"] == {"least": 0.0, "whole": False}


CATEGORIES = """\
version: 1
criteria:
  plan:
    measure: plan
    type: category
    weight: 1
    value: {Housing: 40, Office: 100, None: 0}
    effort: {Housing: 2, Office: 9}
  permit:
    measure: plan
    type: category
    categories: [none, housing, harbour]
    requirement: {not_in: [none]}
    effort: {housing: 5}
  calm:
    measure: plan
    type: category
    weight: 1
    value: {housing: 80, none: 100, office: 0, harbour: 20}
"""


def test_categories_are_those_that_all_know_however_they_write_them(here, asked):
    """All know housing and none, and only housing is permitted: (40 + 80) / 2."""
    (here / "shared.yaml").write_text(CATEGORIES)
    (here / "shared.csv").write_text("id,plan\na,none\nb,\nc,Housing\n")
    (stop,) = json.loads(asked("obstacles", "-f", "json"))["files"][0]["by_site"][2]["stops"]
    assert (stop["criteria"], stop["to"]) == (["plan", "permit", "calm"], ["Housing", "Housing"])
    assert stop["effort"] == {"least": 5.0, "whole": True}
    told = json.loads(asked("explain", "a", "--target", "score=60", "-f", "json"))
    assert (told["highest"], told["score_when_opened"]) == (60.0, 60.0)
    (gap,) = json.loads(asked("explain", "b", "-f", "json"))["gaps"]
    assert (gap["points"], gap["rank_best"], gap["can_exclude"]) == (10.0, 1, True)
    (loss,) = json.loads(asked("losses", "-f", "json"))["losses"]
    assert loss["measure"] == "None"
    drawn = json.loads(asked("robustness", "--draws", "200", "-f", "json"))
    assert 0.3 < {it["id"]: it for it in drawn["draws"]["sites"]}["b"]["excluded"] < 0.7


def test_what_has_nothing_in_common_stays_apart(here, asked):
    (here / "shared.yaml").write_text(
        CRITERIA.replace("range: [0, 1200]", "range: [1100, 1200]")
        .replace("{steps: {0: 100, 400: 0}}", "{1100: 100, 1200: 0}")
        .replace("requirement: {at_most: 800}", "")
    )
    (here / "shared.csv").write_text("id,stop_m\na,\n")
    assert [it["criterion"] for it in json.loads(asked("explain", "a", "-f", "json"))["gaps"]] == ["near", "class"]


ONE_FOR_TWO = """\
version: 1
unknown: low
criteria:
  near: {measure: x, range: [0, 10], weight: 1, value: {0: 100, 10: 0}, requirement: {at_most: 8}}
  far: {measure: x, range: [0, 10], weight: 1, value: {0: 50, 10: 0}, warning: {at_most: 2}}
  other: {range: [0, 10], weight: 1, value: {0: 100, 10: 0}}
"""


@pytest.mark.parametrize(
    ("unknown", "said", "known", "changes"),
    [
        ("low", "0..5", "1", True),  # 25 of 50 points now, against 45
        ("low", "2..5", "1", False),  # 25 of 40
        ("high", "0..5", "2", True),  # 50 of 25 to 50, against 40
        ("high", "0..3", "4", False),  # 50 of 35 to 50, against 30
    ],
)
def test_a_figure_that_several_read_changes_the_first_place_by_all_of_them(asked, unknown, said, known, changes):
    Path("shared.yaml").write_text(ONE_FOR_TWO.replace("unknown: low", f"unknown: {unknown}"))
    Path("shared.csv").write_text(f"id,x,other\na,{said},10\nb,{known},10\n")
    assert alone_changing(asked) == ([["near", "far"]] if changes else [])
    text = asked("robustness", "--draws", "5")
    assert ("this figure alone can change the first place: near and far (a)." in text) == changes


def alone_changing(asked):
    """The criteria that read each figure which alone can change the first place."""
    told = json.loads(asked("robustness", "--draws", "5", "-f", "json"))["unknown"]
    return [it["criteria"] for it in told["figures"]]


@pytest.mark.parametrize(("least", "changes"), [(2, True), (4, False)])  # 40 or 30 points at most, against 31.7
def test_a_figure_that_several_read_gains_only_what_is_permitted(asked, least, changes):
    Path("shared.yaml").write_text(ONE_FOR_TWO.replace("at_most: 8", f"at_least: {least}"))
    Path("shared.csv").write_text("id,x,other\na,2..5,10\nb,7,5\n")
    assert alone_changing(asked) == ([["near", "far"]] if changes else [])


def test_a_figure_that_one_requires_and_another_warns_of_is_no_mere_warning(asked):
    Path("shared.yaml").write_text(ONE_FOR_TWO)
    Path("shared.csv").write_text("id,x,other\na,9,10\n")
    assert "a must meet: near and far.\n" in asked("explain", "a", "--target", "qualified")
