"""The part of a criterion's measures that a figure shows: where the value changes, the limits, and the sites nearby."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from sys import float_info
from typing import TYPE_CHECKING

from vasterviksmodell.criteria import Limits

if TYPE_CHECKING:
    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.criteria import Criterion, Range
    from vasterviksmodell.value_functions import ValueFunction

_BESIDE = 1.0
"""How far sites widen the window on each side, in widths of what must be shown."""
_MARGIN = 0.1
"""How much is shown beyond what must be, in widths: a step or a limit at the very end would not be seen."""
_CLOSE = 0.25
"""An end of the range that is so close, in widths, is shown."""
_PARTS = 10
"""Ends are round to about this part of the width."""
_LARGEST = float_info.max / 8
"""Beyond this, widths could not be computed; no measure is so large."""
_EXACT = 2.0**53
"""Whole numbers below this are exact."""


@dataclass(frozen=True, slots=True)
class Window:
    low: float
    high: float
    """Above `low`, both finite."""

    def share(self, measure: float) -> float:
        """Return how far a measure lies on the way from the low end, 0, to the high end, 1; not beyond them."""
        inside = min(max(measure, self.low), self.high)
        return (inside - self.low) / (self.high - self.low)

    def __contains__(self, measure: float) -> bool:
        return self.low <= measure <= self.high


def window(criterion: "Criterion", function: "ValueFunction", measures: Iterable["Measured"]) -> Window:
    """Return what is shown of a criterion: all that decides a value or a status, and sites that lie not far away."""
    span = criterion.range
    needed = [*_scale(function, span), *limit_ends(criterion)] or [
        end for end in (span.low, span.high) if isfinite(end)
    ]
    ends = [*map(_bounded, needed)] or [0.0, 1.0]
    low, high = min(ends), max(ends)
    beside = _bounded(_BESIDE * (high - low) or abs(low) or 1.0)
    ends += [low - _MARGIN * beside, high + _MARGIN * beside]
    ends += [_bounded(end) for measured in measures for end in known_ends(measured)]
    low = _beyond(max(min(ends), low - beside), span.low, _CLOSE * beside)
    high = _beyond(min(max(ends), high + beside), span.high, _CLOSE * beside)
    return _rounded(_bounded(low), _bounded(high), span)


def _bounded(end: float) -> float:
    return min(max(end, -_LARGEST), _LARGEST)


def limit_ends(criterion: "Criterion") -> Iterator[float]:
    """Yield the measures at which a requirement or a warning begins or ends."""
    for limit in (criterion.requirement, criterion.warning):
        if isinstance(limit, Limits):
            yield from (end for end in (limit.at_least, limit.at_most) if isfinite(end))


def known_ends(measured: "Measured") -> Iterator[float]:
    """Yield the ends of a measure that are more than the ends of the range."""
    span = measured.criterion.range
    if measured.low is not None and (measured.is_exact or measured.low > span.low):
        yield measured.low
    if measured.high is not None and (measured.is_exact or measured.high < span.high):
        yield measured.high


def _scale(function: "ValueFunction", span: "Range") -> Iterator[float]:
    """Yield the measures that must be shown of a value function, as far as they can be."""
    for place in (*function.scale, *function.slopes):
        if isfinite(place):
            yield min(max(place, span.low), span.high)


def _beyond(end: float, limit: float, close: float) -> float:
    """Return the end of the range in place of one that is close to it."""
    return limit if abs(end - limit) <= close else end


def _rounded(low: float, high: float, span: "Range") -> Window:
    """Return a window whose ends are round numbers, where the range does not end before them."""
    if not low < high:
        low, high = low - (abs(low) / 10 or 1.0), high + (abs(high) / 10 or 1.0)
    exponent = floor(log10((high - low) / _PARTS))
    lower = max(_round_end(low, exponent, floor), span.low)
    higher = min(_round_end(high, exponent, ceil), span.high)
    return Window(lower, higher) if lower < higher else Window(low, high)


def _round_end(end: float, exponent: int, nearest: Callable[[float], int]) -> float:
    """Return the next multiple of a power of ten, where floating point can tell it."""
    unit = 10.0**exponent
    if unit == 0 or not abs(end) / unit < _EXACT:
        return end
    return round(nearest(end / unit) * unit, -exponent)
