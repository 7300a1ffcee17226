"""Competition ranks with a tolerance, and the range of ranks that unknown figures leave open."""

import random

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.worlds import by_id, criteria, csv, rank_file, ranked
from tests.sites.reading import brief, thorough

from vasterviksmodell.scoring import Shown
from vasterviksmodell.scoring.ranking import TOLERANCE, Rivals

X = criteria("x: {weight: 1, range: [0, 100], value: {0: 0, 100: 100}, requirement: {at_least: 10}}")


def frame(intervals: list[tuple[float, float]], which: str = "low") -> pl.DataFrame:
    lows, highs = [low for low, _ in intervals], [high for _, high in intervals]
    scores = {"low": lows, "high": highs, "middle": [(low + high) / 2 for low, high in intervals]}[which]
    return pl.DataFrame(
        {"score": scores, "score_low": lows, "score_high": highs},
        schema=dict.fromkeys(("score", "score_low", "score_high"), pl.Float64),
    )


def by_counting(sites: pl.DataFrame) -> list[tuple[int, int, int]]:
    rows = sites.rows()
    return [
        (
            1 + sum(other > score + TOLERANCE for other, _, _ in rows),
            1 + sum(other > high + TOLERANCE for _, other, _ in rows),
            1 + sum(other > low + TOLERANCE for m, (_, _, other) in enumerate(rows) if m != n),
        )
        for n, (score, low, high) in enumerate(rows)
    ]


def found(sites: pl.DataFrame) -> list[tuple[int, int, int]]:
    return [
        (best, rank, worst)
        for rank, best, worst in Rivals.of(sites).ranks(sites).select("rank", "rank_best", "rank_worst").rows()
    ]


@pytest.mark.parametrize("which", ["low", "middle", "high"])
def test_ranks_are_what_counting_says(which: str) -> None:
    numbers = random.Random(0)
    for size in [0, 1, 2, 3, *[numbers.randrange(4, 40) for _ in range(300)]]:
        steps = numbers.choice([3, 10, 1000])
        ends = [sorted(numbers.randrange(steps) * 100 / steps for _ in range(2)) for _ in range(size)]
        intervals = [(low, numbers.choice([low, high])) for low, high in ends]
        nudged = [(low + numbers.choice([0, 0, 4e-10]), high + 4e-10) for low, high in intervals]
        sites = frame(nudged, which)
        counted = by_counting(sites)
        assert found(sites) == [(best, rank, worst) for rank, best, worst in counted]
        assert all(best <= rank <= worst for rank, best, worst in counted)


@given(
    intervals=st.lists(
        st.tuples(st.floats(0, 100), st.floats(0, 100)).map(lambda drawn: (min(drawn), max(drawn))), max_size=12
    ),
    which=st.sampled_from(["low", "middle", "high"]),
)
@thorough
def test_a_rank_lies_within_its_range(intervals: list[tuple[float, float]], which: str) -> None:
    sites = frame(intervals, which)
    assert found(sites) == [(best, rank, worst) for rank, best, worst in by_counting(sites)]
    assert all(1 <= best <= rank <= worst <= len(intervals) for best, rank, worst in found(sites))


def test_ties_share_a_rank_and_the_next_is_skipped() -> None:
    cells = {"a": "90", "b": "80", "c": "80", "d": "70", "e": "5", "f": "4"}
    frame = ranked([{"id": id, "x": x} for id, x in cells.items()], X).frame
    assert frame.select("id", "rank", "rank_best", "rank_worst").rows() == [
        ("a", 1, 1, 1),
        ("b", 2, 2, 2),
        ("c", 2, 2, 2),
        ("d", 4, 4, 4),
        ("e", None, None, None),
        ("f", None, None, None),
    ]


def test_scores_that_differ_in_the_last_digits_are_ties() -> None:
    model = criteria("""
a: {weight: 0.35, value: {0: 0, 1: 100}}
b: {weight: 0.1, value: {0: 0, 1: 100}}
c: {weight: 0.45, value: {0: 0, 1: 100}}
d: {weight: 0.1, value: {0: 0, 1: 100}}
""")
    assert 0.0875 + 0.025 < 0.1125
    frame = ranked(
        [
            {"id": "z", "a": "0.25", "b": "0.25", "c": "0", "d": "0"},
            {"id": "y", "c": "0.25", "a": "0", "b": "0", "d": "0"},
        ],
        model,
    ).frame
    assert frame.select("id", "rank", "rank_best", "rank_worst").rows() == [("y", 1, 1, 1), ("z", 1, 1, 1)]


def test_the_range_of_ranks_follows_the_intervals() -> None:
    cells = {"known": "50", "open": "", "wide": "40..60", "low": "20", "out": "5"}
    found = by_id(ranked([{"id": id, "x": x} for id, x in cells.items()], X))
    ranges = {id: (row["rank_best"], row["rank"], row["rank_worst"]) for id, row in found.items()}
    assert ranges == {
        "known": (1, 1, 3),
        "wide": (1, 2, 3),
        "low": (3, 3, 4),
        "open": (1, 4, 4),
        "out": (None, None, None),
    }


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([], []),
        (["50"], [("qualified", 1, 1, 1)]),
        ([""], [("unverified", 1, 1, 1)]),
        (["5"], [("excluded", None, None, None)]),
        (["50", "50", "50"], [("qualified", 1, 1, 1)] * 3),
        (["", "", ""], [("unverified", 1, 1, 3)] * 3),
        (["1", "2"], [("excluded", None, None, None)] * 2),
        (["", "1"], [("unverified", 1, 1, 1), ("excluded", None, None, None)]),
    ],
)
@pytest.mark.parametrize("shown", [Shown(), Shown(top=100), Shown(top=2), Shown(top=1), Shown(top=0)])
def test_degenerate_input_has_its_answer(cells: list[str], expected: list[tuple[object, ...]], shown: Shown) -> None:
    content = "id,x\n" + "".join(f"s{n},{cell}\n" for n, cell in enumerate(cells))
    frame = rank_file(content, X, shown)
    assert frame.select("status", "rank_best", "rank", "rank_worst").rows() == expected[: shown.top]
    assert frame.schema["rank"] == pl.Int64
    assert frame.schema["status"] == pl.String


def test_the_excluded_follow_by_what_they_would_score() -> None:
    frame = ranked([{"id": id, "x": x} for id, x in zip("abcd", ["3", "9", "9", "50"], strict=True)], X).frame
    assert frame["id"].to_list() == ["d", "b", "c", "a"]
    assert frame["score"].to_list() == [50, 9, 9, 3]


CELLS = st.sampled_from(
    ["", "5", "9", "10", "10.0000000001", "10.0000000005", "50", "50.0000000009", "40..60", "<10", ">=10", "<5", "80"]
)


@given(
    cells=st.lists(CELLS, min_size=1, max_size=30),
    top=st.integers(0, 12),
    qualified=st.booleans(),
    policy=st.sampled_from(["low", "middle", "high"]),
    seed=st.randoms(use_true_random=False),
)
@brief
def test_the_first_of_a_large_file_are_the_first_of_the_whole_ranking(
    cells: list[str], top: int, qualified: bool, policy: str, seed: random.Random
) -> None:
    model = criteria(
        "x: {weight: 1, range: [0, 100], value: {0: 0, 100: 100}, requirement: {at_least: 10}}", f"unknown: {policy}"
    )
    rows = [{"id": f"s{n}", "x": cell, "note": f"n{n}"} for n, cell in enumerate(cells)]
    seed.shuffle(rows)
    whole = rank_file(csv(rows), model)
    if qualified:
        whole = whole.filter(pl.col("status") == "qualified")
    small = rank_file(csv(rows), model, Shown(top, qualified))
    with pytest.MonkeyPatch.context() as patch:
        for name, size in {"scoring.run._LARGE": 0, "sites.scan._LARGE": 0, "sites.scan._BLOCK_ROWS": 3}.items():
            patch.setattr(f"vasterviksmodell.{name}", size)
        large = rank_file(csv(rows), model, Shown(top, qualified))
    assert small.equals(whole.head(top))
    assert large.select(small.columns).equals(small) if top else large.height == 0
