"""Notes below a table: found from the end of the file, so that what stands above is not read for them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

from vasterviksmodell.sites.formats.csv.records import Record, cells

_END = 1 << 16
"""Notes stand among so many last bytes."""
_SIGN = re.compile(r"\s*(?:\*|[¹²³⁴-⁹]|[0-9]{1,2}\))")
_WORD = re.compile(
    r"\s*(?:källa|källor|anm|anmärkning|anmärkningar|not|noter|fotnot|fotnoter|kommentar|kommentarer|uppdaterad"
    r"|senast uppdaterad|senaste uppdatering|source|sources|note|notes|footnote|footnotes|comment|comments"
    r"|updated|last updated|latest update)\b(?P<mark>\s*[:.])?",
    re.IGNORECASE,
)
_FEW_WORDS, _SENTENCE = 3, 5


@dataclass(frozen=True, slots=True)
class Footnotes:
    begin: int
    """The offset in bytes where the first begins."""
    number: int
    """How many rows they are."""


class _Row(NamedTuple):
    begin: int
    cells: Sequence[str]
    width: int
    """That of the table."""

    @property
    def filled(self) -> list[int]:
        return [number for number, cell in enumerate(self.cells) if cell]

    @property
    def is_ragged(self) -> bool:
        return len(self.cells) != self.width

    @property
    def is_text(self) -> bool:
        """Whether it is no row of the table: a single cell, alone or with some words in it."""
        return len(self.filled) == 1 and (self.is_ragged or self._words(self.filled[0]) >= _FEW_WORDS)

    @property
    def is_marked(self) -> bool:
        """Whether it begins as notes do; a place may be called Källa."""
        if _SIGN.match(self.cells[0]):
            return True
        word = _WORD.match(self.cells[0])
        some_words = self.is_text or (self.is_ragged and self._words(0) > 1)
        return word is not None and (word["mark"] is not None or some_words)

    @property
    def may_be_note(self) -> bool:
        """Whether it can stand among notes: blank, in one cell, divided by chance, or a word with its explanation."""
        filled = self.filled
        if len(filled) <= 1:
            return True
        if self.is_ragged:
            return self.is_marked or self._words(0) > 1
        return filled == [0, 1] and self.width > len(filled) and self._words(1) >= _SENTENCE

    def _words(self, number: int) -> int:
        return len(self.cells[number].split())


def find_footnotes(path: Path, delimiter: str, width: int) -> Footnotes | None:
    """The notes at the end of a file whose table has so many columns; None when there are none."""
    rows = list(takewhile(lambda row: row.may_be_note, _rows_from_end(path, delimiter, width)))[::-1]
    for number, row in enumerate(rows):
        after_blank = number > 0 and not rows[number - 1].filled
        if row.filled and (row.is_marked or (after_blank and row.filled[0] == 0 and row.is_text)):
            return Footnotes(row.begin, sum(1 for it in rows[number:] if it.filled))
    return None


def _rows_from_end(path: Path, delimiter: str, width: int) -> Iterator[_Row]:
    """The last rows, the last first. A row whose quoted cells span lines has an even number of quotes in all."""
    if width < 2:  # noqa: PLR2004 - a single column is all text
        return
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
        yield _Row(before + begin, [cell.text.strip() for cell in found], width)
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
