"""Workbooks: the right sheet, its table found, and nothing silently lost."""

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.sites.reading import brief, read, sites_in
from tests.sites.workbook_reading import ANSWER, SITES, TABLE, findings, measured, places, sites, told_at, with_data
from tests.sites.workbooks import changed, workbook, workbook_of

from vasterviksmodell.sites.formats.table_rows import heading_row, number_of_notes

NOTES = [["name", "meaning"], ["school", "metres to the nearest school"]]


def test_a_workbook_is_read_like_the_same_table_as_text() -> None:
    assert measured(workbook_of(SITES)) == ANSWER
    assert sites(workbook_of(SITES)).inputs[0].dialect == {"sheet": "Blad1", "decimal": ".", "headings": "1"}


def test_the_sheet_with_the_headings_is_read_and_the_others_are_named() -> None:
    content = workbook(NOTES, TABLE, [], names=["Läs mig", "Platser", "Tomt"])
    assert measured(content) == ANSWER
    (finding,) = findings(content)
    assert told_at(finding) == ("D013", "0.xlsx:Platser")
    assert finding.message() == "sheet 'Platser' is read; not read: Läs mig"


@pytest.mark.parametrize(("opens_on", "read"), [(0, "2023"), (2, "2024"), (3, "2023")])
def test_of_sheets_that_fit_alike_that_is_read_on_which_the_workbook_opens(opens_on: int, read: str) -> None:
    def open_on(book: Workbook) -> None:
        book.active = opens_on

    names = ["2023", "Diagram", "2024", "Läs mig"]
    content = workbook(TABLE, [], TABLE[:2], NOTES, names=names, then=open_on)
    assert [told_at(finding) for finding in findings(content)] == [
        ("D013", f"0.xlsx:{read}"),
        ("D026", f"0.xlsx:{read}"),
    ]
    unread, alike = findings(content)
    assert unread.message() == f"sheet '{read}' is read; not read: Läs mig"
    assert alike.message() == f"these sheets have the headings equally well: 2023, 2024; '{read}' is read"
    assert f'data: {{sheet: "{read}"}}' in str(alike.hint())
    assert findings(content, f'{{sheet: "{read}"}}') == ()


def test_a_hidden_sheet_is_read_only_when_it_is_asked_for() -> None:
    def hide(book: Workbook) -> None:
        book["Gömt"].sheet_state = "hidden"

    content = workbook(TABLE, TABLE[:2], names=["Blad1", "Gömt"], then=hide)
    assert measured(content) == ANSWER
    assert findings(content) == ()
    assert sites_in(content, with_data("{sheet: gömt}"), ".xlsx").frame.height == 1


def test_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    (finding,) = findings(workbook(TABLE, NOTES, names=["Platser", "Läs mig"]), "{sheet: platsr}")
    assert finding.code == "D014"
    assert finding.message() == "the workbook has no sheet 'platsr'; its sheets are: Platser, Läs mig"
    assert finding.hint() == "did you mean 'Platser'?"


@pytest.mark.parametrize(("rows", "code"), [([], "F006"), ([[]], "F006"), ([[" "]], "F006"), (TABLE[:1], "D001")])
def test_a_workbook_without_sites(rows: Sequence[Sequence[Any]], code: str) -> None:
    assert [finding.code for finding in findings(workbook(rows))] == [code]


def test_the_headings_are_found_below_titles_and_the_notes_below_the_table() -> None:
    def titled(book: Workbook) -> None:
        book.worksheets[0].merge_cells("B2:F2")

    rows = [
        [],
        [None, "Platser för bostäder 2024"],
        [],
        [None, "id", "School\n", "plan", None, "bus"],
        [],
        [None, "ankarby", 1200, "housing", None, "ja"],
        [None, "ekby", "0..2000", "none", None, "nej"],
        [],
        [None, "Avstånden är mätta längs väg"],
        [None, "* uppgift saknas"],
    ]
    content = workbook(rows, then=titled)
    assert measured(content) == ANSWER
    assert places(content) == [
        ("D008", "0.xlsx:Blad1!2"),
        ("D010", "0.xlsx:Blad1!C4"),
        ("D009", "0.xlsx:Blad1!9"),
    ]
    expected = {"sheet": "Blad1", "decimal": ".", "headings": "4", "titles": "1", "footnotes": "2"}
    assert sites(content).inputs[0].dialect == expected


def test_the_row_of_the_headings_can_be_given() -> None:
    content = workbook([["id", "school", "plan", "bus"], ["ident", "skola", "plan", "buss"], ["a", 5, "none", 1]])
    found = findings(content, "{header: 2, columns: {id: ident, school: skola, bus: buss}}")
    assert [(finding.code, finding.place.line) for finding in found] == [("D008", 1)]
    (blank,) = findings(content, "{header: 7}")
    assert told_at(blank) == ("D019", "0.xlsx:Blad1!7")


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([["Title"], ["id", "school"], ["a", "5"]], 1),
        ([["school"], ["ID ", "School"], ["a", "5"]], 1),
        ([["Title"], ["made", "2024"], ["nr", "m", "buses"], ["a", "5", "1"], ["b", "6", "2"]], 2),
        ([["school"], ["x", "school"], ["a", "5"]], 1),
        ([["Title"], ["Other"]], None),
        ([[], ["", ""]], None),
    ],
)
def test_which_row_holds_the_headings(rows: list[list[str]], number: int | None) -> None:
    assert heading_row(rows, frozenset({"id", "school"})) == number


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        ([["a", "5"], ["Källa: SCB", ""]], 1),
        ([["a", "5"], ["1) measured by road"], [], ["and so on"]], 3),
        ([["a", "5"], [], ["measured along the road"]], 1),
        ([["a", "5"], ["Källa", ""], ["Notviken Norra", ""]], 0),
        ([["a", "5"], [], ["b", ""]], 0),
        ([["a", "5"], ["* of which", "3"]], 0),
        ([["a", "5"], ["(1) measured by road", ""], ["‡ estimated", ""]], 2),
        ([["a", "5"], ["Not 1:", ""]], 1),
        ([["a", "5", "6"], ["* estimated", "", ""], ["schools", "all that the municipality has itself", ""]], 2),
        ([], 0),
    ],
)
def test_how_many_rows_are_notes(rows: list[list[str]], number: int) -> None:
    assert number_of_notes(rows, len(rows[0]) if rows else 2) == number


def test_where_all_is_one_column_nothing_is_a_note() -> None:
    assert number_of_notes([["a"], [], ["Källa: SCB"]], 1) == 0


@pytest.mark.parametrize(
    "last",
    ["Källa SCB 2024", "Kommentar: nya gränser", "Uppdaterad: 2024", "(1) Avser 2023", "† Avser 2023", "Källa", "Oby"],
)
def test_a_workbook_and_a_text_have_the_same_notes(last: str) -> None:
    rows = [["id", "school", "plan", "bus"], ["a", 5, "none", 1], ["b", 6, "none", 0], [last, None, None, None]]
    text = "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows)
    as_text, number = sites_in(text), 3 if last in {"Källa", "Oby"} else 2
    assert sites(workbook(rows)).frame.equals(as_text.frame)
    assert as_text.frame.height == number


def test_without_text_that_looks_like_headings_the_first_row_is_told() -> None:
    assert [fault for fault in places(workbook([["Title"], ["Other"]])) if fault[0] == "D005"] == [
        ("D005", "0.xlsx:Blad1!1")
    ]


def test_an_id_in_the_row_above_the_headings_is_told() -> None:
    rows = [["id", "Avstånd", "Övrigt", None], [None, "school", "plan", "bus"], ["a", 5, "none", 1]]
    as_text = "\n".join(";".join(str(cell or "") for cell in row) for row in rows)
    for found in (findings(workbook(rows)), read(as_text)[1]):
        (without_id,) = (finding for finding in found if finding.code == "D005")
        assert without_id.hint() == (
            "'id' stands on line 1: if the headings take several lines, "
            "write data: {header: [1, 2]} in the criteria file"
        )


def test_merged_cells_in_the_table_are_told_and_not_filled_in() -> None:
    content = workbook_of("[Blad1 merged B2:B4]\nid,school,plan,bus\na,5,none,1\nb,,none,1\nc,,none,1\nd,7,none,1\n")
    assert sites(content).frame["school__high"].to_list() == [5, 50000, 50000, 7]
    assert places(content) == [("D016", "0.xlsx:Blad1!B2")]


def test_hidden_rows_are_read_and_told() -> None:
    content = workbook_of(SITES.replace("]", " hidden 3]"))
    assert measured(content) == ANSWER
    assert places(content) == [("D017", "0.xlsx:Blad1!3")]


def test_figures_beside_the_headings_are_told() -> None:
    rows = [[*TABLE[0]], [*TABLE[1], None, "check this"], TABLE[2], [None, None, None, None, None, "a legend"]]
    content = workbook(rows)
    assert measured(content) == ANSWER
    (finding,) = findings(content)
    assert told_at(finding) == ("D011", "0.xlsx:Blad1!F2")
    assert "column 6" in finding.message()


FEW_DIGITS = st.decimals(0, 50_000, places=3).map(float)
CELLS = st.none() | st.integers(0, 50_000) | FEW_DIGITS | st.sampled_from(["..", "<5", "0..7"])


@brief
@given(st.lists(st.tuples(CELLS, st.sampled_from(["housing", "none", None]), st.booleans()), min_size=1))
def test_a_table_in_a_workbook_is_the_same_table_in_csv(rows: list[tuple[Any, ...]]) -> None:
    table = [["id", "school", "plan", "bus"], *([f"s{number}", *row] for number, row in enumerate(rows))]
    text = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in table)
    assert sites(workbook(table)).frame.equals(sites_in(text).frame)


@pytest.mark.parametrize("cells", ["A9:C9", "A4:B4", "F2:F3", "A1:B1"])
def test_empty_merged_cells_are_not_told(cells: str) -> None:
    content = workbook_of(f"[Blad1 merged {cells}]\nid,,school\na,,5\nb,,6\n")
    assert places(content) == [("D006", "0.xlsx:Blad1!1")]


def test_a_formula_without_result_matters_only_where_a_criterion_reads() -> None:
    read_column = workbook_of("[Blad1]\nid,school,plan,bus,note\na,=1+1,none,1,x\n")
    assert [code for code, _ in places(read_column)] == ["D015"]
    other_column = workbook_of("[Blad1]\nid,school,plan,bus,note\na,5,none,1,=1+1\n")
    assert places(other_column) == []
    assert sites(other_column).frame["_extra__note"].to_list() == [None]


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ],
)
def test_the_main_part_is_the_one_that_the_manifest_names(kind: str) -> None:
    """Also of a workbook with macros. A part under the usual name is none of its own then."""
    with zipfile.ZipFile(io.BytesIO(workbook_of(SITES))) as whole:
        book, names = whole.read("xl/workbook.xml").decode(), whole.read("xl/_rels/workbook.xml.rels").decode()
    usual = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    moved = {
        "xl/book.xml": lambda _: book,
        "xl/_rels/book.xml.rels": lambda _: names,
        "xl/workbook.xml": lambda _: "<workbook/>",
        "[Content_Types].xml": lambda part: part.replace("/xl/workbook.xml", "/xl/book.xml").replace(usual, kind),
    }
    assert measured(changed(workbook_of(SITES), moved)) == ANSWER
