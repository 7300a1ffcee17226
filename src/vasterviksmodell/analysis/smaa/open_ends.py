"""How far a measure is drawn where its range has no end.

Up to the outermost measure at which its value still changes: the last point of a piecewise linear function, and with a
smooth one the measure at which the value is within 1 of its limit. Where the value jumps (steps) and at the limit of a
requirement both sides must be possible, so the draws reach at least as far beyond as it is from the other end: an
unknown measure with the limit `at_most: 4000` and the range from 0 is drawn up to 8000. This is a choice, and no
knowledge: a range with both ends in the criteria file takes its place.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import isfinite, log, log2, sqrt

from vasterviksmodell.criteria import Criterion, Limits, Range
from vasterviksmodell.criteria.value_functions import Decay, Gaussian, Logistic, Points, Steps, ValueFunction

_NEAR = 1.0
"""So close to its limit, in points of value, a smooth function counts as there."""
_FARTHEST = 1e300
"""Beyond this, numbers overflow."""


def drawn_range(criteria: Sequence[Criterion], span: Range) -> Range:
    """A range with ends, for all criteria that read one measure; the range itself when it has both."""
    if isfinite(span.low) and isfinite(span.high):
        return span
    ends, jumps = (
        [min(max(it, -_FARTHEST), _FARTHEST) for criterion in criteria for it in found(criterion)]
        for found in (_turns, _jumps)
    )
    places = [*ends, *jumps, *filter(isfinite, (span.low, span.high))] or [0.0]
    low = span.low if isfinite(span.low) else min(places)
    high = span.high if isfinite(span.high) else max(places)
    lowest, highest = min([low, *(2 * it - high for it in jumps)]), max([high, *(2 * it - low for it in jumps)])
    if lowest == highest:  # all that matters happens at one place
        lowest, highest = lowest - 1, highest + 1
    return Range(max(span.low, lowest), min(span.high, highest))


def _turns(criterion: Criterion) -> tuple[float, ...]:
    """The outermost measures between which the value changes steadily."""
    function = criterion.value if criterion.scored else None
    match function:
        case Points():
            return tuple(_bends(function))
        case Logistic():
            away = log(100 / _NEAR - 1) / abs(function.logistic.steepness)
            return function.logistic.midpoint - away, function.logistic.midpoint + away
        case Gaussian():
            away = function.gaussian.width * sqrt(2 * log(100 / _NEAR))
            return function.gaussian.target - away, function.gaussian.target + away
        case Decay():
            return 0.0, function.decay.half * log2(100 / _NEAR)
        case _:
            return ()


def _bends(function: Points) -> Iterator[float]:
    """Both ends of every stretch that is not flat."""
    knots = list(function.points.items())
    for (start, before), (end, after) in pairwise(knots):
        if before != after:
            yield from (start, end)


def _jumps(criterion: Criterion) -> tuple[float, ...]:
    """The measures at which the value jumps or a requirement begins to fail."""
    limit = criterion.requirement
    limits = filter(isfinite, (limit.at_least, limit.at_most)) if isinstance(limit, Limits) else ()
    return (*_steps(criterion.value if criterion.scored else None), *limits)


def _steps(function: ValueFunction | None) -> Iterator[float]:
    if isinstance(function, Steps):
        steps = list(function.steps.items())
        for (_, before), (start, after) in pairwise(steps):
            if before != after:
                yield start
