"""Notes below a table: found from the end of the file, so that what stands above is not read for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from vasterviksmodell.sites.formats.csv.records import Record, cells
from vasterviksmodell.sites.formats.table_rows import may_be_note, number_of_notes

_END = 1 << 16
"""Notes stand among so many last bytes."""


@dataclass(frozen=True, slots=True)
class Footnotes:
    begin: int
    """The offset in bytes where the first begins."""
    number: int
    """How many rows they are."""


class _Row(NamedTuple):
    begin: int
    cells: Sequence[str]


def find_footnotes(path: Path, delimiter: str, width: int) -> Footnotes | None:
    """The notes at the end of a file whose table has so many columns; None when there are none."""
    rows = list(takewhile(lambda row: may_be_note(row.cells, width), _rows_from_end(path, delimiter)))[::-1]
    number = number_of_notes([row.cells for row in rows], width)
    notes = rows[len(rows) - number :]
    return Footnotes(notes[0].begin, sum(1 for row in notes if any(row.cells))) if notes else None


def _rows_from_end(path: Path, delimiter: str) -> Iterator[_Row]:
    """The last rows, the last first. A row whose quoted cells span lines has an even number of quotes in all."""
    before, end = _end_of(path)
    at = len(end)
    while at > 0:
        begin = end.rfind(b"\n", 0, at - 1) + 1
        while end.count(b'"', begin, at) % 2 and begin:
            begin = end.rfind(b"\n", 0, begin - 1) + 1
        text = end[begin:at].decode("utf-8", errors="replace").rstrip("\r\n")
        found = cells(Record(1, text), delimiter)
        if any(cell.trouble for cell in found):
            return
        yield _Row(before + begin, [cell.text.strip() for cell in found])
        at = begin


def _end_of(path: Path) -> tuple[int, bytes]:
    """The last whole lines of a file, and the offset where they begin."""
    size = path.stat().st_size
    before = max(0, size - _END)
    with path.open("rb") as file:
        file.seek(before)
        end = file.read()
    cut = end.find(b"\n") + 1 if before else 0
    return (before + cut, end[cut:]) if cut or not before else (size, b"")
