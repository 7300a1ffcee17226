"""Between WGS 84 and SWEREF 99 TM, by pyproj, which the extra `geo` brings."""

from functools import cache
from typing import TYPE_CHECKING, Any

from vasterviksmodell.extras import MissingExtra, from_extra

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
