"""What it would take: the stated change reaches the target, less of it does not, and where none is stated none does."""

from itertools import chain
from math import inf, nan
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.worlds import KNOWN_ROWS, ROWS, model, ranking
from tests.scoring.worlds import by_id, criteria, ranked
from tests.sites.reading import brief

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.target_search.search import Target, TargetSearch, reaching
from vasterviksmodell.analysis.target_search.single_changes import SingleChange
from vasterviksmodell.analysis.target_search.unmet_limits import UnmetLimit

Row = dict[str, str]
UNKNOWN = st.sampled_from(["low", "middle", "high"])
SCORES = st.floats(1, 100).map(lambda drawn: round(drawn, 1))
KNOWN = {"school": "400", "size": "30", "plan": "housing", "travel": "5", "road": "yes", "air": "0"}
FIGURES = {
    "school": [str(x) for x in chain(range(0, 9001, 250), (3999.5, 4000.5))],
    "size": [str(x) for x in range(0, 91, 3)],
    "plan": ["housing", "other", "none"],
    "travel": [str(x) for x in (0, 5, 14.9, 15, 30, 44.9, 45, 80, 89.9, 90, 120)],
    "road": ["yes", "no"],
    "air": [str(x / 2) for x in range(100)],
}


def cell(to: Measured) -> str:
    """A measure as a file says it."""
    if to.low is None or to.high is None:
        return to.category or ""
    return repr(to.low) if to.low == to.high else f"{to.low!r}..{to.high!r}"


def opened(row: Row, found: TargetSearch, besides: str = "") -> Row:
    """A row with what must be opened opened, but for one criterion."""
    return {**row, **{limit.criterion.id: cell(limit.to) for limit in found.openings if limit.criterion.id != besides}}


def scored(rows: list[Row], unknown: str = "low") -> list[tuple[str, float]]:
    """Status and score of each row; neither depends on the others."""
    if not rows:
        return []
    told = by_id(ranked([{"id": str(number), **row} for number, row in enumerate(rows)], model(unknown)))
    return [(str(told[str(number)]["status"]), float(str(told[str(number)]["score"]))) for number in range(len(rows))]


def figures(way: SingleChange) -> list[str]:
    """The ends of what a way asks for."""
    to, criterion = way.to, way.criterion
    if to.low is None or to.high is None:
        return [cell(to)]
    return [cell(Measured.at(criterion, to.low)), cell(Measured.at(criterion, to.high))]


def less(way: SingleChange) -> list[str]:
    """The measure moved by one per cent less; nothing where it does not move, or only to the next number."""
    if way.by is None or way.to.low is None or way.measured.low is None or way.measured.high is None:
        return []
    start = way.measured.low if way.to.low < way.measured.low else way.measured.high
    short = start + (way.to.low - start) * 0.99
    return [] if short == way.to.low else [repr(short)]


@pytest.mark.parametrize(
    ("kind", "at"),
    [("rank", 0), ("rank", 1.5), ("rank", inf), ("score", -1), ("score", 101), ("score", nan), ("bogus", 1)],
)
def test_what_is_no_target_is_refused(kind: Any, at: float) -> None:
    with pytest.raises(ValueError, match=r"no target|no rank|not between 0 and 100"):
        Target(kind, at)


@brief
@given(ROWS, SCORES, UNKNOWN)
def test_each_way_reaches_a_score_and_one_per_cent_less_does_not(rows: list[Row], score: float, unknown: str) -> None:
    found = reaching(ranking(rows, unknown), "a", Target("score", score))
    for way in found.ways:
        row, name = opened(rows[0], found, way.criterion.id), way.criterion.id
        for status, then in scored([{**row, name: figure} for figure in figures(way)], unknown):
            assert status != "excluded"
            assert then >= max(score, way.score) - 1e-9
        for status, then in scored([{**row, name: short} for short in less(way)], unknown):
            assert status == "excluded" or then < score


@brief
@given(ROWS, SCORES, UNKNOWN)
def test_a_measure_for_which_no_way_is_stated_reaches_nothing(rows: list[Row], score: float, unknown: str) -> None:
    found = reaching(ranking(rows, unknown), "a", Target("score", score))
    if found.opening_is_enough:
        assert found.ways == ()
        return
    stated = {way.criterion.id for way in found.ways}
    others = [name for name in FIGURES if name not in stated]
    changed = [{**opened(rows[0], found, name), name: figure} for name in others for figure in FIGURES[name]]
    assert all(status == "excluded" or then < score for status, then in scored(changed, unknown))


@brief
@given(KNOWN_ROWS, st.integers(1, 6))
def test_a_way_to_a_rank_reaches_it(rows: list[Row], rank: int) -> None:
    def rank_of(first: Row) -> int | None:
        frame = ranking([first, *rows[1:]]).frame
        return frame.filter(frame["id"] == "a")["rank"].item()  # type: ignore[no-any-return]

    rank = min(rank, len(rows))
    found, now = reaching(ranking(rows), "a", Target("rank", rank)), rank_of(rows[0])
    assert found.is_reached == (now is not None and now <= rank)
    for way in found.ways:
        then = rank_of({**opened(rows[0], found, way.criterion.id), way.criterion.id: cell(way.to)})
        assert then is not None
        assert then <= rank


@brief
@given(ROWS)
def test_a_site_qualifies_when_all_is_opened_and_not_when_one_thing_is_left(rows: list[Row]) -> None:
    found = reaching(ranking(rows), "a", Target("qualified"))
    left = [opened(rows[0], found, limit.criterion.id) for limit in found.openings]
    (now, _), (then, _), *others = scored([rows[0], opened(rows[0], found), *left])
    assert found.is_reached == (now == "qualified")
    assert then == "qualified"
    assert all(status != "qualified" for status, _ in others)


@brief
@given(ROWS, UNKNOWN)
def test_no_figures_score_more_than_the_highest(rows: list[Row], unknown: str) -> None:
    found = reaching(ranking(rows, unknown), "a", Target("score", 100))
    best = {"school": "0", "size": "45", "plan": "housing", "travel": "0", "road": "yes", "air": "0"}
    assert found.highest == pytest.approx(scored([best])[0][1])
    assert found.is_possible


def test_ways_by_hand() -> None:
    """Weights: school 3/10, size 2/10, plan 1/10, travel 2/10, road 1/10, air 1/10."""
    row = {**KNOWN, "school": "3000", "travel": "30"}  # worth 30 and 70: 9 + 20 + 10 + 14 + 10 + 10 = 73
    found = reaching(ranking([row]), "a", Target("score", 79))
    assert found.score == pytest.approx(73)
    assert [(way.criterion.id, way.to.low, way.by) for way in found.ways] == [
        ("school", pytest.approx(2333.3333333333), pytest.approx(666.6666666667)),
        ("travel", pytest.approx(15), pytest.approx(15)),
    ]
    travel = found.ways[1].to.low
    assert travel is not None
    assert travel < 15, "100 is worth what lies below 15, not 15 itself"


def test_what_is_known_in_part_need_only_be_found_out() -> None:
    found = reaching(ranking([{**KNOWN, "school": "0..2000"}]), "a", Target("score", 94))
    (way,) = found.ways
    assert (way.is_finding_out, way.by, way.effort.least) == (True, None, 0.0)
    assert (way.to.low, way.to.high) == (0.0, 1250.0)


def test_an_excluded_site_is_opened_first_and_a_way_on_the_same_measure_goes_the_whole_way() -> None:
    found = reaching(ranking([{**KNOWN, "school": "6000", "road": "no"}]), "a", Target("score", 85))
    assert [(limit.criterion.id, limit.to.low, limit.by) for limit in found.openings] == [("school", 4000.0, 2000.0)]
    assert (found.score, found.opened) == (60.0, 60.0)
    assert [(way.criterion.id, way.by) for way in found.ways] == [("school", pytest.approx(6000 - 1125))]


def test_a_way_keeps_the_requirement() -> None:
    other = criteria(
        "x: {range: [0, 10], weight: 1, value: {0: 0, 10: 100}, requirement: {at_most: 6}}\n"
        "y: {type: yes_no, weight: 1}"
    )
    of = ranked([{"id": "a", "x": "2", "y": "yes"}, {"id": "b", "x": "0..10", "y": "yes"}], other)
    reached = reaching(of, "a", Target("score", 80))
    assert [(way.criterion.id, way.to.low) for way in reached.ways] == [("x", 6.0)]
    beyond = reaching(of, "a", Target("score", 81))
    assert (beyond.ways, beyond.is_possible, beyond.highest) == ((), False, 80.0)
    (way,) = reaching(of, "b", Target("score", 70)).ways
    assert (way.to.low, way.to.high) == (4.0, 6.0)


def test_only_the_first_figure_is_stated_where_some_between_do_not_reach() -> None:
    other = criteria("x: {range: [0, 80], weight: 1, value: {0: 0, 20: 90, 40: 10, 60: 90, 80: 0}}")
    (way,) = reaching(ranked([{"id": "a", "x": ""}], other), "a", Target("score", 90)).ways
    assert (way.to.low, way.to.high, way.is_finding_out) == (20.0, 20.0, True)


def test_a_range_without_end_gives_finite_measures() -> None:
    other = criteria("x: {weight: 1, value: {decay: {half: 20}}}\ny: {weight: 1, value: {0: 0, 10: 100}}")
    of = ranked([{"id": "a", "x": "", "y": ">=2"}, {"id": "b", "x": ">70", "y": "0"}], other)
    assert [(change.to.low, change.to.high) for change in reaching(of, "a", Target("score", 35)).ways] == [
        (0.0, pytest.approx(20)),
        (7.0, float("inf")),
    ]
    assert [(change.criterion.id, change.to.low) for change in reaching(of, "b", Target("score", 25)).ways] == [
        ("x", 20.0),
        ("y", 5.0),
    ]


def test_a_rank_that_every_site_has_is_reached_by_opening() -> None:
    found = reaching(ranking([{**KNOWN, "school": "6000"}, KNOWN]), "a", Target("rank", 2))
    assert (found.needed, found.is_reached, found.opening_is_enough, found.ways) == (None, False, True, ())
    assert reaching(ranking([KNOWN]), "a", Target("rank", 1)).is_reached


def test_a_rank_beyond_the_last_site_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no rank 2 among 1 sites"):
        reaching(ranking([KNOWN]), "a", Target("rank", 2))


def test_an_unknown_site_is_told() -> None:
    with pytest.raises(KeyError):
        reaching(ranking([KNOWN]), "z", Target("qualified"))


def test_a_two_sided_requirement_is_opened_by_what_is_known_of_it() -> None:
    other = criteria(
        "x: {range: [0, 9], weight: 1, value: {0: 0, 9: 100},"
        " requirement: {at_least: 1, at_most: 5, unknown: excluded}}"
    )

    def opening(said: str) -> UnmetLimit:
        (opening,) = reaching(ranked([{"id": "a", "x": said}], other), "a", Target("qualified")).openings
        return opening

    assert (opening("0..3").to.low, opening("0..3").to.high, opening("0..3").by) == (1.0, 3.0, None)
    assert (opening("").to.low, opening("").to.high) == (1.0, 5.0)
    assert (opening("0").to.low, opening("0").to.high, opening("0").by) == (1.0, 1.0, 1.0)
    assert (opening("7..8").to.low, opening("7..8").to.high, opening("7..8").by) == (5.0, 5.0, 2.0)


def test_a_warning_is_nothing_that_must_be_met() -> None:
    other = criteria(
        "x: {range: [0, 9], weight: 1, value: {0: 0, 9: 100}, warning: {at_most: 5}}\n"
        "plan: {type: category, categories: [housing, none], requirement: {in: [housing]}}"
    )
    found = reaching(ranked([{"id": "a", "x": "", "plan": "none"}], other), "a", Target("qualified"))
    assert [limit.criterion.id for limit in found.openings] == ["plan"]
    known = reaching(ranked([{"id": "a", "x": "7", "plan": "housing"}], other), "a", Target("qualified"))
    assert (known.is_reached, known.openings) == (True, ())


def test_a_category_without_a_value_is_opened_by_the_first_that_is_allowed() -> None:
    other = criteria(
        "x: {weight: 1, value: {0: 0, 9: 100}}\n"
        "plan: {type: category, categories: [housing, nature], requirement: {in: [housing]}}"
    )
    for said, truth in (("nature", "not_met"), ("", "unknown")):
        (opening,) = reaching(ranked([{"id": "a", "x": "1", "plan": said}], other), "a", Target("qualified")).openings
        assert (opening.to.category, opening.truth, opening.by) == ("housing", truth, None)


def test_what_a_category_must_be_found_out_to_be_takes_no_effort() -> None:
    """The one worth least that reaches it, whatever the others would take; only a change has an effort."""
    other = criteria(
        "plan: {type: category, weight: 1, value: {housing: 100, office: 80, none: 0}, effort: {housing: 1, office: 9}}"
    )
    (way,) = reaching(ranked([{"id": "a", "plan": ""}], other), "a", Target("score", 55)).ways
    assert (way.to.category, way.is_finding_out, way.effort.least) == ("office", True, 0.0)
    (way,) = reaching(ranked([{"id": "a", "plan": "none"}], other), "a", Target("score", 55)).ways
    assert (way.to.category, way.is_finding_out, way.effort.least) == ("housing", False, 1.0)


def test_of_ways_of_equal_effort_those_known_whole_come_first() -> None:
    other = criteria(
        "x: {range: [0, 10], weight: 1, value: {0: 0, 10: 100}, effort: 2}\n"
        "y: {range: [0, 10], weight: 1, value: {0: 0, 10: 100}}\n"
        "z: {range: [0, 10], weight: 1, value: {0: 0, 10: 100}, effort: 1}\n"
        "w: {range: [0, 10], weight: 1, value: {0: 0, 10: 100}}"
    )
    row = {"id": "a", "x": "0", "y": "0", "z": "0", "w": ""}
    found = reaching(ranked([row], other), "a", Target("score", 10))
    assert [(way.criterion.id, way.effort.least, way.effort.is_whole) for way in found.ways] == [
        ("w", 0.0, True),
        ("z", pytest.approx(4), True),
        ("x", pytest.approx(8), True),
        ("y", 0.0, False),
    ]
