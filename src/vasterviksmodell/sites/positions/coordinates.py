"""Coordinates as people write them → numbers."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from vasterviksmodell.criteria import DataFiles
from vasterviksmodell.sites.patterns import EXCEL_TEXT, MISSING_MARKS
from vasterviksmodell.words import BLANKS, as_word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


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


_APART = 100
"""In metres. Rounded figures and positions of a house and its plot lie nearer."""
_DEGREE = 111_200
"""Metres in a degree of latitude, nearly."""


@dataclass(frozen=True)
class TwoPositions:
    """The sites with two positions, gathered while a file is read."""

    _sites: "array[int]" = field(default_factory=lambda: array("q"))
    _texts: tuple[list[str | None], ...] = field(default_factory=lambda: ([], [], [], []))
    """The coordinates in the properties and in the geometry, each in the order of the file."""

    def add(self, site: int, own: Sequence[str | None], point: Sequence[str]) -> None:
        self._sites.append(site)
        for column, text in zip(self._texts, (*own, *point), strict=True):
            column.append(text)

    def apart(self, *, degrees: bool) -> Iterator[int]:
        """The sites whose positions lie apart, or cannot be compared."""
        texts = [pl.Series(column, dtype=pl.String) for column in self._texts]
        return (self._sites[number] for number in apart(*texts, degrees=degrees))


def apart(first: pl.Series, second: pl.Series, x: pl.Series, y: pl.Series, *, degrees: bool) -> list[int]:
    """Return the numbers of the rows whose two positions, `first, second` and `x, y`, lie apart, or say no position."""
    import numpy as np

    numbers = [coordinates(it).to_numpy() for it in (first, second, x, y)]
    distance = np.hypot(*_in_metres(numbers[0] - numbers[2], numbers[1] - numbers[3], numbers[3], degrees=degrees))
    found: list[int] = np.flatnonzero(~(distance <= _APART)).tolist()
    return found


def _in_metres(
    first: "NDArray[np.float64]", second: "NDArray[np.float64]", latitude: "NDArray[np.float64]", *, degrees: bool
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Differences between coordinates as distances along their axes."""
    import numpy as np

    return (first * _DEGREE * np.cos(np.radians(latitude)), second * _DEGREE) if degrees else (first, second)
