"""A table as text: as wide as its texts, or fitted on a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len, set_cell_size

from vasterviksmodell.i18n import Phrase, written
from vasterviksmodell.i18n.wording import Language, visible
from vasterviksmodell.output.document import Bar, Bars, Cell, Column, Grid
from vasterviksmodell.output.document.cells import Name, Status
from vasterviksmodell.output.document.remarks import Remarks
from vasterviksmodell.output.document.wrapping import hanging, widest_word
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers.renderer import Colour, painted

_NAME = 24
_NARROWEST = 10
_NARROWEST_TEXT = 6
_LOOKED_AT = 100
"""The rows whose lines are counted to decide which column is to be narrowed."""
_RAGGED = 2
"""What a line of a text leaves empty, in the mean, because words are not broken."""
_KEYS = "123456789abcdefghijklmnopqrstuvwxyz"
_REST = "░"
_BAR_COLOURS: Sequence[Colour] = ("blue", "green", "magenta", "cyan", "yellow", "red")


def bar_lines(bars: Bars, view: View) -> Iterator[str]:
    """Yield a line for each bar, then which segment is which."""
    labels = [written(bar.label, view.language) for bar in bars.bars]
    indent = min(max(map(cell_len, labels), default=0), _NAME) + 2
    size = max((view.width or 0) - indent, _NARROWEST)
    for label, bar in zip(labels, bars.bars, strict=True):
        drawn = "".join(_painted(text, colour, view) for text, colour in _segments(bar, size))
        yield set_cell_size(label, indent - 2) + "  " + drawn
    if labels:
        yield from _key(bars, view)


def _segments(bar: Bar, size: int) -> Iterator[tuple[str, Colour]]:
    """Yield the segments, each beginning with its key, so that colours are not needed to tell them apart."""
    end, total = 0, 0.0
    for number, points in enumerate(bar.segments):
        total += points
        start, end = end, round(total * size / 100)
        yield (_sign(number) + "█" * (end - start))[: end - start], _BAR_COLOURS[number % len(_BAR_COLOURS)]
    yield _REST * (round(bar.reach * size / 100) - end), "dim"


def _sign(number: int) -> str:
    return _KEYS[number % len(_KEYS)]


def _key(bars: Bars, view: View) -> Iterator[str]:
    """Yield the keys with what they stand for, as many on a line as fit."""
    entries = [(_sign(at), text, _BAR_COLOURS[at % len(_BAR_COLOURS)]) for at, text in enumerate(bars.segments)]
    line, room = "", view.width or 0
    for key, text, colour in (*entries, (_REST, bars.remainder, "dim")):
        label = written(text, view.language)
        size = cell_len(f"{key} {label}") + 2
        if line and room < size:
            yield line.rstrip()
            line, room = "", view.width or 0
        line += f"{_painted(key, colour, view)} {label}  "
        room -= size
    yield line.rstrip()


def _painted(text: str, colour: Colour, view: View) -> str:
    return painted(text, colour) if view.colour else text


_GAP = 2
_COLOURS = {
    "qualified": "green",
    "unverified": "yellow",
    "excluded": "red",
    "not_met": "red",
    "excluding": "red",
    "unknown": "yellow",
    "warning": "magenta",
    "unclear": "yellow",
}
"""Of statuses and of kinds of remarks."""

Piece = tuple[str, Colour]
Line = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table with the columns that are shown, and how wide each is."""

    grid: Grid
    shown: Sequence[int]
    widths: Sequence[int]
    view: View

    @classmethod
    def of(cls, grid: Grid, view: View) -> "TextTable":
        """Lay a table out: as wide as its texts, or as fits on the terminal."""
        headings = [_size(column.heading, view.language) for column in grid.columns]
        widest, first = [0] * len(headings), [headings]
        for row in grid.rows:
            sizes = [_size(cell, view.language) for cell in row]
            widest = list(map(max, widest, sizes))
            if len(first) < _LOOKED_AT:
                first.append(sizes)
        widths = dict(enumerate(map(max, widest, headings)))
        if view.width is not None and _total(widths) > view.width:
            _fit(grid, widest, first, widths, view)
        return cls(grid, list(widths), list(widths.values()), view)

    @property
    def hidden(self) -> set[str]:
        """The keys of the columns that are not shown."""
        return {column.key for number, column in enumerate(self.grid.columns) if number not in self.shown}

    def lines(self) -> Iterator[str]:
        """Yield the headings, then the rows, each on as many lines as it takes."""
        headings = [column.heading for column in self.grid.columns]
        yield from self._row(headings, "bold")
        for row in self.grid.rows:
            yield from self._row(row)

    def _row(self, row: Sequence[Cell], colour: Colour = "") -> Iterator[str]:
        columns = [self.grid.columns[number] for number in self.shown]
        cells = [
            _cell(row[number], width, self.view.language, colour, column)
            for number, width, column in zip(self.shown, self.widths, columns, strict=True)
        ]
        for pieces in zip_longest(*cells, fillvalue=()):
            yield self._line(pieces, columns)

    def _line(self, pieces: Iterable[Line], columns: Iterable[Column]) -> str:
        padded = (
            _padded(piece, width, right=column.right, coloured=self.view.colour)
            for piece, width, column in zip(pieces, self.widths, columns, strict=True)
        )
        return (" " * _GAP).join(padded).rstrip()


def _size(cell: Phrase, language: Language) -> int:
    return cell_len(visible(written(cell, language)))


def _fit(grid: Grid, widest: Sequence[int], first: Sequence[Sequence[int]], widths: dict[int, int], view: View) -> None:
    """Narrow a table: names are shortened, columns dropped, headings and texts wrapped, at last words are broken.

    `widest`: the size of the widest cell of each column. `first`: of the cells of the first rows. A number is never
    broken, and a word only where nothing else helps.
    """
    columns, language, room = grid.columns, view.language, view.width or 0
    for number, column in enumerate(columns):
        if column.share is not None:
            widths[number] = min(widths[number], max(room // column.share, column.least))
    words = {number: _widest_word(grid, number, language) for number in widths if _wraps(columns[number])}
    texts = {number: max(min(widths[number], columns[number].least), word) for number, word in words.items()}
    headings = {
        number: max(widest[number], widest_word(visible(written(column.heading, language))))
        for number, column in enumerate(columns)
        if column.right
    }
    _drop(columns, widths, texts | headings, room)
    for least in (
        headings,
        texts,
        words,
        {number: max(widest[number], _NARROWEST_TEXT) for number in headings},
        dict.fromkeys(texts, _NARROWEST_TEXT),
    ):
        _narrow(widths, least, room, first)


def _widest_word(grid: Grid, number: int, language: Language) -> int:
    """Return the width that a column needs so that no word of it is broken."""
    cells = (row[number] for row in grid.rows)
    return max(_least(cell, language) for cell in (grid.columns[number].heading, *cells))


def _least(cell: Cell, language: Language) -> int:
    return cell.least(language) if isinstance(cell, Remarks) else widest_word(visible(written(cell, language)))


def _drop(columns: Sequence[Column], widths: dict[int, int], least: dict[int, int], room: int) -> None:
    """Drop dispensable columns until the others fit in their least widths."""
    for number in sorted(widths, key=lambda at: columns[at].dispensable):
        if columns[number].dispensable and _total(widths | {at: least[at] for at in least if at in widths}) > room:
            del widths[number]


def _narrow(widths: dict[int, int], least: dict[int, int], room: int, rows: Sequence[Sequence[int]]) -> None:
    """Narrow columns until all fit or none may be narrower: those that lengthen the rows least, or are widest."""
    while _total(widths) > room:
        wider = [number for number in least if widths.get(number, 0) > least[number]]
        if not wider:
            break
        narrowed = min(wider, key=lambda at: (_lines(rows, widths | {at: widths[at] - 1}, least), -widths[at]))
        widths[narrowed] -= 1


def _lines(rows: Sequence[Sequence[int]], widths: dict[int, int], wrapping: Iterable[int]) -> int:
    """Return how many lines rows take, as far as columns that are wrapped decide it."""
    shown = [(number, widths[number]) for number in wrapping if number in widths]
    return sum(
        max(1 if sizes[number] <= width else -(-sizes[number] // max(width - _RAGGED, 1)) for number, width in shown)
        for sizes in rows
    )


def _wraps(column: Column) -> bool:
    return column.wraps and not column.right and column.share is None


def _total(widths: dict[int, int]) -> int:
    return sum(widths.values()) + _GAP * (len(widths) - 1)


def _cell(cell: Cell, width: int, language: Language, colour: Colour, column: Column) -> Sequence[Line]:
    """Return a cell as lines of coloured pieces."""
    if isinstance(cell, Remarks):
        return [[(text, _COLOURS.get(kind, "")) for text, kind in line] for line in cell.lines(width, language)]
    text = visible(written(cell, language))
    if isinstance(cell, Status):
        colour = _COLOURS[cell.status]
    if cell_len(text) <= width:
        return [[(text, colour)]]
    if column.share is not None and isinstance(cell, Name):
        return [[(_cut(cell, width, language), colour)]]
    return [[(line, colour)] for line in hanging(text, width, 0)]


def _cut(name: Name, width: int, language: Language) -> str:
    """Return a name, its middle left out; cut where that is not enough, because signs are wide or escapes."""
    text = Name(name.text, width).inside(language)
    return text if cell_len(text) <= width else set_cell_size(text, width - 1).rstrip() + "…"


def _padded(line: Line, width: int, *, right: bool, coloured: bool) -> str:
    blanks = " " * (width - sum(cell_len(text) for text, _ in line))
    text = "".join(painted(text, colour) if coloured else text for text, colour in line)
    return blanks + text if right else text + blanks
