"""Which row of a file holds the headings, and which rows at its end are notes. A row is the texts of its cells."""

import re
from collections import Counter
from collections.abc import Sequence

from vasterviksmodell.sites.headings import folded

SEARCHED = 50
"""Among so many rows with text the headings are looked for."""
NOTES = 50
"""At most so many rows at the end are looked at: a longer note is a table of its own."""
_NOTE = re.compile(
    r"\*|[¹²³†]|\(?[0-9]{1,2}\)"
    r"|(?:källa|källor|anm|anmärkning|not|noter|fotnot|senast uppdaterad|sources?|notes?|footnotes?|last updated)"
    r" ?[0-9]?[.:]",
    re.IGNORECASE,
)
"""How a note begins; a place may be called Källa."""
_FEW_WORDS = 3

Row = Sequence[str]


def heading_row(rows: Sequence[Row], wanted: frozenset[str]) -> int | None:
    """The number of the row of headings, from 0; None when no row has any text.

    It is the row with most of the headings that are wanted (folded). When none has any: the first with at least two
    texts, and as many as most rows below it; else the first with text.
    """
    hits = [heading_hits(row, wanted) for row in rows]
    if any(hits):
        return hits.index(max(hits))
    widths = [len(_filled(row)) for row in rows]
    looks_so = (number for number, width in enumerate(widths) if width > 1 and width >= _usual(widths[number + 1 :]))
    return next(looks_so, next((number for number, width in enumerate(widths) if width), None))


def heading_hits(row: Row, wanted: frozenset[str]) -> int:
    """How many of the headings that are wanted a row holds."""
    return len(wanted.intersection(map(folded, filter(None, row))))


def number_of_notes(rows: Sequence[Row]) -> int:
    """How many rows at the end, blank ones among them, are notes below the table.

    Notes have text in the first cell only. The first begins as notes do, or has some words and stands below a blank
    row: a site of which only the id is known is none.
    """
    begin = len(rows)
    while begin and _filled(rows[begin - 1]) in ([], [0]):
        begin -= 1
    for number in range(begin, len(rows)):
        text = rows[number][0].strip() if rows[number] else ""
        below_blank = number > 0 and not _filled(rows[number - 1])
        if _NOTE.match(text) or (below_blank and len(text.split()) >= _FEW_WORDS):
            return len(rows) - number
    return 0


def _usual(widths: Sequence[int]) -> int:
    """The most common width of rows with text, the larger of two as common."""
    counts = Counter(filter(None, widths))
    return max(counts, key=lambda width: (counts[width], width), default=0)


def _filled(row: Row) -> list[int]:
    """The numbers of the cells with text."""
    return [number for number, text in enumerate(row) if text.strip()]
