"""GeoParquet, and the extension types of Arrow: points are positions, other columns are cells or left out."""

import io
import json
import struct
import tempfile
from collections.abc import Callable, Mapping
from decimal import Decimal
from math import nan
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import brief, criteria_of, read

from vasterviksmodell.sites.column_types import shortest
from vasterviksmodell.sites.formats.parquet import footer, parquet_table
from vasterviksmodell.sites.formats.parquet.footer import typed_columns
from vasterviksmodell.sites.formats.parquet.geometries import system_name
from vasterviksmodell.sites.formats.parquet.points import beginnings, coordinate
from vasterviksmodell.sites.positions.places import GEOMETRIES
from vasterviksmodell.source.files import Source

SCHOOL = "criteria: {school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}}"
CRITERIA = criteria_of(f"version: 1\n{SCHOOL}\n", checked=True)
NAMED = criteria_of(
    f"version: 1\nsite: {{latitude: lat, longitude: lon}}\ndata: {{columns: {{lat: bredd}}}}\n{SCHOOL}\n"
)
SITES: dict[str, Any] = {"id": ["a", "b"], "school": [1, 2]}
MEASURED = ["id", "name", "school__low", "school__high"]
HERE = (16.6, 57.7)
Z, M, SYSTEM = 0x8000_0000, 0x4000_0000, 0x2000_0000


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge files here rather than in a process of its own, which takes long; none of these is damaged."""
    monkeypatch.setattr(parquet_table, "_problem", lambda source: parquet_table._VERDICTS[footer.verdict(source.path)])


def parquet(columns: Mapping[str, Any], metadata: Mapping[str, Any] | None = None) -> bytes:
    """A file; `metadata` is that of GeoParquet."""
    rows = pa.table(dict(columns))
    if metadata is not None:
        rows = rows.replace_schema_metadata({b"geo": json.dumps(metadata).encode()})
    content = io.BytesIO()
    pq.write_table(rows, content)
    return content.getvalue()


def geo(encoding: str = "WKB", **column: Any) -> dict[str, Any]:
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": encoding, **column}}}


def point(x: float, y: float, *further: float, order: str = "<", code: int = 1, system: bytes = b"") -> bytes:
    numbers = (x, y, *further)
    return struct.pack(f"{order}BI", order == "<", code) + system + struct.pack(f"{order}{len(numbers)}d", *numbers)


def shape(code: int) -> bytes:
    return struct.pack("<BII", 1, code, 0)


def found(content: bytes, criteria: Any = CRITERIA) -> list[tuple[str, str, int | None, int | None, int]]:
    findings = read(content, criteria, ".parquet")[1]
    return [
        (finding.code, finding.severity.label, finding.place.line, finding.place.column, finding.count)
        for finding in findings
    ]


def placed(geometries: Any, metadata: Any = None, **columns: Any) -> list[tuple[float | None, float | None]]:
    """The positions of two sites, longitude first."""
    content = parquet({**SITES, **columns, "geometry": geometries}, metadata or geo())
    sites, findings = read(content, CRITERIA, ".parquet")
    assert sites is not None, findings
    assert [finding.message() for finding in findings] == []
    return sites.frame.select("_longitude", "_latitude").rows()


@pytest.mark.parametrize(
    "written",
    [
        point(*HERE),
        point(*HERE, order=">"),
        point(*HERE, 5, code=1001),
        point(*HERE, 5, code=2001),
        point(*HERE, 5, 6, code=3001),
        point(*HERE, 5, code=3001),
        point(*HERE, 5, code=Z | 1),
        point(*HERE, 5, code=M | 1, order=">"),
        point(*HERE, 5, 6, code=Z | M | 1),
        point(*HERE, code=SYSTEM | 1, system=struct.pack("<I", 4326)),
        point(*HERE, 5, 6, code=Z | M | SYSTEM | 1, system=struct.pack(">I", 4326), order=">"),
    ],
)
def test_a_point_of_any_dialect_of_wkb_is_a_position(written: bytes) -> None:
    assert placed([point(16.7, 57.8), written]) == [(16.7, 57.8), HERE]


@pytest.mark.parametrize("written", [None, point(nan, nan), point(nan, nan, nan, code=1001)])
def test_a_site_without_a_point_has_no_position(written: bytes | None) -> None:
    assert placed([written, point(*HERE)]) == [(None, None), HERE]


X_Y = pa.struct([("x", pa.float64()), ("y", pa.float64())])


@pytest.mark.parametrize(
    "points",
    [
        pa.array([{"x": 16.6, "y": 57.7}, None], X_Y),
        pa.array([{"x": 16.6, "y": 57.7}, {"x": nan, "y": nan}], X_Y),
        pa.array([[16.6, 57.7], None], pa.list_(pa.float64(), 2)),
        pa.array([[16.6, 57.7, 9.0], [nan, nan, nan]], pa.list_(pa.float64(), 3)),
    ],
)
def test_points_in_arrows_own_form_are_positions(points: pa.Array) -> None:
    assert placed(points, geo("point")) == [HERE, (None, None)]


def test_points_lie_in_the_system_that_the_metadata_name() -> None:
    metres = [point(594500, 6403200), None]
    ((longitude, latitude), nowhere) = placed(metres, geo(crs={"id": {"authority": "EPSG", "code": 3006}}))
    assert (longitude, latitude) == pytest.approx((16.58825, 57.76091), abs=1e-5)
    assert nowhere == (None, None)
    for crs in ({"id": {"authority": "OGC", "code": "CRS84"}}, {"id": {"authority": "EPSG", "code": 4326}}):
        assert placed([point(*HERE), None], geo(crs=crs)) == [HERE, (None, None)]


@pytest.mark.parametrize(
    ("crs", "named"),
    [
        (None, "crs: null"),
        (5, "crs: null"),
        ({"id": {"authority": "EPSG", "code": 3010}, "name": "WGS 84"}, "EPSG:3010"),
        ({"name": "somewhere"}, "somewhere"),
    ],
)
def test_points_in_another_system_are_left_out_with_a_warning(crs: Any, named: str) -> None:
    content = parquet({**SITES, "geometry": [point(*HERE), None]}, geo(crs=crs))
    sites, findings = read(content, CRITERIA, ".parquet")
    assert [(finding.code, finding.severity.label, finding.message()) for finding in findings] == [
        ("D021", "warning", f"the coordinate system '{named}' is not read")
    ]
    assert "ignored" in str(findings[0].hint())
    assert sites is not None
    assert [name for name in sites.frame.columns if name not in GEOMETRIES] == MEASURED


@pytest.mark.parametrize(
    ("crs", "name"),
    [
        ({"type": "CompoundCRS", "components": [{"id": {"authority": "EPSG", "code": 3006}}, {}]}, "EPSG:3006"),
        ({"type": "BoundCRS", "source_crs": {"id": {"authority": "EPSG", "code": 3006}}}, "EPSG:3006"),
        ({"name": "SWEREF99_TM"}, "EPSG:3006"),
        ({"name": "WGS 84 (CRS84)"}, "OGC:CRS84"),
        ("SWEREF99 TM", "EPSG:3006"),
        ("EPSG:3006", "EPSG:3006"),
        ('GEOGCS["WGS 84",DATUM["x",AUTHORITY["EPSG","6326"]],AUTHORITY["EPSG","4326"]]', "EPSG:4326"),
        ('PROJCRS["SWEREF99 TM",BASEGEOGCRS["x",ID["EPSG",4619]],ID["EPSG",3006]]', "EPSG:3006"),
        ('PROJCRS["x",BASE["y",ID["EPSG",4619]],CS[0]]', 'PROJCRS["x",BASE["y",ID["EPSG",4619]],CS[0]]'),
        (None, "crs: null"),
    ],
)  # fmt: skip
def test_a_system_is_named_by_its_own_code_or_else_by_its_name(crs: Any, name: str) -> None:
    assert system_name(crs) == name


def test_other_geometries_are_counted_and_give_no_position() -> None:
    columns = {"id": list("abcdef"), "school": range(6)}
    shapes = [point(*HERE), shape(3), shape(6), shape(3), None, shape(1003)]
    content = parquet({**columns, "geometry": shapes}, geo())
    assert found(content) == [("D022", "warning", 2, 3, 3), ("D022", "warning", 3, 3, 1)]
    findings = read(content, CRITERIA, ".parquet")[1]
    assert findings[0].message() == "a Polygon gives a site no position"
    sites = read(content, CRITERIA, ".parquet")[0]
    assert sites is not None
    assert sites.frame["_latitude"].to_list() == [57.7, None, None, None, None, None]


@pytest.mark.parametrize(
    ("geometries", "encoding"),
    [([None, shape(2)], "WKB"), (pa.array([None, [{"x": 1.0, "y": 2.0}]]), "linestring")],
)
def test_a_column_without_points_gives_no_columns(geometries: Any, encoding: str) -> None:
    content = parquet({**SITES, "geometry": geometries}, geo(encoding))
    assert found(content) == [("D022", "warning", 2, 3, 1)]
    sites = read(content, CRITERIA, ".parquet")[0]
    assert sites is not None
    assert [name for name in sites.frame.columns if name not in GEOMETRIES] == MEASURED


@pytest.mark.parametrize(
    "written", [b"", b"\1", b"\1\1\0\0", point(*HERE)[:-1], b"\2" + point(*HERE)[1:], shape(99), shape(4001), shape(0)]
)
def test_bytes_that_are_no_geometry_are_a_warning(written: bytes) -> None:
    content = parquet({**SITES, "geometry": [point(*HERE), written]}, geo())
    assert found(content) == [("D012", "warning", 2, 3, 1)]


def test_columns_of_positions_go_before_points_which_fill_their_gaps() -> None:
    own = {"latitude": [57.7, None], "longitude": [16.6, None]}
    assert placed([point(16.6005, 57.7), point(16.9, 57.9)], **own) == [(16.6, 57.7), (16.9, 57.9)]
    content = parquet({**SITES, **own, "geometry": [point(16.6, 57.71), point(16.9, 57.9)]}, geo())
    assert found(content) == [("D024", "warning", 1, 3, 1)]
    aliased = parquet({**SITES, "Bredd": [57.7, None], "LON": [16.6, None], "geometry": [None, point(*HERE)]}, geo())
    sites = read(aliased, NAMED, ".parquet")[0]
    assert sites is not None
    assert sites.frame.select("_longitude", "_latitude").rows() == [HERE, HERE]


def test_half_a_position_in_a_column_is_not_completed_by_a_point() -> None:
    content = parquet({**SITES, "latitude": [57.7, None], "geometry": [point(1, 2), point(16.9, 57.9)]}, geo())
    sites, findings = read(content, CRITERIA, ".parquet")
    assert [finding.code for finding in findings] == ["D306"]
    assert sites is not None
    assert sites.frame.select("_longitude", "_latitude").rows() == [(None, None), (16.9, 57.9)]


@pytest.mark.parametrize(
    "metadata",
    [
        {},
        [],
        {"primary_column": "other", "columns": {"other": {"encoding": "WKB"}}},
        {"primary_column": "geometry", "columns": {"geometry": {}}},
        {"primary_column": "geometry", "columns": []},
        geo("point"),
        geo("something"),
    ],
)
def test_a_column_that_the_metadata_do_not_explain_is_left_out(metadata: Any) -> None:
    content = parquet({**SITES, "geometry": [point(*HERE), None]}, metadata)
    assert found(content) == [("D012", "warning", None, 3, 1)]


def test_a_column_that_is_read_as_cells_is_no_geometry() -> None:
    metadata = {"primary_column": "school", "columns": {"school": {"encoding": "WKB"}}}
    content = parquet({"id": ["a"], "school": [point(*HERE)]}, metadata)
    assert found(content) == [("D012", "error", None, 2, 1)]


class Named(pa.ExtensionType):
    """An extension type of any name."""

    def __init__(self, storage: pa.DataType, name: str, text: str = "") -> None:
        self.text = text
        super().__init__(storage, name)

    def __arrow_ext_serialize__(self) -> bytes:
        return self.text.encode()

    @classmethod
    def __arrow_ext_deserialize__(cls, storage: pa.DataType, text: bytes) -> "Named":
        raise NotImplementedError


def extended(values: Any, storage: pa.DataType, name: str, text: str = "") -> pa.Array:
    return pa.ExtensionArray.from_storage(Named(storage, name, text), pa.array(values, storage))


EPSG_4326 = json.dumps({"crs": {"id": {"authority": "EPSG", "code": 4326}}})


@pytest.mark.parametrize(
    "geometries",
    [
        extended([point(*HERE), None], pa.binary(), "ogc.wkb", EPSG_4326),
        extended([{"x": 16.6, "y": 57.7}, None], X_Y, "geoarrow.point", '{"crs": "EPSG:4326"}'),
        extended([[16.6, 57.7], None], pa.list_(pa.float64(), 2), "geoarrow.point", '{"crs": "OGC:CRS84"}'),
    ],
)
def test_points_of_geoarrow_are_positions(geometries: pa.Array) -> None:
    content = parquet({**SITES, "geometry": geometries})
    sites, findings = read(content, CRITERIA, ".parquet")
    assert findings == ()
    assert sites is not None
    assert sites.frame.select("_longitude", "_latitude").rows() == [HERE, (None, None)]


def test_a_file_of_geopandas_says_the_system_twice() -> None:
    tag = {"ARROW:extension:name": "geoarrow.wkb", "ARROW:extension:metadata": EPSG_4326}
    schema = pa.schema([("id", pa.string()), ("school", pa.int64()), pa.field("geometry", pa.binary(), metadata=tag)])
    rows = pa.table([["a", "b"], [1, 2], [point(*HERE), None]], schema)
    for metadata in ({}, {"geo": json.dumps(geo(crs=json.loads(EPSG_4326)["crs"]))}):
        content = io.BytesIO()
        pq.write_table(rows.replace_schema_metadata(metadata), content)
        sites, findings = read(content.getvalue(), CRITERIA, ".parquet")
        assert findings == ()
        assert sites is not None
        assert sites.frame.select("_longitude", "_latitude").rows() == [HERE, (None, None)]


def test_geoarrow_that_names_no_system_is_not_read() -> None:
    for text in ("", "{}", "[]", "not json", '{"crs": null}'):
        geometries = extended([point(*HERE), None], pa.binary(), "ogc.wkb", text)
        assert found(parquet({**SITES, "geometry": geometries})) == [("D021", "warning", None, 3, 1)]


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        (extended([1.5, None], pa.float64(), "my.length"), ["1.5", None]),
        (extended([1, 2], pa.int32(), "my.count"), ["1", "2"]),
        (extended(["x", "y"], pa.string(), "arrow.opaque"), ["x", "y"]),
        (pa.array(['{"a": 1}', None], pa.json_(pa.string())), ['{"a": 1}', None]),
        (pa.ExtensionArray.from_storage(pa.bool8(), pa.array([1, 0], pa.int8())), ["true", "false"]),
        (pa.array([0.1, 2], pa.float16()), ["0.1", "2.0"]),
        (pa.array([0.1, 1e30], pa.float32()), ["0.1", "1e+30"]),
        (pa.array(["x", None], pa.string_view()), ["x", None]),
        (pa.array([0.05, None]).dictionary_encode(), ["0.05", None]),
        (pa.array([Decimal("0.05"), None], pa.decimal256(38, 2)), ["0.05", None]),
    ],
)
def test_the_storage_of_a_type_is_read(values: pa.Array, texts: list[str | None]) -> None:
    sites, findings = read(parquet({**SITES, "note": values}), CRITERIA, ".parquet")
    assert findings == ()
    assert sites is not None
    assert sites.frame["_extra__note"].to_list() == texts


def of_pandas(values: Any, heading: str) -> bytes:
    content = io.BytesIO()
    pd.DataFrame({"id": ["a", "b"], "school": [1, 2], heading: values}).to_parquet(content)
    return content.getvalue()


@pytest.mark.parametrize(("heading", "level"), [("school", "error"), ("note", "warning")])
@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (extended([1, 2], pa.int64(), "pandas.period", '{"freq": "M"}'), "pandas.period"),
        (extended([{"x": 0, "y": 1}] * 2, X_Y, "pandas.interval"), "pandas.interval"),
        (extended([[1, 2]] * 2, pa.list_(pa.int32(), 2), "arrow.fixed_shape_tensor"), "arrow.fixed_shape_tensor"),
        (extended([b"x", b"y"], pa.binary(), "arrow.opaque"), "arrow.opaque"),
        (pa.array([Decimal("0.05")] * 2, pa.decimal256(50, 10)), "Decimal(50, 10)"),
        (pa.array([b"x", b"y"], pa.binary_view()), "Binary"),
    ],
)  # fmt: skip
def test_a_type_without_cells_is_named_and_left_out_unless_a_criterion_reads_it(
    values: pa.Array, kind: str, heading: str, level: str
) -> None:
    findings = read(parquet({**SITES, heading: values}), CRITERIA, ".parquet")[1]
    told = [
        (finding.code, finding.severity.label, f"found {kind} in the column '{heading}'" in finding.message())
        for finding in findings
    ]
    assert told == [("D012", level, True)]
    begun = "it is ignored" if level == "warning" else "write each site" if kind == "Binary" else "save it as numbers"
    assert str(findings[0].hint()).startswith(begun)


def test_the_columns_of_pandas_are_read_or_left_out() -> None:
    months = pd.period_range("2020-01", periods=2, freq="M")
    assert [fault[:2] for fault in found(of_pandas(months, "month"))] == [("D012", "warning")]
    assert [fault[:2] for fault in found(of_pandas(pd.interval_range(0, 2), "span"))] == [("D012", "warning")]


def test_a_file_of_nothing_but_long_decimals_has_no_ids() -> None:
    content = parquet({"x": pa.array([Decimal("0.05")], pa.decimal256(50, 10))})
    assert {fault[0] for fault in found(content)} >= {"D005", "D012"}


def test_a_type_that_is_not_known_is_told() -> None:
    views = pa.array([[1]] * 2, pa.list_view(pa.int64()))
    (finding,) = read(parquet({**SITES, "z": views}), CRITERIA, ".parquet")[1]
    assert (finding.code, finding.message()) == (
        "F010",
        "cannot be read as Parquet: a column has a type that is not supported",
    )
    assert "list" in str(finding.hint())


NATIVE = extended([point(*HERE), None], pa.binary(), "geoarrow.wkb")
"""What PyArrow writes as Parquet's own geometry."""


def test_parquets_own_geometries_are_refused_by_their_columns() -> None:
    """Also behind columns with parts and lists of their own."""
    parts = pa.array([{"a": 1, "b": {"c": [1]}}, None])
    columns = {"place": NATIVE, **SITES, "parts": parts, "many": pa.array([[1], None]), "läge": NATIVE}
    first, second = read(parquet(columns), CRITERIA, ".parquet")[1]
    assert [(finding.code, finding.place.line, finding.place.column) for finding in (first, second)] == [
        ("F010", None, 1),
        ("F010", None, len(columns)),
    ]
    assert first.message() == "cannot be read as Parquet: the column 'place' has Parquet's own type GEOMETRY"
    assert second.message("sv").endswith("kolumnen 'läge' har Parquets egen typ GEOMETRY")
    assert "GeoParquet 1" in str(first.hint())
    assert placed([point(*HERE), None]) == [HERE, (None, None)]  # what the hint says


def with_type(content: bytes, number: int) -> bytes:
    """A file whose one geometry is of another type of Parquet's own: the number of its type stands in the footer."""
    geometry, other = (bytes([0x0C, 2 * field]) for field in (17, number))
    assert content.count(geometry) == 1
    return content.replace(geometry, other)


@pytest.mark.parametrize(
    ("number", "kind", "advice"), [(18, "GEOGRAPHY", "GeoParquet 1"), (16, "VARIANT", "a separate column")]
)
def test_other_types_of_parquets_own_are_named_too(
    number: int, kind: str, advice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_table, "_problem", lambda _: parquet_table._UNKNOWN)
    (finding,) = read(with_type(parquet({**SITES, "z": NATIVE}), number), CRITERIA, ".parquet")[1]
    assert finding.message() == f"cannot be read as Parquet: the column 'z' has Parquet's own type {kind}"
    assert advice in str(finding.hint())
    assert finding.hint() != finding.hint("sv")


UUIDS = [UUID("00000000-0000-0000-0000-0000000000ff"), UUID("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")]


def by_pyarrow() -> bytes:
    return parquet(
        {
            "id": pa.array([uuid.bytes for uuid in UUIDS], pa.uuid()),
            "parts": pa.array([{"a": [1], "b": {"c": 2}}, None]),
            "school": [1, 2],
            "other": pa.array([None, UUIDS[0].bytes], pa.uuid()),
        }
    )


def by_duckdb() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        rows = ", ".join(
            f"('{id}'::uuid, {number}, {other})"
            for number, (id, other) in enumerate(zip(UUIDS, ("null", f"'{UUIDS[0]}'::uuid"), strict=True), 1)
        )
        duckdb.connect().sql(f"copy (select * from (values {rows}) v(id, school, other)) to '{folder}/x.parquet'")
        return Path(folder, "x.parquet").read_bytes()


@pytest.mark.parametrize("write", [by_pyarrow, by_duckdb])
def test_uuids_are_their_usual_texts(write: Callable[[], bytes]) -> None:
    sites, findings = read(write(), CRITERIA, ".parquet")
    assert sites is not None, findings
    assert sites.frame["id"].to_list() == [str(uuid) for uuid in UUIDS]
    assert sites.frame["_extra__other"].to_list() == [None, str(UUIDS[0])]


def test_other_bytes_are_no_uuids() -> None:
    sixteen = pa.array([uuid.bytes for uuid in UUIDS], pa.binary(16))
    assert [fault[:2] for fault in found(parquet({**SITES, "note": sixteen}))] == [("D012", "warning")]


@given(st.data())
@brief
def test_a_footer_that_is_damaged_tells_nothing_or_something_and_never_fails(data: st.DataObject) -> None:
    content = bytearray(by_pyarrow())
    at = data.draw(st.integers(len(content) - 600, len(content) - 1))
    content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.sampled_from([0, 0, 1, 5]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.parquet")
        path.write_bytes(content[: len(content) - cut])
        assert all(column.number >= 1 for column in typed_columns(Source.of(path)))


def test_every_half_precision_number_is_its_shortest_decimal() -> None:
    halves = np.arange(2**16, dtype=np.uint16).view(np.float16)
    decimals = shortest(halves)
    with np.errstate(over="ignore"):
        assert np.array_equal(decimals.astype(np.float16), halves, equal_nan=True)
    assert shortest(np.array([0.1, 0.3, 65504], np.float16)).tolist() == [0.1, 0.3, 65504]


numbers = st.floats(allow_nan=False)
orders = st.sampled_from("<>")
dimensions = st.sampled_from([(1, 0), (1001, 1), (2001, 1), (3001, 2), (Z | 1, 1), (M | 1, 1), (Z | M | 1, 2)])
points_in_wkb = st.tuples(numbers, numbers, orders, dimensions, st.booleans())


@brief
@given(points=st.lists(st.none() | points_in_wkb, max_size=12), last=points_in_wkb)
def test_points_of_all_dialects_in_one_column_keep_their_coordinates(points: list[Any], last: Any) -> None:
    points = [*points, last]
    written = [
        None
        if parts is None
        else point(
            *parts[:2],
            *[7.0] * parts[3][1],
            order=parts[2],
            code=parts[3][0] | SYSTEM * parts[4],
            system=b"abcd"[: 4 * parts[4]],
        )
        for parts in points
    ]
    frame = pl.DataFrame({"g": pl.Series(written, dtype=pl.Binary)}).lazy()
    known = beginnings(frame, pl.col("g"))
    assert sum(number for number, _ in known.values()) == sum(parts is not None for parts in points)
    x, y = (frame.select(coordinate(pl.col("g"), known, axis)).collect().to_series().to_list() for axis in (0, 1))
    assert x == [None if parts is None else parts[0] for parts in points]
    assert y == [None if parts is None else parts[1] for parts in points]
