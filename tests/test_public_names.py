"""What the package offers by name, to those who look: everything that the commands do, each name documented."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cached_property
from typing import Any

import pytest
from tests import public_page
from tests.conftest import ROOT, Golden
from tests.test_pages import COMMANDS

import vasterviksmodell

ABILITIES = {
    "score": "score read_sites load_criteria default_criteria criteria_from first_sites rendered",
    "score --actor": "with_weights_of",
    "score --set": "with_measures",
    "score --scenario": "load_scenarios apply_scenario",
    "score --apply-actions": "apply_actions",
    "score --per": "divided rank",
    "score -o": "save_ranking load_ranking",
    "derive": "derive load_derivation",
    "check": "read_sites InvalidSites Finding",
    "explain": "explain",
    "explain pair": "compare_pair",
    "explain --target": "reaching Target",
    "obstacles": "obstacles",
    "similar": "similar",
    "losses": "losses",
    "losses --at": "at_date",
    "timeline": "timeline",
    "robustness": "robustness Uniform Around Within Ordered",
    "plan": "plan NoPlan CannotPlan verify_plan",
    "report": "write_report action_plan",
    "report --edition": "redacted_ranking",
    "score --blind": "blind_ranking",
    "freeze": "freeze FreezeStep",
    "check --order": "judge_order load_freeze_record FreezeRecord InvalidFreezeRecord",
    "decide": "judge load_decision starting_decision",
    "compare": "compare Version",
    "compare --scenarios": "compare_scenarios",
    "verify": "verify",
    "weights derive": "derived_weights",
    "weights agree": "agree",
    "weights compare": "weight_contrast",
    "rules": "RULES",
    "init": "starting_criteria",
    "schema": "schema",
}
"""What the commands can do, and the public names that do it."""
CONVERSING = {"weights ask", "weights freeze", "completion", "man"}
"""These talk to a person or a shell, or write down what people have decided, in a file."""
NAMES = [name for name in vasterviksmodell.__all__ if not name.startswith("__")]
FUNCTIONS = [name for name in NAMES if inspect.isfunction(getattr(vasterviksmodell, name))]
CLASSES = [name for name in NAMES if inspect.isclass(getattr(vasterviksmodell, name))]


def test_the_names_that_are_offered_are_listed_and_there() -> None:
    assert dir(vasterviksmodell) == sorted(vasterviksmodell.__all__)
    assert all(getattr(vasterviksmodell, name) is not None for name in vasterviksmodell.__all__)


def test_what_a_command_does_the_library_does() -> None:
    doing = {" ".join(word for word in ability.split() if word in " ".join(COMMANDS).split()) for ability in ABILITIES}
    assert {command for command in COMMANDS if command} - {"weights"} == doing | CONVERSING
    assert {name for names in ABILITIES.values() for name in names.split()} <= {*NAMES}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_says_what_it_raises(name: str) -> None:
    told = inspect.getdoc(getattr(vasterviksmodell, name)) or ""
    assert re.search(r"\bRaises\s(`|nothing)", told)


@pytest.mark.parametrize("name", CLASSES)
def test_a_class_is_documented_with_every_field(name: str) -> None:
    offered: Any = getattr(vasterviksmodell, name)
    assert offered.__doc__
    assert not offered.__doc__.startswith(f"{name}("), "only the signature, which dataclasses write"
    if is_dataclass(offered):
        documented = {field.name for field in public_page.fields_of(offered) if field.meaning}
        assert {field.name for field in fields(offered)} - documented == set()


def _members(offered: type) -> Iterator[tuple[str, Any]]:
    """The public methods and properties that a class defines."""
    for name, held in vars(offered).items():
        member = getattr(held, "__func__", held)
        if not name.startswith("_") and (inspect.isfunction(member) or isinstance(held, property | cached_property)):
            yield name, member


@pytest.mark.parametrize("name", CLASSES)
def test_every_method_and_property_is_documented(name: str) -> None:
    assert [member for member, held in _members(getattr(vasterviksmodell, name)) if not inspect.getdoc(held)] == []


def test_the_page_of_the_library_is_made_from_the_docstrings(golden: Golden) -> None:
    path = ROOT / "docs" / "library.md"
    prose = path.read_text(encoding="utf-8").partition(public_page.BEGIN)[0] if path.exists() else ""
    golden.check(path, prose + public_page.BEGIN + public_page.reference(NAMES))
