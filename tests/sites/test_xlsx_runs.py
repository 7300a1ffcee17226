"""Texts of workbooks that look different in their parts: no digit is joined to a figure that is not of it."""

import re
from collections.abc import Callable
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.xml.constants import SHEET_MAIN_NS
from tests.sites.reading import brief, read
from tests.sites.workbook_reading import CRITERIA, PLAN, SCHOOL, findings, in_sheet, places, sites
from tests.sites.workbooks import replacing

from vasterviksmodell.findings import Severity

ID = '<c r="A2" t="inlineStr"><is><t>ankarby</t></is></c>'
HEADING = '<c r="B1" t="inlineStr"><is><t>school</t></is></c>'
STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"

Formatted = tuple[str, str]
"""A text and how it looks: `sup`, `sub`, `struck` or nothing."""
LOOKS = {
    "": "",
    "sup": '<rPr><vertAlign val="superscript"/><sz val="11"/></rPr>',
    "sub": '<rPr><vertAlign val="subscript"/></rPr>',
    "struck": "<rPr><strike/></rPr>",
    "kept": '<rPr><strike val="0"/><vertAlign val="baseline"/></rPr>',
}


def runs(*texts: Formatted) -> str:
    return "".join(f'<r>{LOOKS[look]}<t xml:space="preserve">{escape(text)}</t></r>' for text, look in texts)


def in_cell(cell: str, *texts: Formatted) -> bytes:
    """The usual workbook with a text in the place of a cell."""
    return in_sheet(cell, f'<c r="{cell[6:8]}" t="inlineStr"><is>{runs(*texts)}</is></c>')


def shared(cell: str, *texts: Formatted) -> bytes:
    """The same with the text among those that cells share."""
    override = f'<Override PartName="/s.xml" ContentType="{STRINGS}"/></Types>'
    return in_sheet(
        cell,
        f'<c r="{cell[6:8]}" t="s"><v>0</v></c>',
        {
            "[Content_Types].xml": replacing("</Types>", override),
            "s.xml": lambda _: f'<sst xmlns="{SHEET_MAIN_NS}"><si>{runs(*texts)}</si></sst>',
        },
    )


@pytest.mark.parametrize("stored", [in_cell, shared])
@pytest.mark.parametrize("mark", ["1", "12", "1)", "*", "1, 2", " 1", "a)"])
def test_a_raised_footnote_mark_is_no_digit_of_its_figure(stored: Callable[..., bytes], mark: str) -> None:
    content = stored(SCHOOL, ("85", ""), (mark, "sup"))
    assert sites(content).frame["school__high"].to_list() == [85, 2000]
    assert places(content) == [("D114", "0.xlsx:Blad1!B2")]


@pytest.mark.parametrize(
    "texts",
    [
        [("85", ""), ("1", "sub")],
        [("85 ", ""), ("100", "sub")],
        [("85,", ""), ("5", "sub")],
        [("1", "sup"), ("85", "")],
        [("85", ""), ("1", "sup"), ("5", "")],
        [("85", ""), ("a100", "sup")],
    ],
)
def test_other_digits_that_are_raised_or_lowered_make_no_figure(texts: list[Formatted]) -> None:
    assert places(in_cell(SCHOOL, *texts)) == [("D103", "0.xlsx:Blad1!B2")]


@brief
@given(st.integers(0, 500), st.text("0123456789 .,)*a", min_size=1), st.sampled_from(["sup", "sub", "struck"]))
def test_whatever_stands_beside_a_figure_it_is_that_figure_or_none(figure: int, beside: str, look: str) -> None:
    found, findings = read(in_cell(SCHOOL, (f"{figure}", ""), (beside, look)), CRITERIA, ".xlsx")
    is_note = look == "struck" or (look == "sup" and re.fullmatch(r"[0-9*]+\)?", beside))
    if is_note:
        assert found is not None
    if found is None:
        assert {finding.code for finding in findings if finding.severity == Severity.ERROR} <= {"D103", "D108", "D113"}
    else:
        assert found.frame["school__low"].to_list() == [figure, 0]


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ([("ankarby", ""), ("1", "sup")], "ankarby"),
        ([("ankarby", ""), ("*", "sup"), (" (norra)", "")], "ankarby (norra)"),
        ([("ankar", ""), ("by", "sup")], "ankarby"),
        ([("CO", ""), ("2", "sub")], "CO2"),
        ([("400 m", ""), ("2", "sup")], "400 m²"),
        ([("12", "sup"), ("3", "sup")], "123"),
        ([("12", "kept"), ("3", "")], "123"),
        ([("ankarby", "struck")], "ankarby"),
        ([("oby", "struck"), ("ankarby", "")], "ankarby"),
    ],
)
def test_a_name_has_no_footnotes(texts: list[Formatted], name: str) -> None:
    assert sites(in_cell(ID, *texts)).frame["id"][0] == name


def test_a_heading_has_no_footnotes() -> None:
    assert places(in_cell(HEADING, ("school", ""), ("1", "sup"), (" ", ""))) == []
    assert places(shared(HEADING, ("skola", "struck"), ("school", ""))) == []


@pytest.mark.parametrize("stored", [in_cell, shared])
def test_what_is_struck_out_is_left_out_and_told(stored: Callable[..., bytes]) -> None:
    content = stored(SCHOOL, ("310", "struck"), ("3100", ""))
    assert sites(content).frame["school__low"].to_list() == [3100, 0]
    (finding,) = findings(content)
    assert (finding.code, finding.place.cell) == ("D028", "Blad1!B2")
    assert finding.message() == "a part of the cell is struck out and left out (column 'school')"


def test_what_is_struck_out_as_a_whole_is_read() -> None:
    content = in_cell(PLAN, ("housing", "struck"), (" ", ""))
    assert sites(content).frame["plan__category"][0] == "housing"
    assert places(content) == []


def test_a_long_text_in_many_runs_is_one_cell_with_too_many_characters() -> None:
    content = in_cell(SCHOOL, *[("5" * 1000, "sup")] * 1001)
    assert [finding.code for finding in findings(content)] == ["F010"]


def test_raised_letters_stay_apart_from_a_digit_before_them() -> None:
    for texts, name in (
        ([("by 12", ""), ("a3", "sup")], "by 12 a³"),
        ([("by", ""), ("a3", "sup")], "bya³"),
        ([("by 12 ", ""), ("a3", "sup")], "by 12  a³"),
    ):
        assert sites(in_cell(ID, *texts)).frame["id"][0] == name
