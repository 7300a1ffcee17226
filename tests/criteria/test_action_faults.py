"""Everything that is wrong with actions: at line and column, with a hint, all at once."""

import pytest

from vasterviksmodell.criteria import Criteria, read_criteria, with_actions
from vasterviksmodell.findings import Finding

CRITERIA = """\
version: 1
criteria:
  school: {measure: school_m, weight: 1, value: {500: 100, 4000: 0}}
  bus: {weight: 1, value: {0: 0, 20: 100}}
actors:
  town: {who: A, when: 2026, why: B, weights: {school: 1, bus: 1}}
"""
AGREED = "label: L, who: A, by: 2027, status: agreed"
LATER = f"b: {{{AGREED}, needs: [c], sets: {{ort: {{bus: 5}}}}}}\n  c: {{{AGREED}, needs: [a]}}"


def criteria() -> Criteria:
    found, findings = read_criteria(CRITERIA.encode(), "criteria.yaml")
    assert found is not None
    assert findings == ()
    return found


def findings(actions: str) -> tuple[Finding, ...]:
    """The findings about actions, which are the same in the criteria file and in a file of their own."""
    own = with_actions(criteria(), f"version: 1\n{actions}".encode(), "actions.yaml")[1]
    inside = read_criteria(f"{CRITERIA}{actions}".encode(), "criteria.yaml")[1]
    below = CRITERIA.count("\n") - 1
    assert [told(it, 0) for it in own] == [told(it, below) for it in inside]
    return own


def told(finding: Finding, below: int) -> tuple[str, int, int | None, str, str | None]:
    line = (finding.place.line or 0) - below
    return finding.code, line, finding.place.column, finding.message(), finding.hint()


def only(actions: str) -> Finding:
    """The one finding about actions, at the place that is marked."""
    before = f"version: 1\n{actions}"
    before = before[: before.index("»")]
    (finding,) = findings(actions.replace("»", ""))
    assert (finding.place.line, finding.place.column) == (before.count("\n") + 1, len(before) - before.rfind("\n"))
    return finding


@pytest.mark.parametrize(
    ("actions", "code", "hint"),
    [
        ("a: {»lable: L, label: L}", "C001", "did you mean 'label'?"),
        ("»a: {who: B}", "C002", None),
        ("a: {label: L, who: »5}", "C003", None),
        ("a: {label: L, who: [A, »5]}", "C003", "write it in quotes, and it is a text"),
        ("a: {label: »5}", "C003", "write it in quotes, and it is a text"),
        ("a: {label: L, by: »in May}", "C003", None),
        ("a: {label: L, cost: »-1}", "C003", None),
        ("a: {label: L, cost: »1 000}", "C003", "did you mean '1000'?"),
        ("a: {label: L, status: »agred}", "C003", "did you mean 'agreed'?"),
        ("a: {label: L, needs: »b}", "C003", None),
        ("a: {label: L, sets: {ort: {bus: »}}}", "C003", None),
        ("a: {label: L, sets: {ort: {bus: »[1, 2]}}}", "C003", None),
        ("a: {label: L, sets: {»12: {bus: 1}}}", "C006", "write it in quotes, and it is a text"),
        ("»A 1: {label: L}", "C006", "did you mean 'a_1'?"),
        ("a: {label: L, by: 2027, »status: under_way}", "C002", "an action that is agreed, under way or done"),
        ("a: {label: L, who: A, »status: done}", "C002", "an action that is agreed, under way or done"),
        ("a: {label: L, needs: [»stopp]}\n  stop: {label: L}", "C124", "did you mean 'stop'?"),
        ("a: {label: L, needs: [»x]}", "C124", "the other actions are: no other action"),
        ("a: {label: L, needs: [»a]}", "C121", "take one of these needs away"),
        ("a: {label: L, needs: [b]}\n  b: {label: L, needs: [»a]}", "C121", "take one of these needs away"),
        ("a: {label: L, by: 2027-05, needs: [»b]}\n  b: {label: L, by: 2027-06}", "C205", "move one of the dates"),
        ("a: {label: L, needs: [»b]}\n  b: {label: L, status: dropped}", "C205", "move one of the dates"),
        (
            "a: {label: L, who: A, by: 2026, status: done, needs: [»b]}\n  b: {label: L}",
            "C205",
            "move one of the dates",
        ),
        ("a: {label: L, sets: {ort: {buss: »4}}}", "C122", "did you mean 'bus'?"),
        ("a: {label: L, finds_out: {ort: [bus, »buss]}}", "C122", "did you mean 'bus'?"),
        ("a: {label: L, finds_out: {ort: »{bus: 4}}}", "C003", None),
        ("a: {label: L, sets: {ort: {school: 4, school_m: »5}}}", "C123", "leave one out"),
        (
            f"a: {{{AGREED}, sets: {{ort: {{bus: 4}}}}}}\n  b: {{{AGREED}, sets: {{ort: {{bus: »5}}}}}}",
            "C123",
            "leave one out",
        ),
    ],
)
def test_a_fault_is_found_at_its_place(actions: str, code: str, hint: str | None) -> None:
    finding = only(f"actions:\n  {actions}\n")
    assert finding.code == code
    assert hint is None or hint in (finding.hint() or "")


def test_all_faults_are_found_at_once() -> None:
    actions = """\
actions:
  a: {label: L, status: agreed, needs: [b, x], sets: {ort: {buss: 4, bus: 3}}}
  b: {label: L, needs: [a], sets: {ort: {bus: 5}}}
"""
    assert [it.code for it in findings(actions)] == ["C002", "C002", "C124", "C122", "C121"]


@pytest.mark.parametrize(
    "actions",
    [
        f"a: {{{AGREED}, sets: {{ort: {{bus: 4}}}}}}\n  b: {{{AGREED}, sets: {{ort: {{bus: 4}}}}}}",
        f"a: {{{AGREED}, sets: {{ort: {{bus: 4}}}}}}\n  b: {{label: L, sets: {{ort: {{bus: 5}}}}}}",
        f"a: {{{AGREED}, sets: {{ort: {{bus: 4}}}}}}\n  b: {{label: L, status: dropped, sets: {{ort: {{bus: 5}}}}}}",
        f"a: {{{AGREED}, sets: {{ort: {{bus: 4}}}}}}\n  {LATER}",
        "a: {label: L, by: 2027, needs: [b]}\n  b: {label: L, by: 2027-12-31}",
        "a: {label: L, by: 2027, needs: [b]}\n  b: {label: L, who: A, by: 2028, status: done}",
        "a: {label: L, sets: {ort: {school_m: 4, bus: 0..14}, by: {bus: <5}}}",
        "a: {label: {sv: L}, who: [town, B], agreed_by: A, reference: KS 2026/1, done_when: Buses run, cost: 0}",
    ],
)
def test_what_is_no_fault_has_no_finding(actions: str) -> None:
    assert findings(f"actions:\n  {actions}\n") == ()


def test_a_contradiction_names_the_other_action_and_both_cells() -> None:
    chain = f"a: {{{AGREED}, sets: {{ort: {{bus: 4}}}}}}\n  b: {{{AGREED}, needs: [a], sets: {{ort: {{bus: 4}}}}}}"
    text = f"actions:\n  {chain}\n  c: {{{AGREED}, needs: [a], sets: {{ort: {{bus: »5}}}}}}\n"
    assert only(text).message() == "'bus' of 'ort' is set to 5 here, and to 4 by 'b'"


def test_a_file_of_actions_is_read_as_strictly_as_criteria() -> None:
    for content, code in (
        ("version: 2\nactions: {}", "C005"),
        ("actions: {}", "C002"),
        ("version: 1", "C002"),
        ("version: 1\nactions: {}\ncriteria: {}", "C001"),
        ("- a", "C003"),
        ("version: 1\nactions: {a: {label: L}, a: {label: M}}", "F005"),
    ):
        found, told_ = with_actions(criteria(), content.encode(), "actions.yaml")
        assert (found, told_[0].code) == (None, code), content


def test_a_long_chain_of_needs_is_followed() -> None:
    chain = "".join(f"  a{number}: {{label: L, needs: [a{number + 1}]}}\n" for number in range(2000))
    assert findings(f"actions:\n{chain}  a2000: {{label: L}}\n") == ()


def test_the_actions_of_a_file_stand_in_place_of_those_of_the_criteria() -> None:
    inside, _ = read_criteria(f"{CRITERIA}actions:\n  a: {{label: A}}\n".encode(), "criteria.yaml")
    assert inside is not None
    changed, _ = with_actions(inside, b"version: 1\nactions: {b: {label: B, sets: {ort: {bus: 4}}}}", "actions.yaml")
    assert changed is not None
    assert [it.id for it in changed.actions] == ["b"]
    assert changed.document["actions"] == {"b": {"label": "B", "sets": {"ort": {"bus": 4}}}}
    assert str(changed.actions[0].sets[0].place) == "actions.yaml:2:43"
