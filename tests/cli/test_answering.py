"""What all commands that analyse rankings promise: what they refuse, what they report about their inputs."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

Cli = Callable[..., Ended]
ANALYSING = {
    "explain": ("sites.csv", "ekby"),
    "similar": ("sites.csv", "ekby"),
    "losses": ("sites.csv",),
    "obstacles": ("sites.csv",),
    "compare": ("sites.csv", "new.csv"),
}
every_command = pytest.mark.parametrize("command", ANALYSING)


@pytest.fixture(autouse=True)
def _new(here: Path) -> None:
    (here / "new.csv").write_text((here / "sites.csv").read_text().replace("9000", "3000"))


@every_command
@pytest.mark.parametrize("asked", [(), ("-c", "criteria.yaml"), ("-c", "./criteria.yaml")])
def test_no_answer_is_written_over_the_criteria(here: Path, cli: Cli, command: str, asked: tuple[str, ...]) -> None:
    before = (here / "criteria.yaml").read_text()
    ended = cli(command, *ANALYSING[command], *asked, "-f", "text", "-o", "criteria.yaml")
    assert (ended.code, ended.out) == (2, "")
    assert "criteria.yaml is an input: write to another file" in ended.err
    assert (here / "criteria.yaml").read_text() == before


@every_command
def test_no_answer_is_written_over_the_sites(here: Path, cli: Cli, command: str) -> None:
    before = (here / "sites.csv").read_text()
    ended = cli(command, *ANALYSING[command], "-f", "text", "-o", "sites.csv")
    assert ended.code == 2
    assert "sites.csv is an input" in ended.err
    assert (here / "sites.csv").read_text() == before


def test_no_comparison_is_written_over_the_old_criteria(here: Path, cli: Cli) -> None:
    (here / "old.yaml").write_text((here / "criteria.yaml").read_text())
    asked = ("compare", "sites.csv", "new.csv", "--old-criteria", "old.yaml", "-f", "text")
    assert "old.yaml is an input" in cli(*asked, "-o", "old.yaml").err
    assert "criteria.yaml is an input" in cli(*asked, "-o", "criteria.yaml").err
    assert (here / "old.yaml").read_text() == (here / "criteria.yaml").read_text()
    assert cli(*asked, "-o", "answer.txt").code == 0


def told_of_inputs(ended: Ended) -> list[str]:
    return [line.partition(":")[0] for line in ended.err.splitlines() if ", sha256 " in line]


@every_command
def test_how_inputs_were_read_is_told_when_asked(here: Path, cli: Cli, command: str) -> None:
    files = [it for it in ANALYSING[command] if it.endswith(".csv")]
    ended = cli(command, *ANALYSING[command], "--verbose")
    assert ended.code == 0
    assert told_of_inputs(ended) == files
    line = next(it for it in ended.err.splitlines() if "sha256" in it)
    assert line.startswith("sites.csv: csv, encoding utf-8, delimiter ',', decimal sign '.', 3 sites, sha256 ")
    assert told_of_inputs(cli(command, *ANALYSING[command])) == []
    assert "teckenkodning" in cli(command, *ANALYSING[command], "--verbose", "--lang", "sv").err


@every_command
def test_of_a_saved_ranking_it_is_told_how_its_inputs_were_read(here: Path, cli: Cli, command: str) -> None:
    for name in ("sites", "new"):
        assert cli("score", f"{name}.csv", "-o", f"{name}.json").code == 0
    saved = [it.replace(".csv", ".json") for it in ANALYSING[command]]
    files = [it for it in ANALYSING[command] if it.endswith(".csv")]
    assert told_of_inputs(cli(command, *saved, "--verbose")) == files


@every_command
def test_nothing_is_told_of_inputs_with_errors(here: Path, cli: Cli, command: str) -> None:
    (here / "sites.csv").write_text("id,school\na,tolv\n")
    ended = cli(command, *ANALYSING[command], "--verbose")
    assert (ended.code, ended.out) == (1, "")
    assert told_of_inputs(ended) == []


@pytest.mark.parametrize(
    ("arguments", "order"),
    [
        (("explain", "ekby", "sites.csv"), "explain sites.csv ekby"),
        (("explain", "ekby", "sites.csv", "tallby"), "explain sites.csv ekby tallby"),
        (("explain", "ekby", "tallby", "sites.csv"), "explain sites.csv ekby tallby"),
        (("similar", "ekby", "sites.csv"), "similar sites.csv ekby"),
        (("similar", "Södra Vi", "sites.csv"), "similar sites.csv 'Södra Vi'"),
    ],
)
def test_a_file_that_stands_where_a_site_should_is_told_with_the_right_order(
    here: Path, cli: Cli, arguments: tuple[str, ...], order: str
) -> None:
    ended = cli(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert (
        ended.err == f"vasterviksmodell: {arguments[1]} is not a file, but sites.csv is: give the file first: {order}\n"
    )


def test_a_folder_called_as_the_site_is_no_file_either(here: Path, cli: Cli) -> None:
    (here / "ekby").mkdir()
    assert "give the file first: explain sites.csv ekby" in cli("explain", "ekby", "sites.csv").err


def test_a_file_called_as_the_site_disturbs_nobody(here: Path, cli: Cli) -> None:
    (here / "ekby").write_text("notes")
    assert cli("explain", "sites.csv", "ekby").code == 0


@pytest.mark.parametrize("command", ["explain", "similar"])
@pytest.mark.parametrize("site", ["ekby", "x" * 5000])
def test_a_file_that_is_not_there_is_told_as_ever(here: Path, cli: Cli, command: str, site: str) -> None:
    ended = cli(command, "nowhere.csv", site)
    assert ended.code == 2
    assert ended.err == "vasterviksmodell: cannot read nowhere.csv: No such file or directory\n"
