"""What formats share about rows: a table without faults, the row of headings, and notes at the end.

A row is the texts of its cells.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import takewhile
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from vasterviksmodell.findings import Finding
from vasterviksmodell.sites.formats.heading_lines import SurroundingLines
from vasterviksmodell.source.folding import folded

if TYPE_CHECKING:
    from vasterviksmodell.sites.formats.site_format import Table


class FaultlessTable:
    """The answers of a table that is read whole or not at all, so that its frame shows every fault."""

    position_headings: Mapping[str, str] = MappingProxyType({})
    heading_lines: tuple[int, ...] = ()
    surrounding_lines: SurroundingLines = SurroundingLines()
    alternatives: "Sequence[Table]" = ()

    @property
    def heading_parts(self) -> tuple[tuple[str, ...], ...]:
        return ()

    def may_have_faults(self, *, short: bool) -> bool:  # noqa: ARG002
        return False

    def faults(self, limit: int) -> tuple[Finding, ...]:  # noqa: ARG002
        return ()

    def rewritten(self) -> AbstractContextManager[Self]:
        return nullcontext(self)


Row = Sequence[str]

_SEARCHED = 50
"""How many first rows are searched for headings."""
_SIGN = r"\s*(?:[*†‡¹²³⁴-⁹]|\(?[0-9]{1,2}\))"
_WORD = (
    r"(?i)\s*(?:källa|källor|anm|anmärkning|anmärkningar|not|noter|fotnot|fotnoter|kommentar|kommentarer|uppdaterad"
    r"|senast uppdaterad|senaste uppdatering|source|sources|note|notes|footnote|footnotes|comment|comments"
    r"|updated|last updated|latest update)\b(?P<mark>(?:\s*[0-9]{1,2})?\s*[:.])?"
)
_FEW_WORDS, _SENTENCE = 3, 5


def heading_row(rows: Sequence[Row], wanted: frozenset[str]) -> int | None:
    """Return the number of the row of headings, from 0; None when no row looks like one.

    It is the row with most of the wanted headings (folded); if no row has any, the first with at least two texts and
    as many cells as most rows below it.
    """
    searched = range(min(len(rows), _SEARCHED))
    ranks = [(heading_hits(rows[number], wanted), len(_filled_cells(rows[number])) > 1) for number in searched]
    best = max(ranks, default=(0, False))
    if best[0]:
        return ranks.index(best)
    return next((number for number in searched if _is_like_those_below(rows, number)), None)


def heading_hits(row: Row, wanted: frozenset[str]) -> int:
    """Return how many of the wanted headings a row holds."""
    return len(wanted.intersection(map(folded, filter(None, row))))


def most_hits(rows: Sequence[Row], wanted: frozenset[str]) -> int:
    """Return the greatest number of wanted headings in one row."""
    return max((heading_hits(row, wanted) for row in rows[:_SEARCHED]), default=0)


def most_common_width(rows: Sequence[Row]) -> tuple[int, int]:
    """Return how many rows have the most common number of cells, and that number; rows of one cell do not count."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((number, width) for width, number in widths.items()), default=(0, 0))


def _is_like_those_below(rows: Sequence[Row], number: int) -> bool:
    _, width = most_common_width(rows[number + 1 :])
    return len(_filled_cells(rows[number])) > 1 and width in (0, len(rows[number]))


def number_of_notes(rows: Sequence[Row], width: int) -> int:
    """Return how many of the last rows, blank ones included, are notes below a table of a width.

    The first note begins as notes do, or has some words and stands below a blank row, so that a site of which only the
    id is known is not a note.
    """
    if width < 2:  # noqa: PLR2004 - a single column is all text
        return 0
    notes = sum(1 for _ in takewhile(lambda row: may_be_note(row, width), reversed(rows)))
    for number in range(len(rows) - notes, len(rows)):
        row = rows[number]
        after_blank = number > 0 and not _filled_cells(rows[number - 1])
        if _is_marked(row, width) or (after_blank and _filled_cells(row) == [0] and _is_text(row, width)):
            return len(rows) - number
    return 0


def may_be_note(row: Row, width: int) -> bool:
    """Say whether a row may be a note: blank, a single cell, cut at delimiters in its text, or a word explained."""
    filled = _filled_cells(row)
    if len(filled) <= 1:
        return True
    if len(row) != width:
        return _is_marked(row, width) or _word_count(row[0]) > 1
    return filled == [0, 1] and width > len(filled) and _word_count(row[1]) >= _SENTENCE


def _is_marked(row: Row, width: int) -> bool:
    """Say whether a row begins as notes do. A place may be called Källa, so the word alone is not enough."""
    first = row[0] if row else ""
    if re.match(_SIGN, first):
        return True
    word = re.match(_WORD, first)
    some_words = _is_text(row, width) or (len(row) != width and _word_count(first) > 1)
    return word is not None and (word["mark"] is not None or some_words)


def _is_text(row: Row, width: int) -> bool:
    """Say whether a row is not part of the table: a single cell, alone or with several words."""
    filled = _filled_cells(row)
    return len(filled) == 1 and (len(row) != width or _word_count(row[filled[0]]) >= _FEW_WORDS)


def _word_count(text: str) -> int:
    return len(text.split())


def _filled_cells(row: Row) -> list[int]:
    """Return the numbers of the cells with text."""
    return [number for number, text in enumerate(row) if text.strip()]
