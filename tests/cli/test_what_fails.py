"""What makes a run fail is always reported, whatever `-q`, `-v`, `--fail-on`, `--lang` and the format say."""

import json
import re
from collections.abc import Callable
from functools import cache
from itertools import cycle, product
from pathlib import Path

import pytest
from tests.cli.conftest import Ended
from tests.cli.every_command import ABROAD, COMMANDS, CRITERIA, DERIVING, FREEZING, SUFFIXES, fill

from vasterviksmodell.cli.program import run
from vasterviksmodell.findings import RULES, Severity

Cli = Callable[..., Ended]
LEVELS = [it.label for it in Severity]
LOUDNESS = ((), ("-q",), ("-v",))
every_command = pytest.mark.parametrize("command", [it for it in COMMANDS if it not in ("derive", "decide")])
"""`derive` reads no criteria and `decide` judges a record: their own tests ask them the same."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Criteria with a warning; sites with a warning and one for information; a ranking with one of each."""
    monkeypatch.chdir(tmp_path)
    fill(tmp_path, ABROAD.replace("school", "School"))
    (tmp_path / "older.json").write_text(older_ranking())
    (tmp_path / "cited.yaml").write_text(CRITERIA.replace("range: [0, 9000]", "basis: cited, range: [0, 9000]"))
    return tmp_path


@cache
def older_ranking() -> str:
    """The ranking of what stands in the working directory, as an older version left it."""
    assert run(["score", "sites.csv", "-q", "-o", "older.json"]) == 0
    older = re.sub(r',\n  "checksum": ".*"\n', "\n", Path("older.json").read_text())
    return re.sub('"version": ".*"', '"version": "0.0.1"', older)


def asked(command: str) -> tuple[str, ...]:
    return ("verify", "older.json") if command == "verify" else (*COMMANDS[command], "-c", "cited.yaml")


def told(text: str) -> list[str]:
    """The codes of the findings that a text tells."""
    return re.findall(r"(?:error|warning|info)\[([A-Z][0-9]{3})\]", text)


def severities(codes: list[str]) -> list[Severity]:
    return [RULES[code].severity for code in codes]


@every_command
def test_what_makes_a_run_fail_is_told(cli: Cli, command: str) -> None:
    judged = command in ("check", "verify")
    sites_are_read = command not in ("weights derive", "weights freeze")
    lang = cycle(("en", "sv"))
    for level, loudness in product(LEVELS, LOUDNESS[:2] if command == "verify" else LOUDNESS):
        ended = cli(*asked(command), "--fail-on", level, "--lang", next(lang), *loudness)
        codes = told(ended.out if judged else ended.err)
        fails = level != "error"
        assert ended.code == fails
        least = Severity[level.upper()]
        if not judged:
            assert bool(ended.out) is not fails
            assert ("C202" in codes) == (fails or loudness != ("-q",))
            assert ("D010" in codes) == (sites_are_read and (level == "info" or loudness == ("-v",)))
            if loudness == ("-q",):
                assert all(it >= least for it in severities(codes))
                assert ("more with --verbose" in ended.err, "till med --verbose" in ended.err) == (False, False)
        if fails:
            assert [it for it in severities(codes) if it >= least]
        elif loudness == ("-q",):
            assert ended.err == ""


@every_command
def test_errors_are_told_by_all(folder: Path, cli: Cli, command: str) -> None:
    (folder / "cited.yaml").write_text("version: 1\ncriteria: {a: {weight: 1}}\n")
    (folder / "older.json").write_text("{}")
    for level, loudness in product(LEVELS, LOUDNESS[:2] if command == "verify" else LOUDNESS):
        ended = cli(*asked(command), "--fail-on", level, *loudness)
        assert ended.code == 1
        assert "error[" in (ended.out if command in ("check", "verify") else ended.err)


def test_of_what_is_held_back_only_the_number_is_told_unless_it_makes_the_run_fail(cli: Cli) -> None:
    usual = cli("score", "sites.csv", "--lang", "sv")
    assert "D010" not in usual.err
    assert usual.err.endswith("för kännedom: 1 till med --verbose\n")
    assert "verbose" not in cli("score", "sites.csv", "--fail-on", "info").err
    assert "verbose" not in cli("score", "sites.csv", "-v").err
    assert cli("score", "sites.csv", "-q").err == ""


@pytest.mark.parametrize("command", ["check", "verify"])
def test_a_result_in_a_file_is_not_the_only_word(cli: Cli, command: str) -> None:
    for format, suffix in ((format, (*own, ".x")[0]) for format, own in SUFFIXES[command].items()):
        for loudness, lang in product(((), ("-q",)), ("en", "sv")):
            more = ("--fail-on", "warning", "--lang", lang, "-f", format, "-o", f"out{suffix}", *loudness)
            ended = cli(*asked(command), *more)
            number = 2 if command == "check" else 1
            word = ("warning", "varning") if number == 1 else ("warnings", "varningar")
            tally = f"{number} {word[lang == 'sv']}, 1 info: {'se' if lang == 'sv' else 'see'} out{suffix}\n"
            assert (ended.code, ended.out, tally in ended.err) == (1, "", True)
    fine = cli(*asked(command), "-q", "-o", "out.txt")
    assert (fine.code, fine.err) == (0, "")
    if command == "check":
        assert cli(*asked(command), "-q", "--fail-on", "warning", "--exit-zero", "-o", "out.txt") == fine


@pytest.mark.parametrize("command", ["check", "verify"])
def test_what_is_not_listed_is_counted_somewhere(cli: Cli, command: str) -> None:
    for format in SUFFIXES[command]:
        ended = cli(*asked(command), "-q", "--fail-on", "warning", "-f", format, "--max-findings", "0")
        assert ended.code == 1
        assert ended.out + ended.err not in ("", "[]\n")
        assert bool(ended.err) == (format == "gitlab")
        assert cli(*asked(command), "-q", "-f", format, "--max-findings", "0").err == ""
        assert cli(*asked(command), "-q", "--fail-on", "info", "-f", format, "--max-findings", "1").err == ""


@pytest.mark.parametrize(("what", "en", "sv"), [("rank", "ranks", "rangordningen"), ("status", "statuses", "statusar")])
def test_a_comparison_in_a_file_tells_what_makes_it_fail(cli: Cli, what: str, en: str, sv: str) -> None:
    arguments = (*COMMANDS["compare"], "-q", "--fail-on-change", what)
    assert (cli(*arguments, "-o", "out.md", "--lang", "en").err) == f"{en} have changed: see out.md\n"
    assert (cli(*arguments, "-o", "out.md", "--lang", "sv").err) == f"{sv} har ändrats: se out.md\n"
    for more in ((), ("-o", "-")):
        shown = cli(*arguments, *more)
        assert (shown.code, bool(shown.out), shown.err) == (1, True, "")
    same = cli("compare", "old.json", "old.json", "-q", "--fail-on-change", what, "-o", "out.md")
    assert (same.code, same.err) == (0, "")


@pytest.mark.parametrize("arguments", [("weights", "ask", "answers.yaml"), DERIVING, FREEZING])
def test_findings_about_criteria_make_weighing_fail_with_a_word(cli: Cli, arguments: tuple[str, ...]) -> None:
    ended = cli(*arguments, "-c", "cited.yaml", "-q", "--fail-on", "warning")
    assert (ended.code, ended.out, told(ended.err)) == (1, "", ["C202"])


def test_weights_that_are_frozen_anew_do_not_fail_because_they_changed(folder: Path, cli: Cli) -> None:
    assert cli(*FREEZING, "--into", "criteria.yaml").code == 0
    text = (folder / "criteria.yaml").read_text()
    (folder / "criteria.yaml").write_text(text.replace("weight: 2", "weight: 3"))
    assert told(cli(*DERIVING, "-q", "--fail-on", "warning").err) == ["C204"]
    again = cli(*FREEZING, "-q", "--fail-on", "warning")
    assert (again.code, again.err) == (0, "")


def test_a_schema_that_cannot_be_made_says_why(folder: Path, cli: Cli) -> None:
    (folder / "criteria.yaml").write_text("version: 1\n")
    ended = cli("schema", "sites")
    assert (ended.code, ended.out, "error[" in ended.err) == (1, "", True)
    (folder / "criteria.yaml").write_text((folder / "cited.yaml").read_text())
    assert json.loads(cli("schema", "sites").out)
