"""Drawings as SVG, in few bytes; looks stand in attributes, because a strict policy of a page forbids inline styles."""

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import assert_never

from vasterviksmodell.i18n import Phrase, written
from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.figures.drawing import Drawing, Mark, Marks, Path, Point, Rectangle, Shape, Text
from vasterviksmodell.output.figures.palette import WHITE, Colour
from vasterviksmodell.output.safe_text import safe

_SPACE = 'xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" '
_OUTLINES: dict[Mark, tuple[tuple[Point, ...], ...]] = {
    "square": (((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),),
    "diamond": (((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),),
    "triangle": (((0, -1.2), (1.1, 0.8), (-1.1, 0.8)),),
    "cross": (((-1, -1), (1, 1)), ((1, -1), (-1, 1))),
}
"""The corners of marks of radius 1."""


def svg(drawing: Drawing, language: Language, text: Phrase | None = None) -> str:
    """Return a drawing as an image of its own, with what it shows as a text where that is given."""
    return _svg(drawing, language, text, _SPACE)


def inline(drawing: Drawing, language: Language, text: Phrase) -> str:
    """Return a drawing as an element of a page, with what it shows as a text."""
    return _svg(drawing, language, text, "")


def _svg(drawing: Drawing, language: Language, text: Phrase | None, space: str) -> str:
    said = "" if text is None else f'role="img" aria-label="{safe(written(text, language))}" '
    size = f'width="{drawing.width}" height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}"'
    shapes = "".join(_shapes(drawing.shapes, language))
    return f'<svg {space}{said}{size} fill="none" font-size="{drawing.letters}">{shapes}</svg>'


def _shapes(shapes: Iterable[Shape], language: Language) -> Iterator[str]:
    """Yield shapes in order; texts in a row that look alike say it once."""
    for look, alike in groupby(shapes, lambda shape: _look_of_text(shape) if isinstance(shape, Text) else ""):
        drawn = "".join(_shape(shape, language) for shape in alike)
        yield f"<g{look}>{drawn}</g>" if look and drawn else drawn


def _shape(shape: Shape, language: Language) -> str:
    match shape:
        case Path(lines, stroke, fill, width, dashed, closed):
            dashes = ' stroke-dasharray="4 3"' if dashed else ""
            return _path(_way(lines, closed=closed), _look(fill, stroke, width) + dashes)
        case Rectangle(x, y, width, height, fill, stroke):
            where = f'x="{plain(x)}" y="{plain(y)}" width="{plain(width)}" height="{plain(height)}"'
            return f"<rect {where}{_look(fill, stroke, 1)}/>"
        case Marks():
            return _marks(shape)
        case Text(x, y, phrase):
            said = safe(written(phrase, language))
            return f'<text x="{plain(x)}" y="{plain(y)}">{said}</text>' if said else ""
        case _:
            assert_never(shape)


def _look(fill: Colour | None, stroke: Colour | None, width: float) -> str:
    """Return the attributes that say how a shape looks, where it is not as all others are."""
    inner = f' fill="{fill}"' if fill is not None else ""
    pen = f' stroke="{stroke}"' if stroke is not None else ""
    thickness = f' stroke-width="{plain(width)}"' if stroke is not None and width != 1 else ""
    return inner + pen + thickness


def _look_of_text(text: Text) -> str:
    anchor = f' text-anchor="{text.anchor}"' if text.anchor != "start" else ""
    edge = f' stroke="{WHITE}" stroke-width="3" paint-order="stroke"' if text.halo else ""
    return f'{anchor} fill="{text.colour}"{edge}'


def _marks(marks: Marks) -> str:
    if marks.kind == "circle":
        inner = _dots(marks.points, marks.radius - 2, WHITE) if marks.open else ""
        return _dots(marks.points, marks.radius, marks.colour) + inner
    lines = [
        [(x + right * marks.radius, y + down * marks.radius) for right, down in line]
        for x, y in marks.points
        for line in _OUTLINES[marks.kind]
    ]
    if marks.kind == "cross":
        return _path(_way(lines), _look(None, marks.colour, 2))
    look = _look(WHITE, marks.colour, 2) if marks.open else _look(marks.colour, None, 1)
    return _path(_way(lines, closed=True), look)


def _dots(points: Iterable[Point], radius: float, colour: Colour) -> str:
    """Return dots as lines without length, of which only the round ends of the pen show."""
    return _path(_way([point] for point in points), f'{_look(None, colour, 2 * radius)} stroke-linecap="round"')


def _path(way: str, look: str) -> str:
    return f'<path d="{way}"{look}/>' if way else ""


def _way(lines: Iterable[Iterable[Point]], *, closed: bool = False) -> str:
    """Return the commands that draw lines, each point told by its way from the point before."""
    drawn, here = [], (0, 0)
    for line in map(_in_tenths, lines):
        drawn.append(_line(here, line) + ("z" if closed else "h0" if len(line) == 1 else ""))
        here = line[0] if closed else line[-1]
    return "".join(drawn)


def _in_tenths(line: Iterable[Point]) -> list[tuple[int, int]]:
    """Return points in tenths, without those that repeat the point before."""
    points = [(round(10 * x), round(10 * y)) for x, y in line]
    return points[:1] + [after for before, after in pairwise(points) if after != before]


def _line(here: tuple[int, int], points: list[tuple[int, int]]) -> str:
    """Return the commands of a line; a step straight to the side or down has a command of its own."""
    written, command = "", ""
    for number, (before, after) in enumerate(pairwise((here, *points))):
        right, down = after[0] - before[0], after[1] - before[1]
        needed = "m" if number == 0 else "l" if right and down else "h" if right else "v"
        first, second = (right, down) if needed in "ml" else (right or down, None)
        follows = needed == command or (command == "m" and needed == "l")
        written += _next(first) if follows else needed + _tenths(first)
        written += "" if second is None else _next(second)
        command = needed
    return written


def _next(tenths: int) -> str:
    """Return a number that follows another one, which a minus sign keeps apart from it."""
    number = _tenths(tenths)
    return number if number.startswith("-") else f" {number}"


def _tenths(tenths: int) -> str:
    return plain(tenths / 10)


def plain(number: float) -> str:
    """Return a number with at most one decimal.

    >>> plain(12.0), plain(0.54), plain(-0.04)
    ('12', '.5', '0')
    """
    text = f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
