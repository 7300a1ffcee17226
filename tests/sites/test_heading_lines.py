"""Headings over several lines, headings that the delimiter divides, columns without heading, comments."""

import json

import pytest
from tests.sites.reading import criteria_of, read, sites_in, told, told_of
from tests.sites.workbooks import changed, replacing, workbook, workbook_of

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.i18n import written
from vasterviksmodell.sites.formats.heading_lines import ColumnSpan, parts_by_column

AGES = """\
version: 1
site: {id: Kommun}
criteria:
  antal: {measure: Antal, weight: 1, value: {0: 0, 6000: 100}}
  ung: {measure: "-29", unit: "%", range: [0, 100], weight: 1, value: {0: 0, 20: 100}}
"""
ROWS = [("Botkyrka", 6132, 13.2, 11.8), ("Danderyd", 1694, 10.6, 15.4), ("Ekerö", 1546, 14, 12.7)]
ANSWER = [("Botkyrka", 6132, 13.2), ("Danderyd", 1694, 10.6), ("Ekerö", 1546, 14)]
TOP, BELOW = ["Län", "Antal", "därav i åldrar, %", None], ["Kommun", None, "-29", "60-"]


def ages(more: str = "") -> Criteria:
    return criteria_of(AGES + more)


def answer(content: bytes | str, more: str, suffix: str = ".csv") -> list[tuple[str, float, float]]:
    sites = sites_in(content, ages(more), suffix)
    return sites.frame.select("id", "antal__low", "ung__low").rows()


def text(*rows: list[str | None] | tuple[object, ...], delimiter: str = ";") -> str:
    return "".join(delimiter.join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


def sheet(*merged: str, top: list[str | None] = TOP, below: list[str | None] = BELOW) -> bytes:
    def then(book: object) -> None:
        for cells in merged:
            book.active.merge_cells(cells)  # type: ignore[attr-defined]

    return workbook([["Tabell 7"], [], top, below, *ROWS], then=then)


HEADER = "data: {header: [3, 4]}\n"


@pytest.mark.parametrize("merged", [("C3:D3", "B3:B4"), ("C3:D3",), ()])
def test_headings_on_two_rows_of_a_sheet(merged: tuple[str, ...]) -> None:
    assert answer(sheet(*merged), HEADER, ".xlsx") == ANSWER
    sites = sites_in(sheet(*merged), ages(HEADER), ".xlsx")
    assert sites.frame.columns[-1] == "_extra__därav i åldrar, % 60-"
    assert told(sites.findings) == [("D008", 1, None)]
    assert sites.inputs[0].dialect["headings"] == "3-4"


def test_headings_on_two_lines_of_a_text() -> None:
    content = text(["Tabell 7"], [], TOP, BELOW, *ROWS, delimiter="\t")
    sites = sites_in(content, ages(HEADER + "checks: {D008: off}\n"))
    assert sites.frame.select("id", "antal__low", "ung__low").rows() == ANSWER
    assert sites.frame.columns[-1] == "_extra__därav i åldrar, % 60-"
    assert sites.findings == ()
    assert sites.inputs[0].dialect["headings"] == "3-4"
    assert sites.inputs[0].dialect["titles"] == "1"


def test_the_heading_of_several_lines_has_a_name_of_its_own_and_a_place() -> None:
    whole = 'data: {header: [1, 3], columns: {"-29": "därav i åldrar, % -29"}}\n'
    content = text(TOP, ["mellan"], BELOW, ["Ek", 5, "tolv", 6])
    assert told_of(content, ages(whole)) == [("D008", 2, None), ("D103", 4, 6)]
    twice = text(["Kommun", "Antal", "a", "a"], [None, None, "-29", "-29"], ["Ek", 1, 2, 3])
    assert told_of(twice, ages("data: {header: [1, 2]}\n")) == [("D006", 1, None), ("D004", 2, 7)]


def test_a_part_that_two_columns_have_is_not_found() -> None:
    content = text(["Kommun", "Antal", "män", "kvinnor"], [None, None, "-29", "-29"], ["Ek", 1, 2, 3])
    _, (finding,) = read(content, ages("data: {header: [1, 2]}\n"))
    assert finding.message() == "no column '-29': unknown for every site"
    assert answer(content, 'data: {header: [1, 2], columns: {"-29": män -29}}\n') == [("Ek", 1, 2)]


def test_a_whole_heading_goes_before_a_part() -> None:
    content = text(["Kommun", "Antal", "Antal"], [None, "alla", None], ["Ek", 1, 2])
    assert answer(content.replace("\n", ";-29\n", 1).replace("2\n", "2;3\n"), "data: {header: [1, 2]}\n") == [
        ("Ek", 2, 3)
    ]


@pytest.mark.parametrize(
    ("lines", "merged", "expected"),
    [
        ([["a", "b"], ["c", "d"]], [], ["a c", "b d"]),
        ([["a", ""], ["b", "c"]], [], ["a b", "a c"]),
        ([["a", ""], ["", "c"]], [], ["a", "c"]),
        ([["a", "", "d"], ["b", "c", ""]], [], ["a b", "a c", "d"]),
        ([["", "a", "", ""], ["x", "b", "c", ""]], [], ["x", "a b", "a c"]),
        ([["a", "", "", ""], ["b", "c", "", "d"]], [], ["a b", "a c", "", "d"]),
        ([["a", "", ""], ["b", "c", "d"]], [ColumnSpan(0, 0, 1)], ["a b", "a c", "d"]),
        ([["a", "", ""], ["", "c", "d"]], [ColumnSpan(0, 0, 2)], ["a", "a c", "a d"]),
        ([["a", ""], ["", ""]], [ColumnSpan(0, 0, 1)], ["a"]),
        ([["a", "", ""], ["b", "c", "d"], ["e", "f", "g"]], [], ["a b e", "a c f", "a d g"]),
        ([["a", "a"], ["a", "b"]], [], ["a", "a b"]),
        ([["a", "b"], ["b", ""]], [ColumnSpan(1, 0, 1)], ["a b", "b"]),
    ],
)
def test_what_stands_above_columns(lines: list[list[str]], merged: list[ColumnSpan], expected: list[str]) -> None:
    found = parts_by_column([{at: text for at, text in enumerate(line) if text} for line in lines], merged)
    width = max(found) + 1
    assert [" ".join(found.get(column, ())) for column in range(width)] == expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("[3, 9]", [("D019", None, None)]),
        ("[2, 3]", [("D019", 2, None)]),
        ("[3, 5]", [("D019", 5, None)]),
        ("7", [("D019", None, None)]),
    ],
)
def test_lines_that_hold_no_headings_are_told(header: str, expected: list[tuple[str, int | None, int | None]]) -> None:
    content = text(["Tabell"], [], TOP, BELOW) + "\n" + text(ROWS[0])
    assert told_of(content, ages(f"data: {{header: {header}}}\n")) == expected


def test_rows_that_hold_no_headings_are_told() -> None:
    assert told_of(sheet(), ages("data: {header: [2, 3]}\n"), ".xlsx") == [("D019", 2, None)]
    assert told_of(sheet(), ages("data: {header: [3, 99]}\n"), ".xlsx") == [("D019", 99, None)]


def test_the_sheet_is_read_whose_rows_have_the_headings() -> None:
    rows = [["Kommun", "Antal"], ["x", "-29"]]
    two = workbook([["Antal", "Kommun", "-29"], ["a", "b", "c"], ["d", "e", 1]], [TOP, BELOW, *ROWS], names=("A", "B"))
    assert rows
    assert answer(two, "data: {header: [1, 2], sheet: B}\n", ".xlsx") == ANSWER
    other = workbook([["x", "y"], ["Kommun", "z"], ["d", 1]], [TOP, BELOW, *ROWS], names=("A", "B"))
    assert answer(other, "data: {header: [1, 2]}\n", ".xlsx") == ANSWER


def hints(content: str | bytes, criteria: Criteria, suffix: str = ".csv") -> list[tuple[str, str]]:
    return [
        (finding.code, finding.hint() or "")
        for finding in read(content, criteria, suffix)[1]
        if finding.code not in {"D008", "D011"}
    ]


ON_3_4 = "data: {header: [3, 4]}"


def test_a_heading_on_the_line_above_or_below_is_told() -> None:
    for content, suffix in ((sheet("C3:D3", "B3:B4"), ".xlsx"), (text(["Tabell 7"], [], TOP, BELOW, *ROWS), ".csv")):
        (told_above,) = hints(content, ages(), suffix)
        assert (told_above[0], ON_3_4 in told_above[1], "line 3" in told_above[1]) == ("D006", True, True)
        below = hints(content, ages("data: {header: 3}\n"), suffix)
        assert {code for code, _ in below} == {"D005", "D006"}
        assert all(ON_3_4 in hint and "line 4" in hint for _, hint in below)


@pytest.mark.parametrize(
    ("second", "is_told"),
    [
        ([None, "st", "procent"], True),
        ([None, "2014", "2018"], True),
        ([None, "6000", "procent"], False),
        ([None, "6000", "13"], False),
        ([None, "..", "procent"], False),
        ([None, "st", "-"], False),
        ([None, None, None, "övrigt"], False),
        (["x", "st", "procent"], False),
    ],
)
def test_a_second_line_of_headings_is_told(second: list[str | None], is_told: bool) -> None:
    width = 4
    rows = [["Kommun", "Antal", "-29", "mer"], (second + [None] * width)[:width], *ROWS]
    for content, suffix in ((text(*rows), ".csv"), (workbook(rows), ".xlsx")):
        found = read(content, ages(), suffix)[1]
        assert ("D036" in {finding.code for finding in found}) is is_told
        if is_told:
            assert told(found) == [("D036", 2, None)]
            assert "data: {header: [1, 2]}" in (found[0].hint() or "")


def test_a_heading_that_is_looked_for_shows_a_second_line_of_headings() -> None:
    rows = [["Kommun", "Antal", "mer"], [None, None, "-29"], *ROWS]
    assert [fault[0] for fault in told_of(text(*[row[:3] for row in rows]), ages())] == ["D006", "D036"]


def test_a_row_without_id_further_down_is_a_site_without_id() -> None:
    rows = [["Kommun", "Antal", "-29"], ["Ek", 1, 2], [None, "st", "procent"]]
    assert [fault[0] for fault in told_of(text(*rows), ages())] == ["D101", "D103", "D103"]
    blank = [["Kommun", "Antal", "-29"], [" ", None, None], [None, "st", "procent"], ["Ek", 1, 2]]
    assert told_of(text(*blank), ages()) == [("D036", 3, None)]
    records = json.dumps([{"Kommun": "", "Antal": "st", "-29": "procent"}, {"Kommun": "Ek", "Antal": 1, "-29": 2}])
    assert [fault[0] for fault in told_of(records, ages(), ".json")] == ["D101", "D103", "D103"]


def test_a_category_or_yes_and_no_show_that_a_row_is_a_site() -> None:
    criteria = criteria_of("""\
version: 1
criteria:
  school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}
  plan: {type: category, weight: 1, value: {housing: 100, none: 0}}
""")
    assert [fault[0] for fault in told_of("id;school;plan\n;nära;none\nb;5;none\n", criteria)] == ["D101", "D103"]
    assert told_of("id;school;plan\n;meter;läge\nb;5;none\n", criteria) == [("D036", 2, None)]
    assert [fault[0] for fault in told_of("id;school;plan\n;;läge\nb;5;none\n", criteria)] == ["D101", "D106"]


PRICES = """\
version: 1
site: {id: region}
criteria: {pris: {measure: "Pris för småhus, medel i tkr", weight: 1, value: {1000: 100, 6000: 0}}}
"""


@pytest.mark.parametrize(
    ("heading", "row", "read_as"),
    [
        ('"region","år",Pris för småhus, medel i tkr', "a,2018,4999", True),
        ('"region","år",Pris för småhus,medel i tkr', "a,2018,4999", True),
        ("region,år,Pris för småhus, medel i tkr", "a,2018,4999", True),
        ("region,Pris för småhus, medel i tkr,år", "a,4999,2018", True),
        ('"region",Pris för småhus, medel i tkr,"år"', "a,4999,2018", True),
        ("region,år,Pris för småhus,medel i tkr", "a,2018,4999", True),
        ("region, år, Pris för småhus, medel i tkr", "a,2018,4999", True),
        ("region,år, alla,Pris för småhus, medel i tkr", "a,2018,1,4999", True),
        ('"region",år,Pris,medel', "a,2018,4999", False),
        ('"region","år","Pris för småhus","medel i tkr"', "a,2018,4999", False),
        ("region,år", "a", False),
    ],
)
def test_a_heading_with_the_delimiter_in_it(heading: str, row: str, read_as: bool) -> None:
    prices = PRICES.replace(", medel", ",medel") if ",medel" in heading else PRICES
    sites, findings = read(f"{heading}\n{row}\n{row.replace('a,', 'b,')}\n", criteria_of(prices))
    assert (sites is not None) is read_as
    if sites is not None:
        assert sites.frame["pris__low"].to_list() == [4999, 4999]
        column = heading.index("Pris") + 1 - heading[: heading.index("Pris")].endswith(" ")
        assert [fault for fault in told(findings) if fault[0] != "D010"] == [("D037", 1, column)]


def test_a_heading_of_three_cells_and_one_that_no_criterion_reads() -> None:
    sites = sites_in("id,school,a, b, c\nx,5,1\n", criteria_of(SCHOOL))
    assert sites.frame.select("school__low", "_extra__a, b, c").rows() == [(5, "1")]
    assert told(sites.findings) == [("D037", 1, 11)]
    assert told_of("id, school,x\na,5\nb,6\n", criteria_of(SCHOOL))[0][0] == "D039"
    assert told_of("id,x, school\na,5\nb,6\n", criteria_of(SCHOOL))[0][0] in {"D007", "D039"}
    assert told_of("id,school,x, y\na,5,1\nb,6,1,2\n", criteria_of(SCHOOL)) == [("D002", 2, 5)]


def test_several_headings_with_the_delimiter_in_them() -> None:
    sites = sites_in('id,a, b,school,"c",d, e, f\nx,1,5,2,3\ny,1,6,2,3\n', criteria_of(SCHOOL))
    assert sites.frame.columns[-3:] == ["_extra__a, b", "_extra__c", "_extra__d, e, f"]
    assert sites.frame["school__low"].to_list() == [5, 6]
    assert told(sites.findings) == [("D037", 1, 4), ("D037", 1, 20)]
    by_quotes = sites_in('"id";"school";a;b;"c"\nx;5;1;2\ny;6;1;2\n', criteria_of(SCHOOL))
    assert by_quotes.frame.columns[-2:] == ["_extra__a;b", "_extra__c"]
    assert told(by_quotes.findings) == [("D037", 1, 15)]
    whole = criteria_of(SCHOOL + 'data: {columns: {school: "School, metres"}}\n')
    assert sites_in("id,School, metres,x\na,5,1\nb,6,1\n", whole).frame["school__low"].to_list() == [5, 6]
    with_others = "id,a, b,school\n# x, y\n,\nx,1,5\n"
    assert [fault for fault in told_of(with_others, criteria_of(SCHOOL)) if fault[0] != "D038"] == [("D037", 1, 4)]
    quoted_on_two_lines = sites_in('"id\n",school,a, b\nx,5,1\n', criteria_of(SCHOOL))
    assert told(quoted_on_two_lines.findings) == [("D037", 2, 10)]


SCHOOL = """\
version: 1
criteria: {school: {range: [0, 50000], weight: 1, value: {500: 100, 4000: 0}}}
"""
BARE = SCHOOL + 'site: {id: ""}\n'


@pytest.mark.parametrize("heading", ["", '""', " ", "Unnamed: 0", "unnamed: 12", "Unnamed: 0_level_0", "...1"])
def test_ids_without_a_heading(heading: str) -> None:
    content = f"{heading};school;note\na;5;x\nb;6;\n"
    frame = sites_in(content, criteria_of(BARE)).frame
    assert frame.select("id", "name", "school__low").rows() == [("a", "a", 5), ("b", "b", 6)]
    (finding,) = read(content, criteria_of(SCHOOL))[1]
    assert (finding.code, 'site: {id: ""}' in (finding.hint() or ""), "column 1" in (finding.hint() or "")) == (
        "D005",
        True,
        True,
    )


@pytest.mark.parametrize(
    ("headings", "ids"),
    [
        (";school;", ["a", "b"]),
        ("school;;x", ["5", "6"]),
        ("x;school;", ["1", "2"]),
        ("school;;", None),
        ("x;school;y", None),
    ],
)
def test_which_column_without_heading_holds_the_ids(headings: str, ids: list[str] | None) -> None:
    number = headings.split(";").index("school")
    rows = [["a", "5", "1"], ["b", "6", "2"]]
    if number == 0:
        rows = [["7", "5", "1"], ["8", "6", "2"]]
    sites, findings = read(text([headings], *rows), criteria_of(BARE))
    assert (None if sites is None else sites.frame["id"].to_list()) == ids
    assert ids is not None or [finding.code for finding in findings] == ["D005"]


def test_ids_without_a_heading_in_other_formats() -> None:
    rows = [[None, "school"], ["a", 5], ["b", 6]]
    assert sites_in(workbook(rows), criteria_of(BARE), ".xlsx").frame["id"].to_list() == ["a", "b"]
    records = json.dumps([{"": "a", "school": 5}, {"": "b", "school": 6}])
    assert sites_in(records, criteria_of(BARE), ".json").frame["id"].to_list() == ["a", "b"]
    assert sites_in(records.replace('""', '"__index_level_0__"'), criteria_of(BARE), ".json").frame.height == 2


def test_cells_of_ids_without_heading_are_checked() -> None:
    assert told_of(";school\na;5\n ;6\nA;w\n", criteria_of(BARE)) == [("D101", 3, 1), ("D102", 4, 1), ("D103", 4, 3)]


@pytest.mark.parametrize(
    ("line", "is_comment"),
    [
        ("# not yet measured", True),
        ("#not yet measured", True),
        ("#", True),
        ("# north, and south", True),
        ("# north, and south, and east, and west", True),
        ("# north,,", True),
        ("#5", True),
        ('# a "b', True),
        ("#5,5,x", False),
        ("# b,5,x", False),
        ("#5,,", False),
        (" # x,,", False),
    ],
)
def test_which_lines_are_comments(line: str, is_comment: bool) -> None:
    content = f"id,school,note\na,5,\n{line}\n\nb,tolv,\n"
    found = told_of(content, criteria_of(SCHOOL))
    assert found == [*([("D038", 3, None)] if is_comment else []), ("D103", 5, 3)]
    sites = sites_in(content.replace("tolv", "6"), criteria_of(SCHOOL))
    assert sites.frame.height == 3 - is_comment
    assert sites.inputs[0].dialect.get("comments") == ("1" if is_comment else None)


def test_comments_above_below_and_within() -> None:
    content = "# of 2024, by us\nid,school\n# first\na,5\n# in, the, middle\nb,6\n# last\n"
    sites = sites_in(content, criteria_of(SCHOOL))
    assert sites.frame["school__low"].to_list() == [5, 6]
    assert told(sites.findings) == [("D008", 1, None), ("D038", 3, None)]
    assert sites.inputs[0].dialect["comments"] == "3"
    lines = sites.findings[1].facts["lines"]
    assert written(lines or "", "en") == "3 lines"


def test_a_line_in_a_quoted_cell_is_no_comment() -> None:
    content = 'id,note,school\na,"x\n# y\n""z""\n# w",5\n# c\nb,,6\n'
    sites = sites_in(content, criteria_of(SCHOOL))
    assert sites.frame["_extra__note"].to_list() == ['x\n# y\n"z"\n# w', None]
    assert told(sites.findings) == [("D038", 6, None)]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_comments_in_other_encodings_and_with_other_ends_of_lines(encoding: str) -> None:
    content = "id,name,school\r# å\ra,Å,5\r# ä\rb,Ö,tolv\r".encode(encoding)
    assert [fault for fault in told_of(content, criteria_of(SCHOOL)) if fault[0] != "F008"] == [
        ("D038", 2, None),
        ("D103", 5, 5),
    ]


def test_a_hidden_column_that_is_read_is_told() -> None:
    sheet = "[Blad1 hidden {}]\nid,name,school\na,A,5\n"
    assert told_of(workbook_of(sheet.format("C")), criteria_of(SCHOOL), ".xlsx") == [("D043", 1, 3)]
    for unread in ("A", "B", "D"):
        assert told_of(workbook_of(sheet.format(unread)), criteria_of(SCHOOL), ".xlsx") == []


def test_several_hidden_columns_in_one_entry() -> None:
    columns = '<cols><col min="2" max="3" hidden="true"/><col min="4" max="16384" hidden="0"/></cols><sheetData>'
    content = workbook([["id", "x", "school"], ["a", 1, 5]])
    hidden = changed(content, {"xl/worksheets/sheet1.xml": replacing("<sheetData>", columns)})
    assert told_of(hidden, criteria_of(SCHOOL), ".xlsx") == [("D043", 1, 3)]


@pytest.mark.parametrize(
    ("attributes", "is_told"),
    [
        ('width="0" customWidth="1"', True),
        ('width="0.14"', True),
        ('width="0" hidden="0"', True),
        ('width="5" hidden="1" outlineLevel="1"', True),
        ('hidden="1" outlineLevel="1" collapsed="1"', True),
        ('width="5" outlineLevel="1"', False),
        ('width="1"', False),
        ('width="wide"', False),
        ('width="8.43" collapsed="1"', False),
    ],
)
def test_a_column_that_nobody_sees_is_told_whatever_hides_it(attributes: str, is_told: bool) -> None:
    columns = f'<cols><col min="3" max="3" {attributes}/></cols><sheetData>'
    content = workbook([["id", "x", "school"], ["a", 1, 5]])
    drawn = changed(content, {"xl/worksheets/sheet1.xml": replacing("<sheetData>", columns)})
    assert told_of(drawn, criteria_of(SCHOOL), ".xlsx") == ([("D043", 1, 3)] if is_told else [])


@pytest.mark.parametrize(
    ("attributes", "is_told"),
    [
        ('ht="0" customHeight="1"', True),
        ('ht="0.75"', True),
        ('hidden="1" outlineLevel="2"', True),
        ('ht="15" outlineLevel="1"', False),
        ('ht="15" collapsed="1"', False),
        ('ht="high"', False),
    ],
)
def test_a_row_that_nobody_sees_is_told_whatever_hides_it(attributes: str, is_told: bool) -> None:
    content = workbook([["id", "school"], ["a", 5], ["b", 6]])
    drawn = changed(content, {"xl/worksheets/sheet1.xml": replacing('<row r="3"', f'<row r="3" {attributes}')})
    assert told_of(drawn, criteria_of(SCHOOL), ".xlsx") == ([("D017", 3, None)] if is_told else [])
    assert sites_in(drawn, criteria_of(SCHOOL), ".xlsx").frame.height == 2


YEARS: list[list[str | None]] = [[None, "2020", None, "2021", None], ["id", "Män", "Kvinnor", "Män", "Kvinnor"]]
FIGURES = [("a", 1, 2, 3, 4), ("b", 2, 3, 4, 5)]


def of_men(heading: str, more: str = "") -> Criteria:
    data = f'data: {{columns: {{men: "{heading}"}}{more}}}'
    return criteria_of(f"version: 1\n{data}\ncriteria: {{men: {{weight: 1, value: {{0: 0, 9: 100}}}}}}\n")


def years_by_format(*above: list[str | None]) -> list[tuple[str | bytes, str]]:
    """The same table as CSV, TSV and on two sheets, on one of them with merged cells."""

    def merged(book: object) -> None:
        for cells in ("B{0}:C{0}", "D{0}:E{0}"):
            book.active.merge_cells(cells.format(len(above) + 1))  # type: ignore[attr-defined]

    rows = [*above, *YEARS, *FIGURES]
    texts = [(text(*rows), ".csv"), (text(*rows, delimiter="\t"), ".tsv")]
    return [*texts, (workbook(rows), ".xlsx"), (workbook(rows, then=merged), ".xlsx")]


@pytest.mark.parametrize("above", [[], [["Folkmängd", None, None, None, None]]])
def test_the_lines_that_make_a_heading_together_are_proposed_in_every_format(above: list[list[str | None]]) -> None:
    lines = [len(above) + 1, len(above) + 2]
    for content, suffix in years_by_format(*above):
        found = {code: hint for code, hint in hints(content, of_men("2021 Män"), suffix) if code != "D004"}
        assert found == {
            "D007": f"'2021 Män' stands on lines {lines[0]} and {lines[1]} together: "
            f"write data: {{header: {lines}}} in the criteria file"
        }
        assert sites_in(content, of_men("2021 Män", f", header: {lines}"), suffix).frame["men__low"].to_list() == [3, 4]


def test_columns_with_one_heading_are_told_apart_by_the_line_above() -> None:
    for content, suffix in years_by_format():
        assert hints(content, of_men("Män"), suffix)[0] == (
            "D004",
            (
                "together with the lines above they are '2020 Män', '2021 Män': write data: {header: [1, 2]}"
                " in the criteria file"
            ),
        )


def test_a_title_tells_no_columns_apart() -> None:
    content = text(["Folkmängd", None, None], ["id", "Män", "Män"], ["a", 1, 2])
    assert ("D004", "rename or remove one of the columns") in hints(content, of_men("Män"))


def test_the_headings_are_named_of_which_a_part_is_asked_for() -> None:
    for content, suffix in years_by_format():
        (finding,) = read(content, of_men("Män", ", header: [1, 2]"), suffix)[1]
        setting = 'data: {columns: {men: "2020 Män"}}'
        said = f"'Män' is part of several headings, '2020 Män', '2021 Män': choose one, such as {setting}"
        assert (finding.code, finding.hint()) == ("D007", f"{said} in the criteria file")
        assert setting in (finding.hint("sv") or "")


def test_a_heading_made_by_the_headings_and_the_line_below_is_proposed() -> None:
    content = text(["id", "2020", "2021"], [None, "Män", "Män"], ["a", 1, 2])
    ((code, hint),) = hints(content, of_men("2021 Män"))
    assert (code, "data: {header: [1, 2]}" in hint) == ("D007", True)
    assert sites_in(content, of_men("2021 Män", ", header: [1, 2]")).frame["men__low"].to_list() == [2]


def test_rows_are_chosen_by_a_column_of_several_lines_that_is_proposed() -> None:
    more = ', where: {"2021 Kvinnor": 4}'
    content = text(*YEARS, *FIGURES).replace("Män;Kvinnor;Män", "men;x;y", 1)
    found = dict(hints(content, of_men("x", more)))
    assert "data: {header: [1, 2]}" in found["D031"]


def test_the_lines_of_headings_are_told_in_words() -> None:
    content = text(["Folkmängd", None, None, None, None], *YEARS, *FIGURES)
    for file, suffix in ((content, ".csv"), (years_by_format(["Folkmängd"])[2][0], ".xlsx")):
        (finding,) = read(file, of_men("2021 Män", ", header: [2, 3]"), suffix)[1]
        assert finding.message().startswith("the headings are on lines 2 and 3; what stands above")
        assert finding.message("sv").startswith("rubrikerna står på raderna 2 och 3; det som står ovanför")
        alone = [finding for finding in read(file, of_men("x"), suffix)[1] if finding.code == "D008"]
        assert [finding.message("sv")[:26] for finding in alone] == ["rubrikerna står på rad 3; "]
