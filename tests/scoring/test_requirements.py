"""Screening: met, not met or unknown, and what that makes of a site."""

import pytest
from tests.scoring.worlds import by_id, criteria, ranked

NUMBER = "x: {weight: 1, value: {0: 0, 100: 100}, requirement: {at_least: 5, at_most: 48}}"


def truth(requirement: str, cell: str, kind: str = "number", more: str = "") -> object:
    value = {"number": "{0: 0, 100: 100}", "category": "{a: 100, b: 50, c: 0}", "yes_no": "{yes: 100, no: 0}"}[kind]
    model = criteria(f"x: {{type: {kind}, weight: 1, value: {value}, requirement: {requirement}{more}}}")
    row = by_id(ranked([{"id": "s", "x": cell}], model))["s"]
    status = {"met": "qualified", "not_met": "excluded", "unknown": "unverified"}[str(row["x__requirement"])]
    assert row["status"] == status
    return row["x__requirement"]


@pytest.mark.parametrize(
    ("requirement", "cell", "expected"),
    [
        ("{at_least: 5}", "5", "met"),
        ("{at_least: 5}", "4.9999", "not_met"),
        ("{at_least: 5}", "<5", "not_met"),
        ("{at_least: 5}", "<=5", "unknown"),
        ("{at_least: 5}", ">5", "met"),
        ("{at_least: 48}", ">=48", "met"),
        ("{at_least: 48}", ">47", "unknown"),
        ("{at_least: 48}", "48..60", "met"),
        ("{at_least: 48}", "47..60", "unknown"),
        ("{at_least: 48}", "0..47", "not_met"),
        ("{at_least: 48}", "", "unknown"),
        ("{at_least: 0}", "", "met"),
        ("{at_most: 4000}", "4000", "met"),
        ("{at_most: 4000}", ">4000", "not_met"),
        ("{at_most: 4000}", "<=4000", "met"),
        ("{at_most: 4000}", "0..4000", "met"),
        ("{at_most: 4000}", "0..4001", "unknown"),
        ("{at_most: 4000}", "", "unknown"),
        ("{at_least: 5, at_most: 48}", "5..48", "met"),
        ("{at_least: 5, at_most: 48}", "4..48", "unknown"),
        ("{at_least: 5, at_most: 48}", "48.01", "not_met"),
        ("{at_least: 5, at_most: 48}", "<5", "not_met"),
        ("{at_least: 5, at_most: 48}", "0..100", "unknown"),
        ("{at_least: 7, at_most: 7}", "7", "met"),
        ("{at_least: 7, at_most: 7}", "6..8", "unknown"),
    ],
)
def test_a_requirement_on_a_number(requirement: str, cell: str, expected: str) -> None:
    assert truth(requirement, cell) == expected


@pytest.mark.parametrize(
    ("requirement", "cell", "expected"),
    [
        ("{in: [a, b]}", "a", "met"),
        ("{in: [a, b]}", "C", "not_met"),
        ("{in: [a, b]}", "", "unknown"),
        ("{not_in: [a]}", "a", "not_met"),
        ("{not_in: [a]}", "b", "met"),
        ("{not_in: [a]}", "..", "unknown"),
        ("{in: [a, b, c]}", "", "met"),
    ],
)
def test_a_requirement_on_a_category(requirement: str, cell: str, expected: str) -> None:
    assert truth(requirement, cell, "category") == expected


def test_a_requirement_on_yes_or_no() -> None:
    assert [truth('{in: ["yes"]}', cell, "yes_no") for cell in ("ja", "nej", "")] == ["met", "not_met", "unknown"]


def test_a_closed_range_may_settle_what_is_unknown() -> None:
    assert truth("{at_most: 100}", "", more=", range: [0, 100]") == "met"
    assert truth("{at_most: 100}", "", more=", range: [0, 101]") == "unknown"


TWO = """
x: {weight: 1, value: {0: 0, 10: 100}, requirement: {at_least: 5}}
y: {weight: 1, value: {0: 0, 10: 100}, requirement: {at_least: 5, unknown: excluded}}
z: {weight: 1, value: {0: 0, 10: 100}, warning: {at_least: 5}}
w: {requirement: {at_most: 9}}
"""


@pytest.mark.parametrize(
    ("x", "y", "status"),
    [
        ("5", "5", "qualified"),
        ("", "5", "unverified"),
        ("5", "", "excluded"),
        ("", "", "excluded"),
        ("4", "5", "excluded"),
        ("4", "", "excluded"),
        ("", "4", "excluded"),
        ("", ">=5", "unverified"),
        ("5", ">=4", "excluded"),
    ],
)
def test_one_failure_excludes_and_one_unknown_leaves_unverified(x: str, y: str, status: str) -> None:
    for z in ("", "1", "9"):
        ranking = ranked([{"id": "s", "x": x, "y": y, "z": z, "w": "1"}], criteria(TWO))
        row = by_id(ranking)["s"]
        assert row["status"] == status
        assert (row["rank"] is None) == (status == "excluded")
        assert row["z__warning"] == {"": "unknown", "1": "not_met", "9": "met"}[z]
        assert ranking.counts.sites == 1
        assert getattr(ranking.counts, status) == 1


def test_what_is_only_required_is_screened_and_weighs_nothing() -> None:
    found = by_id(ranked([{"id": "a", "x": "5", "y": "5", "z": "5", "w": "10"}], criteria(TWO)))["a"]
    assert (found["status"], found["w__requirement"], found["coverage"]) == ("excluded", "not_met", 1.0)
    assert "w__value_low" not in found


def test_a_criterion_without_a_column_is_unknown_everywhere() -> None:
    rows = [{"id": "a", "x": "5", "w": "1"}, {"id": "b", "x": "4", "w": "1"}]
    model = criteria(TWO.replace(", unknown: excluded", ""))
    found = by_id(ranked(rows, model))
    assert [found[id]["status"] for id in "ab"] == ["unverified", "excluded"]
    assert [found[id]["y__requirement"] for id in "ab"] == ["unknown", "unknown"]
    assert found["a"]["coverage"] == found["a"]["known_weight"] == 1 / 3


def test_without_requirements_every_site_qualifies() -> None:
    ranking = ranked([{"id": "a", "x": ""}, {"id": "b", "x": "1"}], criteria("x: {weight: 1, value: {0: 0, 1: 100}}"))
    assert ranking.frame["status"].to_list() == ["qualified", "qualified"]
