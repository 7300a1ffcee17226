"""The question put otherwise gives what scoring anew with other criteria gives."""

import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.analysis.leaving_out import without
from tests.analysis.worlds import ROWS, model, ranking
from tests.scoring.worlds import criteria, ranked
from tests.sites.reading import brief, few

from vasterviksmodell.analysis.aggregation import AGGREGATIONS
from vasterviksmodell.analysis.robustness.leaving_out import LeavingOut
from vasterviksmodell.analysis.robustness.variation import (
    LeftOut,
    OtherLimit,
    Place,
    StatedOrder,
    Variation,
    left_out,
    other_limits,
    other_methods,
)
from vasterviksmodell.analysis.value_matrix import value_matrix
from vasterviksmodell.criteria import Criteria, Limits, read_criteria
from vasterviksmodell.scoring import Ranking
from vasterviksmodell.scoring.ranking import sites_of
from vasterviksmodell.scoring.run import rank_sites

Row = dict[str, str]
UNKNOWN = st.sampled_from(["low", "middle", "high"])


def chosen(of: Ranking, holds: Callable[[dict[str, Any]], bool]) -> set[str]:
    return {row["id"] for row in of.frame.iter_rows(named=True) if holds(row)}


def without_each(of: Ranking) -> tuple[LeftOut, ...]:
    return left_out(StatedOrder.of(of), value_matrix(of))


def with_other_limits(of: Ranking) -> tuple[OtherLimit, ...]:
    return other_limits(of, StatedOrder.of(of))


def check(told: Variation, before: Ranking, after: Ranking) -> None:
    """What is told is the difference between two rankings."""
    first, firsts = (chosen(side, lambda row: row["rank"] == 1) for side in (before, after))
    was, now = (chosen(side, lambda row: row["status"] == "qualified") for side in (before, after))
    assert {place.id for place in told.first} == firsts
    assert told.holds == (first <= firsts)
    assert ({place.id for place in told.entered}, {place.id for place in told.left}) == (now - was, was - now)
    assert told.tau is None or -1 <= told.tau <= 1


@few
@given(ROWS, UNKNOWN)
def test_a_criterion_left_out_gives_what_scoring_without_it_gives(rows: list[Row], unknown: str) -> None:
    before = ranking(rows, unknown)
    told = without_each(before)
    assert [one.criterion for one in told] == list(before.criteria.scored)
    for one in told:
        check(one.variation, before, rank_sites(sites_of(before), without(before.criteria, one.criterion)))


@pytest.mark.parametrize("id", ["school", "size", "plan", "travel", "road", "air"])
def test_criteria_without_one_are_those_of_a_file_that_does_not_score_it(id: str) -> None:
    whole = model()

    def unscored(members: dict[str, Any]) -> dict[str, Any]:
        kept: dict[str, Any] = {}
        for name, entry in members.items():
            own = {key: value for key, value in entry.items() if name != id or key not in ("value", "weight")}
            if name == id and entry.get("type") == "category":
                own["categories"] = list(entry["value"])
            kept[name] = own | ({"criteria": unscored(entry["criteria"])} if "criteria" in entry else {})
        return kept

    document = {**whole.document, "criteria": unscored(whole.document["criteria"])}
    expected, findings = read_criteria(json.dumps(document).encode(), "criteria.yaml")
    assert expected is not None, findings
    found = without(whole, whole[id])
    assert found.criteria == expected.criteria
    assert found.groups == expected.groups


POINTS = st.sampled_from(["1", "2", "0.1", "3.7", "12345.678901"])
TREES = st.recursive(POINTS, lambda members: st.tuples(POINTS, st.lists(members, min_size=1, max_size=3)), max_leaves=9)
Tree = str | tuple[str, list[Any]]


def tree(members: list[Tree], above: str = "n") -> dict[str, Any]:
    """Criteria (points) and groups (points and members) as a criteria file has them, some of them not scored."""
    said: dict[str, Any] = {}
    for number, member in enumerate(members):
        id = f"{above}{number}"
        if isinstance(member, str):
            said[id] = {"weight": float(member), "value": {0: 0, 1: 100}}
        else:
            said[id] = {"weight": float(member[0]), "criteria": tree(member[1], id)}
    return said


@brief
@given(st.lists(TREES, min_size=1, max_size=4))
def test_weights_without_a_criterion_are_those_of_the_tree_computed_anew(members: list[Tree]) -> None:
    document = json.dumps({"version": 1, "criteria": tree(members)}).encode()
    whole, findings = read_criteria(document, "criteria.yaml")
    assert whole is not None, findings
    assume(len(whole.scored) > 1)
    leaving_out = LeavingOut.of(whole)
    for criterion in whole.scored:
        after = without(whole, criterion)
        expected = [float(after[leaf.id].weight) for leaf in whole.scored]
        assert leaving_out.weights(criterion).tolist() == expected


def test_the_last_criterion_of_a_group_leaves_its_weight_to_the_groups_beside_it() -> None:
    inner = "{value: {0: 0, 1: 100}, weight: 1}"
    nested = criteria(
        f"outer:\n  weight: 3\n  criteria:\n    inner: {{weight: 2, criteria: {{a: {inner}}}}}\n"
        f"    b: {inner}\nc: {inner}"
    )
    weights = {node.id: node.weight for node in without(nested, nested["a"]).nodes}
    assert weights == {"outer": Fraction(3, 4), "inner": 0, "a": 0, "b": Fraction(3, 4), "c": Fraction(1, 4)}
    alone = without(without(nested, nested["a"]), nested["b"])
    assert {criterion.id: criterion.weight for criterion in alone.scored} == {"c": 1}


def with_requirement(of: Criteria, id: str, limit: Limits | None) -> Criteria:
    return replace(
        of,
        criteria=tuple(
            replace(criterion, requirement=limit) if criterion.id == id else criterion for criterion in of.criteria
        ),
    )


@few
@given(ROWS, UNKNOWN)
def test_another_limit_gives_what_screening_by_it_gives(rows: list[Row], unknown: str) -> None:
    before = ranking(rows, unknown)
    told = with_other_limits(before)
    assert [(one.criterion.id, one.end, one.limit) for one in told] == [
        ("school", "at_most", 3200.0),
        ("school", "at_most", 4800.0),
        ("school", None, None),
        ("plan", None, None),
    ]
    for one in told:
        limit = None if one.limit is None else Limits(at_most=one.limit)
        check(
            one.variation,
            before,
            rank_sites(sites_of(before), with_requirement(before.criteria, one.criterion.id, limit)),
        )
        assert one.criterion == before.criteria[one.criterion.id]


ENTRY = "a: {range: [-90, 90], value: {-90: 0, 90: 100}, weight: 1, requirement: {%s}}"


@pytest.mark.parametrize(
    ("limits", "varied"),
    [
        ("at_least: 4", [("at_least", 3.2), ("at_least", 4.8)]),
        ("at_most: 48", [("at_most", 38.4), ("at_most", 57.6)]),
        ("at_most: -50", [("at_most", -40.0), ("at_most", -60.0)]),
        ("at_least: 0, at_most: 0.3", [("at_most", 0.24), ("at_most", 0.36)]),
        ("at_least: 0", []),
        ("at_least: 10, at_most: 20", [("at_least", 8.0), ("at_least", 12.0), ("at_most", 16.0), ("at_most", 24.0)]),
    ],
)
def test_limits_move_by_a_fifth_without_binary_dust_and_one_at_nought_does_not(
    limits: str, varied: list[tuple[str, float]]
) -> None:
    told = with_other_limits(ranked([{"id": "x", "a": "1"}], criteria(ENTRY % limits)))
    assert [(one.end, one.limit) for one in told] == [*varied, (None, None)]
    assert [one.is_dropped for one in told] == [False] * len(varied) + [True]


def test_unknown_still_excludes_when_the_limit_moves() -> None:
    model = criteria(ENTRY % "at_least: 10, unknown: excluded")
    told = with_other_limits(ranked([{"id": "x", "a": ""}, {"id": "y", "a": "11"}], model))
    assert [[place.id for place in one.variation.first] for one in told] == [["y"], [], ["y"]]
    assert [[place.id for place in one.variation.entered] for one in told] == [[], [], ["x"]]
    assert [[place.id for place in one.variation.left] for one in told] == [[], ["y"], []]


def test_tau_counts_a_site_that_enters_as_one_that_stood_below_all() -> None:
    rows = [{"id": "a", "a": "50"}, {"id": "b", "a": "40"}, {"id": "c", "a": "60"}, {"id": "d", "a": "-90"}]
    model = criteria(ENTRY.replace("requirement: {%s}", "requirement: {at_most: 55}"))
    _, _, dropped = with_other_limits(ranked(rows, model))
    # before: a, b, d, c (excluded); then: c, a, b, d; 3 of 6 pairs are turned
    assert dropped.variation.tau == pytest.approx(0)


def test_a_single_requirement_dropped_leaves_all_sites_qualified() -> None:
    only = "a: {type: category, value: {x: 100, y: 0}, weight: 1, requirement: {in: [x]}}"
    (dropped,) = with_other_limits(ranked([{"id": id, "a": id} for id in "xy"], criteria(only)))
    assert [place.id for place in dropped.variation.entered] == ["y"]
    assert (dropped.variation.holds, dropped.variation.tau) == (True, 1)


def test_one_criterion_alone_is_not_left_out_and_nothing_required_varies_nothing() -> None:
    of = ranked([{"id": "x", "a": "1"}, {"id": "y", "a": "2"}], criteria("a: {value: {0: 0, 9: 100}, weight: 1}"))
    assert (without_each(of), with_other_limits(of)) == ((), ())


def test_where_all_are_excluded_there_is_no_first() -> None:
    of = ranked(
        [{"id": "x", "a": "1", "b": "1"}],
        criteria((ENTRY % "at_least: 10") + "\nb: {value: {0: 0, 9: 100}, weight: 1}"),
    )
    assert [part.variation for part in without_each(of)] == [Variation((), True, (), (), None)] * 2
    *moved, dropped = with_other_limits(of)
    assert [part.variation.first for part in moved] == [(), ()]
    assert dropped.variation == Variation((Place("x", "x"),), True, (Place("x", "x"),), (), None)
    assert other_methods(value_matrix(of)) == ()


@brief
@given(ROWS)
def test_methods_tell_what_stands_first_by_them(rows: list[Row]) -> None:
    matrix = value_matrix(ranking(rows))
    assume(matrix.ids)
    told = other_methods(matrix)
    assert [one.method.name for one in told] == [name for name in AGGREGATIONS if name != "weighted_sum"]
    for one in told:
        if one.why_not is not None:
            assert (one.first, one.holds, one.tau, one.rho) == ((), False, None, None)
            continue
        scores = one.method.scores(matrix.values, matrix.weights)
        assert {place.id for place in one.first} == {
            matrix.ids[row] for row in np.flatnonzero(scores >= scores.max() - 1e-9)
        }
        assert len(rows) > 1 or one.holds
