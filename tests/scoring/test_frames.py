"""Frames of any engine: the same kind comes back, with the same answer."""

from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.scoring.worlds import criteria, csv, rank_file

from vasterviksmodell.scoring import InvalidFrame, score

MODEL = criteria("""
school:
  measure: school_m
  weight: 7
  range: [0, 50000]
  value: {500: 100, 1700: 66.7, 2000: 33.3, 4049: 0}
  requirement: {at_most: 4000}
stops: {weight: 3, value: {steps: {0: 100, 5: 70, 10: 30}}, warning: {at_most: 9}}
plan: {type: category, weight: 13, value: {housing: 100, some: 33.3, none: 0}, requirement: {not_in: [none]}}
bus: {type: yes_no, weight: 4}
empty: {weight: 1, value: {0: 0, 1: 100}}
""")
STOPS = criteria("stops: {weight: 3, value: {steps: {0: 100, 5: 70, 10: 30}}, requirement: {at_most: 9}}")
SMOOTH = criteria("""
bell: {weight: 1.1, value: {gaussian: {target: 40, width: 15.7}}}
curve: {weight: 2, value: {logistic: {midpoint: 2000, steepness: -0.0021}}}
decay: {weight: 5, value: {decay: {half: 1473}}}
""")
TABLE: dict[str, list[Any]] = {
    "id": ["c", "a", "d", "b", "f", "e", "g"],
    "school_m": [1234.5, 500.0, None, 4000.0, 4001.0, 1700.0, 500.0],
    "stops": [4, 5, 10, 0, 3, 7, 5],
    "plan": ["some", "housing", None, "housing", "some", "none", "housing"],
    "bus": ["yes", "no", None, "yes", "yes", "yes", "no"],
    "note": ["z", None, "y", "x", "w", "v", "u"],
}
ADDED = [
    *("score", "score_low", "score_high", "coverage", "known_weight", "status", "rank", "rank_best", "rank_worst"),
    *(f"{criterion.id}__value_{end}" for criterion in MODEL.scored for end in ("low", "high")),
    *("school__requirement", "plan__requirement", "stops__warning"),
]


def duck(frame: pl.DataFrame) -> Any:
    table = frame.to_arrow()
    return duckdb.connect().from_arrow(table)


KINDS: dict[str, tuple[Callable[[pl.DataFrame], Any], type]] = {
    "polars": (lambda frame: frame, pl.DataFrame),
    "polars, lazy": (lambda frame: frame.lazy(), pl.LazyFrame),
    "pandas": (lambda frame: pd.DataFrame(frame.to_dict(as_series=False)), pd.DataFrame),
    "pandas on arrow": (lambda frame: frame.to_pandas(use_pyarrow_extension_array=True), pd.DataFrame),
    "pyarrow": (lambda frame: frame.to_arrow(), pa.Table),
    "duckdb": (duck, duckdb.DuckDBPyRelation),
}
kinds = pytest.mark.parametrize("kind", KINDS)
engines = pytest.mark.parametrize("kind", ["polars, lazy", "pandas", "pyarrow", "duckdb"])
EAGER = [kind for kind in KINDS if kind not in {"polars, lazy", "duckdb"}]


def given(kind: str, table: dict[str, list[Any]]) -> Any:
    return KINDS[kind][0](pl.DataFrame(table, infer_schema_length=None))


def back(scored: Any) -> pl.DataFrame:
    """A scored frame of any kind in Polars; unknown is null."""
    if isinstance(scored, pl.LazyFrame):
        return scored.collect()
    if isinstance(scored, pd.DataFrame):
        return pl.from_pandas(scored, nan_to_null=True)
    if isinstance(scored, pa.Table):
        return pl.DataFrame(pl.from_arrow(scored))
    return scored.pl() if isinstance(scored, duckdb.DuckDBPyRelation) else pl.DataFrame(scored)


def expected(table: dict[str, list[Any]]) -> pl.DataFrame:
    """What the command line says of the same table in a file."""
    rows = [
        {key: "" if cell is None else str(cell) for key, cell in zip(table, row, strict=True)}
        for row in zip(*table.values(), strict=True)
    ]
    return rank_file(csv(rows), MODEL)


@kinds
def test_the_same_kind_comes_back_with_the_same_answer_bit_for_bit(kind: str) -> None:
    frame = given(kind, TABLE)
    scored = score(frame, MODEL)
    assert type(scored) is KINDS[kind][1]
    found = back(scored)
    assert found.columns[: len(TABLE)] == list(TABLE)
    assert set(found.columns) == {*TABLE, *ADDED}
    wanted = expected(TABLE)
    ordered = found.sort("id").select("id", *ADDED)
    assert ordered.equals(wanted.sort("id").select("id", *ADDED)), (ordered, wanted)


@pytest.mark.parametrize("kind", EAGER)
def test_rows_and_columns_of_an_eager_frame_stay_as_they_were(kind: str) -> None:
    frame = given(kind, TABLE)
    scored = score(frame, MODEL)
    if isinstance(frame, pd.DataFrame):
        frame.index = scored.index = pd.Index(list("tuvwxyz"))
        again = score(frame, MODEL)
        pd.testing.assert_frame_equal(again[list(TABLE)], frame)
        assert list(again.index) == list("tuvwxyz")
        return
    assert back(scored).select(list(TABLE)).equals(back(frame))


@kinds
def test_ranks_are_whole_numbers_or_nothing(kind: str) -> None:
    scored = score(given(kind, TABLE), MODEL)
    if isinstance(scored, pd.DataFrame):
        assert {str(scored[name].dtype) for name in ("rank", "rank_best", "rank_worst")} == {"Int64"}
    found = back(scored)
    assert {str(found.schema[name]) for name in ("rank", "rank_best", "rank_worst")} == {"Int64"}
    excluded = found.filter(pl.col("status") == "excluded")
    assert excluded["id"].sort().to_list() == ["e", "f"]
    assert excluded["rank"].null_count() == 2


@engines
@pytest.mark.parametrize("rows", [slice(0), slice(1), slice(2, 3)], ids=["no rows", "one", "excluded"])
def test_few_rows(kind: str, rows: slice) -> None:
    frame = pl.DataFrame(TABLE)[rows]
    found = back(score(KINDS[kind][0](frame), STOPS)).sort("id")
    wanted = back(score(pl.DataFrame(TABLE)[rows], STOPS)).sort("id")
    assert found.height == frame.height
    columns = [
        "score",
        "score_low",
        "score_high",
        "coverage",
        "known_weight",
        "status",
        "rank",
        "rank_best",
        "rank_worst",
    ]
    assert found.select(columns).rows() == wanted.select(columns).rows()


@engines
def test_smooth_shapes_differ_at_most_in_the_last_digits(kind: str) -> None:
    """Each engine has its own e^x."""
    table: dict[str, list[Any]] = {
        "id": list("abcdef"),
        "bell": [40.0, 12.5, None, 80.0, 41.3, 1e6],
        "curve": [2000.0, 1.0, 2500.0, None, 1999.9, 1e9],
        "decay": [0.0, 1473.0, 2946.0, 100.0, None, 1e9],
    }
    found = back(score(given(kind, table), SMOOTH)).sort("id")
    wanted = back(score(pl.DataFrame(table), SMOOTH)).sort("id")
    for name in ("score_low", "score_high", "decay__value_low", "bell__value_high", "curve__value_low"):
        assert found[name].to_list() == pytest.approx(wanted[name].to_list(), abs=1e-9)
    assert found["rank"].to_list() == wanted["rank"].to_list()


@engines
def test_a_pair_of_columns_is_an_interval(kind: str) -> None:
    pair: dict[str, list[Any]] = {
        "id": list("abcd"),
        "school_m_low": [0.0, 500.0, None, 1700.0],
        "school_m_high": [2000.0, 500.0, 1700.0, None],
        "plan": ["housing"] * 4,
    }
    cells = {"id": list("abcd"), "school_m": ["0..2000", "500", "<=1700", ">=1700"], "plan": ["housing"] * 4}
    found = back(score(given(kind, pair), MODEL)).sort("id")
    wanted = expected(cells).sort("id")
    assert found.select(ADDED).equals(wanted.select(ADDED))


@engines
def test_nan_and_null_are_unknown_and_whole_numbers_are_numbers(kind: str) -> None:
    with_nan = given(kind, {"id": ["a", "b"], "stops": [float("nan"), 5.0]})
    found = back(score(with_nan, STOPS)).sort("id")
    assert found["stops__value_low"].to_list() == [30, 70]
    assert found["stops__value_high"].to_list() == [100, 70]
    assert found["coverage"].to_list() == pytest.approx([0.3, 1])
    assert found["known_weight"].to_list() == [0, 1]
    whole = back(score(given(kind, {"id": ["a", "b"], "stops": [None, 5]}), STOPS)).sort("id")
    assert whole.drop("stops").equals(found.drop("stops"))


@engines
@pytest.mark.parametrize(
    ("column", "cells", "complaint"),
    [
        ("school_m", [-1.0, 5.0, 6.0], "column 'school_m': 1 outside 0..50000"),
        ("school_m", [1.0, 50001.0, 5e9], "column 'school_m': 2 outside 0..50000"),
        ("stops", [float("inf"), None, 5.0], "column 'stops': 1 outside 0..∞"),
        ("school_m", ["5", "6", None], "column 'school_m': 2 not numbers, but "),
        ("school_m", [True, False, True], "column 'school_m': 3 not numbers, but "),
        ("plan", ["castle", "housing", None], "column 'plan': 1 not one of housing, some, none"),
        ("plan", ["house", "Housing", "x"], "column 'plan': 2 not one of housing, some, none"),
        ("plan", [883, 884, None], "column 'plan': 2 not one of housing, some, none"),
        ("bus", ["ja", "kanske", None], "column 'bus': 1 not one of yes, no"),
    ],
)
def test_what_the_criteria_rule_out_is_refused(kind: str, column: str, cells: list[Any], complaint: str) -> None:
    table: dict[str, list[Any]] = {"id": list("abc"), "stops": [1, 2, 3], column: cells}
    with pytest.raises(InvalidFrame) as refused:
        score(given(kind, table), MODEL)
    if complaint.endswith("but "):
        assert str(refused.value).startswith(complaint)
        assert str(refused.value).endswith(": make it a column of numbers")
    else:
        assert str(refused.value) == complaint


@engines
def test_an_interval_upside_down_is_refused(kind: str) -> None:
    table: dict[str, list[Any]] = {"id": ["a", "b"], "school_m_low": [5.0, 2.0], "school_m_high": [4.0, 3.0]}
    with pytest.raises(
        InvalidFrame, match="column 'school_m_low, school_m_high': 1 with the lower end above the upper"
    ):
        score(given(kind, table), MODEL)


@engines
def test_truth_values_are_yes_and_no(kind: str) -> None:
    found = back(score(given(kind, {"id": list("abc"), "bus": [True, False, None]}), MODEL)).sort("id")
    assert found.select("bus__value_low", "bus__value_high").rows() == [(100, 100), (0, 0), (0, 100)]


@kinds
def test_columns_without_anything_are_unknown(kind: str) -> None:
    nothing: dict[str, list[Any]] = {"id": ["a", "b"], "school_m": [None, None], "plan": [None, None], "stops": [5, 5]}
    found = back(score(given(kind, nothing), MODEL))
    assert found["status"].to_list() == ["unverified", "unverified"]
    assert found["rank_worst"].to_list() == [2, 2]


@engines
@pytest.mark.parametrize("taken", ["score", "rank", "status", "school__value_low", "plan__requirement", "_at", "_mark"])
def test_columns_of_ours_are_not_overwritten(kind: str, taken: str) -> None:
    with pytest.raises(InvalidFrame, match=f"the columns {taken} would be overwritten: rename or drop them"):
        score(given(kind, {"id": ["a"], "stops": [5], taken: ["mine"]}), MODEL)


def test_a_scored_frame_is_not_scored_again() -> None:
    with pytest.raises(InvalidFrame, match="would be overwritten"):
        score(score(pl.DataFrame(TABLE), MODEL), MODEL)


@engines
def test_a_frame_needs_no_ids_but_a_criterion(kind: str) -> None:
    found = back(score(given(kind, {"stops": [10, 5, 0]}), MODEL))
    assert sorted(found.select("stops", "rank").rows()) == [(0, 1), (5, 2), (10, 3)]
    with pytest.raises(InvalidFrame, match="the frame has none of the columns school_m, stops, plan, bus, empty"):
        score(given(kind, {"id": ["a"], "school": [5]}), MODEL)


@engines
def test_what_is_required_must_be_there(kind: str) -> None:
    model = criteria("x: {weight: 1, required: true, value: {0: 0, 1: 100}}\ny: {weight: 1, value: {0: 0, 1: 100}}")
    assert back(score(given(kind, {"x": [0, 1]}), model)).height == 2
    with pytest.raises(InvalidFrame, match="column 'x': 1 missing"):
        score(given(kind, {"x": [0, None]}), model)
    with pytest.raises(InvalidFrame, match=r"^column 'x': 1 not numbers, but .*; column 'x': 1 missing$"):
        score(given(kind, {"x": ["0", None]}), model)
    with pytest.raises(InvalidFrame, match="the required columns x are missing"):
        score(given(kind, {"y": [0, 1]}), model)


@engines
def test_two_criteria_may_read_one_column(kind: str) -> None:
    model = criteria(
        "near: {measure: x, weight: 1, value: {0: 100, 10: 0}}\nfar: {measure: x, weight: 3, value: {0: 0, 10: 100}}"
    )
    assert sorted(back(score(given(kind, {"x": [0, 10, 5]}), model))["score"].to_list()) == [25, 50, 75]


@pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum(["housing", "some", "none"])])
def test_categories_in_their_own_types(dtype: Any) -> None:
    frame = pl.DataFrame({"plan": pl.Series(["housing", None, "none"], dtype=dtype)})
    assert score(frame, MODEL)["plan__value_low"].to_list() == [100, 0, 0]
    assert list(score(frame.to_pandas(), MODEL)["plan__value_high"]) == [100, 100, 0]
    assert score(frame.to_arrow(), MODEL)["plan__value_high"].to_pylist() == [100, 100, 0]


@pytest.mark.parametrize("dtype", [pl.Int8, pl.UInt64, pl.Float32, pl.Decimal(10, 2)])
def test_numbers_in_their_own_types(dtype: Any) -> None:
    frame = pl.DataFrame({"stops": pl.Series([5, None, 10]).cast(dtype)})
    for kind in KINDS:
        found = back(score(KINDS[kind][0](frame), STOPS))["stops__value_low"].sort()
        assert found.to_list() == [30, 30, 70]


def test_a_lazy_frame_stays_lazy_and_what_it_gave_is_not_touched() -> None:
    frame = pl.DataFrame(TABLE)
    lazy = score(frame.lazy(), MODEL)
    assert isinstance(lazy, pl.LazyFrame)
    assert lazy.collect_schema().names() == score(frame, MODEL).columns
    assert frame.columns == list(TABLE)
    table = pd.DataFrame(TABLE)
    score(table, MODEL)
    assert list(table.columns) == list(TABLE)
