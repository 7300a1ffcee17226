"""Headings over several lines: what stands above a column on each of them, and the heading that this makes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

Line = Mapping[int, str]
"""The texts on a line by their columns, without blank ones."""


class Span(NamedTuple):
    """A cell that covers several columns."""

    line: int
    """The number of its line among those of the headings, from 0."""
    first: int
    last: int


def parts_by_column(lines: Sequence[Line], merged: Sequence[Span] = ()) -> dict[int, tuple[str, ...]]:
    """What stands above each column, from the top; a text twice in a row counts once.

    A merged cell covers its columns; where nothing is merged, a text covers the columns to its right that have none of
    their own. It covers only columns with a text on another line: otherwise two would be called the same.
    """
    filled = [dict(line) for line in lines]
    for span in merged:
        others = _columns(line for number, line in enumerate(lines) if number != span.line)
        covered = others.intersection(range(span.first + 1, span.last + 1))
        filled[span.line] |= dict.fromkeys(covered, lines[span.line][span.first])
    for number, line in enumerate(filled):
        ends = {column for span in merged if span.line == number for column in range(span.first, span.last + 1)}
        _spread(line, _columns(filled[number + 1 :]), ends)
    return {column: _distinct(line.get(column, "") for line in filled) for column in sorted(_columns(filled))}


def joined(parts: Iterable[str]) -> str:
    """The heading that parts make, from the top."""
    return " ".join(parts)


def _spread(line: dict[int, str], below: set[int], merged: Collection[int]) -> None:
    """Let each text cover the columns to its right that have a text below and none of their own."""
    covering = None
    for column in sorted(_columns([line]) | below):
        if column in line:
            covering = line[column] if column in below and column not in merged else None
        elif covering is not None and column - 1 in line:
            line[column] = covering
        else:
            covering = None


def _columns(lines: Iterable[Line]) -> set[int]:
    return {column for line in lines for column in line}


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    parts: list[str] = []
    for text in texts:
        if text and parts[-1:] != [text]:
            parts.append(text)
    return tuple(parts)
