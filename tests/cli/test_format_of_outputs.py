"""In every command the suffix of the output decides the format, and one that names none is refused."""

import os
from collections.abc import Callable
from itertools import chain, cycle
from pathlib import Path
from threading import Thread

import pytest
from tests.cli.conftest import Ended
from tests.cli.every_command import COMMANDS, FREEZING, SUFFIXES, fill

from vasterviksmodell.cli import program
from vasterviksmodell.cli.weights import COMMANDS as WEIGHTS

Cli = Callable[..., Ended]
Asked = Callable[[str, str], Ended]
every_command = pytest.mark.parametrize("command", COMMANDS)
BEGINNINGS = {
    "csv": ("id,", "criterion,", "path,part,", "scenario,", "method,", "set,"),
    "tsv": "id\tname\t",
    "json": "{",
    "jsonl": '{"id"',
    "sarif": '{\n  "$schema"',
    "junit": "<?xml",
}
"""How results of formats begin that are told by their first signs; others look alike."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    fill(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def answers() -> dict[tuple[str, str], Ended]:
    """What commands answered in formats, so that tests ask for each once."""
    return {}


@pytest.fixture
def in_format(cli: Cli, answers: dict[tuple[str, str], Ended]) -> Callable[[str, str], Ended]:
    """What a command answers in a format that is asked for."""

    def answer(command: str, format: str) -> Ended:
        if (command, format) not in answers:
            answers[command, format] = cli(*COMMANDS[command], "-q", "-f", format)
        return answers[command, format]

    return answer


def files(folder: Path) -> dict[str, bytes]:
    return {it.name: it.read_bytes() for it in folder.iterdir()}


def test_these_are_all_commands_that_have_an_output(cli: Cli) -> None:
    names = [it for it in (*program.COMMANDS, *(f"weights {it}" for it in WEIGHTS)) if it != "weights"]
    writing = {it for it in names if "--output" in cli(*it.split(), "--help").out}
    assert writing == {name for name in COMMANDS if not name.startswith(("explain ", "compare "))}


@every_command
def test_the_suffix_decides(folder: Path, cli: Cli, in_format: Asked, command: str) -> None:
    names = cycle(("out{}", "Rapport 1.2{}", "a.html{}"))
    for format, suffixes in SUFFIXES[command].items():
        asked = in_format(command, format)
        for suffix in (*suffixes, *(it.upper() for it in suffixes[:1])):
            name = next(names).format(suffix)
            ended = cli(*COMMANDS[command], "-q", "-o", name)
            assert (ended.code, ended.out) == (asked.code, "")
            assert (folder / name).read_bytes().decode(errors="backslashreplace") == asked.out
        assert asked.out.startswith(BEGINNINGS.get(format, ""))


@every_command
def test_format_takes_the_suffixes_of_its_files_too(cli: Cli, in_format: Asked, command: str) -> None:
    for format, suffixes in SUFFIXES[command].items():
        asked = in_format(command, format)
        for suffix in suffixes:
            assert cli(*COMMANDS[command], "-q", "-f", suffix.removeprefix(".")) == asked


def test_rules_take_suffixes_as_formats_too(cli: Cli) -> None:
    for suffix, format in (("txt", "text"), ("md", "markdown"), ("json", "json")):
        assert cli("rules", "-f", suffix) == cli("rules", "-f", format)


@every_command
def test_a_format_that_is_none_is_refused_with_those_that_there_are(cli: Cli, command: str) -> None:
    ended = cli(*COMMANDS[command], "-f", "nonsense")
    assert ended.code == 2
    known = ", ".join(map(repr, SUFFIXES[command]))
    assert ended.err.endswith(f": 'nonsense' is not one of {known}.\n")
    assert "Value error" not in ended.err


@every_command
def test_help_names_arguments_once(cli: Cli, command: str) -> None:
    words = [word for word in COMMANDS[command][:2] if word.isalpha()]
    usage = cli(*words, "--help").out.splitlines()[0]
    assert not any(sign in usage for sign in ("[[", "]]", "...}", "...]"))


@every_command
def test_a_suffix_that_tells_none_is_refused_with_those_that_do(folder: Path, cli: Cli, command: str) -> None:
    before = files(folder)
    for name in ("x.docx", "x", "x.", "x.csv ", ".json", "in.json/x", "x.json.bak", "\u202ex.txt~"):
        ended = cli(*COMMANDS[command], "-q", "-o", name)
        assert (ended.code, ended.out) == (2, "")
        assert ": use --format, or one of " + ", ".join(chain(*SUFFIXES[command].values())) + "\n" in ended.err
        assert ("is a suffix without a name" in ended.err) == (name in chain(*SUFFIXES[command].values()))
        assert "\u202e" not in ended.err
    assert files(folder) == before


@every_command
def test_a_suffix_of_another_family_is_refused(cli: Cli, command: str) -> None:
    own = tuple(chain(*SUFFIXES[command].values()))
    others = {suffix for family in SUFFIXES.values() for suffix in chain(*family.values())}
    for suffix in (it for it in others if not it.endswith(own)):
        ended = cli(*COMMANDS[command], "-q", "-o", f"x{suffix}")
        assert (ended.code, ended.out, Path(f"x{suffix}").exists()) == (2, "", False)
        assert f"vasterviksmodell: the suffix of x{suffix} names no format" in ended.err


@every_command
def test_an_output_without_a_name_is_refused(cli: Cli, command: str) -> None:
    for more in ((), ("-f", next(iter(SUFFIXES[command])))):
        ended = cli(*COMMANDS[command], "-q", *more, "-o", "")
        assert (ended.code, ended.out) == (2, "")
        assert ended.err == "vasterviksmodell: --output needs the name of a file\n"


@every_command
def test_a_hyphen_is_standard_output(folder: Path, cli: Cli, command: str) -> None:
    before = files(folder)
    assert cli(*COMMANDS[command], "-q", "-o", "-") == cli(*COMMANDS[command], "-q")
    assert files(folder) == before


@every_command
def test_a_format_that_is_asked_for_goes_before_the_suffix(
    folder: Path, cli: Cli, in_format: Asked, command: str
) -> None:
    names = cycle(("x", "x.json", "x.md"))
    for format in SUFFIXES[command]:
        asked = in_format(command, format)
        name = next(names)
        ended = cli(*COMMANDS[command], "-q", "-f", format, "-o", name)
        found = (folder / name).read_bytes().decode(errors="backslashreplace")
        assert (ended.code, found) == (asked.code, asked.out)


@every_command
def test_what_is_no_file_needs_a_format(cli: Cli, command: str) -> None:
    refused = cli(*COMMANDS[command], "-q", "-o", os.devnull)
    assert (refused.code, f"the suffix of {os.devnull} names no format" in refused.err) == (2, True)
    format = next(iter(SUFFIXES[command]))
    written = cli(*COMMANDS[command], "-q", "-o", os.devnull, "-f", format)
    assert written.code == cli(*COMMANDS[command], "-q").code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
@pytest.mark.parametrize("command", ["score", "explain", "check", "weights freeze"])
def test_a_pipe_gets_the_result(folder: Path, cli: Cli, command: str) -> None:
    format = next(iter(SUFFIXES[command]))
    os.mkfifo("pipe")
    found: list[bytes] = []
    reader = Thread(target=lambda: found.append(Path("pipe").read_bytes()))
    reader.start()
    assert cli(*COMMANDS[command], "-q", "-f", format, "-o", "pipe").code == 0
    reader.join()
    assert found == [cli(*COMMANDS[command], "-q").out.encode()]


@pytest.mark.parametrize("command", ["check", "verify"])
def test_the_environment_says_the_format_where_neither_option_nor_suffix_does(
    cli: Cli, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = COMMANDS[command]
    text, github = (cli(*arguments, "-q", "-f", it).out for it in ("text", "github"))
    json, sarif = (cli(*arguments, "-q", "-f", it).out for it in ("json", "sarif"))
    monkeypatch.setenv(f"VASTERVIKSMODELL_{command.upper()}_FORMAT", "github")
    assert cli(*arguments, "-q").out == github
    assert cli(*arguments, "-q", "-o", "-").out == github
    assert cli(*arguments, "-q", "-f", "text").out == text
    for name, expected in (("a.json", json), ("a.sarif", sarif), ("annotations", github)):
        cli(*arguments, "-q", "-o", name)
        assert Path(name).read_text() == expected
    cli(*arguments, "-q", "-f", "github", "-o", "b.json")
    assert Path("b.json").read_text() == github
    assert cli(*arguments, "-o", "").code == 2


@pytest.mark.parametrize("arguments", [("weights", "derive"), FREEZING])
@pytest.mark.parametrize("name", ["new.html", "new", ".yaml", "new.yaml ", "new.json"])
def test_what_goes_into_the_criteria_is_yaml(folder: Path, cli: Cli, arguments: tuple[str, ...], name: str) -> None:
    before = files(folder)
    ended = cli(*arguments, "--into", name)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith(": use one of .yaml, .yml\n")
    assert files(folder) == before


@pytest.mark.parametrize("arguments", [("weights", "derive"), FREEZING])
def test_what_goes_into_the_criteria_may_be_called_as_they_are(
    folder: Path, cli: Cli, arguments: tuple[str, ...]
) -> None:
    for criteria, into in (("a.yaml", "b.YML"), ("a.txt", "b.TXT"), ("a", "b"), ("a", "a"), ("a", "b.yaml")):
        (folder / criteria).write_text((folder / "criteria.yaml").read_text())
        assert cli(*arguments, "-c", criteria, "--into", into, "-q").code == 0
        assert (folder / into).exists()
    ended = cli(*arguments, "--into", "")
    assert (ended.code, ended.err) == (2, "vasterviksmodell: --into needs the name of a file\n")


@pytest.mark.parametrize("name", ["answers", "answers.html", ".yml", "answers.json"])
def test_answers_are_kept_in_yaml(cli: Cli, name: str) -> None:
    ended = cli("weights", "ask", name)
    assert (ended.code, ended.out, Path(name).exists()) == (2, "", False)
    assert ended.err.endswith(": use one of .yaml, .yml\n")


def test_answers_need_a_name(cli: Cli) -> None:
    ended = cli("weights", "ask", "")
    assert (ended.code, ended.err) == (2, "vasterviksmodell: ANSWERS needs the name of a file\n")


def test_a_file_called_hyphen_is_an_input_like_others(folder: Path, cli: Cli) -> None:
    (folder / "-").write_bytes((folder / "sites.csv").read_bytes())
    ended = cli("score", "./-", "--input-format", "csv", "-q", "-o", "-")
    assert (ended.code, ended.out) == (0, cli("score", "sites.csv", "-q").out)
