"""Categories are shown by their labels, yes and no in the language; programs get ids."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.conftest import Ended

FILE = """\
version: 1
criteria:
  plan:
    type: category
    weight: 1
    value: {temporary: 100, none: 0, hindrance: 0}
    labels:
      temporary: {en: Temporary stay, sv: Tillfällig vistelse}
      none: {en: No plan, sv: Ingen plan}
      hindrance: {en: The plan prevents it, sv: Planen hindrar}
    requirement: {not_in: [hindrance]}
  sewer: {type: yes_no, weight: 1, requirement: {in: ["yes"]}}
"""
SITES = "id,name,plan,sewer\nulvsby,Ulvsby,Planen hindrar,nej\nekby,Ekby,none,ja\n"
Run = Callable[..., Ended]


@pytest.fixture
def run(cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("criteria.yaml").write_text(FILE, encoding="utf-8")
    Path("sites.csv").write_text(SITES, encoding="utf-8")
    return cli


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (
            ("explain", "sites.csv", "ulvsby"),
            ("Planen hindrar", "något av Tillfällig vistelse, Ingen plan", "nej", "ja"),
        ),
        (("obstacles", "sites.csv"), ("något av Tillfällig vistelse, Ingen plan",)),
        (("score", "sites.csv", "--set", "ulvsby.plan=Tillfällig vistelse"), ("Planen hindrar → Tillfällig vistelse",)),
        (
            ("report", "sites.csv", "-f", "md"),
            ("Tillfällig vistelse: 100; Ingen plan: 0; Planen hindrar: 0", "ja: 100"),
        ),
    ],
)
def test_people_read_labels(run: Run, arguments: tuple[str, ...], shown: tuple[str, ...]) -> None:
    out = run(*arguments, "--lang", "sv").out
    assert [text for text in shown if text not in out] == []
    assert "hindrance" not in out


def test_programs_read_ids(run: Run) -> None:
    found = json.loads(run("score", "sites.csv", "-f", "json").out)
    measures = {site["id"]: site["criteria"]["plan"]["measure"] for site in found["sites"]}
    assert measures == {"ulvsby": ["hindrance"] * 2, "ekby": ["none"] * 2}
    rows = csv.DictReader(run("score", "sites.csv", "-f", "csv", "--lang", "sv").out.splitlines())
    assert {row["id"]: (row["plan.measure"], row["sewer.measure"]) for row in rows} == {
        "ulvsby": ("hindrance", "no"),
        "ekby": ("none", "yes"),
    }
