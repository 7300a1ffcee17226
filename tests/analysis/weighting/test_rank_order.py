"""An order of importance becomes weights, by three formulas; ties share."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.weighting.judged import ids, why
from tests.sites.reading import thorough

from vasterviksmodell.analysis.weighting.rank_order import FORMULAS, rank_order

FOUR = ("a", "b", "c", "d")


def weights_of(n: int, formula: str) -> list[float]:
    names = [str(number) for number in range(n)]
    return list(rank_order(names, names, formula).weights.values())


def test_centroid_of_four_by_chang_2004_as_quoted_in_lecture_notes() -> None:
    assert weights_of(4, "centroid") == pytest.approx([0.52, 0.27, 0.15, 0.06], abs=0.005)


def test_centroid_of_four_of_barron_and_barrett_as_quoted_by_a_public_script() -> None:
    assert weights_of(4, "centroid") == pytest.approx([0.5208, 0.2708, 0.1458, 0.0625], abs=5e-5)


def test_centroid_of_five_by_a_worked_example() -> None:
    found = rank_order(["C1", "C2", "C3", "C4", "C5"], ["C4", "C3", "C1", "C5", "C2"]).weights
    assert found["C1"] == pytest.approx(0.156667, abs=1e-6)
    assert (found["C2"], found["C3"], found["C4"]) == pytest.approx((0.04, 0.256667, 0.456667), abs=1e-6)


def test_rank_sum_and_rank_reciprocal_of_four_by_hand() -> None:
    assert weights_of(4, "sum") == pytest.approx([0.4, 0.3, 0.2, 0.1])
    assert weights_of(4, "reciprocal") == pytest.approx([12 / 25, 6 / 25, 4 / 25, 3 / 25])


@pytest.mark.parametrize(
    ("formula", "printed"),
    [
        ("centroid", {1: 0.259, 2: 0.175, 4: 0.106, 5: 0.085, 6: 0.068, 7: 0.054}),
        ("sum", {1: 0.154, 2: 0.141, 4: 0.115, 5: 0.103, 6: 0.09, 7: 0.077}),
        ("reciprocal", {1: 0.322, 2: 0.161, 4: 0.081, 5: 0.064, 6: 0.054, 7: 0.046}),
    ],
)
def test_places_among_twelve_as_tested_by_construct_your_own_promethee(formula: str, printed: dict[int, float]) -> None:
    """Its table gives one weight to each place; what shares a place does not share weights there, so they are not 1."""
    found = weights_of(12, formula)
    assert {place: found[place - 1] for place in printed} == pytest.approx(printed, abs=6e-4)


def test_those_who_share_a_place_share_the_mean_of_the_places_they_fill() -> None:
    alone = weights_of(4, "centroid")
    tied = rank_order(FOUR, ["a", ["b", "c"], "d"]).weights
    assert tied["b"] == tied["c"] == pytest.approx((alone[1] + alone[2]) / 2)
    assert (tied["a"], tied["d"]) == pytest.approx((alone[0], alone[3]))


@pytest.mark.parametrize("formula", FORMULAS)
def test_when_all_are_equal_so_are_the_weights(formula: str) -> None:
    assert set(rank_order(FOUR, [list(FOUR)], formula).weights.values()) == {0.25}
    assert rank_order(["a"], ["a"], formula).weights == {"a": 1.0}


def test_the_method_tells_the_formula_and_centroid_is_the_default() -> None:
    assert rank_order(FOUR, FOUR).method == "rank_centroid"
    assert rank_order(FOUR, FOUR, "sum").method == "rank_sum"


@pytest.mark.parametrize(
    ("ranking", "told"),
    [
        (["a", "b", "c"], "there is no judgement of d"),
        (["a", "b", "c", "d", "e"], "e: not one of a, b, c, d"),
        (["a", "b", ["c", "a"], "d"], "a: named twice"),
        (["a", [], "b", "c", "d"], "ranking: [] is not a name"),
        (["a", 5, "b", "c", "d"], "ranking: 5 is not a name"),
        (["a", [["b"]], "c", "d"], "['b']: not one of a, b, c, d"),
    ],
)
def test_what_is_no_order_of_them_all_is_told(ranking: Sequence[Any], told: str) -> None:
    assert why(rank_order, FOUR, ranking).inside("en") == told


@pytest.mark.parametrize("formula", ["square", "", None, ["sum"]])
def test_an_unknown_formula_is_told(formula: Any) -> None:
    assert "centroid, sum, reciprocal" in why(rank_order, FOUR, FOUR, formula).inside("sv")


@thorough
@given(ids, st.data(), st.sampled_from(sorted(FORMULAS)))
def test_weights_sum_to_one_and_fall_with_the_order(names: tuple[str, ...], data: st.DataObject, formula: str) -> None:
    ranking = data.draw(st.permutations(names))
    found = rank_order(names, ranking, formula).weights
    assert list(found) == list(names)
    assert sum(found.values()) == pytest.approx(1)
    in_order = [found[name] for name in ranking]
    assert all(before > after > 0 for before, after in pairwise(in_order))
