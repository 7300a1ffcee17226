"""A document as plain text: as wide as it is in a pipe or a file, fitted and coloured on a terminal."""

from collections.abc import Iterable, Iterator
from typing import ClassVar, assert_never

from vasterviksmodell.i18n import Phrase, written
from vasterviksmodell.i18n.wording import visible
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
from vasterviksmodell.output.formats import View
from vasterviksmodell.output.renderers.renderer import Colour, Renderer, painted


class PlainText(Renderer):
    name = "text"
    purpose = "A table for people: screening first, then scores and ranks."
    suffixes: ClassVar[tuple[str, ...]] = (".txt",)

    def render(self, blocks: Iterable[Block], view: View) -> Iterator[str]:
        """Yield the lines of the blocks, an empty line between them."""
        shown = blocks if view.width is None else list(blocks)
        hidden = set() if view.width is None else _hidden(shown, view)
        first = True
        for block in shown:
            for number, line in enumerate(_lines(block, view, hidden)):
                yield f"{line}\n" if number or first else f"\n{line}\n"
                first = False


def _lines(block: Block, view: View, hidden: set[str]) -> Iterator[str]:
    """Yield the lines of a block; of the columns that are `hidden` the legend says nothing."""
    match block:
        case Heading(text):
            yield from _paragraph(text, view, "bold")
        case Paragraph(text):
            yield from _paragraph(text, view)
        case Lines(texts, title):
            yield from _paragraph(title, view, "bold") if title is not None else ()
            yield from (line for text in texts for line in _paragraph(text, view))
        case Items(texts):
            yield from (line for item in texts for line in _item(item, view))
        case Grid():
            yield from _table(block, view)
        case Legend():
            yield from _legend(block, view, hidden)
        case Bars():
            yield from _bars(block, view)
        case PageEnd():
            return
        case Figure(_, text, caption):
            yield from _paragraph(text, view)
            yield from _paragraph(caption, view, "dim")
        case _:
            assert_never(block)


def _hidden(blocks: Iterable[Block], view: View) -> set[str]:
    """Return the keys of the columns that a table goes without on a narrow terminal."""
    from vasterviksmodell.output.renderers.text_table import TextTable

    tables = (TextTable.of(block, view) for block in blocks if isinstance(block, Grid))
    return {key for table in tables for key in table.hidden}


def _table(grid: Grid, view: View) -> Iterator[str]:
    from vasterviksmodell.output.renderers.text_table import TextTable

    yield from TextTable.of(grid, view).lines()


def _bars(bars: Bars, view: View) -> Iterable[str]:
    if view.width is None:
        return ()
    from vasterviksmodell.output.renderers.text_table import bar_lines

    return bar_lines(bars, view)


def _paragraph(text: Phrase, view: View, colour: Colour = "") -> Iterator[str]:
    for line in _wrapped(written(text, view.language), view.width):
        yield painted(line, colour) if view.colour else line


def _item(text: Phrase, view: View) -> Iterator[str]:
    first, *others = _wrapped(written(text, view.language), view.width and view.width - 2)
    yield f"- {first}"
    yield from (f"  {line}" for line in others)


def _legend(legend: Legend, view: View, hidden: set[str]) -> Iterator[str]:
    for line in legend.lines:
        texts = [written(meaning.text, view.language) for meaning in line if meaning.column not in hidden]
        if texts:
            yield from _paragraph(" ".join(texts), view, "dim")
    if legend.last is not None:
        yield from _paragraph(legend.last, view)


def _wrapped(text: str, width: int | None) -> list[str]:
    """Return the lines of a text; a single one without a width."""
    shown = visible(text)
    if not width:
        return [shown]
    from vasterviksmodell.output.document.wrapping import wrapped  # with it comes rich, which help does without

    return wrapped(shown, width)
