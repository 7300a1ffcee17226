import gc
import os
import sys
from pathlib import Path
from shutil import which

import pytest
from hypothesis import settings

USUAL = settings().max_examples
settings.register_profile("steady", deadline=None, derandomize=True)  # how fast a machine is, or chance, proves nothing
settings.register_profile("tenfold", deadline=None, max_examples=10 * USUAL)
"""`pytest --hypothesis-profile tenfold` tries ten times as many examples of every property, others at each run."""
settings.load_profile("steady")

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # there is a worker for each processor; `-m machine` varies threads
gc.set_threshold(100_000, 50, 50)  # else much of the time goes to looking for cycles
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
"""Byte code is kept, whatever the environment says: else each of hundreds of processes compiles the program anew."""

ROOT = Path(__file__).parent.parent


def tried(examples: int) -> settings:
    """Return settings for a property that is tried with so many examples: ten times as many with `tenfold`."""
    return settings(max_examples=examples * settings().max_examples // USUAL)


PROGRAMS = {"node": ("node", "nodejs"), "chromium": ("chromium", "chromium-browser", "google-chrome")}
"""The names that a program has on different systems."""


def required(program: str) -> str:
    """Return the path of a program that is not ours. Where it is missing a test is skipped, but fails in CI.

    `.ci/run` sets VASTERVIKSMODELL_CI=1, because there a test that is always skipped would never be missed.
    """
    found = next(filter(None, map(which, PROGRAMS.get(program, (program,)))), None)
    if found is None and os.environ.get("VASTERVIKSMODELL_CI") == "1":
        pytest.fail(f"{program} is not installed, and CI needs it")
    if found is None:
        pytest.skip(f"{program} is not installed")
    return found


@pytest.fixture
def root() -> Path:
    """The root of the repository."""
    return ROOT


def on_terminal(patch: pytest.MonkeyPatch, width: int = 80, height: int = 50) -> None:
    """Let the program write as on a terminal without colours; pages show what one of 80 columns shows."""
    for name, value in {"COLUMNS": str(width), "LINES": str(height), "NO_COLOR": "1"}.items():
        patch.setenv(name, value)
    patch.setattr(sys.stdout, "isatty", lambda: True)


class Golden:
    """Expected outputs in files. UPDATE_GOLDEN=1 rewrites those that differ, and fails all the same."""

    def check(self, path: Path, found: str) -> None:
        expected = path.read_bytes().decode() if path.exists() else ""
        if found == expected:
            return
        if os.environ.get("UPDATE_GOLDEN") == "1":
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(found.encode())
            pytest.fail(f"rewritten: {path}")
        assert found == expected


@pytest.fixture
def golden() -> Golden:
    return Golden()
