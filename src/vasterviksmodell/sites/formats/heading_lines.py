"""Headings over several lines: what stands above a column on each of them, and the heading that this makes."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from vasterviksmodell.source.words import folded

Line = Mapping[int, str]
"""The texts on a line by their columns, without blank ones."""


_ABOVE = 3
"""So many lines above the headings may belong to them."""


class Span(NamedTuple):
    """A cell that covers several columns."""

    line: int
    """The number of its line among those of the headings, from 0."""
    first: int
    last: int


@dataclass(frozen=True)
class LinesAround:
    """What stands near the headings of a table, and what they would be called if they took more lines."""

    headings: tuple[int, ...] = ()
    """The lines of the headings."""
    above: Mapping[int, Line] = field(default_factory=dict)
    """Those above them that hold something, and from there on also the headings, by their numbers."""
    below: Mapping[int, Line] = field(default_factory=dict)
    """The first line below them."""
    merged: tuple[Span, ...] = ()
    """With the numbers of lines in the file."""

    def line_of(self, heading: str) -> int | None:
        """The line above or below on which a heading stands, folded."""
        return self._by_text.get(heading)

    def lines_of(self, heading: str) -> tuple[int, ...] | None:
        """The lines that together make a heading, folded."""
        return self._by_joined.get(heading)

    def apart(self, heading: str) -> tuple[tuple[int, ...], list[str]] | None:
        """The lines by which columns are told apart that have the same heading, folded, and what they are called so."""
        alike = self._columns_by_heading[heading]
        for run, names in self._longer.items():
            called = [names[column] for column in alike]
            if len(set(map(folded, called))) == len(called) > 1:
                return run, called
        return None

    @cached_property
    def _by_text(self) -> dict[str, int]:
        lines = {number: line for number, line in self.above.items() if number not in self.headings}
        return {folded(text): number for number, line in {**lines, **self.below}.items() for text in line.values()}

    @cached_property
    def _by_joined(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        runs = {**self._longer, **{run: self._called(run) for run in self._runs({**self.above, **self.below})}}
        for run, names in runs.items():
            for text in names.values():
                found.setdefault(folded(text), run)
        return found

    @cached_property
    def _columns_by_heading(self) -> defaultdict[str, list[int]]:
        found = defaultdict(list)
        for column, text in self._called(self.headings).items():
            found[folded(text)].append(column)
        return found

    @cached_property
    def _longer(self) -> dict[tuple[int, ...], dict[int, str]]:
        """What the columns would be called with lines above, by all the lines; the fewest first."""
        return {run: self._called(run) for run in self._runs(self.above)}

    def _runs(self, lines: Mapping[int, Line]) -> Iterator[tuple[int, ...]]:
        """Lines next to each other, those of the headings among them and at least one more; the fewest first."""
        numbers = sorted(lines)
        at = [numbers.index(heading) for heading in self.headings if heading in numbers]
        if at:
            for first in range(at[0], max(-1, at[0] - _ABOVE - 1), -1):
                run = tuple(numbers[first:])
                yield from [run] if len(run) > len(self.headings) else []

    def _called(self, run: Sequence[int]) -> dict[int, str]:
        """By column: what it is called when its heading takes such lines."""
        lines = [{**self.above, **self.below}.get(number, {}) for number in run]
        spans = [span._replace(line=run.index(span.line)) for span in self.merged if span.line in run]
        return {column: joined(parts) for column, parts in parts_by_column(lines, spans).items()}


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
