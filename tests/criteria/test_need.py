"""`need:` states in one place what is to be housed; limits, points and texts refer to it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from vasterviksmodell.criteria import Criteria, Limits, Need, default_criteria, read_criteria, read_document
from vasterviksmodell.criteria.file_entry import json_schema
from vasterviksmodell.findings import Finding

FILE = """\
version: 1
need: {houses: 4, flats_per_house: 2, persons_per_flat: 6, pupils: 13}
question: {en: "Homes for {need.persons} people, {need.pupils} of them pupils?", sv: "Bostäder för { need.persons }?"}
criteria:
  school_places:
    label: "Places ({need.pupils} needed)"
    weight: 1
    value: {0: 0, need.pupils: 80, 24: 100}
    requirement: {at_least: need.pupils, at_most: 10 * need.persons}
  plots:
    weight: 1
    value: {steps: {0: 0, need.persons / 5: 70, 2*need.persons: 100}}
    warning: {at_least: need.flats}
"""
STATED = "{houses: 4, flats_per_house: 2, persons_per_flat: 6, pupils: 13}"


def criteria(text: str = FILE) -> Criteria:
    found, findings = read_criteria(text.encode(), "c.yaml")
    assert findings == ()
    assert found is not None
    return found


def only(text: str) -> Finding:
    found, (finding,) = read_criteria(text.encode(), "c.yaml")
    assert found is None
    return finding


def test_the_persons_and_the_flats_follow() -> None:
    need = criteria().need
    assert need == Need(4, 2, 6, 48, pupils=13)
    assert dict(need.numbers) == {
        "houses": 4,
        "flats_per_house": 2,
        "flats": 8,
        "persons_per_flat": 6,
        "persons": 48,
        "pupils": 13,
    }


def test_limits_and_points_have_the_numbers_that_they_name() -> None:
    school, plots = criteria().criteria
    assert school.value is not None
    assert school.value.knots == (0, 13, 24)
    assert school.requirement == Limits(13, 480)
    assert plots.value is not None
    assert plots.value.knots == (0, 9.6, 96)
    assert plots.warning == Limits(8)


def test_texts_have_them_too() -> None:
    found = criteria()
    assert found.question.inside("en") == "Homes for 48 people, 13 of them pupils?"
    assert found.question.inside("sv") == "Bostäder för 48?"
    assert found["school_places"].label.inside("sv") == "Places (13 needed)"


def test_the_document_keeps_the_references_and_is_read_again() -> None:
    found = criteria()
    assert found.document["criteria"]["school_places"]["requirement"]["at_least"] == "need.pupils"
    assert read_document(json.loads(json.dumps(found.document)), "ranking.json") == (found, ())


def test_another_need_is_one_edit() -> None:
    found = criteria(FILE.replace("houses: 4", "houses: 3"))
    assert found.question.inside("sv") == "Bostäder för 36?"
    assert found["plots"].warning == Limits(6)
    assert found["school_places"].requirement == Limits(13, 360)


def test_the_default_model_names_its_need_throughout(root: Path) -> None:
    """48 people, four houses with two flats each: Ankarsrum at the end of 2015 (Landsbygdsnätverket)."""
    assert default_criteria().need == Need(4, 2, 6, 48, 25, 13, 7)
    text = (root / "criteria.yaml").read_text(encoding="utf-8")
    stated = "adults: 25, pupils: 13, preschool_children: 7"
    assert stated in text
    found = criteria(
        text.replace("houses: 4", "houses: 3").replace(stated, "adults: 19, pupils: 10, preschool_children: 5")
    )
    assert "36 personer" in found.question.inside("sv")
    assert found["plots"].requirement == Limits(36)
    assert found["population"].warning == Limits(360)


def test_the_default_model_serves_any_number_of_houses(root: Path) -> None:
    text = (root / "criteria.yaml").read_text(encoding="utf-8")
    for houses in (1, 2, 3, 5, 8, 40):
        pupils, small = 13 * houses // 4, 7 * houses // 4
        parts = f"adults: {25 * houses // 4}, pupils: {pupils}, preschool_children: {small}"
        stated = "houses: 4, flats_per_house: 2, persons_per_flat: 6, adults: 25, pupils: 13, preschool_children: 7"
        criteria(text.replace(stated, f"houses: {houses}, flats_per_house: 2, persons_per_flat: 6, {parts}"))


def test_a_file_that_states_no_need_is_read_as_ever() -> None:
    text = 'version: 1\ntitle: "A {name} in braces"\ncriteria: {a: {weight: 1, value: {1: 0, 2: 100}}}'
    found = criteria(text)
    assert found.need is None
    assert found.title.inside("en") == "A {name} in braces"


def test_categories_are_not_taken_for_references() -> None:
    body = "type: category, weight: 1, value: {need.pupils: 100, none: 0}, requirement: {in: [need.pupils]}"
    assert criteria(f"version: 1\ncriteria: {{a: {{{body}}}}}").criteria[0].categories == ("need.pupils", "none")


@pytest.mark.parametrize(
    ("old", "new", "place", "code", "hint"),
    [
        (f"need: {STATED}\n", "\n", "3:16", "C126", "state what is to be housed in one place"),
        (STATED, "~", "3:16", "C126", "state what is to be housed in one place"),
        (", pupils: 13", "", "3:16", "C126", "add it under 'need:', or write a number"),
        ("persons_per_flat: 6", "adults: 6", "3:16", "C126", "state persons, or houses"),
        ("at_least: need.pupils", "at_least: need.pupil", "9:29", "C126", "did you mean 'pupils'?"),
        ("at_least: need.pupils", "at_least: need.x", "9:29", "C126", "what can be named: houses, flats_per_house"),
        ("at_least: need.pupils", "at_least: need.pupils + 3", "9:29", "C126", "write need.pupils, 2 * need.pupils"),
        ("10 * need", "1.5 * need", "9:51", "C126", "write need.pupils, 2 * need.pupils"),
        ("10 * need", "0 * need", "9:51", "C126", "write need.pupils, 2 * need.pupils"),
        ("need.persons / 5", "need.persons / 0", "12:27", "C126", "write need.pupils, 2 * need.pupils"),
        ("need.pupils: 80", "need.pupls: 80", "8:19", "C126", "did you mean 'pupils'?"),
        ("{need.persons}", "{need.people}", "3:16", "C126", "what can be named"),
        ("pupils: 13", "pupils: 30", "8:36", "C102", "write the other points as multiples or parts"),
        ("pupils: 13", "pupils: 0", "8:19", "C102", "write the other points as multiples or parts"),
        ("pupils: 13", "pupils: thirteen", "2:68", "C003", None),
        ("pupils: 13", "pupils: -1", "2:68", "C003", None),
        ("houses: 4", "houses: 0", "2:16", "C003", None),
        ("houses: 4", "houses: 4.5", "2:16", "C003", None),
        ("houses: 4", "hauses: 4", "2:8", "C001", "did you mean 'houses'?"),
        ("pupils: 13", "pupils: 13, persons: 36", "2:81", "C125", "leave out 'persons', and it follows"),
        ("pupils: 13", "pupils: 13, adults: 36", "2:7", "C125", None),
        (STATED, "48", "2:7", "C003", None),
    ],
)
def test_faults_have_a_place_and_a_hint(old: str, new: str, place: str, code: str, hint: str | None) -> None:
    finding = only(FILE.replace(old, new, 1))
    assert (f"{finding.place.line}:{finding.place.column}", finding.code) == (place, code)
    assert (finding.hint() or "").startswith(hint or "")
    assert (finding.hint() is None) == (hint is None)


def test_a_reference_without_a_number_hides_no_other_fault() -> None:
    text = FILE.replace("need.pupils: 80", "need.pupil: 80").replace("need.flats", "-5")
    assert [finding.code for finding in read_criteria(text.encode(), "c.yaml")[1]] == ["C126", "C105"]


@pytest.mark.parametrize("bound", ["need.pupils", "2 * need.persons", "need.persons / 4"])
def test_the_schema_takes_references(bound: str) -> None:
    criterion = {"weight": 1, "value": {"0": 0, bound: 80}, "requirement": {"at_least": bound}}
    file = {"version": 1, "need": {"persons": 48, "pupils": 13}, "criteria": {"a": criterion}}
    assert Draft202012Validator(json_schema()).is_valid(file)


@pytest.mark.parametrize("bound", ["pupils", "0.5 * need.persons", "need.persons / 0", "need.persons + 1"])
def test_the_schema_takes_no_other_texts(bound: str) -> None:
    schema = Draft202012Validator(json_schema())
    assert not schema.is_valid({"version": 1, "criteria": {"a": {"requirement": {"at_least": bound}}}})
    value = {"weight": 1, "value": {"0": 0, bound: 80}}
    assert not schema.is_valid({"version": 1, "criteria": {"a": value}})
