"""Stories: a folder with a command, its inputs, and what it must print and how it must end."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ended
from tests.conftest import Golden

CASES = sorted(path.parent for path in (Path(__file__).parent.parent / "cases").glob("*/command"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_story(case: Path, cli: Callable[..., Ended], golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    program, *arguments = shlex.split((case / "command").read_text())
    assert program == "vasterviksmodell"
    ended = cli(*arguments)
    found = {"stdout": ended.out, "stderr": ended.err, "exit_code": f"{ended.code}\n"}
    for name, text in found.items():
        golden.check(case / name, text)
