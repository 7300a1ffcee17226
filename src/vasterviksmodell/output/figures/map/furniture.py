"""What stands below a map: the scale, where north is, and what the marks mean."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.output.document.cells import Quantity, Status
from vasterviksmodell.output.figures.drawing import Path, Shape, Text
from vasterviksmodell.output.figures.map.marks import SHAPES, key
from vasterviksmodell.output.figures.palette import INK

if TYPE_CHECKING:
    from vasterviksmodell.output.figures.map.placed import Placement
    from vasterviksmodell.output.figures.map.surface import Surface

BELOW = 46
"""The height of it all."""
_SCALE, _KEYS = 16, 38
"""How far below the map the scale and the keys stand."""
_KILOMETRE = 1000
_NORTH = "N"
"""The same in every language."""


def furniture(found: "Placement", shown: "Surface") -> Iterator[Shape]:
    """Yield the scale, an arrow to the north, and the marks with their meaning."""
    yield from _scale(shown, shown.height + _SCALE)
    yield from _north(shown.width - 12, shown.height + _SCALE)
    statuses = {site.status for site in found.sites}
    shapes = [status for status in reversed(SHAPES) if status in statuses]
    for number, status in enumerate(shapes):
        left, line = 8 + number * shown.width / len(SHAPES), shown.height + _KEYS
        yield key(status, (left, line - 4))
        yield Text(left + 10, line, Status(status))


def _scale(shown: "Surface", line: float) -> Iterator[Shape]:
    length = shown.scale_bar
    right = 4 + length * shown.scale
    yield Path((((4, line - 6), (4, line), (right, line), (right, line - 6)),))
    is_long = length >= _KILOMETRE
    said = Quantity(length / _KILOMETRE, "km") if is_long else Quantity(length, "m")
    yield Text(right + 6, line, said)


def _north(x: float, line: float) -> Iterator[Shape]:
    yield Path((((x, line - 14), (x + 4, line), (x, line - 3), (x - 4, line)),), None, INK, closed=True)
    yield Text(x - 8, line, _NORTH, "end")
