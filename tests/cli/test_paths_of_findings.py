"""Where build services look for the files of findings: within the repository, and what standard input is called."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


@pytest.fixture
def repository(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a faulty file in a folder, which is the working folder."""
    (here / ".git").mkdir()
    (here / "data").mkdir()
    (here / "data" / "s.csv").write_text("id,school,plan\na,far,none\n")
    monkeypatch.chdir(here / "data")
    return here


def sarif_paths(text: str) -> set[str]:
    results = json.loads(text)["runs"][0]["results"]
    return {entry["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for entry in results}


@pytest.mark.parametrize("given", ["s.csv", "../data/s.csv", "{root}/data/s.csv"])
def test_paths_are_those_of_the_repository(cli: Cli, repository: Path, given: str) -> None:
    arguments = ("check", given.format(root=repository), "-q", "-c", "../criteria.yaml", "-f")
    assert sarif_paths(cli(*arguments, "sarif").out) == {"data/s.csv"}
    assert {entry["location"]["path"] for entry in json.loads(cli(*arguments, "gitlab").out)} == {"data/s.csv"}
    assert "file=data/s.csv," in cli(*arguments, "github").out


def test_a_file_outside_the_repository_keeps_its_path(cli: Cli, repository: Path, tmp_path_factory: Any) -> None:
    outside = tmp_path_factory.mktemp("outside") / "s.csv"
    outside.write_text("id,school,plan\na,far,none\n")
    paths = sarif_paths(cli("check", outside, "-q", "-c", "../criteria.yaml", "-f", "sarif").out)
    assert paths == {outside.as_uri()}


def test_a_fingerprint_stays_when_a_row_is_inserted_above(cli: Cli, here: Path) -> None:
    def fingerprints(rows: str) -> list[str]:
        (here / "s.csv").write_text(f"id,school,plan\n{rows}")
        results = json.loads(cli("check", "s.csv", "-q", "-f", "sarif").out)["runs"][0]["results"]
        return [entry["partialFingerprints"]["vasterviksmodell/v1"] for entry in results]

    before = fingerprints("a,far,none\nb,far,none\n")
    assert fingerprints("c,100,none\na,far,none\nb,far,none\n") == before
    assert len(set(before)) == 2
    assert fingerprints("a,near,none\n") != before[:1]


def test_standard_input_has_the_name_that_it_is_given(process: Callable[..., Any], here: Path) -> None:
    ended = process(
        "check", "-", "--stdin-name", "data/s.jsonl", "-f", "github", cwd=here, input=b'{"id": "a", "school": "far"}\n'
    )
    assert b"file=data/s.jsonl,line=1," in ended.stdout
    assert ended.returncode == 1
