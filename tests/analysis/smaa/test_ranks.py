"""Ranks of many draws are the ranks of each: one more than the number of sites that stand above."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import thorough

from vasterviksmodell.analysis.smaa.blocks import ranks_of, weighted
from vasterviksmodell.scoring.ranking import TOLERANCE

SCORES = st.one_of(
    st.floats(0, 100),
    st.sampled_from([50.0, 50 + TOLERANCE / 2, 50 + TOLERANCE, 50 + 1.5 * TOLERANCE, 50 + 3 * TOLERANCE]),
)
DRAWS = st.integers(1, 6).flatmap(
    lambda sites: st.lists(st.lists(SCORES | st.none(), min_size=sites, max_size=sites), min_size=1)
)


@thorough
@given(DRAWS)
def test_a_rank_counts_the_sites_whose_score_is_higher_by_more_than_the_tolerance(
    draws: list[list[float | None]],
) -> None:
    costs = np.array([[np.inf if score is None else -score for score in scores] for scores in draws], dtype=np.float64)
    found = ranks_of(costs).tolist()
    for scores, ranks in zip(draws, found, strict=True):
        there = [score for score in scores if score is not None]
        for score, rank in zip(scores, ranks, strict=True):
            assert rank == (0 if score is None else 1 + sum(other > score + TOLERANCE for other in there))


def test_what_a_site_scores_does_not_depend_on_the_sites_beside_it() -> None:
    generator = np.random.default_rng(1)
    values, weights = generator.random((8, 1)) * 100, generator.random((50, 8))
    for sites in (1, 2, 3, 17):
        assert (weighted(np.repeat(values, sites, axis=1), weights) == weighted(values, weights)).all()
