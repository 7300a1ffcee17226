"""The coordinate systems of geometries, and the columns that their positions become."""

import re
from typing import NamedTuple

from vasterviksmodell.criteria import SiteColumns

_EPSG = re.compile(r".*EPSG[:/](?:[0-9.]*[:/])?([0-9]+)", re.IGNORECASE | re.DOTALL)


_WGS_84, _SWEREF_99_TM = "WGS 84", "SWEREF 99 TM"
_NAMES = {_WGS_84: ("longitude", "latitude"), _SWEREF_99_TM: ("easting", "northing")}
"""By system: the two figures of a position by the names of `SiteColumns`; undeclared columns are called so too."""


class Axes(NamedTuple):
    """A coordinate system, with the headings of the two figures of a position in the order of the file."""

    system: str
    first: str
    second: str

    @property
    def headings(self) -> dict[str, str]:
        """The headings by the names of `SiteColumns`."""
        return dict(zip(_NAMES[self.system], (self.first, self.second), strict=True))

    @property
    def degrees(self) -> bool:
        return self.system == _WGS_84


def wgs_84(site: SiteColumns) -> Axes:
    return _axes(_WGS_84, site)


def sweref_99_tm(site: SiteColumns) -> Axes:
    return _axes(_SWEREF_99_TM, site)


def _axes(system: str, site: SiteColumns) -> Axes:
    return Axes(system, *(getattr(site, name) or name for name in _NAMES[system]))


def axes_of(name: str, site: SiteColumns) -> Axes | None:
    """The axes of a system by the name that a `crs` gives it; None when it is another.

    >>> axes_of("urn:ogc:def:crs:EPSG::3006", SiteColumns())
    Axes(system='SWEREF 99 TM', first='easting', second='northing')
    """
    code = _EPSG.fullmatch(name)
    match code[1] if code else name.upper().rpartition(":")[2]:
        case "4326" | "CRS84":
            return wgs_84(site)
        case "3006":
            return sweref_99_tm(site)
        case _:
            return None
