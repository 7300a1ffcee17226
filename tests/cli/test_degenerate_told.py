"""What analyses say of tables with nothing in them to compare, and of losses without a bound."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

Cli = Callable[..., Ended]
ENDLESS = """\
version: 1
criteria:
  depth: {unit: m, range: [null, null], weight: 2, value: {decay: {half: 10}}}
  temp: {range: [null, 50], weight: 1, value: {-10: 0, 10: 100}}
  heat: {range: [0, null], weight: 1, value: {0: 100, 30: 0}}
  free: {range: [null, null], weight: 1, value: {logistic: {midpoint: 0, steepness: 1}}}
  noise: {range: [null, null], weight: 1, value: {0: 100, 60: 0}, requirement: {at_most: 70}}
  wet: {range: [null, null], weight: 1, value: {0: 0, 60: 100}, requirement: {at_least: -5}}
"""


def shown(ended: Ended) -> str:
    assert (ended.code, ended.err) == (0, "")
    return ended.out.replace("\u00a0", " ")


def test_what_is_lost_without_a_bound_is_told_by_the_last_knot_or_limit(here: Path, cli: Cli) -> None:
    (here / "criteria.yaml").write_text(ENDLESS)
    (here / "sites.csv").write_text("id,name,depth,temp,heat,free,noise,wet\na,A,1,5,5,1,3,4\nb,B,,,,-3,3,4\n")
    rows = [line.split() for line in shown(cli("losses", "sites.csv", "-q")).splitlines()]
    lost = {row[0]: " ".join(row[1:-7]) for row in rows if row and row[0] in ENDLESS and row[2:3] != []}
    assert lost == {"depth": "∞", "temp": "< −10", "heat": "> 30", "free": "−∞", "noise": "> 70", "wet": "< −5"}
    losses = json.loads(shown(cli("losses", "sites.csv", "-q", "-f", "json")))["losses"]
    assert {it["criterion"]: (it["measure"], it["beyond"]) for it in losses} == {
        "depth": (None, None),
        "temp": (None, -10.0),
        "heat": (None, 30.0),
        "free": (None, None),
        "noise": (None, 70.0),
        "wet": (None, -5.0),
    }


def test_losses_without_sites_and_with_none_left(here: Path, cli: Cli) -> None:
    (here / "sites.csv").write_text("id,name,school,plan\n")
    assert shown(cli("losses", "sites.csv", "-q")) == "If a service is lost\n\nThere are no sites.\n"
    (here / "sites.csv").write_text("id,name,school,plan\na,A,9000,none\n")
    said = shown(cli("losses", "sites.csv", "-q"))
    assert said.count("\n") == 3
    assert "There are no sites." not in said
    assert json.loads(shown(cli("losses", "sites.csv", "-q", "-f", "json")))["not_excluded"] == []


def test_weights_are_compared_over_sites_that_are_not_excluded(here: Path, cli: Cli) -> None:
    for rows in ("", "a,A,9000,none\n"):
        (here / "sites.csv").write_text(f"id,name,school,plan\n{rows}")
        assert shown(cli("weights", "compare", "sites.csv", "-q")) == (
            "The stated weights beside others\n\nThere are no sites that are not excluded.\n"
        )
        assert json.loads(shown(cli("weights", "compare", "sites.csv", "-q", "-f", "json")))["sites"] == 0


def test_weights_stand_side_by_side(here: Path, cli: Cli) -> None:
    """On both criteria that the two sites differ on, one is best: what they differ by most counts most by entropy."""
    lines = [line.split() for line in shown(cli("weights", "compare", "sites.csv", "-q")).splitlines()]
    assert lines[lines.index(["Criterion", "Stated", "Equal", "Entropy"]) :][:3] == [
        ["Criterion", "Stated", "Equal", "Entropy"],
        ["School", "66.7", "50.0", "5.2"],
        ["Plan", "33.3", "50.0", "94.8"],
    ]


def test_weights_that_data_do_not_give_have_a_reason(here: Path, cli: Cli) -> None:
    said = shown(cli("weights", "compare", "sites.csv", "-q"))
    assert "measure how the sites at hand (2) differ" in said
    assert "CRITIC gives no weights: no two criteria on which the sites differ order them differently.\n" in said
    assert "Where a measure is not exactly known, the value that counts in the score stands for it. Weights" in said
    told = json.loads(shown(cli("weights", "compare", "sites.csv", "-q", "-f", "json")))
    stated, equal, entropy, critic = told["weightings"]
    assert (told["exact"], told["for_comparison_only"]) == (False, True)
    assert (stated["weights"], stated["first"], stated["kendalls_tau_b"], stated["why_not"]) == (
        {"school": pytest.approx(2 / 3), "plan": pytest.approx(1 / 3)},
        ["Ankarby"],
        1.0,
        None,
    )
    assert (equal["method"], equal["weights"]) == ("equal", {"school": 0.5, "plan": 0.5})
    assert sum(entropy["weights"].values()) == pytest.approx(1)
    assert (critic["method"], critic["weights"], critic["first"], critic["kendalls_tau_b"]) == ("critic", {}, [], None)
    assert critic["why_not"] == "no two criteria on which the sites differ order them differently"


def test_of_many_first_places_three_are_named(here: Path, cli: Cli) -> None:
    alike = "".join(f"{id},{id.upper()},500,none\n" for id in "abcde")
    (here / "sites.csv").write_text(f"id,name,school,plan\n{alike}")
    said = shown(cli("weights", "compare", "sites.csv", "-q"))
    assert [line.split() for line in said.splitlines() if line.startswith(("Stated ", "Equal "))] == [
        ["Stated", "A,", "B,", "C,", "+", "2", "–"],
        ["Equal", "A,", "B,", "C,", "+", "2", "–"],
    ]
    assert "Entropy gives no weights: the sites are alike on every criterion.\n" in said
    assert "not exactly known" not in said
    (here / "sites.csv").write_text(f"id,name,school,plan\n{''.join(alike.splitlines(keepends=True)[:3])}")
    assert "A, B, C  " in shown(cli("weights", "compare", "sites.csv", "-q"))


def test_similar_explain_and_robustness_without_sites(here: Path, cli: Cli) -> None:
    (here / "sites.csv").write_text("id,name,school,plan\n")
    for command in ("similar sites.csv x", "explain sites.csv x"):
        ended = cli(*command.split(), "-q")
        assert (ended.code, ended.out) == (2, "")
        assert "no site 'x'" in ended.err
    ended = cli("robustness", "sites.csv", "-q", "--draws", "10")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("How far the first place holds\n")


APART = """\
version: 1
criteria:
  a: {type: yes_no, weight: 3}
  b: {type: yes_no, weight: 1}
  g:
    weight: 1
    criteria: {c: {type: yes_no, weight: 1}, d: {type: yes_no, weight: 1}}
judgements:
  top: {comparisons: {a: {b: 3}}}
  g: {points: {c: 1, d: 3}}
"""
WHY = "not compared with each other, not even by way of others: a, b | g"


def test_judgements_from_which_nothing_follows_say_why(here: Path, cli: Cli) -> None:
    (here / "criteria.yaml").write_text(APART)
    said = shown(cli("weights", "derive", "-q"))
    assert f"The top level\n\nNo weights follow: {WHY}.\n\ng\n\nPoints given directly." in said
    top, group = json.loads(shown(cli("weights", "derive", "-q", "-f", "json")))["sets"]
    assert (top["method"], top["why_not"], top["weights"], top["points"]) == (None, WHY, {}, {})
    assert (group["method"], group["why_not"], group["points"]) == ("points", None, {"c": 25.0, "d": 75.0})


def test_weights_as_yaml_have_beside_them_what_did_not_follow(here: Path, cli: Cli) -> None:
    (here / "criteria.yaml").write_text(APART)
    ended = cli("weights", "derive", "-f", "yaml", "-c", "criteria.yaml")
    assert ended.code == 0
    assert ended.err == f"The top level: No weights follow: {WHY}.\n"
    (here / "criteria.yaml").write_text(APART.replace("  g: {points: {c: 1, d: 3}}\n", ""))
    for options in (("-f", "yaml"), ("--into", "new.yaml")):
        refused = cli("weights", "derive", *options, "-q")
        assert (refused.code, refused.out) == (2, "")
        assert "no weights follow from these judgements: --format text says why" in refused.err
    assert not (here / "new.yaml").exists()


@pytest.mark.parametrize("command", ["derive", "ask answers.yaml --method swing", "freeze --by A --into x.yaml"])
def test_weights_need_criteria_without_errors(here: Path, cli: Cli, command: str) -> None:
    (here / "criteria.yaml").write_text("version: 2\n")
    ended = cli("weights", *command.split())
    assert (ended.code, ended.out) == (1, "")
    assert "error[C005]" in ended.err


def test_judgements_that_are_not_there_are_told(here: Path, cli: Cli) -> None:
    ended = cli("weights", "derive", "--judgements", "nowhere.yaml")
    assert (ended.code, ended.out) == (2, "")
    assert "cannot read nowhere.yaml: " in ended.err


def test_a_saved_ranking_that_cannot_be_read_is_told_by_every_analysis(here: Path, cli: Cli) -> None:
    (here / "saved.json").write_text('{"schema": "vasterviksmodell/ranking/1"}')
    for command in ("explain saved.json a", "losses saved.json", "obstacles saved.json", "robustness saved.json"):
        ended = cli(*command.split(), "--lang", "sv")
        assert (ended.code, ended.out) == (1, "")
        assert ended.err.startswith("saved.json:1:12: error[R001] det här är ingen rangordning")


@pytest.mark.parametrize("command", ["derive", "ask answers.yaml --method swing", "freeze --by A --into x.yaml"])
def test_a_warning_about_the_criteria_fails_where_that_is_asked_for(here: Path, cli: Cli, command: str) -> None:
    (here / "criteria.yaml").write_text(f"{APART}sources: {{nothing: {{source: A register}}}}\n")
    ended = cli("weights", *command.split(), "--fail-on", "warning")
    assert (ended.code, ended.out) == (1, "")
    assert "warning[" in ended.err
    assert sorted(it.name for it in here.iterdir()) == ["criteria.yaml", "sites.csv"]


BEST_WORST = """\
version: 1
criteria:
  a: {type: yes_no, weight: 3}
  b: {type: yes_no, weight: 1}
  c: {type: yes_no, weight: 1}
judgements: {top: {best: a, worst: c, best_over: {b: 2, c: 9}, over_worst: {a: 9, b: 8}}}
"""


def test_what_agrees_the_least_with_the_best_and_the_worst_is_told_without_a_ratio_then(here: Path, cli: Cli) -> None:
    (here / "criteria.yaml").write_text(BEST_WORST)
    said = shown(cli("weights", "derive", "-q"))
    assert "The best–worst method, linear model." in said
    assert "The least consistent: " in said
    (top,) = json.loads(shown(cli("weights", "derive", "-q", "-f", "json")))["sets"]
    assert {it["ratio_then"] for it in top["consistency"]["least_consistent"]} == {None}


def test_of_comparisons_as_far_from_the_others_the_first_is_told(here: Path, cli: Cli) -> None:
    head, _, _ = BEST_WORST.partition("judgements")
    (here / "criteria.yaml").write_text(
        f"{head}judgements: {{top: {{comparisons: {{a: {{b: 2, c: 2}}, b: {{c: 3}}}}}}}}\n"
    )
    (top,) = json.loads(shown(cli("weights", "derive", "-q", "-f", "json")))["sets"]
    assert [it["first"] + it["second"] for it in top["consistency"]["least_consistent"]] == ["ab", "ac", "bc"]
    assert shown(cli("weights", "derive", "-q")).count("The least consistent: ") == 1


@pytest.mark.parametrize(("swings", "notes"), [("a: 100, b: 50, c: 10", 0), ("a: 80, b: 50, c: 10", 1)])
def test_what_is_to_be_known_of_weights_is_told_to_people_and_programs(
    here: Path, cli: Cli, swings: str, notes: int
) -> None:
    head, _, _ = BEST_WORST.partition("judgements")
    (here / "criteria.yaml").write_text(f"{head}judgements: {{top: {{swing: {{{swings}}}}}}}\n")
    (top,) = json.loads(shown(cli("weights", "derive", "-q", "-f", "json")))["sets"]
    assert len(top["notes"]) == notes
    said = shown(cli("weights", "derive", "-q"))
    for note in top["notes"]:
        assert f"{note[:1].upper()}{note[1:]}." in said


@pytest.mark.parametrize(("number", "rest"), [(6, ""), (7, ", and 1 more"), (9, ", and 3 more")])
def test_six_of_many_gaps_are_named_and_the_rest_are_counted(
    number: int, rest: str, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    entries = (f"  c{it}: {{range: [0, 1], weight: {20 - it}, value: {{0: 0, 1: 100}}}}\n" for it in range(number))
    Path("criteria.yaml").write_text("version: 1\ncriteria:\n" + "".join(entries))
    Path("sites.csv").write_text(f"id,{','.join(f'c{it}' for it in range(number))}\na{',' * number}\n")
    text = " ".join(shown(cli("score", "sites.csv", "-q")).split())
    named = text.partition("Largest gaps: ")[2].partition(". In")[0]
    assert [it in named for it in (f"c{place} (" for place in range(8))] == [True] * 6 + [False] * 2
    assert named.partition("c5 (")[2].partition(")")[2] == rest
