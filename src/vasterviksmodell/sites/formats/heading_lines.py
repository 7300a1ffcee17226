"""Headings over several lines: the texts above a column on each line, and the heading they make together."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from vasterviksmodell.source.folding import folded

Line = Mapping[int, str]
"""The texts on a line by column, without blank ones."""

_ABOVE = 3
"""How many lines above the headings may belong to them."""


class ColumnSpan(NamedTuple):
    """A cell that covers several columns."""

    line: int
    """The number of its line among those of the headings, from 0."""
    first: int
    last: int


@dataclass(frozen=True)
class SurroundingLines:
    """The lines near the headings of a table, and the headings that they would make together."""

    headings: tuple[int, ...] = ()
    """The lines of the headings."""
    above: Mapping[int, Line] = field(default_factory=dict)
    """By number: the lines with text from above the headings to the last of the headings."""
    below: Mapping[int, Line] = field(default_factory=dict)
    """By number: the first line below the headings."""
    merged: tuple[ColumnSpan, ...] = ()
    """With the numbers of the lines in the file."""

    def line_of(self, heading: str) -> int | None:
        """Return the line above or below that holds a heading, folded."""
        return self._by_text.get(heading)

    def lines_of(self, heading: str) -> tuple[int, ...] | None:
        """Return the lines that together make a heading, folded."""
        return self._by_joined.get(heading)

    def distinguishing_lines(self, heading: str) -> tuple[tuple[int, ...], list[str]] | None:
        """Return the lines that distinguish columns with the same heading (folded), and their headings then."""
        alike = self._columns_by_heading[heading]
        for run, names in self._longer.items():
            headings = [names[column] for column in alike]
            if len(set(map(folded, headings))) == len(headings) > 1:
                return run, headings
        return None

    @cached_property
    def _by_text(self) -> dict[str, int]:
        lines = {number: line for number, line in self.above.items() if number not in self.headings}
        return {folded(text): number for number, line in {**lines, **self.below}.items() for text in line.values()}

    @cached_property
    def _by_joined(self) -> dict[str, tuple[int, ...]]:
        found: dict[str, tuple[int, ...]] = {}
        runs = {**self._longer, **{run: self._headings_of(run) for run in self._runs({**self.above, **self.below})}}
        for run, names in runs.items():
            for text in names.values():
                found.setdefault(folded(text), run)
        return found

    @cached_property
    def _columns_by_heading(self) -> defaultdict[str, list[int]]:
        found = defaultdict(list)
        for column, text in self._headings_of(self.headings).items():
            found[folded(text)].append(column)
        return found

    @cached_property
    def _longer(self) -> dict[tuple[int, ...], dict[int, str]]:
        """By lines: the headings they make together with lines above; the fewest lines first."""
        return {run: self._headings_of(run) for run in self._runs(self.above)}

    def _runs(self, lines: Mapping[int, Line]) -> Iterator[tuple[int, ...]]:
        """Yield adjacent lines that include those of the headings and at least one more; the fewest first."""
        numbers = sorted(lines)
        at = [numbers.index(heading) for heading in self.headings if heading in numbers]
        if at:
            for first in range(at[0], max(-1, at[0] - _ABOVE - 1), -1):
                run = tuple(numbers[first:])
                yield from [run] if len(run) > len(self.headings) else []

    def _headings_of(self, run: Sequence[int]) -> dict[int, str]:
        """Return by column the heading that some lines make."""
        lines = [{**self.above, **self.below}.get(number, {}) for number in run]
        spans = [span._replace(line=run.index(span.line)) for span in self.merged if span.line in run]
        return {column: joined_heading(parts) for column, parts in parts_by_column(lines, spans).items()}


def parts_by_column(lines: Sequence[Line], merged: Sequence[ColumnSpan] = ()) -> dict[int, tuple[str, ...]]:
    """Return by column the texts above it, from the top, without immediate repetitions.

    A merged cell covers its columns. Any other text covers the columns to its right without a text of their own, if
    they have a text on another line: otherwise two columns would have the same heading.
    """
    filled = [dict(line) for line in lines]
    for span in merged:
        others = _filled_columns(line for number, line in enumerate(lines) if number != span.line)
        covered = others.intersection(range(span.first + 1, span.last + 1))
        filled[span.line] |= dict.fromkeys(covered, lines[span.line][span.first])
    for number, line in enumerate(filled):
        in_spans = {column for span in merged if span.line == number for column in range(span.first, span.last + 1)}
        _spread(line, _filled_columns(filled[number + 1 :]), in_spans)
    return {
        column: _without_repetitions(line.get(column, "") for line in filled)
        for column in sorted(_filled_columns(filled))
    }


def joined_heading(parts: Iterable[str]) -> str:
    """Return the heading that parts make, from the top."""
    return " ".join(parts)


def _spread(line: dict[int, str], below: set[int], merged: Collection[int]) -> None:
    """Repeat each text in the columns to its right that have a text below and none of their own."""
    covering = None
    for column in sorted(_filled_columns([line]) | below):
        if column in line:
            covering = line[column] if column in below and column not in merged else None
        elif covering is not None and column - 1 in line:
            line[column] = covering
        else:
            covering = None


def _filled_columns(lines: Iterable[Line]) -> set[int]:
    return {column for line in lines for column in line}


def _without_repetitions(texts: Iterable[str]) -> tuple[str, ...]:
    parts: list[str] = []
    for text in texts:
        if text and parts[-1:] != [text]:
            parts.append(text)
    return tuple(parts)
