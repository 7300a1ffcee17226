"""The house stands as drawn: layers, registries, public names."""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from inspect import isfunction
from pathlib import Path

import pytest
from tests.conftest import ROOT

import vasterviksmodell
from vasterviksmodell.analysis import aggregation, weighting
from vasterviksmodell.analysis.weighting import contrast, derived
from vasterviksmodell.analysis.weighting.weights import Weights
from vasterviksmodell.cli import program, weights
from vasterviksmodell.derivation.rules import RULES
from vasterviksmodell.output.findings import FINDING_FORMATS
from vasterviksmodell.sites.checks import CHECKS
from vasterviksmodell.sites.formats import SITE_FORMATS
from vasterviksmodell.value_functions import VALUE_FUNCTIONS

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


def modules_of(member: str) -> Iterator[Path]:
    """The files of a module, or of all in a package."""
    path = PACKAGE.parent.joinpath(*member.split("."))
    return path.rglob("*.py") if path.is_dir() else iter([path.with_suffix(".py")])


def imported_by(path: Path) -> set[str]:
    """The names of the modules that a file imports, wherever it does, and of what it takes from them."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {it.name for it in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by dots"
            found |= {node.module or "", *(f"{node.module}.{it.name}" for it in node.names)}
    return found


def modules(members: Iterable[object]) -> list[str]:
    """The modules in which members are defined."""
    return [member.__module__ if isinstance(member, type) else type(member).__module__ for member in members]


def weighting_methods() -> list[str]:
    """The modules of the functions that weights come from; those who use them have them by name."""
    used = [it for module in (derived, contrast) for it in vars(module).values() if isfunction(it)]
    package = weighting.__name__ + "."
    found = {
        it.__module__ for it in used if it.__module__.startswith(package) and it.__annotations__["return"] is Weights
    }
    return sorted(found - {derived.__name__, contrast.__name__})


FAMILIES = {
    "site formats": modules(SITE_FORMATS.values()),
    "aggregations": [member.scores.__module__ for member in aggregation.AGGREGATIONS.values()],
    "weighting methods": weighting_methods(),
    "value functions": modules(VALUE_FUNCTIONS.values()),
    "rules of derivation": modules(RULES.values()),
    "checks": [it.tell.__module__ for it in CHECKS],
    "finding formats": modules(FINDING_FORMATS.values()),
    "commands": [f"vasterviksmodell.cli.{it}" for it in program.COMMANDS],
    "commands about weights": [f"vasterviksmodell.cli.weights.{it}" for it in weights.COMMANDS],
}
"""By family: the module or package of each member, as its registry has them."""


@pytest.mark.parametrize("members", FAMILIES.values(), ids=FAMILIES)
def test_no_module_of_a_member_imports_that_of_another(members: list[str]) -> None:
    """Small members that are about one subject may share a module."""
    assert len(set(members)) > 1
    for member in set(members):
        others = tuple(other for other in members if other != member)
        files = list(modules_of(member))
        assert files
        for path in files:
            known = [it for it in imported_by(path) if f"{it}.".startswith(tuple(f"{other}." for other in others))]
            assert not known, f"{path} imports {known}"


def test_the_default_model_is_the_one_at_the_root() -> None:
    from vasterviksmodell.criteria import default_criteria_path

    assert default_criteria_path().read_bytes() == (ROOT / "criteria.yaml").read_bytes()


def test_temporary_files_are_made_in_one_place() -> None:
    """One that is made elsewhere would be left when a signal ends the run."""
    makers = ("NamedTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp", "SpooledTemporaryFile")
    assert [
        path for path in PACKAGE.rglob("*.py") if any(it in path.read_text(encoding="utf-8") for it in makers)
    ] == []


def test_every_property_is_tried_ten_times_as_often_when_asked() -> None:
    """What sets its own number of examples takes it from `tried`, which the profile `tenfold` multiplies."""
    files = {path: path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")}
    own = {path.name for path, text in files.items() if "max_examples" + "=" in text}
    assert own == {"conftest.py"}
