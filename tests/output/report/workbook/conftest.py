"""The rankings that workbooks are made of."""

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from vasterviksmodell import Criteria, Ranking, default_criteria, load_criteria, read_sites, score
from vasterviksmodell.output.report.matter import Matter

HERE = Path(__file__).parent
EXAMPLES = Path(__file__).parents[4] / "examples"
MATTER = Matter("KS 2026/123", date(2026, 11, 29), "Kommunledningskontoret")


@pytest.fixture(scope="session")
def every_kind() -> Ranking:
    """Sites with exact, uncertain and unknown measures on every kind of value function."""
    return _kinds("", "")


def _kinds(written: str, instead: str) -> Ranking:
    return _ranked(HERE / "sites.csv", _changed(written, instead))


@cache
def _changed(written: str, instead: str) -> Criteria:
    text = (HERE / "criteria.yaml").read_text()
    assert written in text
    path = HERE / "criteria.yaml"
    if not written:
        return load_criteria(path)
    return _loaded(text.replace(written, instead, 1))


def _loaded(text: str) -> Criteria:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "criteria.yaml")
        path.write_text(text)
        return load_criteria(path)


def _ranked(sites: Path, criteria: Criteria) -> Ranking:
    return score(read_sites(sites, criteria), criteria)


@pytest.fixture(scope="session")
def changed() -> Callable[[str, str], Ranking]:
    """Ranks the same sites with a text in the criteria file changed."""
    return _kinds


@pytest.fixture(scope="session")
def example() -> Callable[[str], Ranking]:
    """Ranks the sites of an example with the criteria of the package."""
    return lambda path: _ranked(EXAMPLES / path, default_criteria())
