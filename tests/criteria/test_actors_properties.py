"""Whoever weighs any tree: weights sum to one, combined ones lie between those of the actors, documents are whole."""

import json
import random
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.conftest import tried
from tests.criteria.test_criteria_properties import Tree, answers, anything, file_of, loaded, trees, weights

from vasterviksmodell.criteria import (
    Criteria,
    read_criteria,
    weights_digest,
    whose_weights,
    with_weights_of,
)
from vasterviksmodell.criteria.file_entry import ActorEntry, json_schema
from vasterviksmodell.criteria.judgement_entries import JudgementEntry

brief = tried(40)
SCHEMA = Draft202012Validator(json_schema())


def group_members(members: dict[str, Any]) -> list[list[str]]:
    """The ids of each group; in these trees everything is scored."""
    inner = [
        below for member in members.values() if "criteria" in member for below in group_members(member["criteria"])
    ]
    return [list(members), *inner]


@st.composite
def weighed(draw: st.DrawFn, rules: tuple[str | None, ...] = ("mean", "geometric_mean")) -> dict[str, Any]:
    """A criteria file that several actors weigh, each some groups of it."""
    document = file_of(draw(trees))
    sets = group_members(document["criteria"])
    actors: dict[str, Any] = {}
    for number in range(draw(st.integers(1, 3))):
        named = draw(st.lists(st.sampled_from(sets), min_size=1, max_size=3))
        points = {id: draw(weights) for ids in named for id in ids}
        actors[f"a{number}"] = {"who": "A", "when": 2026, "why": "B", "share": draw(weights), "weights": points}
    rule = draw(st.sampled_from(rules))
    return {**document, "actors": actors, **({"combine": rule} if rule else {})}


def shares(criteria: Criteria) -> dict[str, Fraction]:
    return {node.id: node.weight for node in criteria.nodes}


@brief
@given(weighed())
def test_whosever_weights_count_they_sum_to_exactly_one(document: dict[str, Any]) -> None:
    criteria = loaded(document)
    for whose in whose_weights(criteria):
        model = with_weights_of(criteria, whose)
        assert sum(criterion.weight for criterion in model.criteria) == 1
        assert all(node.weight > 0 and node.points > 0 for node in model.nodes)


@brief
@given(weighed())
def test_points_are_in_the_proportion_of_weights_in_a_group(document: dict[str, Any]) -> None:
    criteria = loaded(document)
    for whose in whose_weights(criteria):
        model = with_weights_of(criteria, whose)
        for group in {node.groups for node in model.nodes}:
            members = [node for node in model.nodes if node.groups == group]
            assert len({member.points / member.weight for member in members}) == 1
        for criterion in model.groups:
            assert criterion.weight == sum(leaf.weight for leaf in model.criteria if criterion.id in leaf.groups)


@brief
@given(weighed(rules=("mean",)))
def test_the_mean_lies_between_the_least_and_the_greatest_of_the_actors(document: dict[str, Any]) -> None:
    criteria = loaded(document)
    each = [shares(with_weights_of(criteria, actor.id)) for actor in criteria.actors]
    for id, share in shares(criteria).items():
        assert min(weights[id] for weights in each) <= share <= max(weights[id] for weights in each)


@brief
@given(weighed())
def test_what_only_one_actor_moves_moves_the_same_way_when_combined(document: dict[str, Any]) -> None:
    criteria = loaded(document)
    first, *_ = document["actors"].values()
    id = next(iter(first["weights"]))
    more = {**first, "weights": {**first["weights"], id: first["weights"][id] * 2}}
    after = shares(loaded({**document, "actors": {**document["actors"], "a0": more}}))
    assert after[id] >= shares(criteria)[id] - Fraction(1, 10**20)


@brief
@given(weighed(), st.data())
def test_reading_a_document_that_says_whose_is_the_same_as_asking_for_them(
    document: dict[str, Any], data: st.DataObject
) -> None:
    criteria = loaded(document)
    whose = data.draw(st.sampled_from(whose_weights(criteria)))
    model = with_weights_of(criteria, whose)
    assert loaded({**document, "weights_of": whose}) == model == loaded(model.document)
    assert with_weights_of(model, criteria.weights_of) == criteria
    assert weights_digest(model) == weights_digest(criteria)


@brief
@given(weighed())
def test_any_file_with_actors_keeps_the_json_schema(document: dict[str, Any]) -> None:
    criteria = loaded(document)
    assert SCHEMA.is_valid(json.loads(json.dumps(with_weights_of(criteria, "combined").document)))


def shuffled(part: Any, order: random.Random) -> Any:
    """The same with the keys of every mapping in another order."""
    if not isinstance(part, dict):
        return part
    keys = list(part)
    order.shuffle(keys)
    return {key: shuffled(part[key], order) for key in keys}


@brief
@given(weighed(rules=("mean", None)), st.randoms(use_true_random=False))
def test_the_order_of_keys_is_nothing_to_the_digest(document: dict[str, Any], order: random.Random) -> None:
    assert weights_digest(loaded(shuffled(document, order))) == weights_digest(loaded(document))


@brief
@given(weighed(rules=("mean", None)), st.data())
def test_any_weight_is_something_to_the_digest(document: dict[str, Any], data: st.DataObject) -> None:
    before = weights_digest(loaded(document))
    changed = json.loads(json.dumps(document))
    places = [(node, "weight") for node in nodes(changed["criteria"])]
    for actor in changed["actors"].values():
        places += [(actor, "share"), *((actor["weights"], id) for id in actor["weights"])]
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(weights.filter(lambda drawn: drawn != holder[key]))
    assert weights_digest(loaded(changed)) != before


def nodes(members: dict[str, Any]) -> list[dict[str, Any]]:
    return [node for member in members.values() for node in (member, *nodes(member.get("criteria", {})))]


@brief
@given(trees)
def test_without_actors_the_weights_are_those_of_the_tree(tree: Tree) -> None:
    criteria = loaded(file_of(tree))
    assert whose_weights(criteria) == ("tree",)
    assert with_weights_of(criteria, "tree") == criteria
    assert criteria.tree_points == {node.id: node.points for node in criteria.nodes}


keys = st.sampled_from([*ActorEntry.model_fields, *JudgementEntry.model_fields, "school", "bus", "top", "tree", "x"])
some = st.sampled_from([1, 0.5, "1/3", "school", "bus", "mean", "combined", "2026", ["school", ["bus"]], ["school"]])
nearly = st.recursive(anything | some, lambda inner: st.dictionaries(keys, inner, max_size=5), max_leaves=15)
LEAVES = {id: {"type": "yes_no", "weight": 1} for id in ("school", "bus")}


@tried(150)
@given(st.dictionaries(st.sampled_from(["actors", "combine", "weights_of", "judgements", "frozen", "x"]), nearly))
def test_nothing_shaped_like_actors_or_judgements_raises_anything(said: dict[str, Any]) -> None:
    answers(json.dumps({"version": 1, "criteria": LEAVES, **said}).encode())
    actor = {"who": "A", "when": 2026, "why": "B", "weights": {"school": 1, "bus": 1}}
    filled = {"actors": {"a": actor | said}, "judgements": {"top": said.get("judgements", {})}}
    answers(json.dumps({"version": 1, "criteria": LEAVES, **filled}).encode())


@tried(150)
@given(
    st.dictionaries(
        st.sampled_from(list(JudgementEntry.model_fields)),
        some | st.dictionaries(st.sampled_from(["school", "bus", "x"]), some | st.dictionaries(keys, some), max_size=2),
        max_size=4,
    )
)
def test_what_is_accepted_as_a_judgement_keeps_the_json_schema(judgement: dict[str, Any]) -> None:
    document = {"version": 1, "criteria": LEAVES, "judgements": {"top": judgement}}
    criteria, _ = read_criteria(json.dumps(document).encode(), "c.yaml")
    assert criteria is None or SCHEMA.is_valid(document)
