"""Which columns of a frame are read, and its ids: as in files."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.scoring.test_frames import KINDS, back
from tests.scoring.worlds import criteria

from vasterviksmodell.scoring import InvalidFrame, score

MODEL = criteria(
    """
school: {measure: school_m, weight: 1, value: {500: 100, 4000: 0}}
plan: {type: category, weight: 1, value: {a: 100, b: 0}}
""",
    head="site: {id: kod}\ndata: {columns: {school_m: [Skolväg], kod: [Ortkod]}}",
)
engines = pytest.mark.parametrize("kind", ["polars", "polars, lazy", "pandas", "pyarrow", "duckdb"])


def scores(kind: str, **columns: Any) -> list[float]:
    return back(score(KINDS[kind][0](pl.DataFrame(columns)), MODEL))["score"].to_list()


def refusal(frame: Any) -> str:
    with pytest.raises(InvalidFrame) as refused:
        score(frame, MODEL)
    return str(refused.value)


@engines
@pytest.mark.parametrize("heading", ["school_m", "School_M", " school_m", "Skolväg", "SKOLVÄG", "Skolva\u0308g"])
def test_a_column_is_found_as_a_heading_of_a_file_is(kind: str, heading: str) -> None:
    assert scores(kind, **{heading: [500.0]}) == [50]
    assert scores(kind, **{f"{heading.rstrip()}_low": [500.0], f"{heading}_high": [500.0]}) == [50]


@pytest.mark.parametrize("kind", ["polars", "polars, lazy", "pandas", "pyarrow"])
def test_the_exact_name_goes_before_those_that_are_like_it(kind: str) -> None:
    assert scores(kind, School_M=[4000.0], school_m=[500.0]) == [50]


@engines
def test_two_names_for_one_heading_are_refused(kind: str) -> None:
    found = refusal(KINDS[kind][0](pl.DataFrame({"school_m": [500.0], "Skolväg": [600.0]})))
    assert found == "'school_m' and 'Skolväg' are both read as 'school_m': rename or drop one of them"


TWICE: dict[str, Callable[[], Any]] = {
    "pandas": lambda: pd.DataFrame([["a", 1, 2]], columns=["kod", "school_m", "school_m"]),
    "pandas, not read": lambda: pd.DataFrame([["a", 1, 2, 3]], columns=["kod", "school_m", "z", "z"]),
    "pyarrow": lambda: pa.Table.from_arrays([pa.array([1]), pa.array([2])], ["school_m", "school_m"]),
    "duckdb": lambda: duckdb.connect().sql("select 1 as school_m, 2 as school_m"),
    "duckdb, in another case": lambda: duckdb.connect().sql("select 1 as school_m, 2 as SCHOOL_M"),
    "blanks": lambda: pl.DataFrame({"school_m": [1], "school_m ": [2]}),
    "composed": lambda: pl.DataFrame({"school_m": [1], "ö": [2], "o\u0308": [3]}),
}


@pytest.mark.parametrize("kind", TWICE)
def test_a_column_that_stands_twice_is_named(kind: str) -> None:
    found = refusal(TWICE[kind]())
    name = {
        "pandas, not read": "z",
        "duckdb, in another case": "SCHOOL_M",
        "blanks": "school_m ",
        "composed": "o\u0308",
    }
    assert found == f"the column '{name.get(kind, 'school_m')}' occurs twice: rename or drop one of them"


def test_columns_without_a_name_may_stand_twice() -> None:
    frame = pd.DataFrame([[500, 1, 2, 3, 4]], columns=["school_m", "", "", 7, 7])
    assert list(score(frame, MODEL)["score"]) == [50]


def test_names_that_differ_in_case_are_one_where_the_engine_says_so() -> None:
    relation = duckdb.connect().sql("select 500 as school_m, 1 as STATUS, 2 as School__value_low")
    assert refusal(relation) == "the columns STATUS, School__value_low would be overwritten: rename or drop them"
    assert score(pl.DataFrame({"school_m": [500], "STATUS": [1]}), MODEL).columns[:2] == ["school_m", "STATUS"]


ADVICE = "give each site an id of its own, or leave the column out"


@engines
@pytest.mark.parametrize(
    ("ids", "complaint"),
    [
        (["a", None, "", " \u00a0"], "3 missing"),
        (["a", "A", "b", "a "], "2 repeated ('a')"),
        (["å", "A\u030a", "b", "c"], "1 repeated ('å')"),
        (["a", "b", "b", None], "1 missing, 1 repeated ('b')"),
    ],
)
def test_ids_are_checked_as_in_files(kind: str, ids: list[str | None], complaint: str) -> None:
    frame = KINDS[kind][0](pl.DataFrame({"kod": ids, "school_m": [500.0] * 4}))
    assert refusal(frame) == f"column 'kod': {complaint}: {ADVICE}"


@engines
def test_ids_may_be_called_otherwise_or_be_left_out(kind: str) -> None:
    frame = KINDS[kind][0](pl.DataFrame({"ORTKOD": ["a", "a"], "school_m": [500.0] * 2}))
    assert refusal(frame) == f"column 'ORTKOD': 1 repeated ('a'): {ADVICE}"
    assert scores(kind, school_m=[500.0, 500.0]) == [50, 50]
    assert scores(kind, id=["a", "a"], school_m=[500.0, 500.0]) == [50, 50]


@pytest.mark.parametrize(
    ("ids", "complaint"),
    [
        ([1, 2, 2], "1 repeated ('2')"),
        ([1.0, float("nan"), 2.0], "1 missing"),
        ([1.5, None, 1.5], "1 missing, 1 repeated ('1.5')"),
        ([True, False, True], "1 repeated ('true')"),
        (pd.to_datetime(["2020-01-01", "2020-01-01", None]), "1 missing, 1 repeated ("),
        (pd.Series([UUID(int=1), UUID(int=1), "a"], dtype=object), "1 repeated ('00000000-"),
        (pd.Series([2**60, 2**60 + 1, 2**60], dtype=object), "1 repeated ('1152921504606846976')"),
    ],
)
def test_ids_of_other_types_are_checked_by_their_texts(ids: Any, complaint: str) -> None:
    frame = pd.DataFrame({"kod": ids, "school_m": [500] * 3})
    assert refusal(frame).startswith(f"column 'kod': {complaint}")
    if not isinstance(ids, pd.Series):
        assert refusal(pl.from_pandas(frame).lazy()).startswith(f"column 'kod': {complaint}")


@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame({"kod": [[1]], "school_m": [500]}),
        pl.LazyFrame({"kod": [[1]], "school_m": [500]}),
        pd.DataFrame({"kod": [[1]], "school_m": [500]}),
        pa.table({"kod": pa.array([b"x"]), "school_m": [500]}),
        duckdb.connect().sql("select [1] as kod, 500 as school_m"),
    ],
)
def test_what_is_no_id_is_refused(frame: Any) -> None:
    found = refusal(frame)
    assert found.startswith("column 'kod': ")
    assert found.endswith(" cannot be an id: make it a column of texts")


def test_uuids_are_ids() -> None:
    uuids = pa.array([UUID(int=1).bytes, UUID(int=2).bytes, UUID(int=1).bytes], pa.uuid())
    found = refusal(pa.table({"kod": uuids, "school_m": [500] * 3}))
    assert found.startswith("column 'kod': 1 repeated ('00000000-0000-0000-0000-000000000001')")
    assert back(score(pa.table({"kod": uuids[:2], "school_m": [500] * 2}), MODEL)).height == 2
    assert refusal(duckdb.connect().sql("select '0' || unnest([1, 1]) as kod, 500 as school_m")).startswith(
        "column 'kod'"
    )
