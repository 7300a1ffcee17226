"""What holds for every member of the family, as it is registered."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.aggregation.tables import Floats, Table, tables
from tests.sites.reading import brief

from vasterviksmodell.analysis.aggregation import AGGREGATIONS, Aggregation, CannotAggregate
from vasterviksmodell.i18n.wording import LANGUAGES

MEMBERS = ("weighted_sum", "weighted_geometric", "weakest_link", "topsis", "vikor", "promethee_ii")
INDEPENDENT = ("weighted_sum", "weighted_geometric", "weakest_link")
each = pytest.mark.parametrize("member", AGGREGATIONS.values(), ids=AGGREGATIONS)


def order(scores: Floats) -> list[int]:
    """The rows, the highest score first."""
    return np.argsort(-scores.round(9), kind="stable").tolist()


def test_the_members_are_these_in_this_order_and_cannot_be_changed() -> None:
    assert tuple(AGGREGATIONS) == MEMBERS
    with pytest.raises(TypeError):
        AGGREGATIONS["mine"] = AGGREGATIONS["topsis"]  # type: ignore[index]


@each
def test_it_says_in_both_languages_what_it_does_in_one_sentence_and_who_stated_it(member: Aggregation) -> None:
    assert member.source
    for language in LANGUAGES:
        text = member.description.inside(language)
        assert member.label.inside(language)
        assert text[0].isupper()
        assert text.endswith(".")
        assert text.count(".") == 1
    assert member.description.inside("en") != member.description.inside("sv")


@each
@brief
@given(tables(least=0.1))
def test_there_is_a_finite_score_for_each_site(member: Aggregation, table: Table) -> None:
    scores = member.scores(*table)
    assert scores.shape == (len(table[0]),)
    assert np.isfinite(scores).all()


@each
@brief
@given(tables(least=0.1), st.randoms(use_true_random=False))
def test_permuting_sites_and_criteria_permutes_scores(member: Aggregation, table: Table, random: object) -> None:
    values, weights = table
    rows, columns = list(range(len(values))), list(range(len(weights)))
    random.shuffle(rows)  # type: ignore[attr-defined]
    random.shuffle(columns)  # type: ignore[attr-defined]
    permuted = member.scores(values[rows][:, columns], weights[columns])
    assert permuted == pytest.approx(member.scores(values, weights)[rows], abs=1e-9)


@each
@brief
@given(tables(least=0.1, sites=2))
def test_a_dominated_site_never_stands_above_its_dominator(member: Aggregation, table: Table) -> None:
    values, weights = table
    values[0] = np.minimum(values[0], values[1])
    scores = member.scores(values, weights)
    assert scores[0] <= scores[1] + 1e-9


@each
@brief
@given(tables(least=0.1), st.data())
def test_a_criterion_without_weight_does_not_matter(member: Aggregation, table: Table, data: st.DataObject) -> None:
    values, weights = table
    level = st.sampled_from([0.0, 30.0, 100.0])
    idle = np.array([data.draw(level) for _ in values])
    widened = np.column_stack([values, idle]), np.append(weights, 0.0)
    assert member.scores(*widened) == pytest.approx(member.scores(values, weights), abs=1e-9)


@each
@brief
@given(tables(least=0.1, criteria=2))
def test_a_constant_criterion_changes_no_order(member: Aggregation, table: Table) -> None:
    """But for the weakest link, which sees nothing above it."""
    values, weights = table
    constant = np.column_stack([values, np.full(len(values), 100.0)])
    scores, with_it = member.scores(values, weights), member.scores(constant, np.append(weights / 2, 0.5))
    before, after = (np.sign((found[:, None] - found).round(9)) for found in (scores, with_it))
    assert ((before == after) | (before * after == 0)).all()


DEGENERATE = {
    "one site": np.array([[40.0, 60.0]]),
    "identical sites": np.array([[40.0, 60.0]] * 3),
    "sites that differ by rounding": np.array([[40.0, 60.0], [40.0, 60.0 + 2e-14], [40.0 - 1e-14, 60.0]]),
    "one criterion, one value": np.array([[50.0], [50.0]]),
}


@each
@pytest.mark.parametrize("values", DEGENERATE.values(), ids=DEGENERATE)
def test_what_is_alike_gets_the_same_score(member: Aggregation, values: Floats) -> None:
    scores = member.scores(values, np.full(values.shape[1], 1 / values.shape[1]))
    assert scores == pytest.approx(np.full(len(values), scores[0]), abs=1e-9)


@each
def test_no_sites_get_no_scores(member: Aggregation) -> None:
    assert member.scores(np.zeros((0, 3)), np.full(3, 1 / 3)).tolist() == []


@each
def test_without_criteria_or_weights_all_sites_tie(member: Aggregation) -> None:
    for scores in (
        member.scores(np.zeros((2, 0)), np.zeros(0)),
        member.scores(np.array([[0.0, 5.0], [9.0, 0.0]]), np.zeros(2)),
    ):
        assert len(scores) == 2
        assert scores[0] == scores[1]


@each
def test_with_one_criterion_the_order_is_that_of_its_values(member: Aggregation) -> None:
    values = np.array([[30.0], [90.0], [10.0], [30.0]])
    scores = member.scores(values, np.ones(1))
    assert order(scores) == [1, 0, 3, 2]
    assert scores[0] == pytest.approx(scores[3], abs=1e-12)


@each
def test_a_constant_column_is_no_trouble(member: Aggregation) -> None:
    scores = member.scores(np.array([[50.0, 20.0], [50.0, 80.0]]), np.array([0.5, 0.5]))
    assert order(scores) == [1, 0] or member.name == "weakest_link"


@pytest.mark.parametrize("name", INDEPENDENT)
@brief
@given(table=tables(least=0.1, sites=3))
def test_a_site_that_goes_leaves_the_scores_of_the_others(name: str, table: Table) -> None:
    values, weights = table
    scores = AGGREGATIONS[name].scores(values, weights)
    assert AGGREGATIONS[name].scores(values[:-1], weights) == pytest.approx(scores[:-1], abs=1e-9)


REVERSALS = {
    "topsis": [[60.0, 60.0], [90.0, 10.0], [30.0, 40.0]],
    "vikor": [[100.0, 30.0], [90.0, 90.0], [0.0, 90.0]],
    "promethee_ii": [[80.0, 20.0], [40.0, 70.0], [20.0, 60.0]],
}


@pytest.mark.parametrize("name", REVERSALS)
def test_a_third_site_turns_the_order_of_two_where_the_description_says_so(name: str) -> None:
    table, weights, member = np.array(REVERSALS[name]), np.array([0.6, 0.4]), AGGREGATIONS[name]
    alone, together = member.scores(table[:2], weights), member.scores(table, weights)
    assert alone[0] > alone[1]
    assert together[0] < together[1]
    assert "adding or removing" in member.description.inside("en")


@pytest.mark.parametrize("name", INDEPENDENT)
def test_the_others_do_not_say_so(name: str) -> None:
    assert "adding or removing" not in AGGREGATIONS[name].description.inside("en")


def test_only_the_geometric_mean_cannot_take_a_value_of_zero() -> None:
    values, weights = np.array([[0.0, 50.0], [60.0, 50.0]]), np.array([0.5, 0.5])
    refused = []
    for name, member in AGGREGATIONS.items():
        try:
            member.scores(values, weights)
        except CannotAggregate:
            refused.append(name)
    assert refused == ["weighted_geometric"]
