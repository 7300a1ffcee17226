"""Cases whose answer is known: areas and centres of mass that can be worked out."""

from math import log

import numpy as np
import pytest
from tests.analysis.smaa.worlds import linear, near, sites
from tests.scoring.worlds import criteria

from vasterviksmodell.analysis.smaa import Around, Ordered, Smaa, Uniform, WeightDraws, Within, smaa

DRAWS = 10_000


def test_of_two_sites_on_two_criteria_the_acceptability_is_the_length_of_the_interval_of_weights() -> None:
    """s1 is first when 100 w ≥ 40 w + 70 (1 − w), that is w ≥ 7/13; the centres of the two parts are 10/13 and 7/26."""
    found = smaa(sites((100, 0), (40, 70)), pairs=["s1", "s2"])
    one, two = found.ids.index("s1"), found.ids.index("s2")
    assert found.acceptability[one, 0] == near(6 / 13, DRAWS)
    assert (found.acceptability[one] == found.acceptability[two, ::-1]).all()
    assert found.central_weights[one, 0] == near(10 / 13, int(DRAWS * 6 / 13), (6 / 13) / 12**0.5)
    assert found.central_weights[two, 0] == near(7 / 26, int(DRAWS * 7 / 13), (7 / 13) / 12**0.5)
    assert found.pairs.ids == ("s1", "s2")
    assert found.pairs.wins.tolist() == [[0, found.acceptability[one, 0]], [found.acceptability[two, 0], 0]]
    assert found.mean_rank[one] == pytest.approx(1 + found.acceptability[one, 1])
    assert found.confidence.tolist() == [1, 1]


def test_three_sites_that_are_each_best_on_one_of_three_criteria_have_a_third_of_the_weights_each() -> None:
    found = smaa(sites((100, 0, 0), (0, 100, 0), (0, 0, 100)))
    for row in found.acceptability:
        assert row.tolist() == [near(1 / 3, DRAWS)] * 3
    centre = found.central_weights[
        found.ids.index("s1")
    ]  # of the simplex with the corners e1, (e1+e2)/2, (e1+e3)/2, 1/3
    assert centre.tolist() == [near(mean, DRAWS // 3, 0.2) for mean in (11 / 18, 7 / 36, 7 / 36)]


def test_the_central_weights_of_the_only_site_are_the_centre_of_the_weights_that_are_drawn() -> None:
    """The mean of all weights is equal weights; in a full order the rank order centroid."""
    only = sites((50, 50, 50))
    assert smaa(only).central_weights[0].tolist() == [near(1 / 3, DRAWS, 0.24)] * 3
    ordered = smaa(only, Ordered(["b", "c", "a"])).central_weights[0]
    assert ordered.tolist() == [near(mean, DRAWS, 0.2) for mean in (2 / 18, 11 / 18, 5 / 18)]


@pytest.mark.parametrize(
    ("low", "high", "other_low", "other_high", "above"),
    [
        (20, 60, 40, 80, 20 * 20 / 2 / (40 * 40)),
        (0, 100, 0, 100, 0.5),
        (0, 100, 90, 100, 0.05),
        (0, 50, 50, 90, 0.0),
        (70, 70, 20, 100, 50 / 80),
    ],
)
def test_of_two_measures_known_as_intervals_one_is_greater_in_the_share_of_an_area(
    low: int, high: int, other_low: int, other_high: int, above: float
) -> None:
    of = sites((f"{low}..{high}",), (f"{other_low}..{other_high}",))
    found = smaa(of, pairs=["s1", "s2"])
    one = found.ids.index("s1")
    assert found.pairs.wins[0, 1] == near(above, DRAWS)
    assert found.pairs.wins[0, 1] + found.pairs.wins[1, 0] == pytest.approx(1)
    assert found.acceptability[one, 0] == found.pairs.wins[0, 1]
    assert found.central_weights[one].tolist() == pytest.approx([1.0] if above else [np.nan], nan_ok=True)
    assert found.confidence[one] == pytest.approx(near(above, DRAWS) if above else np.nan, nan_ok=True)


def test_sites_of_which_the_same_is_unknown_are_as_likely_on_every_rank() -> None:
    found = smaa(sites(("", "10..90"), ("", "10..90"), ("", "10..90"), ("", "10..90")))
    assert found.acceptability.ravel().tolist() == [near(0.25, DRAWS)] * 16
    assert found.confidence.tolist() == [near(0.25, DRAWS)] * 4


def test_a_site_that_another_dominates_is_never_first_and_has_no_central_weights() -> None:
    """As in the test nacw.R of the R package smaa."""
    found = smaa(sites((100, 100, 100), (0, 0, 0)))
    assert found.acceptability.tolist() == [[1, 0], [0, 1]]
    assert found.central_weights[0].tolist() == [near(1 / 3, DRAWS, 0.24)] * 3
    assert np.isnan(found.central_weights[1]).all()
    assert (found.confidence[0], np.isnan(found.confidence[1])) == (1, True)


def test_with_the_stated_weights_alone_every_rank_is_the_stated_one() -> None:
    found = smaa(sites((90, 10, 30), (50, 60, 20), (10, 90, 80), (50, 60, 20), model=linear(3, 1, 2)), Around(0))
    assert found.stated_ranks == (1, 2, 3, 3)
    assert found.acceptability.argmax(axis=1).tolist() == [0, 1, 2, 2]
    assert found.acceptability.max(axis=1).tolist() == [1, 1, 1, 1]


@pytest.mark.parametrize("scheme", [Within({"a": (0.1, 0.2)}), Around(0.4), Ordered(["c", "b"]), Uniform()])
def test_the_confidence_is_the_acceptability_when_the_central_weights_are_the_weights(scheme: WeightDraws) -> None:
    of = sites(("0..60", 80, "20..50"), (70, "", 10), ("50..90", 30, "0..90"), (40, 50, 60), ("", "", ""))
    found = smaa(of, scheme)
    for site, weights in enumerate(found.central_weights):
        fixed = smaa(of, Within(dict(zip("abc", ((weight, weight) for weight in weights), strict=True))), seed=2)
        assert found.confidence[site] == near(float(fixed.acceptability[site, 0]), DRAWS // 2)


REQUIRED = criteria("""
plan: {type: category, weight: 1, value: {housing: 100, other: 40, none: 0}, requirement: {not_in: [none]}}
""")


def test_categories_are_equally_likely_and_a_draw_that_fails_a_requirement_has_no_rank() -> None:
    """Of an unknown plan a third is housing (first), a third ties with the other site, a third is excluded."""
    found = smaa(sites(("other",), ("",), ("none",), model=REQUIRED), pairs=["s1", "s2"])
    assert found.ids == ("s1", "s2")  # what is surely excluded takes no part
    assert found.acceptability[0].tolist() == [near(2 / 3, DRAWS), near(1 / 3, DRAWS)]
    assert found.acceptability[1].tolist() == [near(2 / 3, DRAWS), 0]
    assert found.excluded.tolist() == [0, near(1 / 3, DRAWS)]
    assert found.mean_rank.tolist() == [near(4 / 3, DRAWS, 0.5), 1]
    assert (found.best.tolist(), found.worst.tolist()) == ([1, 1], [2, 1])
    assert found.pairs.wins.tolist() == [[0, near(1 / 3, DRAWS)], [near(1 / 3, DRAWS), 0]]
    assert found.confidence.tolist() == [near(2 / 3, DRAWS)] * 2


def test_what_is_unknown_of_a_requirement_alone_is_drawn_too() -> None:
    model = criteria("""
a: {range: [0, 100], weight: 1, value: {0: 0, 100: 100}}
limit: {range: [0, 10000], requirement: {at_most: 4000}}
""")
    found = smaa(sites((90, "3000..7000"), (50, 100), model=model))
    assert found.excluded.tolist() == [near(0.75, DRAWS), 0]
    assert found.acceptability[0].tolist() == [near(0.25, DRAWS), 0]
    assert found.acceptability[1].tolist() == [near(0.75, DRAWS), near(0.25, DRAWS)]


def test_a_site_is_first_also_where_a_better_one_is_excluded() -> None:
    """Of s2's measures half are excluded, a tenth are above 40 and are not, the others are below."""
    model = criteria("a: {range: [0, 100], weight: 1, value: {0: 0, 100: 100}, requirement: {at_most: 50}}")
    found = smaa(sites((40,), ("",), model=model))
    for shares in (found.acceptability[:, 0], found.confidence):
        assert shares.tolist() == [near(0.9, DRAWS), near(0.1, DRAWS)]
    assert found.excluded.tolist() == [0, near(0.5, DRAWS)]


def test_weights_and_measures_are_drawn_independently() -> None:
    """The product of two numbers drawn from 0–1 is above 1/2 in (1 − ln 2) / 2 of all draws."""
    found = smaa(sites(("", 0), (50, 50)), pairs=["s1", "s2"])
    assert found.pairs.wins[0, 1] == near((1 - log(2)) / 2, DRAWS)


def test_an_unknown_requirement_that_excludes_does_so_before_any_draw() -> None:
    model = criteria("""
a: {range: [0, 100], weight: 1, value: {0: 0, 100: 100}, requirement: {at_least: 20, unknown: excluded}}
""")
    assert smaa(sites((50,), ("",), model=model)).ids == ("s1",)


def test_criteria_that_read_one_column_have_one_measure_in_a_draw() -> None:
    model = criteria("""
up: {measure: m, range: [0, 100], weight: 1, value: {0: 0, 100: 100}}
down: {measure: m, range: [0, 100], weight: 1, value: {0: 100, 100: 0}}
""")
    found: Smaa = smaa(sites(("",), (30,), model=model), Around(0))
    assert found.acceptability.tolist() == [[1, 0], [1, 0]]  # with equal weights any measure scores 50


def test_columns_are_independent() -> None:
    """A mean of two measures is above 75 in 1/8 of all draws, of one measure in 1/4."""
    found = smaa(sites(("", ""), (75, 75)), Around(0), pairs=["s1", "s2"])
    assert found.pairs.wins[0, 1] == near(1 / 8, DRAWS)


def test_errors_are_those_of_binomial_shares() -> None:
    found = smaa(sites((100, 0), (0, 100)), draws=400)
    shares = np.array([0.0, 0.5, 0.1])
    assert found.standard_error(shares).tolist() == pytest.approx([0, 0.025, 0.015])
    assert found.greatest_error == pytest.approx(1.96 * 0.025, rel=1e-4)
    assert found.confidence_error.tolist() == [0, 0]
    drawn = smaa(sites(("",), ("",)), draws=400)
    assert drawn.confidence_draws == 400
    assert drawn.confidence_error == pytest.approx(drawn.standard_error(drawn.confidence))
