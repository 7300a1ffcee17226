"""The coordinate systems of GeoJSON, and the columns that their positions become."""

import re
from typing import NamedTuple

from vasterviksmodell.criteria import SiteColumns

_EPSG = re.compile(r".*EPSG[:/](?:[0-9.]*[:/])?([0-9]+)", re.IGNORECASE | re.DOTALL)


class Axes(NamedTuple):
    """A coordinate system, with the headings of the two figures of a position in the order of the file."""

    system: str
    first: str
    second: str


def wgs_84(site: SiteColumns) -> Axes:
    return Axes("WGS 84", site.longitude or "longitude", site.latitude or "latitude")


def sweref_99_tm(site: SiteColumns) -> Axes:
    return Axes("SWEREF 99 TM", site.easting or "easting", site.northing or "northing")


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
