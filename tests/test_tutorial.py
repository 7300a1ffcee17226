"""The tutorial is run from its first command to its last, in one folder, and what it shows is what is printed."""

import re
from pathlib import Path

import pytest
from tests.conftest import ROOT, Golden
from tests.test_your_file import PART, Reader

PAGE = ROOT / "docs" / "tutorial.md"


class Learner(Reader):
    """Reads on in the same folder: what a section writes is there in the next."""

    def _begin(self) -> None:
        """Keep what is there."""


def test_what_the_tutorial_shows_is_what_the_program_prints(
    golden: Golden, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    page = PAGE.read_text(encoding="utf-8")
    golden.check(PAGE, PART.sub(Learner(tmp_path, capsysbinary).shown, page))


def test_the_commands_to_install_are_those_of_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    for text in (readme, page):
        assert re.search(r"py -m venv \.venv", text)
        assert ".venv\\Scripts\\pip install --quiet ." in text
