"""Parquet: typed columns say what the same table says as CSV; what cannot be read whole is one finding."""

import datetime as dt
import io
from decimal import Decimal
from math import inf, nan
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import CRITERIA, brief, judged_here, read, read_files, sites_in, told, told_of

from vasterviksmodell.findings import Severity
from vasterviksmodell.sites import read_sites, scan
from vasterviksmodell.sites.formats.parquet import footer

SITES = {"id": ["ankarby", "ekby"], "school": [1200.0, 700.0], "plan": ["housing", "none"], "bus": [True, False]}


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    content = io.BytesIO()
    pl.DataFrame(columns).write_parquet(content, **options)
    return content.getvalue()


def school_of(values: Any) -> list[tuple[float, float]]:
    """The intervals that a column of schools is read as; its range is 0 to 50000."""
    content = parquet({"id": [f"s{number}" for number in range(len(values))], "school": values})
    with judged_here():
        return sites_in(content, suffix=".parquet").frame.select("school__low", "school__high").rows()


def texts_of(values: Any) -> list[str | None]:
    """The texts that a column which no criterion reads passes through as."""
    content = parquet({**SITES, "note": values})
    with judged_here():
        return sites_in(content, suffix=".parquet").frame["_extra__note"].to_list()


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([1200, -7], ["1200", "-7"]),
        (pl.Series([2**64 - 1, 0], dtype=pl.UInt64), ["18446744073709551615", "0"]),
        ([1200.0, 0.1], ["1200.0", "0.1"]),
        (pl.Series([1200.5, 0.1], dtype=pl.Float32), ["1200.5", "0.1"]),
        ([nan, None], [None, None]),
        ([Decimal("1.10"), Decimal("-0.05")], ["1.10", "-0.05"]),
        ([True, False], ["true", "false"]),
        (["", "å\n;"], [None, "å\n;"]),
        ([dt.date(2024, 2, 29), None], ["2024-02-29", None]),
        ([dt.datetime(2024, 2, 29), dt.datetime(2024, 2, 29, 7, 5)], ["2024-02-29", "2024-02-29 07:05:00.000000"]),  # noqa: DTZ001
        (pl.Series(["a", "b"], dtype=pl.Categorical), ["a", "b"]),
        (pl.Series(["a", "b"], dtype=pl.Enum(["b", "a"])), ["a", "b"]),
        ([None, None], [None, None]),
        ([[1, 2], [3]], ["1..2", "[3]"]),
    ],
)
def test_a_value_is_the_text_of_a_cell(values: Any, texts: list[str | None]) -> None:
    assert texts_of(values) == texts


@brief
@given(numbers=st.lists(st.none() | st.floats(0, 50_000), min_size=1, max_size=20))
def test_a_number_is_read_exactly_and_null_is_unknown(numbers: list[float | None]) -> None:
    assert school_of(pl.Series(numbers, dtype=pl.Float64)) == [
        (0, 50_000) if number is None else (number, number) for number in numbers
    ]


def test_a_list_of_two_numbers_is_an_interval() -> None:
    whole = (0.0, 50_000.0)
    intervals = school_of([[0.5, 2000.0], None, [5.0, None], [None, 5.0], [None, None]])
    assert intervals == [(0.5, 2000), whole, (5, 50_000), (0, 5), whole]
    assert school_of(pl.Series([[1, 2]], dtype=pl.Array(pl.UInt8, 2))) == [(1, 2)]


def test_a_bad_cell_stands_at_its_row_and_column() -> None:
    found = told_of(parquet({"note": [[], [1]], **SITES, "school": [1200.0, -1.0]}), suffix=".pq")
    assert found == [("D104", 2, 3)]
    found = told_of(parquet({"id": ["a", "b", "b"], "school": [[1.0], [2.0, 1.0], [nan, 1.0]]}), suffix=".parquet")
    assert [fault for fault in found if fault[0] != "D006"] == [
        ("D103", 1, 2),
        ("D105", 2, 2),
        ("D102", 3, 1),
        ("D103", 3, 2),
    ]
    assert told_of(parquet({**SITES, "school": [inf, 0]}), suffix=".parquet") == [("D103", 1, 2)]


def test_a_heading_is_matched_as_in_csv() -> None:
    content = parquet({"ID ": ["a"], "School": [5], "Plan": ["none"], "BUS": [True]})
    sites, _ = read(content, suffix=".parquet")
    assert sites is not None
    assert sites.frame["bus__category"].to_list() == ["yes"]


@pytest.mark.parametrize(("heading", "level"), [("School", "error"), ("geometry", "warning")])
@pytest.mark.parametrize("values", [[{"m": 5}] * 2, [b"\1\xff"] * 2, [["a", "b"]] * 2, [[[1, 2]]] * 2])
def test_what_fits_in_no_cell_is_an_error_where_a_cell_is_looked_for(values: Any, heading: str, level: str) -> None:
    content = parquet({"id": ["a", "b"], "bus": [True, None], "plan": SITES["plan"], heading: values})
    with judged_here():
        _, findings = read(content, suffix=".parquet")
    (found,) = (finding for finding in findings if finding.code == "D012")
    assert (found.severity.label, found.place.column, heading in found.message()) == (level, 4, True)


def test_a_table_of_no_sites_is_no_error() -> None:
    assert ("D001", None, None) in told_of(parquet({"id": [], "school": [], "plan": [], "bus": []}), suffix=".parquet")


WHOLE = parquet({"id": [f"s{n}" for n in range(2000)], "school": [n * 7 % 4000 / 2 for n in range(2000)]})
TWICE = io.BytesIO()
pq.write_table(pa.Table.from_arrays([pa.array(["a"]), pa.array([1]), pa.array([2])], ["id", "school", "school"]), TWICE)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (WHOLE[:-1], "its end is missing"),
        (WHOLE[: len(WHOLE) // 2], "its end is missing"),
        (b"PAR1", "it is damaged, or has a type that is not supported"),
        (b"PAR1" + bytes(40) + b"PAR1", "it is damaged, or has a type that is not supported"),
        (WHOLE[:4] + b"\xff" * 300 + WHOLE[304:], "it is damaged, or has a type that is not supported"),
        (WHOLE[:-4] + b"PARE", "it is encrypted"),
        (TWICE.getvalue(), "two of its columns have the same name"),
        (parquet({"id": pl.repeat(value=True, n=60_000_000, eager=True)}), "it is too large when unpacked"),
    ],
)
def test_what_cannot_be_read_whole_is_one_finding(content: bytes, problem: str) -> None:
    _, findings = read(content, suffix=".parquet")
    assert [(finding.code, finding.message()) for finding in findings] == [
        ("F010", f"cannot be read as Parquet: {problem}")
    ]


@brief
@given(at=st.integers(4, len(WHOLE) - 5), byte=st.integers(0, 255))
def test_a_file_with_a_wrong_byte_has_all_its_sites_or_a_finding(at: int, byte: int) -> None:
    sites, findings = read(WHOLE[:at] + bytes([byte]) + WHOLE[at + 1 :], suffix=".parquet")
    assert (sites is None) == any(finding.severity == Severity.ERROR for finding in findings)
    assert sites is None or sites.frame.height == 2000
    assert sites is not None or {finding.code for finding in findings} <= {
        "F010",
        "D005",
        "D007",
        "D102",
        "D103",
        "D104",
        "D006",
    } | {
        "D034",
        "D046",
    }


@brief
@given(data=st.data())
def test_parquet_says_what_csv_says(data: st.DataObject) -> None:
    school = st.none() | st.floats(0, 50_000) | st.sampled_from([-1.0, 60_000.0])
    plan = st.sampled_from(["housing", "none", "castle", "", None])
    number = data.draw(st.integers(1, 5))
    frame = pl.DataFrame(
        {
            "id": [f"s{n}" for n in range(number)],
            "school": data.draw(st.lists(school, min_size=number, max_size=number)),
            "plan": data.draw(st.lists(plan, min_size=number, max_size=number)),
            "bus": data.draw(st.lists(st.booleans() | st.none(), min_size=number, max_size=number)),
        },
        schema_overrides={"school": pl.Float64, "plan": pl.String, "bus": pl.Boolean},
    )
    with judged_here(), pytest.MonkeyPatch.context() as patch:
        if data.draw(st.booleans()):
            patch.setattr(scan, "_LARGE", 0)
        sites, findings = read(parquet(frame.to_dict(as_series=True)), suffix=".parquet")
        others, their = read(frame.write_csv())
    assert sorted((code, line, 0) for code, line, _ in told(findings)) == sorted(
        (code, line and line - 1, 0) for code, line, _ in told(their) if code != "D006"
    )
    assert (sites is None) == (others is None)
    if sites is not None and others is not None:
        assert sites.frame.equals(others.frame)


def test_files_of_several_formats_are_read_together() -> None:
    sites, _ = read_files([parquet(SITES), parquet({**SITES, "id": ["oby", "visby"]})], suffix=".parquet")
    assert sites is not None
    assert sites.frame["id"].to_list() == ["ankarby", "ekby", "oby", "visby"]


def test_a_file_that_ends_the_process_that_reads_it_is_one_finding(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ending = tmp_path / "ending.py"
    ending.write_text("import os\nos.abort()\n")
    monkeypatch.setattr(footer, "__file__", str(ending))
    _, findings = read(parquet(SITES), suffix=".parquet")
    assert [(finding.code, finding.message()) for finding in findings] == [
        ("F010", "cannot be read as Parquet: it is damaged, or has a type that is not supported")
    ]


def test_a_module_beside_the_data_is_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "polars.py").write_text("raise SystemExit('run')\n")
    (tmp_path / "sites.parquet").write_bytes(parquet(SITES))
    monkeypatch.chdir(tmp_path)
    assert read_sites("sites.parquet", CRITERIA).frame.height == 2
