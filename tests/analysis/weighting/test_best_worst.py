"""The best–worst method: published examples, exactness, optimality, what contradicts."""

from math import nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.weighting.judged import NAMES, RATIOS, several, why
from tests.sites.reading import brief, thorough

from vasterviksmodell.analysis.weighting.best_worst import LIMITS, BestWorstConsistency, best_worst
from vasterviksmodell.analysis.weighting.weights import Weights

CAR = ("quality", "price", "comfort", "safety", "style")


def car(best_over: list[int], over_worst: list[int]) -> Weights:
    """Rezaei's example of buying a car, where the price is the most important and the style the least."""
    down = {id: ratio for id, ratio in zip(CAR, best_over, strict=True) if id != "price"}
    up = {id: ratio for id, ratio in zip(CAR, over_worst, strict=True) if id != "style"}
    return best_worst(CAR, "price", "style", down, up)


def consistency_of(found: Weights) -> BestWorstConsistency:
    assert isinstance(found.consistency, BestWorstConsistency)
    return found.consistency


def test_buying_a_car_with_agreeing_judgements_as_tested_by_the_r_package_bwm() -> None:
    found = car([2, 1, 4, 2, 8], [4, 8, 2, 4, 1])
    weights = dict(zip(CAR, (0.21052632, 0.42105263, 0.10526316, 0.21052632, 0.05263158), strict=True))
    assert found.weights == pytest.approx(weights, abs=1e-8)
    consistency = consistency_of(found)
    assert (consistency.deviation, consistency.ratio, consistency.least_consistent) == (0.0, 0.0, ())
    assert consistency.is_doubtful is False


def test_buying_a_car_with_contradictions_as_tested_by_the_r_package_bwm() -> None:
    found = car([2, 1, 4, 3, 8], [4, 8, 2, 3, 1])
    weights = dict(zip(CAR, (0.22950820, 0.44808743, 0.11475410, 0.15300546, 0.05464481), strict=True))
    assert found.weights == pytest.approx(weights, abs=1e-8)
    consistency = consistency_of(found)
    assert consistency.deviation == pytest.approx(0.002444958 * 4.47, abs=5e-9)
    assert consistency.ratio == pytest.approx(1 / 56)
    assert (consistency.limit, consistency.is_doubtful) == (0.2958, False)
    (least,) = consistency.least_consistent
    assert (least.first, least.second, least.said, least.through, least.implied) == ("price", "style", 8, "safety", 9)


def test_above_the_limit_judgements_are_doubtful() -> None:
    found = best_worst("abc", "a", "c", {"b": 4, "c": 4}, {"b": 4})
    assert (consistency_of(found).ratio, consistency_of(found).limit) == (1.0, 0.1121)
    assert consistency_of(found).is_doubtful is True


def test_the_limits_of_liang_brunelli_and_rezaei_2020_as_documented_by_two_programs() -> None:
    assert [LIMITS[a][0] for a in range(3, 10)] == [0.1667, 0.1121, 0.1354, 0.1330, 0.1294, 0.1309, 0.1359]
    assert LIMITS[9][-1] == 0.3662
    assert {len(row) for row in LIMITS.values()} == {7}


def test_without_a_published_limit_nothing_is_judged() -> None:
    half = best_worst("abc", "a", "c", {"b": 2, "c": 3.5}, {"b": 2})
    assert (consistency_of(half).limit, consistency_of(half).is_doubtful) == (None, None)
    names = [f"c{number}" for number in range(10)]
    many = best_worst(names, "c0", "c9", dict.fromkeys(names[1:], 9), dict.fromkeys(names[1:9], 2))
    assert (consistency_of(many).limit, consistency_of(many).is_doubtful) == (None, None)


def test_all_equal_and_yet_not() -> None:
    equal = best_worst("abc", "a", "c", {"b": 1, "c": 1}, {"b": 1})
    assert equal.weights == pytest.approx(dict.fromkeys("abc", 1 / 3))
    assert consistency_of(equal).ratio == 0.0
    crooked = consistency_of(best_worst("abc", "a", "c", {"b": 3, "c": 1}, {"b": 3}))
    assert (crooked.ratio, crooked.is_doubtful, crooked.least_consistent[0].through) == (None, None, "b")


def test_one_and_two() -> None:
    assert best_worst(["a"], "a", "a", {}, {}).weights == {"a": 1.0}
    two = best_worst(["a", "b"], "b", "a", {"a": 4}, {})
    assert two.weights == pytest.approx({"a": 0.2, "b": 0.8})
    assert consistency_of(two).is_doubtful is False


def test_the_best_over_the_worst_may_stand_on_either_side_but_not_differ() -> None:
    down, up = {"b": 2, "c": 4}, {"b": 2}
    found = best_worst("abc", "a", "c", down, up)
    assert best_worst("abc", "a", "c", {"b": 2}, {"b": 2, "a": 4}) == found
    assert best_worst("abc", "a", "c", down, {"b": 2, "a": 4}) == found
    assert "best_over" in why(best_worst, "abc", "a", "c", down, {"b": 2, "a": 5}).inside("sv")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (("a", "a", {}, {}), "the best and the worst are the same"),
        (("a", "d", {}, {}), "d: not one of a, b, c"),
        (("a", "c", {"b": 2}, {"b": 2}), "there is no judgement of c"),
        (("a", "c", {"c": 2}, {"b": 2}), "there is no judgement of b"),
        (("a", "c", {"b": 2, "c": 2}, {}), "there is no judgement of b"),
        (("a", "c", {"a": 1, "b": 2, "c": 2}, {"b": 2}), "a: not one of b, c"),
        (("a", "c", {"b": 2, "c": 2}, {"b": 2, "c": 1}), "c: not one of a, b"),
        (("a", "c", {"b": 0.5, "c": 2}, {"b": 2}), "b: 0.5 is not a number 1–1000"),
    ],
)
def test_what_does_not_hold_together_is_told(said: Any, told: str) -> None:
    assert why(best_worst, "abc", *said).inside("en") == told


@pytest.mark.parametrize("wrong", [0, -1, nan, 1001, True, "2", None])
def test_what_is_no_ratio_from_1_up_is_told(wrong: Any) -> None:
    assert why(best_worst, "abc", "a", "c", {"b": wrong, "c": 4}, {"b": 2}).inside("en").startswith("b: ")


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    car([2, 1, 4, 3, 8], [4, 8, 2, 3, 1])
    assert capfd.readouterr() == ("", "")


Judged = tuple[tuple[str, ...], dict[str, int], dict[str, int]]


@st.composite
def judged(draw: st.DrawFn) -> Judged:
    """Names, the first the best and the last the worst, and what is said of them."""
    names = draw(several)
    down = {id: draw(st.sampled_from(RATIOS)) for id in names[1:]}
    return names, down, {id: draw(st.sampled_from(RATIOS)) for id in names[1:-1]}


def deviation(weights: dict[str, float], said: Judged) -> float:
    names, down, up = said
    best, worst = weights[names[0]], weights[names[-1]]
    below = [abs(best - ratio * weights[id]) for id, ratio in down.items()]
    return max(below + [abs(weights[id] - ratio * worst) for id, ratio in up.items()])


@thorough
@given(judged(), st.lists(st.floats(0, 1), min_size=len(NAMES), max_size=len(NAMES)).filter(any))
def test_no_other_weights_lie_as_near_to_what_is_said(said: Judged, amounts: list[float]) -> None:
    names, down, up = said
    found = best_worst(names, names[0], names[-1], down, up)
    assert sum(found.weights.values()) == pytest.approx(1)
    least = consistency_of(found).deviation
    assert deviation(dict(found.weights), said) == pytest.approx(least, abs=1e-8)
    other = dict(zip(names, amounts, strict=False))
    if total := sum(other.values()):
        assert deviation({id: value / total for id, value in other.items()}, said) >= least - 1e-8


@brief
@given(judged(), st.randoms(use_true_random=False))
def test_the_order_of_names_does_not_matter_for_the_weights_are_unique(said: Judged, random: Any) -> None:
    names, down, up = said
    found = best_worst(names, names[0], names[-1], down, up)
    other = best_worst(random.sample(names, len(names)), names[0], names[-1], down, up)
    assert other.weights == pytest.approx(dict(found.weights), abs=1e-8)


@brief
@given(several, st.lists(st.floats(1, 9), min_size=len(NAMES), max_size=len(NAMES)))
def test_judgements_that_agree_give_back_the_weights(names: tuple[str, ...], amounts: list[float]) -> None:
    weights = dict(zip(names, sorted(amounts, reverse=True), strict=False))
    best, worst = weights[names[0]], weights[names[-1]]
    down = {id: best / weights[id] for id in names[1:]}
    found = best_worst(names, names[0], names[-1], down, {id: weights[id] / worst for id in names[1:-1]})
    total = sum(weights.values())
    assert found.weights == pytest.approx({id: value / total for id, value in weights.items()}, abs=1e-9)
    assert consistency_of(found).deviation == 0.0
    assert consistency_of(found).is_doubtful is False
