"""Cells of workbooks: each is the text that it stands for, whichever program wrote it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.xml.constants import SHEET_MAIN_NS
from tests.sites.reading import CRITERIA, Told, criteria_of, read, sites_in, told_of
from tests.sites.workbook_reading import (
    ANSWER,
    KNOWN_RESULTS,
    PLAN,
    SCHOOL,
    in_sheet,
    measured,
    places,
    sites,
)
from tests.sites.workbooks import replacing, workbook


def texts_of(*cells: tuple[Any, str | None], then: Callable[[Workbook], None] = lambda _: None) -> list[str | None]:
    """The texts of cells with number formats, as they pass through in a column that no criterion reads."""

    def formatted(book: Workbook) -> None:
        for row, (_, format) in enumerate(cells, 2):
            if format is not None:
                book.worksheets[0].cell(row, 3).number_format = format
        then(book)

    rows = [["id", "school", "other"], *([f"s{row}", 1, value] for row, (value, _) in enumerate(cells))]
    frame = sites(workbook(rows, then=formatted)).frame
    return frame["_extra__other"].to_list()


@pytest.mark.parametrize("heading", ["name", "school__source", "other"])
def test_only_measures_tell_the_decimal_sign(heading: str) -> None:
    rows = [["id", heading, "school"], ["a", "12,5 km norr", "1.5"]]
    assert sites(workbook(rows)).frame["school__low"].to_list() == [1.5]


@pytest.mark.parametrize(
    ("value", "format", "text"),
    [
        (1200, None, "1200"),
        (1200.0, "#,##0.00", "1200"),
        (-5, None, "-5"),
        (0, None, "0"),
        (0.1, None, "0.1"),
        (0.3, "0", "0.3"),
        (1e-7, None, "1e-07"),
        (123456789012345, None, "123456789012345"),
        (883, "0000", "0883"),
        (8, "00", "08"),
        (8.5, "00", "8.5"),
        (0.45, "0%", "45 %"),
        (0.07, "0%", "7 %"),
        (0.123456, "0.0 %", "12.3456 %"),
        (1, "0%", "100 %"),
        (45, '0"%"', "45"),
        (12, '#,##0 "dm"', "12"),
        (12, "[Red]0;-0", "12"),
        (True, None, "true"),
        (False, None, "false"),
        ("#N/A", None, "#N/A"),
        ("#DIV/0!", None, "#DIV/0!"),
        ("  with blanks ", None, "  with blanks "),
        ("0883", None, "0883"),
        ("   ", None, None),
        (date(2024, 3, 1), None, "2024-03-01"),
        (datetime(2024, 3, 1, 14, 30), None, "2024-03-01T14:30:00"),  # noqa: DTZ001 - Excel knows no zones
        (time(14, 30), None, "14:30:00"),
        (timedelta(hours=36, minutes=5), "[h]:mm", "36:05:00"),
        (45352, "d mmm", "2024-03-01"),
        (-3, "yyyy-mm-dd", "#VALUE!"),
        (99999999, "yyyy-mm-dd", "#VALUE!"),
        (CellRichText("gam", TextBlock(InlineFont(b=True), "leby")), None, "gamleby"),
        ("a_x000D_b", None, "a\rb"),
    ],
)
def test_a_cell_is_the_text_that_it_stands_for(value: Any, format: str | None, text: str | None) -> None:
    assert texts_of((value, format)) == [text]


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    def since_1904(book: Workbook) -> None:
        book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001

    assert texts_of((0.5, None), (date(2024, 3, 1), None), then=since_1904) == ["0.5", "2024-03-01"]


@pytest.mark.parametrize(
    ("value", "code"),
    [(date(2024, 3, 1), "D111"), ("#N/A", "D112"), ("tolv", "D103"), (True, "D103"), (-1, "D104")],
)
def test_a_cell_that_is_no_measure_is_found_where_it_stands(value: Any, code: str) -> None:
    content = workbook([["id", "plan", "school", "bus"], ["a", "none", 5, 1], ["b", "none", value, 1]])
    assert places(content) == [(code, "0.xlsx:Blad1!C3")]


def test_a_percentage_is_read_as_it_is_shown() -> None:
    def in_percent(book: Workbook) -> None:
        book.worksheets[0]["B2"].number_format = "0%"

    content = workbook([["id", "bus"], ["a", 0.07], ["b", 8]], then=in_percent)
    assert sites_in(content, SHARES, ".xlsx").frame["bus__low"].to_list() == [7, 8]


SHARES = criteria_of("version: 1\ncriteria:\n  bus: {unit: '%', range: [0, 100], weight: 1, value: {0: 0, 100: 100}}\n")


@pytest.mark.parametrize(
    ("shares", "row"),
    [
        (["45%", "7%", 1], 4),
        (["45%", 1, 8.5], 2),
        (["45%", 8], 3),
        (["45%", 0, "..", "7%"], None),
        ([0.45, 1, 8], None),
        (["45%", "7%", "<5"], 4),
    ],
)
def test_a_column_of_which_some_cells_are_in_percent_is_told(shares: Sequence[Any], row: int | None) -> None:
    def in_percent(book: Workbook) -> None:
        for number, share in enumerate(shares, 2):
            if str(share).endswith("%"):
                cell = book.worksheets[0].cell(number, 2, int(share[:-1]) / 100)
                cell.number_format = "0.0%"

    content = workbook(
        [["id", "bus"], *([f"s{number}", share] for number, share in enumerate(shares))], then=in_percent
    )
    assert told_of(content, SHARES, ".xlsx") == ([] if row is None else [("D027", row, 2)])


def test_how_many_cells_are_in_percent() -> None:
    (finding,) = read(workbook([["id", "bus"], ["a", "45 %"], ["b", "5 %"], ["c", 1]]), SHARES, ".xlsx")[1]
    assert finding.message() == "the column 'bus' is shown as per cent in 2 cells and as a plain number in 1 cell"


@pytest.mark.parametrize(
    ("cells", "lows"),
    [
        (["12,5", 3.5, 4], [12.5, 3.5, 4]),
        (["<0,5", 3.5, 1234.5], [0, 3.5, 1234.5]),
        (["12,5*", 3.5, 4], [12.5, 3.5, 4]),
        (["0,5..12,125", 3.5, 4], [0.5, 3.5, 4]),
        (["12.5", "1.234", 3.5, 4], [12.5, 1.234, 3.5, 4]),
        (["1 200", 3.5, 4], [1200, 3.5, 4]),
    ],
)
def test_decimal_commas_in_texts_do_not_change_the_numbers(cells: Sequence[Any], lows: Sequence[float]) -> None:
    content = workbook([["id", "school"], *([f"s{row}", cell] for row, cell in enumerate(cells))])
    assert sites(content).frame["school__low"].to_list() == lows


@pytest.mark.parametrize(
    ("cells", "told_of_cells"),
    [
        (["12,5", "1.234"], [("D108", 3, 2)]),
        (["12,5", 1.234], []),
        (["1,234", 5.5], [("D108", 2, 2)]),
        (["1.234", 5.5], [("D108", 2, 2)]),
    ],
)
def test_what_can_be_read_in_two_ways_is_not_guessed(cells: Sequence[Any], told_of_cells: list[Told]) -> None:
    content = workbook([["id", "school", "plan", "bus"], *([f"s{row}", cell] for row, cell in enumerate(cells))])
    assert told_of(content, CRITERIA, ".xlsx") == told_of_cells


@pytest.mark.parametrize(
    ("stored", "school"),
    [
        ("0.30000000000000004", 0.1 + 0.2),
        ("0.10000000000000001", 0.1),
        ("1.2E3", 1200),
        ("1200.0", 1200),
    ],
)
def test_a_number_is_the_one_that_is_stored(stored: str, school: float) -> None:
    assert measured(in_sheet("<v>1200</v>", f"<v>{stored}</v>"))[0][1:3] == (school, school)


def test_texts_that_cells_share() -> None:
    type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    spoken = "<si><r><t>hou</t></r><r><rPr><b/></rPr><t>sing</t></r><rPh sb='0' eb='1'><t>spoken</t></rPh></si>"
    content = in_sheet(
        PLAN,
        '<c r="C2" t="s"><v>1</v></c>',
        {
            "[Content_Types].xml": replacing("</Types>", f'<Override PartName="/s.xml" ContentType="{type}"/></Types>'),
            "s.xml": lambda _: f'<sst xmlns="{SHEET_MAIN_NS}"><si><t>none</t></si>{spoken}</sst>',
        },
    )
    assert measured(content) == ANSWER


@pytest.mark.parametrize(
    ("cell", "school"),
    [
        ('<c r="B2"><f>1000+200</f><v>1200</v></c>', 1200),
        ('<c r="B2"><f>1-1</f><v>0</v></c>', 0),
        ('<c r="B2" t="str"><f>"1"&amp;"2"</f><v>12</v></c>', 12),
        ('<c r="B2"><f t="shared" si="0"/><v>7</v></c>', 7),
    ],
)
def test_a_formula_has_the_result_that_was_stored(cell: str, school: float) -> None:
    assert measured(in_sheet(SCHOOL, cell, KNOWN_RESULTS))[0][1] == school


def test_a_formula_can_result_in_nothing() -> None:
    assert measured(in_sheet(PLAN, '<c r="C2" t="str"><f>""</f><v></v></c>'))[0][3] is None


@pytest.mark.parametrize(
    "cell",
    ['<c r="B2"><f>1000+200</f></c>', '<c r="B2"><f>1000+200</f><v/></c>', '<c r="B2"><f>1000+200</f><v>0</v></c>'],
    ids=["none", "empty", "zero from a program that asks for the workbook to be computed"],
)
def test_a_formula_without_result_is_no_empty_cell(cell: str) -> None:
    assert places(in_sheet(SCHOOL, cell)) == [("D015", "0.xlsx:Blad1!B2")]


def test_one_cause_is_one_finding_also_where_an_id_or_a_heading_is_a_formula() -> None:
    content = workbook([["id", "school", "plan", "bus"], ["=1+1", "tolv", "none", 1], ["a", 5, "none", 1]])
    assert places(content) == [("D015", "0.xlsx:Blad1!A2"), ("D103", "0.xlsx:Blad1!B2")]
    content = workbook([["id", "school", "plan", '="bus"'], ["a", 5, "none", None]])
    assert ("D015", "0.xlsx:Blad1!D1") in places(content)
