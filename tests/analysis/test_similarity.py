"""Distances are symmetric, nothing between known sites that are alike, and an interval that finding out narrows."""

from math import log, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.test_gaps import FOUND_OUT, inside
from tests.analysis.worlds import KNOWN_ROWS, LEVELS, ROWS, ranking
from tests.scoring.worlds import criteria
from tests.sites.reading import brief, sites_in

from vasterviksmodell.analysis.similarity import Similar, similar
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import score

Row = dict[str, str]
PAIRS = ROWS.filter(lambda rows: len(rows) > 1)
KNOWN = {"school": "400", "size": "30", "plan": "housing", "travel": "5", "road": "yes", "air": "0"}


def between(rows: list[Row], one: str, other: str) -> Similar:
    return next(site for site in similar(ranking(rows), one).others if site.id == other)


@brief
@given(PAIRS)
def test_a_distance_is_the_same_from_both_sides(rows: list[Row]) -> None:
    there, back = between(rows, "a", "b"), between(rows, "b", "a")
    assert [(distance.criterion.id, distance.low, distance.high) for distance in there.distances] == [
        (distance.criterion.id, distance.low, distance.high) for distance in back.distances
    ]
    assert 0 <= there.low <= there.high <= 100 + 1e-9


@brief
@given(PAIRS, st.data())
def test_whatever_is_found_out_the_distance_lies_between_its_ends(rows: list[Row], data: st.DataObject) -> None:
    before = between(rows, "a", "b")
    found = [
        {name: said if not open_ else data.draw(st.sampled_from(open_)) for name, said, open_ in _open(row)}
        for row in rows[:2]
    ]
    after = between([*found, *rows[2:]], "a", "b")
    assert before.low - 1e-9 <= after.low == pytest.approx(after.high)
    assert after.high <= before.high + 1e-9
    for was, now in zip(before.distances, after.distances, strict=True):
        assert was.low - 1e-9 <= now.low <= now.high <= was.high + 1e-9


def _open(row: Row) -> list[tuple[str, str, list[str]]]:
    """What each cell leaves open."""
    return [
        (name, row[name], [outcome for outcome in FOUND_OUT[name] if inside(row[name], outcome)]) for name in LEVELS
    ]


@brief
@given(KNOWN_ROWS)
def test_the_distance_of_known_sites_is_the_weighted_difference_of_their_values(rows: list[Row]) -> None:
    of = ranking(rows)
    values = {row["id"]: row for row in of.frame.iter_rows(named=True)}
    told = similar(of, "a")
    for other in told.others:
        apart = sum(
            float(part.weight) * abs(values["a"][f"{part.id}__value_low"] - values[other.id][f"{part.id}__value_low"])
            for part in of.criteria.scored
        )
        assert other.low == pytest.approx(apart)
        assert other.unknown == pytest.approx(0)
    assert [other.high for other in told.others] == sorted(other.high for other in told.others)


def test_known_sites_that_are_alike_are_not_apart() -> None:
    told = similar(ranking([KNOWN, KNOWN, {**KNOWN, "road": "no"}]), "a")
    assert [(other.id, other.low, other.high, other.apart) for other in told.others[:1]] == [("b", 0.0, 0.0, ())]
    assert [(part.criterion.id, part.low) for part in told.others[1].apart] == [("road", 10.0)]


def test_sites_of_which_nothing_is_known_may_be_anywhere() -> None:
    (other,) = similar(ranking([dict.fromkeys(LEVELS, "")] * 2), "a").others
    assert (other.low, other.unknown) == (0.0, other.high)
    assert other.high == pytest.approx(100 - 100 / 32 / 10, abs=0.1)  # air within its range is worth at least 100 / 32


def test_alone_a_site_is_like_none_and_only_the_first_are_told() -> None:
    assert similar(ranking([KNOWN]), "a").others == ()
    told = similar(ranking([KNOWN] * 4), "a", 2)
    assert ([other.id for other in told.others], told.compared) == (["b", "c"], 3)
    with pytest.raises(KeyError):
        similar(ranking([KNOWN]), "z")


SHARED = criteria(
    "near: {measure: x, range: [0, 10], weight: 1, value: {0: 100, 10: 0}}\n"
    "far: {measure: x, range: [0, 10], weight: 1, value: {0: 0, 10: 100}}\n"
    "other: {measure: y, range: [0, 10], weight: 2, value: {0: 0, 10: 100}}"
)


def apart(one: str, other: str, model: Criteria = SHARED) -> Similar:
    """The distance of two sites with what their rows say of x and y."""
    ranking = score(sites_in(f"id,x,y\na,{one}\nb,{other}\n", model), model)
    (likeness,) = similar(ranking, "a").others
    return likeness


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        (",5", ",5", 0, 50),
        ("0..4,5", "6..10,5", 10, 50),  # 4 and 6 are 10 apart by each criterion, 0 and 10 are 50 apart
        ("5,5", ",5", 0, 25),
        ("5,5", "2,5", 15, 15),
        (",", ",", 0, 100),
    ],
)
def test_criteria_that_agree_on_a_figure_are_as_far_apart_as_each(
    one: str, other: str, low: float, high: float
) -> None:
    told = apart(one, other)
    assert (told.low, told.high) == (pytest.approx(low), pytest.approx(high))


def test_a_figure_moves_once_for_all_that_read_it() -> None:
    """By hand: at 0 and 5 they differ by 100 and 0, at 5 and 10 by 0 and 100, at 0 and 10 by 100 and 100.

    Of one site 5 is known, so only one of the two criteria can set it apart from the other.
    """
    model = criteria(
        "left: {measure: x, range: [0, 10], weight: 1, value: {0: 100, 5: 0, 10: 0}}\n"
        "right: {measure: x, range: [0, 10], weight: 3, value: {0: 0, 5: 0, 10: 100}}"
    )
    told = apart("5,1", ",1", model)
    assert [(distance.low, distance.high) for distance in told.distances] == [(0, 25), (0, 75)]
    assert (told.low, told.high, told.unknown) == (0, 75, 75)
    assert apart(",1", ",1", model).high == pytest.approx(100)


def test_where_one_criterion_scores_a_figure_the_distance_is_that_of_the_criterion() -> None:
    """Another that only screens by the figure adds nothing, whatever its range."""
    model = criteria(
        "near: {measure: x, range: [0, 10], weight: 1, value: {0: 100, 10: 0}}\n"
        "gate: {measure: x, range: [0, 5], requirement: {at_most: 4}}\n"
        "other: {measure: y, range: [0, 10], weight: 1, value: {0: 0, 10: 100}}"
    )
    told = apart("0,1", ",1", model)
    assert [distance.high for distance in told.distances] == [50, 0]
    assert told.high == 50


def test_categories_of_one_column_are_one_figure_too() -> None:
    model = criteria(
        "one: {type: category, measure: x, weight: 1, value: {a: 100, b: 0, c: 0}}\n"
        "two: {type: category, measure: x, weight: 1, value: {a: 0, b: 100, c: 0}}"
    )
    assert apart("c,1", ",1", model).high == pytest.approx(50)
    assert apart(",1", ",1", model).high == pytest.approx(100)
    assert apart("a,1", "b,1", model).low == pytest.approx(100)


def test_a_curve_and_a_line_are_farthest_apart_where_their_sum_turns() -> None:
    """By hand: 100·2^(-x/5) less 5·x never turns, their sum does where 2^(-x/5) is 1 / (4 ln 2)."""
    model = criteria(
        "curve: {measure: x, range: [0, 20], weight: 1, value: {decay: {half: 5}}}\n"
        "line: {measure: x, range: [0, 20], weight: 1, value: {0: 0, 20: 100}}"
    )
    known = apart("0,1", ",1", model)
    assert known.high == pytest.approx((100 - 100 / 16 + 100) / 2)
    turn = 5 * log2(4 * log(2))
    sum_there = 100 * 2 ** (-turn / 5) + 5 * turn
    assert apart("20,1", "0..19,1", model).high == pytest.approx(max(106.25 - sum_there, (100 - 6.25 + 100)) / 2)


def test_of_many_criteria_on_one_figure_the_sum_of_their_greatest_is_told() -> None:
    shapes = ["{0: 100, 5: 0, 10: 0}", "{0: 0, 5: 0, 10: 100}"] * 6
    for number, high in ((10, 50), (11, 100)):
        entries = [
            f"c{place}: {{measure: x, range: [0, 10], weight: 1, value: {shapes[place]}}}" for place in range(number)
        ]
        told = apart("5,1", ",1", criteria("\n".join(entries)))
        assert told.high == pytest.approx(high)
