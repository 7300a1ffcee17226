"""The record of what was frozen: continued at its end, sealed step by step, and read back as it was written."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import tried

from vasterviksmodell import (
    InvalidFreezeRecord,
    criteria_from,
    default_criteria,
    freeze,
    load_freeze_record,
    schema,
)
from vasterviksmodell.freezing import CannotAppend
from vasterviksmodell.freezing.file import read_freeze_record
from vasterviksmodell.source.yaml_document import parse_yaml
from vasterviksmodell.source.yaml_writer import as_yaml

CRITERIA = {"version": 1, "criteria": {"school_m": {"weight": 1, "value": {500: 100, 4000.5: 0}}}}
DAY = "2026-11-01"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of three steps: criteria, sites, criteria again."""
    path = tmp_path / "frozen.yaml"
    (tmp_path / "sites.csv").write_text("id,school_m\na,1\n")
    freeze(path, "Anna Ek", criteria=criteria_from(CRITERIA), date=DAY)
    freeze(path, ["Bo", "Åsa"], sites=[tmp_path / "sites.csv"], date="2026-11-10")
    freeze(path, "Bo", criteria=default_criteria(), date="2026-11-12", reason="They were wrong.")
    return path


def test_each_step_says_who_when_and_what(record: Path) -> None:
    first, second, third = load_freeze_record(record).steps
    assert (first.date, first.by, first.reason, first.sites) == (DAY, ("Anna Ek",), None, {})
    assert first.criteria == criteria_from(CRITERIA)
    assert (second.by, second.criteria, [*second.sites]) == (("Bo", "Åsa"), None, ["sites.csv"])
    assert third.criteria == default_criteria()
    assert third.reason == "They were wrong."
    assert third.place("date").line == record.read_text().split("2026-11-12")[0].count("\n") + 1


def test_what_is_on_record_is_never_rewritten(record: Path) -> None:
    before = record.read_bytes() + b"# a note\n"
    record.write_bytes(before)
    freeze(record, "Bo", criteria=criteria_from(CRITERIA), date="2026-11-13")
    assert record.read_bytes().startswith(before)
    assert len(load_freeze_record(record).steps) == 4


def test_layout_and_comments_break_no_seal(record: Path) -> None:
    plain = yaml.safe_load(record.read_text())
    record.write_text("# a note\n" + yaml.dump(plain, default_flow_style=True, allow_unicode=True))
    assert [*load_freeze_record(record).broken] == []


TAMPERING = {
    "another name": lambda steps: steps[0].update(by=["Bo"]),
    "another date": lambda steps: steps[0].update(date="2026-10-01"),
    "another weight": lambda steps: steps[0]["criteria"]["criteria"]["school_m"].update(weight=2),
    "another file": lambda steps: steps[1].update(sites={"sites.csv": "0" * 64}),
    "no reason": lambda steps: steps[2].pop("reason"),
    "a step taken out": lambda steps: steps.pop(1),
    "the first step taken out": lambda steps: steps.pop(0),
    "steps that changed places": lambda steps: steps.reverse(),
    "a step again": lambda steps: steps.insert(1, dict(steps[0])),
}


@pytest.mark.parametrize("tampering", TAMPERING)
def test_a_step_that_is_not_as_it_was_sealed_is_found(record: Path, tampering: str) -> None:
    plain = yaml.safe_load(record.read_text())
    TAMPERING[tampering](plain["steps"])
    record.write_text(yaml.dump(plain, allow_unicode=True))
    assert [*load_freeze_record(record).broken]


def test_taking_the_last_step_away_leaves_no_trace(record: Path) -> None:
    """What the pages say: only a seal that somebody else keeps shows that a step is missing."""
    plain = yaml.safe_load(record.read_text())
    kept = plain["steps"].pop()["seal"]
    record.write_text(yaml.dump(plain, allow_unicode=True))
    found = load_freeze_record(record)
    assert [*found.broken] == []
    assert kept not in {step.seal for step in found.steps}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("version: 1\nsteps: []\n", "C003"),
        ("version: 2\nsteps: [{date: 2026, by: Bo, seal: a}]\n", "C005"),
        ("version: 1\nsteps: [{date: 2026, by: Bo}]\n", "C002"),
        ("version: 1\nsteps: [{date: 2026, by: Bo, seal: a, site: {}}]\n", "C001"),
        ("version: 1\nsteps: [{date: soon, by: Bo, seal: a}]\n", "C003"),
        ("version: 1\nsteps: [{date: 2026, by: Bo, seal: a, criteria: {version: 1}}]\n", "C002"),
        (
            "version: 1\nsteps:\n- {date: 2026, by: Bo, seal: a, criteria: {version: 1, criteria: {a: {weigth: 1}}}}",
            "C001",
        ),
    ],
)
def test_what_is_wrong_with_its_form_is_found_in_its_line(text: str, code: str) -> None:
    record, findings = read_freeze_record(text.encode(), "frozen.yaml")
    assert record is None
    assert code in {finding.code for finding in findings}
    assert all(finding.place.line for finding in findings)


def test_a_record_that_does_not_end_with_its_steps_is_left_alone(record: Path) -> None:
    text = "steps: [{date: 2026, by: Bo, seal: a}]\nversion: 1\n"
    record.write_text(text)
    with pytest.raises((CannotAppend, InvalidFreezeRecord)):
        freeze(record, "Bo", date=DAY)
    assert record.read_text() == text


def test_a_step_with_errors_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(InvalidFreezeRecord):
        freeze(tmp_path / "frozen.yaml", "Bo", date="soon")
    with pytest.raises(InvalidFreezeRecord):
        freeze(tmp_path / "frozen.yaml", [], date=DAY)
    assert not (tmp_path / "frozen.yaml").exists()


def test_the_schema_describes_what_is_written(record: Path) -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator(schema("frozen")).validate(yaml.safe_load(record.read_text()))


SCALARS: st.SearchStrategy[Any] = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["1e5", "0883", "yes", "null", "2026-11-01", "0x10", "1:30", "~", "", " ", "#", "a: b", "- a"]),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.none(),
)
KEYS = st.one_of(st.text(max_size=8), st.integers(0, 9000))
PLAIN = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@tried(60)
@given(st.dictionaries(st.text(max_size=8), PLAIN, max_size=4))
def test_plain_values_are_read_back_as_they_were_written(plain: dict[str, Any]) -> None:
    root, findings = parse_yaml(as_yaml({"held": plain}), "it.yaml")
    assert findings == ()
    assert root is not None
    assert root.value == {"held": plain}


def ways_to_values(plain: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The keys and numbers that lead to each value that holds no others."""
    inside = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    return [deeper for key, held in inside for deeper in ways_to_values(held, (*way, key))] or [way]


@tried(60)
@given(st.data())
def test_any_other_value_anywhere_breaks_a_seal(text_of_record: str, data: st.DataObject) -> None:
    plain = yaml.safe_load(text_of_record)
    way = data.draw(st.sampled_from([way for way in ways_to_values(plain) if way[0] == "steps"]))
    inside = plain
    for key in way[:-1]:
        inside = inside[key]
    inside[way[-1]] = data.draw(SCALARS.filter(lambda value: value != inside[way[-1]]))
    found, _ = read_freeze_record(as_yaml(plain).encode(), "frozen.yaml")
    assert found is None or [*found.broken]


@pytest.fixture(scope="module")
def text_of_record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The record of a history in two steps."""
    folder = tmp_path_factory.mktemp("record")
    (folder / "sites.csv").write_text("id,school_m\na,1\n")
    freeze(folder / "frozen.yaml", "Anna Ek", criteria=criteria_from(CRITERIA), date=DAY)
    freeze(folder / "frozen.yaml", "Bo", sites=[folder / "sites.csv"], date="2026-11-10", reason="They came.")
    return (folder / "frozen.yaml").read_text()


def test_marks_in_names_are_written_as_escapes_and_read_back(tmp_path: Path) -> None:
    name = "An\u202ena\x1b[31m \u200bEk"
    freeze(tmp_path / "frozen.yaml", name, criteria=criteria_from(CRITERIA), date=DAY)
    text = (tmp_path / "frozen.yaml").read_text(encoding="utf-8")
    assert not {"\u202e", "\x1b", "\u200b"} & set(text)
    (step,) = load_freeze_record(tmp_path / "frozen.yaml").steps
    assert step.by == (name,)
