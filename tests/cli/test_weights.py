"""`weights`: judgements become weights in the file, questions can be stopped and resumed, records hold."""

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.conftest import Ended
from tests.conftest import ROOT
from tests.sites.reading import brief

from vasterviksmodell.analysis.weighting.derived import member_sets
from vasterviksmodell.analysis.weighting.questions import METHODS
from vasterviksmodell.cli.program import run
from vasterviksmodell.cli.weights import ask
from vasterviksmodell.criteria import load_criteria, read_criteria
from vasterviksmodell.criteria.rewriting import with_weights
from vasterviksmodell.source.yaml_writer import as_yaml

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
DISTANCE = "{unit: m, value: {500: 100, 4000: 0}"
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
    assert "should be reviewed" in told
    assert "The least consistent: " in told
    entry = json.loads(cli("weights", "derive", "--format", "json").out)
    (land,) = (it for it in entry["sets"] if it["set"] == "land")
    assert land["consistency"]["is_doubtful"] is True
    assert land["consistency"]["ratio"] > 0.1


def test_points_are_shown_as_they_would_be_written(here: Path, cli: Run) -> None:
    told = cli("weights", "derive", "--decimals", "4", "--lang", "sv").out
    points = [line.split()[-1] for line in told.splitlines() if line.startswith(("school", "land "))]
    assert points == ["66,6667", "33,3333"]


def test_yaml_is_what_a_criteria_file_holds(here: Path, cli: Run) -> None:
    written = cli("weights", "derive", "--format", "yaml").out
    assert written.startswith("criteria:\n  land:\n    weight: 33.3\n")
    from vasterviksmodell.source.yaml_document import parse_yaml

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
def test_byte_order_mark_and_line_ends_stay(here: Path, cli: Run, command: str) -> None:
    text = "\ufeff" + (CRITERIA + ACTOR).replace("\n", "\r\n").replace("land: 1}, judg", "land: 1},\r\n  judg")
    (here / "criteria.yaml").write_bytes(text.encode())
    assert cli("weights", *command.split(), "--into", "criteria.yaml").code == 0
    written = (here / "criteria.yaml").read_bytes().decode()
    assert written.startswith("\ufeffversion: 1")
    assert "\n" not in written.replace("\r\n", "")
    assert written != text


def test_a_new_weight_gets_a_line_that_ends_as_the_others() -> None:
    text = "version: 1\r\nactors:\r\n  one:\r\n    weights:\r\n      a: 1\r\n"
    assert with_weights(text, {"b": "2"}, "one").endswith("      b: 2\r\n      a: 1\r\n")


@pytest.mark.parametrize(
    "arguments",
    [
        "derive --into -",
        "derive --into new.yaml -o new.yaml",
        "derive --judgements answers.yaml --into answers.yaml",
        "derive --judgements answers.yaml -o answers.yaml",
        "derive -o criteria.yaml",
        "freeze --by X --into -",
        "freeze --by X -o criteria.yaml",
        "agree sites.csv -f text -o criteria.yaml",
        "compare sites.csv -f json -o criteria.yaml",
    ],
)
def test_what_is_read_is_not_written_over_by_what_is_made_of_it(here: Path, cli: Run, arguments: str) -> None:
    (here / "criteria.yaml").write_text(CRITERIA + ACTOR)
    (here / "answers.yaml").write_text("top: {points: {school: 1, land: 1}}\n")
    before = {it.name: it.read_text() for it in here.iterdir()}
    ended = cli("weights", *arguments.split())
    assert (ended.code, ended.out) == (2, "")
    assert {it.name: it.read_text() for it in here.iterdir()} == before


def test_that_the_weights_no_longer_are_those_on_record_is_told_at_once(here: Path, cli: Run) -> None:
    assert cli("weights", "freeze", "--by", "Bo", "--into", "criteria.yaml").code == 0
    changed = cli("weights", "derive", "--into", "criteria.yaml")
    assert (changed.code, changed.err.count("C204")) == (0, 1)
    assert cli("weights", "derive", "--into", "criteria.yaml").err.count("C204") == 1


def test_beside_yaml_it_is_told_what_is_doubtful_and_that_nothing_follows(here: Path, cli: Run) -> None:
    told = cli("weights", "derive", "--format", "yaml")
    assert (told.code, told.err.count("should be reviewed")) == (0, 1)
    (here / "answers.yaml").write_text("land: {comparisons: {bus: {road: 3}}}\n")
    for more in (["--format", "yaml"], ["--into", "new.yaml"]):
        ended = cli("weights", "derive", "--judgements", "answers.yaml", *more)
        assert (ended.code, ended.out, "no weights follow" in ended.err) == (2, "", True)
    assert not (here / "new.yaml").exists()


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
    assert "All questions are answered" in second.err
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
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as name:
        folder = Path(name)
        patch.chdir(folder)
        (folder / "criteria.yaml").write_text(CRITERIA)
        for half in (lines[:12], lines[12:]):
            patch.setattr(sys, "stdin", io.StringIO("".join(f"{it}\n" for it in half)))
            assert run(["weights", "ask", "answers.yaml", "--method", method, "--quiet"]) == 0
        kept = yaml.safe_load((folder / "answers.yaml").read_text()) if (folder / "answers.yaml").exists() else {}
        assert set(kept.get("judgements", {})) <= {"top", "land"}
        patch.chdir("/")


BAD = {
    "judgements:\n  top:\n    points: {school: 1, land: 2, sea: 2}\n": "3:34: error[C115] 'sea'",
    "top:\n  swing: {school: 100, land: 0}\n": "2:30: error[C101] the weight 0",
    "judgements: {nowhere: {points: {school: 1}}}": "1:14: error[C115] 'nowhere'",
    "- 1": "1:1: error[C003] 'judgements'",
    "a: [": "2:1: error[F003]",
    "top: {points: {school: 1}}\ntop: {points: {land: 1}}": "2:1: error[F005]",
}


@pytest.mark.parametrize("text", BAD)
def test_what_is_wrong_with_judgements_in_a_file_is_told_at_its_place(here: Path, cli: Run, text: str) -> None:
    (here / "answers.yaml").write_text(text)
    derived = cli("weights", "derive", "--judgements", "answers.yaml", "--into", "criteria.yaml")
    assert (derived.code, derived.out) == (1, "")
    assert f"answers.yaml:{BAD[text]}" in derived.err
    assert (here / "criteria.yaml").read_text() == CRITERIA


@pytest.mark.parametrize(
    "text", ["- 1", "a: [", "judgements: {nowhere: {}}", "{version: 1, judgements: {top: {}}}", " 5"]
)
def test_a_file_that_holds_no_answers_is_not_written_over(
    here: Path, cli: Run, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    (here / "answers.yaml").write_text(text)
    ended = asked(cli, monkeypatch, "back\n7\n7\n", "answers.yaml")
    assert ended.code in (1, 2)
    assert "answers.yaml" in ended.err
    assert (here / "answers.yaml").read_text() == text


def test_answers_that_a_person_spoilt_are_told_when_all_are_there(
    here: Path, cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("top: {points: {school: 1, sea: 2}}", "land: {comparisons: {bus: {road: 2}, road: {bus: 2}}}"):
        (here / "answers.yaml").write_text(text)
        ended = asked(cli, monkeypatch, "7\n" * 9, "answers.yaml", "--method", "ahp" if "bus" in text else "points")
        assert (ended.code, "answers.yaml:" in ended.err, "All questions are answered" in ended.err) == (1, True, False)


def test_weights_follow_from_every_answer_that_was_accepted(
    here: Path, cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = asked(cli, monkeypatch, "100\n0\n5\n7\n0\n0,5\n9\n", "answers.yaml", "--method", "swing")
    assert ended.err.count("is not a number above 0") == 2
    assert "All questions are answered" in ended.err
    assert cli("weights", "derive", "--judgements", "answers.yaml").code == 0


def test_a_swing_question_says_from_what_to_what_and_what_gets_100(
    here: Path, cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "criteria.yaml").write_text(CRITERIA.replace("school: {type: yes_no,", f"school: {DISTANCE},"))
    told = asked(cli, monkeypatch, "100\n" * 9, "answers.yaml", "--method", "swing").err
    assert "worth most to you gets 100, of these: school; land. How many points is it worth to lift school" in told
    assert "to lift school from 4,000\N{NO-BREAK SPACE}m to 500\N{NO-BREAK SPACE}m?" in told
    assert "to lift everything in land from its worst to its best (bus from no to yes, road from no to yes" in told


def test_an_answer_is_no_command(here: Path, cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "criteria.yaml").write_text(CRITERIA.replace("bus", "stop"))
    ended = asked(cli, monkeypatch, "stop\nroad\n3\nstop\n", "answers.yaml", "--method", "bwm", "--set", "land")
    assert "Stopped at question 4 of 5" in ended.err
    assert "best: stop" in (here / "answers.yaml").read_text()


def test_an_answer_does_not_go_back(here: Path, cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "criteria.yaml").write_text(CRITERIA.replace("bus", "back"))
    asked(cli, monkeypatch, "back\nroad\n3\nstop\n", "answers.yaml", "--method", "bwm", "--set", "land")
    assert "best: back" in (here / "answers.yaml").read_text()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("top: {points: {a: 1}}\ntop: {points: {b: 2}}\n", "error[F005]"),
        ("top: {points: [1}\n", "error[F003]"),
    ],
)
def test_a_file_of_answers_with_faults_is_told_and_nothing_is_asked(
    here: Path, cli: Run, monkeypatch: pytest.MonkeyPatch, text: str, told: str
) -> None:
    (here / "answers.yaml").write_text(text)
    ended = asked(cli, monkeypatch, "3\n" * 9, "answers.yaml")
    assert (ended.code, told in ended.err) == (1, True)
    assert "All questions are answered" not in ended.err
    assert (here / "answers.yaml").read_text() == text


def test_what_comes_next_is_told_so_that_it_can_be_pasted(
    here: Path, cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "criteria.yaml").rename(here / "my model.yaml")
    ended = asked(cli, monkeypatch, "3\n", "a.yaml", "--criteria", "my model.yaml", "--set", "top")
    assert "weights derive --judgements a.yaml --criteria 'my model.yaml'" in ended.err


def test_a_group_called_as_the_outermost_set_is_not_asked_for(
    here: Path, cli: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "criteria.yaml").write_text(CRITERIA[: CRITERIA.index("judgements")].replace("land:", "top:"))
    ended = asked(cli, monkeypatch, "3\n", "answers.yaml")
    assert (ended.code, "a group is called 'top'" in ended.err) == (2, True)


def test_answers_need_a_file_and_something_to_ask(here: Path, cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(cli, monkeypatch, "3\n", "-").code == 2
    (here / "criteria.yaml").write_text("version: 1\ncriteria: {school: {type: yes_no, weight: 1}}\n")
    ended = asked(cli, monkeypatch, "", "answers.yaml")
    assert (ended.code, "nothing to ask" in ended.err, (here / "answers.yaml").exists()) == (0, True, False)
    (here / "criteria.yaml").write_text(CRITERIA)
    (here / "answers.yaml").touch()
    assert "Stopped at question 2" in asked(cli, monkeypatch, "3\n", "answers.yaml").err


def test_the_methods_that_can_be_asked_for_are_all(here: Path, cli: Run) -> None:
    assert set(ask.METHODS) == set(METHODS)
    ended = cli("weights", "ask", "answers.yaml", "--set", "lnd")
    assert (ended.code, "did you mean 'land'" in ended.err) == (2, True)


def test_the_sets_of_the_tree_are_in_its_order() -> None:
    criteria, _ = read_criteria(CRITERIA.encode(), "")
    assert criteria is not None
    assert member_sets(criteria) == {"top": ("school", "land"), "land": ("bus", "road", "shop")}


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
    (here / "criteria.yaml").write_text(CRITERIA.replace("weight: 3}", "weight: 3, basis: cited}"))
    ended = cli("weights", "freeze", "--by", "Bo", "--date", "yesterday")
    assert (ended.code, "'date' cannot be 'yesterday'" in ended.err) == (2, True)


@given(st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_fingerprint_is_read_as_text_whatever_its_digits(digest: str) -> None:
    from vasterviksmodell.criteria.actors import Frozen
    from vasterviksmodell.output.criteria_yaml import frozen_yaml
    from vasterviksmodell.source.yaml_document import parse_yaml

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
    assert yaml.safe_load(as_yaml({"judgements": value})) == {"judgements": value}


def test_without_actors_there_is_nobody_to_agree(here: Path, cli: Run) -> None:
    ended = cli("weights", "agree", "sites.csv")
    assert (ended.code, "name no actors" in ended.err) == (2, True)


def test_where_very_many_agree_or_differ_the_text_names_some_and_counts_the_others(here: Path, cli: Run) -> None:
    actors = [
        ACTOR.splitlines()[1].replace("one:", f"a{it}:").replace("school: 1,", f"school: {it},") for it in range(1, 7)
    ]
    (here / "criteria.yaml").write_text(CRITERIA + "actors:\n" + "\n".join(actors) + "\n")
    (here / "sites.csv").write_text(
        "id,school,bus,road,shop\n" + "".join(f"s{it:02},yes,,no,yes\n" for it in range(12))
    )
    told = cli("weights", "agree", "sites.csv").out
    assert "All 6 actors put s00, s01, s02, s03, s04, s05, s06, s07, s08, s09 and 2 more first." in told
    assert told.count(" put no two of the sites ") == 10
    assert "And 5 pairs of actors less opposed than these" in told
    assert "Where a measure is not exactly known, the value that counts in the score stands for it." in told
    entry = json.loads(cli("weights", "agree", "sites.csv", "--format", "json").out)
    assert (len(entry["disagreements"]), len(entry["compromise"]), entry["exact"]) == (15, 12, False)


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
