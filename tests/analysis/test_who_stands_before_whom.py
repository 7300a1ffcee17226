"""Dominance before weights: who dominates stands before the other with whatever weights above 0."""

from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.worlds import ROWS, ranking
from tests.sites.reading import few

from vasterviksmodell.analysis.dominance import dominance
from vasterviksmodell.analysis.value_matrix import value_matrix

WEIGHTS = st.lists(st.floats(0.01, 1), min_size=10, max_size=10)


@few
@given(ROWS, WEIGHTS)
def test_no_weights_lift_a_site_to_one_that_dominates_it(rows: list[dict[str, str]], weights: list[float]) -> None:
    matrix = value_matrix(ranking(rows))
    given_weights = weights[: len(matrix.weights)]
    lowest = dict(zip(matrix.names, (matrix.low * given_weights).sum(axis=1), strict=True))
    highest = dict(zip(matrix.names, (matrix.high * given_weights).sum(axis=1), strict=True))
    for site in dominance(ranking(rows)):
        assert site.name not in site.by
        assert all(lowest[other] > highest[site.name] for other in site.by)


@few
@given(ROWS)
def test_of_two_sites_one_of_which_is_nowhere_lower_one_is_named(rows: list[dict[str, str]]) -> None:
    matrix = value_matrix(ranking(rows))
    found = {site.name: site.by for site in dominance(ranking(rows))}
    for one, low in zip(matrix.names, matrix.low, strict=True):
        for other, high in zip(matrix.names, matrix.high, strict=True):
            assert (one in found[other]) == bool((low >= high).all() and (low - high).max() > 1e-9)
