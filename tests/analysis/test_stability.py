"""Weight stability: beyond each end the stated site is in front, within it nobody is; none is missed among many."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.analysis.worlds import KNOWN_ROWS, ROWS, model, ranking, with_points
from tests.scoring.worlds import criteria, ranked
from tests.sites.reading import brief, few

from vasterviksmodell.analysis.explanation import compare_pair
from vasterviksmodell.analysis.robustness.crossings import Crossings, FloatWeights, WeightPath, sums_of, weight_paths
from vasterviksmodell.analysis.robustness.stability import IntervalEnd, StabilityInterval, stability_intervals
from vasterviksmodell.analysis.value_matrix import ValueMatrix, value_matrix
from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring import Ranking, score
from vasterviksmodell.scoring.ranking import sites_of

Row = dict[str, str]
UNKNOWN = st.sampled_from(["low", "middle", "high"])
EVEN = "here: {value: {0: 0, 100: 100}, weight: 3}\nthere: {value: {0: 0, 100: 100}, weight: 1}"


def of_first(of: Ranking) -> tuple[StabilityInterval, ...]:
    return stability_intervals(Crossings.for_first_place(value_matrix(of)))


def scores_with(of: Ranking, node: str, points: Fraction) -> dict[str, float]:
    """The scores of the ranked sites when one weight has other points, scored anew."""
    frame = score(sites_of(of), with_points(of.criteria, node, points)).frame
    return {row["id"]: row["score"] for row in frame.iter_rows(named=True) if row["rank"] is not None}


@few
@given(ROWS, UNKNOWN)
def test_one_per_cent_beyond_an_end_the_stated_site_is_before_and_one_per_cent_within_nobody(
    rows: list[Row], unknown: str
) -> None:
    of = ranking(rows, unknown)
    assume(of.counts.excluded < of.counts.sites)
    first = value_matrix(of).ids[0]
    for interval in of_first(of):
        for end, factor in ((interval.low, Fraction(99, 100)), (interval.high, Fraction(101, 100))):
            if end is None or end.points < Fraction(1, 1000):
                continue
            beyond = scores_with(of, interval.node.id, end.points * factor)
            assert beyond[end.id] > beyond[first]
            within = scores_with(of, interval.node.id, end.points + (interval.node.points - end.points) / 100)
            assert max(within.values()) <= within[first] + 1e-9


@few
@given(ROWS)
def test_where_no_end_is_stated_nobody_passes(rows: list[Row]) -> None:
    of = ranking(rows)
    assume(of.counts.excluded < of.counts.sites)
    first = value_matrix(of).ids[0]
    for interval in of_first(of):
        for end, points in ((interval.low, Fraction(1, 10_000)), (interval.high, Fraction(1_000_000))):
            if end is None:
                scores = scores_with(of, interval.node.id, points)
                assert max(scores.values()) <= scores[first] + 1e-6


@brief
@given(KNOWN_ROWS, UNKNOWN)
def test_the_ends_of_a_pair_are_where_its_order_turns(rows: list[Row], unknown: str) -> None:
    of = ranking(rows, unknown)
    pair = compare_pair(of, "a", "b")
    assume(not pair.by_status and pair.first.rank is not None and pair.gap > 1e-3)
    found = stability_intervals(Crossings.between(value_matrix(of), "a", "b"))
    ends = {(one.node.id, end.points) for one in found for end in one.ends}
    turnings = {(reversal.node.id, reversal.points) for reversal in pair.turnings}
    assert ends == turnings
    assert {end.id for one in found for end in one.ends} <= {pair.second.id}


def test_with_two_criteria_the_first_place_holds_down_to_where_the_scores_meet() -> None:
    of = ranked([{"id": "a", "here": "100", "there": "0"}, {"id": "b", "here": "0", "there": "100"}], criteria(EVEN))
    here, there = of_first(of)
    half = Fraction(1, 2)
    assert (here.low, here.high) == (IntervalEnd(Fraction(1), half, "b", "b"), None)
    assert (there.low, there.high) == (None, IntervalEnd(Fraction(3), half, "b", "b"))
    assert there.nearest == there.high
    assert here.nearest == here.low


def test_a_weight_of_a_group_moves_all_that_is_in_it_and_its_share_is_of_the_whole() -> None:
    inner = EVEN.replace("\n", "\n    ")
    tree = criteria(f"group:\n  weight: 1\n  criteria:\n    {inner}\nbeside: {{value: {{0: 0, 100: 100}}, weight: 1}}")
    rows = [
        {"id": "a", "here": "100", "there": "20", "beside": "20"},
        {"id": "b", "here": "20", "there": "40", "beside": "70"},
    ]
    group, here, there, beside = of_first(ranked(rows, tree))
    # a is worth 80 in the group and b 25, beside it 20 and 70: with the share s of the group a leads by 105 s - 50
    assert group.low == IntervalEnd(Fraction(10, 11), Fraction(10, 21), "b", "b")
    assert beside.high == IntervalEnd(Fraction(11, 10), Fraction(11, 21), "b", "b")
    # in the group, with the share s of `here`, a leads by half of 100 s - 20 and half of -50
    assert here.low == IntervalEnd(Fraction(7, 3), Fraction(7, 20), "b", "b")
    assert there.high == IntervalEnd(Fraction(9, 7), Fraction(3, 20), "b", "b")
    assert (group.high, beside.low, here.high, there.low) == (None, None, None, None)


@pytest.mark.parametrize("other", ["b", "c"])
def test_a_shared_first_place_holds_only_where_it_is_shared(other: str) -> None:
    rows = [{"id": "a", "here": "50", "there": "50"}, {"id": other, "here": "40", "there": "80"}]
    here, there = of_first(ranked(rows, criteria(EVEN)))
    assert here.low == IntervalEnd(Fraction(3), Fraction(3, 4), other, other)
    assert there.high == IntervalEnd(Fraction(1), Fraction(1, 4), other, other)
    assert (here.high, there.low) == (None, None)


def test_sites_that_are_alike_never_pass_each_other() -> None:
    of = ranked([{"id": id, "here": "50", "there": "10"} for id in "abc"], criteria(EVEN))
    assert [interval.ends for interval in of_first(of)] == [(), ()]
    assert [interval.nearest for interval in of_first(of)] == [None, None]


def test_a_site_alone_and_a_criterion_alone() -> None:
    assert [
        interval.ends for interval in of_first(ranked([{"id": "a", "here": "1", "there": ""}], criteria(EVEN)))
    ] == [(), ()]
    alone = criteria("here: {value: {0: 0, 100: 100}, weight: 3}")
    assert of_first(ranked([{"id": "a", "here": "10"}, {"id": "b", "here": "20"}], alone)) == ()
    with pytest.raises(ValueError, match="no site"):
        Crossings.for_first_place(matrix(np.empty((0, 6))))


def matrix(values: np.ndarray) -> ValueMatrix:
    """Sites with values on the criteria of the random worlds, in order of their scores."""
    scored = model()
    weights = np.array([float(criterion.weight) for criterion in scored.scored])
    values = values[np.argsort(-(values @ weights), kind="stable")]
    ids = tuple(f"s{row}" for row in range(len(values)))
    return ValueMatrix(scored, ids, ids, values, values, values, weights, np.ones(len(ids), dtype=bool))


def weights_at_ends(of: Criteria, path: WeightPath) -> tuple[list[Fraction], list[Fraction]]:
    """All weights when one local weight is 0, and when it is 1; the others of its group share what is left."""
    return (
        scaled(of, path, Fraction(0), path.parent / (path.parent - path.node.weight)),
        scaled(of, path, path.parent / path.node.weight, Fraction(0)),
    )


def scaled(of: Criteria, path: WeightPath, inside: Fraction, beside: Fraction) -> list[Fraction]:
    def factor(criterion: Criterion) -> Fraction:
        if path.node.id in (criterion.id, *criterion.groups):
            return inside
        return beside if criterion.groups[: len(path.node.groups)] == path.node.groups else Fraction(1)

    return [criterion.weight * factor(criterion) for criterion in of.scored]


def weighted(weights: list[Fraction], figures: list[Fraction]) -> Fraction:
    return sum((weight * figure for weight, figure in zip(weights, figures, strict=True)), Fraction(0))


@brief
@given(st.lists(st.fractions(-100, 100), min_size=6, max_size=6))
def test_the_sums_at_both_ends_of_a_path_are_those_with_all_weights_there(figures: list[Fraction]) -> None:
    of = model()
    sums, floats = sums_of(of, figures), FloatWeights(of)
    for path in weight_paths(of):
        none, all_ = weights_at_ends(of, path)
        assert path.at_none(sums) == weighted(none, figures)
        assert path.at_all(sums) == weighted(all_, figures)
        assert floats.at_none(path) == pytest.approx([float(weight) for weight in none], rel=1e-15)
        assert floats.at_all(path) == pytest.approx([float(weight) for weight in all_], rel=1e-15)


@brief
@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 5, 50]))
def test_among_many_sites_no_rival_is_missed(seed: int, step: int) -> None:
    """Against all lines in fractions; coarse values give many that tie or are alike."""
    of = matrix(np.random.default_rng(seed).integers(0, 100 // step + 1, (60, 6)).astype(float) * step)
    exact = [[Fraction(value) for value in row] for row in of.values.tolist()]
    leads = [[own - other for own, other in zip(exact[0], row, strict=True)] for row in exact[1:]]
    weights = [criterion.weight for criterion in of.criteria.scored]
    for interval, path in zip(
        stability_intervals(Crossings.for_first_place(of)), weight_paths(of.criteria), strict=True
    ):
        none, all_ = weights_at_ends(of.criteria, path)
        for end, whole, there in ((interval.low, 0, none), (interval.high, 1, all_)):
            lines = [(max(weighted(weights, row), Fraction(0)), weighted(there, row)) for row in leads]
            passed = min(
                ((now / (now - then), then, row) for row, (now, then) in enumerate(lines, 1) if then < 0),
                default=None,
            )
            share = None if passed is None else (path.share + (whole - path.share) * passed[0]) * path.parent
            assert (end and (end.weight, end.id)) == (passed and (share, f"s{passed[2]}"))
