"""A document in GitHub's Markdown."""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar, assert_never

from vasterviksmodell.i18n import Phrase, written
from vasterviksmodell.i18n.wording import Language, visible
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
from vasterviksmodell.output.renderers.renderer import Renderer

_SPECIAL = re.compile(r"([\\`*_<>\[\]|&~#$])|^([-+]|[0-9]+(?=[.)](?: |$)))")


class Markdown(Renderer):
    name = "markdown"
    purpose = "The table for people in GitHub's Markdown."
    suffixes: ClassVar[tuple[str, ...]] = (".md",)
    leaves_out: ClassVar[frozenset[type]] = frozenset({Bars})

    def render(self, blocks: Iterable[Block], view: View) -> Iterator[str]:
        """Yield the text of the blocks, an empty line between them."""
        first = True
        for block in blocks:
            for part in _parts(block, view.language):
                yield part if first else f"\n{part}"
                first = False


def _parts(block: Block, language: Language) -> Iterator[str]:
    """Yield what a block consists of, each part between empty lines."""
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {_safe(text, language)}\n"
        case Paragraph(text):
            yield f"{_safe(text, language)}\n"
        case Lines(texts, title):
            yield from (f"## {_safe(text, language)}\n" for text in (title,) if text is not None)
            yield from (f"{_safe(text, language)}\n" for text in texts)
        case Items(texts):
            yield "".join(f"- {_safe(text, language)}\n" for text in texts)
        case Grid():
            yield "".join(_grid(block, language))
        case Legend():
            yield from _legend(block, language)
        case Bars() | PageEnd():
            return
        case Figure(_, text, caption):
            yield from (f"{_safe(part, language)}\n" for part in (caption, text))
        case _:
            assert_never(block)


def _legend(legend: Legend, language: Language) -> Iterator[str]:
    for line in legend.lines:
        yield f"{' '.join(_safe(meaning.text, language) for meaning in line)}\n"
    if legend.last is not None:
        yield f"{_safe(legend.last, language)}\n"


def _grid(grid: Grid, language: Language) -> Iterator[str]:
    yield _row(_safe(column.heading, language) for column in grid.columns)
    yield _row("---:" if column.right else "---" for column in grid.columns)
    for row in grid.rows:
        yield _row(_safe(cell, language) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _safe(phrase: Phrase, language: Language) -> str:
    return escaped(visible(written(phrase, language)))


def escaped(text: str) -> str:
    r"""Return a text with every character escaped that has a meaning in Markdown.

    >>> escaped("a|b")
    'a\\|b'
    """
    return _SPECIAL.sub(_backslash, text)


def _backslash(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}"
