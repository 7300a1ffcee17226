"""The markup of a document: headings, paragraphs, lists, tables, and bars as pictures."""

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from vasterviksmodell.i18n import Message, Phrase, written
from vasterviksmodell.i18n.numbers import Decimal, Exact, Percent, Whole
from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.document import (
    Bars,
    Block,
    Cell,
    Column,
    Figure,
    Grid,
    Heading,
    Items,
    Legend,
    Lines,
    PageEnd,
    Paragraph,
)
from vasterviksmodell.output.document.cells import RankBar, Status, TwoSidedBar, ValueBar
from vasterviksmodell.output.figures import bars as pictures
from vasterviksmodell.output.figures.svg import inline
from vasterviksmodell.output.safe_text import kept_together, safe

_NUMBERS = (Decimal, Exact, Percent, Whole)
_TABLE = Message("Table")
_REGION = '<div class="table" role="region" aria-label="{label}" tabindex="0">'
"""A part that scrolls by itself; the keyboard reaches it."""


def markup(blocks: Iterable[Block], language: Language, *, titled: bool = False) -> Iterator[str]:
    """Yield the markup of blocks; the first heading has level 1, unless the page is titled, and no other."""
    writer = _Writer(language, titled=titled)
    for block in blocks:
        yield from writer.block(block)


class _Writer:
    """Writes blocks one after another; it knows whether the title has been written."""

    def __init__(self, language: Language, *, titled: bool) -> None:
        self._language = language
        self._titled = titled

    def block(self, block: Block) -> Iterator[str]:
        """Yield the markup of a block."""
        match block:
            case Heading(text, level, key):
                yield self._heading(text, level, key)
            case Paragraph(text, key):
                yield f"<p{_key(key)}>{self._text(text)}</p>\n"
            case Lines(texts, title):
                yield from (self._heading(text, 2) for text in (title,) if text is not None)
                yield from (self._element("p", text) for text in texts)
            case Items(texts):
                yield f"<ul>{''.join(self._element('li', text) for text in texts)}</ul>\n"
            case Grid():
                yield from self._table(block)
            case Legend():
                yield from self._legend(block)
            case Bars():
                yield self._bars(block)
            case PageEnd():
                return
            case Figure(drawing, text, caption):
                drawn = inline(drawing, self._language, text)
                yield f"<figure>{drawn}<figcaption>{self._text(caption)}</figcaption></figure>\n"
            case _:
                assert_never(block)

    def _text(self, phrase: Phrase) -> str:
        return safe(kept_together(written(phrase, self._language)))

    def _element(self, name: str, phrase: Phrase) -> str:
        return f"<{name}>{self._text(phrase)}</{name}>\n"

    def _heading(self, phrase: Phrase, level: int, key: str = "") -> str:
        """Return a heading; the first has level 1, and all others at least level 2."""
        level = max(level, 2) if self._titled else 1
        self._titled = True
        return f"<h{level}{_key(key)}>{self._text(phrase)}</h{level}>\n"

    def _legend(self, legend: Legend) -> Iterator[str]:
        for line in legend.lines:
            yield f'<p class="legend">{" ".join(self._text(meaning.text) for meaning in line)}</p>\n'
        if legend.last is not None:
            yield self._element("p", legend.last)

    def _table(self, grid: Grid) -> Iterator[str]:
        """Yield a table that scrolls by itself where it is too wide; the first cell names its row.

        HTML lets the end tags of rows and cells be left out; a report has thousands of them.
        """
        yield _REGION.format(label=self._text(grid.caption or _TABLE))
        yield f"<table{_key(grid.key)}{_numbers(grid.columns)}>"
        if grid.caption:
            yield f"<caption>{self._text(grid.caption)}</caption>"
        yield "<thead><tr>"
        yield from (f'<th scope="col">{self._text(column.heading)}' for column in grid.columns)
        yield "</thead>\n<tbody>\n"
        for first, *others in grid.rows:
            cells = (self._cell(cell, column) for cell, column in zip(others, grid.columns[1:], strict=True))
            yield f'<tr><th scope="row">{self._drawn(first)}{"".join(cells)}\n'
        yield "</tbody></table></div>\n"
        bar = pictures.bar_of_ranks(grid)
        if bar is not None:
            yield f"<p>{''.join(pictures.shown_keys(pictures.rank_keys(bar.shares), self._language))}</p>\n"

    def _cell(self, cell: Cell, column: Column) -> str:
        if isinstance(cell, Status):
            return f'<td class="{cell.status}">{self._text(cell)}'
        number = "" if column.right or not isinstance(cell, _NUMBERS) else ' class="number"'
        return f"<td{number}>{self._drawn(cell)}"

    def _drawn(self, cell: Cell) -> str:
        """Return a cell as a picture where it is one, else as a text."""
        match cell:
            case ValueBar(low, high):
                return pictures.value_bar(low, high)
            case TwoSidedBar(share):
                return pictures.two_sided_bar(share)
            case RankBar(shares):
                return pictures.rank_bar(shares, self._language)
            case _:
                return self._text(cell)

    def _bars(self, bars: Bars) -> str:
        return pictures.stacked_bars(bars, self._language)


def _key(key: str) -> str:
    return f' id="{key}"' if key else ""


def _numbers(columns: Sequence[Column]) -> str:
    """Return the classes that align columns of numbers: the style sheet has one for each of the first columns."""
    numbers = [f"n{number}" for number, column in enumerate(columns, 1) if column.right]
    return f' class="{" ".join(numbers)}"' if numbers else ""
