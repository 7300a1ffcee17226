"""Weights are spread evenly over what each scheme allows: shares of draws are ratios of volumes."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.smaa.worlds import linear, near
from tests.scoring.worlds import criteria
from tests.sites.reading import brief

from vasterviksmodell.analysis.smaa import Around, CannotDraw, Ordered, Uniform, WeightDraws, Within
from vasterviksmodell.analysis.smaa.weight_draws import _proposals, sampler
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria

DRAWS = 20_000
Bounds = Sequence[tuple[float, float]]


def generator(seed: int = 1) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(seed))


def drawn(scheme: WeightDraws, model: Criteria, draws: int = DRAWS) -> Floats:
    weights = sampler(scheme, model, generator())(generator(2), draws)
    assert weights.shape == (draws, len(model.scored))
    assert weights.sum(axis=1) == pytest.approx(np.ones(draws))
    assert weights.min() >= 0
    return weights


def volume(bounds: Bounds) -> float:
    """The volume of the weights within bounds, that of the whole simplex being 1, by inclusion and exclusion."""
    slack = 1 - sum(low for low, _ in bounds)
    widths = [high - low for low, high in bounds]
    corners = (chosen for size in range(len(widths) + 1) for chosen in combinations(widths, size))
    return sum((-1) ** len(corner) * max(0.0, slack - sum(corner)) ** (len(widths) - 1) for corner in corners)


def evenly_spread(weights: Floats, bounds: Bounds) -> None:
    """Assert that the share in the lower half of each weight, and of each two, is that of the volumes."""
    whole = volume(bounds)
    middles = np.median(weights, axis=0)
    halves = [(low, float(middle)) for (low, _), middle in zip(bounds, middles, strict=True)]
    for chosen in (places for size in (1, 2) for places in combinations(range(len(bounds)), size)):
        part = [halves[at] if at in chosen else end for at, end in enumerate(bounds)]
        inside = (weights[:, chosen] <= middles[list(chosen)]).all(axis=1).mean()
        assert inside == near(min(1.0, volume(part) / whole), len(weights), 0.6)


def test_uniform_weights_have_the_mean_and_variance_of_the_dirichlet_distribution_with_parameters_1() -> None:
    for count in (2, 3, 8):
        weights = drawn(Uniform(), linear(*[1] * count))
        variance = (count - 1) / (count**2 * (count + 1))
        for one in weights.T:
            assert one.mean() == near(1 / count, DRAWS, variance**0.5)
            assert one.var() == pytest.approx(variance, rel=0.06)
            for limit in (0.1, 0.3, 0.5):
                assert (one > limit).mean() == near((1 - limit) ** (count - 1), DRAWS)


def test_uniform_numbers_divided_by_their_sum_would_not_pass() -> None:
    biased = generator().random((DRAWS, 3))
    biased /= biased.sum(axis=1, keepdims=True)
    with pytest.raises(AssertionError):
        evenly_spread(biased, [(0.0, 1.0)] * 3)


@pytest.mark.parametrize(
    "bounds",
    [
        [(0.0, 1.0)] * 3,
        [(0.1, 0.3), (0.2, 0.6), (0.0, 1.0)],
        [(0.0, 0.4), (0.0, 0.4), (0.0, 0.4)],
        [(0.3, 0.31), (0.1, 0.5), (0.0, 1.0), (0.0, 1.0)],
        [(0.2, 0.3), (0.2, 0.3), (0.2, 0.3), (0.1, 0.4)],
        [(0.0, 0.26)] * 4,
        [(0.24, 1.0)] * 4,
    ],
)
def test_within_bounds_every_way_of_proposing_weights_spreads_them_evenly(bounds: Bounds) -> None:
    weights = drawn(Within(dict(zip("abcd", bounds, strict=False))), linear(*[1] * len(bounds)))
    evenly_spread(weights, bounds)
    low, high = np.array(bounds).T
    lowest, highest = np.maximum(low, 1 - (high.sum() - high)), np.minimum(high, 1 - (low.sum() - low))
    tried = 0
    for proposal in _proposals(lowest, highest):
        accepted = proposal.accepted(generator(), 40_000)
        if len(accepted) > 1000:
            tried += 1
            evenly_spread(accepted, bounds)
    assert tried > 1


def test_around_is_within_so_much_of_the_stated_weights() -> None:
    model = linear(1, 2, 5)
    bounds = [(0.8 * weight, 1.2 * weight) for weight in (1 / 8, 2 / 8, 5 / 8)]
    weights = drawn(Around(0.2), model)
    evenly_spread(weights, bounds)
    assert (weights == drawn(Within(dict(zip("abc", bounds, strict=True))), model)).all()


def test_around_with_no_spread_is_the_stated_weights_and_with_a_wide_one_all_weights_below_their_multiples() -> None:
    model = linear(1, 2, 5)
    assert drawn(Around(0), model, 3) == pytest.approx(np.tile([1 / 8, 2 / 8, 5 / 8], (3, 1)))
    evenly_spread(drawn(Around(3), model), [(0.0, 0.5), (0.0, 1.0), (0.0, 1.0)])


@pytest.mark.parametrize("count", [15, 40])
def test_around_many_stated_weights_is_drawn_too(count: int) -> None:
    weights = drawn(Around(0.2), many(count), 2000)
    assert weights.mean(axis=0) == pytest.approx(np.full(count, 1 / count), rel=0.05)
    assert abs(weights - 1 / count).max() <= 0.2 / count + 1e-12


def many(count: int) -> Criteria:
    return criteria("\n".join(f"k{number}: {{weight: 1, value: {{0: 0, 100: 100}}}}" for number in range(count)))


def test_weights_that_bounds_leave_no_choice_are_what_they_must_be() -> None:
    model = linear(1, 1, 1)
    fixed = drawn(Within({"a": (0.2, 0.2), "b": (0.5, 0.5)}), model, 5)
    assert fixed == pytest.approx(np.tile([0.2, 0.5, 0.3], (5, 1)))
    one_fixed = drawn(Within({"a": (0.2, 0.2)}), model)
    assert one_fixed[:, 0] == pytest.approx(np.full(DRAWS, 0.2))
    assert (one_fixed[:, 1] <= 0.2).mean() == near(0.25, DRAWS)
    assert (drawn(Uniform(), linear(1), 4) == 1).all()
    assert (drawn(Within({"a": (0.5, 1)}), linear(1), 4) == 1).all()
    assert (drawn(Around(0.2), linear(1), 4) == 1).all()


def test_in_a_full_order_the_mean_is_the_rank_order_centroid() -> None:
    """The mean of a simplex is that of its corners: here (1, 0, 0), (1/2, 1/2, 0) and (1/3, 1/3, 1/3)."""
    weights = drawn(Ordered(["c", "a", "b"]), linear(1, 1, 1))
    assert (weights[:, 2] >= weights[:, 0]).all()
    assert (weights[:, 0] >= weights[:, 1]).all()
    for place, mean in ((2, 11 / 18), (0, 5 / 18), (1, 2 / 18)):
        assert weights[:, place].mean() == near(mean, DRAWS, float(weights[:, place].std()))


def test_in_a_stated_order_weights_are_those_among_all_that_have_the_order() -> None:
    model = linear(1, 1, 1, 1)
    listed = drawn(Ordered(["b", ["a", "d"]]), model)
    every = drawn(Uniform(), model, 4 * DRAWS)
    among = every[(every[:, 1] >= every[:, 0]) & (every[:, 1] >= every[:, 3])]
    assert (listed[:, [1]] >= listed[:, [0, 3]]).all()
    for share in (
        lambda drawn: drawn[:, 0] > drawn[:, 3],
        lambda drawn: drawn[:, 2] > 0.25,
        lambda drawn: drawn[:, 1] > 0.4,
    ):
        assert share(listed).mean() == near(share(among).mean(), DRAWS, 0.6)
    assert (listed[:, 0] > listed[:, 3]).mean() == near(0.5, DRAWS)
    assert listed[:, 2].mean() == near(0.25, DRAWS, float(every[:, 2].std()))


def test_an_order_of_nothing_or_of_one_group_is_no_order() -> None:
    model = linear(1, 1, 1)
    for ids in ([], ["b"], [["a", "b", "c"]]):
        evenly_spread(drawn(Ordered(ids), model), [(0.0, 1.0)] * 3)


@pytest.mark.parametrize(
    ("scheme", "why", "reason_in_swedish"),
    [
        (Within({"a": (0.5, 0.2)}), "between 0.5 and 0.2, the bounds of 'a'", "mellan 0,5 och 0,2, gränserna för 'a'"),
        (Within({"a": (float("nan"), 0.2)}), "the bounds of 'a'", "gränserna för 'a'"),
        (Within({"a": (-2.0, -1.0)}), "between -2 and -1", "mellan -2 och -1"),
        (
            Within({"a": (0.6, 1), "b": (0.7, 1)}),
            "the lower bounds sum to 1.3",
            "de undre gränserna är tillsammans 1,3",
        ),
        (
            Within({"a": (0, 0.2), "b": (0, 0.2), "c": (0, 0.25)}),
            "the upper bounds sum to 0.65",
            "de övre gränserna är tillsammans 0,65",
        ),
        (
            Within({"z": (0, 1)}),
            "'z' is not the id of a criterion with a weight; the ids are a, b, c",
            "'z' är inte id",
        ),
        (Ordered(["a", ["b", "z"]]), "'z' is not the id of a criterion with a weight", "'z' är inte id"),
        (Ordered(["a", ["b", "a"]]), "'a' occurs twice in the order", "'a' står två gånger i ordningen"),
        (Around(-0.1), "the spread -0.1 is negative", "spridningen -0,1 är negativ"),
        (Around(float("nan")), "the spread nan", "spridningen nan"),
    ],
)
def test_weights_that_do_not_exist_are_refused_with_the_reason(
    scheme: WeightDraws, why: str, reason_in_swedish: str
) -> None:
    with pytest.raises(CannotDraw) as told:
        sampler(scheme, linear(1, 1, 1), generator())
    assert why in str(told.value)
    assert why in told.value.why.inside("en")
    assert reason_in_swedish in told.value.why.inside("sv")


def test_bounds_that_allow_hardly_any_weights_are_refused_in_bounded_time() -> None:
    with pytest.raises(CannotDraw, match="too small a part"):
        sampler(Within({f"k{number}": (0, 0.008) for number in range(200)}), many(200), generator())


@brief
@given(st.lists(st.tuples(st.floats(0, 0.5), st.floats(0, 1)), min_size=1, max_size=5))
def test_whatever_the_bounds_weights_keep_them_or_there_are_none(ends: list[tuple[float, float]]) -> None:
    bounds = [(low, low + width) for low, width in ends]
    model = linear(*[1] * len(bounds))
    low, high = np.array(bounds).T
    try:
        weights = drawn(Within(dict(zip("abcde", bounds, strict=False))), model, 50)
    except CannotDraw:
        widths = np.minimum(high, 1) - low
        assert low.sum() > 1 or np.minimum(high, 1).sum() < 1 or widths.min() < 1e-3
    else:
        assert (weights >= low - 1e-9).all()
        assert (weights <= high + 1e-9).all()
