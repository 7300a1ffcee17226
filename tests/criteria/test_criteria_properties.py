"""What holds for every tree of criteria, and for every text that is none."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.conftest import tried

from vasterviksmodell.criteria import Criteria, read_criteria
from vasterviksmodell.criteria.entries import CriterionEntry
from vasterviksmodell.criteria.file_entry import json_schema
from vasterviksmodell.findings import Severity, worst
from vasterviksmodell.i18n.wording import LANGUAGES
from vasterviksmodell.value_functions import VALUE_FUNCTIONS

SCHEMA = Draft202012Validator(json_schema())

weights = st.floats(0.001, 1000) | st.integers(1, 100)
values = st.integers(0, 100) | st.floats(0, 100)
measures = st.floats(0, 1e9).map(lambda x: x + 0.0)
labels = st.text("aåö 🏠'\"#:-{}", min_size=1, max_size=8)


def knots() -> st.SearchStrategy[dict[float, float]]:
    return st.dictionaries(measures, values, min_size=2, max_size=5)


curves = st.one_of(
    knots(),
    knots().map(lambda points: {"points": points}),
    knots().map(lambda points: {"steps": {0.0: 50, **points}}),
    st.builds(lambda half: {"decay": {"half": half}}, st.floats(0.1, 1e6)),
    st.builds(lambda x, s: {"logistic": {"midpoint": x, "steepness": s}}, measures, st.floats(0.1, 9)),
    st.builds(lambda x, w: {"gaussian": {"target": x, "width": w}}, measures, st.floats(0.1, 9)),
)
words = st.sampled_from(["a", "no", "points", "å", "on", "0_35", "~", "x y"])
categories = st.fixed_dictionaries(
    {
        "type": st.just("category"),
        "weight": weights,
        "value": st.dictionaries(words, values, min_size=2),
    }
)
numbers = st.fixed_dictionaries(
    {"weight": weights, "value": curves},
    optional={
        "label": labels | st.fixed_dictionaries({"en": labels, "sv": labels}),
        "unit": labels,
        "requirement": st.fixed_dictionaries({"at_most": measures}),
        "required": st.booleans(),
    },
)
yes_no = st.fixed_dictionaries({"type": st.just("yes_no"), "weight": weights})
Tree = list[Any]


def groups(members: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    several = st.lists(members, min_size=1, max_size=4)
    return st.fixed_dictionaries({"weight": weights, "criteria": several})


trees = st.lists(st.recursive(numbers | categories | yes_no, groups, max_leaves=12), min_size=1, max_size=4)


def file_of(tree: Tree) -> dict[str, Any]:
    """A criteria file with the groups and criteria of a tree under ids of their own."""
    ids = iter(range(10_000))

    def named(members: Tree) -> dict[str, Any]:
        return {f"c{next(ids)}": below(member) for member in members}

    def below(member: dict[str, Any]) -> dict[str, Any]:
        return {**member, "criteria": named(member["criteria"])} if "criteria" in member else member

    return {"version": 1, "criteria": named(tree)}


def loaded(document: dict[str, Any]) -> Criteria:
    """A file written as JSON, which is YAML, and read."""
    criteria, findings = read_criteria(json.dumps(document, ensure_ascii=False).encode(), "c.json")
    assert findings == ()
    assert criteria is not None
    return criteria


@tried(60)
@given(trees)
def test_the_weights_of_any_tree_sum_to_exactly_one(tree: Tree) -> None:
    criteria = loaded(file_of(tree))
    assert sum(criterion.weight for criterion in criteria.criteria) == 1
    assert all(criterion.weight > 0 for criterion in criteria.criteria)


@tried(60)
@given(trees)
def test_a_group_weighs_what_its_criteria_weigh(tree: Tree) -> None:
    criteria = loaded(file_of(tree))
    for group in criteria.groups:
        assert group.weight == sum(criterion.weight for criterion in criteria.criteria if group.id in criterion.groups)


@tried(30)
@given(trees)
def test_any_tree_keeps_the_json_schema(tree: Tree) -> None:
    document = json.loads(json.dumps(loaded(file_of(tree)).document))
    assert SCHEMA.is_valid(document)


@tried(60)
@given(trees)
def test_the_document_of_any_tree_gives_equal_criteria_again(tree: Tree) -> None:
    criteria = loaded(file_of(tree))
    assert loaded(criteria.document) == criteria


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(["", "a", "no", "category", "yes_no"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["en", "a", "5", "points"]), inner),
    max_leaves=5,
)
others = ["version", "criteria", "half", "at_most", "in", "not_in", "a", "5"]
keys = st.sampled_from([*CriterionEntry.model_fields, *VALUE_FUNCTIONS, *others])
nearly = st.recursive(anything, lambda inner: st.dictionaries(keys, inner, max_size=6), max_leaves=20)


def answers(content: bytes) -> None:
    """Criteria, or findings with an error, each with words in both languages."""
    criteria, findings = read_criteria(content, "c.yaml")
    assert (criteria is None) == (worst(findings) == Severity.ERROR)
    for finding in findings:
        for language in LANGUAGES:
            words = f"{finding.message(language)}{finding.hint(language)}"
            assert words.replace("\u00a0", " ").isprintable()


@tried(150)
@given(nearly)
def test_nothing_shaped_like_a_criteria_file_raises_anything(document: Any) -> None:
    answers(json.dumps({"version": 1, "criteria": {"a": document, "b": {"type": "yes_no", "weight": 1}}}).encode())
    answers(json.dumps(document).encode())


@tried(200)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_raise_anything(content: bytes) -> None:
    answers(content)


@tried(150)
@given(st.data())
def test_no_damage_to_a_good_file_raises_anything(data: st.DataObject) -> None:
    text = "version: 1\ncriteria:\n  a: {weight: 1, value: {0: 0, 9: 100}, requirement: {at_most: 5}}\n"
    place = data.draw(st.integers(0, len(text)))
    junk = data.draw(st.text(" \n\t:,{}[]&*!|>'\"%@`#-?0123abéå.~<", max_size=4))
    answers((text[:place] + junk + text[place + data.draw(st.integers(0, 4)) :]).encode())
