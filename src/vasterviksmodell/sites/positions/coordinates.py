"""Coordinates: systems, conversion, texts read as numbers, and two positions of one site compared."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from vasterviksmodell.criteria import DataFiles
from vasterviksmodell.extras import MissingExtra, from_extra
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.wording import same
from vasterviksmodell.sites.cell_patterns import EXCEL_TEXT, MISSING_MARKS
from vasterviksmodell.source.folding import BLANKS, as_word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]


class CoordinateRange(NamedTuple):
    """The coordinates of places in Sweden on an axis; all have the same number of digits before the decimal sign."""

    least: float
    greatest: float

    def holds(self, coordinate: pl.Expr) -> pl.Expr:
        return coordinate.is_between(*self)

    def holds_without_sign(self, coordinate: pl.Expr) -> pl.Expr:
        """Say whether a coordinate is in the range but for a lost decimal sign: 57759418 for 57.759418."""
        surplus = coordinate.log10().floor() - len(f"{self.least:.0f}") + 1
        return (surplus > 0) & self.holds(coordinate / pl.lit(10.0).pow(surplus))


@dataclass(frozen=True, slots=True)
class System:
    """A coordinate system. Its two ranges are a box around the municipalities of Sweden and some sea."""

    name: Phrase
    first: CoordinateRange
    """Latitude or northing, which come first in Sweden."""
    second: CoordinateRange
    axes: Phrase

    def holds(self, first: pl.Expr, second: pl.Expr) -> pl.Expr:
        """Say whether a position in this system lies in Sweden."""
        return self.first.holds(first) & self.second.holds(second)

    def holds_without_sign(self, first: pl.Expr, second: pl.Expr) -> pl.Expr:
        """Say whether a position lies in Sweden but for the lost decimal sign of one coordinate or both."""
        whole_first, whole_second = self.first.holds(first), self.second.holds(second)
        lost_first, lost_second = self.first.holds_without_sign(first), self.second.holds_without_sign(second)
        return (lost_first & (whole_second | lost_second)) | (whole_first & lost_second)


_METRES = Message("northing and easting")
_DEGREES = Message("latitude and longitude")
_ZONE = Message("a local zone of SWEREF 99")
_NORTHING = CoordinateRange(6_100_000, 7_700_000)

WGS_84 = System(same("WGS 84"), CoordinateRange(55.0, 69.2), CoordinateRange(10.5, 24.3), _DEGREES)
SWEREF_99_TM = System(same("SWEREF 99 TM"), _NORTHING, CoordinateRange(250_000, 920_000), _METRES)
LOCAL_ZONE = System(_ZONE, _NORTHING, CoordinateRange(50_000, 249_999), _METRES)
RT_90 = System(same("RT 90"), _NORTHING, CoordinateRange(1_200_000, 1_900_000), _METRES)
SYSTEMS = (WGS_84, SWEREF_99_TM, LOCAL_ZONE, RT_90)


_WGS_84_CODE, _SWEREF_99_TM_CODE = "EPSG:4326", "EPSG:3006"


def converts() -> bool:
    """Say whether positions can be converted, which needs the extra `geo`."""
    try:
        _pyproj()
    except MissingExtra:
        return False
    return True


def in_degrees(northings: "Numbers", eastings: "Numbers") -> tuple["Numbers", "Numbers"]:
    """Return latitudes and longitudes; NaN stays NaN."""
    return _transformed(_SWEREF_99_TM_CODE, _WGS_84_CODE, northings, eastings)


def in_metres(latitudes: "Numbers", longitudes: "Numbers") -> tuple["Numbers", "Numbers"]:
    """Return northings and eastings; NaN stays NaN."""
    return _transformed(_WGS_84_CODE, _SWEREF_99_TM_CODE, latitudes, longitudes)


def from_system(code: str, xs: "Numbers", ys: "Numbers") -> tuple["Numbers", "Numbers"] | None:
    """Return northings and eastings of positions in a system by its code, such as `EPSG:3011`, x to the east.

    None for a system that is not known.
    """
    pyproj = _pyproj()
    try:
        transformer = pyproj.Transformer.from_crs(code, _SWEREF_99_TM_CODE, always_xy=True)
    except pyproj.exceptions.CRSError:
        return None
    eastings, northings = transformer.transform(xs, ys)
    return northings, eastings


def _transformed(source: str, target: str, first: "Numbers", second: "Numbers") -> tuple["Numbers", "Numbers"]:
    first, second = _transformer(_pyproj(), source, target).transform(first, second)
    return first, second


@cache
def _transformer(pyproj: Any, source: str, target: str) -> Any:
    """Return a transformer, cached because making one takes longer than using it."""
    return pyproj.Transformer.from_crs(source, target)


def _pyproj() -> Any:
    return from_extra("geo", "pyproj", "a position in SWEREF 99 TM")


_LETTER = "[NSEWÖOVnsewöov]"
_PATTERN = (
    rf"^[{BLANKS}]*(?P<before>{_LETTER})?[{BLANKS}]*"
    rf"(?P<number>[+\-\u2212]?(?:[0-9]{{1,3}}(?:[{BLANKS}][0-9]{{3}})+|[0-9]+)(?:[.,][0-9]*)?)"
    rf"[{BLANKS}]*[°º]?[{BLANKS}]*(?P<after>{_LETTER})?[{BLANKS}]*$"
)
_NEGATIVE = "^[SWVswv]$"
"""South and west, in English and Swedish."""


def is_unknown(texts: pl.Series, data: DataFiles) -> pl.Series:
    """Say which cells are empty or hold a mark for missing data."""
    marks = [*MISSING_MARKS, *map(as_word, data.missing)]
    return texts.is_null() | texts.str.strip_chars(BLANKS).str.to_lowercase().is_in(marks)


def coordinates(texts: pl.Series) -> pl.Series:
    """Return the number in each cell, null where there is none.

    The decimal sign is a point or a comma, whatever it is in the rest of the file, because no coordinate in Sweden is
    ambiguous. Thousands may be separated; a degree sign and a letter of the compass may be added.
    """
    numbers = _as_numbers(texts)
    unusual = (numbers.is_null() & texts.is_not_null()).arg_true()
    return numbers if unusual.is_empty() else numbers.scatter(unusual, _unusual_numbers(texts.gather(unusual)))


def _as_numbers(texts: pl.Series) -> pl.Series:
    numbers = texts.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    return numbers.set(~numbers.is_finite(), None)


def _unusual_numbers(texts: pl.Series) -> pl.Series:
    parts = texts.str.replace(EXCEL_TEXT, "$1").str.extract_groups(_PATTERN).struct.unnest()
    digits = parts["number"].str.replace_all(f"[{BLANKS}]", "").str.replace("\u2212", "-", literal=True)
    letters = parts["before"].fill_null("") + parts["after"].fill_null("")
    signs = letters.str.contains(_NEGATIVE).replace_strict({True: -1.0, False: 1.0})
    numbers = _as_numbers(digits) * signs
    return numbers.set(letters.str.len_chars() > 1, None)


_APART = 100
"""In metres. Rounded coordinates, and positions of a house and its plot, differ by less."""
METRES_IN_DEGREE = 111_200
"""Metres in a degree of latitude, approximately."""


@dataclass(frozen=True)
class TwoPositions:
    """Gathers the two positions of sites while a file is read."""

    _sites: "array[int]" = field(default_factory=lambda: array("q"))
    _texts: tuple[list[str | None], ...] = field(default_factory=lambda: ([], [], [], []))
    """The coordinates in the properties and in the geometry, each in the order of the file."""

    def add(self, site: int, own: Sequence[str | None], point: Sequence[str]) -> None:
        self._sites.append(site)
        for column, text in zip(self._texts, (*own, *point), strict=True):
            column.append(text)

    def differing(self, *, degrees: bool) -> Iterator[int]:
        """Return the sites whose positions lie apart or cannot be compared."""
        texts = [pl.Series(column, dtype=pl.String) for column in self._texts]
        return (self._sites[number] for number in differing_rows(*texts, degrees=degrees))


def differing_rows(first: pl.Series, second: pl.Series, x: pl.Series, y: pl.Series, *, degrees: bool) -> list[int]:
    """Return the rows whose two positions, `first, second` and `x, y`, lie apart or cannot be compared."""
    import numpy as np

    numbers = [coordinates(texts).to_numpy() for texts in (first, second, x, y)]
    distance = np.hypot(*_axis_distances(numbers[0] - numbers[2], numbers[1] - numbers[3], numbers[3], degrees=degrees))
    found: list[int] = np.flatnonzero(~(distance <= _APART)).tolist()
    return found


def _axis_distances(
    first: "NDArray[np.float64]", second: "NDArray[np.float64]", latitude: "NDArray[np.float64]", *, degrees: bool
) -> "tuple[NDArray[np.float64], NDArray[np.float64]]":
    """Return differences between coordinates as distances along their axes."""
    import numpy as np

    return (
        (first * METRES_IN_DEGREE * np.cos(np.radians(latitude)), second * METRES_IN_DEGREE)
        if degrees
        else (first, second)
    )
