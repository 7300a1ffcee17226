"""Files that are no whole workbooks, or condition ill: one finding, in bounded time and memory."""

import io
import sys
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import CRITERIA, brief, read
from tests.sites.workbook_reading import (
    ANSWER,
    MEASURES,
    SHEET,
    SITES,
    TABLE,
    findings,
    in_sheet,
    measured,
    sites,
)
from tests.sites.workbooks import changed, replacing, workbook, workbook_of

from vasterviksmodell.extras import MissingExtra

ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("</sheetData>", ""),
        ('r="B2"', 'r="A2"'),
        ('r="B2"', 'r="XFE2"'),
        ('r="B2"', 'r="2"'),
        ('<row r="2"', '<row r="1"'),
        ('<row r="2"', '<row r="2000000"'),
        ('<row r="2"', '<row r="two"'),
        ("<v>1200</v>", "<v>12oo</v>"),
        ('t="n"><v>1200', 't="s"><v>1200'),
        ('t="n"><v>1200', 't="n" s="99"><v>1200'),
        ("<worksheet", f"{ENTITIES}<worksheet"),
        ("<v>1200</v>", f"<v>{'1' * 1_100_000}</v>"),
    ],
)
def test_a_damaged_sheet_is_one_finding(old: str, new: str) -> None:
    assert [finding.code for finding in findings(in_sheet(old, new))] == ["F010"]


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("xl/workbook.xml", lambda _: "<workbook/>"),
        ("xl/workbook.xml", lambda text: text[:300]),
        ("xl/workbook.xml", lambda text: f"{ENTITIES}{text.replace('Blad1', '&j;')}"),
        ("xl/workbook.xml", replacing("rId1", "rId9")),
        ("xl/styles.xml", lambda _: "<a>"),
        ("[Content_Types].xml", lambda text: text[:-20]),
        (SHEET, lambda _: ""),
    ],
)
def test_a_workbook_with_a_damaged_part_is_one_finding(part: str, change: Callable[[str], str]) -> None:
    assert [finding.code for finding in findings(changed(workbook(TABLE), {part: change}))] == ["F010"]


@brief
@given(st.integers(0, 3500), st.binary(min_size=1, max_size=200))
def test_bytes_that_are_changed_are_found_or_change_nothing(at: int, noise: bytes) -> None:
    content = workbook(TABLE)
    damaged = content[:at] + noise + content[at + len(noise) :]
    found = read(damaged, CRITERIA, ".xlsx")
    assert found[0] is None or found[0].frame.select("id", *MEASURES).rows() == ANSWER


@brief
@given(st.integers(0, 3500))
def test_a_workbook_that_is_cut_short_is_one_finding(size: int) -> None:
    assert len(findings(workbook(TABLE)[:size])) == 1


def test_a_workbook_that_would_fill_the_memory_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as part:
        for _ in range(80):
            part.write(b" " * 1_000_000)
    (finding,) = findings(out.getvalue())
    assert finding.code == "F010"
    assert "80,000,000 bytes" in finding.message()


def test_formatted_cells_without_content_are_nothing() -> None:
    def formatted(text: str) -> str:
        blank = "".join(f'<row r="{row}" s="1"><c r="XFD{row}" s="0"/></row>' for row in range(4, 50_000))
        across = "".join(f'<c r="{column}1" s="0"/>' for column in ("E", "F", "XFD"))
        return text.replace("</row>", f"{across}</row>", 1).replace("</sheetData>", f"{blank}</sheetData>")

    content = changed(workbook(TABLE), {SHEET: formatted})
    assert measured(content) == ANSWER


def test_without_openpyxl_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtra, match=r"reading \.xlsx needs openpyxl: pip install "):
        sites(workbook_of(SITES))


def packed(compression: int) -> bytes:
    """The workbook of `TABLE` packed in another way."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(TABLE))) as parts, zipfile.ZipFile(out, "w", compression) as archive:
        for name in parts.namelist():
            archive.writestr(name, parts.read(name))
    return out.getvalue()


@pytest.mark.parametrize(
    ("compression", "is_read"),
    [(zipfile.ZIP_STORED, True), (zipfile.ZIP_DEFLATED, True), (zipfile.ZIP_BZIP2, False), (zipfile.ZIP_LZMA, False)],
)
def test_a_workbook_is_packed_as_workbooks_are(compression: int, is_read: bool) -> None:
    content = packed(compression)
    if is_read:
        assert measured(content) == ANSWER
    else:
        (finding,) = findings(content)
        assert (finding.code, "its compression method is not supported" in finding.message()) == ("F010", True)


def test_a_part_that_a_password_protects_is_told() -> None:
    """The first bit of the flags says so, once before each part and once in the directory."""
    content = workbook(TABLE)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + flags
        content = content[:at] + bytes([content[at] | 1]) + content[at + 1 :]
    (finding,) = findings(content)
    assert (finding.code, "a password protects it" in finding.message()) == ("F010", True)
    assert "den skyddas av ett lösenord" in finding.message("sv")


def test_a_part_is_read_whole_up_to_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    content = workbook(TABLE)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        largest = max(part.file_size for part in archive.infolist() if part.filename != SHEET)
    monkeypatch.setattr("vasterviksmodell.sites.formats.xlsx.parts._MAX_WHOLE", largest)
    assert measured(content) == ANSWER
    monkeypatch.setattr("vasterviksmodell.sites.formats.xlsx.parts._MAX_WHOLE", 100)
    (finding,) = findings(content)
    assert (finding.code, "a part of it takes " in finding.message()) == ("F010", True)


def test_a_sheet_is_read_in_blocks_up_to_a_number_of_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["id", "school"], *([f"s{number}", number] for number in range(30))]
    content = workbook(rows)
    whole = sites(content).frame
    assert whole.height == 30
    monkeypatch.setattr("vasterviksmodell.sites.formats.xlsx.sheet._BLOCK_CELLS", 7)
    assert sites(content).frame.equals(whole)
    monkeypatch.setattr("vasterviksmodell.sites.formats.xlsx.sheet._MAX_CELLS", 60)
    assert sites(content).frame.equals(whole)
    monkeypatch.setattr("vasterviksmodell.sites.formats.xlsx.sheet._MAX_CELLS", 59)
    (finding,) = (finding for finding in findings(content) if finding.code == "F010")
    assert "it has more than 59 cells" in finding.message()
