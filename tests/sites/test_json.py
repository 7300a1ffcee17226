"""Sites in JSON and JSON Lines: every number as it is written, every fault where it stands."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import CRITERIA, Told, brief, read, sites_in, told, told_of

from vasterviksmodell.findings import Severity

MEASURES = ["school__low", "school__high"]
RANGE = (0, 50000)


def told_in(text: str | bytes, suffix: str = ".json") -> list[Told]:
    """The findings but for columns that are not there."""
    return [fault for fault in told_of(text, CRITERIA, suffix) if fault[0] != "D006"]


@pytest.mark.parametrize(
    ("cell", "ends"),
    [
        ("1200", (1200, 1200)),
        ("1e3", (1000, 1000)),
        ("0.10", (0.1, 0.1)),
        ('"1200"', (1200, 1200)),
        ('"0883"', (883, 883)),
        ('"0..2000"', (0, 2000)),
        ("[0, 2000]", (0, 2000)),
        ('["0", 2.5]', (0, 2.5)),
        ("[null, 5]", (0, 5)),
        ("[48, null]", (48, 50000)),
        ("[null, null]", RANGE),
        ("null", RANGE),
        ('""', RANGE),
    ],
)
def test_numbers(cell: str, ends: tuple[float, float]) -> None:
    found = sites_in('[{"id": "a", "plan": "none", "school": ' + cell + "}]", CRITERIA, ".json")
    assert found.frame.select(MEASURES).row(0) == ends


def test_what_no_criterion_reads_comes_back_as_it_is_written() -> None:
    figures = ["1e3", "0.10", "-0", "9" * 5000, "1E+400", "true", "false"]
    text = ", ".join(f'{{"id": {number}, "school": 5, "x": {figure}}}' for number, figure in enumerate(figures))
    found = sites_in(f"[{text}]", CRITERIA, ".json").frame
    assert found["_extra__x"].to_list() == figures
    assert found["id"].to_list() == list("0123456")


def test_a_list_under_sites_is_as_good_as_a_bare_one_and_what_stands_beside_is_told() -> None:
    bare = '[{"id": "a", "school": 5, "bus": true}]'
    text = f'{{"made": {{"by": [1]}},\n "sites": {bare},\n "Sites": []}}'
    assert told_in(text) == [("D023", 1, 2), ("D023", 3, 2)]
    assert sites_in(text, CRITERIA, ".json").frame.equals(sites_in(bare, CRITERIA, ".json").frame)


@pytest.mark.parametrize(
    ("text", "problem", "column"),
    [
        ('[{"id": "a",}]', "a comma with nothing after it", 12),
        ('[{"id": "a"}, ]', "a comma with nothing after it", 13),
        ("[{'id': 'a'}]", 'quotes that are not "', 3),
        ("[{“id”: 5}]", 'quotes that are not "', 3),
        ('[{"id": "a", "school": NaN}]', "it does not allow NaN", 24),
        ('[{"id": "a", "school": -Infinity}]', "it does not allow -Infinity", 24),
        ('[{"id": None}]', "a word without quotes", 9),
        ('[{id: "a"}]', "a key without quotes", 3),
        ('[{"id": "a"', "the text ends too early", 12),
        ('[{"id": "a"}  \n', "the text ends too early", 13),
        ('[{"id": "a}]', "a text is never closed", 9),
        ('[{"id": "a\tb"}]', "a line break or a tab in a text", 11),
        (r'[{"id": "C:\data"}]', "an invalid escape after a backslash", 12),
        ('[{"id": 0883}]', "a number that begins with 0", 10),
        ('[{"id": 1,5}]', "a decimal comma", 11),
        ('[{"id": 1 200}]', "a number in an invalid form", 11),
        ('[{"id": 10 000}]', "a number in an invalid form", 12),
        ('[{"id": .5}]', "a number in an invalid form", 9),
        ('[{"id": "a" "b": 5}]', "a comma is missing", 13),
        ('[{"id": "a"} {"id": "b"}]', "a comma is missing", 14),
        ('[{"id" "a"}]', "a key without ':'", 8),
        ('[{"id": }]', "a value is missing", 9),
        ('[{"id": "a"]', "a comma or a bracket is missing", 12),
        ("[] # sites", "text after the end", 4),
        ("// sites\n[]", "a comment", 1),
        ('{"id": "a"} {"id": "b"}', "a second value", 13),
    ],
)
def test_what_is_no_json_is_said_in_words_where_it_stands(text: str, problem: str, column: int) -> None:
    sites, (finding,) = read(text, CRITERIA, ".json")
    assert sites is None
    assert (finding.code, finding.place.line, finding.place.column) == ("F010", 1, column)
    assert str(finding.facts["problem"].inside("en")) == problem  # type: ignore[union-attr]
    assert finding.hint() != finding.hint("sv")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("F006", None, None)]),
        (" \n", [("F006", None, None)]),
        ("[]", [("D001", None, None)]),
        ('"many"', [("D012", 1, 1)]),
        ('{"id": "a", "school": 5}', [("D012", 1, 1)]),
        ('{"sites": {"id": "a"}}', [("D012", 1, 11)]),
        ('["a", {"id": "b", "school": 5},\n 5, [1]]', [("D012", 1, 2), ("D012", 2, 2), ("D012", 2, 5)]),
        ('[{"id": "a", "school": {"x": 1}}]', [("D012", 1, 24)]),
        ('[{"id": "a", "school": [1, [2]]}]', [("D012", 1, 24)]),
        ('[{"id": "a", "school": [1]},\n{"id": "b", "school": -1}]', [("D012", 1, 24), ("D104", 2, 23)]),
        ('[{"id": "a", "school": 5, "id": "b"}]', [("F005", 1, 27)]),
        ('[{"id": "a", "school": 5, "x": [{"y": 1,\n "y": 2}]}]', [("D012", 1, 32), ("F005", 2, 2)]),
        ('{"sites": [], "sites": [5]}', [("D001", None, None), ("F005", 1, 15), ("D012", 1, 25)]),
        ('[{"school": 5}]', [("D005", 1, None)]),
        ('[{"id": "a\0"}]', [("F002", 1, 11)]),
        ('[{"id": "å"}]'.encode("cp1252"), [("F001", 1, 10)]),
        ('[{"id": "å"}]'.encode("utf-16"), [("F001", 1, 1)]),
    ],
)
def test_faults_of_structure(text: str | bytes, expected: list[Told]) -> None:
    assert told_in(text) == expected


SHAPES = [
    ('{"columns": ["id"], "index": [0], "data": [["a"]]}', "each list is a row"),
    ('{"0": {"id": "a", "school": 5}, "1": {"id": "b", "school": 6}}', "each key is a site"),
    ('{"id": {"0": "a"}, "school": {"0": 5}}', "orient"),
    ('{"schema": {"fields": []}, "data": [{"id": "a", "school": 5}]}', "'.data'"),
    ('[["a", 5]]', "have no headings"),
    ('{"columns": [{"code": "Region"}], "comments": [], "data": [{"key": ["0883"], "values": ["5"]}]}', "PxWeb"),
    ('{"class": "dataset", "id": ["Region"], "size": [1], "dimension": {}, "value": [5]}', "JSON-stat"),
    ('{"dataset": {"dimension": {}, "value": [5]}}', "JSON-stat"),
    ('{"values": [{"id": "a"}], "count": 1}', "'.values'"),
    ('{"links": [{"href": "x"}], "count": 1, "results": [ {"id": "a"}]}', "'.results'"),
    ('{"orter": [{"id": "a"}], "version": 1}', "'.orter'"),
    ('{"features": [{"attributes": {}}]}', "'.features'"),
    ('{"geometryType": "esriGeometryPoint", "features": [{"attributes": {}}]}', "Esri"),
    ('{"id": "a", "school": 5}', "a single site"),
    ('{"values": [], "count": 0}', "no sites in it"),
    ('{"error": "not found"}', "no sites in it"),
    ("{}", "no sites in it"),
    ("null", "no sites in it"),
    ("5", "no sites in it"),
    ('{"sites": null}', "no sites in it"),
    ('{"a\\u202eb": [{"id": "a"}]}', "write each site as an object"),
    ('{"%s": [{"id": "a"}]}' % ("x" * 61), "write each site as an object"),
]


@pytest.mark.parametrize(("text", "advice"), SHAPES)
def test_other_shapes_are_told_what_to_do(text: str, advice: str) -> None:
    (finding,) = read(text, CRITERIA, ".json")[1]
    assert finding.code == "D012"
    assert advice in str(finding.hint())


@pytest.mark.parametrize("suffix", [".json", ".jsonl", ".geojson", ".yaml"])
@pytest.mark.parametrize(
    ("encoding", "advice"),
    [
        ("cp1252", "save it as UTF-8"),
        ("utf-16", "it is UTF-16: save it as UTF-8"),
        ("utf-16-le", "it is UTF-16: save it as UTF-8"),
        ("mac_roman", "it looks like text in Mac OS Roman: save it as UTF-8"),
        ("cp850", "it looks like text in DOS (cp850): save it as UTF-8"),
    ],
)
def test_another_encoding_is_to_be_saved_as_utf_8(encoding: str, advice: str, suffix: str) -> None:
    (finding,) = read('[{"id": "Åby", "school": 5}]'.encode(encoding), CRITERIA, suffix)[1]
    assert str(finding.hint()) == advice


def test_what_fits_in_no_cell_is_left_out_with_a_warning_where_no_criterion_reads_it() -> None:
    text = '[{"id": "a", "school": 5, "tags": ["x"]}, {"id": "b", "school": 6, "tags": {}}]'
    found, findings = read(text, CRITERIA, ".json")
    assert found is not None
    (warning,) = [finding for finding in findings if finding.code == "D012"]
    assert (warning.severity, warning.place.column, warning.count) == (Severity.WARNING, 35, 2)
    assert found.frame.select("id", "_extra__tags").rows() == [("a", None), ("b", None)]


def test_half_a_character_stays_the_escape_it_is_written_as() -> None:
    text = r'[{"id": "a\ud800", "school": 5, "\udc00": "\ud83d\ude00"}, {"id": "b", "school": "\udfff"}]'
    assert told_in(text) == [("D103", 1, 82)]
    found = sites_in(text.replace(r'"\udfff"', "5"), CRITERIA, ".json").frame
    assert found["id"].to_list() == [r"a\ud800", "b"]
    assert found[r"_extra__\udc00"].to_list() == ["😀", None]


def test_a_byte_order_mark_is_fine() -> None:
    assert told_in(b'\xef\xbb\xbf[{"id": "a", "school": 5, "plan": "none", "bus": "no"}]') == []


@pytest.mark.parametrize(
    ("text", "column"),
    [
        pytest.param("[" * 1_000_000, 42, id="a million lists"),
        pytest.param('[{"id": ' + '{"x":' * 100_000, 204, id="objects"),
        pytest.param('[{"id": "a", "x": "[[[["}, ' + "[" * 100_000 + "]" * 100_000 + "]", 68, id="closed"),
        pytest.param("[[" + "1," * 2_500_000 + "1]]", 2, id="a huge list"),
        pytest.param('[{"id": "' + "x" * 5_000_000 + '"}]', 2, id="a huge text"),
        pytest.param("{" + ",".join(f'"k{n}": 1' for n in range(10_002)) + "}", 108892, id="keys without end"),
    ],
)
def test_hostile_files_end_in_a_finding_where_they_go_too_far(text: str, column: int) -> None:
    assert told_in(text) == [("F004", 1, column)]


def test_a_record_may_have_ten_thousand_keys() -> None:
    keys = ", ".join(f'"k{number}": 1' for number in range(9_999))
    assert "F004" not in {code for code, *_ in told_in(f'[{{"id": "a", {keys}}}]')}
    assert told_in(f'[{{"id": "a", "z": 1, {keys}}}]')[0][0] == "F004"


def test_every_repeat_is_listed() -> None:
    for text in ("[{" + ", ".join(['"id": 1'] * 1001) + "}]", "[" + ", ".join(['{"id": 1, "id": 1}'] * 1000) + "]"):
        repeats = [finding for finding in read(text, CRITERIA, ".json")[1] if finding.code == "F005"]
        assert (len(repeats), sum(finding.count for finding in repeats)) == (1000, 1000)


def test_a_file_is_read_through_a_window_and_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    sites = [{"id": f"s{n}", "school": n, f"x{n % 7}": "å" * (n % 50)} for n in range(60)]
    text = json.dumps(sites, indent=1, ensure_ascii=False)
    whole = sites_in(text, CRITERIA, ".json").frame
    monkeypatch.setattr("vasterviksmodell.sites.formats.json_text.reader._LONGEST", 110)
    monkeypatch.setattr("vasterviksmodell.sites.formats.records.gathering._CHUNK", 7)
    assert sites_in(text, CRITERIA, ".json").frame.equals(whole)
    line = 1 + text[: text.index("}", text.index("s40"))].count("\n") + 2
    assert told_in(text.replace('"id": "s41"', f'"id": "{"s" * 200}"')) == [("F004", line - 1, 2)]


def test_a_place_far_down_is_counted_right() -> None:
    text = "[" + "\n" * 200_000 + '  {"id": "a", "school":\n "tolv"}]'
    assert told_in(text) == [("D103", 200_002, 2)]


TEXTS = st.text(st.sampled_from('ab"\\{}[]:,\n\t å😀\u2028'), max_size=6)
BLANKS = st.text(st.sampled_from(" \n\t\r"), max_size=2)


@brief
@given(data=st.data(), bad=st.integers(0, 3), lines=st.booleans())
def test_a_bad_cell_is_found_whatever_stands_before_it(data: st.DataObject, bad: int, lines: bool) -> None:
    blanks = st.text(st.sampled_from(" \t"), max_size=2) if lines else BLANKS
    text, at = "" if lines else "[", 0
    for number in range(4):
        entries: list[tuple[str, str]] = [("id", json.dumps(f"s{number}"))]
        entries += [(f"x{n}", json.dumps(data.draw(TEXTS), ensure_ascii=data.draw(st.booleans()))) for n in range(2)]
        entries = data.draw(st.permutations([*entries, ("school", '"tolv"' if number == bad else "5")]))
        text += data.draw(blanks) + "{"
        for key, value in entries:
            text += data.draw(blanks) + json.dumps(key) + data.draw(blanks) + ":" + data.draw(blanks)
            at = len(text) if value == '"tolv"' else at
            text += value + data.draw(blanks) + ("," if (key, value) != entries[-1] else "}")
        text += "\n" if lines else data.draw(BLANKS) + ("," if number < 3 else "]")
    place = (text[:at].count("\n") + 1, at - text[:at].rfind("\n"))
    assert told_in(text, ".jsonl" if lines else ".json") == [("D103", *place)]


def lines_told(text: str) -> list[Told]:
    return told_in(text, ".jsonl")


def test_json_lines_has_a_site_on_each_line_and_blank_lines_between() -> None:
    text = '\n{"id": "a", "school": 1e3}\r\n\n  \n\t{"id": "b", "school": [null, 5]}'
    for suffix in (".jsonl", ".ndjson"):
        assert sites_in(text, CRITERIA, suffix).frame.select("id", *MEASURES).rows() == [("a", 1000, 1000), ("b", 0, 5)]


def test_every_broken_line_is_told_and_the_others_are_read() -> None:
    text = '{"id": "a", "school": 5}\n{"id": "b",}\n7\n{"id": "c"\n{"id": "d", "school": "tolv"}\n{"id": "e"} {}\n'
    assert lines_told(text) == [("F010", 2, 11), ("D012", 3, 1), ("F010", 4, 11), ("D103", 5, 23), ("F010", 6, 13)]


@pytest.mark.parametrize(
    ("text", "code", "advice"),
    [
        ('[{"id": "a"}]', "F010", "rename the file so that it ends in .json"),
        ('[\n{"id": "a"},\n{"id": "b"}\n]', "F010", "rename the file so that it ends in .json"),
        ('{"sites": [{"id": "a"}]}', "D012", "rename the file so that it ends in .json"),
        ('{"sites": [\n{"id": "a"}]}', "D012", "rename the file so that it ends in .json"),
        ('{\n "id": "a",\n "school": 5\n}\n', "F010", "it is a single site: jq -s '.' FILE > sites.json"),
    ],
)
def test_json_over_several_lines_is_one_finding_that_says_what_it_is(text: str, code: str, advice: str) -> None:
    (finding,) = read(text, CRITERIA, ".jsonl")[1]
    assert (finding.code, finding.place.line) == (code, 1)
    assert advice in str(finding.hint())


def test_a_line_with_a_list_of_its_own_is_still_a_site() -> None:
    text = '{"id": "a", "school": [0, 5], "tags": ["x", "y", "z"]}'
    assert sites_in(text, CRITERIA, ".jsonl").frame.select("id", *MEASURES).rows() == [("a", 0, 5)]


def test_ids_are_unique_in_a_file_of_lines() -> None:
    findings: Any = read('{"id": "a", "school": 5}\n{"school": 6, "id": "A"}\n', CRITERIA, ".jsonl")[1]
    (repeated,) = [finding for finding in findings if finding.code == "D102"]
    assert told([repeated]) == [("D102", 2, 21)]
    assert repeated.facts["first"].endswith("0.jsonl:1:8")


def test_what_no_criterion_reads_comes_in_the_order_of_the_file() -> None:
    content = '[{"id": "a", "school": 600, "plan": "housing", "zeta": 1, "alfa": 2}]'
    assert sites_in(content, CRITERIA, ".json").frame.columns[-2:] == ["_extra__zeta", "_extra__alfa"]


def test_a_value_that_is_longer_than_a_window_is_told_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not to be broken where the window ends, whatever stands there."""
    monkeypatch.setattr("vasterviksmodell.sites.formats.json_text.reader._LONGEST", 1000)
    for value in ("[" + ",".join(["1"] * 1500) + "]", "[" + ", ".join(["true"] * 800) + "]", '"' + "x" * 2500 + '"'):
        for pad in range(8):
            assert told_in(f'[{" " * pad}{{"id": "a", "v": {value}}}]') == [("F004", 1, 2 + pad)]
