"""Coordinates as people write them → numbers."""

import polars as pl

from vasterviksmodell.criteria import DataFiles
from vasterviksmodell.sites.patterns import EXCEL_TEXT
from vasterviksmodell.sites.words import MISSING_MARKS
from vasterviksmodell.words import BLANKS, as_word

_LETTER = "[NSEWÖOVnsewöov]"
_PATTERN = (
    rf"^[{BLANKS}]*(?P<before>{_LETTER})?[{BLANKS}]*"
    rf"(?P<number>[+\-\u2212]?(?:[0-9]{{1,3}}(?:[{BLANKS}][0-9]{{3}})+|[0-9]+)(?:[.,][0-9]*)?)"
    rf"[{BLANKS}]*[°º]?[{BLANKS}]*(?P<after>{_LETTER})?[{BLANKS}]*$"
)
_NEGATIVE = "^[SWVswv]$"
"""South and west, in English and Swedish."""


def is_unknown(texts: pl.Series, data: DataFiles) -> pl.Series:
    """Which cells say that nothing is known."""
    marks = [*MISSING_MARKS, *map(as_word, data.missing)]
    return texts.is_null() | texts.str.strip_chars(BLANKS).str.to_lowercase().is_in(marks)


def coordinates(texts: pl.Series) -> pl.Series:
    """The number in each cell, null where there is none.

    The decimal sign is a point or a comma, whatever it is in the rest of the file: no coordinate of Sweden can be
    read in two ways. Thousands may be apart; a degree sign and a letter of the compass may stand beside.
    """
    numbers = _as_numbers(texts)
    unusual = (numbers.is_null() & texts.is_not_null()).arg_true()
    return numbers if unusual.is_empty() else numbers.scatter(unusual, _unusual(texts.gather(unusual)))


def _as_numbers(texts: pl.Series) -> pl.Series:
    numbers = texts.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    return numbers.set(~numbers.is_finite(), None)


def _unusual(texts: pl.Series) -> pl.Series:
    parts = texts.str.replace(EXCEL_TEXT, "$1").str.extract_groups(_PATTERN).struct.unnest()
    digits = parts["number"].str.replace_all(f"[{BLANKS}]", "").str.replace("\u2212", "-", literal=True)
    letters = parts["before"].fill_null("") + parts["after"].fill_null("")
    signs = letters.str.contains(_NEGATIVE).replace_strict({True: -1.0, False: 1.0})
    numbers = _as_numbers(digits) * signs
    return numbers.set(letters.str.len_chars() > 1, None)
