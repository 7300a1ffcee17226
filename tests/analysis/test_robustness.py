"""Whether the first place is settled, and what unsettles it."""

from fractions import Fraction

import pytest
from hypothesis import given
from tests.analysis.worlds import ROWS, ranking
from tests.scoring.worlds import criteria, ranked
from tests.sites.reading import few

from vasterviksmodell.analysis.robustness.robustness import Robustness, robustness
from vasterviksmodell.analysis.smaa import Around
from vasterviksmodell.scoring import Ranking

Row = dict[str, str]
ENTRY = "{range: [0, 100], value: {0: 0, 100: 100}, weight: 1}"
THREE = f"one: {ENTRY}\ntwo: {ENTRY}\nthree: {ENTRY}"
AHEAD = {"id": "a", "one": "80", "two": "80", "three": "80"}
BEHIND = {"id": "b", "one": "50", "two": "70", "three": "50"}


def of(ranking: Ranking, **options: object) -> Robustness:
    return robustness(ranking, draws=50, **options)  # type: ignore[arg-type]


def world(*rows: Row, limit: str = "") -> Ranking:
    return ranked(rows, criteria(THREE.replace("weight: 1}\ntwo", f"weight: 1{limit}}}\ntwo")))


def test_a_site_ahead_on_everything_is_settled() -> None:
    told = of(world(AHEAD, BEHIND))
    assert (told.settled, told.unsettled, [place.id for place in told.first]) == (True, (), ["a"])
    assert told.weighed.nearest is None
    assert [site.id for site in told.never_first.sites] == ["b"]
    assert told.drawn is not None
    assert told.drawn.acceptability[:, 0].tolist() == [1, 0]
    assert all(method.holds for method in told.methods if method.why_not is None)


@pytest.mark.parametrize(
    ("rival", "limit", "ground"),
    [
        ({**BEHIND, "one": "0..100", "two": "85", "three": "85"}, "", "unknown"),
        ({"id": "b", "one": "100", "two": "60", "three": "75"}, "", "weights"),
        ({"id": "b", "one": "100", "two": "100", "three": "100"}, ", requirement: {at_most: 90}", "limits"),
        ({"id": "b", "one": "100", "two": "100", "three": "20"}, "", "criteria"),
    ],
)
def test_each_ground_alone_unsettles_it(rival: Row, limit: str, ground: str) -> None:
    told = of(world(AHEAD, rival, limit=limit))
    assert [place.id for place in told.first] == ["a"]
    assert ground in told.unsettled
    assert not told.settled
    if ground != "weights":
        assert "weights" not in told.unsettled


def test_a_requirement_dropped_does_not_unsettle() -> None:
    told = of(world({**AHEAD, "one": "50"}, {**AHEAD, "id": "b", "one": "100"}, limit=", requirement: {at_most: 70}"))
    assert not next(limit for limit in told.limits if limit.is_dropped).variation.holds
    assert told.settled


def test_just_a_fifth_of_every_weight_is_borne() -> None:
    # with the first weight a fifth more and the others a fifth less: 1.2 · (74 - 90) + 0.8 · (92 - 80) · 2 = 0
    told = of(
        world(
            {"id": "a", "one": "74", "two": "92", "three": "92"}, {"id": "b", "one": "90", "two": "80", "three": "80"}
        )
    )
    assert told.weighed.errors is not None
    assert told.weighed.errors.part == pytest.approx(0.2)
    assert "weights" not in told.unsettled


def test_without_a_first_place_nothing_is_settled() -> None:
    told = of(world({**AHEAD, "one": "60"}, limit=", requirement: {at_most: 50}"))
    assert (told.first, told.settled, told.unsettled, told.drawn, told.methods) == ((), False, (), None, ())


def test_one_site_is_settled_when_it_qualifies() -> None:
    assert of(world(AHEAD)).settled
    assert of(world({**AHEAD, "one": ""}, limit=", requirement: {at_most: 50}")).unsettled == ("unknown",)


def test_a_pair_is_ordered_by_score_and_drawn_against_each_other() -> None:
    third = {"id": "c", "one": "60", "two": "60", "three": "0"}
    told = of(world(AHEAD, BEHIND, third), pair=("c", "b"), weights=Around(0.2))
    assert told.pair is not None
    assert (told.pair.first.id, told.pair.second.id) == ("b", "c")
    assert {end.id for interval in told.pair.weighed.stability for end in interval.ends} == {"c"}
    assert told.drawn is not None
    assert told.drawn.pairs.ids == ("a", "b", "c")
    assert told.pair.wins == told.drawn.pairs.share("b", "c")
    with pytest.raises(KeyError):
        of(world(AHEAD, BEHIND), pair=("a", "x"))


def test_a_pair_far_down_is_held_against_each_other_too() -> None:
    rows = [{"id": f"s{number}", "one": str(number / 2), "two": "50", "three": "50"} for number in range(103)]
    told = of(world(*rows), pair=("s1", "s0"))
    assert told.drawn is not None
    assert told.drawn.pairs.ids[99:] == ("s3", "s1", "s0")
    assert told.pair is not None
    assert told.pair.wins == 1


def test_who_is_first_in_a_draw_is_not_said_never_to_be() -> None:
    """A rival that may turn out to be excluded stands in nobody's way, and some draws exclude it."""
    screened = criteria(THREE + "\nfour: {range: [0, 100], requirement: {at_most: 50}}")
    told = of(ranked([{**AHEAD, "four": "0..100"}, {**BEHIND, "four": "5"}], screened))
    assert told.drawn is not None
    assert told.drawn.ids == ("a", "b")
    assert 0 < told.drawn.acceptability[1, 0] < 1
    assert told.never_first.sites == ()


@few
@given(ROWS)
def test_whatever_the_sites_there_is_an_answer(rows: list[Row]) -> None:
    told = of(ranking(rows))
    assert told.settled == (bool(told.first) and not told.unsettled)
    assert (told.drawn is None) == (not told.first)
    assert len(told.left_out) == 6
    assert (told.weighed.errors is None or told.weighed.errors.part >= Fraction(1, 5)) == (
        "weights" not in told.unsettled
    )
