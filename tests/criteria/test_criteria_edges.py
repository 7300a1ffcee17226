"""What stands exactly at an edge is no fault; one step beyond it is one, with words and a hint that say so."""

import pytest

from vasterviksmodell.criteria import read_criteria
from vasterviksmodell.findings import Finding

FOR_LIMITS = "numbers: at_least, at_most or both; categories: in or not_in"


def found(body: str, checks: str = "{}") -> list[Finding]:
    """The findings about a criterion, on line 4, in a file with checks on line 2."""
    text = f"version: 1\nchecks: {checks}\ncriteria:\n  a: {{{body}}}\n  z: {{type: yes_no, weight: 1}}\n"
    return list(read_criteria(text.encode(), "c.yaml")[1])


@pytest.mark.parametrize(
    "body",
    [
        "requirement: {at_most: 0}",
        "requirement: {at_most: 20}, range: [0, 20]",
        "requirement: {at_least: 0}, range: [0, 20]",
        "requirement: {at_least: 5, at_most: 5}, range: [0, 20]",
        "requirement: {at_most: 5}, range: [null, null]",
        "requirement: {at_most: 5}, range: [5, 5.0001]",
        "weight: 1, value: {0: 1, 20: 2}, range: [0, 20]",
        "weight: 1, value: {steps: {0: 1, 20: 2}}, range: [0, 20]",
        "weight: 1, value: {steps: {-5: 1, 20: 2}}, range: [-5, null]",
        "weight: 1, value: {gaussian: {target: 20, width: 1}}, range: [0, 20]",
        "weight: 0.001, value: {1: 0, 3: 100}",
        "type: yes_no, requirement: {not_in: [yes]}",
        "type: yes_no, weight: 1, value: {no: 100, yes: 5}, effort: {no: 1}",
        "type: category, weight: 1, value: {a: 1, b: 2}, requirement: {not_in: [a]}, effort: {a: 1}",
        "type: category, categories: [a, b], requirement: {in: [a, b]}, effort: {b: 1}",
    ],
)
def test_what_stands_at_an_edge_is_no_fault(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "code", "message", "hint"),
    [
        ("requirement: »{}", "C106", "it names no limit", FOR_LIMITS),
        ("warning: »{unknown: excluded}", "C106", "it names no limit", FOR_LIMITS),
        (
            "type: category, categories: [a, b], requirement: »{unknown: excluded}",
            "C106",
            "it names no categories",
            FOR_LIMITS,
        ),
        (
            "type: category, categories: [a, b], requirement: »{in: [a], not_in: [b]}",
            "C106",
            "it has both 'in' and 'not_in'",
            FOR_LIMITS,
        ),
        ("requirement: »{at_least: 5, at_most: 4}", "C106", "nothing is both at least 5 and at most 4", "at_least is"),
        ("type: yes_no, requirement: {not_in: »[yes, no]}", "C106", "it rules out every category", "at_least is the"),
        ("requirement: {at_most: »20.5}, range: [0, 20]", "C105", "the limit 20.5 lies outside the range 0..20", ""),
        ("requirement: {at_least: »-1}, range: [0, 20]", "C105", "the limit -1 lies outside the range 0..20", ""),
        ("weight: 1, value: {0: 1, »21: 2}, range: [0, 20]", "C104", "the measure 21 lies outside the range 0..20", ""),
        ("weight: 1, value: {»-1: 1, 2: 2}, range: [0, 20]", "C104", "the measure -1 lies outside the range 0..20", ""),
        (
            "weight: 1, value: {steps: {»1: 1, 20: 2}}, range: [0, 20]",
            "C104",
            "the steps begin at 1, but the range 0..20 begins before that",
            "",
        ),
        (
            "weight: 1, value: {gaussian: {target: »21, width: 1}}, range: [0, 20]",
            "C104",
            "the measure 21 lies outside the range 0..20",
            "",
        ),
        ("range: »[5, 4], requirement: {at_most: 5}", "C104", "the range 5..4 is empty", ""),
        ("weight: 1, value: {1: »-0.001, 3: 100}", "C103", "the value -0.001 is not between 0 and 100", ""),
        ("requirement: {»in: [a], at_most: 3}", "C110", "'in' does not fit a criterion of type number", ""),
        ("requirement: {»not_in: [a]}", "C110", "'not_in' does not fit a criterion of type number", ""),
        (
            "type: category, categories: [a, b], requirement: {in: [a], »at_most: 4}",
            "C110",
            "'at_most' does not fit a criterion of type category",
            "",
        ),
        ("type: yes_no, requirement: {»at_least: 4}", "C110", "'at_least' does not fit a criterion of type yes_no", ""),
        ("type: category, weight: 1, value: »{a: 1, ' b': 2}", "C111", "' b' is empty, .. or has blanks round it", ""),
        ("type: category, weight: 1, value: »{a: 1, '..': 2}", "C111", "'..' is empty, .. or has blanks round it", ""),
        ("type: category, weight: 1, value: »{a: 1, A: 2}", "C111", "'A' differs from another only in case", ""),
        (
            "type: category, weight: 1, value: {a: 1, b: 2}, requirement: {not_in: [a, »c]}",
            "C107",
            "'c' is not a category of this criterion",
            "the categories are: a, b",
        ),
    ],
)  # fmt: skip
def test_one_step_beyond_it_is_one_finding(body: str, code: str, message: str, hint: str) -> None:
    (finding,) = found(body.replace("»", ""))
    assert (finding.code, finding.place.line, finding.place.column) == (code, 4, body.index("»") + 7)
    assert finding.message().endswith(message)
    assert str(finding.hint()).startswith(hint)


@pytest.mark.parametrize(
    "checks", ["{D205: off}", "{D205: info}", "{D205: error}", "{D103: error}", "{D006: warning}", "{D006: error}"]
)
def test_what_may_be_switched_off_may_and_all_else_may_be_raised(checks: str) -> None:
    assert found("type: yes_no, weight: 1", checks) == []


@pytest.mark.parametrize(
    ("checks", "code", "message"),
    [
        ("{»D999: off}", "C001", "unknown key 'D999' in checks"),
        ("{»D20: off}", "C001", "unknown key 'D20' in checks"),
        ("{D103: »off}", "C112", "D103 cannot be made less severe"),
        ("{D103: »warning}", "C112", "D103 cannot be made less severe"),
        ("{D006: »info}", "C112", "D006 cannot be made less severe"),
        ("{C101: »off}", "C112", "C101 cannot be made less severe"),
        ("{D205: »maybe}", "C003", "'D205' cannot be 'maybe': expected 'off', 'info', 'warning' or 'error'"),
    ],
)
def test_what_checks_cannot_say_is_told_there(checks: str, code: str, message: str) -> None:
    (finding,) = found("type: yes_no, weight: 1", checks.replace("»", ""))
    assert (finding.code, finding.message(), finding.place.line) == (code, message, 2)
    assert finding.place.column == checks.index("»") + 9


def test_a_code_that_there_is_not_has_those_that_there_are() -> None:
    (near,) = found("type: yes_no, weight: 1", "{D205x: off}")
    assert near.hint() == "did you mean 'D205'?"
    (far,) = found("type: yes_no, weight: 1", "{D999: off}")
    assert str(far.hint()).startswith("the keys here are: C204, C205, D008, ")
