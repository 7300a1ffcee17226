"""The rows of a sheet as they are stored, and texts with footnote marks and struck-out parts marked."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, NamedTuple

from openpyxl.utils import column_index_from_string
from openpyxl.xml.constants import SHEET_MAIN_NS

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.xlsx.parts import PartReader, UnreadableWorkbookError

NOTE = "\ufffe"
"""The sign on both sides of a footnote mark in a text; no part of a workbook can have it."""
STRUCK = "\uffff"
"""The sign at the end of a text from which something struck out is left out; no part of a workbook can have it."""
MARKS = f"[{NOTE}{STRUCK}]"
"""The pattern of the signs alone, which are not part of a figure and its note."""
NOTES = f"{NOTE}[^{NOTE}]*{NOTE}|{STRUCK}"
"""The pattern of the signs with the notes, which are not part of a name."""
_NOTES = re.compile(NOTES)

_RUN, _TEXT, _PHONETIC, _ALIGNED, _STRIKE = (
    f"{SHEET_MAIN_NS} {tag}" for tag in ("r", "t", "rPh", "vertAlign", "strike")
)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_FOOTNOTE = re.compile(r"[0-9*†‡,()\s]+")
_BETWEEN = re.compile(r"(?<=[0-9])\s*,\s*(?=[0-9])")
"""A comma between footnote marks."""
_UNIT = re.compile(r"(?:^|[^\w])[cdkm]?m$")
"""A unit of length: a raised 2 after it is not a footnote."""


class Run(NamedTuple):
    """A part of a text in one format."""

    text: str
    level: str = "baseline"
    struck: bool = False


class RunReader(PartReader):
    """Reads texts that may have runs, without their phonetic guides."""

    def __init__(self) -> None:
        super().__init__()
        self._spoken = 0
        self._runs: list[Run] = []
        self._level, self._struck = "baseline", False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TEXT:
            self._gathering = not self._spoken
        elif name == _PHONETIC:
            self._spoken += 1
        elif name == _RUN:
            self._level, self._struck = "baseline", False
        elif name == _ALIGNED:
            self._level = attributes.get("val", "baseline")
        elif name == _STRIKE:
            self._struck = attributes.get("val", "1") in {"1", "true"}

    def _end(self, name: str) -> None:
        if name == _TEXT:
            self._gathering = False
        elif name == _PHONETIC:
            self._spoken -= 1
        elif name == _RUN and self._gathered:
            self._runs.append(Run("".join(self._gathered), self._level, self._struck))
            self._gathered.clear()

    def _take_runs(self) -> str:
        """Return the text of the runs since the last call."""
        text = self._take()
        if not self._runs:
            return text
        text = text_of([*self._runs, Run(text)] if text else self._runs)
        self._runs.clear()
        return text


def text_of(runs: Sequence[Run]) -> str:
    """Return the text of runs with `NOTE` around footnote marks and `STRUCK` for struck-out parts.

    >>> text_of([Run("85"), Run("1)", "superscript")]).replace(NOTE, "")
    '85¹)'
    >>> text_of([Run("310", struck=True), Run("3100")]).rstrip(STRUCK)
    '3100'
    """
    valid = [run for run in runs if not run.struck]
    if not _have_text(valid):
        return _joined_runs(runs)
    left_out = _have_text([run for run in runs if run.struck])
    return _joined_runs(valid) + (STRUCK if left_out else "")


def without_notes(text: str) -> str:
    """Return a name without footnote marks."""
    return _NOTES.sub("", text)


def _have_text(runs: Sequence[Run]) -> bool:
    return any(run.text.strip() for run in runs)


def _joined_runs(runs: Sequence[Run]) -> str:
    """Join runs; levels count only if runs differ in them."""
    if all(run.level == runs[0].level for run in runs):
        return "".join(run.text for run in runs)
    text = ""
    for run in runs:
        text += run.text if run.text.isspace() else _text_after(text.rstrip(), run)
    return text


def _text_after(before: str, run: Run) -> str:
    """Return the text of a run after `before`, so that their digits do not join."""
    if run.level == "superscript":
        return _raised(before, run.text)
    if run.level == "subscript" and not before[-1:].isalpha():
        return run.text.translate(_LOWERED)
    return run.text


def _raised(before: str, text: str) -> str:
    if not _FOOTNOTE.fullmatch(text):
        apart = " " if before[-1:].isdecimal() else ""
        return apart + text.translate(_RAISED)
    signs = _BETWEEN.sub(" ", text).translate(_RAISED)
    is_unit = text in {"2", "3"} and _UNIT.search(before) is not None
    return signs if is_unit or not before else f"{NOTE}{signs}{NOTE}"


_ROW, _CELL, _VALUE, _FORMULA, _STRING, _MERGED, _COLUMNS = (
    f"{SHEET_MAIN_NS} {tag}" for tag in ("row", "c", "v", "f", "si", "mergeCell", "col")
)
_MAX_ROW, _MAX_COLUMN = 1_048_576, 16_384
_MAX_STRINGS = 5_000_000
_MAX_MERGED = 20_000
_NARROWEST, _LOWEST = 0.5, 1.0
"""Columns of less than half a character and rows of less than a point are invisible."""
_ESCAPED = re.compile("_x00(5F|0[1-9A-F]|1[0-9A-F])_", re.IGNORECASE)
"""Escapes of characters that XML cannot have, and of an underscore that would seem to begin one."""
NO_RESULT = "formula"
"""The kind of a cell whose formula has no stored result; other kinds are those of the file format."""


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
    """Reads the texts to which cells refer by number."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: list[str] = []

    def read(self, stream: IO[bytes]) -> list[str]:
        for _ in self.pieces(stream):
            if len(self._texts) > _MAX_STRINGS:
                raise UnreadableWorkbookError(
                    Message("it has more than {max_strings} texts").format(max_strings=_MAX_STRINGS)
                )
        return self._texts

    def _end(self, name: str) -> None:
        if name == _STRING:
            self._texts.append(decoded(self._take_runs()))
        else:
            super()._end(name)


class SheetRows(RunReader):
    """The rows of a sheet, to be read once; with `stale` a formula's result of 0 counts as missing."""

    def __init__(self, stream: IO[bytes], *, stale: bool = False) -> None:
        super().__init__()
        self._stream = stream
        self._stale = stale
        self.merged: list[str] = []
        """Ranges such as `A1:C1`; complete when all rows have been read."""
        self._hidden_columns: set[int] = set()
        self._ready: list[StoredRow] = []
        self._row = StoredRow(0, False, [])
        self._columns: dict[str, int] = {}
        self._column, self._kind, self._style = 0, "n", 0
        self._formula = False

    @property
    def hidden_columns(self) -> tuple[int, ...]:
        """The numbers of the hidden columns."""
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
    r"""Return a text with escaped characters decoded.

    >>> decoded("distance_x000D_\n_x005F_x000D_")
    'distance\r\n_x000D_'
    """
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x00" in text else text


def _is_hidden(attributes: Mapping[str, str], size: str, least: float) -> bool:
    """Say whether a row or column is invisible: hidden, in a collapsed group, or of no size."""
    try:
        drawn_to_nothing = float(attributes.get(size, least)) < least
    except ValueError:
        drawn_to_nothing = False
    return drawn_to_nothing or attributes.get("hidden") in {"1", "true"}


def _misplaced(where: str) -> UnreadableWorkbookError:
    return UnreadableWorkbookError(Message("row or cell {where} is out of place").format(where=where))
