"""All weights wrong at once: at the stated part a rival catches up at the worst, as linear programming says too."""

from dataclasses import replace
from fractions import Fraction

import highspy
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.analysis.worlds import ROWS, ranking
from tests.scoring.worlds import criteria, ranked
from tests.sites.reading import brief

from vasterviksmodell.analysis.robustness.crossings import Crossings
from vasterviksmodell.analysis.robustness.stability import WeightErrors, weight_errors
from vasterviksmodell.analysis.value_matrix import ValueMatrix, value_matrix
from vasterviksmodell.scoring import Ranking, score
from vasterviksmodell.scoring.ranking import sites_of

Row = dict[str, str]
PAIRS = ROWS.filter(lambda rows: len(rows) > 1)


def of_first(of: Ranking) -> WeightErrors | None:
    return weight_errors(Crossings.for_first_place(value_matrix(of)))


def worst_gap(matrix: ValueMatrix, rival: int, part: float) -> float:
    """The smallest gap of the first to a rival with weights that are each wrong by up to a part: by HiGHS."""
    programme = highspy.Highs()
    programme.silent()
    weights = [
        programme.addVariable(lb=weight * (1 - part), ub=weight * (1 + part)) for weight in matrix.weights.tolist()
    ]
    lead = (matrix.values[0] - matrix.values[rival]).tolist()
    programme.minimize(sum((x * gap for x, gap in zip(weights[1:], lead[1:], strict=True)), weights[0] * lead[0]))
    return float(programme.getInfo().objective_function_value)


@brief
@given(PAIRS, st.sampled_from(["low", "middle", "high"]))
def test_up_to_the_stated_part_nobody_passes_and_beyond_it_the_stated_site_does(rows: list[Row], unknown: str) -> None:
    of = ranking(rows, unknown)
    matrix = value_matrix(of)
    assume(len(matrix.ids) > 1)
    found = of_first(of)
    part = 1.0 if found is None else float(found.part)
    for rival in range(1, len(matrix.ids)):
        assert worst_gap(matrix, rival, part) >= -1e-6
    if found is not None:
        rival = matrix.ids.index(found.id)
        assert worst_gap(matrix, rival, part) == pytest.approx(0, abs=1e-6)
        assert worst_gap(matrix, rival, part + (1 - part) * 0.01) < 0


@brief
@given(PAIRS)
def test_with_the_stated_weights_they_tie(rows: list[Row]) -> None:
    of = ranking(rows)
    assume(of.counts.sites - of.counts.excluded > 1)
    found = of_first(of)
    assume(found is not None)
    assert found is not None
    old = [criterion.weight for criterion in of.criteria.scored]
    assert sum(found.weights) == 1
    ratios = [new / was for new, was in zip(found.weights, old, strict=True)]
    assert max(ratios) * (1 - found.part) <= min(ratios) * (1 + found.part)
    weights = {criterion.id: weight for criterion, weight in zip(of.criteria.scored, found.weights, strict=True)}
    changed = tuple(
        replace(criterion, weight=weights.get(criterion.id, criterion.weight)) for criterion in of.criteria.criteria
    )
    again = score(sites_of(of), replace(of.criteria, criteria=changed)).frame
    scores = dict(again.select("id", "score").iter_rows())
    assert scores[found.id] == pytest.approx(scores[value_matrix(of).ids[0]], abs=1e-9)


def test_two_criteria_by_hand() -> None:
    model = criteria("here: {value: {0: 0, 100: 100}, weight: 3}\nthere: {value: {0: 0, 100: 100}, weight: 2}")
    rows = [{"id": "a", "here": "100", "there": "0"}, {"id": "b", "here": "0", "there": "100"}]
    # 60 to 40 points; a fifth less of the one and a fifth more of the other is 48 each
    found = of_first(ranked(rows, model))
    assert found == WeightErrors(Fraction(1, 5), "b", "b", (Fraction(1, 2), Fraction(1, 2)))


def test_points_that_are_all_wrong_by_less_than_that_in_the_file_put_nobody_in_front() -> None:
    """The points of 13 criteria, of which A is better at five; with 15 % it would be passed, so 1 in 7 is too much."""
    few, many = [f"few{number}" for number in range(5)], [f"many{number}" for number in range(8)]
    rows = [
        {"id": "a", **dict.fromkeys(few, "20"), **dict.fromkeys(many, "60")},
        {"id": "b", **dict.fromkeys(few, "80"), **dict.fromkeys(many, "40")},
    ]

    def asked(few_points: float, many_points: float) -> Ranking:
        points = {**dict.fromkeys(few, few_points), **dict.fromkeys(many, many_points)}
        lines = [f"{id}: {{value: {{0: 0, 100: 100}}, weight: {value}}}" for id, value in points.items()]
        return ranked(rows, criteria("\n".join(lines)))

    found = of_first(asked(4, 10))
    assert found is not None
    assert found.part == Fraction(1, 7)
    for wrong, first in ((0.14, "a"), (0.15, "b")):
        assert value_matrix(asked(4 * (1 + wrong), 10 * (1 - wrong))).ids[0] == first


@pytest.mark.parametrize(
    "rows",
    [
        [{"id": "a", "here": "100", "there": "0"}],
        [{"id": "a", "here": "100", "there": "1"}, {"id": "b", "here": "0", "there": "1"}],
        [{"id": "a", "here": "50", "there": "50"}, {"id": "b", "here": "50", "there": "50"}],
    ],
    ids=["alone", "dominating", "alike"],
)
def test_who_is_not_to_be_passed_has_no_such_part(rows: list[Row]) -> None:
    model = criteria("here: {value: {0: 0, 100: 100}, weight: 3}\nthere: {value: {0: 0, 100: 100}, weight: 2}")
    assert of_first(ranked(rows, model)) is None


def test_a_tie_of_sites_that_differ_bears_no_error_at_all() -> None:
    model = criteria("here: {value: {0: 0, 100: 100}, weight: 1}\nthere: {value: {0: 0, 100: 100}, weight: 1}")
    found = of_first(ranked([{"id": "a", "here": "9", "there": "1"}, {"id": "b", "here": "1", "there": "9"}], model))
    assert found is not None
    assert (found.part, found.id) == (0, "b")


def test_among_ten_thousand_the_nearest_is_found() -> None:
    of = value_matrix(ranking([{"school": "400", "road": "yes"}, {"school": "400", "road": "no"}]))
    values = np.random.default_rng(7).uniform(0, 100, (10_000, 6))
    values = values[np.argsort(-(values @ of.weights), kind="stable")]
    ids = tuple(map(str, range(len(values))))
    matrix = replace(of, ids=ids, names=ids, values=values, low=values, high=values)
    found = weight_errors(Crossings.for_first_place(matrix))
    assert found is not None
    rivals = range(1, 300)  # the others lie too far behind
    assert min((worst_gap(matrix, place, float(found.part)), place) for place in rivals)[1] == int(found.id)
