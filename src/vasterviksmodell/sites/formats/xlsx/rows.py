"""The rows of a sheet as they are stored: only those with cells that hold something."""

import re
from collections.abc import Iterator, Mapping
from typing import IO, NamedTuple

from openpyxl.utils import column_index_from_string
from openpyxl.xml.constants import SHEET_MAIN_NS

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.xlsx.parts import UnreadableError
from vasterviksmodell.sites.formats.xlsx.runs import RunReader

_ROW, _CELL, _VALUE, _FORMULA, _STRING, _MERGED, _COLUMNS = (
    f"{SHEET_MAIN_NS} {tag}" for tag in ("row", "c", "v", "f", "si", "mergeCell", "col")
)
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
_MAX_STRINGS = 5_000_000
_MAX_MERGED = 20_000
_NARROWEST, _LOWEST = 0.5, 1.0
"""Columns of less than half a character, and rows of less than a point, show nothing of what they hold."""
_ESCAPED = re.compile("_x00(5F|0[1-9A-F]|1[0-9A-F])_", re.IGNORECASE)
"""Characters that XML cannot hold, and an underscore that would seem to begin one: other escapes are left alone."""
NO_RESULT = "formula"
"""The kind of a cell whose formula has no stored result; the other kinds are those of the file format."""


class StoredCell(NamedTuple):
    column: int
    kind: str
    style: int
    text: str


class StoredRow(NamedTuple):
    number: int
    hidden: bool
    cells: list[StoredCell]


class SharedStrings(RunReader):
    """The texts that the cells of all sheets refer to by number."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: list[str] = []

    def read(self, stream: IO[bytes]) -> list[str]:
        for _ in self.pieces(stream):
            if len(self._texts) > _MAX_STRINGS:
                raise UnreadableError(Message("it has more than {max_strings} texts").format(max_strings=_MAX_STRINGS))
        return self._texts

    def _end(self, name: str) -> None:
        if name == _STRING:
            self._texts.append(decoded(self._take_runs()))
        else:
            super()._end(name)


class SheetRows(RunReader):
    """The rows of a sheet, to be read once; `stale` when results of formulas that are 0 are not to be believed."""

    def __init__(self, stream: IO[bytes], *, stale: bool = False) -> None:
        super().__init__()
        self._stream = stream
        self._stale = stale
        self.merged: list[str] = []
        """Ranges such as `A1:C1`, known when the rows have been read."""
        self._hidden_columns: set[int] = set()
        self._ready: list[StoredRow] = []
        self._row = StoredRow(0, False, [])
        self._columns: dict[str, int] = {}
        self._column, self._kind, self._style = 0, "n", 0
        self._formula = False

    @property
    def hidden_columns(self) -> tuple[int, ...]:
        """The numbers of the columns that are hidden."""
        return tuple(sorted(self._hidden_columns))

    def __iter__(self) -> Iterator[StoredRow]:
        for _ in self.pieces(self._stream):
            yield from self._ready
            self._ready.clear()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _CELL:
            self._open_cell(attributes)
        elif name == _VALUE:
            self._gathering = True
        elif name == _FORMULA:
            self._formula = True
        elif name == _ROW:
            self._open_row(attributes)
        elif name == _COLUMNS:
            if _is_hidden(attributes, "width", _NARROWEST):
                first, last = int(attributes["min"]), min(int(attributes["max"]), _MAX_COLUMN)
                self._hidden_columns |= set(range(first, last + 1))
        elif name == _MERGED:
            if len(self.merged) < _MAX_MERGED:
                self.merged.append(attributes.get("ref", ""))
        else:
            super()._start(name, attributes)

    def _end(self, name: str) -> None:
        if name == _CELL:
            self._close_cell()
        elif name == _VALUE:
            self._gathering = False
        elif name == _ROW:
            if self._row.cells:
                self._ready.append(self._row)
        else:
            super()._end(name)

    def _open_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r", self._row.number + 1))
        if not self._row.number < number <= _MAX_ROW:
            raise _misplaced(f"{number}")
        self._row = StoredRow(number, _is_hidden(attributes, "ht", _LOWEST), [])
        self._column = 0

    def _open_cell(self, attributes: dict[str, str]) -> None:
        reference = attributes.get("r")
        column = self._column + 1 if reference is None else self._column_of(reference)
        if not self._column < column <= _MAX_COLUMN:
            raise _misplaced(reference or f"{self._row.number}")
        self._column = column
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s", 0))
        self._formula = False

    def _close_cell(self) -> None:
        text = self._take_runs()
        if self._formula and (text == "0" if self._stale and text else not text and self._kind != "str"):
            self._row.cells.append(StoredCell(self._column, NO_RESULT, self._style, ""))
        elif text:
            self._row.cells.append(StoredCell(self._column, self._kind, self._style, text))

    def _column_of(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        if letters not in self._columns:
            self._columns[letters] = column_index_from_string(letters)
        return self._columns[letters]


def decoded(text: str) -> str:
    r"""A text with the characters that are written as their numbers.

    >>> decoded("distance_x000D_\n_x005F_x000D_")
    'distance\r\n_x000D_'
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x00" in text else text


def _is_hidden(attributes: Mapping[str, str], size: str, least: float) -> bool:
    """Whether nobody sees a row or column: it is hidden, as those of a collapsed group are, or drawn to nothing."""
    try:
        drawn_to_nothing = float(attributes.get(size, least)) < least
    except ValueError:
        drawn_to_nothing = False
    return drawn_to_nothing or attributes.get("hidden") in {"1", "true"}


def _misplaced(where: str) -> UnreadableError:
    return UnreadableError(Message("row or cell {where} is out of place").format(where=where))
