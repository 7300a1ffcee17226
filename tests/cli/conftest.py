import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from vasterviksmodell.cli.program import run


@dataclass(frozen=True)
class Ended:
    """How a run of the program ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def cli(capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ended]:
    """Run the program inside the test."""

    def ended(*arguments: str) -> Ended:
        code = run([str(it) for it in arguments])
        out, err = capsysbinary.readouterr()
        return Ended(code, out.decode(errors="backslashreplace"), err.decode())

    return ended


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the program as a process of its own, with its real streams."""

    def completed(*arguments: str, **options: object) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, **options.pop("env", {})}  # type: ignore[dict-item]
        settings = {"capture_output": True, **options} if "stdout" not in options else options
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            [sys.executable, "-m", "vasterviksmodell", *map(str, arguments)],
            env=environment,
            timeout=60,
            check=False,
            **settings,
        )

    return completed


CRITERIA = """\
version: 1
title: {en: Test, sv: Prov}
criteria:
  school:
    label: {en: School, sv: Skola}
    unit: m
    range: [0, 50000]
    weight: 2
    value: {500: 100, 4000: 0}
    requirement: {at_most: 4000}
  plan:
    label: {en: Plan, sv: Plan}
    type: category
    weight: 1
    value: {housing: 100, none: 0}
"""
SITES = """\
id,name,school,plan
ankarby,Ankarby,500,housing
ekby,Ekby,0..2000,none
tallby,Tallby,9000,housing
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory with criteria.yaml and sites.csv."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "criteria.yaml").write_text(CRITERIA)
    (tmp_path / "sites.csv").write_text(SITES)
    return tmp_path
