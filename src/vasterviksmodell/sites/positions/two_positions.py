"""Sites with a position in their properties besides that of their geometry: which of them lie apart."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from vasterviksmodell.sites.positions.numbers import coordinates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
