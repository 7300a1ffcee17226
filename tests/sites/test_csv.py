"""Delimited text: every text comes back as it was written, and every bad cell is found where it stands."""

from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import assert_sites_or_errors, criteria_of, read, read_files, sites_in, thorough, told, told_of
from tests.sites.written import QUOTINGS, TEXTS, Writer

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites import files, scan
from vasterviksmodell.sites.formats import SITE_FORMATS
from vasterviksmodell.source.files import Source

HEADINGS = ("id", "name", "school", "plan", "bus", "note", 'the "old"\nname;')
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=6)
WRITERS = st.builds(
    Writer,
    delimiter=st.sampled_from([";", ",", "\t"]),
    newline=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from(QUOTINGS),
)
BAD_CELLS = {
    "school": [("tolv", "D103"), ("-1", "D104"), ("50001", "D104"), ("5..2", "D105"), ('"5"', "D103")],
    "plan": [("castle", "D106"), ("a\nb", "D106"), ("5", "D106")],
    "bus": [("maybe", "D106"), (';"', "D106")],
}


@pytest.fixture(params=["small", "large"])
def size(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files are read in the full form, large ones first in the plain form and in blocks."""
    if request.param == "large":
        _as_large(monkeypatch)


def _as_large(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(scan, "_LARGE", 0)
    patch.setattr(scan, "_BLOCK_ROWS", 2)


@thorough
@given(writer=WRITERS, rows=ROWS, data=st.data())
def test_texts_come_back_and_bad_cells_are_found(
    writer: Writer, rows: list[tuple[str, str, str]], data: st.DataObject
) -> None:
    writer.row(HEADINGS)
    expected = []
    for number, (name, note, other) in enumerate(rows):
        if data.draw(st.integers(0, 5)) == 0:
            writer.blank()
        cells = {"school": "1200", "plan": "housing", "bus": "ja"}
        wrong = data.draw(st.lists(st.sampled_from(sorted(BAD_CELLS)), max_size=2, unique=True))
        bad = {key: data.draw(st.sampled_from(BAD_CELLS[key])) for key in wrong}
        cells |= {key: text for key, (text, _) in bad.items()}
        writer.row((f"s{number}", name, *cells.values(), note, other))
        places = dict(zip(HEADINGS, writer.places[-1], strict=True))
        expected += [(code, *places[key]) for key, (_, code) in bad.items()]
    content = writer.content(mark=data.draw(st.booleans()), final_newline=data.draw(st.booleans()))
    with pytest.MonkeyPatch.context() as patch:
        if data.draw(st.booleans()):
            _as_large(patch)
        sites, findings = read(content)
    if expected:
        assert told(findings) == sorted(expected, key=lambda fault: fault[1:])
        return
    assert sites is not None, told(findings)
    if not rows:
        assert told(findings) == [("D001", None, None)]
        return
    assert findings == ()
    read_back = sites.frame.select("id", "name", "_extra__note", '_extra__the "old"\nname;').rows()
    assert read_back == [
        (f"s{number}", normalize("NFC", name) or f"s{number}", note or None, other or None)
        for number, (name, note, other) in enumerate(rows)
    ]


@thorough
@given(content=st.lists(st.sampled_from([*'";\n\r a', "\r\n", "id;school\n", "s1;5", "x"]), max_size=30).map("".join))
def test_whatever_stands_in_a_file_it_has_sites_or_errors(content: str) -> None:
    for whole in (content, "id;name;school\n1;2;3\n" + content):
        assert_sites_or_errors(whole, read(whole))


@thorough
@given(content=st.binary(max_size=60))
def test_any_bytes_have_sites_or_errors(content: bytes) -> None:
    for head in (b"", b"id;school\na;5\n", b'id;name;school\n"a"'):
        assert_sites_or_errors(head + content, read(head + content))


HEAD = "id;name;school;plan\n"
GOOD = HEAD + "a;A;5;none\n"
D002, D003, F001, F002, F007, F008 = "D002", "D003", "F001", "F002", "F007", "F008"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(HEAD + "a;A\n", [(D002, 2, 3)], id="too short at once"),
        pytest.param(HEAD + "a;A;5;none;x\n", [(D002, 2, 12)], id="too long at once"),
        pytest.param(GOOD + "b;B;5\n", [(D002, 3, 5)], id="too short"),
        pytest.param(GOOD + "b;B;5;none;\n", [(D002, 3, 12)], id="too long"),
        pytest.param(GOOD + "b;B;5;none;", [(D002, 3, 12)], id="too long at the end of the file"),
        pytest.param(GOOD + "b;B;5;;", [(D002, 3, 8)], id="too long and blank at the end of the file"),
        pytest.param(GOOD + "b;B;5;none;\r", [(D002, 3, 12)], id="too long before a carriage return"),
        pytest.param(GOOD + "b;B;5;\nc;C;5\nd;D;5;\n", [(D002, 4, 5)], id="short among legitimately blank"),
        pytest.param(GOOD + "b;B\nc;C;w;none\n", [(D002, 3, 3), ("D103", 4, 5)], id="short and elsewhere wrong"),
        pytest.param(GOOD + "b;x\n", [(D002, 3, 3)], id="one cause, one finding"),
        pytest.param(GOOD + "   \n", [], id="blanks on a line"),
        pytest.param(HEAD + "  \na;A;5;none\n", [], id="blanks on the first line"),
        pytest.param(GOOD + ' ;" ";\u00a0;\t\n', [], id="blanks in all cells"),
        pytest.param(HEAD + ' ;;"\t";\na;A;5;none\n', [], id="blanks in all cells of the first row"),
        pytest.param(GOOD + " ; ;;;;\n", [], id="blanks in too many cells"),
        pytest.param(GOOD + " ;\n", [], id="blanks in too few cells"),
        pytest.param(GOOD + " ;;x;\n", [("D101", 3, 1), ("D109", 3, 4)], id="blanks and something"),
        pytest.param(HEAD + "a;A\nb;B\n", [("D039", 1, None)], id="all too short"),
        pytest.param(HEAD + "a;A;5;none;x\nb;B;6;none;\n", [("D039", 1, None)], id="all too long"),
        pytest.param(HEAD + "a;A\nb;B;6\n", [(D002, 2, 3), (D002, 3, 5)], id="all too short in two ways"),
        pytest.param(HEAD + 'a;A\n"b"x;B\n', [(D002, 2, 3), (D003, 3, 1)], id="too short and broken"),
        pytest.param(HEAD + "a;A\n;;;\nb;B\n", [("D039", 1, None)], id="all too short and one blank"),
        pytest.param(HEAD + 'a;"A;5;none\nb;B;6;none\n', [(D003, 2, 3)], id="open quote"),
        pytest.param(GOOD + 'b;B;6;"none', [(D003, 3, 7)], id="open quote at the end of the file"),
        pytest.param(GOOD + 'b;B;6;"none""', [(D003, 3, 7)], id="open quote after a doubled one"),
        pytest.param(HEAD + 'a;"A"x;5;none\n', [(D003, 2, 3)], id="text after a quote"),
        pytest.param(GOOD + 'b;"B" ;5;none\n', [(D003, 3, 3)], id="blank after a quote"),
        pytest.param(GOOD + 'b;B;5;""none"', [(D003, 3, 7)], id="text after a quote at the end of the file"),
        pytest.param(GOOD + 'b;"B\n;C"x;5;none\n', [(D003, 3, 3)], id="text after a quote with a newline"),
        pytest.param(GOOD + 'b;""B"";5;none\n', [(D003, 3, 3)], id="quotes doubled once too often"),
        pytest.param('id;"name;school;plan\na;A;5;none\n', [(D003, 1, 4)], id="open quote in the headings"),
        pytest.param('id;"name"x;school\na;A;5\n', [(D003, 1, 4)], id="text after a quote in the headings"),
        pytest.param("", [("F006", None, None)], id="empty"),
        pytest.param("\ufeff", [("F006", None, None)], id="byte order mark alone"),
        pytest.param(" \n\r\n \n", [("F006", None, None)], id="blanks alone"),
        pytest.param(HEAD, [("D001", None, None)], id="headings alone"),
        pytest.param(HEAD.strip(), [("D001", None, None)], id="headings without newline"),
        pytest.param(HEAD + "\n\r\n\n", [("D001", None, None)], id="headings and blank lines"),
        pytest.param(HEAD + ';;;\n"";"";"";""\n', [("D001", None, None)], id="headings and blank rows"),
        pytest.param(";;;\n;;;\n", [("F006", None, None)], id="delimiters alone"),
        pytest.param("id\na\n", [("D007", 1, None)], id="one column"),
        pytest.param("name;school\na;5\n", [("D005", 1, None)], id="no ids"),
        pytest.param("id;school;school;plan\na;5;6;none\n", [("D004", 1, 11)], id="a heading twice"),
        pytest.param('id;school;x;" x"\na;5;6;none\n', [("D004", 1, 13)], id="a heading twice but for blanks"),
        pytest.param(HEAD.encode() + b"a;\xc5;5;none\n", [(F008, 2, 3)], id="Windows-1252"),
        pytest.param(HEAD.encode() + "å€;".encode() + b"\xc5;5;none\n", [(F007, 2, 4)], id="after wide letters"),
        pytest.param(b"id;school;\xe5\na;5;1\n", [(F008, 1, 11)], id="Windows-1252 in the headings"),
        pytest.param(b"id;school;\xe5\na;5;\xc3\xa5\n", [(F007, 1, 11)], id="mixed in the headings"),
        pytest.param(b"id;school;name\na;5;\xff\n", [(F008, 2, 5)], id="Windows-1252 in what is not measured"),
        pytest.param(b"id;school;name\na;5;\x9d\n", [(F001, 2, 5)], id="neither UTF-8 nor Windows-1252"),
        pytest.param(GOOD.encode() + b"b;B;5;no\xc3", [(F008, 3, 9)], id="Windows-1252 at the end of the file"),
        pytest.param(GOOD.encode() + b"b;\xc3\xa5;5;no\xc3", [(F001, 3, 9)], id="cut within a letter"),
        pytest.param(GOOD.encode("utf-16"), [], id="UTF-16"),
        pytest.param(GOOD + "b;B\0;5;none\n", [(F002, 3, 4)], id="NUL"),
        pytest.param("id;school;\0\na;5;1\n", [(F002, 1, 11)], id="NUL in the headings"),
    ],
)
@pytest.mark.usefixtures("size")
def test_faults_of_structure_and_where_they_stand(content: str | bytes, expected: list[Any]) -> None:
    criteria = criteria_of("""\
version: 1
criteria:
  school: {range: [0, 50000], weight: 2, value: {500: 100, 4000: 0}}
""")
    assert told_of(content, criteria) == expected


def test_a_byte_that_is_not_utf8_far_into_a_file() -> None:
    rows = "".join(f"s{number};{'å' * 10};5;none\n" for number in range(40_000)).encode()
    assert len(rows) > 1_000_000
    assert (F007, 40_002, 3) in told_of(HEAD.encode() + rows + b"x;\xc5;5;none\n")


@pytest.mark.parametrize("cell", ['""B""', '"B"C"D"'])
def test_odd_quotes_far_into_a_file(cell: str) -> None:
    rows = "".join(f's{number};"åååååååååå ""x""";5;"none"\n' for number in range(40_000))
    assert (D003, 40_002, 3) in told_of(f"{HEAD}{rows}x;{cell};5;none\n")
    assert sites_in(HEAD + rows).frame.height == 40_000


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize("name", ['5" rör', 'a "b', 'Kalle "Pelle" Svensson', 'x"', ' "', "it's"])
def test_quotes_inside_an_unquoted_cell_are_text(name: str) -> None:
    for end in ("", "\n"):
        rows = f'a;{name};5;none\n\nb;"B ""b""";<5;"none"\nc;{name};6;none{end}'
        found = sites_in(HEAD + rows).frame
        assert found["name"].to_list() == [name, 'B "b"', name]
        assert found["school__high"].to_list() == [5, 4.999999999999999, 6]
    assert told_of(f"{GOOD}d;{name};w;none\n")[-1] == ("D103", 3, 4 + len(name))


@pytest.mark.usefixtures("size")
def test_blank_lines_anywhere() -> None:
    content = "\n  \n\r\n" + HEAD + "\n\r\na;A;5;none\n\n;;;\n\r\nb;B;w;none\n\n"
    assert [fault for fault in told_of(content) if fault[0] != "D006"] == [("D103", 11, 5)]
    assert sites_in(content.replace("w", "6")).frame["id"].to_list() == ["a", "b"]


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize(
    "ends", [["\r"] * 4, ["\r", "\r", "\n", "\r"], ["\r\n", "\r", "\n", ""], ["\n", "\r\n", "\r", "\r\n"]]
)
def test_lines_end_with_carriage_returns_line_feeds_or_both(ends: list[str]) -> None:
    lines = (GOOD + "b;B;6;none\nc;C;w;none\n").splitlines()
    written = "".join(f"{line}{end}" for line, end in zip(lines, ends, strict=True))
    assert [fault for fault in told_of(written) if fault[0] != "D006"] == [("D103", 4, 5)]
    assert sites_in(written.replace("w", "7")).frame["school__low"].to_list() == [5, 6, 7]


def test_carriage_returns_alone_far_into_a_file() -> None:
    rows = "".join(f"s{number};A;5;none\n" for number in range(40_000))
    frame = sites_in(HEAD + rows + "a;A;6;none\rb;B;7;none\r").frame
    assert frame["school__low"].to_list()[-3:] == [5, 6, 7]


@pytest.mark.usefixtures("size")
@pytest.mark.parametrize(
    "wide", ["N" * 200_000, "N" * 5_000_000, '"' + "N\n" * 50_000 + '"'], ids=["200 kB", "5 MB", "many lines"]
)
def test_places_after_a_huge_cell(wide: str) -> None:
    found = told_of(f"{HEAD}a;{wide};y;none\nb;B;w;none\n")
    line = 2 + wide.count("\n")
    column = 3 if "\n" in wide else 4 + len(wide)
    assert [fault for fault in found if fault[0] == "D103"] == [("D103", line, column), ("D103", line + 1, 5)]


def test_a_number_of_five_million_digits_is_out_of_range() -> None:
    assert ("D104", 2, 5) in told_of(f"{HEAD}a;A;{'1' * 5_000_000};none\n")


def test_three_thousand_columns() -> None:
    heads = ";".join(f"c{number}" for number in range(3000))
    rows = "".join(f"s{row};5;{';'.join(['1'] * 3000)}\n" for row in range(20))
    frame = sites_in(f"id;school;{heads}\n{rows}").frame
    assert frame.height == 20
    assert frame["_extra__c2999"].to_list() == ["1"] * 20
    quoted = f"id;{heads};school\ns;{';'.join(['1'] * 3000)};w\n".replace(";1", ';"1"')
    assert told_of(quoted)[-1] == ("D103", 2, 3 + 4 * 3000)


def _counts(findings: tuple[Finding, ...], code: str) -> tuple[int, int]:
    those = [finding for finding in findings if finding.code == code]
    return len(those), sum(finding.count for finding in those)


@pytest.mark.usefixtures("size")
def test_every_one_of_a_thousand_bad_cells_is_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_BLOCK_ROWS", 70)
    rows = "".join(f"s{number};A;w;castle\n" for number in range(1000))
    _, findings = read(HEAD + rows)
    assert _counts(findings, "D103") == (1000, 1000)
    assert _counts(findings, "D106") == (1000, 1000)
    short = "".join(f"s{number};A\n" for number in range(1000))
    _, findings = read(GOOD + short)
    assert _counts(findings, "D002") == (1000, 1000)
    _, findings = read(HEAD + short)
    assert [(finding.code, finding.facts["rows"], finding.count) for finding in findings if finding.code > "D01"] == [
        ("D039", "1000", 1)
    ]
    _, findings = read("id;school;" + ";".join(["x"] * 1001) + "\n")
    assert _counts(findings, "D004") == (1000, 1000)


@pytest.mark.usefixtures("size")
def test_ids_are_compared_after_normalisation_and_the_first_place_is_named() -> None:
    rows = "Öja;1;5;none\n ÖJA ;2;5;none\nO\u0308ja;3;5;none\nöja\u00a0;4;5;none\nOja;5;5;none\n"
    _, findings = read(HEAD + rows)
    repeats = [finding for finding in findings if finding.code == "D102"]
    assert told(repeats) == [("D102", line, 1) for line in (3, 4, 5)]
    assert all(str(finding.facts["first"]).endswith("0.csv:2:1") for finding in repeats)


@pytest.mark.usefixtures("size")
def test_sites_without_id() -> None:
    rows = ';A;5;none\n  ;B;5;none\n"";C;5;none\n\u00a0;D;5;none\nx;;5;none\n'
    assert [fault for fault in told_of(HEAD + rows) if fault[0] != "D006"] == [
        ("D101", line, 1) for line in range(2, 6)
    ]
    _, findings = read(HEAD + ";A;5;none\n" * 1000)
    assert _counts(findings, "D101") == (1000, 1000)
    assert _counts(findings, "D102") == (0, 0)


@pytest.mark.usefixtures("size")
def test_an_id_repeated_a_thousand_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan, "_BLOCK_ROWS", 70)
    _, findings = read(HEAD + "b;B;5;none\nc;C;5;none\n" + "a;A;5;none\n" * 1001)
    assert _counts(findings, "D102") == (1000, 1000)


@pytest.mark.usefixtures("size")
def test_ids_are_unique_across_files() -> None:
    first = 'id;name;school\n"a";"A\nA";5\n'
    second = "name,id,school\nB,b,6\nA,\u00a0A,7\n"
    _, findings = read_files([first, second, "school;id\n5;B\n"])
    repeats = [finding for finding in findings if finding.code == "D102"]
    assert [(Path(finding.place.path).name, finding.place.line, finding.place.column) for finding in repeats] == [
        ("1.csv", 3, 3),
        ("2.csv", 2, 3),
    ]
    assert [Path(str(finding.facts["first"])).name for finding in repeats] == ["0.csv:2:1", "1.csv:2:3"]


def test_several_files_make_one_table_each_with_its_own_dialect() -> None:
    sites, findings = read_files(["id;school;x\na;1,5;1\n", "id,school,y\nb,1.5,0883\n", "id\tschool\nc\t2\n"])
    assert sites is not None, told(findings)
    assert sites.frame["school__low"].to_list() == [1.5, 1.5, 2.0]
    assert sites.frame["_extra__x"].to_list() == ["1", None, None]
    assert sites.frame["_extra__y"].to_list() == [None, "0883", None]
    assert [(file.dialect["delimiter"], file.dialect["decimal"], file.sites) for file in sites.inputs] == [
        (";", ",", 1),
        (",", ".", 1),
        ("\t", ".", 1),
    ]
    assert all(len(file.sha256) == 64 for file in sites.inputs)


@pytest.mark.parametrize(
    ("content", "low"),
    [
        ("id;school\na;1,5\n", 1.5),
        ("id;school\na;1.5\n", 1.5),
        ("id,school\na,1.5\n", 1.5),
        ('id,school,note\na,1.5,"x;y;z"\n', 1.5),
        ("id\tschool\na\t1,5\n", 1.5),
        ("id\tschool\na\t1.5\n", 1.5),
        ('id;name;school\na;"x,y\n,z;";1,5\n', 1.5),
        ("id,name;x,school\na,b,7\n", 7),
    ],
)
def test_delimiter_and_decimal_sign_are_found(content: str, low: float) -> None:
    assert sites_in(content).frame["school__low"].to_list() == [low]


def test_a_point_among_decimal_commas_is_refused() -> None:
    assert told_of("id;school;plan;bus\na;1,5;;\nb;1.234;;\n") == [("D108", 3, 3)]


def test_a_required_measure_needs_its_column() -> None:
    criteria = criteria_of("""\
version: 1
criteria:
  school: {weight: 1, value: {500: 100, 4000: 0}}
  plan: {type: category, weight: 1, required: true, value: {housing: 100, none: 0}}
""")
    assert told_of("id;school\na;5\n", criteria) == [("D107", 1, None)]
    assert told_of("id;school;plan\na;5;\nb;6;..\nc;7;none\n", criteria) == [("D107", 2, 5), ("D107", 3, 5)]


def test_what_no_criterion_reads_passes_through_untouched() -> None:
    frame = sites_in('id;school; kommun ;;tal\n 0883 ;5; "x" ;lost;007\n').frame
    assert frame.row(0, named=True) | {"id": "0883", "_extra__kommun": ' "x" ', "_extra__tal": "007"} == frame.row(
        0, named=True
    )
    assert not any("lost" in str(cell) for cell in frame.row(0))


def test_two_criteria_may_read_one_column() -> None:
    criteria = criteria_of("""\
version: 1
criteria:
  near: {measure: school, weight: 1, value: {500: 100, 4000: 0}}
  far: {measure: school, weight: 1, range: [0, 10000], value: {500: 0, 4000: 100}}
""")
    frame = sites_in("id;school\na;5\n", criteria).frame
    assert frame.select("near__low", "far__low").rows() == [(5, 5)]
    assert told_of("id;school\na;w\n", criteria) == [("D103", 2, 3), ("D103", 2, 3)]


def test_odd_quotes_in_a_large_file_lose_no_site(tmp_path: Path) -> None:
    criteria = criteria_of("version: 1\ncriteria:\n  a: {weight: 1, value: {0: 0, 99: 100}}\n")
    start = 'id,name,a,note\ns0,,0,"\ns1,"a",99,a\ns2,,98,\ns3,,3,"\n'
    path = tmp_path / "sites.csv"
    path.write_text(start + "".join(f"t{n},,{n % 90},xxxxxxxxxxxx\n" for n in range(60_000)))
    source = (Source.of(path), SITE_FORMATS["csv"])
    _, findings = files.read_files([source], criteria, scan.compute_nothing, lambda *_: None)
    assert [(finding.code, finding.place.line) for finding in findings] == [("D003", 2), ("D003", 5)]


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sites.csv"
    path.write_text("id,a\nx,1\n")
    source = Source.of(path)
    path.write_text("id,a\nx,100\n")
    with pytest.raises(OSError, match="changed"):
        source.refuse_change()


def test_many_faults_in_many_columns_are_told() -> None:
    ids = [f"c{number}" for number in range(150)]
    entries = (f"  {id}: {{weight: 1, value: {{0: 0, 9: 9}}}}\n" for id in ids)
    criteria = criteria_of("version: 1\ncriteria:\n" + "".join(entries))
    rows = "".join(f"s{number}{';tolv' * len(ids)}\n" for number in range(110))
    _, findings = read(f"id;{';'.join(ids)}\n{rows}", criteria)
    assert sum(finding.count for finding in findings) == len(ids) * 110
    assert told(findings[-1:]) == [("D103", 111, len("s109;") + 149 * len("tolv;") + 1)]
