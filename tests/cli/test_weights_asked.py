"""Judgements of an actor from a file of their own, and questions of which the last need not be answered."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from tests.cli.conftest import Ended

Cli = Callable[..., Ended]
CRITERIA = """\
version: 1
criteria:
  a: {type: yes_no, weight: 1}
  b: {type: yes_no, weight: 1}
  c: {type: yes_no, weight: 1}
actors:
  one: {who: W, when: 2026, why: Y, weights: {a: 1, b: 1, c: 2}, judgements: {top: {points: {a: 3, b: 1, c: 1}}}}
  two: {who: W, when: 2026, why: Y, weights: {a: 1, b: 1, c: 2}}
"""
ENOUGH = "From here on you may stop: weights follow already."


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("criteria.yaml").write_text(CRITERIA)
    Path("own.yaml").write_text("top: {points: {a: 1, b: 1, c: 8}}\n")


def points(cli: Cli, *options: str) -> dict[str, float]:
    ended = cli("weights", "derive", *options, "-q", "-f", "json")
    assert (ended.code, ended.err) == (0, "")
    (top,) = json.loads(ended.out)["sets"]
    return dict(top["points"])


def test_judgements_of_an_actor_may_stand_in_a_file_of_their_own(cli: Cli) -> None:
    own = {"a": 10.0, "b": 10.0, "c": 80.0}
    assert points(cli, "--actor", "one") == {"a": 60.0, "b": 20.0, "c": 20.0}
    assert points(cli, "--actor", "one", "--judgements", "own.yaml") == own
    assert points(cli, "--actor", "two", "--judgements", "own.yaml") == own
    assert points(cli, "--judgements", "own.yaml") == own


def test_weights_of_an_actor_are_written_as_those_of_the_actor(cli: Cli) -> None:
    ended = cli("weights", "derive", "--actor", "one", "-q", "-f", "yaml")
    assert (ended.code, yaml.safe_load(ended.out)) == (0, {"actors": {"one": {"weights": {"a": 60, "b": 20, "c": 20}}}})
    ended = cli("weights", "derive", "--judgements", "own.yaml", "-q", "-f", "yaml")
    assert {id: it["weight"] for id, it in yaml.safe_load(ended.out)["criteria"].items()} == {"a": 10, "b": 10, "c": 80}


def test_an_actor_that_there_is_not_is_refused_with_those_that_there_are(cli: Cli) -> None:
    ended = cli("weights", "derive", "--actor", "three", "-q")
    assert (ended.code, ended.err) == (2, "vasterviksmodell: no actor 'three' (there are: one, two)\n")


def test_that_the_rest_may_be_left_out_is_said_once_when_it_is_so(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for said, times in (("3\n2\n", 1), ("3\n2\n2\n", 1), ("3\n", 0)):
        Path("answers.yaml").unlink(missing_ok=True)
        monkeypatch.setattr("sys.stdin", io.StringIO(said))
        ended = cli("weights", "ask", "answers.yaml", "--method", "ahp")
        assert ended.code == 0
        assert ended.err.count(ENOUGH) == times
