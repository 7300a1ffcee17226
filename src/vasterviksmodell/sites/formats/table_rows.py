"""Which row of a table holds the headings, and which rows at its end are notes. A row is the texts of its cells."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.formats.heading_lines import LinesAround
from vasterviksmodell.source.words import folded

if TYPE_CHECKING:
    from vasterviksmodell.sites.formats.site_format import Table


class SoundTable:
    """What a table answers that is read whole or not at all: nothing is wrong with it that its frame does not show."""

    located: Mapping[str, str] = MappingProxyType({})
    heading_lines: tuple[int, ...] = ()
    around: LinesAround = LinesAround()
    others: "Sequence[Table]" = ()

    @property
    def heading_parts(self) -> tuple[tuple[str, ...], ...]:
        return ()

    def doubtful(self, *, short: bool) -> bool:  # noqa: ARG002
        return False

    def faults(self, limit: int) -> tuple[Finding, ...]:  # noqa: ARG002
        return ()

    def rewritten(self) -> AbstractContextManager[Self]:
        return nullcontext(self)


Row = Sequence[str]

_SEARCHED = 50
"""The headings stand among so many first rows."""
_SIGN = re.compile(r"\s*(?:[*†‡¹²³⁴-⁹]|\(?[0-9]{1,2}\))")
_WORD = re.compile(
    r"\s*(?:källa|källor|anm|anmärkning|anmärkningar|not|noter|fotnot|fotnoter|kommentar|kommentarer|uppdaterad"
    r"|senast uppdaterad|senaste uppdatering|source|sources|note|notes|footnote|footnotes|comment|comments"
    r"|updated|last updated|latest update)\b(?P<mark>(?:\s*[0-9]{1,2})?\s*[:.])?",
    re.IGNORECASE,
)
_FEW_WORDS, _SENTENCE = 3, 5


def heading_row(rows: Sequence[Row], wanted: frozenset[str]) -> int | None:
    """The number of the row of headings, from 0; None when no row looks like one.

    It is the row with most of the headings that are wanted (folded). When none has any: the first with at least two
    texts, and as many cells as most rows below it.
    """
    searched = range(min(len(rows), _SEARCHED))
    ranks = [(heading_hits(rows[number], wanted), len(_filled(rows[number])) > 1) for number in searched]
    best = max(ranks, default=(0, False))
    if best[0]:
        return ranks.index(best)
    return next((number for number in searched if _is_like_those_below(rows, number)), None)


def heading_hits(row: Row, wanted: frozenset[str]) -> int:
    """How many of the headings that are wanted a row holds."""
    return len(wanted.intersection(map(folded, filter(None, row))))


def most_hits(rows: Sequence[Row], wanted: frozenset[str]) -> int:
    """How many of the headings that are wanted stand in one row."""
    return max((heading_hits(row, wanted) for row in rows[:_SEARCHED]), default=0)


def agreeing(rows: Sequence[Row]) -> tuple[int, int]:
    """How many rows have as many cells as most, and that number; rows of one cell do not count."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((number, width) for width, number in widths.items()), default=(0, 0))


def _is_like_those_below(rows: Sequence[Row], number: int) -> bool:
    _, width = agreeing(rows[number + 1 :])
    return len(_filled(rows[number])) > 1 and width in (0, len(rows[number]))


def number_of_notes(rows: Sequence[Row], width: int) -> int:
    """How many of the last rows, blank ones among them, are notes below a table with so many columns.

    The first begins as notes do, or has some words and stands below a blank row: a site of which only the id is known
    is none.
    """
    if width < 2:  # noqa: PLR2004 - a single column is all text
        return 0
    notes = sum(1 for _ in takewhile(lambda row: may_be_note(row, width), reversed(rows)))
    for number in range(len(rows) - notes, len(rows)):
        row = rows[number]
        after_blank = number > 0 and not _filled(rows[number - 1])
        if _is_marked(row, width) or (after_blank and _filled(row) == [0] and _is_text(row, width)):
            return len(rows) - number
    return 0


def may_be_note(row: Row, width: int) -> bool:
    """Whether a row can stand among notes: blank, in one cell, divided by chance, or a word with its explanation."""
    filled = _filled(row)
    if len(filled) <= 1:
        return True
    if len(row) != width:
        return _is_marked(row, width) or _words(row[0]) > 1
    return filled == [0, 1] and width > len(filled) and _words(row[1]) >= _SENTENCE


def _is_marked(row: Row, width: int) -> bool:
    """Whether a row begins as notes do; a place may be called Källa."""
    first = row[0] if row else ""
    if _SIGN.match(first):
        return True
    word = _WORD.match(first)
    some_words = _is_text(row, width) or (len(row) != width and _words(first) > 1)
    return word is not None and (word["mark"] is not None or some_words)


def _is_text(row: Row, width: int) -> bool:
    """Whether a row is none of the table: a single cell, alone or with some words in it."""
    filled = _filled(row)
    return len(filled) == 1 and (len(row) != width or _words(row[filled[0]]) >= _FEW_WORDS)


def _words(text: str) -> int:
    return len(text.split())


def _filled(row: Row) -> list[int]:
    """The numbers of the cells with text."""
    return [number for number, text in enumerate(row) if text.strip()]
