"""Files of another kind than a command expects, and files that `check` judges one by one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

Cli = Callable[..., Ended]
CRITERIA = "version: 1\ncriteria:\n  school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}\n"
FAULTY = "version: 1\ncriteria:\n  school: {range: [0, 50000], weight: 0, value: {500: 100, 4000: 0}}\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.csv").write_text("id,name,school\na,A,100\n")
    (tmp_path / "other.csv").write_text("id,name,school\na,A,200\n")
    (tmp_path / "mine.yaml").write_text(CRITERIA)
    (tmp_path / "faulty.yaml").write_text(FAULTY)
    return tmp_path


def test_a_file_of_criteria_is_checked_as_one(folder: Path, cli: Cli) -> None:
    assert cli("check", "mine.yaml").code == 0
    ended = cli("check", "faulty.yaml")
    assert ended.code == 1
    assert "faulty.yaml:3:39: error[C101]" in ended.out


def test_sites_are_checked_against_the_criteria_beside_them(folder: Path, cli: Cli) -> None:
    (folder / "one.csv").write_text("id,name,school\na,A,60000\n")
    ended = cli("check", "mine.yaml", "one.csv")
    assert ended.code == 1
    assert "one.csv:2:5: error[D104]" in ended.out


def test_two_files_of_criteria_need_a_run_each(folder: Path, cli: Cli) -> None:
    ended = cli("check", "mine.yaml", "faulty.yaml")
    assert ended.code == 2
    assert "mine.yaml is a file of criteria, and faulty.yaml is one" in ended.err
    assert "faulty.yaml:3:39: error[C101]" in cli("check", "--each", "mine.yaml", "faulty.yaml").out
    assert cli("check", "--criteria", "mine.yaml", "faulty.yaml").code == 2


def test_a_place_may_stand_in_several_files_that_are_judged_one_by_one(folder: Path, cli: Cli) -> None:
    assert "error[D102]" in cli("check", "-c", "mine.yaml", "one.csv", "other.csv").out
    assert cli("check", "-c", "mine.yaml", "--each", "one.csv", "other.csv").code == 0


def test_each_file_keeps_its_own_faults(folder: Path, cli: Cli) -> None:
    for name in ("one.csv", "other.csv"):
        (folder / name).write_text("id,name,school\na,A,tolv\n")
    out = cli("check", "-c", "mine.yaml", "--each", "one.csv", "other.csv").out
    assert "one.csv:2:5: error[D103]" in out
    assert "other.csv:2:5: error[D103]" in out


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("criteria", "it is a file of criteria: check it with `check`"),
        ("scenarios", "it is a file of scenarios: give it with --scenarios"),
        ("actions", "it is a file of actions: give it with --actions"),
        ("events", "it is a file of events: give it with --events"),
        ("steps", "it is a record of what was frozen: judge it with `check --order`"),
        ("ranked", "it is the record of a decision: give it with --decision"),
        ("alternatives", "it is the record of a decision: give it with --decision"),
        ("measures", "it asks for measures from registers: give it to `derive`"),
    ],
)
def test_a_command_for_sites_says_what_it_was_given(folder: Path, cli: Cli, key: str, told: str) -> None:
    (folder / "given.yaml").write_text(f"version: 1\n{key}: {{a: {{label: A}}}}\n")
    ended = cli("score", "-c", "mine.yaml", "given.yaml")
    assert ended.code == 1
    assert told in ended.err


def test_a_saved_ranking_is_taken_as_one(folder: Path, cli: Cli) -> None:
    assert cli("score", "-c", "mine.yaml", "one.csv", "-q", "-o", "ranking.json").code == 0
    assert cli("score", "ranking.json", "-q").code == 0
    refused = cli("score", "-c", "mine.yaml", "ranking.json")
    assert refused.code == 2
    assert "ranking.json is a saved ranking and carries its own criteria" in refused.err
