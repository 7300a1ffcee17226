r"""The page "Your file" is run: its files are written, its commands run on them, and what it shows is what they print.

A fenced block with a name after its language is a file, which lies in the folder up to the next heading. In it `\xd6`
is a byte, and a workbook is written as its sheets. Further blocks `criteria.yaml` are added to the first, or stand for
it when they are whole.
"""

import re
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.conftest import ROOT, Golden, on_terminal
from tests.sites.workbooks import workbook_of

from vasterviksmodell.cli import program
from vasterviksmodell.criteria.data_entries import DataEntry
from vasterviksmodell.findings import RULES
from vasterviksmodell.sites.formats import SITE_FORMATS

PAGE = ROOT / "docs" / "your-file.md"
PART = re.compile(
    r"^##+ (?P<heading>[^\n]*)$"
    r"|^```\w+ (?P<file>\S+)\n(?P<content>.*?)^```$"
    r"|(?P<before>^(?:<!-- without (?P<without>\w+) -->\n)?```console\n)(?P<session>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
COMMAND = re.compile(r"^\$ vasterviksmodell ([^\n]*)\n", re.MULTILINE)
BYTE = re.compile(rb"\\x([0-9a-f]{2})")
APPLIES = "criteria: ./criteria.yaml\n"
"""The page says that this line is left out."""


@dataclass
class Reader:
    """Reads the page from top to bottom, in an empty folder."""

    folder: Path
    captured: pytest.CaptureFixture[bytes]
    criteria: str = ""
    """The first criteria file, which every section begins with."""

    def shown(self, part: re.Match[str]) -> str:
        """A part of the page as it should be."""
        if part["file"]:
            self._write(part["file"], part["content"])
        elif part["session"]:
            return part["before"] + "".join(self._session(part)) + "```"
        else:
            self._begin()
        return part[0]

    def _begin(self) -> None:
        for path in self.folder.iterdir():
            path.unlink()
        (self.folder / "criteria.yaml").write_text(self.criteria, encoding="utf-8")

    def _write(self, name: str, content: str) -> None:
        if name == "criteria.yaml":
            self.criteria = self.criteria or content
            content = content if content.startswith("version:") else self.criteria + content
        (self.folder / name).parent.mkdir(exist_ok=True)
        (self.folder / name).write_bytes(_written(content, workbook=name.endswith(".xlsx")))

    def _session(self, part: re.Match[str]) -> list[str]:
        """Each command of a session, and what it prints."""
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(self.folder)
            on_terminal(patch)
            patch.setattr(sys.stderr, "isatty", lambda: True)
            if part["without"]:
                _uninstall(part["without"], patch)
            return [command[0] + self._printed(command[1]) for command in COMMAND.finditer(part["session"])]

    def _printed(self, arguments: str) -> str:
        program.run(shlex.split(arguments))
        out, err = self.captured.readouterr()
        return err.decode().removeprefix(APPLIES) + out.decode()


def _written(content: str, *, workbook: bool) -> bytes:
    if workbook:
        return workbook_of(content.replace("\n\n", "\n,\n"))
    return BYTE.sub(lambda byte: bytes.fromhex(byte[1].decode()), content.encode())


def _uninstall(package: str, patch: pytest.MonkeyPatch) -> None:
    for name in [it for it in sys.modules if it.startswith(f"{package}.")]:
        patch.delitem(sys.modules, name)
    patch.setitem(sys.modules, package, None)


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_what_the_page_shows_is_what_the_program_prints(
    page: str, golden: Golden, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    golden.check(PAGE, PART.sub(Reader(tmp_path, capsysbinary).shown, page))


def test_every_block_of_the_page_is_a_file_or_a_session(page: str) -> None:
    assert page.count("\n```") == 2 * sum(part["heading"] is None for part in PART.finditer(page))


def test_every_code_on_the_page_has_a_rule(page: str) -> None:
    assert {*re.findall(r"\b[CDF][0-9]{3}\b", page)} <= {*RULES}


def test_the_page_names_every_key_that_says_how_files_are_written(page: str) -> None:
    assert [key for key in DataEntry.model_fields if f"{key}:" not in page and f"`{key}`" not in page] == []


def test_the_page_names_every_format(page: str) -> None:
    assert [it for format in SITE_FORMATS.values() for it in format.suffixes if f"`{it}`" not in page] == []
