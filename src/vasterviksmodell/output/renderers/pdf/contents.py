"""A document as the template reads it: parts on upright or landscape pages, with every text as data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import dropwhile, groupby, zip_longest
from operator import attrgetter
from typing import Any, assert_never

from vasterviksmodell.i18n import Phrase, written
from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.document import (
    Bars,
    Block,
    Figure,
    Grid,
    Heading,
    Items,
    Legend,
    Lines,
    PageEnd,
    Paragraph,
)
from vasterviksmodell.output.figures import bars as pictures
from vasterviksmodell.output.figures.svg import svg
from vasterviksmodell.output.renderers.pdf.letters import breakable, printable
from vasterviksmodell.output.renderers.pdf.pictures import picture
from vasterviksmodell.output.renderers.pdf.tables import tables
from vasterviksmodell.output.safe_text import kept_together

Entry = dict[str, Any]
_BAR_WIDTH = 330.0
_POINTS = 0.75
"""In a pixel of a drawing."""
_WIDEST, _HIGHEST = 481.0, 600.0
_LED_TO = frozenset({"table", "figure", "bars"})
_IN_LINE, _IN_HEADING, _IN_LABEL = 40, 24, 16
"""The letters that surely fit on a line of text, of a heading, and beside a bar."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A block as the template reads it, and whether it needs a landscape page."""

    entry: Entry
    landscape: bool = False

    @property
    def begins(self) -> bool:
        """Whether a part of the document begins with it."""
        return self.entry["kind"] in ("heading", "page_end")


def parts(blocks: Iterable[Block], language: Language) -> list[Entry]:
    """Return a document in parts: what stands under a heading keeps together with the table that turns the page."""
    writer = _Writer(language)
    placed = [entry for block in blocks for entry in writer.block(block)]
    first = _first_page(placed)
    turned = groupby(_turned(_sections(placed[len(first) :])), key=attrgetter("landscape"))
    following = [{"landscape": landscape, "blocks": _blocks(sections)} for landscape, sections in turned]
    return [*([{"first_page": True, "blocks": [block.entry for block in first]}] if first else ()), *following]


def _first_page(placed: "list[_Placed]") -> "list[_Placed]":
    """Return the blocks before the first end of a page: their figures are made as small as one page needs."""
    ends = [number for number, block in enumerate(placed) if block.entry["kind"] == "page_end"]
    first = placed[: ends[0]] if ends else []
    return [] if any(block.landscape for block in first) else first


def _blocks(sections: "Iterable[_Section]") -> list[Entry]:
    """Return the blocks of sections, without what ends a page at the beginning, where a new page begins anyhow."""
    blocks = [entry for section in sections for entry in section.entries]
    return list(_leading(list(dropwhile(lambda entry: entry["kind"] == "page_end", blocks))))


def _leading(blocks: list[Entry]) -> Iterator[Entry]:
    """Yield blocks; a text that leads to a table or picture stays on the page where that begins."""
    for block, following in zip_longest(blocks, blocks[1:]):
        is_leading = block["kind"] == "paragraph" and following is not None and following["kind"] in _LED_TO
        yield block | {"leads": True} if is_leading else block


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading and what stands under it, on pages of one kind."""

    entries: tuple[Entry, ...]
    landscape: bool
    follows: bool
    """Whether it may stand on the kind of page that the next section needs: it holds no table and ends no page."""


def _sections(placed: Iterable[_Placed]) -> Iterator[_Section]:
    members: list[_Placed] = []
    for block in placed:
        if block.begins and members:
            yield _section(members)
            members = []
        members.append(block)
    if members:
        yield _section(members)


def _section(members: list[_Placed]) -> _Section:
    kinds = {member.entry["kind"] for member in members}
    entries = tuple(member.entry for member in members)
    return _Section(entries, any(member.landscape for member in members), not kinds & {"table", "bars", "figure"})


def _turned(sections: Iterable[_Section]) -> Iterator[_Section]:
    """Yield the sections, those of only text on the kind of page of the section after them."""
    waiting: list[_Section] = []
    for section in sections:
        if section.entries[0]["kind"] == "page_end":
            yield from waiting
            waiting = []
        waiting.append(section)
        if not section.follows:
            yield from (_Section(each.entries, section.landscape, each.follows) for each in waiting)
            waiting = []
    yield from waiting


class _Writer:
    """Writes blocks one after another; it knows the level of the last heading."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._level = 0

    def block(self, block: Block) -> Iterator[_Placed]:
        """Yield what a block consists of."""
        match block:
            case Heading(text, level):
                yield self._heading(text, level)
            case Paragraph(text):
                yield self._paragraph(text)
            case Lines(texts, title):
                yield from (self._heading(text, 2) for text in (title,) if text is not None)
                yield from map(self._paragraph, texts)
            case Items(texts):
                yield _Placed({"kind": "items", "texts": [self._text(text) for text in texts]})
            case Grid():
                yield from (_Placed(table.entry, table.landscape) for table in tables(block, self._language))
                yield from self._rank_keys(block)
            case Legend(lines, last):
                yield from (self._quiet(self._text(meaning.text) for meaning in line) for line in lines)
                yield from (self._paragraph(text) for text in (last,) if text is not None)
            case Bars():
                yield _Placed(self._bars(block))
            case PageEnd():
                yield _Placed({"kind": "page_end"})
            case Figure():
                yield _Placed(self._figure(block))
            case _:
                assert_never(block)

    def _text(self, phrase: Phrase, longest: int = _IN_LINE) -> str:
        return breakable(printable(kept_together(written(phrase, self._language))), longest)

    def _paragraph(self, phrase: Phrase) -> _Placed:
        return _Placed({"kind": "paragraph", "text": self._text(phrase)})

    def _quiet(self, texts: Iterable[str]) -> _Placed:
        return _Placed({"kind": "quiet", "text": " ".join(texts)})

    def _heading(self, phrase: Phrase, level: int) -> _Placed:
        """Return a heading: the first has level 1, no other has, and none is more than one level below the last."""
        self._level = min(max(level, 2), self._level + 1)
        return _Placed({"kind": "heading", "level": self._level, "text": self._text(phrase, _IN_HEADING)})

    def _figure(self, figure: Figure) -> Entry:
        """Return a figure; its text stands for it."""
        drawing = figure.drawing
        width = min(drawing.width * _POINTS, _WIDEST, _HIGHEST * drawing.width / drawing.height)
        drawn = picture(svg(drawing, self._language), width, self._text(figure.text))
        height = width * drawing.height / drawing.width
        return {"kind": "figure", "caption": self._text(figure.caption), "height": height} | drawn

    def _bars(self, bars: Bars) -> Entry:
        """Return a picture for each bar, beside its label, and what the colours mean."""
        rows = [
            {"label": self._text(bar.label, _IN_LABEL)}
            | picture(pictures.stacked_bar(bar), _BAR_WIDTH, self._text(pictures.bar_text(bar, bars)))
            for bar in bars.bars
        ]
        return {"kind": "bars", "rows": rows, "keys": self._keys(pictures.keys(bars))}

    def _rank_keys(self, grid: Grid) -> Iterator[_Placed]:
        """Yield what the colours of bars of ranks mean, where a table has some."""
        bar = pictures.bar_of_ranks(grid)
        if bar is not None:
            yield _Placed({"kind": "keys", "keys": self._keys(pictures.rank_keys(bar.shares))})

    def _keys(self, keys: Iterable[tuple[Phrase, str]]) -> list[dict[str, str]]:
        return [{"text": self._text(name), "colour": colour} for name, colour in keys]
