"""Files that are not what their name says: one finding that names them; without a telling name the contents decide."""

import bz2
import gzip
import io
import json
import lzma
import zipfile

import openpyxl
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.sites.reading import brief, read, sites_in, told_of

CSV = "id;name;school;plan;bus\nankarby;Ankarby;1200;housing;ja\n"
RECORDS = [{"id": "ankarby", "name": "Ankarby", "school": 1200, "plan": "housing", "bus": "ja"}]
JSON = json.dumps(RECORDS).encode()
PAGE = "<table>\n<tr><td>id</td></tr>\n</table>\n"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def zipped(*names: str, content: str = CSV) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name in names:
            file.writestr(name, content)
    return archive.getvalue()


def workbook() -> bytes:
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active.append(list(RECORDS[0]))
    book.active.append(list(RECORDS[0].values()))
    book.save(content)
    return content.getvalue()


def parquet() -> bytes:
    content = io.BytesIO()
    pl.DataFrame(RECORDS).write_parquet(content)
    return content.getvalue()


OTHERS = {
    "a zip or gzip archive": [zipped("sites.csv"), zipped(), gzip.compress(CSV.encode(), mtime=0)],
    "a zip archive": [zipped("[Content_Types].xml")],
    "an Excel workbook (.xlsx)": [workbook(), zipped("a.bin", "xl/workbook.xml")],
    "a binary Excel workbook (.xlsb)": [zipped("xl/workbook.bin")],
    "an OpenDocument spreadsheet (.ods)": [
        zipped("mimetype", content="application/vnd.oasis.opendocument.spreadsheet")
    ],
    "an Office document that is not a workbook": [zipped("word/document.xml")],
    "an old Excel workbook (.xls)": [OLD_OFFICE + "Workbook".encode("utf-16-le")],
    "an old Office document": [OLD_OFFICE],
    "an Office file protected with a password": [OLD_OFFICE + "EncryptedPackage".encode("utf-16-le")],
    "a PDF": [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"],
    "a Parquet file": [parquet()],
    "a bzip2 archive": [bz2.compress(CSV.encode(), 1)],
    "an xz archive": [lzma.compress(CSV.encode())],
    "a SQLite database": [b"SQLite format 3\0" + bytes(84)],
    "an image": [b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xd8\xff\xe0\0", b"GIF89a\1\0"],
    "a web page (HTML)": [
        PAGE.encode(),
        b"\xef\xbb\xbf \r\n<!DOCTYPE html><title>id;name</title>",
        ("\ufeff<HTML>" + PAGE).encode("utf-16-le"),
        b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">',
    ],
    "an Excel workbook in XML (Excel 2003)": [
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
    ],
    "XML": [b"<?xml version='1.0'?>\n<sites/>"],
    "JSON": [JSON, b'\n{"sites": []}', b"[]", b"{}"],
    "JSON Lines": [b'{"id": "ankarby"}\n{"id": "ekby"}\n'],
    "GeoJSON": [b'{"type": "FeatureCollection", "features": []}'],
}
"""What is no CSV, by what it is called."""


@pytest.mark.parametrize(("called", "content"), [(name, content) for name, all in OTHERS.items() for content in all])
def test_another_kind_of_file_is_one_finding_that_names_it(called: str, content: bytes) -> None:
    _, findings = read(content)
    assert [(finding.code, finding.message(), finding.place.line) for finding in findings] == [
        ("F009", f"this is {called}, not CSV", None)
    ]
    assert findings[0].hint()
    assert findings[0].hint("sv") != findings[0].hint("en")


@pytest.mark.parametrize(
    ("suffix", "content", "message"),
    [
        (".parquet", CSV.encode(), "this is text in columns (CSV), not Parquet"),
        (".parquet", workbook(), "this is an Excel workbook (.xlsx), not Parquet"),
        (".pq", PAGE.encode(), "this is a web page (HTML), not Parquet"),
        (".xlsx", CSV.encode("cp1252"), "this is text in columns (CSV), not Excel (.xlsx)"),
        (".xlsx", PAGE.encode(), "this is a web page (HTML), not Excel (.xlsx)"),
        (".xlsx", OLD_OFFICE, "this is an old Office document, not Excel (.xlsx)"),
        (".json", CSV.encode(), "this is text in columns (CSV), not JSON"),
        (".json", parquet(), "this is a Parquet file, not JSON"),
        (".yaml", workbook(), "this is an Excel workbook (.xlsx), not YAML"),
    ],
)
def test_the_reverse_is_told_as_well(suffix: str, content: bytes, message: str) -> None:
    _, findings = read(content, suffix=suffix)
    assert [(finding.code, finding.message()) for finding in findings] == [("F009", message)]


@pytest.mark.parametrize("suffix", [".csv", ".yaml", ".json", ".parquet", ".xlsx"])
@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\r\n \n"])
def test_an_empty_file_is_empty_whatever_it_is_called(suffix: str, content: bytes) -> None:
    assert told_of(content, suffix=suffix) == [("F006", None, None)]


@pytest.mark.parametrize("content", [CSV.encode(), JSON, parquet(), workbook()])
def test_when_a_name_tells_nothing_the_contents_do(content: bytes) -> None:
    assert sites_in(content, suffix=".data").frame.select("name", "school__low").rows() == [("Ankarby", 1200.0)]


def test_what_comes_after_many_blank_lines_is_told() -> None:
    assert told_of('{"id": "a"}' + "\n" * 65_000 + "x") == [("F009", None, None)]


@pytest.mark.parametrize(("suffix", "content"), [(".csv", CSV.encode()), (".json", JSON), (".yaml", JSON)])
def test_a_file_that_begins_with_many_blanks_is_not_empty(suffix: str, content: bytes) -> None:
    """Even where all that a file is recognised by is blank."""
    assert sites_in(b" " * 70_000 + b"\n" + content, suffix=suffix).frame["name"].to_list() == ["Ankarby"]


def test_blank_lines_above_a_table_are_not_counted_among_its_first_rows() -> None:
    assert sites_in(b"\n" * 300 + CSV.encode(), suffix=".csv").frame["name"].to_list() == ["Ankarby"]


def test_json_is_yaml_too() -> None:
    assert sites_in(JSON, suffix=".yaml").frame.height == 1


@brief
@given(
    start=st.sampled_from(["id", '"', "[kommun];", "PAR1;", "PK;", "II;", "BZh;", "<5;", "< html;", "7z,", "%PDF;"]),
    rest=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40),
)
def test_no_text_is_taken_for_another_kind_by_what_stands_in_its_cells(start: str, rest: str) -> None:
    assert "F009" not in {code for code, _, _ in told_of(start + rest)}
