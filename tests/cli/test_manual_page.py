"""The manual page: every command and option, as the help says it, in what man reads without complaint."""

import re
import subprocess
from pathlib import Path

import pytest
from tests.conftest import ROOT, Golden, required

from vasterviksmodell.cli.command_tree import every_command
from vasterviksmodell.cli.manual_page import escaped, manual_page
from vasterviksmodell.cli.program import run, whole_program

PAGE = ROOT / "docs" / "vasterviksmodell.1"
"""What an installation puts where man looks."""


def test_the_page_is_made_from_the_commands(golden: Golden, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["man"]) == 0
    golden.check(PAGE, capsys.readouterr().out)


def test_an_installation_brings_it() -> None:
    assert '"docs/vasterviksmodell.1" = "share/man/man1/vasterviksmodell.1"' in (ROOT / "pyproject.toml").read_text()


def test_every_command_and_option_is_in_its_section() -> None:
    page = manual_page(whole_program())
    sections = dict(re.findall(r"^\.S[SH] (.*)\n((?:(?!\.S[SH] ).*\n)*)", page, re.MULTILINE))
    for command in every_command(whole_program()):
        section = sections[f"vasterviksmodell {escaped(command.name)}" if command.path else "OPTIONS"]
        for parameter in command.parameters:
            names = parameter.names or (parameter.written.split()[0].upper(),)
            assert all(escaped(name) in section for name in names[:1]), (command.name, names)
            shared = sections["OPTIONS OF MANY COMMANDS"]
            assert all(escaped(name) in section + shared for name in names), (command.name, names)


@pytest.mark.parametrize("width", [60, 80, 120])
def test_it_reads_as_the_help_does(width: int) -> None:
    shown = _said(required("mandoc"), "-T", "utf8", "-O", f"width={width}", str(PAGE))
    words = " ".join(re.sub(".\b", "", shown).split())
    for command in every_command(whole_program()):
        first, *others = command.told
        told = [first[1:].removesuffix("."), *others, *(parameter.told for parameter in command.parameters)]
        assert [text for text in told if " ".join(text.split()) not in words] == []


def test_mandoc_has_nothing_to_say() -> None:
    said = _said(required("mandoc"), "-T", "lint", "-W", "warning", str(PAGE)).splitlines()
    assert [line for line in said if "missing date" not in line] == []  # the same commands make the same page


def test_groff_has_nothing_to_say() -> None:
    assert _said(required("groff"), "-ww", "-man", "-Tutf8", "-z", str(PAGE)) == ""


def _said(*command: str) -> str:
    run = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, text=True, timeout=60)
    return run.stdout


def test_a_text_is_shown_as_it_stands(tmp_path: Path) -> None:
    mandoc = required("mandoc")
    texts = [".TH is no command", "'nor this", "a\\fB", "-o ~ ^ ` '", "åäö – …", "a|b"]
    page = tmp_path / "a.1"
    page.write_text(".TH A 1 2026-12-01\n.SH NAME\na \\- b\n" + "".join(f".PP\n{escaped(text)}\n" for text in texts))
    lines = [line.strip() for line in _said(mandoc, "-T", "utf8", str(page)).splitlines()]
    assert [text for text in texts if text not in lines] == []
