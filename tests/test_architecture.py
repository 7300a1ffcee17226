"""The house stands as drawn: layers, registries, public names."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.conftest import ROOT

import vasterviksmodell
from vasterviksmodell.sites.formats import SITE_FORMATS

PACKAGE = Path(vasterviksmodell.__file__).parent


def test_every_room_imports_only_rooms_below_it() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    ended = subprocess.run([linter, "--no-cache"], capture_output=True, text=True, check=False, cwd=ROOT, timeout=60)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize("name", vasterviksmodell.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(vasterviksmodell, name) is not None


def test_there_is_no_other_name() -> None:
    with pytest.raises(AttributeError):
        _ = vasterviksmodell.nothing


def test_every_site_format_has_its_module() -> None:
    modules = {path.stem for path in (PACKAGE / "sites" / "formats").iterdir()}
    assert set(SITE_FORMATS) <= modules


def test_the_default_model_is_the_one_at_the_root() -> None:
    from vasterviksmodell.criteria import default_criteria_path

    assert default_criteria_path().read_bytes() == (ROOT / "criteria.yaml").read_bytes()


def test_temporary_files_are_made_in_one_place() -> None:
    """One that is made elsewhere would be left when a signal ends the run."""
    makers = ("NamedTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "SpooledTemporaryFile")
    assert [
        path for path in PACKAGE.rglob("*.py") if any(it in path.read_text(encoding="utf-8") for it in makers)
    ] == []
