"""Drawings: a few kinds of shapes on a surface, described and not yet drawn."""

from dataclasses import dataclass
from typing import Literal

from vasterviksmodell.i18n import Phrase
from vasterviksmodell.output.figures.palette import INK, Colour

__all__ = ["Anchor", "Drawing", "Mark", "Marks", "Path", "Point", "Rectangle", "Shape", "Text"]

Point = tuple[float, float]
"""To the right and down from the upper left corner."""
Anchor = Literal["start", "middle", "end"]
Mark = Literal["circle", "square", "diamond", "triangle", "cross"]


@dataclass(frozen=True, slots=True)
class Path:
    """Lines through points, at least one in each; areas where they are closed."""

    lines: tuple[tuple[Point, ...], ...]
    stroke: Colour | None = INK
    fill: Colour | None = None
    width: float = 1
    dashed: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Rectangle:
    x: float
    y: float
    width: float
    height: float
    fill: Colour | None = None
    stroke: Colour | None = None


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one kind, at least one; those that are open show white inside."""

    kind: Mark
    points: tuple[Point, ...]
    radius: float
    colour: Colour
    open: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    x: float
    y: float
    """Of the line on which the letters stand."""
    phrase: Phrase
    anchor: Anchor = "start"
    colour: Colour = INK
    halo: bool = False
    """Whether it is kept apart from what it stands on by a white edge."""


Shape = Path | Rectangle | Marks | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a surface, the later ones above."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    letters: int = 12
    """The height of letters."""
