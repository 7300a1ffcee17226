"""The records of a delimited text with the place of every cell: a slow and exact reader.

Polars reads fast but says little about broken files. This reader finds faults and places.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TextIO

import polars as pl

from vasterviksmodell.source.text import blocks

_LONGEST_RECORD = 1 << 26
"""In characters. Longer records are cut, so that a quote which never closes does not fill the memory."""

QuotingProblem = Literal["open", "trailing"]


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a file, or a blank line."""

    line: int
    """The physical line on which it begins."""
    text: str
    """Its text up to the newline; empty for a blank line; a quoted cell may span lines."""


@dataclass(frozen=True, slots=True)
class RecordCell:
    line: int
    column: int
    text: str
    problem: QuotingProblem | None = None


def records(path: Path, delimiter: str, skip: int = 0) -> Iterator[Record]:
    """Yield the records of a UTF-8 file after some physical lines; bytes that are not UTF-8 are replaced."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="\n") as file:
        for _ in range(skip):
            while (piece := file.readline(_LONGEST_RECORD)) and not piece.endswith("\n"):
                pass
        yield from records_in(file, delimiter, skip + 1)


def records_in(file: TextIO, delimiter: str, line: int = 1) -> Iterator[Record]:
    """Yield the records of a text from the beginning of a line on."""
    start, pieces, size, inside = line, list[str](), 0, False
    for number, piece in enumerate(iter(lambda: file.readline(_LONGEST_RECORD), ""), line):
        pieces.append(piece)
        size += len(piece)
        inside = (inside or '"' in piece) and ends_inside(piece, delimiter, inside=inside)
        if inside and size < _LONGEST_RECORD:
            continue
        yield _record(start, pieces)
        start, pieces, size, inside = number + 1, [], 0, False
    if pieces:
        yield _record(start, pieces)


def _record(start: int, pieces: list[str]) -> Record:
    text = "".join(pieces).removesuffix("\n")
    return Record(start, "" if text == "\r" else text)


def ends_inside(piece: str, delimiter: str, *, inside: bool) -> bool:
    """Say whether a line ends inside a quoted cell, given whether it begins inside one."""
    at = 0
    while True:
        if not inside and not piece.startswith('"', at):
            close = at
        else:
            close = piece.find('"', at if inside else at + 1)
            while close >= 0 and piece.startswith('""', close):
                close = piece.find('"', close + 2)
            if close < 0:
                return True
        inside = False
        at = piece.find(delimiter, close) + 1
        if at == 0:
            return False


def cells(record: Record, delimiter: str) -> list[RecordCell]:
    """Return the cells of a record. A cell is quoted when its first character is a quote."""
    return _quoted_cells(record, delimiter) if '"' in record.text else list(_bare_cells(record, delimiter))


def _bare_cells(record: Record, delimiter: str) -> Iterator[RecordCell]:
    """Yield the cells of a record without quotes, which stands on one line."""
    at = 1
    for text in record.text.split(delimiter):
        yield RecordCell(record.line, at, text.removesuffix("\r"), None)
        at += len(text) + len(delimiter)


def _quoted_cells(record: Record, delimiter: str) -> list[RecordCell]:
    found: list[RecordCell] = []
    at, line, line_start = 0, record.line, 0
    while at <= len(record.text):
        text, end, problem = _cell_at(record.text, at, delimiter)
        found.append(RecordCell(line, at - line_start + 1, text, problem))
        breaks = record.text.count("\n", at, end)
        if breaks:
            line, line_start = line + breaks, record.text.rindex("\n", at, end) + 1
        at = end + 1
    return found


def _cell_at(text: str, at: int, delimiter: str) -> tuple[str, int, QuotingProblem | None]:
    """Return the text of the cell at an offset, the offset of the delimiter after it, and its problem.

    Like Polars, it ignores a carriage return at the end of a cell.
    """
    if not text.startswith('"', at):
        end = _next_delimiter(text, delimiter, at)
        return text[at:end].removesuffix("\r"), end, None
    close = at + 1
    while (close := text.find('"', close)) >= 0 and text.startswith('""', close):
        close += 2
    if close < 0:
        return text[at + 1 :], len(text), "open"
    end = _next_delimiter(text, delimiter, close + 1)
    trailing = text[close + 1 : end].removesuffix("\r")
    return text[at + 1 : close].replace('""', '"'), end, "trailing" if trailing else None


def _next_delimiter(text: str, delimiter: str, at: int) -> int:
    end = text.find(delimiter, at)
    return len(text) if end < 0 else end


_EXCEL_TEXT = '="[^"]*"'
"""A cell as Excel writes it to keep leading zeros; its quotes are part of the text."""


def has_uneven_lines(path: Path, delimiter: str, width: int) -> bool:
    """Say whether a line has more or fewer cells than there are columns, in a file without quotes."""
    line = pl.col("line")
    delimiters = line.str.count_matches(delimiter, literal=True)
    return _any_line(path, (delimiters != width - 1) & ~line.is_in(["", "\r"]))


def looks_oddly_quoted(path: Path, delimiter: str) -> bool:
    """Say whether a line has an odd number of quotes, or one that seems to close before its cell ends."""
    sign = delimiter if delimiter == "\t" else re.escape(delimiter)
    inside = f'[^"{sign}]"(?:"")*[^"{sign}\r]'
    at_start = f'(?:^|{sign})(?:"")+[^"{sign}\r]'
    before_return = f'"\r[^{sign}]'
    line = pl.col("line").str.replace_all(f"(^|{sign}){_EXCEL_TEXT}", "${1}")
    odd = line.str.count_matches('"', literal=True) % 2 == 1
    return _any_line(path, odd | line.str.contains(f"{inside}|{at_start}|{before_return}"))


def may_have_decimal_points(path: Path) -> bool:
    """Say whether a point stands beside a digit: Polars takes both signs for a decimal sign where it is a comma."""
    return any(b"." in block and _has_decimal_point(block) for block in blocks(path))


def _has_decimal_point(block: bytes) -> bool:
    """Say whether a block of a file has a point beside a digit, or at one of its ends."""
    return block.startswith(b".") or block.endswith(b".") or re.search(rb"[0-9]\.|\.[0-9]", block) is not None


def _any_line(path: Path, holds: pl.Expr) -> bool:
    lines = pl.scan_lines(path, glob=False)
    return bool(lines.select(holds.any()).collect(engine="streaming").item())
