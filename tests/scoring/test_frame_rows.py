"""`data: where:` chooses the rows of a frame as those of a file."""

from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.scoring.test_frames import back, engines, given
from tests.scoring.worlds import criteria, csv, rank_file

from vasterviksmodell.scoring import InvalidFrame, score

HALF = "x: {weight: 1, value: {0: 0, 100: 100}}"
LONG: dict[str, list[Any]] = {
    "id": ["a", "a", "a", "b", "b", "c"],
    "x": [10, 20, 30, 40, 50, None],
    "år": [2016, 2017, 2017, 2017, 2018, 2017],
    "Kön": ["Totalt", "totalt ", "kvinnor", "TOTALT", "totalt", "totalt"],
}


def choosing(where: str) -> Any:
    return criteria(HALF, head=f"data: {{where: {where}, columns: {{kön: [Kön, sex]}}}}")


@engines
@pytest.mark.parametrize(
    "where", ["{år: 2017, kön: totalt}", "{år: [2016], kön: totalt}", "{år: 2018.0}", '{kön: kvinnor, x: "30"}']
)
def test_rows_are_chosen_as_in_a_file(kind: str, where: str) -> None:
    model = choosing(where)
    rows = [dict(zip(LONG, map(str, row), strict=True)) for row in zip(*LONG.values(), strict=True)]
    told = ["id", "status", "score", "score_low", "score_high", "rank"]
    expected = rank_file(
        csv([{name: "" if value == "None" else value for name, value in row.items()} for row in rows]), model
    )
    scored = back(score(given(kind, LONG), model))
    assert scored.sort("id").select(told).rows() == expected.sort("id").select(told).rows()


@engines
@pytest.mark.parametrize(
    ("where", "complaint"),
    [
        ("{år: 2015}", "column 'år': no row has '2015', as data: where: requires"),
        ("{år: [2017, 2015]}", "column 'år': no row has '2015', as data: where: requires"),
        ("{år: 2018, kön: kvinnor}", "no row has år: 2018 and kön: kvinnor, as data: where: requires"),
        ("{län: 8, år: 2017}", "the columns län, by which data: where: chooses rows, are missing"),
        ("{kön: totalt}", "column 'id': 2 repeated"),
    ],
)
def test_what_leads_to_no_rows_is_refused(kind: str, where: str, complaint: str) -> None:
    with pytest.raises(InvalidFrame, match=complaint):
        score(given(kind, LONG), choosing(where))


@engines
def test_cells_without_anything_can_be_chosen(kind: str) -> None:
    table = {"id": ["a", "b", "c"], "x": [1, 2, 3], "note": [None, "old", ""]}
    assert sorted(back(score(given(kind, table), choosing('{note: ""}')))["id"]) == ["a", "c"]


@engines
def test_truth_values_choose_rows(kind: str) -> None:
    table = {"id": ["a", "b", "c"], "x": [1, 2, 3], "now": [True, None, False]}
    assert back(score(given(kind, table), choosing('{now: "true"}')))["id"].to_list() == ["a"]
    assert back(score(given(kind, table), choosing('{now: "false"}')))["id"].to_list() == ["c"]


def test_rows_of_pandas_keep_their_index_and_their_other_columns() -> None:
    frame = pd.DataFrame(LONG, index=[7, 7, "z", 1, 2, 3])
    scored = score(frame, choosing("{år: 2017, kön: totalt}"))
    assert scored.index.to_list() == [7, 1, 3]
    assert scored["Kön"].to_list() == ["totalt ", "TOTALT", "totalt"]
    assert len(frame) == len(LONG["id"])


def test_lists_choose_no_rows() -> None:
    table = {"id": ["a"], "x": [1], "år": [[2017]]}
    for frame in (pl.DataFrame(table), pl.LazyFrame(table), pa.table(table), duckdb.from_arrow(pa.table(table))):
        with pytest.raises(InvalidFrame, match=r"column 'år': rows cannot be chosen by [Ll]ist"):
            score(frame, choosing("{år: 2017}"))
