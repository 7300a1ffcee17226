"""Two sites: the waterfall sums to the gap, and the stated change of a weight turns the order."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.analysis.worlds import KNOWN_ROW, KNOWN_ROWS, ROWS, ranking, with_points
from tests.sites.reading import few, thorough

from vasterviksmodell.analysis.explanation import Pair, compare_pair
from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring import Ranking, score
from vasterviksmodell.scoring.ranking import sites_of


@thorough
@given(ROWS.filter(lambda rows: len(rows) > 1), st.sampled_from(["low", "middle", "high"]))
def test_the_differences_sum_to_the_gap_and_the_decisive_ones_outweigh_the_rest(
    rows: list[dict[str, str]], unknown: str
) -> None:
    pair = compare_pair(ranking(rows, unknown), "a", "b")
    points = [part.points for part in pair.differences]
    assert abs(sum(points) - pair.gap) <= 1e-9
    assert points == sorted(points, reverse=True)
    if pair.first.rank is None or pair.by_status:
        assert pair.decisive == ()
    elif pair.gap > 1e-6:
        against = -sum(point for point in points if point < 0)
        decisive = [part.points for part in pair.decisive]
        assert sum(decisive) > max(against, pair.gap / 2)
        assert sum(decisive[:-1]) <= max(against, pair.gap / 2) + 1e-9


def scores_with(pair: Pair, ranked: Ranking, node: str, points: Fraction) -> tuple[float, float]:
    changed = with_points(ranked.criteria, node, points)
    found = dict(score(sites_of(ranked), changed).frame.select("id", "score").iter_rows())
    return found[pair.first.id], found[pair.second.id]


@few
@given(KNOWN_ROWS)
def test_the_smallest_change_of_a_weight_turns_the_order_and_one_per_cent_less_does_not(
    rows: list[dict[str, str]],
) -> None:
    ranked = ranking(rows)
    pair = compare_pair(ranked, "a", "b")
    assume(pair.gap > 0.1 and pair.turnings)
    turning = pair.turnings[0]
    change = turning.points - turning.node.points
    assume(turning.points > Fraction(1, 100))
    first, second = scores_with(pair, ranked, turning.node.id, turning.node.points + change * Fraction(1001, 1000))
    assert second > first
    first, second = scores_with(pair, ranked, turning.node.id, turning.node.points + change * Fraction(99, 100))
    assert first > second


@few
@given(st.tuples(KNOWN_ROW, KNOWN_ROW))
def test_a_weight_of_which_no_change_is_stated_turns_nothing(rows: tuple[dict[str, str], dict[str, str]]) -> None:
    ranked = ranking(list(rows))
    pair = compare_pair(ranked, "a", "b")
    assume(pair.gap > 0.1)
    stated = {turning.node.id for turning in pair.turnings}
    for node in (other for other in pair.criteria.nodes if other.id not in stated):
        for points in (Fraction(1, 1000), Fraction(100_000)):
            first, second = scores_with(pair, ranked, node.id, points)
            assert first > second


def test_sites_that_are_alike_tie() -> None:
    row = {"school": "400", "size": "30", "plan": "housing", "travel": "5", "road": "yes", "air": "0"}
    pair = compare_pair(ranking([row, row]), "b", "a")
    assert (pair.is_tie, pair.settled, pair.decisive, pair.turnings, pair.first.id) == (True, False, (), (), "b")


def test_an_excluded_site_stands_behind_whatever_its_score() -> None:
    poor = {"school": "3900", "size": "0", "plan": "other", "travel": "60", "road": "no", "air": "20"}
    rich = {"school": "4100", "size": "30", "plan": "housing", "travel": "5", "road": "yes", "air": "0"}
    pair = compare_pair(ranking([rich, poor]), "a", "b")
    assert (pair.first.id, pair.by_status, pair.settled, pair.decisive) == ("b", True, True, ())
    assert pair.gap < 0


POOR = {"school": "3900", "size": "0", "plan": "other", "travel": "60", "road": "no", "air": "20"}


def test_the_requirement_decides_and_no_score_when_the_other_is_excluded() -> None:
    better_but_for = {"school": "4100", "size": "0", "plan": "other", "travel": "60", "road": "no", "air": "20"}
    best = {"school": "400", "size": "30", "plan": "housing", "travel": "5", "road": "yes", "air": "0"}
    pair = compare_pair(ranking([best, better_but_for]), "a", "b")
    assert pair.gap > 0
    assert (pair.by_status, pair.settled, pair.decisive) == (True, True, ())
    assert [limit.criterion.id for limit in pair.second.stops] == ["school"]


def test_an_exclusion_for_what_is_unknown_does_not_settle_the_order() -> None:
    ranked = ranking([POOR, {**POOR, "school": "", "size": "30", "travel": "5"}])
    excluding = replace(ranked.criteria, criteria=tuple(map(_excluding_unknown, ranked.criteria.criteria)))
    pair = compare_pair(score(sites_of(ranked), excluding), "a", "b")
    assert (pair.first.id, pair.by_status, pair.settled) == ("a", True, False)


def _excluding_unknown(criterion: Criterion) -> Criterion:
    limit = criterion.requirement
    return criterion if limit is None else replace(criterion, requirement=replace(limit, unknown="excluded"))
