"""What renderers and formats give, as text."""

import json
import sqlite3
from collections.abc import Iterable
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile


def text_of(rendered: Iterable[str] | bytes) -> str:
    """The text, or all texts of a document in an archive."""
    if not isinstance(rendered, bytes):
        return "".join(rendered)
    if rendered.startswith(b"SQLite format 3"):
        return _rows_of(rendered)
    with ZipFile(BytesIO(rendered)) as archive:
        return "\n".join(ET.fromstring(archive.read("content.xml")).itertext()) + "\n"


def _rows_of(database: bytes) -> str:
    """The sites of a GeoPackage, as JSON: no program shows them raw."""
    connection = sqlite3.connect(":memory:")
    connection.deserialize(database)
    rows = connection.execute("SELECT * FROM sites").fetchall()
    return json.dumps([[str(cell) for cell in row] for row in rows]) + "\n"
