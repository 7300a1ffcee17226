"""Coordinate systems of Swedish data, each told by where Sweden lies in it, and the way from one to another."""

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from vasterviksmodell.extras import MissingExtra, from_extra
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.wording import same


class Span(NamedTuple):
    """The coordinates that a place in Sweden can have on an axis; all have as many digits before the decimal sign."""

    least: float
    greatest: float

    def holds(self, coordinate: pl.Expr) -> pl.Expr:
        return coordinate.is_between(*self)

    def holds_without_sign(self, coordinate: pl.Expr) -> pl.Expr:
        """Whether a coordinate is one of them whose decimal sign was lost: 57759418 for 57.759418."""
        surplus = coordinate.log10().floor() - len(f"{self.least:.0f}") + 1
        return (surplus > 0) & self.holds(coordinate / pl.lit(10.0).pow(surplus))


@dataclass(frozen=True, slots=True)
class System:
    """A coordinate system. The box of its two spans holds every municipality of Sweden, with some sea around."""

    name: Phrase
    first: Span
    """Latitude or northing, as is the order in Sweden, whatever the axes are called."""
    second: Span
    axes: Phrase

    def holds(self, first: pl.Expr, second: pl.Expr) -> pl.Expr:
        """Whether a position lies in Sweden when it is read in this system."""
        return self.first.holds(first) & self.second.holds(second)

    def holds_without_sign(self, first: pl.Expr, second: pl.Expr) -> pl.Expr:
        """The same when one coordinate or both have lost their decimal sign."""
        whole_first, whole_second = self.first.holds(first), self.second.holds(second)
        lost_first, lost_second = self.first.holds_without_sign(first), self.second.holds_without_sign(second)
        return (lost_first & (whole_second | lost_second)) | (whole_first & lost_second)


_METRES = Message("northing and easting")
_DEGREES = Message("latitude and longitude")
_ZONE = Message("a local zone of SWEREF 99")
_NORTHING = Span(6_100_000, 7_700_000)

WGS_84 = System(same("WGS 84"), Span(55.0, 69.2), Span(10.5, 24.3), _DEGREES)
SWEREF_99_TM = System(same("SWEREF 99 TM"), _NORTHING, Span(250_000, 920_000), _METRES)
LOCAL_ZONE = System(_ZONE, _NORTHING, Span(50_000, 249_999), _METRES)
RT_90 = System(same("RT 90"), _NORTHING, Span(1_200_000, 1_900_000), _METRES)
SYSTEMS = (WGS_84, SWEREF_99_TM, LOCAL_ZONE, RT_90)


if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_WGS_84, _SWEREF_99_TM = "EPSG:4326", "EPSG:3006"


def converts() -> bool:
    """Whether anything can be converted."""
    try:
        _pyproj()
    except MissingExtra:
        return False
    return True


def in_degrees(northings: "Numbers", eastings: "Numbers") -> tuple["Numbers", "Numbers"]:
    """Latitudes and longitudes; of NaN they are NaN."""
    return _transformed(_SWEREF_99_TM, _WGS_84, northings, eastings)


def in_metres(latitudes: "Numbers", longitudes: "Numbers") -> tuple["Numbers", "Numbers"]:
    """Northings and eastings; of NaN they are NaN."""
    return _transformed(_WGS_84, _SWEREF_99_TM, latitudes, longitudes)


def _transformed(source: str, target: str, first: "Numbers", second: "Numbers") -> tuple["Numbers", "Numbers"]:
    first, second = _transformer(_pyproj(), source, target).transform(first, second)
    return first, second


@cache
def _transformer(pyproj: Any, source: str, target: str) -> Any:
    """Making one takes longer than what is asked of it."""
    return pyproj.Transformer.from_crs(source, target)


def _pyproj() -> Any:
    return from_extra("geo", "pyproj", "a position in SWEREF 99 TM")
