"""`data: where:`: which rows of a long table are read."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.sites.reading import criteria_of, read, read_files, sites_in, thorough, told, told_of
from tests.sites.workbooks import workbook, workbook_of

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.sites import scan
from vasterviksmodell.sites.chosen_rows import RowCondition

HEADINGS = ("id", "år", "kön", "school")
ROWS = [
    ("a", 2016, "totalt", 1),
    ("a", 2017, "män", 2),
    ("a", 2017, "totalt", 3),
    ("b", 2016, "totalt", 4),
    ("b", 2017, "Totalt", 5),
    ("b", 2017, "män", 6),
]


def where(text: str, more: str = "") -> Criteria:
    """Criteria that choose rows."""
    return criteria_of(f"""\
version: 1
criteria: {{school: {{range: [0, 50000], weight: 1, value: {{500: 100, 4000: 0}}}}}}
data: {{where: {text}{more}}}
""")


def as_csv(rows: Sequence[Sequence[Any]]) -> bytes:
    return "\n".join(";".join(map(str, row)) for row in [HEADINGS, *rows]).encode()


def as_records(rows: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(HEADINGS, row, strict=True)) for row in rows]


def as_json(rows: Sequence[Sequence[Any]]) -> bytes:
    return json.dumps(as_records(rows)).encode()


def as_jsonl(rows: Sequence[Sequence[Any]]) -> bytes:
    return "\n".join(map(json.dumps, as_records(rows))).encode()


def as_yaml(rows: Sequence[Sequence[Any]]) -> bytes:
    return "".join(f"- {json.dumps(record, ensure_ascii=False)}\n" for record in as_records(rows)).encode()


def as_geojson(rows: Sequence[Sequence[Any]]) -> bytes:
    features = [{"type": "Feature", "geometry": None, "properties": record} for record in as_records(rows)]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def as_xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    return workbook([HEADINGS, *rows])


FORMATS: dict[str, Callable[[Sequence[Sequence[Any]]], bytes]] = {
    ".csv": as_csv,
    ".json": as_json,
    ".jsonl": as_jsonl,
    ".yaml": as_yaml,
    ".geojson": as_geojson,
    ".xlsx": as_xlsx,
}


def chosen(content: bytes, criteria: Criteria, suffix: str = ".csv") -> list[tuple[str, float]]:
    return sites_in(content, criteria, suffix).frame.select("id", "school__low").rows()


@pytest.mark.parametrize("suffix", FORMATS)
def test_rows_are_chosen_by_what_their_cells_say_in_every_format(suffix: str) -> None:
    content = FORMATS[suffix](ROWS)
    assert chosen(content, where("{år: 2017, kön: totalt}"), suffix) == [("a", 3), ("b", 5)]
    assert chosen(content, where("{År: [2016.0], kön: [TOTALT, män]}"), suffix) == [("a", 1), ("b", 4)]
    inputs = sites_in(content, where("{år: 2017, kön: totalt}"), suffix).inputs[0]
    assert (inputs.sites, inputs.dialect["left_out"]) == (2, "4")


def test_rows_of_parquet_are_chosen(tmp_path: Path) -> None:
    for years in (pl.Int16, pl.Float32, pl.String, pl.Categorical):
        frame = pl.DataFrame(ROWS, HEADINGS, orient="row").with_columns(pl.col("år").cast(pl.String).cast(years))
        frame.write_parquet(tmp_path / "long.parquet")
        content = (tmp_path / "long.parquet").read_bytes()
        assert chosen(content, where("{år: 2017, kön: totalt}"), ".parquet") == [("a", 3), ("b", 5)]


@pytest.mark.parametrize(
    ("text", "wanted", "comma", "met"),
    [
        ("2017", "2017", False, True),
        (" 2017\u00a0", "2017", False, True),
        ("2017.0", "2017", False, True),
        ("2017", "2017.0", False, True),
        ("2.017e3", "2017", False, True),
        ("2017,0", "2017", True, True),
        ("2017,0", "2017", False, False),
        ("2017.0", "2017", True, True),
        ("2.017,0", "2017", True, False),
        ("20 17", "2017", False, False),
        ("02017", "2017", False, True),
        ('="2017"', "2017", False, True),
        ("2018", "2017", False, False),
        ("9007199254740993", "9007199254740992", False, False),
        ("1_000", "1000", False, False),
        ("nan", "NaN", False, True),
        ("inf", "infinity", False, False),
        ("1e9999", "1e9999", False, True),
        ("Båda  KÖNEN", "båda könen", False, True),
        ("ba\u030ada", "båda", False, True),
        ("båda", "bada", False, False),
        ("totalt", "total", False, False),
        ("", "", False, True),
        (None, "", False, True),
        (" \t", "", False, True),
        (None, "0", False, False),
        ("x", "", False, False),
    ],
)
def test_what_a_cell_says(text: str | None, wanted: str, comma: bool, met: bool) -> None:
    condition = RowCondition("år", (), ("other", wanted))
    assert condition.met_by(text, comma=comma) is met
    assert condition.are_met_by(pl.Series([text, "x?", text]), comma=comma).to_list() == [met, False, met]


@thorough
@given(number=st.integers(-(10**18), 10**18), zeros=st.integers(0, 3))
@example(2017, 1)
def test_the_same_number_is_the_same_however_it_is_written(number: int, zeros: int) -> None:
    condition = RowCondition("år", (), (str(number),))
    assert condition.met_by(f" {number}.{'0' * zeros}" if zeros else str(number))
    assert not condition.met_by(str(number + 1))


def test_values_may_be_truth_values_and_nothing() -> None:
    content = b"id;whole;school\na;true;1\nb;FALSE;2\nc;;3\n"
    assert chosen(content, where("{whole: true}")) == [("a", 1)]
    assert chosen(content, where("{whole: [false, null]}")) == [("b", 2), ("c", 3)]


def test_two_names_of_one_column_both_choose() -> None:
    twice = ", columns: {year: år}"
    assert chosen(as_csv(ROWS), where("{år: 2017, year: [2017, 2016], kön: män}", twice)) == [("a", 2), ("b", 6)]
    assert told_of(as_csv(ROWS), where("{år: 2017, year: [2017, 2016]}", twice)) == [("D034", 1, None)]


def test_a_column_may_be_called_otherwise() -> None:
    assert chosen(as_csv(ROWS), where("{year: 2017, kön: män}", ", columns: {year: år}")) == [("a", 2), ("b", 6)]


def test_findings_are_those_of_the_rows_that_are_chosen_at_their_own_lines() -> None:
    content = "id;år;school\na;2016;tolv\n;2016;x\na;2017;tretton\n\nb;2016;1\nb;2017;2\n;2017;5\n".encode()
    assert told_of(content, where("{år: 2017}")) == [("D103", 4, 8), ("D101", 8, 1)]
    assert told_of(content.replace(b"tretton", b"3"), where("{år: 2017}")) == [("D101", 8, 1)]


@pytest.mark.parametrize("rows", [3, 250_000])
def test_blocks_and_the_plain_form_choose_alike(monkeypatch: pytest.MonkeyPatch, rows: int) -> None:
    monkeypatch.setattr(scan, "_BLOCK_ROWS", rows)
    odd = as_csv([*ROWS, ("c", 2015, "x", "mellan"), ("c", 2017, "totalt", 7)])
    for least in (10**9, 0):
        monkeypatch.setattr(scan, "_LARGE", least)
        sites = sites_in(odd, where("{år: 2017, kön: totalt}"))
        assert sites.frame["school__low"].to_list() == [3, 5, 7]
        assert sites.inputs[0].dialect["left_out"] == "5"


@pytest.mark.parametrize(
    ("asked", "code", "facts"),
    [
        ("{year: 2017}", "D031", {"column": "year", "known": "'id', 'school', 'år', 'kön'"}),
        ("{åar: 2017}", "D031", {"column": "åar"}),
        ("{år: 2018}", "D032", {"column": "år", "text": "2018", "known": "'2016', '2017'"}),
        ("{år: [2017, 2018], kön: totalt}", "D032", {"text": "2018"}),
        ("{kön: Total}", "D032", {"text": "Total", "known": "'totalt', 'män', 'Totalt'"}),
        ("{år: 2016, kön: män}", "D033", {"wanted": "år: 2016, kön: män"}),
    ],
)
def test_a_choice_that_no_row_meets_is_told(asked: str, code: str, facts: dict[str, str]) -> None:
    sites, findings = read(as_csv(ROWS), where(asked))
    assert sites is None
    (finding,) = (finding for finding in findings if finding.code in {"D001", "D031", "D032", "D033"})
    assert finding.code == code
    shown = {name: fact if isinstance(fact, str) else fact.inside("en") for name, fact in finding.facts.items()}
    assert shown | facts == shown


def test_a_column_that_rows_are_chosen_by_is_not_about_persons() -> None:
    checked = replace(where("{kön: totalt, år: 2017}"), checks={})
    assert [finding.code for finding in read(as_csv(ROWS), checked)[1]] == []
    checked = replace(where("{år: 2017, skola: x}"), checks={})
    content = "id;kön;skola;år;school\na;x;x;2017;5\n"
    assert told_of(content, checked) == [("D209", 1, 4)]


def test_hints_name_what_was_meant() -> None:
    for asked, meant in (("{åar: 2017}", "år"), ("{kön: Total}", "Totalt")):
        (finding,) = (finding for finding in read(as_csv(ROWS), where(asked))[1] if finding.code in {"D031", "D032"})
        assert finding.hint() == f"did you mean '{meant}'?"


PLAIN_ROWS = [{"id": "c", "school": 5}, {"id": "d", "school": 6}]
PLAIN: dict[str, bytes] = {
    ".csv": b"id;school\nc;5\nd;6\n",
    ".json": json.dumps(PLAIN_ROWS).encode(),
    ".jsonl": "\n".join(map(json.dumps, PLAIN_ROWS)).encode(),
    ".yaml": json.dumps(PLAIN_ROWS).encode(),
    ".geojson": json.dumps(
        {
            "type": "FeatureCollection",
            "features": [{"type": "Feature", "geometry": None, "properties": record} for record in PLAIN_ROWS],
        }
    ).encode(),
    ".xlsx": workbook([["id", "school"], ["c", 5], ["d", 6]]),
}
"""The same two sites, in files without years and sexes."""


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_without_the_column_is_read_whole_beside_one_that_has_it(suffix: str) -> None:
    plain = PLAIN[suffix]
    for files in ([FORMATS[suffix](ROWS), plain], [plain, FORMATS[suffix](ROWS)]):
        sites, findings = read_files(files, where("{år: 2017, kön: totalt}"), suffix)
        assert findings == ()
        assert sites is not None
        assert sorted(sites.frame.select("id", "school__low").rows()) == [("a", 3), ("b", 5), ("c", 5), ("d", 6)]


JOINED = """\
version: 1
criteria:
  school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
  bus: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
data: {join: true, where: {år: 2017, kön: totalt}}
"""


def test_a_file_without_years_is_joined_to_one_with_them() -> None:
    sites, findings = read_files([as_csv(ROWS), b"id;bus\na;7\nb;8\n"], criteria_of(JOINED))
    assert findings == ()
    assert sites is not None
    assert sites.frame.select("id", "school__low", "bus__low").rows() == [("a", 3, 7), ("b", 5, 8)]


def test_a_column_that_no_file_has_is_told_once_with_all_files() -> None:
    for more in ("", ", join: true"):
        files = [b"id;school\na;5\n", b"id;school;ort\nb;5;x\n"]
        found = [finding for finding in read_files(files, where("{år: 2017}", more))[1] if finding.code == "D031"]
        assert [(finding.place.line, finding.severity.label) for finding in found] == [(1, "error")]
        names = [f"{number}.csv" for number in (0, 1)]
        for message in (found[0].message(), found[0].message("sv")):
            assert all(name in message for name in names)
        assert "'id', 'school', 'ort'" in (found[0].hint() or "")


def test_a_column_that_was_perhaps_meant_is_told_beside_a_file_that_has_the_right_one() -> None:
    _, findings = read_files([as_csv(ROWS), "id;årr;kön;school\nc;2017;totalt;5\n".encode()], where("{år: 2017}"))
    found = [(finding.code, finding.severity.label, finding.hint()) for finding in findings if finding.code == "D031"]
    assert found == [("D031", "warning", "did you mean 'årr'?")]


def test_faults_of_records_are_told_where_the_choice_does_not_apply() -> None:
    long = json.dumps([{"id": "a", "år": 2017, "school": 5}])
    for suffix, plain, code in (
        (".json", '[{"id": "b", "school": {"m": 1}}]', "D012"),
        (".yaml", "- {id: b, school: 010}", "D020"),
        (".yaml", "- {id: b, school: {m: 1}}", "D012"),
    ):
        found = read_files([long, plain], where("{år: 2017}"), suffix)[1]
        assert [(finding.code, Path(finding.place.path).name) for finding in found] == [(code, f"1{suffix}")]


def test_positions_are_read_where_the_choice_does_not_apply() -> None:
    feature = '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [16.5, 57.7]}, "properties": %s}'
    collection = '{"type": "FeatureCollection", "features": [%s]}'
    files = [
        collection % (feature % record)
        for record in ('{"id": "a", "år": 2017, "school": 5}', '{"id": "b", "school": 5}')
    ]
    sites, findings = read_files(files, where("{år: 2017}"), ".geojson")
    assert findings == ()
    assert sites is not None
    assert sites.frame["_latitude"].to_list() == [57.7, 57.7]


def test_a_file_without_sites_is_told_as_such() -> None:
    assert told_of("id;år;school\n", where("{år: 2017}")) == [("D001", None, None)]


BY_EITHER_NAME = pytest.mark.parametrize(("name", "more"), [("år", ""), ("year", ", columns: {year: år}")])
"""A choice is told by the heading in the file, or by the other name that the criteria file gives the column."""


@BY_EITHER_NAME
def test_what_is_wrong_with_records_left_out_is_not_told(name: str, more: str) -> None:
    old_ones, new_ones = (where(f"{{{name}: {year}}}", more) for year in (2016, 2017))
    wrong = '{"id": "a", "år": 2016, "school": {"m": 1}}, {"id": "a", "år": 2017, "school": 5}'
    assert told_of(f"[{wrong}]", new_ones, ".json") == []
    assert [fault[0] for fault in told_of(f"[{wrong}]", old_ones, ".json")] == ["D032", "D012"]
    yaml = "- {id: a, år: 2016, school: 010}\n- {id: a, år: 2017, school: 5}\n"
    assert told_of(yaml, new_ones, ".yaml") == []
    assert [fault[0] for fault in told_of(yaml, old_ones, ".yaml")] == ["D020"]
    line = '"geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}'
    old = f'{{"type": "Feature", {line}, "properties": {{"id": "a", "år": 2016, "school": 1}}}}'
    new = old.replace(line, '"geometry": null').replace("2016", "2017")
    collection = f'{{"type": "FeatureCollection", "features": [{old}, {new}]}}'
    assert told_of(collection, new_ones, ".geojson") == []
    assert [fault[0] for fault in told_of(collection, old_ones, ".geojson")] == ["D022"]


@BY_EITHER_NAME
def test_what_is_to_be_told_of_rows_of_a_sheet_that_are_left_out_is_not_told(name: str, more: str) -> None:
    old_ones, new_ones = (where(f"{{{name}: {year}}}", more) for year in (2016, 2017))
    sheet = "[Blad1 hidden 2]\nid,år,school\na,2016,=1+1\na,2017,5\nb,2016,~8~9\nb,2017,6\n"
    assert told_of(workbook_of(sheet), new_ones, ".xlsx") == []
    assert [fault[0] for fault in told_of(workbook_of(sheet), old_ones, ".xlsx")] == ["D017", "D015", "D028"]
    formula = workbook_of(sheet.replace("a,2017,5", "a,2017,=5"))
    assert told(read(formula, new_ones, ".xlsx")[1]) == [("D015", 3, 3)]


@pytest.mark.parametrize("suffix", FORMATS)
def test_sites_without_a_chosen_row_are_told_of_in_every_format(suffix: str) -> None:
    rows = [*ROWS, ("c", 2017, "män", 7), ("c", 2016, "totalt", 8), ("", 2016, "totalt", 9)]
    found = read(FORMATS[suffix](rows), where("{år: 2017, kön: totalt}"), suffix)[1]
    (lacking,) = (finding for finding in found if finding.code == "D044")
    facts = {"number": "1", "sites": "3", "wanted": "år: 2017, kön: totalt", "ids": "c"}
    assert {key: str(getattr(fact, "sv", fact)) for key, fact in lacking.facts.items()} == facts
    assert lacking.message("sv") == "1 av 3 orter har ingen rad med år: 2017, kön: totalt, och utelämnas: c"
    assert read(as_csv(ROWS), where("{år: 2017, kön: totalt}"))[1] == ()


@pytest.mark.parametrize(
    ("kinds", "is_told"),
    [("a:ort b:ort c:län", False), ("a:ort a:län b:ort c:län", False), ("a:ort a:län c:län", True)],
)
def test_rows_of_another_kind_are_left_out_in_silence(kinds: str, is_told: bool) -> None:
    rows = [(site, 2017, kind, 1) for site, kind in (pair.split(":") for pair in kinds.split())]
    found = read(as_csv(rows), where("{kön: ort}"))[1]
    assert [finding.code for finding in found if finding.code == "D044"] == ["D044"] * is_told


@pytest.mark.parametrize(
    ("rows", "is_told"),
    [
        ("a:H:1 a:H:2 b:H:1 b:H:2 c:K:1 c:K:2", False),
        ("a:H:1 a:H:2 b:H:1 b:H:2 c:K:1 c:K:2 d:H:1", True),
        ("a:H:1 a:H:2 c:H:1 c:K:2", True),
    ],
)
def test_sites_that_are_not_meant_lack_nothing(rows: str, is_told: bool) -> None:
    content = "id;län;år;school\n" + "".join(f"{row.replace(':', ';')};1\n" for row in rows.split())
    lacking = [
        str(finding.facts["number"]) for finding in read(content, where("{län: H, år: 2}"))[1] if finding.code == "D044"
    ]
    assert lacking == ["1"] * is_told
