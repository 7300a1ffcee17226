"""Distances are symmetric, nothing between known sites that are alike, and an interval that finding out narrows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.analysis.test_gaps import FOUND_OUT, inside
from tests.analysis.worlds import KNOWN_ROWS, LEVELS, ROWS, ranking
from tests.sites.reading import brief

from vasterviksmodell.analysis.similarity import Similar, similar

Row = dict[str, str]
PAIRS = ROWS.filter(lambda rows: len(rows) > 1)
KNOWN = {"school": "400", "size": "30", "plan": "housing", "travel": "5", "road": "yes", "air": "0"}


def between(rows: list[Row], one: str, other: str) -> Similar:
    return next(it for it in similar(ranking(rows), one).others if it.id == other)


@brief
@given(PAIRS)
def test_a_distance_is_the_same_from_both_sides(rows: list[Row]) -> None:
    there, back = between(rows, "a", "b"), between(rows, "b", "a")
    assert [(it.criterion.id, it.low, it.high) for it in there.distances] == [
        (it.criterion.id, it.low, it.high) for it in back.distances
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
    return [(name, row[name], [it for it in FOUND_OUT[name] if inside(row[name], it)]) for name in LEVELS]


@brief
@given(KNOWN_ROWS)
def test_the_distance_of_known_sites_is_the_weighted_difference_of_their_values(rows: list[Row]) -> None:
    of = ranking(rows)
    values = {row["id"]: row for row in of.frame.iter_rows(named=True)}
    told = similar(of, "a")
    for it in told.others:
        apart = sum(
            float(part.weight) * abs(values["a"][f"{part.id}__value_low"] - values[it.id][f"{part.id}__value_low"])
            for part in of.criteria.scored
        )
        assert it.low == pytest.approx(apart)
        assert it.unknown == pytest.approx(0)
    assert [it.high for it in told.others] == sorted(it.high for it in told.others)


def test_known_sites_that_are_alike_are_not_apart() -> None:
    told = similar(ranking([KNOWN, KNOWN, {**KNOWN, "road": "no"}]), "a")
    assert [(it.id, it.low, it.high, it.apart) for it in told.others[:1]] == [("b", 0.0, 0.0, ())]
    assert [(part.criterion.id, part.low) for part in told.others[1].apart] == [("road", 10.0)]


def test_sites_of_which_nothing_is_known_may_be_anywhere() -> None:
    (other,) = similar(ranking([dict.fromkeys(LEVELS, "")] * 2), "a").others
    assert (other.low, other.unknown) == (0.0, other.high)
    assert other.high == pytest.approx(100 - 100 / 32 / 10, abs=0.1)  # air within its range is worth at least 100 / 32


def test_alone_a_site_is_like_none_and_only_the_first_are_told() -> None:
    assert similar(ranking([KNOWN]), "a").others == ()
    told = similar(ranking([KNOWN] * 4), "a", 2)
    assert ([it.id for it in told.others], told.compared) == (["b", "c"], 3)
    with pytest.raises(KeyError):
        similar(ranking([KNOWN]), "z")
