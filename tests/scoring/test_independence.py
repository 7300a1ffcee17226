"""A site's score is its own: no other site, order, block or form of reading changes a bit of it."""

import random
from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.worlds import Cells, criteria, csv, rank_file, ranked
from tests.sites.reading import brief

from vasterviksmodell.criteria import Criteria

MODEL = criteria("""
points: {weight: 7, value: {500: 100, 1700: 66.7, 2000: 33.3, 4049: 0}, requirement: {at_most: 4000}}
steps: {weight: 3, value: {steps: {0: 100, 5: 70, 10: 30}}}
bell: {weight: 1.1, value: {gaussian: {target: 40, width: 15.7}}}
curve: {weight: 2, value: {logistic: {midpoint: 2000, steepness: -0.0021}}, warning: {at_least: 3}}
decay: {weight: 5, value: {decay: {half: 1473}}}
plan: {type: category, weight: 13, value: {housing: 100, some: 33.3, none: 0}, requirement: {not_in: [none]}}
bus: {type: yes_no, weight: 4}
""")
EVERYTHING = [
    "id",
    "status",
    "score",
    "score_low",
    "score_high",
    "coverage",
    "known_weight",
    "name",
    *(f"{criterion.id}__{what}" for criterion in MODEL.scored for what in ("value_low", "value_high", "contribution")),
]
NUMBERS = st.one_of(
    st.just(""),
    st.integers(0, 6000).map(str),
    st.floats(0, 6000).map(repr),
    st.tuples(st.integers(0, 3000), st.integers(0, 3000)).map(lambda drawn: f"{drawn[0]}..{drawn[0] + drawn[1]}"),
    st.sampled_from(["<5", ">=48", "<=2000", ">40"]),
)
SITES = st.fixed_dictionaries(
    {
        **dict.fromkeys(["points", "steps", "bell", "curve", "decay"], NUMBERS),
        "plan": st.sampled_from(["", "housing", "some", "none", "Housing"]),
        "bus": st.sampled_from(["", "ja", "no"]),
    }
)
TABLES = st.lists(SITES, min_size=1, max_size=25).map(
    lambda rows: [{"id": f"s{n}", **row} for n, row in enumerate(rows)]
)


def scores(frame: pl.DataFrame) -> pl.DataFrame:
    """What each site gets by itself, in the order of ids."""
    return frame.select(EVERYTHING).sort("id")


def in_large_form(rows: Sequence[Cells], model: Criteria, block: int) -> pl.DataFrame:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("vasterviksmodell.sites.scan._LARGE", 0)
        patch.setattr("vasterviksmodell.sites.scan._BLOCK_ROWS", block)
        return rank_file(csv(rows), model)


@given(rows=TABLES, seed=st.randoms(use_true_random=False))
@brief
def test_order_does_not_matter(rows: list[Cells], seed: random.Random) -> None:
    shuffled = rows.copy()
    seed.shuffle(shuffled)
    assert ranked(shuffled, MODEL).frame.equals(ranked(rows, MODEL).frame)


@given(rows=TABLES, others=TABLES)
@brief
def test_other_sites_do_not_matter(rows: list[Cells], others: list[Cells]) -> None:
    more = [*[{**row, "id": f"o{n}"} for n, row in enumerate(others)], *rows]
    among = scores(ranked(more, MODEL).frame).filter(pl.col("id").str.starts_with("s"))
    assert among.equals(scores(ranked(rows, MODEL).frame))
    alone = [scores(ranked([row], MODEL).frame) for row in rows[:3]]
    assert pl.concat(alone).sort("id").equals(among.filter(pl.col("id").is_in([row["id"] for row in rows[:3]])))


@given(rows=TABLES, block=st.integers(1, 9))
@brief
def test_form_and_blocks_of_reading_do_not_matter(rows: list[Cells], block: int) -> None:
    plain = [{**row, "plan": row["plan"].lower(), "bus": {"ja": "yes"}.get(row["bus"], row["bus"])} for row in rows]
    plain = [
        {key: "7" if cell[:1] in {"<", ">"} or ".." in cell else cell for key, cell in row.items()} for row in plain
    ]
    for table in (rows, plain):
        assert in_large_form(table, MODEL, block).equals(ranked(table, MODEL).frame)


def test_a_thousand_neighbours_do_not_matter() -> None:
    numbers = random.Random(7)
    rows = [
        {
            "id": f"s{n}",
            **{key: repr(numbers.uniform(0, 5000)) for key in ("points", "steps", "bell", "curve", "decay")},
            "plan": "some",
            "bus": "yes",
        }
        for n in range(1000)
    ]
    among = scores(ranked(rows, MODEL).frame)
    for size in (1, 2, 3, 5, 7, 8, 9, 64, 999):
        alone = scores(ranked(rows[:size], MODEL).frame)
        assert alone.equals(among.filter(pl.col("id").is_in([row["id"] for row in rows[:size]])))
    assert scores(in_large_form(rows, MODEL, 37)).equals(among)


@given(rows=TABLES)
@brief
def test_scores_are_sound(rows: list[Cells]) -> None:
    frame = ranked(rows, MODEL).frame
    for row in frame.rows(named=True):
        assert 0 <= row["score_low"] <= row["score"] <= row["score_high"] <= 100
        assert 0 <= row["known_weight"] <= row["coverage"] + 1e-12 <= 1 + 1e-12
        assert sum(row[f"{criterion.id}__contribution"] for criterion in MODEL.scored) == pytest.approx(
            row["score"], abs=1e-9
        )
        for criterion in MODEL.scored:
            assert 0 <= row[f"{criterion.id}__value_low"] <= row[f"{criterion.id}__value_high"] <= 100
        if row["status"] != "excluded":
            assert 1 <= row["rank_best"] <= row["rank"] <= row["rank_worst"] <= len(rows)


@given(rows=TABLES, data=st.data())
@brief
def test_finding_a_figure_out_narrows_the_score_and_the_rank(rows: list[Cells], data: st.DataObject) -> None:
    unsure = {**rows[0], "points": "", "plan": "", "bell": "10..90"}
    key, cell = data.draw(
        st.sampled_from(
            [
                ("points", "1234.5"),
                ("plan", "some"),
                ("bell", "12..80"),
                ("bell", "40"),
                ("points", "<=2000"),
                ("points", ">=1000"),
            ]
        )
    )
    before = ranked([unsure, *rows[1:]], MODEL).frame.row(by_predicate=pl.col("id") == "s0", named=True)
    after = ranked([{**unsure, key: cell}, *rows[1:]], MODEL).frame.row(by_predicate=pl.col("id") == "s0", named=True)
    assert before["score_low"] <= after["score_low"] <= after["score_high"] <= before["score_high"]
    assert before["coverage"] <= after["coverage"]
    assert before["known_weight"] <= after["known_weight"]
    if before["rank"] is not None and after["rank"] is not None:
        assert before["rank_best"] <= after["rank_best"] <= after["rank_worst"] <= before["rank_worst"]


BETTER = st.tuples(st.integers(0, 50000), st.integers(0, 50000)).map(lambda drawn: (max(drawn) / 10, min(drawn) / 10))


@given(rows=TABLES, measures=BETTER, key=st.sampled_from(["points", "steps", "curve", "decay"]))
@brief
def test_improving_a_measure_never_lowers_the_score(rows: list[Cells], measures: tuple[float, float], key: str) -> None:
    worse, better = ({**rows[0], "id": id, key: repr(measure)} for id, measure in zip("wb", measures, strict=True))
    frame = ranked([worse, better, *rows[1:]], MODEL).frame
    low, high = (frame.row(by_predicate=pl.col("id") == id, named=True) for id in "wb")
    assert low["score_low"] <= high["score_low"]
    assert low["score_high"] <= high["score_high"]
