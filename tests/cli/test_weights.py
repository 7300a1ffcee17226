"""`weights`: judgements become weights in the file, questions can be stopped and resumed, records hold."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.conftest import Ended
from tests.conftest import ROOT
from tests.sites.reading import brief

from vasterviksmodell.analysis.weighting.derived import sibling_sets
from vasterviksmodell.analysis.weighting.questions import METHODS
from vasterviksmodell.cli.program import run
from vasterviksmodell.cli.weights import ask
from vasterviksmodell.criteria import load_criteria, read_criteria
from vasterviksmodell.output.criteria_yaml import as_yaml

CRITERIA = """\
version: 1   # settled in May
criteria:
  school: {type: yes_no, weight: 3}
  land:
    weight: 1
    criteria:
      bus: {type: yes_no, weight: 1}   # every hour
      road: {type: yes_no, weight: 1}
      shop: {type: yes_no, weight: 1}
judgements:
  top: {swing: {school: 100, land: 50}}
  land: {comparisons: {bus: {road: 9, shop: 1}, road: {shop: 9}}}
"""
ACTOR = """\
actors:
  one: {who: W, when: 2026, why: Y, weights: {school: 1, land: 1}, judgements: {top: {points: {school: 3, land: 1}}}}
"""
SITES = "id,school,bus,road,shop\na,yes,yes,no,yes\nb,no,yes,yes,yes\n"
Run = Callable[..., Ended]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA)
    (tmp_path / "sites.csv").write_text(SITES)
    return tmp_path


def asked(cli: Run, monkeypatch: pytest.MonkeyPatch, answers: str, *arguments: str) -> Ended:
    monkeypatch.setattr(sys, "stdin", io.StringIO(answers))
    return cli("weights", "ask", *arguments)


def test_derived_weights_are_written_where_they_stand(here: Path, cli: Run) -> None:
    ended = cli("weights", "derive", "--into", "criteria.yaml", "--decimals", "2")
    assert ended.code == 0
    text = (here / "criteria.yaml").read_text()
    points = {it.id: float(it.points) for it in load_criteria("criteria.yaml").nodes}
    assert (points["school"], points["land"]) == (66.67, 33.33)
    assert sum(points[id] for id in ("bus", "road", "shop")) == pytest.approx(100)
    assert "# settled in May" in text
    assert "# every hour" in text


def test_comparisons_that_contradict_each_other_are_told_with_the_worst_of_them(here: Path, cli: Run) -> None:
    told = cli("weights", "derive").out
    assert "should be thought over" in told
    assert "The least consistent: " in told
    entry = json.loads(cli("weights", "derive", "--format", "json").out)
    (land,) = (it for it in entry["sets"] if it["set"] == "land")
    assert land["consistency"]["is_doubtful"] is True
    assert land["consistency"]["ratio"] > 0.1


def test_yaml_is_what_a_criteria_file_holds(here: Path, cli: Run) -> None:
    written = cli("weights", "derive", "--format", "yaml").out
    assert written.startswith("criteria:\n  land:\n    weight: 33.3\n")
    from vasterviksmodell.yaml_document import parse_yaml

    root, findings = parse_yaml(written, "")
    assert findings == ()
    assert root is not None


def test_the_weights_of_an_actor_are_derived_and_written(here: Path, cli: Run) -> None:
    (here / "criteria.yaml").write_text(CRITERIA + ACTOR)
    assert cli("weights", "derive", "--actor", "one", "--into", "new.yaml").code == 0
    (actor,) = load_criteria("new.yaml").actors
    assert {id: float(it) for id, it in actor.weights.items()} == {"school": 75, "land": 25}
    unknown = cli("weights", "derive", "--actor", "two")
    assert (unknown.code, "there are: one" in unknown.err) == (2, True)


@pytest.mark.parametrize("command", ["derive", "freeze --by X"])
def test_what_cannot_be_changed_in_place_is_left_as_it_is(here: Path, cli: Run, command: str) -> None:
    scored = "a: {type: yes_no, weight: &w 3}, b: {type: yes_no, weight: *w}"
    flow = f"{{version: 1, criteria: {{{scored}}}, judgements: {{top: {{points: {{a: 1, b: 2}}}}}}}}"
    (here / "criteria.yaml").write_text(flow)
    ended = cli("weights", *command.split(), "--into", "criteria.yaml")
    assert (ended.code, "by hand" in ended.err) == (2, True)
    assert (here / "criteria.yaml").read_text() == flow


def test_questions_can_be_stopped_corrected_and_resumed(here: Path, cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    first = asked(cli, monkeypatch, "3\nno number\n5\nback\n1/5\nstop\n", "answers.yaml")
    assert first.code == 0
    assert "is not a number" in first.err
    assert "the same command goes on from there" in first.err
    second = asked(cli, monkeypatch, "2\n4\n", "answers.yaml")
    assert "All is answered" in second.err
    entry = json.loads(cli("weights", "derive", "--judgements", "answers.yaml", "--format", "json").out)
    assert [it["set"] for it in entry["sets"]] == ["top", "land"]
    assert entry["sets"][0]["weights"] == pytest.approx({"school": 0.75, "land": 0.25})


@brief
@given(data=st.data(), method=st.sampled_from(["ahp", "swing", "points", "ranking", "bwm"]))
def test_whatever_is_answered_what_is_kept_is_a_judgement(data: st.DataObject, method: str) -> None:
    words = st.sampled_from(
        ["3", "1/2", "50", "1", "2", "bus", "school", "shop", "land, school", "back", "", "åäö", "stop"]
    )
    lines = data.draw(st.lists(words, max_size=25))
    with pytest.MonkeyPatch.context() as patch:
        import tempfile

        folder = Path(data.draw(st.builds(tempfile.mkdtemp)))
        patch.chdir(folder)
        (folder / "criteria.yaml").write_text(CRITERIA)
        for number in (0, 1):
            half = lines[number * 12 : (number + 1) * 12]
            patch.setattr(sys, "stdin", io.StringIO("".join(f"{it}\n" for it in half)))
            assert run(["weights", "ask", "answers.yaml", "--method", method, "--quiet"]) == 0


def test_a_bad_file_of_answers_is_told(here: Path, cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for text in ("judgements: {top: {points: {school: 1, sea: 2}}}", "- 1", "a: [", "judgements: {nowhere: {}}"):
        (here / "answers.yaml").write_text(text)
        derived = cli("weights", "derive", "--judgements", "answers.yaml")
        assert (derived.code, "answers.yaml" in derived.err) == (2, True)
        ended = asked(cli, monkeypatch, "7\n7\n", "answers.yaml", "--method", "points")
        assert (ended.code == 0) == ("sea" in text)
        assert ("answers.yaml: " if ended.code else "sea") in ended.err
        assert (here / "answers.yaml").read_text() == text


def test_the_methods_that_can_be_asked_for_are_all(here: Path, cli: Run) -> None:
    assert set(ask.METHODS) == set(METHODS)
    ended = cli("weights", "ask", "answers.yaml", "--set", "lnd")
    assert (ended.code, "did you mean 'land'" in ended.err) == (2, True)


def test_the_sets_of_the_tree_are_in_its_order() -> None:
    criteria, _ = read_criteria(CRITERIA.encode(), "")
    assert criteria is not None
    assert sibling_sets(criteria) == {"top": ("school", "land"), "land": ("bus", "road", "shop")}


def test_a_record_holds_until_a_weight_is_changed(here: Path, cli: Run) -> None:
    ended = cli(
        "weights", "freeze", "--by", "Anna: Ek", "--by", "Bo", "--date", "2026-11-20", "--into", "criteria.yaml"
    )
    assert ended.code == 0
    assert cli("check", "sites.csv", "--fail-on", "warning").code == 0
    text = (here / "criteria.yaml").read_text()
    assert ended.out in text
    (here / "criteria.yaml").write_text(text.replace("weight: 3", "weight: 4"))
    changed = cli("check", "sites.csv", "--fail-on", "warning")
    assert (changed.code, "C204" in changed.out, "Anna: Ek and Bo" in changed.out) == (1, True, True)
    assert cli("weights", "freeze", "--by", "Bo", "--fail-on", "warning", "--into", "criteria.yaml").code == 0
    assert cli("check", "sites.csv", "--fail-on", "warning").code == 0


def test_a_date_that_is_none_is_refused(here: Path, cli: Run) -> None:
    ended = cli("weights", "freeze", "--by", "Bo", "--date", "yesterday")
    assert (ended.code, "date" in ended.err) == (2, True)


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_fingerprint_is_read_as_text_whatever_its_digits(digest: str) -> None:
    from vasterviksmodell.criteria.actors import Frozen
    from vasterviksmodell.output.criteria_yaml import frozen_yaml
    from vasterviksmodell.yaml_document import parse_yaml

    root, _ = parse_yaml(frozen_yaml(Frozen(digest, "2026", ("no", "1e5"))), "")
    assert root is not None
    assert root.value == {"frozen": {"weights": digest, "date": "2026", "by": ["no", "1e5"]}}


ANSWER = st.text(st.characters(exclude_categories=("C", "Z"))) | st.integers() | st.floats(0.1, 9)


@brief
@given(
    st.recursive(
        ANSWER, lambda inner: st.lists(inner) | st.dictionaries(st.text("abc_", max_size=9), inner), max_leaves=8
    )
)
def test_answers_are_read_as_they_were_written(value: object) -> None:
    import yaml

    assert yaml.safe_load(as_yaml({"judgements": value})) == {"judgements": value}


def test_without_actors_there_is_nobody_to_agree(here: Path, cli: Run) -> None:
    ended = cli("weights", "agree", "sites.csv")
    assert (ended.code, "name no actors" in ended.err) == (2, True)


def test_weights_from_data_are_for_comparison_and_may_be_none(here: Path, cli: Run) -> None:
    told = cli("weights", "compare", "sites.csv").out
    assert "For comparison only" in told
    (here / "sites.csv").write_text("id,school,bus,road,shop\na,yes,yes,no,yes\n")
    alone = cli("weights", "compare", "sites.csv")
    assert (alone.code, "Entropy gives no weights" in alone.out) == (0, True)


def test_the_example_is_what_its_judgements_say(cli: Run) -> None:
    path = ROOT / "examples" / "exempelkommun" / "criteria-actors.yaml"
    for actor in load_criteria(path).actors:
        entry = json.loads(cli("weights", "derive", "-c", str(path), "--actor", actor.id, "--format", "json").out)
        for one in entry["sets"]:
            assert one["weights"] == pytest.approx(one["stated"], abs=0.001)
