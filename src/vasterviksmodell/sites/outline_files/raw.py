"""What a file holds of an outline: areas as they stand there, or what makes it unusable."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vasterviksmodell.extras import from_extra
from vasterviksmodell.findings import Place
from vasterviksmodell.i18n import Message, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.sites.areas import Shapes

_NO_AREAS = Message("it holds no areas: an outline is made of polygons")
_AREAS = ("Polygon", "MultiPolygon")


class UnusableOutline(Exception):  # noqa: N818 - an outcome, not an accident
    """A file cannot be drawn as an outline; the problem says why, the place where."""

    def __init__(self, place: Place, problem: Message) -> None:
        super().__init__(f"{place}: {written(problem, 'en')}")
        self.place = place
        self.problem = problem


@dataclass(frozen=True, slots=True, eq=False)
class RawOutline:
    areas: "Shapes"
    """In the axes of the file, to the east first."""
    code: str | None
    """Of the coordinate system, such as `EPSG:3006`; None where the file names none, which means degrees."""


def only_areas(shapes: "Sequence[Any]", place: Place) -> "Shapes":
    """Return the polygons among shapes; raise `UnusableOutline` where there are none."""
    import numpy as np

    found = [shape for shape in shapes if shape is not None and shape.geom_type in _AREAS and not shape.is_empty]
    if not found:
        raise UnusableOutline(place, _NO_AREAS)
    return np.array(found, dtype=object)


def shapely() -> Any:
    """Return the package of geometry; raise `MissingExtra` without the extra `geo`."""
    return from_extra("geo", "shapely", "reading an outline")
