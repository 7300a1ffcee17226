"""How often sites are first under their central weights: as held against each other one by one, to the last tie."""

from itertools import accumulate
from operator import add
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import thorough

from vasterviksmodell.analysis.smaa import confidence
from vasterviksmodell.analysis.smaa.confidence import Contest
from vasterviksmodell.analysis.smaa.measure_draws import Drawn

LEVELS = [0.0, 10.0, 10.0 + 1e-9, 10.0 + 1.5e-9, 10.0 + 3e-9, 10.0 + 1e-14, 40.0, 100 / 3, 100.0]
"""Some so close that weighted sums of them are a tolerance apart, or a rounding error less or more."""


def chosen(data: st.DataObject, choice: list[Any], *shape: int) -> np.ndarray:
    count = int(np.prod(shape))
    return np.array(data.draw(st.lists(st.sampled_from(choice), min_size=count, max_size=count))).reshape(shape)


def score(weights: np.ndarray, values: np.ndarray) -> float:
    """Added up in the order of the criteria."""
    *_, total = accumulate((weight * value for weight, value in zip(weights, values, strict=True)), add)
    return float(total)


def highest(weights: np.ndarray, values: np.ndarray) -> float:
    """The highest score of a site in any draw; values m × draws."""
    return max(score(weights, values[:, draw]) for draw in range(values.shape[1]))


def one_by_one(contest: Contest, values: np.ndarray, excluded: np.ndarray) -> list[int]:
    """In how many draws each site is first, by the definition."""
    wins = []
    for site, place in enumerate(contest.place.tolist()):
        rivals = contest.rivals[contest.held == site].tolist()
        won = 0
        for draw in range(values.shape[1]):
            weights = contest.weights[site]
            own = contest.score[site] if place < 0 else score(weights, values[:, draw, place])
            others = [score(weights, values[:, draw, rival]) for rival in rivals if not excluded[draw, rival]]
            is_out = place >= 0 and excluded[draw, place]
            won += not is_out and max([contest.certain[site], *others]) <= own + 1e-9
        wins.append(won)
    return wins


@thorough
@given(st.data())
@pytest.mark.parametrize("at_a_time", [1, 256])
def test_sites_are_first_as_often_as_no_rival_is_above_them(at_a_time: int, data: st.DataObject) -> None:
    criteria, draws, sites, central = (data.draw(st.integers(1, most)) for most in (4, 3, 20, 5))
    values, excluded = chosen(data, LEVELS, criteria, draws, sites), chosen(data, [False, False, True], draws, sites)
    parts = chosen(data, [1.0, 2.0, 3.0, 0.1], central, criteria)
    held, rivals = np.nonzero(chosen(data, [True, True, False], central, sites))
    by_rival = np.argsort(rivals, kind="stable")
    weights, above = parts / parts.sum(axis=1, keepdims=True), data.draw(st.sampled_from([0.0, 1e-9, 90.0]))
    places, spread = np.arange(sites), chosen(data, [0, 1], criteria)
    whole = np.where(spread[:, None, None], values, values[:, :1])
    contest = Contest(
        weights=weights,
        score=chosen(data, LEVELS, central),
        certain=chosen(data, [-np.inf, *LEVELS], central),
        place=chosen(data, [-1, *range(sites)], central),
        held=held[by_rival],
        rivals=rivals[by_rival],
        highest=np.array([above + highest(weights[held[pair]], whole[:, :, rivals[pair]]) for pair in by_rival]),
    )
    drawn = Drawn(
        np.where(spread[:, None], 0.0, values[:, 0]),
        [[(places, worths)] if is_drawn else [] for worths, is_drawn in zip(values, spread, strict=True)],
        [(places, excluded)],
        slice(0, draws),
    )
    assert (drawn.values(np.empty((criteria, draws + 1, sites))) == whole).all()
    assert (drawn.excluded == excluded).all()
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(confidence, "_COMPARED", at_a_time)
        changed.setattr(confidence, "_PIECE", at_a_time)
        assert contest.wins_in(whole, excluded).tolist() == one_by_one(contest, whole, excluded)


def test_who_is_a_tolerance_ahead_but_for_rounding_is_judged_by_sums_in_order() -> None:
    """Products of matrices, which add up in another order, judge some of these otherwise."""
    random = np.random.default_rng(3)
    values = np.full((30, 1, 2), 10.0)
    values[:, :, 1] += 1e-9
    held = np.arange(400)
    contest = Contest(
        weights=random.dirichlet(np.ones(30), len(held)),
        score=np.zeros(len(held)),
        certain=np.full(len(held), -np.inf),
        place=np.zeros(len(held), dtype=np.intp),
        held=held,
        rivals=np.ones(len(held), dtype=np.intp),
        highest=np.full(len(held), 100.0),
    )
    excluded = np.zeros((1, 2), dtype=bool)
    expected = one_by_one(contest, values, excluded)
    assert {0, 1} == set(expected)
    assert contest.wins_in(values, excluded).tolist() == expected
