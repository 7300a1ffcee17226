"""Every JSON that a command prints meets a schema that `schema` prints, judged by a validator that is not ours."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.cli import every_command
from tests.conftest import ROOT

import vasterviksmodell as model
from vasterviksmodell.cli.completing.grammar import table
from vasterviksmodell.cli.program import run
from vasterviksmodell.output.schemas import SCHEMAS

FURTHER: dict[str, tuple[str, ...]] = {
    "score per": ("score", "towns.csv", "--per", "town"),
    "score summary": ("score", "sites.csv", "--summary"),
    "score summary per": ("score", "towns.csv", "--summary", "--per", "town"),
    "score set": ("score", "sites.csv", "--set", "ekby.school=100"),
    "obstacles per": ("obstacles", "towns.csv", "--per", "town"),
    "obstacles by site": ("obstacles", "sites.csv", "--by", "site"),
    "explain qualified": ("explain", "sites.csv", "tallby", "--target", "qualified"),
    "explain set": ("explain", "sites.csv", "tallby", "--set", "ekby.school=100"),
    "robustness pair": ("robustness", "sites.csv", "--draws", "20", "--pair", "ankarby", "ekby", "--spread", "20%"),
    "robustness bounds": ("robustness", "sites.csv", "--draws", "20", "--bounds", "school=10%..90%"),
    "robustness order": ("robustness", "sites.csv", "--draws", "20", "--order", "school=plan"),
    "plan impossible": ("plan", "sites.csv", "--houses", "20"),
    "check criteria": ("check", "criteria.yaml", "--audit"),
    "check found": ("check", "broken.csv"),
    "compare decision": ("compare", "old.json", "sites.csv", "--decision", "decision.yaml"),
    "verify folder": ("verify", "."),
    "compare saved": ("compare", "old.json", "old.json"),
    "rules": ("rules",),
    "rules one": ("rules", "D103"),
    "derive explain": ("derive", "derive.yaml", "--explain", "ekby.school"),
    "derive check": ("derive", "derive.yaml", "--check"),
}
"""More ways to get JSON than one for each command."""
JSON = {name: words for name, words in every_command.COMMANDS.items() if "json" in every_command.SUFFIXES[name]}
WAYS = {**JSON, **FURTHER}
_OTHER_NAMES = {"scenarios": "scenario-comparison", "action_plan": "action-plan"}
"""Where the name of a result's schema is not that of its contract."""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    every_command.fill(tmp_path)
    (tmp_path / "towns.csv").write_text("id,name,school,plan,town\na,A,1,none,T\nb,B,2,none,\n")
    (tmp_path / "broken.csv").write_text("id,name,school,plan\na,A,tolv,none\n")


def _judged(document: Any, what: str) -> list[str]:
    """What a validator has to say."""
    errors = Draft202012Validator(model.schema(what)).iter_errors(document)
    return [f"{error.json_path}: {error.message[:200]}" for error in errors]


def _schema_of(document: Any) -> str:
    """The name of the schema of a document, told by what the document says it is."""
    if isinstance(document, list):
        return "rules"
    if "schema" not in document:
        return "sites"
    contract = document["schema"].split("/")[1]
    return _OTHER_NAMES.get(contract, contract)


@pytest.mark.parametrize("name", WAYS)
def test_what_a_command_prints_meets_its_schema(name: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run([*WAYS[name], "-f", "json"]) in (0, 1, 3)
    document = json.loads(capsysbinary.readouterr().out)
    what = _schema_of(document)
    assert what in SCHEMAS
    assert _judged(document, what) == []


def test_every_command_that_can_print_json_is_tried() -> None:
    can = {
        name
        for name, command in table()["commands"].items()
        for option in command["options"]
        if "--format" in option["names"] and "json" in option["choices"]
    }
    tried = {" ".join(words[:2]) if words[0] == "weights" else words[0] for words in WAYS.values()}
    assert can == tried


def test_each_schema_of_a_result_is_met_by_one(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    met = set()
    for words in WAYS.values():
        run([*words, "-f", "json"])
        met.add(_schema_of(json.loads(capsysbinary.readouterr().out)))
    asked_for = {"criteria", "actions", "events", "scenarios", "derive", "decision", "frozen"}
    assert set(SCHEMAS) - asked_for - met == {"action-plan", "derivation"}  # written by the library, and by --summary


def test_the_summary_of_a_derivation_meets_its_schema() -> None:
    assert run(["derive", "derive.yaml", "-q", "-o", "derived.csv", "--summary", "summary.json"]) == 0
    assert _judged(json.loads(Path("summary.json").read_text()), "derivation") == []


CASES = sorted(
    path for path in (ROOT / "tests" / "cases").glob("*/stdout") if path.read_bytes()[:20].startswith((b"{\n", b"[\n"))
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_what_stories_print_meets_its_schema(path: Path) -> None:
    document = json.loads(path.read_bytes())
    if "$schema" in document:
        Draft202012Validator.check_schema(document)
    else:
        assert _judged(document, _schema_of(document)) == []


def _properties(schema: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(schema, dict):
        for key, entry in schema.get("properties", {}).items():
            yield f"{at}.{key}", entry
        for key, entry in schema.items():
            yield from _properties(entry, f"{at}/{key}")
    elif isinstance(schema, list):
        for number, entry in enumerate(schema):
            yield from _properties(entry, f"{at}/{number}")


@pytest.mark.parametrize("what", SCHEMAS)
def test_every_property_of_a_result_is_described(what: str) -> None:
    if "schema" not in model.schema(what).get("properties", {}):
        return
    found = dict(_properties(model.schema(what)))
    assert found
    assert [at for at, entry in found.items() if not entry.get("description")] == []


def test_a_schema_refuses_what_is_not_its_result(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    run([*WAYS["timeline"], "-f", "json", "-q"])
    document = json.loads(capsysbinary.readouterr().out)
    for spoilt in ({**document, "more": 1}, {**document, "sites": 1}, {**document, "certainty": "sure"}):
        assert _judged(spoilt, "timeline") != []
    del document["moments"]
    assert _judged(document, "timeline") != []
