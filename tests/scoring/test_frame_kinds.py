"""One table gives one result, whatever it comes in: file formats, engines and types of columns."""

import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import inf, nan
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.test_frames import back
from tests.scoring.worlds import criteria, csv, rank_file
from tests.sites.reading import brief, few, judged_here, read
from tests.sites.workbooks import workbook

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import InvalidFrame, score
from vasterviksmodell.sites import column_types

MARKS = '{"-99": missing, "-98": zero, "-97": [1, 4], okänd: missing}'
ENTRIES = {
    "x": "{weight: 2, range: [0, 1000], value: {0: 0, 10: 100}, requirement: {at_most: 0.1}}",
    "n": "{weight: 1, range: [-1000, 1.0e+40], value: {-1000: 0, 9007199254740992: 100}, "
    "warning: {at_most: 9007199254740992}}",
    "bus": "{type: yes_no, weight: 1}",
    "plan": "{type: category, weight: 1, value: {housing: 100, none: 0}, requirement: {in: [housing]}}",
}
MODEL = criteria(
    "\n".join(f"{name}: {entry}" for name, entry in ENTRIES.items()),
    head=f"data: {{missing: {MARKS}, columns: {{n: [Antal]}}}}",
)
ALONE = {name: criteria(f"{name}: {entry}", head=f"data: {{missing: {MARKS}}}") for name, entry in ENTRIES.items()}
"""Each criterion alone, for what is about cells: a ranking takes as long as there are criteria."""
DUCKDB = duckdb.connect()
TOLD = ["status", "score", "score_low", "score_high", "coverage", "known_weight", "rank", "rank_best", "rank_worst"]
Column = Sequence[Any]
Make = Callable[[str, Column], Any]


def told(model: Criteria) -> list[str]:
    """The columns of a ranking that are compared."""
    return ["id", *TOLD, *(f"{criterion.id}__warning" for criterion in model.flagged)]


def by_file(column: str, texts: Sequence[str]) -> list[tuple[Any, ...]]:
    """What a CSV file says of sites `s0`, `s1`, … with these cells."""
    model = ALONE[column]
    rows = [{"id": f"s{number:02}", column: text} for number, text in enumerate(texts)]
    return rank_file(csv(rows), model).sort("id").select(told(model)).rows()


def by_frame(frame: Any, model: Criteria) -> list[tuple[Any, ...]]:
    scored = score(frame, model)
    columns = told(model)
    if isinstance(scored, pl.DataFrame | pl.LazyFrame | pa.Table):
        scored = scored.select(columns)
    elif isinstance(scored, pd.DataFrame):
        scored = scored[columns]
    return back(scored).sort("id").select(columns).rows()


def assert_as_in_a_file(column: str, frames: Mapping[str, Any], texts: Sequence[str]) -> None:
    """Frames of many kinds with the same cells say what one file says."""
    wanted = by_file(column, texts)
    for kind, frame in frames.items():
        assert by_frame(frame, ALONE[column]) == wanted, kind


def ids(number: int) -> list[str]:
    return [f"s{place:02}" for place in range(number)]


def in_polars(dtype: Any) -> Make:
    return lambda name, cells: pl.DataFrame({"id": ids(len(cells)), name: pl.Series(cells, dtype=dtype, strict=False)})


def in_lazy(dtype: Any) -> Make:
    return lambda name, cells: in_polars(dtype)(name, cells).lazy()


def in_pandas(dtype: Any) -> Make:
    return lambda name, cells: pd.DataFrame({"id": ids(len(cells)), name: pd.Series(list(cells), dtype=dtype)})


def in_arrow(change: Callable[[Column], Any]) -> Make:
    return lambda name, cells: pa.table({"id": ids(len(cells)), name: change(cells)})


def of_type(type: Any) -> Callable[[Column], Any]:
    return lambda cells: pa.array(cells, type)


def as_dictionary(type: Any) -> Callable[[Column], Any]:
    return lambda cells: pa.array(cells, type).dictionary_encode()


def as_runs(type: Any) -> Callable[[Column], Any]:
    def runs(cells: Column) -> Any:
        ends = pa.array(range(1, len(cells) + 1), pa.int32())
        return pa.RunEndEncodedArray.from_arrays(ends, pa.array(cells, type))

    return runs


def in_chunks(type: Any) -> Callable[[Column], Any]:
    return lambda cells: pa.chunked_array([pa.array([cell], type) for cell in cells], type)


def in_duckdb(type: str) -> Make:
    def relation(name: str, cells: Column) -> Any:
        texts = [None if cell is None else str(cell) for cell in cells]
        frame = pa.table({"id": ids(len(cells)), name: pa.array(texts, pa.string())})
        return DUCKDB.from_arrow(frame).project(f'id, "{name}"::{type} as "{name}"')

    return relation


FLOATS: dict[str, Make] = {
    "polars f32": in_polars(pl.Float32),
    "polars f64": in_polars(pl.Float64),
    "polars decimal": in_polars(pl.Decimal(20, 5)),
    "polars objects": in_polars(pl.Object),
    "lazy f32": in_lazy(pl.Float32),
    "lazy decimal": in_lazy(pl.Decimal(20, 5)),
    "pandas f32": in_pandas("float32"),
    "pandas f64": in_pandas("float64"),
    "pandas longdouble": in_pandas("longdouble"),
    "pandas Float32": in_pandas("Float32"),
    "pandas Float64": in_pandas("Float64"),
    "pandas objects": in_pandas(object),
    "pandas categories": lambda name, cells: in_pandas("float32")(name, cells).astype({name: "category"}),
    "pandas sparse": lambda name, cells: in_pandas("float64")(name, cells).astype({name: "Sparse[float64]"}),
    "pandas arrow f32": in_pandas(pd.ArrowDtype(pa.float32())),
    "pandas arrow decimal": in_pandas(pd.ArrowDtype(pa.decimal128(20, 5))),
    "pyarrow f32": in_arrow(of_type(pa.float32())),
    "pyarrow decimal32": in_arrow(of_type(pa.decimal32(9, 5))),
    "pyarrow decimal64": in_arrow(of_type(pa.decimal64(18, 5))),
    "pyarrow decimal128": in_arrow(of_type(pa.decimal128(20, 5))),
    "pyarrow decimal256": in_arrow(of_type(pa.decimal256(70, 5))),
    "pyarrow dictionary": in_arrow(as_dictionary(pa.float32())),
    "pyarrow dictionary of decimals": in_arrow(as_dictionary(pa.decimal128(20, 5))),
    "pyarrow runs": in_arrow(as_runs(pa.float32())),
    "pyarrow chunks": in_arrow(in_chunks(pa.float32())),
    "duckdb f32": in_duckdb("float"),
    "duckdb f64": in_duckdb("double"),
    "duckdb decimal": in_duckdb("decimal(20, 5)"),
}
EXACT = {name for name in FLOATS if "decimal" in name or "objects" in name}
"""Those that are made from decimals."""
HALVES: dict[str, Make] = {
    "polars": in_polars(pl.Float16),
    "lazy": in_lazy(pl.Float16),
    "pandas": in_pandas("float16"),
    "pandas objects": lambda name, cells: in_pandas(object)(
        name, [None if cell is None else np.float16(cell) for cell in cells]
    ),
    "pyarrow": in_arrow(of_type(pa.float16())),
}


def ends(type: str) -> tuple[int, bool]:
    return int(type.strip("UInt")), type[0] != "U"


WIDTHS = [f"{sign}Int{width}" for width in (8, 16, 32, 64) for sign in ("U", "")]
WHOLE: dict[str, tuple[int, bool, Make]] = {
    **{f"polars {width}": (*ends(width), in_polars(getattr(pl, width))) for width in WIDTHS},
    "polars Int128": (128, True, in_polars(pl.Int128)),
    "lazy Int128": (128, True, in_lazy(pl.Int128)),
    **{f"pandas {width}": (*ends(width), in_pandas(width)) for width in WIDTHS},
    "pandas objects": (128, True, in_pandas(object)),
    "pandas objects, wider": (200, True, in_pandas(object)),
    **{f"pyarrow {width}": (*ends(width), in_arrow(of_type(getattr(pa, width.lower())()))) for width in WIDTHS},
    "pyarrow dictionary": (64, True, in_arrow(as_dictionary(pa.int64()))),
    "pyarrow runs": (64, True, in_arrow(as_runs(pa.int64()))),
    "pyarrow chunks": (64, True, in_arrow(in_chunks(pa.int64()))),
    "duckdb bigint": (64, True, in_duckdb("bigint")),
    "duckdb hugeint": (128, True, in_duckdb("hugeint")),
}
"""By its width in bits, and whether there are negative ones."""
TEXTS: dict[str, Make] = {
    "polars": in_polars(pl.String),
    "polars categories": in_polars(pl.Categorical),
    "lazy": in_lazy(pl.String),
    "pandas": in_pandas("str"),
    "pandas string": in_pandas("string"),
    "pandas python": in_pandas(pd.StringDtype("python", na_value=nan)),
    "pandas objects": in_pandas(object),
    "pandas categories": in_pandas("category"),
    "pyarrow": in_arrow(of_type(pa.string())),
    "pyarrow large": in_arrow(of_type(pa.large_string())),
    "pyarrow view": in_arrow(of_type(pa.string_view())),
    "pyarrow dictionary": in_arrow(as_dictionary(pa.string())),
    "pyarrow runs": in_arrow(as_runs(pa.string())),
    "duckdb": in_duckdb("varchar"),
}
cents = st.sampled_from(["0.1", "0.09", "0.11", "0.3", "10"]) | st.integers(0, 99_999).map(
    lambda drawn: f"{drawn / 100}"
)


def texts_of(cells: Column) -> list[str]:
    return ["" if cell is None else str(cell) for cell in cells]


@few
@given(numbers=st.lists(st.none() | cents, min_size=1, max_size=30))
def test_floats_and_decimals_of_all_engines_are_as_in_a_file(numbers: list[str | None]) -> None:
    frames = {}
    for kind, frame in FLOATS.items():
        make = Decimal if kind in EXACT else str if kind.startswith("duckdb") else float
        frames[kind] = frame("x", [None if number is None else make(number) for number in numbers])
    assert_as_in_a_file("x", frames, texts_of(numbers))


@brief
@given(numbers=st.lists(st.none() | st.integers(0, 999).map(lambda drawn: drawn / 1000), min_size=1, max_size=30))
def test_half_precision_is_as_in_a_file(numbers: list[float | None]) -> None:
    assert_as_in_a_file("x", {kind: frame("x", numbers) for kind, frame in HALVES.items()}, texts_of(numbers))


@pytest.mark.parametrize(("width", "signed"), sorted({(width, signed) for width, signed, _ in WHOLE.values()}))
@few
@given(data=st.data())
def test_whole_numbers_of_all_widths_are_as_in_a_file(width: int, signed: bool, data: st.DataObject) -> None:
    most = min(2 ** (width - signed) - 1, 10**39)
    least = max(-90, -(2 ** (width - 1)) if signed else 0)
    usual = st.sampled_from([0, 1, 2**53 - 1, 2**53, 2**53 + 1, 2**63 - 1, most]).filter(lambda drawn: drawn <= most)
    numbers = data.draw(st.lists(st.none() | usual | st.integers(least, most), min_size=1, max_size=30))
    frames = {kind: make("n", numbers) for kind, (*of, make) in WHOLE.items() if of == [width, signed]}
    assert_as_in_a_file("n", frames, texts_of(numbers))


YES_NO = ["yes", "no", "ja", "NEJ", " Ja", "1", "0", "1.0", "true", "False", "", "..", "okänd"]
PLANS = ["housing", "none", "Housing", " none\u00a0", "HOUSING", "", "..", "okänd", "Oka\u0308nd"]


@pytest.mark.parametrize(("column", "words"), [("bus", YES_NO), ("plan", PLANS)])
@few
@given(data=st.data())
def test_words_are_as_in_a_file(column: str, words: list[str], data: st.DataObject) -> None:
    cells = data.draw(st.lists(st.none() | st.sampled_from(words), min_size=1, max_size=30))
    assert_as_in_a_file(column, {kind: make(column, cells) for kind, make in TEXTS.items()}, texts_of(cells))


@pytest.mark.parametrize(
    "make",
    [
        in_polars(pl.Boolean),
        in_polars(pl.Int8),
        in_polars(pl.Float32),
        in_polars(pl.Object),
        lambda name, cells: in_polars(pl.Int8)(name, cells).with_columns(pl.col(name).cast(pl.Decimal(5, 2))),
        in_lazy(pl.Boolean),
        in_lazy(pl.UInt8),
        in_lazy(pl.Float64),
        in_pandas("boolean"),
        in_pandas("Int64"),
        in_pandas("float64"),
        in_pandas(object),
        in_pandas(pd.ArrowDtype(pa.bool_())),
        in_arrow(of_type(pa.bool_())),
        in_arrow(lambda cells: pa.array(cells, pa.bool_()).cast(pa.int8())),
        in_arrow(as_runs(pa.bool_())),
        in_arrow(lambda cells: pa.array(cells, pa.bool_()).cast(pa.int64()).dictionary_encode()),
        in_duckdb("boolean"),
        lambda name, cells: in_duckdb("double")(name, [None if cell is None else int(cell) for cell in cells]),
        in_arrow(lambda cells: pa.ExtensionArray.from_storage(pa.bool8(), pa.array(cells, pa.bool_()).cast(pa.int8()))),
    ],
)
def test_truth_values_and_ones_and_zeros_are_yes_and_no(make: Make) -> None:
    assert_as_in_a_file("bus", {"": make("bus", [True, False, None])}, ["yes", "no", ""])


def test_mixed_objects_are_read_by_their_texts() -> None:
    cells = [True, "nej", 1, 0.0, None, "JA"]
    assert_as_in_a_file("bus", {"": in_pandas(object)("bus", cells)}, ["yes", "no", "yes", "no", "", "yes"])


def test_numbers_of_many_python_types_are_numbers() -> None:
    cells = [1, 0.5, Decimal("0.1"), Fraction(1, 10), np.float32(0.1), np.float16(0.1), np.int8(1), pd.NA, pd.NaT, nan]
    cells += [Decimal("nan"), np.float64("nan")]
    texts = ["1", "0.5", "0.1", "0.1", "0.1", "0.1", "1", "", "", "", "", ""]
    frames = {"pandas": in_pandas(object)("x", cells), "polars": in_polars(pl.Object)("x", cells)}
    assert_as_in_a_file("x", frames, texts)


@pytest.mark.parametrize(
    "make",
    [in_polars(pl.Int64), in_lazy(pl.Float64), in_pandas("float32"), in_arrow(of_type(pa.int32())), in_duckdb("int")],
)
def test_declared_marks_mean_what_they_mean_in_a_file(make: Make) -> None:
    assert_as_in_a_file("n", {"": make("n", [-99, -98, -97, 5])}, ["-99", "-98", "-97", "5"])


def test_categories_may_be_whole_numbers() -> None:
    model = criteria('plan: {type: category, weight: 1, value: {"1": 100, "2": 0}}')
    for frame in (pl.DataFrame({"plan": [1, 2]}), pd.DataFrame({"plan": [1, 2]}), pa.table({"plan": [1, 2]})):
        assert back(score(frame, model))["score"].to_list() == [100, 0]
    with pytest.raises(InvalidFrame, match="column 'plan': 2 not one of 1, 2"):
        score(pl.DataFrame({"plan": [1.0, 2.5]}), model)


@pytest.fixture
def _in_this_process() -> Iterator[None]:
    with judged_here():
        yield


def parquet(**columns: Any) -> bytes:
    content = io.BytesIO()
    pl.DataFrame(columns).write_parquet(content)
    return content.getvalue()


X, N, BUS, PLAN = [0.1, None, 0.3], [2**53, 5, None], [1.0, 0.0, None], ["housing", "none", None]
FILES: dict[str, Callable[[], tuple[str | bytes, str]]] = {
    "csv": lambda: ("id,x,n,bus,plan\ns00,0.1,9007199254740992,1.0,housing\ns01,,5,0.0,none\ns02,0.3,,,\n", ".csv"),
    "Swedish csv": lambda: (
        "id;x;Antal;bus;plan\ns00;0,1;9007199254740992;1,0;housing\ns01;;5;0,0;none\ns02;0,3;;;\n",
        ".csv",
    ),
    "json": lambda: (json.dumps(rows()), ".json"),
    "jsonl": lambda: ("".join(json.dumps(row) + "\n" for row in rows()), ".jsonl"),
    "yaml": lambda: ("".join(f"- {json.dumps(row)}\n" for row in rows()), ".yaml"),
    "xlsx": lambda: (workbook([["id", "x", "n", "bus", "plan"], *(list(row.values()) for row in rows())]), ".xlsx"),
    "parquet": lambda: (parquet(id=ids(3), x=X, n=N, bus=BUS, plan=PLAN), ".parquet"),
    "parquet, short": lambda: (
        parquet(
            id=ids(3),
            x=pl.Series(X, dtype=pl.Float16),
            n=N,
            bus=pl.Series([True, False, None]),
            plan=pl.Series(PLAN, dtype=pl.Categorical),
        ),
        ".parquet",
    ),
    "parquet, decimals": lambda: (
        parquet(
            id=ids(3),
            x=pl.Series(["0.1", None, "0.3"]).cast(pl.Decimal(9, 3)),
            n=pl.Series(N, dtype=pl.UInt64),
            bus=pl.Series([1, 0, None], dtype=pl.Int8),
            plan=PLAN,
        ),
        ".parquet",
    ),
}


def rows() -> list[dict[str, Any]]:
    return [
        dict(zip(("id", "x", "n", "bus", "plan"), row, strict=True))
        for row in zip(ids(3), X, N, BUS, PLAN, strict=True)
    ]


@pytest.mark.usefixtures("_in_this_process")
@pytest.mark.parametrize("format", FILES)
def test_one_table_gives_one_result_in_every_format(format: str) -> None:
    content, suffix = FILES[format]()
    found, findings = read(content, MODEL, suffix)
    assert found is not None, [finding.message() for finding in findings]
    ranked = score(found, MODEL).frame.sort("id").select(told(MODEL)).rows()
    frame = pl.DataFrame({"id": ids(3), "x": X, "Antal": N, "bus": BUS, "plan": PLAN})
    assert ranked == by_frame(frame, MODEL)
    assert ranked[0][1] == "qualified"


FAULTS: list[tuple[Make, str, Column, str]] = [
    (in_polars(pl.String), "x", ["5", None], "1 not numbers, but String: make it a column of numbers"),
    (in_polars(pl.List(pl.Float64)), "x", [[1.0, 2.0], None], "1 not numbers, but List"),
    (in_polars(pl.Struct({"a": pl.Int8})), "x", [{"a": 1}, None], "1 not numbers, but Struct"),
    (in_lazy(pl.Struct({"a": pl.Int8})), "x", [{"a": 1}, None], "1 not numbers, but Struct"),
    (in_lazy(pl.Date), "x", [date(2020, 1, 1), None], "1 not numbers, but Date"),
    (in_polars(pl.Binary), "bus", [b"x", None], "1 not one of yes, no"),
    (in_lazy(pl.Binary), "plan", [b"x", None], "1 not one of housing, none"),
    (in_pandas("datetime64[ns]"), "x", [date(2020, 1, 1), None], "1 not numbers, but datetime64[ns]"),
    (
        in_pandas("datetime64[ns, Europe/Stockholm]"),
        "x",
        [date(2020, 1, 1), None],
        "1 not numbers, but datetime64[ns, Europe/Stockholm]",
    ),
    (in_pandas("period[M]"), "x", [pd.Period("2020-01"), None], "1 not numbers, but period[M]"),
    (in_pandas("complex128"), "x", [1j, 2], "2 not numbers, but complex128"),
    (in_pandas(object), "x", [1, "many", None], "2 not numbers, but object"),
    (in_pandas(object), "x", [[1, 2], None], "1 not numbers, but object"),
    (in_pandas(object), "x", [True, None], "1 not numbers, but object"),
    (in_pandas(object), "x", [2**5000, -(2**5000), 5], "2 outside 0..1000"),
    (in_pandas("category"), "bus", [None, "kanske"], "1 not one of yes, no"),
    (in_arrow(of_type(pa.list_view(pa.int64()))), "x", [[1], None], "1 not numbers, but list_view"),
    (in_arrow(of_type(pa.binary_view())), "plan", [b"x", None], "1 not one of housing, none"),
    (in_arrow(of_type(pa.timestamp("us", "+01:00"))), "x", [1, None], "1 not numbers, but timestamp[us, tz=+01:00]"),
    (
        in_arrow(of_type(pa.month_day_nano_interval())),
        "x",
        [(1, 2, 3), None],
        "1 not numbers, but month_day_nano_interval",
    ),
    (in_arrow(of_type(pa.map_(pa.string(), pa.int8()))), "bus", [[("a", 1)], None], "1 not one of yes, no"),
    (in_arrow(of_type(pa.float32())), "x", [inf, -inf, nan], "2 outside 0..1000"),
    (in_duckdb("int[]"), "x", ["[1]", None], "1 not numbers, but List"),
    (in_duckdb("int[1]"), "x", ["[1]", None], "1 not numbers, but Array"),
    (in_duckdb("struct(a int)"), "x", ["{'a': 1}", None], "1 not numbers, but Struct"),
    (in_duckdb("map(text, int)"), "x", ["{a=1}", None], "1 not numbers, but Map"),
    (in_duckdb("blob"), "x", ["1", None], "1 not numbers, but Binary"),
    (in_duckdb("time"), "x", ["10:00", None], "1 not numbers, but Time"),
    (in_polars(pl.Float64), "bus", [2.0, 1.0, nan], "1 not one of yes, no"),
    (in_lazy(pl.Int64), "bus", [-1, 1, None], "1 not one of yes, no"),
]


@pytest.mark.parametrize("number", range(len(FAULTS)))
def test_what_is_not_read_is_refused_by_its_column(number: int) -> None:
    make, column, cells, complaint = FAULTS[number]
    with pytest.raises(InvalidFrame) as refused:
        score(make(column, cells), MODEL)
    assert str(refused.value).startswith(f"column '{column}': {complaint}")


KEPT: dict[str, Callable[[], Any]] = {
    "polars": lambda: pl.DataFrame(
        {"x": [0.1, 5], "z": [{"a": 1}, None], "y": pl.Series([b"x", None], dtype=pl.Binary)}
    ),
    "polars objects": lambda: pl.DataFrame({"x": [0.1, 5], "z": pl.Series([object(), None], dtype=pl.Object)}),
    "pyarrow": lambda: pa.table(
        {
            "x": [0.1, 5],
            "z": pa.array([b"x", None], pa.binary_view()),
            "runs": as_runs(pa.int64())([5, 5]),
            "view": pa.array([[1], None], pa.list_view(pa.int64())),
            "union": pa.UnionArray.from_sparse(pa.array([0, 0], pa.int8()), [pa.array([1, 2])]),
            "uuid": pa.array([UUID(int=1).bytes, None], pa.uuid()),
            "wkb": pa.ExtensionArray.from_storage(pa.opaque(pa.binary(), "geometry", "here"), pa.array([b"x", None])),
            "decimal": pa.array([Decimal("0.05"), None], pa.decimal256(70, 2)),
        }
    ),
    "pyarrow chunks": lambda: pa.concat_tables(
        [pa.table({"x": [0.1], "z": ["a"]}), pa.table({"x": [5.0], "z": ["b"]})]
    ),
    "pandas": lambda: pd.DataFrame({"x": [0.1, 5.0], "z": [{1}, object()], 7: [1, 2], ("a", 1): [3, 4], None: [5, 6]}),
    "pandas types": lambda: pd.DataFrame(
        {"x": [0.1, 5.0], "z": pd.period_range("2020-01", periods=2, freq="M"), "i": pd.interval_range(0, 2)}
    ),
    "pandas with one index twice": lambda: pd.DataFrame({"x": [0.1, 5.0]}, index=[3, 3]),
    "pandas with an index of tuples": lambda: pd.DataFrame(
        {"x": [0.1, 5.0]}, index=pd.MultiIndex.from_tuples([("a", 1), ("a", 1)])
    ),
    "pandas view": lambda: pd.DataFrame({"x": [9.0, 0.1, 9.0, 5.0]})[1::2],
}


@pytest.mark.parametrize("kind", KEPT)
def test_columns_that_no_criterion_reads_pass_through_whatever_they_hold(kind: str) -> None:
    frame = KEPT[kind]()
    scored = score(frame, MODEL)
    assert type(scored) is type(frame)
    if isinstance(frame, pd.DataFrame):
        pd.testing.assert_frame_equal(scored.iloc[:, : frame.shape[1]], frame)
        assert scored["status"].tolist() == ["unverified", "excluded"]
    elif isinstance(frame, pa.Table):
        assert scored.select(frame.column_names).equals(frame)
        assert scored["status"].to_pylist() == ["unverified", "excluded"]
    else:
        assert [scored[name].to_list() for name in frame.columns] == [frame[name].to_list() for name in frame.columns]
        assert scored["status"].to_list() == ["unverified", "excluded"]


def test_a_lazy_engine_passes_its_own_types_through() -> None:
    relation = duckdb.connect().sql(
        "select uuid() as id, 0.05::decimal(20, 5) as x, [1] as l, {'a': 1} as s, map {'a': 1} as m, '1'::bit as b, "
        "interval 1 day as i, now() as t, 'a'::enum('a') as e, null as n2"
    )
    scored = score(relation, MODEL)
    assert scored.columns[:10] == relation.columns
    assert scored.project("status, l, s").fetchall() == [("unverified", [1], {"a": 1})]


def test_attributes_of_a_frame_of_pandas_stay() -> None:
    frame = pd.DataFrame({"x": [0.1]})
    frame.attrs = {"source": "here"}
    assert score(frame, MODEL).attrs == {"source": "here"}
    assert str(score(frame, MODEL)["status"].dtype) == "str"


@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame(),
        pl.LazyFrame(),
        pd.DataFrame(),
        pa.table({}),
        pd.DataFrame([[1, 2]], columns=[0, 1]),
        pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("id", "a"), ("x", "b")])),
    ],
)
def test_a_frame_without_columns_of_the_criteria_is_refused(frame: Any) -> None:
    with pytest.raises(InvalidFrame, match="the frame has none of the columns x, n, bus, plan"):
        score(frame, MODEL)


@pytest.mark.parametrize(
    "frame",
    [
        pl.DataFrame({"id": [], "x": [], "plan": []}),
        pl.LazyFrame({"id": [], "x": [], "plan": []}),
        pd.DataFrame({"id": [], "x": [], "plan": []}),
        pa.table({"id": [], "x": [], "plan": []}),
        duckdb.connect().sql("select 'a' as id, 1.0 as x, 'none' as plan where false"),
    ],
)
def test_a_frame_without_rows_has_a_ranking_of_none(frame: Any) -> None:
    found = back(score(frame, MODEL))
    assert found.height == 0
    assert {"status", "score", "rank", "x__requirement"} <= set(found.columns)


@pytest.mark.parametrize(
    "thing", [[1], {"x": [1]}, None, b"x", pl.Series([1]), np.zeros((2, 2)), pa.record_batch({"x": [1]})]
)
def test_what_is_no_frame_is_refused(thing: Any) -> None:
    with pytest.raises(InvalidFrame, match=f"a {type(thing).__name__} is not a supported frame: give one of Polars"):
        score(thing, MODEL)


def test_a_plan_that_fails_is_refused_by_its_columns() -> None:
    with pytest.raises(InvalidFrame, match=r"the frame cannot be read: .*nowhere"):
        score(pl.scan_csv("/nowhere.csv"), MODEL)
    failing = pl.LazyFrame({"id": ["a"], "x": ["far"]}).with_columns(pl.col("x").cast(pl.Int64))
    with pytest.raises(InvalidFrame, match=r"^column 'x': conversion from"):
        score(failing, MODEL)


def test_what_fails_without_a_word_is_told_by_its_kind() -> None:
    def fail(_: pl.Series) -> pl.Series:
        raise RuntimeError

    frame = pl.LazyFrame({"id": ["a"], "x": [1.0]})
    with pytest.raises(InvalidFrame, match=r"^column 'x': RuntimeError$"):
        score(frame.with_columns(pl.col("x").map_batches(fail, return_dtype=pl.Float64)), MODEL)


def failing_in(kind: str, column: str) -> Any:
    """A lazy frame with a conversion that fails in one of its columns."""
    values = {"id": "'a'", "x": "5", "plan": "'housing'", "z": "1"} | {column: "cast('far' || x as int)"}
    texts = pl.LazyFrame({"id": ["a"], "x": [5.0], "plan": ["housing"], "z": [1], "text": ["far"]})
    if kind == "polars":
        return texts.with_columns(pl.col("text").cast(pl.Int64).alias(column)).drop("text")
    selected = ", ".join(f"{value} as {name}" for name, value in values.items())
    return duckdb.connect().sql(f"select {selected} from (values ('1')) as v(x)")


@pytest.mark.parametrize("kind", ["polars", "duckdb"])
@pytest.mark.parametrize("column", ["id", "x", "plan"])
def test_a_conversion_that_fails_is_refused_by_the_one_column_where_it_does(kind: str, column: str) -> None:
    with pytest.raises(InvalidFrame, match=f"^column '{column}': (conversion from|Conversion Error)"):
        score(failing_in(kind, column), MODEL)


@pytest.mark.parametrize("kind", ["polars", "duckdb"])
def test_what_fails_in_a_column_that_is_not_read_is_told_by_the_engine_when_it_is_collected(kind: str) -> None:
    scored = score(failing_in(kind, "z"), MODEL)
    with pytest.raises((pl.exceptions.InvalidOperationError, duckdb.ConversionException)):
        back(scored)


@pytest.mark.parametrize("kind", ["polars", "duckdb"])
def test_a_file_that_is_gone_is_refused_and_later_told_by_the_engine(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "sites.parquet"
    pl.DataFrame({"id": ["a"], "x": [5.0]}).write_parquet(path)
    frame = pl.scan_parquet(path) if kind == "polars" else duckdb.connect().sql(f"select * from '{path}'")
    scored = score(frame, MODEL)
    path.unlink()
    with pytest.raises((FileNotFoundError, duckdb.IOException)):
        back(scored)
    with pytest.raises(InvalidFrame, match=r"^the frame cannot be read: .*No (such file|files found)"):
        score(frame, MODEL)


def test_a_frame_of_narwhals_gives_back_what_it_stands_for() -> None:
    import narwhals as nw

    assert score(nw.from_native(pl.DataFrame({"x": [0.1]})), MODEL)["status"].to_list() == ["unverified"]


def test_dates_and_times_out_of_range_are_told_as_numbers() -> None:
    types: list[tuple[pl.DataType, list[int]]] = [
        (pl.Date(), [2**31 - 1, -(2**31), 95_026_236, -96_465_292]),
        (pl.Datetime("ms"), [2**63 - 1, 1 - 2**63]),
        (pl.Datetime("us", "Europe/Stockholm"), [2**63 - 1, 1 - 2**63]),
    ]
    for dtype, numbers in types:
        days = pl.Series("id", [*numbers, 0, None], dtype=pl.Int32 if dtype == pl.Date else pl.Int64).cast(dtype)
        texts = days.to_frame().select(column_types.temporal_text(pl.col("id"), dtype)).to_series().to_list()
        assert texts[: len(numbers)] == [str(number) for number in numbers]
        assert (texts[-2][:10], texts[-1]) == ("1970-01-01", None)
        frame = pl.DataFrame({"id": days[:-1], "x": 1.0})
        for whole in (frame, frame.lazy()):
            assert len(back(score(whole, MODEL))) == len(numbers) + 1


def test_the_last_days_that_can_be_written_are_dates() -> None:
    days = pl.DataFrame({"id": pl.Series([95_026_235, -96_465_291], dtype=pl.Int32).cast(pl.Date)})
    texts = days.select(column_types.temporal_text(pl.col("id"), pl.Date())).to_series().to_list()
    assert texts == ["+262142-12-30", "-262143-01-02"]


@pytest.mark.usefixtures("_in_this_process")
def test_a_parquet_file_with_dates_out_of_range_loses_no_row() -> None:
    days = pa.array([2**31 - 1, 2, 3], pa.date32())
    sites, findings = read(parquet(id=days, x=[1.0, 2.0, 3.0]), MODEL, ".parquet")
    assert sites is not None, findings
    assert sites.frame["id"].to_list() == ["2147483647", "1970-01-03", "1970-01-04"]


@pytest.mark.parametrize(
    ("cells", "complaint"),
    [
        (pa.array([b"\xff", b"b"]).view(pa.string()), "column 'plan': .*UTF8"),
        (pd.Series([Decimal("sNaN"), "a\ud800"], dtype=object), "column 'plan'"),
    ],
)
def test_what_another_library_refuses_is_refused_by_its_column(cells: Any, complaint: str) -> None:
    table = {"id": ["a", "b"], "plan": cells}
    with pytest.raises(InvalidFrame, match=complaint):
        score(pa.table(table) if isinstance(cells, pa.Array) else pd.DataFrame(table), MODEL)


def test_a_signalling_nan_is_missing() -> None:
    frame = pd.DataFrame({"id": ["a", "b"], "x": pd.Series([Decimal("sNaN"), Decimal("0.1")], dtype=object)})
    assert score(frame, MODEL)["status"].to_list() == ["unverified", "unverified"]


def test_run_ends_of_any_values_are_decoded_also_in_slices() -> None:
    words = pa.array(["housing", "none", None])
    runs = pa.RunEndEncodedArray.from_arrays(pa.array([2, 3, 5], pa.int16()), words.dictionary_encode())
    for column in (runs, pa.chunked_array([runs.slice(0, 1), runs.slice(1, 3), runs.slice(4)])):
        scored = score(pa.table({"id": list("abcde"), "plan": column}), MODEL)
        assert scored["plan__value_low"].to_pylist() == [100.0, 100.0, 0.0, 0.0, 0.0]
        assert scored["plan__value_high"].to_pylist() == [100.0, 100.0, 0.0, 100.0, 100.0]
