"""`decimal: ","` of the criteria file: texts have decimal commas, and numbers mean the same as before."""

import json
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import brief, criteria_of, read, sites_in
from tests.sites.workbooks import workbook

MODEL = "criteria: {merit: {range: [-9999, 9999], weight: 1, value: {180: 0, 280: 100}}}\n"
POINT = criteria_of(f"version: 1\n{MODEL}")
COMMA = criteria_of(f'version: 1\ndata: {{decimal: ","}}\n{MODEL}')

Sites = Mapping[str, Any]


def as_json(sites: Sites) -> bytes:
    return json.dumps([{"id": id, "merit": merit} for id, merit in sites.items()]).encode()


def as_geojson(sites: Sites) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": id,
            "properties": {"merit": merit},
            "geometry": {"type": "Point", "coordinates": [16.64, 57.76]},
        }
        for id, merit in sites.items()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def as_yaml(sites: Sites) -> bytes:
    return "".join(f"- {{id: {id}, merit: {json.dumps(merit)}}}\n" for id, merit in sites.items()).encode()


def as_parquet(sites: Sites) -> bytes:
    file = BytesIO()
    pl.DataFrame({"id": list(sites), "merit": list(sites.values())}).write_parquet(file)
    return file.getvalue()


RECORDS: dict[str, Callable[[Sites], bytes]] = {
    ".json": as_json,
    ".jsonl": lambda sites: b"\n".join(as_json({id: merit})[1:-1] for id, merit in sites.items()),
    ".geojson": as_geojson,
    ".yaml": as_yaml,
}
FORMATS = {
    **RECORDS,
    ".parquet": as_parquet,
    ".xlsx": lambda sites: workbook([["id", "merit"], *([id, merit] for id, merit in sites.items())]),
}
every_format = pytest.mark.parametrize("suffix", FORMATS)


def merits(suffix: str, merits: list[Any]) -> list[tuple[float, float]]:
    sites = {f"s{number}": merit for number, merit in enumerate(merits)}
    found = sites_in(FORMATS[suffix](sites), COMMA, suffix)
    return found.frame.select("merit__low", "merit__high").rows()


@every_format
def test_texts_have_decimal_commas_where_the_criteria_file_says_so(suffix: str) -> None:
    assert merits(suffix, ["268,8", "1 262,75", "0,5..2,5", "<=0,5"]) == [
        (268.8, 268.8),
        (1262.75, 1262.75),
        (0.5, 2.5),
        (-9999, 0.5),
    ]


@every_format
def test_numbers_mean_the_same_as_before(suffix: str) -> None:
    assert merits(suffix, [268.8, -0.25, 300.0]) == [(268.8, 268.8), (-0.25, -0.25), (300, 300)]


@pytest.mark.parametrize("suffix", RECORDS)
def test_numbers_and_texts_may_stand_in_one_column(suffix: str) -> None:
    assert merits(suffix, ["268,8", 268.5, 1e2, 12, "7"]) == [(number, number) for number in (268.8, 268.5, 100, 12, 7)]


@pytest.mark.parametrize("suffix", RECORDS)
def test_lists_are_intervals_of_numbers_or_texts(suffix: str) -> None:
    assert merits(suffix, [[0.5, 2.5], ["0,5", "2,5"], [None, 1.5]]) == [(0.5, 2.5), (0.5, 2.5), (-9999, 1.5)]


def test_lists_of_a_parquet_file_are_intervals_too() -> None:
    assert merits(".parquet", [[0.5, 2.5]]) == [(0.5, 2.5)]


@given(st.floats(-9999, 9999), st.sampled_from([*RECORDS, ".parquet"]))
@brief
def test_a_number_is_read_exactly_with_either_sign(merit: float, suffix: str) -> None:
    content = FORMATS[suffix]({"a": merit})
    assert [sites_in(content, criteria, suffix).frame["merit__low"].item() for criteria in (POINT, COMMA)] == [
        merit,
        merit,
    ]


ROW = {"id": 2.5, "merit": 1.5, "share": 0.5, "span": [0.5, 2.5], "said": "0,5"}
DEFAULT_LIMIT = json.dumps([ROW])
PROPERTIES = f'{{"type": "Feature", "properties": {json.dumps(ROW)}, "geometry": null}}'


def parquet_of(row: Mapping[str, Any]) -> bytes:
    file = BytesIO()
    pl.DataFrame({heading: [cell] for heading, cell in row.items()}).write_parquet(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("suffix", "content"),
    [
        (".json", DEFAULT_LIMIT),
        (".jsonl", json.dumps(ROW)),
        (".geojson", PROPERTIES),
        (".yaml", DEFAULT_LIMIT),
        (".parquet", parquet_of(ROW)),
        (".xlsx", workbook([list(ROW), [2.5, 1.5, 0.5, "0.5..2.5", "0,5"]])),
    ],
)
def test_numbers_that_no_criterion_reads_come_out_as_without_decimal(suffix: str, content: str | bytes) -> None:
    frames = [sites_in(content, criteria, suffix).frame for criteria in (POINT, COMMA)]
    assert frames[0].equals(frames[1])
    extras = ["id", "merit__low", "_extra__share", "_extra__span", "_extra__said"]
    assert frames[1].select(extras).row(0) == ("2.5", 1.5, "0.5", "0.5..2.5", "0,5")


def test_a_sheet_whose_texts_have_commas_keeps_the_points_of_other_numbers() -> None:
    sheet = workbook([["id", "merit", "share"], ["a", "268,8", 0.5], ["b", 268.5, 1.25]])
    found = sites_in(sheet, POINT, ".xlsx").frame
    assert found.select("merit__low", "_extra__share").rows() == [(268.8, "0.5"), (268.5, "1.25")]


def test_the_point_of_geojson_keeps_its_place() -> None:
    sites = sites_in(as_geojson({"a": "1,5"}), COMMA, ".geojson")
    assert sites.frame.select("_latitude", "_longitude").rows() == [(57.76, 16.64)]


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".yaml", ".parquet"])
@pytest.mark.parametrize("text", ["268,8", "268,85", "1,2345", "<=0,5", "10..12,5"])
def test_a_comma_that_parts_no_thousands_is_told_what_to_declare(suffix: str, text: str) -> None:
    (finding,) = read(FORMATS[suffix]({"a": text}), POINT, suffix)[1]
    assert finding.code == "D108"
    assert 'write decimal: "," under data:' in str(finding.hint())
    assert 'skriv decimal: "," under data:' in str(finding.hint("sv"))
    assert read(FORMATS[suffix]({"a": text}), COMMA, suffix)[1] == ()


@pytest.mark.parametrize("text", ["1,234", "1,234,567"])
def test_a_comma_that_may_part_thousands_is_not(text: str) -> None:
    (finding,) = read(as_json({"a": text}), POINT, ".json")[1]
    assert "leave the comma out" in str(finding.hint())


def test_a_point_is_told_of_where_texts_have_commas() -> None:
    (finding,) = read(as_json({"a": "1.5"}), COMMA, ".json")[1]
    assert (finding.code, "leave the point out" in str(finding.hint())) == ("D108", True)
