"""One function from a judgement, as a criteria file writes it, to weights."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.weighting.judged import NAMES, garbage, why
from tests.sites.reading import thorough

from vasterviksmodell.analysis.weighting.derive import derive
from vasterviksmodell.analysis.weighting.interface import CannotWeigh

FILE = """
top: {comparisons: {service: {work: 3, land: 5}, work: {land: 2}}}
service: {swing: {school: 100, bus: 60}}
work: {ranking: [internships, [associations, jobs]], formula: centroid}
land: {best: plan, worst: road, best_over: {road: 5, slope: 2}, over_worst: {plan: 5, slope: 3}}
other: {points: {a: 10, b: 5}}
"""
IDS = {
    "top": ["service", "work", "land"],
    "service": ["school", "bus"],
    "work": ["internships", "associations", "jobs"],
    "land": ["plan", "road", "slope"],
    "other": ["a", "b"],
}
KEYS = ("points", "swing", "comparisons", "ranking", "formula", "best", "worst", "best_over", "over_worst")


def test_every_method_in_the_form_of_the_criteria_file() -> None:
    found = {name: derive(judgement, IDS[name]) for name, judgement in yaml.safe_load(FILE).items()}
    methods = ["pairwise", "swing", "rank_centroid", "best_worst", "points"]
    assert [it.method for it in found.values()] == methods
    assert {name: list(it.weights) for name, it in found.items()} == IDS
    assert all(sum(it.weights.values()) == pytest.approx(1) for it in found.values())
    assert found["service"].weights["school"] == 0.625
    assert found["work"].weights["associations"] == found["work"].weights["jobs"]
    consistency = found["top"].consistency
    assert consistency is not None
    assert consistency.ratio == pytest.approx(0.0032, abs=1e-4)
    assert max(found["land"].weights, key=lambda id: found["land"].weights[id]) == "plan"


def test_the_formula_of_a_ranking_is_the_centroid_unless_it_is_said() -> None:
    assert derive({"ranking": ["a", "b"]}, ["a", "b"]).weights == {"a": 0.75, "b": 0.25}
    assert derive({"ranking": ["a", "b"], "formula": "sum"}, ["a", "b"]).method == "rank_sum"


@pytest.mark.parametrize(
    "judgement",
    [
        {},
        {"weights": {"a": 1}},
        {"points": {"a": 1, "b": 1}, "swing": {"a": 1, "b": 1}},
        {"points": {"a": 1, "b": 1}, "formula": "sum"},
        {"best": "a", "best_over": {"b": 2}},
        {"formula": "sum"},
    ],
)
def test_the_keys_must_be_those_of_one_method(judgement: dict[str, Any]) -> None:
    assert "best_over, over_worst" in why(derive, judgement, ["a", "b"]).inside("en")


@pytest.mark.parametrize(
    ("judgement", "told"),
    [
        ([1], "judgement"),
        ({"points": [1, 2]}, "points"),
        ({"swing": 100}, "swing"),
        ({"comparisons": {"a": 3}}, "a: names with numbers"),
        ({"comparisons": None}, "comparisons"),
        ({"comparisons": {"c": {"a": 3}}}, "c: not one of"),
        ({"comparisons": {"a": {5: 3}}}, "5: not one of"),
        ({"ranking": "a"}, "ranking"),
        ({"ranking": {"a": 1}}, "ranking"),
        ({"best": "a", "worst": "b", "best_over": 3}, "best_over"),
        ({"best": ["a"], "worst": "b", "best_over": {"b": 3}}, "['a']: not one of"),
    ],
)
def test_what_stands_in_the_wrong_form_is_told(judgement: Any, told: str) -> None:
    assert why(derive, judgement, ["a", "b"]).inside("en").startswith(told)


@thorough
@given(
    st.dictionaries(st.sampled_from(KEYS), garbage, max_size=4)
    | st.fixed_dictionaries({"best": garbage, "worst": garbage, "best_over": garbage, "over_worst": garbage})
    | st.fixed_dictionaries({"ranking": st.lists(garbage, max_size=4), "formula": garbage})
    | st.dictionaries(
        st.sampled_from(("points", "swing", "comparisons")),
        st.dictionaries(st.sampled_from(NAMES), garbage, max_size=4),
        min_size=1,
        max_size=1,
    )
    | garbage,
    st.integers(0, 4),
)
def test_whatever_a_file_holds_there_are_weights_or_a_reason(judgement: Any, n: int) -> None:
    try:
        found = derive(judgement, NAMES[:n])
    except CannotWeigh:
        return
    assert sum(found.weights.values()) == pytest.approx(1)
