"""Outlines in files of the user: GeoJSON or GeoPackage, in any coordinate system that is named."""

from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.findings import Place
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import same, shortened
from vasterviksmodell.sites.outline_files.raw import RawOutline, UnusableOutline, shapely
from vasterviksmodell.sites.positions.coordinates import SWEREF_99_TM, WGS_84

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from vasterviksmodell.sites.areas import Shapes
    from vasterviksmodell.sites.outlines import Outline

__all__ = ["UnusableOutline", "read_outline"]

_DEGREES = 360
_NO_SYSTEM = Message("the coordinate system {code} is not known; export the file in SWEREF 99 TM (EPSG:3006)")
_SWAPPED = Message("longitude and latitude are swapped: in GeoJSON the longitude comes first")
_METRES = Message("the coordinates are no degrees, and no system is named; export the file in WGS 84 (EPSG:4326)")
_ELSEWHERE = Message("the areas do not lie in Sweden")


def read_outline(path: Path) -> "Outline":
    """Return the areas of a file; raise `UnusableOutline` where there are none, `MissingExtra` without `geo`.

    Raises `OSError` when the file cannot be read.
    """
    from vasterviksmodell.sites.outline_files.geojson import areas_of_geojson
    from vasterviksmodell.sites.outline_files.geopackage import SQLITE, areas_of_geopackage
    from vasterviksmodell.sites.outlines import Outline

    with path.open("rb") as file:
        is_package = file.read(len(SQLITE)) == SQLITE
    raw = areas_of_geopackage(path) if is_package else areas_of_geojson(path)
    areas = _in_sweref(raw, Place(str(path)))
    return Outline(areas, ("",) * len(areas), same(shortened(path.name)))


def _in_sweref(raw: RawOutline, place: Place) -> "Shapes":
    """Return areas in SWEREF 99 TM, northing first, if they lie in Sweden."""
    import numpy as np

    from vasterviksmodell.sites.positions.coordinates import from_system

    code = raw.code or "EPSG:4326"

    def converted(corners: "NDArray[np.float64]") -> "NDArray[np.float64]":
        metres = from_system(code, corners[:, 0], corners[:, 1])
        if metres is None:
            raise UnusableOutline(place, _NO_SYSTEM.format(code=code))
        return np.column_stack(metres)

    areas: Shapes = shapely().transform(raw.areas, converted)
    if not _is_in_sweden(areas):
        raise UnusableOutline(place, _why_elsewhere(raw))
    return areas


def _is_in_sweden(areas: "Shapes") -> bool:
    south, west, north, east = shapely().total_bounds(areas).tolist()
    norths, easts = SWEREF_99_TM.first, SWEREF_99_TM.second
    return bool(norths.least <= south <= north <= norths.greatest and easts.least <= west <= east <= easts.greatest)


def _why_elsewhere(raw: RawOutline) -> Message:
    """Return what is wrong with areas that do not lie in Sweden."""
    x, y, *_ = shapely().total_bounds(raw.areas).tolist()
    if WGS_84.first.least <= x <= WGS_84.first.greatest and WGS_84.second.least <= y <= WGS_84.second.greatest:
        return _SWAPPED
    return _METRES if raw.code is None and abs(y) > _DEGREES else _ELSEWHERE
