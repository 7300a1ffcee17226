"""A report answers as the ranking does that it carries."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.cli.conftest import Ended
from tests.cli.every_command import CRITERIA, SITES
from tests.scoring.test_carriers import BROKEN, WRITERS

Cli = Callable[..., Ended]
every_carrier = pytest.mark.parametrize("kind", WRITERS)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> Path:
    """A folder with sites, criteria, and the ranking in reports of all kinds in a folder inside."""
    monkeypatch.chdir(tmp_path)
    Path("criteria.yaml").write_text(CRITERIA)
    Path("sites.csv").write_text(SITES)
    assert cli("score", "sites.csv", "-o", "ranking.json", "-q").code == 0
    Path("reports").mkdir()
    for kind in WRITERS:
        report(kind).write_bytes(WRITERS[kind](Path("ranking.json").read_bytes()))
    return tmp_path


def report(kind: str) -> Path:
    return Path("reports", f"bilaga.{kind}")


@every_carrier
def test_it_is_verified_against_its_input_files(cli: Cli, kind: str) -> None:
    expected = cli("verify", "ranking.json")
    ended = cli("verify", str(report(kind)))
    assert (ended.code, ended.out, ended.err) == (0, expected.out, expected.err)
    Path("sites.csv").rename("reports/sites.csv")
    assert cli("verify", str(report(kind))).err == expected.err


@every_carrier
def test_a_figure_that_was_changed_is_found_on_its_line_inside_the_report(cli: Cli, kind: str) -> None:
    text = Path("ranking.json").read_text()
    score = re.search(r'(?<="score":)[ 0-9.]+', text)
    assert score
    line = text.count("\n", 0, score.start()) + 1
    report(kind).write_bytes(WRITERS[kind](f"{text[: score.start()]}1.5{text[score.end() :]}".encode()))
    ended = cli("verify", str(report(kind)))
    assert ended.code == 1
    assert f"reports/bilaga.{kind}/ranking.json:{line}:" in ended.out
    assert "R101" in ended.out


ASKED = {
    "score": ("score", "REPORT", "-f", "json"),
    "score what if": ("score", "REPORT", "--set", "ekby.school=100"),
    "explain": ("explain", "REPORT", "ekby"),
    "obstacles": ("obstacles", "REPORT", "-f", "json"),
    "similar": ("similar", "REPORT", "ekby"),
    "losses": ("losses", "REPORT"),
    "robustness": ("robustness", "REPORT", "--draws", "20"),
    "weights agree": ("weights", "agree", "REPORT"),
    "compare": ("compare", "REPORT", "sites.csv"),
    "compare both": ("compare", "REPORT", "REPORT"),
}


@every_carrier
@pytest.mark.parametrize("asked", ASKED)
def test_every_command_answers_as_for_the_ranking(cli: Cli, kind: str, asked: str) -> None:
    def answer(path: str) -> tuple[int, str]:
        ended = cli(*(path if argument == "REPORT" else argument for argument in ASKED[asked]), "-q")
        return ended.code, ended.out.replace(f"reports/bilaga.{kind}/", "")

    expected = answer("ranking.json")
    assert expected[0] == 0
    assert expected[1]
    assert answer(str(report(kind))) == expected


@every_carrier
def test_it_carries_its_own_criteria_and_is_no_output(cli: Cli, kind: str) -> None:
    name = str(report(kind))
    before = report(kind).read_bytes()
    ended = cli("score", name, "-c", "criteria.yaml")
    assert (ended.code, ended.err) == (
        2,
        f"vasterviksmodell: {name}/ranking.json is a saved ranking and carries its own criteria\n",
    )
    ended = cli("score", name, "-f", "markdown", "-o", name)
    assert (ended.code, ended.err) == (2, f"vasterviksmodell: {name} is an input: write to another file\n")
    assert report(kind).read_bytes() == before


@every_carrier
def test_it_comes_from_standard_input(process: Callable[..., Any], kind: str) -> None:
    ended = process("verify", "-", input=report(kind).read_bytes())
    assert (ended.returncode, ended.stdout) == (0, process("verify", "ranking.json").stdout)


@pytest.mark.parametrize("fault", BROKEN)
@pytest.mark.parametrize("command", ["verify", "score", "compare"])
def test_what_cannot_be_opened_ends_with_2_and_words(cli: Cli, fault: str, command: str) -> None:
    content, problem = BROKEN[fault]
    Path("bilaga").write_bytes(content)
    for language in ("en", "sv"):
        more = ("ranking.json",) if command == "compare" else ()
        ended = cli(command, "bilaga", *more, "--lang", language)
        assert (ended.code, ended.out) == (2, "")
        assert "Traceback" not in ended.err
        assert problem in ended.err or language == "sv"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.html", b"<!doctype html><html></html>", "it is a web page, and carries none"),
        ("a.pdf", b"%PDF-1.7\n", "it is a PDF, and carries none"),
        ("a.xlsx", b"PK\x03\x04", "it is a workbook or another archive, and carries none"),
    ],
)
def test_a_report_without_a_ranking_is_a_finding(cli: Cli, name: str, content: bytes, said: str) -> None:
    Path(name).write_bytes(content)
    ended = cli("verify", name)
    assert ended.code == 1
    assert said in ended.out
    assert "R001" in ended.out


def test_a_workbook_without_a_ranking_is_still_one_of_sites(cli: Cli) -> None:
    workbook = openpyxl.Workbook()
    for line in SITES.splitlines():
        workbook.active.append(line.split(","))
    workbook.save("sites.xlsx")
    ended = cli("score", "sites.xlsx", "-f", "json", "-q")
    assert (ended.code, len(json.loads(ended.out)["sites"])) == (0, 3)


def test_a_ranking_written_as_pages_is_whole_and_says_the_language(cli: Cli) -> None:
    assert cli("score", "ranking.json", "-o", "ranking.pdf", "-q", "--lang", "sv").code == 0
    content = Path("ranking.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert b"/Lang(sv)" in content
