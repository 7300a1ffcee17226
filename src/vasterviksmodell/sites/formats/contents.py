"""What a file is by its contents, before a format opens it: a name promises, the first bytes tell."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.json_text.outline import json_kind
from vasterviksmodell.sites.formats.kinds import (
    BEGINNINGS,
    BY_NAME,
    CSV,
    IN_OLD_OFFICE,
    IN_TEXT,
    IN_ZIP,
    JSON,
    JSON_LINES,
    OLD_DOCUMENT,
    TEXT,
    ZIP,
    Kind,
)
from vasterviksmodell.text_file import BYTE_ORDER_MARK

if TYPE_CHECKING:
    from vasterviksmodell.sites.formats.interface import Expected, SiteFormat
    from vasterviksmodell.source import Source

_HEAD = 1 << 16
_ZIP = (b"PK\3\4", b"PK\5\6")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TITLES = {"xlsx": "Excel (.xlsx)", "parquet": "Parquet", "geojson": "GeoJSON", "jsonl": "JSON Lines"}
"""How formats are called where their names in capitals would not do."""
_TABLE = Message("a table of sites")
"""What is looked for in a file whose name tells no format."""
_DELIMITERS = (";", ",", "\t")


def refusal(source: "Source", format: "SiteFormat", expected: "Expected") -> Finding | None:
    """Why a format need not try to read a file: it is empty, or another kind of file than the name says."""
    head = source.head(_HEAD)
    text = _text(head)
    if len(head) < _HEAD and text is not None and not text:
        return Finding(rule("F006"), Place(source.name))
    kind = kind_of(source) or _plain(text, format)
    if kind is None or format.name in kind.formats:
        return None
    named = kind.formats or source.name.lower().endswith(format.suffixes)
    title = _TITLES.get(format.name, format.name.upper()) if named else _TABLE
    return Finding(
        rule("F009"),
        Place(source.name),
        {"found": kind.called, "format": title},
        advice=_advice(kind, source, expected),
    )


def _advice(kind: Kind, source: "Source", expected: "Expected") -> Phrase:
    """What to do with a file of a kind; of JSON, what must be done before it can be read under its own name."""
    if kind not in (JSON, JSON_LINES):
        return kind.advice
    from vasterviksmodell.sites.formats.json_text.advice import advice_before_json, advice_before_lines
    from vasterviksmodell.sites.formats.json_text.document import JsonDocument
    from vasterviksmodell.sites.formats.records.gathering import UnreadableError, whole_text

    try:
        document = JsonDocument(whole_text(source), source.name, "JSON", expected)
    except UnreadableError:
        return kind.advice
    if kind is JSON:
        return advice_before_json(document, expected) or kind.advice
    return advice_before_lines(document, expected, kind.advice) or kind.advice


def kind_of(source: "Source") -> Kind | None:
    """What a file is; None for a text that may be a table, and for bytes that tell nothing."""
    head = source.head(_HEAD)
    if head.startswith(_ZIP):
        return _first_in(head + source.tail(_HEAD), IN_ZIP) or ZIP
    if head.startswith(_OLD_OFFICE):
        return _first_in(head + source.tail(_HEAD), IN_OLD_OFFICE) or OLD_DOCUMENT
    known = next((kind for pattern, kind in BEGINNINGS if re.match(pattern, head)), None)
    text = _text(head)
    if known is not None or text is None:
        return known
    kind = next((kind for pattern, kind in IN_TEXT if pattern.match(text)), None)
    if kind is JSON_LINES and not _is_json(text.partition("\n")[0]):
        kind = JSON
    if kind in (JSON, JSON_LINES):
        return json_kind(text) or kind
    return kind or BY_NAME.get(Path(source.name).suffix.lower())


def _is_json(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _first_in(content: bytes, marks: tuple[tuple[bytes, Kind], ...]) -> Kind | None:
    return next((kind for mark, kind in marks if mark in content), None)


def _text(head: bytes) -> str | None:
    """The text of a file's beginning without blanks before it; None when it is none."""
    utf_16 = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\0" in head and not utf_16:
        return None
    return head.decode("utf-16" if utf_16 else "utf-8", errors="replace").lstrip(BYTE_ORDER_MARK).lstrip()


def _plain(text: str | None, format: "SiteFormat") -> Kind | None:
    """The kind of a text that a format cannot take for its own: any, or one in columns where JSON should be."""
    if text is None:
        return None
    if format.binary:
        return TEXT
    in_columns = any(sign in text.partition("\n")[0] for sign in _DELIMITERS)
    return CSV if format.name in {"json", "jsonl", "geojson"} and in_columns and text[0] not in "[{" else None
