"""The ids and names of the sites in a file, found fast: enough to offer them, not to judge the file."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from vasterviksmodell.cli.completing.plain_yaml import plain_yaml
from vasterviksmodell.source.folding import folded

_MOST_BYTES = 4_000_000
"""A longer file offers the sites of its first part, or none where a part cannot be read."""
_HEADING_LINES = 30
_DELIMITERS = ",;\t|"


class Headings(NamedTuple):
    """What the columns of ids and names may be called, folded."""

    id: frozenset[str]
    name: frozenset[str]


Site = tuple[str, str]
"""An id and a name, which may be empty."""


def sites_in(path: Path, headings: Headings) -> list[Site]:
    """Return the sites in a file, of any format but Parquet and reports; none where it cannot be read."""
    reader = _READERS.get(path.suffix.lower())
    try:
        return [] if reader is None or not path.is_file() else list(dict.fromkeys(reader(path, headings)))
    except Exception:  # noqa: BLE001 - whatever is wrong with a file, nobody is told of it while they type
        return []


def headings_in(path: Path, headings: Headings) -> list[str]:
    """Return the headings of a table; none where it is none."""
    try:
        if not path.is_file():  # of a pipe nothing would come
            return []
        rows = _ROWS[path.suffix.lower()](path)
        return next(list(row) for row in rows if _place(row, headings.id) is not None)
    except Exception:  # noqa: BLE001 - as above
        return []


def _of_table(path: Path, headings: Headings) -> Iterator[Site]:
    rows = iter(_ROWS[path.suffix.lower()](path))
    for row in rows:
        at_id, at_name = _place(row, headings.id), _place(row, headings.name)
        if at_id is not None:
            yield from (_site(below, at_id, at_name) for below in rows if len(below) > at_id and below[at_id].strip())
            return


def _site(row: Sequence[str], at_id: int, at_name: int | None) -> Site:
    name = row[at_name] if at_name is not None and at_name < len(row) else ""
    return row[at_id].strip(), name.strip()


def _place(row: Iterable[str], called: frozenset[str]) -> int | None:
    return next((number for number, heading in enumerate(row) if folded(heading) in called), None)


def _rows_of_text(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a text, divided by the sign that divides its headings most often."""
    import csv

    with path.open("rb") as file:
        text = _decoded(file.read(_MOST_BYTES))
    lines = text.splitlines(keepends=True)
    counts = {sign: max((line.count(sign) for line in lines[:_HEADING_LINES]), default=0) for sign in _DELIMITERS}
    delimiter = max(counts, key=lambda sign: counts[sign])
    return csv.reader(lines, delimiter=delimiter)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content[: content.rfind(b"\n") + 1 or None].decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows_of_workbook(path: Path) -> Iterator[list[str]]:
    """Yield the rows of every sheet of a workbook, as texts."""
    from xml.etree import ElementTree as ET
    from zipfile import ZipFile

    with ZipFile(path) as archive:
        sizes = {member.filename: member.file_size for member in archive.infolist()}
        shared: list[str] = []
        if 0 < sizes.get("xl/sharedStrings.xml", 0) <= _MOST_BYTES:
            strings = ET.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314 - expat limits expansion
            shared = ["".join(part.text or "" for part in string.iter(f"{_MAIN}t")) for string in strings]
        for name in sorted(name for name in sizes if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)):
            if sizes[name] <= _MOST_BYTES:
                sheet = ET.fromstring(archive.read(name))  # noqa: S314 - as above
                yield from (_cells(row, shared) for row in sheet.iter(f"{_MAIN}row"))


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_COLUMN = re.compile("[A-Z]+")


def _cells(row: Any, shared: Sequence[str]) -> list[str]:
    """Return the texts of a row, each in the place of its column."""
    texts: list[str] = []
    for cell in row:
        found = _COLUMN.match(cell.get("r", ""))
        at = _number(found[0]) if found else len(texts)
        texts += [""] * (at - len(texts))
        text = "".join(part.text or "" for part in cell.iter() if part.tag in (f"{_MAIN}v", f"{_MAIN}t"))
        texts.append(shared[int(text)] if cell.get("t") == "s" else text)
    return texts


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return min(number, 16_384) - 1


def _of_document(path: Path, headings: Headings) -> Iterator[Site]:
    """Yield the sites of JSON: a list of them, a saved ranking, or the features of a map."""
    if path.stat().st_size <= _MOST_BYTES:
        yield from _of_records(json.loads(path.read_bytes()), headings)


def _of_lines(path: Path, headings: Headings) -> Iterator[Site]:
    with path.open("rb") as file:
        lines = file.read(_MOST_BYTES).splitlines()
    yield from _of_records([json.loads(line) for line in lines if line.strip()], headings)


def _of_yaml(path: Path, headings: Headings) -> Iterator[Site]:
    return _of_records(plain_yaml(path), headings)


def _of_records(document: Any, headings: Headings) -> Iterator[Site]:
    if isinstance(document, dict):
        document = next((document[key] for key in ("features", "ranking", "sites") if key in document), [])
    for record in document if isinstance(document, list) else ():
        fields = {**record, **(record.get("properties") or {})}
        texts = {folded(str(key)): str(text) for key, text in fields.items() if isinstance(text, str | int)}
        id = next((texts[heading] for heading in texts if heading in headings.id), "")
        if id:
            yield id, next((texts[heading] for heading in texts if heading in headings.name), "")


_ROWS: dict[str, Callable[[Path], Iterator[list[str]]]] = {
    **dict.fromkeys((".csv", ".tsv", ".txt"), _rows_of_text),
    **dict.fromkeys((".xlsx", ".xlsm"), _rows_of_workbook),
}
_READERS: dict[str, Callable[[Path, Headings], Iterator[Site]]] = {
    **dict.fromkeys(_ROWS, _of_table),
    **dict.fromkeys((".json", ".geojson"), _of_document),
    **dict.fromkeys((".jsonl", ".ndjson"), _of_lines),
    **dict.fromkeys((".yaml", ".yml"), _of_yaml),
}
