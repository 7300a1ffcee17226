"""The schemas as editors and other validators take them: named, described, and of one mind with the program."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

import vasterviksmodell as model
from vasterviksmodell.criteria import read_criteria
from vasterviksmodell.findings import Severity, worst
from vasterviksmodell.output.schemas import SCHEMAS
from vasterviksmodell.source.yaml_document import MappingNode, Node, Scalar, SequenceNode, parse_yaml

_SCORED = "walk: {type: yes_no, weight: 1}"
_NUMBER = "range: [0, 100], weight: 1, value: {0: 0, 10: 100}"
_VALID = [
    f"a: {{{_NUMBER}}}",
    "a: {type: yes_no, weight: 1}",
    'a: {type: yes_no, weight: 2, value: {"yes": 100, "no": 0}}',
    'a: {type: yes_no, weight: 2, value: {categories: {"no": 100, "yes": 0}}}',
    "a: {type: category, weight: 1, value: {x: 1, y: 2}}",
    "a: {type: category, weight: 1, value: {x: 1, y: 2}, requirement: {in: [x]}}",
    "a: {type: category, weight: 1, value: {x: 1, y: 2}, warning: {not_in: [x]}}",
    f"a: {{{_NUMBER}, requirement: {{at_least: 4}}}}",
    f"a: {{{_NUMBER}, warning: {{at_most: 4}}}}",
    f"a: {{{_NUMBER}, label: A}}",
    f"a: {{{_NUMBER}, label: {{en: A, sv: B}}}}",
    f"a: {{{_NUMBER}, effort: 2}}",
    f"a: {{{_NUMBER}, fresh_within: 2 years}}",
    f"a: {{{_NUMBER}, children: true}}",
    f"a: {{{_NUMBER}, measure: other}}",
    f"a: {{{_NUMBER}, unit: m}}",
    f"a: {{{_NUMBER}, required: true}}",
    f"a: {{label: A}}, {_SCORED}",
    f"a: {{range: [0, 10], requirement: {{at_most: 5}}}}, {_SCORED}",
    f"g: {{criteria: {{a: {{{_NUMBER}}}}}, weight: 1}}",
    f"g: {{label: G, criteria: {{a: {{{_NUMBER}}}}}, weight: 1}}",
    f"g: {{criteria: {{h: {{criteria: {{a: {{{_NUMBER}}}}}, weight: 1}}}}, weight: 1}}",
    "a: {range: [0, 100], weight: 1, value: {steps: {0: 1, 10: 9}}}",
    "a: {range: [0, 100], weight: 1, value: {points: {0: 1, 10: 9}}}",
]
_FAULTY = [
    "a: {label: A}",
    "a: {range: [0, 10], requirement: {at_most: 5}}",
    "g: {criteria: {a: {label: A}}, weight: 1}",
    'a: {type: yes_no, weight: 1, value: {"yes": 100, "no": 0, maybe: 5}}',
    "a: {type: yes_no, weight: 1, value: {Ja: 100, Nej: 0}}",
    'a: {type: yes_no, weight: 1, value: {"yes": 100}}',
    'a: {type: yes_no, weight: 1, value: {categories: {"yes": 1, other: 0}}}',
    f"a: {{{_NUMBER}, colour: red}}",
    f"a: {{{_NUMBER}, label: 7}}",
    f"a: {{{_NUMBER}, effort: {{x: 1}}}}",
    f"a: {{{_NUMBER}, effort: -1}}",
    f"a: {{{_NUMBER}, fresh_within: soon}}",
    f"a: {{{_NUMBER}, children: maybe}}",
    f"a: {{{_NUMBER}, requirement: {{}}}}",
    f"a: {{{_NUMBER}, requirement: {{in: [x]}}}}",
    f"a: {{{_NUMBER}, warning: {{about: 4}}}}",
    f"a: {{{_NUMBER}, categories: [x, y]}}",
    "a: {range: [0, 100], weight: 0, value: {0: 0, 10: 100}}",
    "a: {range: [0, 100], weight: much, value: {0: 0, 10: 100}}",
    "a: {range: [0, 100], weight: 1, value: {0: 0, 10: 101}}",
    "a: {range: [0, 100], value: {0: 0, 10: 100}}",
    "a: {type: colour, weight: 1}",
    "a: {type: category, weight: 1, value: {x: 1, y: 2}, range: [0, 1]}",
    "a: {type: category, weight: 1, value: {x: 1, y: 2}, requirement: {at_least: 1}}",
    "a: {type: category, weight: 1, value: {x: 1, y: 2}, requirement: {in: [x], not_in: [y]}}",
    "g: {criteria: {}, weight: 1}",
]
_TREE = f"version: 1\ncriteria: {{{_VALID[0]}}}\n"
_VALID_FILES = [
    *(f"version: 1\ncriteria: {{{body}}}\n" for body in _VALID),
    _TREE + "title: T\n",
    _TREE + "unknown: high\n",
    _TREE + "language: sv\n",
    _TREE + "weights_of: tree\n",
    _TREE + "checks: {D201: off}\n",
    _TREE + "checks: {D103: error}\n",
    _TREE + "need: {houses: 4}\n",
]
_FAULTY_FILES = [
    *(f"version: 1\ncriteria: {{{body}}}\n" for body in _FAULTY),
    _TREE + "unknown: worst\n",
    _TREE + "language: de\n",
    _TREE + "checks: {D999: off}\n",
    _TREE + "checks: {D103: off}\n",
    _TREE + "checks: {D201: loud}\n",
    _TREE + "weights_of: combined\n",
    _TREE + "colour: red\n",
]
_SCHEMA = Draft202012Validator(model.schema("criteria"))


def _as_json(node: Node | None) -> Any:
    match node:
        case MappingNode():
            return {key.text: _as_json(below) for key, below in node.entries}
        case SequenceNode():
            return [_as_json(item) for item in node.items]
        case Scalar():
            return node.value
    raise AssertionError(node)


def _verdicts(text: str) -> tuple[bool, bool]:
    """Whether the program takes a file, and whether the schema does."""
    criteria, findings = read_criteria(text.encode(), "criteria.yaml")
    root, _ = parse_yaml(text, "criteria.yaml")
    taken = criteria is not None and worst(findings) != Severity.ERROR
    return taken, _SCHEMA.is_valid(_as_json(root))


@pytest.mark.parametrize("text", _VALID_FILES)
def test_program_and_schema_take_a_valid_file(text: str) -> None:
    assert _verdicts(text) == (True, True)


@pytest.mark.parametrize("text", _FAULTY_FILES)
def test_program_and_schema_refuse_a_faulty_file(text: str) -> None:
    assert _verdicts(text) == (False, False)


def test_some_sixty_files_were_tried() -> None:
    assert len({*_VALID_FILES, *_FAULTY_FILES}) >= 60


@pytest.mark.parametrize("what", SCHEMAS)
def test_a_schema_has_an_id_and_a_title(what: str) -> None:
    made = model.schema(what)
    Draft202012Validator.check_schema(made)
    assert made["$id"] == f"urn:vasterviksmodell:{what}"
    assert made["title"]


def test_checks_offers_every_code_with_what_it_is_about() -> None:
    offered = model.schema("criteria")["properties"]["checks"]["properties"]
    assert set(offered) == set(model.RULES)
    assert offered["D103"]["enum"] == ["error"]
    assert all(entry["description"] for entry in offered.values())


def test_the_schema_of_sites_names_headings_and_categories() -> None:
    entry = {"type": "category", "measure": "plan_state", "weight": 1, "value": {"made": 100, "none": 0}}
    criteria = model.criteria_from({"version": 1, "criteria": {"plan": entry}})
    plan = model.schema("sites", criteria)["$defs"]["Site"]["properties"]["plan_state"]
    assert plan["title"] == "plan_state"
    assert plan["examples"] == ["made", "none"]
