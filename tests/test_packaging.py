"""What a package says of itself, and what goes into it."""

import re
import tomllib
from importlib.metadata import metadata

import pytest
from packaging.requirements import Requirement
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OPTIONAL = [one for extra in PROJECT["optional-dependencies"].values() for one in extra]


def test_the_page_for_an_index_leads_nowhere_that_an_index_has_not() -> None:
    """Relative links die there, and the project has no address to lead to."""
    page = (ROOT / PROJECT["readme"]).read_text(encoding="utf-8")
    assert not re.search(r"\]\(|<a |!\[", page)
    assert page.startswith(f"# {PROJECT['name']}\n\n{PROJECT['description']}")
    assert metadata("vasterviksmodell")["Description-Content-Type"] == "text/markdown"


def test_the_authors_are_those_of_the_licence() -> None:
    (author,) = PROJECT["authors"]
    assert f"Copyright (c) 2026 {author['name']}" in (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_nothing_claims_an_address() -> None:
    assert "urls" not in PROJECT
    assert metadata("vasterviksmodell").get_all("Project-URL") is None


@pytest.mark.parametrize("requirement", [*PROJECT["dependencies"], *OPTIONAL])
def test_a_requirement_has_a_lower_bound_and_no_upper_one(requirement: str) -> None:
    found = Requirement(requirement)
    assert found.name == "vasterviksmodell" or [one.operator for one in found.specifier] == [">="]


def test_the_interpreters_that_are_named_begin_with_the_lowest() -> None:
    named = [name.rpartition(" ")[2] for name in PROJECT["classifiers"] if re.search(r":: 3\.\d+$", name)]
    assert PROJECT["requires-python"] == f">={named[0]}"


def test_ci_tries_the_source_distribution_with_the_lowest_versions() -> None:
    script = ROOT / ".ci" / "run"
    if not script.exists():
        pytest.skip("a source distribution has no .ci")
    steps = script.read_text(encoding="utf-8")
    assert "build --sdist" in steps
    assert "--resolution lowest-direct" in steps


def test_the_manual_page_lies_where_man_looks() -> None:
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert table["wheel"]["shared-data"] == {"docs/vasterviksmodell.1": "share/man/man1/vasterviksmodell.1"}
