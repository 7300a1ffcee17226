"""What renderers and formats give, as text."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import polars as pl


def text_of(rendered: Iterable[str] | bytes) -> str:
    """The text, or all texts of a document in an archive."""
    if not isinstance(rendered, bytes):
        return "".join(rendered)
    if rendered.startswith(b"%PDF"):
        return _text_of_pages(rendered)
    if rendered.startswith(b"SQLite format 3"):
        return _rows_of(rendered)
    if rendered.startswith(b"PAR1"):
        return _table_of(rendered)
    with ZipFile(BytesIO(rendered)) as archive:
        if "xl/workbook.xml" in archive.namelist():
            return _cells_of(rendered)
        return "\n".join(ET.fromstring(archive.read("content.xml")).itertext()) + "\n"


def _cells_of(workbook: bytes) -> str:
    """The cells of a workbook, a line for each row."""
    from openpyxl import load_workbook

    rows = (row for sheet in load_workbook(BytesIO(workbook)) for row in sheet.iter_rows(values_only=True))
    return "\n".join("\t".join("" if cell is None else str(cell) for cell in row) for row in rows) + "\n"


def _text_of_pages(pdf: bytes) -> str:
    """The text of a PDF, as programs that read it aloud or search it get it, on one line; those of pictures last."""
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(pdf))
    texts = [page.extract_text() for page in reader.pages]
    pictures = _alternatives(reader.root_object["/StructTreeRoot"]["/K"])
    return " ".join(" ".join([*texts, *pictures]).replace("\u200b", "").split()) + "\n"


def _alternatives(element: Any) -> Iterator[str]:
    """The texts that stand for the pictures below an element of the structure."""
    found = element.get_object() if hasattr(element, "get_object") else element
    if isinstance(found, list):
        for child in found:
            yield from _alternatives(child)
    elif isinstance(found, dict):
        yield from [str(found["/Alt"])] if "/Alt" in found else []
        yield from _alternatives(found.get("/K"))


def _rows_of(database: bytes) -> str:
    """The sites of a GeoPackage, as JSON: no program shows them raw."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database)
    rows = connection.execute("SELECT * FROM sites").fetchall()
    return json.dumps([[str(cell) for cell in row] for row in rows]) + "\n"


def _table_of(parquet: bytes) -> str:
    """The columns and sites of a file of Parquet, as JSON: no program shows them raw."""
    table = pl.read_parquet(BytesIO(parquet))
    return json.dumps([table.columns, *([str(cell) for cell in row] for row in table.iter_rows())]) + "\n"
