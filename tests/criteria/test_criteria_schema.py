"""`schema criteria` prints the JSON Schema, so that an editor completes and checks criteria.yaml."""

import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from vasterviksmodell.criteria import read_criteria
from vasterviksmodell.criteria.file_entry import json_schema
from vasterviksmodell.findings import RULES
from vasterviksmodell.source.yaml_document import MappingNode, Node, Scalar, SequenceNode, parse_yaml
from vasterviksmodell.value_functions import VALUE_FUNCTIONS

SCHEMA = json_schema()


def as_json(node: Node) -> Any:
    """What an editor sees: the values of the file, with texts as keys."""
    match node:
        case MappingNode():
            return {key.text: as_json(below) for key, below in node.entries}
        case SequenceNode():
            return [as_json(item) for item in node.items]
        case Scalar():
            return node.value


def complaints(text: str) -> list[str]:
    node, _ = parse_yaml(text, "c.yaml")
    assert node is not None
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(as_json(node))]


def criterion(body: str) -> str:
    return f"version: 1\ncriteria: {{school: {{{body}}}, other: {{type: yes_no, weight: 1}}}}"


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
    for below in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from parts(below)


def test_it_is_a_json_schema_made_without_warnings() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Draft202012Validator.check_schema(json_schema())
    assert json.loads(json.dumps(SCHEMA, allow_nan=False)) == SCHEMA


def test_the_default_model_keeps_it(root: Path) -> None:
    assert complaints((root / "criteria.yaml").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.example == "criteria.yaml"])
def test_every_good_example_of_the_catalogue_keeps_it(code: str) -> None:
    assert complaints(RULES[code].good) == []


@pytest.mark.parametrize(
    "body",
    [
        "weight: 1, value: {500: 100, 4000: 0}",
        "weight: 0.5, value: {-5: 0, 0: 50, .5: 60, 1e3: 100}, range: [-5, null]",
        "weight: 1, value: {points: {500: 100, 4000: 0}}",
        "weight: 1, value: {steps: {0: 100, 5: 70}}",
        "weight: 1, value: {logistic: {midpoint: 2000, steepness: -0.002}}",
        "weight: 1, value: {gaussian: {target: 40, width: 15}}",
        "weight: 1, value: {decay: {half: 1500}}",
        "type: category, weight: 1, value: {a: 100, b: 0}",
        "type: category, weight: 1, value: {categories: {a: 100, b: 0}}",
        "type: category, weight: 1, value: {points: 100, none: 0}",
        "type: yes_no, weight: 1",
        "requirement: {at_most: 5}, effort: 0.5",
        "type: category, weight: 1, value: {a: 100, b: 0}, effort: {a: 3}",
        "type: yes_no, weight: 1, value: {'yes': 100, 'no': 50}",
        "requirement: {at_least: 1, at_most: 5, unknown: excluded}",
        "type: category, categories: [a, b], requirement: {not_in: [b]}, warning: {in: [a]}",
        "label: School, description: {en: x}, source: {sv: y}, measure: m, unit: m, required: true",
    ],
)
def test_every_form_of_a_criterion_keeps_it(body: str) -> None:
    assert complaints(criterion(body)) == []


@pytest.mark.parametrize(
    "body",
    [
        "wieght: 1",
        "weight: 0, value: {1: 2, 3: 4}",
        "weight: '1', value: {1: 2, 3: 4}",
        "value: {1: 2, 3: 4}",
        "weight: 1, value: {500: 120, 4000: 0}",
        "weight: 1, value: {500: 100}",
        "weight: 1, value: {0_35: 100, 1: 0}",
        "weight: 1, value: {near: 100, far: 0}",
        "weight: 1, value: high",
        "weight: 1, value: {gausian: {target: 40, width: 15}}",
        "weight: 1, value: {gaussian: {target: 40}}",
        "weight: 1, value: {gaussian: {target: 40, width: 0}}",
        "weight: 1, value: {steps: {0: 100, 5: 170}}",
        "weight: 1, value: {decay: {half: 5}, points: {1: 2, 3: 4}}",
        "type: category, weight: 1, value: {a: 100, b: 101}",
        "type: category, weight: 1, value: {steps: {0: 100, 5: 70}}",
        "type: category, categories: [a], range: [0, 4]",
        "type: nummer",
        "categories: [a, b]",
        "range: [0]",
        "range: [0, ja]",
        "requirement: {}",
        "requirement: {unknown: excluded}",
        "requirement: {at_mots: 4}",
        "requirement: {in: [a]}",
        "type: category, categories: [a], requirement: {at_most: 4}",
        "type: category, categories: [a, b], requirement: {in: [a], not_in: [b]}",
        "required: no",
        "label: {}",
        "label: {se: Skola}",
        "unit: 5",
        "basis: guess",
        "requirement: {at_most: 5}, effort: {a: 1}",
        "type: yes_no, weight: 1, effort: 3",
        "type: yes_no, weight: 1, effort: {'yes': 0}",
    ],
)
def test_typical_mistakes_do_not(body: str) -> None:
    assert complaints(criterion(body))


@pytest.mark.parametrize(
    "text",
    [
        "criteria: {a: {weight: 1}}",
        "version: 2\ncriteria: {a: {weight: 1}}",
        "version: 1\ncriteria: {}",
        "version: 1\ncriteria: {School: {weight: 1}}",
        "version: 1\ncriteria: {a: {weight: 1, criteria: {}}}",
        "version: 1\ncriteria: {a: {weight: 1, unit: m, criteria: {b: {weight: 1}}}}",
        "version: 1\ncriteria: {a: {weight: 1}}\nsite: {di: id}",
        "version: 1\ncriteria: {a: {weight: 1}}\nlanguage: no",
    ],
)
def test_typical_mistakes_of_the_file_do_not(text: str) -> None:
    assert complaints(text)


ACTOR = "who: A, when: 2026-10, why: {en: B}, weights: {a: 1, b: 2}"


def two(said: str) -> str:
    return f"version: 1\ncriteria: {{a: {{type: yes_no, weight: 1}}, b: {{type: yes_no, weight: 1}}}}\n{said}\n"


@pytest.mark.parametrize(
    "said",
    [
        f"actors: {{m: {{{ACTOR}}}}}",
        f"actors: {{m: {{{ACTOR}, label: M, share: 2}}, n: {{{ACTOR}}}}}\ncombine: mean\nweights_of: combined",
        f"actors: {{m: {{{ACTOR}, judgements: {{top: {{points: {{a: 1, b: 2}}}}}}}}}}\nweights_of: m",
        "weights_of: tree",
        "judgements: {top: {comparisons: {a: {b: 1/3}}}}",
        "judgements: {top: {swing: {a: 100, b: 20}}}",
        "judgements: {top: {ranking: [[a, b]], formula: reciprocal}}",
        "judgements: {top: {best: a, worst: b, best_over: {b: 2}, over_worst: {a: 2}}}",
        f"checks: {{C204: off}}\nfrozen: {{weights: {'ab' * 32}, date: 2026-11-20, by: [Anna Ek]}}",
    ],
)
def test_every_form_of_actors_and_judgements_keeps_it(said: str) -> None:
    assert read_criteria(two(said).encode(), "c.yaml")[1] == ()
    assert complaints(two(said)) == []


@pytest.mark.parametrize(
    "said",
    [
        "actors: {Kommunen: {" + ACTOR + "}}",
        "actors: {tree: {" + ACTOR + "}}",
        "actors: {m: {who: A, when: 2026, why: B}}",
        "actors: {m: {who: A, when: 2026, why: B, weights: {}}}",
        "actors: {m: {who: A, when: 2026, why: B, weights: {a: 0, b: 1}}}",
        "actors: {m: {who: A, why: B, weights: {a: 1, b: 1}}}",
        "actors: {m: {" + ACTOR + ", share: 0}}",
        "actors: {m: {" + ACTOR + ", x: 0}}",
        "combine: mean",
        "actors: {m: {" + ACTOR + "}}\ncombine: median",
        "actors: {m: {" + ACTOR + "}}\nweights_of: combined",
        "judgements: {top: {}}",
        "judgements: {top: {comparisons: {a: {b: 0}}}}",
        "judgements: {top: {comparisons: {a: {b: 1/0}}}}",
        "judgements: {top: {ranking: [a, b]}}",
        "judgements: {top: {ranking: [a, []], formula: sum}}",
        "judgements: {top: {swing: {a: 1, b: 1}, formula: sum}}",
        "judgements: {top: {swing: {a: 1, b: 1}, points: {a: 1, b: 1}}}",
        "judgements: {top: {best: a, worst: b, best_over: {b: 2}}}",
        "frozen: {weights: abc, date: 2026, by: [A]}",
        "frozen: {date: 2026, by: [A]}",
    ],
)
def test_typical_mistakes_of_actors_and_judgements_do_not(said: str) -> None:
    assert read_criteria(two(said).encode(), "c.yaml")[0] is None
    assert complaints(two(said))


def test_no_name_of_a_class_comes_in() -> None:
    text = json.dumps(SCHEMA)
    assert not re.search(r"[a-z][A-Z]\w*(Entry|File|Parameters)|Entry|Parameters|\bin_\b|__", text)
    assert all(name == name.lower() for name in SCHEMA["$defs"])
    assert not any(isinstance(part.get("title"), str) for part in parts(SCHEMA))


def test_every_key_has_words_that_an_editor_can_show() -> None:
    for part in parts(SCHEMA):
        properties = part.get("properties", {})
        if part.get("additionalProperties") is False:
            for name, key in properties.items():
                assert key.get("description") or "$ref" in key, name


def test_every_value_function_is_described() -> None:
    assert set(VALUE_FUNCTIONS) < set(SCHEMA["$defs"])
    assert all(SCHEMA["$defs"][name]["description"] for name in VALUE_FUNCTIONS)


def test_defaults_are_those_of_the_file() -> None:
    properties = SCHEMA["$defs"]["criterion"]["properties"]
    assert properties["range"]["default"] == [0, None]
    assert (properties["type"]["default"], properties["required"]["default"]) == ("number", False)
    assert "default" not in properties["label"]


@pytest.mark.parametrize(
    ("data", "fits"),
    [
        ("encoding: ISO-8859-1", True),
        ("encoding: utf-8", True),
        ("encoding: latin-9", False),
        ('delimiter: "\\t"', True),
        ("delimiter: tab", True),
        ("delimiter: x", False),
    ],
)
def test_names_of_encodings_and_delimiters_are_those_that_the_program_reads(data: str, fits: bool) -> None:
    text = f"version: 1\ndata: {{{data}}}\ncriteria: {{a: {{type: yes_no, weight: 1}}}}"
    assert (complaints(text) == []) is fits
    assert (read_criteria(text.encode(), "c.yaml")[1] == ()) is fits


EVERYTHING = """\
version: 1
title: {en: T, sv: T}
description: d
language: sv
unknown: low
site: {id: id, name: namn}
data:
  {encoding: utf-8, delimiter: ;, decimal: ",", header: 2, sheet: x, columns: {school: [a, b]},
   missing: {"-": zero, n: [0, 3]}, "yes": [jo], "no": [nix], as_of: 2026-01-01}
sources: {school: {source: S, date: 2024-02}}
checks: {D205: "off"}
actors:
  m:
    {who: A, when: 2026-02, why: B, label: M, share: 2, weights: {a: 1, g: 2},
     judgements: {top: {points: {a: 1, g: 2}}}}
combine: mean
weights_of: combined
actions:
  x:
    {label: X, who: [m, B], by: 2027-06, cost: 2.5, needs: [y],
     sets: {ort: {a: 300, p: x}}, finds_out: {ort: s, o: [l]},
     done_when: {en: D}, status: agreed, agreed_by: B, reference: KS 1}
  y: {label: {en: Y}}
criteria:
  a:
    {type: number, label: L, description: d, measure: school, unit: m, range: [0, 9000], required: true, weight: 2,
     value: {500: 100, 4000: 0}, requirement: {at_least: 1, at_most: 4000, unknown: excluded}, warning: {at_most: 3000},
     effort: 0.5, fresh_within: 2 years, source: S, basis: cited,
     responsible: {sv: R}, ask: {en: How many?, sv: Hur många?}, children: true}
  g:
    weight: 1
    label: G
    criteria:
      p: {type: category, weight: 1, value: {x: 100, y: 0}, categories: [x, y], requirement: {in: [x]}, effort: {x: 2}}
      q: {type: yes_no, weight: 1, value: {"yes": 100, "no": 5}, requirement: {not_in: ["no"]}}
      s: {weight: 1, value: {steps: {0: 100, 5: 0}}}
      l: {weight: 1, value: {logistic: {midpoint: 3, steepness: -1}}}
      ga: {weight: 1, value: {gaussian: {target: 4, width: 1}}}
      d: {weight: 1, value: {decay: {half: 3}}}
"""
Way = tuple[str | int, ...]
DATES = {"as_of", "date", "when", "by"}
"""Which dates there are, a JSON Schema does not say."""


def ways(document: Any, way: Way = ()) -> Iterator[Way]:
    """The way to each value below the document."""
    for key, below in document.items() if isinstance(document, dict) else enumerate(document):
        yield (*way, key)
        yield from ways(below, (*way, key)) if isinstance(below, dict | list) else ()


def changes(document: Any) -> Iterator[tuple[Any, str | int]]:
    """The document with a value left out, one that is odd, or a key too many; and the key of what was changed."""
    odd = ("zzz", 0, -1, 7, True, [], {}, "2", 1.5)
    for number, (*parents, last) in enumerate(ways(document)):
        for change in ("left out", "odd", "more"):
            changed = json.loads(json.dumps(document))
            parent = changed
            for key in parents:
                parent = parent[key]
            if change == "left out":
                del parent[last]
            elif change == "odd":
                parent[last] = odd[number % len(odd)]
            elif isinstance(parent[last], dict):
                parent[last]["zzz"] = 1
            yield changed, last


def test_what_the_program_takes_the_schema_takes_and_of_another_shape_takes_neither() -> None:
    node, _ = parse_yaml(EVERYTHING, "c.yaml")
    assert node is not None
    whole = as_json(node)
    assert read_criteria(EVERYTHING.encode(), "c.yaml")[1] == ()
    validator, taken = Draft202012Validator(SCHEMA), 0
    assert validator.is_valid(whole)
    for changed, last in changes(whole):
        criteria, findings = read_criteria(json.dumps(changed).encode(), "c.yaml")
        told = [finding.message() for finding in findings]
        if criteria is not None:
            taken += 1
            assert validator.is_valid(changed), changed
        elif {finding.code for finding in findings} & {"C001", "C003"} and last not in DATES:
            assert not validator.is_valid(changed), told
    assert taken > 60


def test_no_default_is_nothing() -> None:
    defaults = [part["default"] for part in parts(SCHEMA) if "default" in part]
    assert defaults
    assert None not in defaults
    assert not any(None in default.values() for default in defaults if isinstance(default, dict))
