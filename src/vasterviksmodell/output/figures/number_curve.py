"""The value function of numbers as a curve, with the sites on it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.target_search.inverse import function_values
from vasterviksmodell.criteria import Limits
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.output import measure_texts
from vasterviksmodell.output.document.cells import Shortened
from vasterviksmodell.output.figures.drawing import Anchor, Drawing, Marks, Path, Point, Rectangle, Shape, Text
from vasterviksmodell.output.figures.palette import LIMIT, QUIET, SHADE, SITE, UNKNOWN, Colour
from vasterviksmodell.output.figures.window import Window

if TYPE_CHECKING:
    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.criteria import Criterion, Requirement
    from vasterviksmodell.value_functions import ValueFunction

_WIDTH, _LEFT, _RIGHT = 320, 30, 314
_BAND, _PLOT = 16, 84
"""The height of a line of letters above the curve, and of the curve."""
_ROW, _ROWS = 4, 5
"""The height of a row of intervals, and how many there are at most; further ones share the last."""
_SAMPLES = 60
_NEAR = 0.2
"""Points so close to a straight line, in pixels, are left out."""
_TELLABLE = 2
"""Dots that are less apart, in pixels, look like one."""
_LONGEST = 30
_VALUE = Message("Value")
_REQUIRED = Message("required {limit}")
_FLAGGED = Message("warning unless {limit}")


def number_curve(
    criterion: "Criterion", function: "ValueFunction", measures: Sequence["Measured"], shown: Window
) -> Drawing:
    """Return the picture: the curve, limits, sites as dots on it, and intervals as lines below it."""
    limits = [*_limits(criterion)]
    plot = _Plot(shown, _BAND * max(len(limits), 1) + 2)
    intervals = _rows(plot, measures)
    height = plot.bottom + _ROW * (len(intervals) + 1) + 14
    shapes = (
        *_shades(plot, criterion.requirement),
        *_axes(plot, criterion, height - 3),
        *(shape for number, limit in enumerate(limits) for shape in _limit(plot, limit, number)),
        Path((_curve(plot, function),), QUIET, width=1.5),
        *_intervals(plot, intervals),
        *_dots(plot, function, measures),
    )
    return Drawing(_WIDTH, height, shapes, letters=11)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where measures and values stand in the picture."""

    shown: Window
    top: int

    @property
    def bottom(self) -> int:
        return self.top + _PLOT

    def x(self, measure: float) -> float:
        return _LEFT + (_RIGHT - _LEFT) * self.shown.share(measure)

    def y(self, value: float) -> float:
        return self.bottom - _PLOT * min(max(value, 0.0), 100.0) / 100


def _axes(plot: _Plot, criterion: "Criterion", line: float) -> Iterator[Shape]:
    yield Path((((_LEFT, plot.top), (_LEFT, plot.bottom), (_RIGHT, plot.bottom)),), QUIET)
    low, high = (Shortened(measure_texts.number(end, criterion), _LONGEST) for end in (plot.shown.low, plot.shown.high))
    yield Text(0, 10, _VALUE, colour=QUIET)
    yield Text(_LEFT, line, low, colour=QUIET)
    yield Text(_RIGHT, line, high, "end", QUIET)
    for value in (0, 100):
        yield Text(_LEFT - 4, plot.y(value) + 4, str(value), "end", QUIET)


@dataclass(frozen=True, slots=True)
class _Limit:
    ends: tuple[float, ...]
    text: Phrase
    colour: Colour


def _limits(criterion: "Criterion") -> Iterator[_Limit]:
    """Yield the requirement and the warning, where they are."""
    for limit, form, colour in ((criterion.requirement, _REQUIRED, LIMIT), (criterion.warning, _FLAGGED, UNKNOWN)):
        if isinstance(limit, Limits):
            ends = tuple(end for end in (limit.at_least, limit.at_most) if isfinite(end))
            yield _Limit(ends, form.format(limit=measure_texts.limit(limit, criterion)), colour)


def _limit(plot: _Plot, limit: _Limit, number: int) -> Iterator[Shape]:
    """Yield a line at each end of a limit, and its text above the curve."""
    line, places = _BAND * number + 10, [plot.x(end) for end in limit.ends]
    yield Path(tuple(((x, line + 4), (x, plot.bottom)) for x in places), limit.colour, dashed=limit.colour != LIMIT)
    middle = sum(places) / len(places)
    share = (middle - _LEFT) / (_RIGHT - _LEFT)
    anchor: Anchor = "start" if share < 0.4 else "end" if share > 0.6 else "middle"  # noqa: PLR2004
    yield Text(max(middle, _LEFT + 8) if anchor == "start" else middle, line, limit.text, anchor, limit.colour)


def _shades(plot: _Plot, requirement: "Requirement | None") -> Iterator[Shape]:
    """Yield the parts in which the requirement is not met."""
    if isinstance(requirement, Limits):
        low, high = plot.x(requirement.at_least), plot.x(requirement.at_most)
        for left, right in ((_LEFT, low), (high, _RIGHT)):
            if right > left:
                yield Rectangle(left, plot.top, right - left, _PLOT, SHADE)


def _curve(plot: _Plot, function: "ValueFunction") -> tuple[Point, ...]:
    low, high = plot.shown.low, plot.shown.high
    steps = _SAMPLES if function.curved else 1
    samples = (low + (high - low) * (number / steps) for number in range(steps + 1))
    places = sorted({*samples, high, *(place for place in function.bends if place in plot.shown)})
    values = function_values(function, places)
    return straightened([(plot.x(place), plot.y(value)) for place, value in zip(places, values, strict=True)])


def straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return a line without the points that lie close to the straight line between others.

    The way is that of Ramer (1972) and of Douglas and Peucker (1973).
    """
    first, *between, last = points
    apart = [_distance(point, first, last) for point in between]
    if not apart or max(apart) <= _NEAR:
        return first, last
    middle = apart.index(max(apart)) + 1
    return straightened(points[: middle + 1])[:-1] + straightened(points[middle:])


def _distance(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies above or below a line, or beside it where it is upright."""
    if end[0] == start[0]:
        return abs(point[0] - start[0])
    share = (point[0] - start[0]) / (end[0] - start[0])
    return abs(point[1] - start[1] - share * (end[1] - start[1]))


def _dots(plot: _Plot, function: "ValueFunction", measures: Iterable["Measured"]) -> Iterator[Shape]:
    """Yield a mark for each exact measure: a dot on the curve, a triangle for those beyond the picture."""
    places = sorted({measured.low for measured in measures if measured.is_exact and measured.low is not None})
    values = function_values(function, places)
    points = {place: (float(round(plot.x(place))), float(round(plot.y(value))))
              for place, value in zip(places, values, strict=True)}  # fmt: skip
    inside = tuple(_apart(sorted({point for place, point in points.items() if place in plot.shown})))
    beyond = sorted({point for place, point in points.items() if place not in plot.shown})
    if inside:
        yield Marks("circle", inside, 3, SITE)
    if beyond:
        yield Marks("triangle", tuple(beyond), 4, SITE)


def _apart(points: Iterable[Point]) -> Iterator[Point]:
    """Yield points in order, without those that could not be told from the one before."""
    last: Point | None = None
    for point in points:
        if last is None or point[0] - last[0] >= _TELLABLE or abs(point[1] - last[1]) >= _TELLABLE:
            yield point
            last = point


Interval = tuple[float, float]


def _rows(plot: _Plot, measures: Iterable["Measured"]) -> list[list[Interval]]:
    """Return the intervals, each once, in rows in which none lies above another while there are rows enough."""
    rows: list[list[Interval]] = []
    for left, right in sorted({_interval(plot, measured) for measured in measures if _is_interval(measured)}):
        free = next((row for row in rows if row[-1][1] + 3 < left), None)
        if free is None and len(rows) < _ROWS:
            rows.append([])
        (rows[-1] if free is None else free).append((left, right))
    return rows


def _is_interval(measured: "Measured") -> bool:
    return not measured.is_exact and not measured.is_unknown


def _interval(plot: _Plot, measured: "Measured") -> Interval:
    """Return the ends of an interval in whole pixels, at least two apart."""
    low, high = (plot.x(0.0 if end is None else end) for end in (measured.low, measured.high))
    left = min(round(low), _RIGHT - 2)
    return left, max(round(high), left + 2)


def _intervals(plot: _Plot, rows: Sequence[Sequence[Interval]]) -> Iterator[Shape]:
    lines = tuple(
        ((left, y), (right, y))
        for number, row in enumerate(rows, 1)
        for y in (plot.bottom + _ROW * number + 1,)
        for left, right in row
    )
    if lines:
        yield Path(lines, UNKNOWN, width=2)
