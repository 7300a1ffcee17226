"""What every command says when it cannot run, or beside its result, is in the language of the run."""

import io
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import CRITERIA, Ended

Cli = Callable[..., Ended]
ERRORS: tuple[tuple[str, ...], ...] = (
    ("score", "nowhere.csv"),
    ("score", "sites.csv", "-c", "nowhere.yaml"),
    ("score", "-", "-"),
    ("score", "sites.csv", "-o", "criteria.yaml"),
    ("score", "sites.csv", "-o", "nowhere/ranking.json"),
    ("score", "sites.csv", "-o", "ranking.xyz"),
    ("score", "sites.csv", "-o", ".csv"),
    ("score", "sites.csv", "-o", ""),
    ("score", "sites.csv", "--data", "decimal"),
    ("score", "sites.csv", "--data", "decimals=,"),
    ("score", "sites.csv", "--data", "qqqq=,"),
    ("score", "sites.csv", "--data", "header=x"),
    ("score", "sites.csv", "--data", "header=1", "--data", "header=2"),
    ("score", "sites.csv", "--actor", "nobody"),
    ("score", "sites.csv", "--actor", "combined"),
    ("score", "sites.csv", "--set", "nonsense"),
    ("score", "sites.csv", "--set", "ekby.school=many"),
    ("score", "sites.csv", "--set", "ekby.scholl=1"),
    ("score", "sites.csv", "--set", "ekbi.school=1"),
    ("score", "sites.csv", "--set", "ekby.school=1", "--set", "ekby.school=2"),
    ("score", "saved.json", "-c", "criteria.yaml"),
    ("score", "saved.json", "sites.csv"),
    ("check", "sites.csv", "--select", "X9"),
    ("check", "sites.csv"),
    ("explain", "sites.csv", "nowhere"),
    ("explain", "ekby", "sites.csv"),
    ("explain", "sites.csv", "ekby", "--target", "soon"),
    ("explain", "sites.csv", "ekby", "tallby", "--target", "qualified"),
    ("obstacles", "saved.json", "-c", "criteria.yaml"),
    ("similar", "sites.csv", "nowhere"),
    ("losses", "sites.csv", "--criterion", "nothing"),
    ("losses", "sites.csv", "--criterion", "people"),
    ("robustness", "sites.csv", "--pair", "ekby", "ekby"),
    ("robustness", "sites.csv", "--pair", "ekby", "tallby"),
    ("robustness", "sites.csv", "--spread", "a lot"),
    ("robustness", "sites.csv", "--spread", "10%", "--order", "school,plan"),
    ("robustness", "sites.csv", "--bounds", "school=1%..2%", "--bounds", "school=1%..2%"),
    ("robustness", "sites.csv", "--bounds", "school=1%..2%"),
    ("robustness", "sites.csv", "-o", "plot.svg", "--plot", "plot.svg", "-f", "text"),
    ("compare", "saved.json", "saved.json", "-c", "criteria.yaml"),
    ("compare", "saved.json", "sites.csv", "--old-criteria", "criteria.yaml"),
    ("verify", "saved.json", "--inputs", "nowhere"),
    ("init",),
    ("init", "fresh"),
    ("rules", "D999"),
    ("rules", "QQ"),
    ("schema", "sites", "-c", "nowhere.yaml"),
    ("weights", "derive"),
    ("weights", "derive", "--actor", "nobody"),
    ("weights", "derive", "--judgements", "nowhere.yaml"),
    ("weights", "derive", "--into", "-"),
    ("weights", "derive", "--into", "a.yaml", "-o", "a.yaml"),
    ("weights", "freeze", "--by", "Bo", "--date", "soon"),
    ("weights", "freeze", "--by", "Bo", "--into", "frozen.yaml"),
    ("weights", "agree", "sites.csv"),
    ("weights", "ask", "-"),
    ("weights", "ask", "criteria.yaml"),
    ("weights", "ask", "list.yaml"),
    ("weights", "ask", "more.yaml"),
    ("weights", "ask", "answers.yaml", "--set", "nothing"),
    ("weights", "ask", "answers.yaml", "--method", "swing"),
    ("weights", "ask", "answers.yaml", "--method", "bwm"),
)
_ENGLISH = re.compile(
    r"\b(?:the|is|not|no|of|with|and|cannot|there|are|write|use|did|you|mean|has|needs|takes|both|their|which|wrote)\b",
    re.IGNORECASE,
)
_OF_THE_PROGRAM = re.compile(r"'[^']*'|`[^`]*`|[\w.-]+/[\w.-]*|\b\w+: mean\b|det finns [\w, ]+")
"""What is the same in all languages: quoted texts, commands, paths, and what criteria files hold."""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cli: Cli) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA + "  people: {range: [0, 9]}\n")
    (tmp_path / "sites.csv").write_text(
        "id,name,school,plan,people\nankarby,Ankarby,500,housing,1\nekby,Ekby,600,none,1\ntallby,Tallby,9000,housing,1\n"
    )
    (tmp_path / "list.yaml").write_text("[1]\n")
    (tmp_path / "more.yaml").write_text("judgements: {}\nweights: {}\n")
    assert cli("score", "sites.csv", "-o", "saved.json").code == 0
    return tmp_path


def said(ended: Ended) -> list[str]:
    return [line for line in ended.err.splitlines() if line]


@pytest.mark.parametrize("arguments", ERRORS, ids=" ".join)
def test_no_line_that_is_said_in_swedish_is_english(
    here: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    told = {}
    for language in ("en", "sv"):
        monkeypatch.setattr(sys, "stdin", io.StringIO("nonsense\n"))
        for made in ("frozen.yaml", "fresh/criteria.yaml", "fresh/sites.csv"):
            (here / made).unlink(missing_ok=True)
        told[language] = said(cli(*arguments, "--lang", language))
    assert told["sv"]
    assert not set(told["en"]) & set(told["sv"])
    for line in told["sv"]:
        assert _ENGLISH.search(_OF_THE_PROGRAM.sub("", line)) is None, line


def test_the_words_tell_english(cli: Cli, here: Path) -> None:
    lines = said(cli("score", "nowhere.csv", "-c", "nowhere.yaml", "--lang", "en"))
    assert all(_ENGLISH.search(_OF_THE_PROGRAM.sub("", line)) for line in lines)


def test_the_environment_says_the_language_and_the_option_comes_before_it(
    cli: Cli, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VASTERVIKSMODELL_LANG", "sv")
    assert said(cli("rules", "QQ")) == ["vasterviksmodell: ingen regel 'QQ'"]
    assert said(cli("rules", "QQ", "--lang", "en")) == ["vasterviksmodell: no rule 'QQ'"]
    assert "Krav" in cli("score", "sites.csv", "-q").out


@pytest.mark.parametrize("broken", ["criteria: [\n", "criteria: {}\n", "criteria: {a: {wait: 1}}\n"])
def test_criteria_that_do_not_load_are_told_in_the_language_that_they_say(cli: Cli, here: Path, broken: str) -> None:
    (here / "criteria.yaml").write_text(f"version: 1\nlanguage: sv\n{broken}")
    lines = said(cli("check"))
    assert lines[0] == "kriterier: ./criteria.yaml"
    assert cli("check", "-q").out.endswith("\n1 fel\n")
    assert "kan inte läsa" in cli("score", "nowhere.csv").err


def test_a_saved_ranking_says_the_language_of_what_is_asked_of_it(cli: Cli, here: Path, tmp_path: Path) -> None:
    (here / "criteria.yaml").write_text("language: sv\n" + CRITERIA)
    assert cli("score", "sites.csv", "-o", "swedish.json").code == 0
    (here / "criteria.yaml").unlink()
    for command in (("explain", "swedish.json", "nowhere"), ("score", "swedish.json", "--set", "nowhere.school=1")):
        assert "ingen ort 'nowhere'" in cli(*command).err
