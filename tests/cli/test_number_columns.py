"""Columns of numbers stand to the right in every table that is shown."""

import re
import shlex
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from tests.cli.conftest import Ended
from tests.cli.test_cases import CASES

Cli = Callable[..., Ended]
NUMBER = r"(?:[=<>≤≥+−–-]\s?)?\d+(?:[\s,]\d{3})*(?:[.,]\d+)?(?:\s?%)?"
FIGURE = re.compile(rf"[(]?{NUMBER}(?:–{NUMBER})?[)]?(?: \({NUMBER}\)| (?:of|av) \d+)?|–")
"""A number, an interval, a number beside another, `3 of 7`, or that there is none."""
SAID_IN_TEXT = {"Can give: rank", "Kan ge: rang"}
"""Columns that say in words what no number can."""


def _tables(markdown: str) -> Iterator[tuple[str, bool, Sequence[str]]]:
    """The columns of the tables in a page: heading, whether it stands to the right, and cells."""
    for table in re.findall(r"(?:^\|.*\n)+", markdown, re.MULTILINE):
        lines = [re.split(r"(?<!\\)\|", line)[1:-1] for line in table.replace("\\+", "+").splitlines()]
        for heading, rule, *cells in zip(*([cell.strip() for cell in line] for line in lines), strict=True):
            yield heading, rule.endswith(":"), [cell for cell in cells if cell]


def _misplaced(markdown: str) -> list[str]:
    """The headings of columns that hold only figures and do not stand to the right."""
    return [
        heading
        for heading, is_right, cells in _tables(markdown)
        if any(map(str.isdigit, "".join(cells))) and all(map(FIGURE.fullmatch, cells))
        if not is_right and heading not in SAID_IN_TEXT
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_figures_stand_to_the_right(case: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    _, *arguments = shlex.split(re.sub(r" (-f|--format)[ =]\S+", "", (case / "command").read_text()))
    assert _misplaced(cli(*arguments, "-f", "markdown").out) == []


@pytest.mark.parametrize(
    "command",
    [
        "score",
        "explain Radvika",
        "explain Radvika Testerum",
        "obstacles",
        "obstacles --by site",
        "losses",
        "similar Testerum",
        "robustness --draws 50",
    ],
)
def test_figures_of_a_real_table_stand_to_the_right(command: str, cli: Cli, root: Path) -> None:
    name, *rest = command.split()
    sites, criteria = root / "examples" / "exempelkommun" / "orter.csv", root / "criteria.yaml"
    ended = cli(name, str(sites), *rest, "-c", str(criteria), "-f", "markdown", "-q")
    assert ended.code == 0, ended.err
    assert "---:" in ended.out
    assert _misplaced(ended.out) == []
