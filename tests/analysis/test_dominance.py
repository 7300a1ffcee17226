"""Who can never be first: said only with a proof, and where it is not said there are weights that do it."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.analysis.worlds import ROWS, model, ranking
from tests.sites.reading import brief, thorough

from vasterviksmodell.analysis.rank_correlation import competition_ranks
from vasterviksmodell.analysis.robustness.dominance import (
    NeverFirst,
    never_first,
    weights_making_first,
)
from vasterviksmodell.analysis.value_matrix import ValueMatrix, value_matrix

Floats = NDArray[np.float64]


def matrix(low: Any, high: Any = None, qualified: Any = None) -> ValueMatrix:
    """Sites a, b, c, … (many: s0, s1, …) with exact values, or between two; all qualified, or some."""
    least = np.array(low, dtype=float)
    most = least if high is None else np.array(high, dtype=float)
    ids = tuple("abcdefghijklmnop"[: len(least)] if len(least) <= 16 else (f"s{row}" for row in range(len(least))))
    weights = np.full(least.shape[1], 1 / max(1, least.shape[1]))
    sure = np.ones(len(ids), dtype=bool) if qualified is None else np.array(qualified, dtype=bool)
    return ValueMatrix(model(), ids, tuple(id.upper() for id in ids), least, least, most, weights, sure)


@st.composite
def matrices(draw: Callable[..., Any]) -> ValueMatrix:
    """Up to 12 sites with up to 5 criteria, many values the same, some unknown in part, some sites unverified."""
    shape = draw(st.integers(1, 12)), draw(st.integers(1, 5))
    level = st.one_of(st.integers(0, 6).map(lambda drawn: drawn * 10.0), st.floats(0, 60))
    count = shape[0] * shape[1]
    low = np.array(draw(st.lists(level, min_size=count, max_size=count))).reshape(shape)
    unknown = np.array(draw(st.lists(st.sampled_from([0.0, 0.0, 0.0, 5.0, 40.0]), min_size=count, max_size=count)))
    sure = draw(st.lists(st.sampled_from([True, True, False]), min_size=shape[0], max_size=shape[0]))
    return matrix(low, low + unknown.reshape(shape), sure)


def rivals(of: ValueMatrix, id: str) -> Floats:
    """The others that are not excluded whatever is found out, at their worst."""
    return of.low[[sure and other != id for other, sure in zip(of.ids, of.qualified.tolist(), strict=True)]]


def behind(of: ValueMatrix, id: str, weights: Floats) -> Floats:
    """By how much a site at its best is behind the best of its rivals, under weights (k × m or m)."""
    others = rivals(of, id) @ weights.T
    return np.asarray(others.max(axis=0, initial=-np.inf) - of.high[of.ids.index(id)] @ weights.T)


def possible_first(of: ValueMatrix) -> dict[str, Floats]:
    """The weights found for each site that can be first."""
    found = ((id, weights_making_first(of, id)) for id in of.ids)
    return {id: weights for id, weights in found if weights is not None}


def simplex(of: ValueMatrix, count: int) -> Floats:
    """Weights drawn uniformly, and sparse ones, from a fixed seed."""
    random, criteria = np.random.default_rng(11), of.low.shape[1]
    return np.vstack([random.dirichlet(np.full(criteria, spread), count // 2) for spread in (1.0, 0.2)])


@thorough
@given(matrices())
def test_no_weights_make_first_who_never_is_and_the_weights_found_make_first_who_can_be(of: ValueMatrix) -> None:
    never, possible = {site.id for site in never_first(of).sites}, possible_first(of)
    assert never | set(possible) == set(of.ids)
    assert not never & set(possible)
    drawn = simplex(of, 2000)
    for id in never:
        assert (behind(of, id, drawn) > 1e-9).all()
        assert weights_making_first(of, id) is None
    for id, weights in possible.items():
        assert weights.sum() == pytest.approx(1)
        assert (weights >= 0).all()
        assert behind(of, id, weights) <= 1e-9
        assert weights_making_first(of, id).tolist() == weights.tolist()  # type: ignore[union-attr]


@thorough
@given(matrices())
def test_what_keeps_a_site_from_being_first_is_better_on_every_criterion(of: ValueMatrix) -> None:
    for site in never_first(of).sites:
        rows = [of.ids.index(id) for id in site.by]
        assert site.id not in site.by
        assert sum(site.shares) == pytest.approx(1)
        assert list(site.shares) == sorted(site.shares, reverse=True)
        better = np.array(site.shares) @ of.low[rows] - of.high[of.ids.index(site.id)]
        assert (better > 1e-9).all()
        if len(site.by) > 1:
            alone = rivals(of, site.id) - of.high[of.ids.index(site.id)]
            assert not (alone > 1e-9).all(axis=1).any()


@thorough
@given(matrices())
def test_no_other_weights_put_a_site_further_ahead(of: ValueMatrix) -> None:
    for id, weights in possible_first(of).items():
        assert (behind(of, id, simplex(of, 400)) >= behind(of, id, weights) - 1e-7).all()


@pytest.mark.parametrize("seed", range(3))
def test_among_many_sites_the_few_that_matter_are_found(seed: int) -> None:
    """More than a programme starts with."""
    random = np.random.default_rng(seed)
    low = random.uniform(0, 100, (150, 4)).round(1)
    of = matrix(low, np.minimum(low + random.choice([0, 0, 0, 20], low.shape), 100))
    never, possible = {site.id for site in never_first(of).sites}, possible_first(of)
    assert never.isdisjoint(possible)
    assert never | set(possible) == set(of.ids)
    assert len(never) > len(possible) > 20
    for id in never:
        assert (behind(of, id, simplex(of, 2000)) > 1e-9).all()
    for id, weights in possible.items():
        assert behind(of, id, weights) <= 1e-9


@brief
@given(ROWS)
def test_of_a_ranking_with_unknowns_the_first_is_never_said_never_to_be(rows: list[dict[str, str]]) -> None:
    ranked = ranking(rows)
    assume(ranked.frame["rank"].is_not_null().any())
    of = value_matrix(ranked)
    first = {id for id, rank in zip(of.ids, competition_ranks(of.values @ of.weights), strict=True) if rank == 1}
    assert not first & {site.id for site in never_first(of).sites}


def test_one_site_that_is_better_on_every_criterion_is_named_the_first_in_rank() -> None:
    of = matrix([[80, 70], [75, 65], [10, 20]])
    assert never_first(of).sites == (
        NeverFirst("b", "B", ("a",), (1.0,)),
        NeverFirst("c", "C", ("a",), (1.0,)),
    )


def test_a_mixture_is_named_where_no_single_site_is_better() -> None:
    """Half a and half c is worth 50 on both criteria."""
    (found,) = never_first(matrix([[100, 0], [40, 40], [0, 100]])).sites
    assert (found.id, found.by) == ("b", ("a", "c"))
    assert found.shares == pytest.approx((0.5, 0.5))


def test_above_the_line_between_two_others_it_can_be_first_and_on_it_too() -> None:
    for value in (60.0, 50.0):
        of = matrix([[100, 0], [value, value], [0, 100]])
        assert never_first(of).sites == ()
        assert weights_making_first(of, "b") == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize("gap", [1e-3, 1e-5, 1e-7, 1e-8, 5e-9])
def test_a_hair_below_the_line_it_cannot(gap: float) -> None:
    assert [site.id for site in never_first(matrix([[100, 0], [50 - gap, 50 - gap], [0, 100]])).sites] == ["b"]


@pytest.mark.parametrize("gap", [0.0, 1e-12, 5e-10])
def test_within_the_tolerance_of_ranks_it_can(gap: float) -> None:
    of = matrix([[100, 0], [50 - gap, 50 - gap], [0, 100]])
    assert never_first(of).sites == ()
    assert weights_making_first(of, "b") is not None


def test_two_clones_of_the_best_are_both_possibly_first() -> None:
    of = matrix([[90, 80], [90, 80], [20, 10]])
    assert [site.id for site in never_first(of).sites] == ["c"]
    assert set(possible_first(of)) == {"a", "b"}


def test_who_shares_the_highest_value_of_a_criterion_can_be_first_by_it_alone_though_dominated() -> None:
    of = matrix([[100, 90], [100, 10]])
    assert never_first(of).sites == ()
    assert weights_making_first(of, "b") == pytest.approx([1.0, 0.0])


def test_what_is_unknown_speaks_for_a_site_and_against_the_others() -> None:
    known = matrix([[60, 60], [50, 50]])
    assert [site.id for site in never_first(known).sites] == ["b"]
    assert never_first(matrix([[60, 60], [50, 50]], [[60, 60], [50, 61]])).sites == ()
    assert never_first(matrix([[60, 49], [50, 50]], [[60, 60], [50, 50]])).sites == ()


def test_who_may_turn_out_to_be_excluded_keeps_nobody_from_being_first() -> None:
    of = matrix([[60, 60], [50, 50], [40, 40]], qualified=[False, True, True])
    assert never_first(of).sites == (NeverFirst("c", "C", ("b",), (1.0,)),)
    assert set(possible_first(of)) == {"a", "b"}


def test_of_very_many_sites_the_first_in_rank_are_judged_and_it_is_said_how_many() -> None:
    of = matrix(np.random.default_rng(4).uniform(0, 100, (200, 4)))
    whole, some = never_first(of), never_first(of, most=30 * 200)
    assert whole.judged == 200
    assert 30 <= some.judged < 200
    assert some.sites == tuple(site for site in whole.sites if of.ids.index(site.id) < some.judged)
    assert never_first(of, most=0).judged >= 1


@pytest.mark.parametrize(
    "of",
    [
        pytest.param(matrix(np.zeros((0, 2))), id="no site"),
        pytest.param(matrix([[10, 20]]), id="one site"),
        pytest.param(matrix([[10, 20]] * 3), id="identical sites"),
        pytest.param(matrix(np.zeros((2, 0))), id="nothing scored"),
        pytest.param(matrix([[10, 20], [10, 5]]), id="a constant column"),
        pytest.param(matrix([[0, 0], [0, 0]], [[100, 100], [100, 100]]), id="everything unknown"),
    ],
)
def test_none_is_never_first_where_nothing_is_better_throughout(of: ValueMatrix) -> None:
    assert never_first(of).sites == ()
    assert set(possible_first(of)) == set(of.ids)


def test_with_one_criterion_all_below_the_highest_are_never_first() -> None:
    of = matrix([[70], [70], [40]])
    assert never_first(of).sites == (NeverFirst("c", "C", ("a",), (1.0,)),)
    assert possible_first(of)["a"].tolist() == [1.0]


def test_a_site_alone_is_first_with_the_weights_there_are() -> None:
    of = matrix([[10, 20]])
    assert weights_making_first(of, "a").tolist() == of.weights.tolist()  # type: ignore[union-attr]


def test_an_id_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="index"):
        weights_making_first(matrix([[10, 20]]), "z")


def test_the_solver_says_nothing_and_the_answer_is_the_same_each_time(capfd: pytest.CaptureFixture[str]) -> None:
    random = np.random.default_rng(2)
    of = matrix(random.uniform(0, 100, (60, 5)).round(1))
    first, second = never_first(of), never_first(of)
    assert first == second
    assert any(len(site.by) > 1 for site in first.sites)
    assert capfd.readouterr() == ("", "")
