"""Comparisons by pairs: published matrices, incomplete ones, which comparison the others contradict."""

from collections.abc import Mapping
from itertools import combinations
from math import nan
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.analysis.weighting.judged import NAMES, RATIOS, several, why
from tests.sites.reading import brief, thorough

from vasterviksmodell.analysis.weighting.pairwise import RANDOM_INDEX, PairwiseConsistency, pairwise
from vasterviksmodell.analysis.weighting.weights import Weights
from vasterviksmodell.criteria.actors import GREATEST_RATIO

Comparisons = Mapping[tuple[str, str], float]


def consistency_of(found: Weights) -> PairwiseConsistency:
    assert isinstance(found.consistency, PairwiseConsistency)
    return found.consistency


def rows(names: str, *upper: list[float]) -> dict[tuple[str, str], float]:
    """The comparisons above the diagonal, row by row."""
    ids = names.split()
    return {(ids[i], ids[i + 1 + j]): ratio for i, row in enumerate(upper) for j, ratio in enumerate(row)}


DRINKS = rows(
    "coffee wine tea beer soda milk water",
    [9, 5, 2, 1, 1, 1 / 2],
    [1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9],
    [1 / 3, 1 / 4, 1 / 3, 1 / 9],
    [1 / 2, 1, 1 / 3],
    [2, 1 / 2],
    [1 / 3],
)
CITY = rows("cult fam house jobs trans", [1 / 5, 3, 1 / 2, 5], [7, 1, 7], [1 / 4, 3], [7])
HOUSE = rows(
    "size trans nbrhd age yard modern cond finance",
    [5, 3, 7, 6, 6, 1 / 3, 1 / 4],
    [1 / 3, 5, 3, 3, 1 / 5, 1 / 7],
    [6, 3, 4, 6, 1 / 5],
    [1 / 3, 1 / 4, 1 / 7, 1 / 8],
    [1 / 2, 1 / 5, 1 / 6],
    [1 / 5, 1 / 6],
    [1 / 2],
)


def of(comparisons: Comparisons) -> Weights:
    return pairwise(list(dict.fromkeys(name for pair in comparisons for name in pair)), comparisons)


def test_relative_drink_consumption_by_saaty_2008_as_tested_by_ahpy() -> None:
    found = of(DRINKS)
    weights = {
        "beer": 0.116,
        "coffee": 0.177,
        "milk": 0.129,
        "soda": 0.190,
        "tea": 0.042,
        "water": 0.327,
        "wine": 0.019,
    }
    assert found.weights == pytest.approx(weights, abs=5.1e-4)
    assert consistency_of(found).index == pytest.approx(0.022 * 1.35, abs=0.0005 * 1.35)


def test_best_city_by_saaty_2004_as_documented_by_ahpsurvey() -> None:
    found = of(CITY)
    weights = {"cult": 0.1522, "fam": 0.4335, "house": 0.0716, "jobs": 0.3050, "trans": 0.0378}
    assert found.weights == pytest.approx(weights, abs=5e-5)
    consistency = consistency_of(found)
    assert consistency.index == pytest.approx(0.0508 * 1.1081, abs=6e-5)
    assert consistency.ratio == pytest.approx(consistency.index / 1.12)
    assert consistency.is_doubtful is False
    (least,) = consistency.least_consistent
    assert (least.first, least.second, least.said) == ("cult", "fam", 1 / 5)


def test_buying_a_house_by_saaty_2003_as_documented_by_ahpsurvey() -> None:
    consistency = consistency_of(of(HOUSE))
    assert consistency.ratio == pytest.approx(0.17 * 1.404846 / 1.41, abs=0.0005)
    assert consistency.is_doubtful is True
    (least,) = consistency.least_consistent
    assert (least.first, least.second, least.said) == ("nbrhd", "cond", 6)
    assert least.implied == pytest.approx(0.459, abs=5e-4)
    assert least.ratio_then == pytest.approx(0.0825 * 1.404846 / 1.41, abs=5e-5)


def test_one_missing_pair_by_bozoki_fulop_and_ronyai_2010_as_tested_by_ahpy() -> None:
    """They complete the matrix so that λ is least, at 0.7303 for c – d; Harker's weights lie close, and his λ above."""
    incomplete = {("a", "b"): 1, ("a", "c"): 5, ("a", "d"): 2, ("b", "c"): 3, ("b", "d"): 4}
    best = of({**incomplete, ("c", "d"): 0.730297106886979})
    assert best.weights == pytest.approx({"a": 0.3738, "b": 0.392, "c": 0.0985, "d": 0.1357}, abs=5e-5)
    found = of(incomplete)
    assert found.weights == pytest.approx(best.weights, abs=5e-4)
    consistency = consistency_of(found)
    assert 0 < consistency_of(best).index <= consistency.index < 1.001 * consistency_of(best).index
    assert (consistency.ratio, consistency.is_doubtful, consistency.missing) == (None, None, 1)
    assert "5 of 6" in found.notes[0].inside("en")


def test_saatys_random_index_as_listed_in_two_matlab_programs() -> None:
    assert list(RANDOM_INDEX.values()) == [0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49]


def test_three_that_go_round_are_doubtful_and_none_of_them_is_more_to_blame() -> None:
    found = pairwise("abc", {("a", "b"): 9, ("b", "c"): 9, ("c", "a"): 9})
    assert found.weights == pytest.approx(dict.fromkeys("abc", 1 / 3))
    consistency = consistency_of(found)
    assert consistency.is_doubtful is True
    assert [(judgement.first, judgement.second) for judgement in consistency.least_consistent] == [
        ("a", "b"),
        ("b", "c"),
        ("c", "a"),
    ]
    assert [judgement.implied for judgement in consistency.least_consistent] == pytest.approx([1 / 81] * 3)
    assert [judgement.ratio_then for judgement in consistency.least_consistent] == [0.0] * 3


def test_a_few_that_go_round_are_doubtful_though_most_pairs_are_missing() -> None:
    said = {("a", "b"): 9, ("b", "c"): 9, ("c", "a"): 9, ("a", "d"): 2, ("d", "e"): 2}
    found = pairwise("abcde", said)
    assert consistency_of(found).ratio is None
    assert consistency_of(found).is_doubtful is True
    assert "reconsider them" in found.notes[0].inside("en")
    agreeing = pairwise("abcde", {**said, ("c", "a"): 1 / 80})
    assert consistency_of(agreeing).is_doubtful is None


def test_a_comparison_that_alone_holds_two_parts_together_contradicts_nothing() -> None:
    """Not even where it lies furthest from the weights, as c – d does here."""
    round_about = {("a", "b"): 9, ("b", "c"): 3, ("c", "a"): 3}
    hanging = {("c", "d"): 9, ("d", "e"): 1 / 5, ("d", "f"): 5, ("d", "g"): 1 / 3}
    found = pairwise("abcdefg", {**round_about, **hanging})
    told = {(judgement.first, judgement.second) for judgement in consistency_of(found).least_consistent}
    assert told
    assert told <= set(round_about)


def test_as_few_comparisons_as_can_be_say_nothing_of_consistency() -> None:
    found = pairwise("abcd", {("a", "b"): 2, ("b", "c"): 3, ("c", "d"): 5})
    assert list(found.weights.values()) == pytest.approx([part / 51 for part in (30, 15, 5, 1)])
    assert consistency_of(found).least_consistent == ()
    assert "3 of 6" in found.notes[0].inside("en")
    assert "motsäga" in found.notes[0].inside("sv")


def test_parts_that_are_not_compared_with_each_other_are_told() -> None:
    told = why(pairwise, "abcde", {("a", "c"): 2, ("e", "b"): 3})
    assert told.inside("en").endswith("a, c | b, e | d")
    assert told.inside("sv").endswith("a, c | b, e | d")
    assert why(pairwise, "ab", {}).inside("en").endswith("a | b")


def test_one_and_two() -> None:
    alone = pairwise(["a"], {})
    assert alone.weights == {"a": 1.0}
    two = pairwise(["a", "b"], {("a", "b"): 4})
    assert two.weights == pytest.approx({"a": 0.8, "b": 0.2})
    for found in (alone, two):
        consistency = consistency_of(found)
        assert (consistency.ratio, consistency.index, consistency.is_doubtful, found.notes) == (None, 0.0, False, ())


def test_for_more_than_ten_there_is_no_ratio() -> None:
    names = [f"c{number}" for number in range(11)]
    said = {**dict.fromkeys(combinations(names, 2), 1.0), ("c0", "c1"): 9}
    found = pairwise(names, said)
    assert consistency_of(found).index > 0
    assert consistency_of(found).ratio is None
    assert consistency_of(found).is_doubtful is None
    assert "10" in found.notes[0].inside("sv")


@pytest.mark.parametrize("wrong", [0, -3, nan, 1001, 1 / 1001, True, "3", None])
def test_what_is_no_ratio_is_told_with_the_pair(wrong: Any) -> None:
    assert why(pairwise, "ab", {("a", "b"): wrong}).inside("en").startswith("a – b: ")


def test_unknown_names_and_pairs_compared_twice_are_told() -> None:
    assert why(pairwise, "ab", {("a", "c"): 2}).inside("en") == "c: not one of a, b"
    assert why(pairwise, "ab", {("a", "a"): 1}).inside("en") == "a: named twice"
    assert why(pairwise, "ab", {("a", "b"): 2, ("b", "a"): 2}).inside("en") == "a, b: compared twice"
    assert why(pairwise, [], {}).inside("en") == "there is nothing to weigh"


@st.composite
def compared(draw: st.DrawFn) -> tuple[tuple[str, ...], dict[tuple[str, str], float]]:
    """Names, each compared with an earlier one, and some further pairs, either way round."""
    names = draw(several)
    tree = {(names[draw(st.integers(0, at - 1))], names[at]) for at in range(1, len(names))}
    further = draw(st.sets(st.sampled_from(list(combinations(names, 2)))))
    pairs = draw(st.permutations(sorted(tree | further)))
    turned = [draw(st.booleans()) for _ in pairs]
    ratios = [draw(st.sampled_from(RATIOS)) for _ in pairs]
    return names, {
        pair[:: -1 if is_turned else 1]: ratio for pair, is_turned, ratio in zip(pairs, turned, ratios, strict=True)
    }


@thorough
@given(compared(), st.lists(st.floats(0.01, 1), min_size=8, max_size=8))
def test_ratios_of_weights_give_back_the_weights(
    said: tuple[tuple[str, ...], dict[tuple[str, str], float]], amounts: list[float]
) -> None:
    names, pairs = said
    weights = dict(zip(names, amounts, strict=False))
    found = pairwise(names, {(first, second): weights[first] / weights[second] for first, second in pairs})
    total = sum(weights.values())
    assert found.weights == pytest.approx({id: value / total for id, value in weights.items()}, rel=1e-7)
    consistency = consistency_of(found)
    assert (consistency.index, consistency.least_consistent, consistency.is_doubtful) == (0.0, (), False)


@brief
@given(compared(), st.randoms(use_true_random=False))
def test_neither_the_order_of_names_nor_the_way_round_of_pairs_matters(said: Any, random: Any) -> None:
    names, pairs = said
    other = pairwise(random.sample(names, len(names)), {(b, a): 1 / ratio for (a, b), ratio in pairs.items()})
    found = pairwise(names, pairs)
    assert other.weights == pytest.approx(dict(found.weights), rel=1e-7)
    assert consistency_of(other).index == pytest.approx(consistency_of(found).index, abs=1e-9)


@brief
@given(compared())
def test_what_is_missing_is_taken_to_agree_with_the_weights(said: Any) -> None:
    names, pairs = said
    found = pairwise(names, pairs)
    weights = found.weights
    filled = {
        pair: weights[pair[0]] / weights[pair[1]]
        for pair in combinations(names, 2)
        if not {pair, pair[::-1]} & set(pairs)
    }
    assume(all(1 / GREATEST_RATIO < value < GREATEST_RATIO for value in filled.values()))
    completed = pairwise(names, {**pairs, **filled})
    assert completed.weights == pytest.approx(dict(weights), rel=1e-6)
    assert consistency_of(completed).index == pytest.approx(consistency_of(found).index, abs=1e-8)


@brief
@given(st.integers(3, 6), st.data())
def test_what_would_be_gained_is_what_is_gained(n: int, data: st.DataObject) -> None:
    names = NAMES[:n]
    said = {pair: data.draw(st.sampled_from(RATIOS)) for pair in combinations(names, 2)}
    consistency = consistency_of(pairwise(names, said))
    assert sum(pairwise(names, said).weights.values()) == pytest.approx(1)
    for judgement in consistency.least_consistent:
        then = consistency_of(pairwise(names, {**said, (judgement.first, judgement.second): judgement.implied}))
        assert then.ratio == pytest.approx(judgement.ratio_then, abs=1e-7)
