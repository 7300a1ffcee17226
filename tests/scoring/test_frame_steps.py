"""Frames in steps: scores in one evaluation, ranks by themselves, and what is told without a look at the rows."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given as for_any
from hypothesis import settings
from hypothesis import strategies as st
from tests.conftest import tried
from tests.scoring.test_frames import KINDS, MODEL, STOPS, TABLE, back, engines, given
from tests.scoring.worlds import criteria
from tests.scoring.worlds import sites as sites_of

from vasterviksmodell import rank
from vasterviksmodell.scoring import InvalidFrame, score

RANKS = ["rank", "rank_best", "rank_worst"]
PLACES = ["Ankarby", "ankarby ", None, "Bruket", "Bruket", "", "Ankarby"]


@engines
def test_ranks_as_a_step_are_those_of_one_call(kind: str) -> None:
    frame = given(kind, TABLE)
    unranked = score(frame, MODEL, ranks=False)
    assert not set(RANKS) & set(back(unranked).columns)
    both = back(rank(unranked)).sort("id")
    assert both.select("id", *RANKS).equals(back(score(frame, MODEL)).sort("id").select("id", *RANKS))


@engines
def test_ranks_come_from_the_narrow_result_alone(kind: str) -> None:
    narrow = back(score(given(kind, TABLE), MODEL, ranks=False)).select(
        "id", "status", "score", "score_low", "score_high"
    )
    ranked = back(rank(KINDS[kind][0](narrow))).sort("id")
    assert ranked.select(RANKS).equals(back(score(given(kind, TABLE), MODEL)).sort("id").select(RANKS))


@engines
def test_each_place_has_ranks_of_its_own(kind: str) -> None:
    unranked = score(given(kind, {**TABLE, "place": PLACES}), MODEL, ranks=False)
    found = back(rank(unranked, per="place")).sort("id")
    alone = [
        back(rank(part)) for part in back(unranked).with_columns(_folded()).partition_by("_folded", maintain_order=True)
    ]
    assert len(alone) == 3
    assert found.select("id", *RANKS).equals(pl.concat(alone).sort("id").select("id", *RANKS))


def _folded() -> pl.Expr:
    return pl.col("place").fill_null("").str.strip_chars().str.to_lowercase().alias("_folded")


@engines
def test_the_first_of_each_place_are_kept_with_their_ties(kind: str) -> None:
    unranked = score(given(kind, {**TABLE, "place": PLACES}), MODEL, ranks=False)
    whole = back(rank(unranked, per="place"))
    first = back(rank(unranked, per="place", top=1))
    assert sorted(first["id"]) == sorted(whole.filter(pl.col("rank") <= 1)["id"])
    assert sorted(back(rank(unranked, top=1))["id"]) == ["a", "g"]
    assert back(rank(unranked, top=0)).height == 0


@engines
def test_what_cannot_be_ranked_is_refused(kind: str) -> None:
    with pytest.raises(InvalidFrame, match=r"the frame has no column status, score, score_low, score_high: rank a"):
        rank(given(kind, TABLE))
    with pytest.raises(InvalidFrame, match="the columns rank, rank_best, rank_worst would be overwritten"):
        rank(score(given(kind, TABLE), MODEL))
    with pytest.raises(InvalidFrame, match="the frame has no column place: "):
        rank(score(given(kind, TABLE), MODEL, ranks=False), per="place")
    with pytest.raises(ValueError, match="top is -1"):
        rank(score(given(kind, TABLE), MODEL, ranks=False), top=-1)


@engines
def test_a_part_without_heading_and_an_odd_number_are_refused(kind: str) -> None:
    unranked = score(given(kind, TABLE), MODEL, ranks=False)
    with pytest.raises(InvalidFrame, match="the frame has no column"):
        rank(unranked, per="")
    for top in ("3", 1.5):
        with pytest.raises(TypeError, match="where a number of sites belongs: give a whole number"):
            rank(unranked, top=top)  # type: ignore[arg-type]
    assert back(rank(unranked, top=10**30)).height == back(rank(unranked)).filter(pl.col("rank") > 0).height


def test_scores_that_are_no_numbers_are_told_of() -> None:
    frame = pl.DataFrame({"status": ["qualified"], "score": ["x"], "score_low": [1.0], "score_high": [1.0]})
    with pytest.raises(InvalidFrame, match="the frame cannot be ranked: "):
        rank(frame)


SCORES = st.sampled_from([0.0, 5.0, 5.0 + 5e-10, 5.0 + 2e-9, 33.3, 100.0])


@for_any(st.lists(st.tuples(SCORES, SCORES, st.sampled_from(["qualified", "unverified", "excluded"])), max_size=8))
@settings(tried(40), derandomize=True, database=None, deadline=None)
def test_both_ways_to_count_ranks_agree_with_the_definition(sites: list[tuple[float, float, str]]) -> None:
    rows = [(number, status, min(a, b), min(a, b), max(a, b)) for number, (a, b, status) in enumerate(sites)]
    schema = {"id": pl.Int64, "status": pl.String, **dict.fromkeys(("score", "score_low", "score_high"), pl.Float64)}
    frame = pl.DataFrame(rows, schema, orient="row")
    wanted = [_defined(row, rows) for row in rows]
    assert rank(frame).select(RANKS).rows() == wanted
    assert back(rank(KINDS["duckdb"][0](frame))).sort("id").select(RANKS).rows() == wanted


def _defined(site: tuple[Any, ...], among: list[tuple[Any, ...]]) -> tuple[int | None, ...]:
    """One more than the number of other sites that are clearly higher."""
    if site[1] == "excluded":
        return (None, None, None)
    rivals = [row for row in among if row[1] != "excluded" and row is not site]
    pairs = ((2, 2), (3, 4), (4, 3))
    return tuple(1 + sum(rival[theirs] > site[own] + 1e-9 for rival in rivals) for theirs, own in pairs)


FAULTY: dict[str, list[Any]] = {
    "id": ["a", "b", "c", "c"],
    "school_m": [-1.0, 500.0, None, 9e9],
    "plan": ["castle", " Housing", None, "none"],
    "bus": ["JA", "kanske", "", "no"],
}


@engines
def test_without_checks_faults_are_told_in_their_rows_and_the_cells_unknown(kind: str) -> None:
    found = back(score(given(kind, FAULTY), MODEL, checks=False)).sort("id", "school_m")
    assert found.sort("id", "plan", nulls_last=True)["faults"].to_list() == [
        "column 'school_m': outside 0..50000; column 'plan': not one of housing, some, none",
        "column 'bus': not one of yes, no",
        "column 'school_m': outside 0..50000",
        None,
    ]
    cleared = {
        "id": list("abcd"),
        "school_m": [None, 500.0, None, None],
        "plan": [None, "housing", None, "none"],
        "bus": ["yes", None, None, "no"],
    }
    wanted = back(score(given(kind, cleared), MODEL))
    told = ["status", "score_low", "score_high", "coverage", "rank", "rank_best", "rank_worst"]
    assert sorted(map(str, found.select(told).rows())) == sorted(map(str, wanted.select(told).rows()))


@engines
def test_without_checks_nothing_else_differs(kind: str) -> None:
    told, checked = (back(score(given(kind, TABLE), MODEL, checks=checks)).sort("id") for checks in (False, True))
    assert told["faults"].null_count() == told.height
    assert told.drop("faults").equals(checked)


@engines
def test_rows_are_chosen_without_a_look_at_them(kind: str) -> None:
    model = criteria("stops: {weight: 1, value: {0: 100, 10: 0}}", head='data: {where: {year: 2017, sex: [Total, ""]}}')
    table = {
        "id": list("abcd"),
        "stops": [1, 2, 3, 4],
        "year": [2017, 2016, 2017, 2017],
        "sex": [" total", "total", None, "x"],
    }
    assert sorted(back(score(given(kind, table), model, checks=False))["id"]) == ["a", "c"]


def test_a_lazy_frame_is_not_read_before_it_is_collected() -> None:
    def never(frame: pl.DataFrame) -> pl.DataFrame:
        raise AssertionError("the rows are read")

    lazy = pl.LazyFrame({"id": ["a"], "stops": [5]}).map_batches(never, schema={"id": pl.String, "stops": pl.Int64})
    assert "score" in score(lazy, STOPS, ranks=False, checks=False).collect_schema()
    with pytest.raises(InvalidFrame, match="the rows are read"):
        score(lazy, STOPS, ranks=False)


def test_a_lazy_frame_of_polars_is_read_once_when_it_is_collected() -> None:
    read: list[int] = []

    def counting(frame: pl.DataFrame) -> pl.DataFrame:
        read.append(frame.height)
        return frame

    lazy = pl.LazyFrame({"id": ["a", "b"], "stops": [5, 0]}).map_batches(counting)
    assert score(lazy, STOPS, checks=False).collect()["rank"].to_list() == [2, 1]
    assert read == [2]


def test_sites_are_always_ranked_and_checked() -> None:
    sites = sites_of([{"id": "a", "stops": "5"}], STOPS)
    with pytest.raises(ValueError, match="ranks and checks are for frames"):
        score(sites, STOPS, ranks=False)  # type: ignore[call-overload]
