"""How far a measure is drawn where its range has no end.

Up to the outermost measure at which its value still changes: the last point of a piecewise linear function, and with a
smooth one the measure at which the value is within 1 of its limit. Where the value jumps (steps) and at the limit of a
requirement both sides must be possible, so the draws reach at least as far beyond as it is from the other end: an
unknown measure with the limit `at_most: 4000` and the range from 0 is drawn up to 8000. This is a choice, and no
knowledge: a range with both ends in the criteria file takes its place.
"""

from collections.abc import Sequence
from math import isfinite

from vasterviksmodell.criteria import Criterion, Limits, Range

_FARTHEST = 1e300
"""Beyond this, numbers overflow."""


def drawn_range(criteria: Sequence[Criterion], span: Range) -> Range:
    """A range with ends, for all criteria that read one measure; the range itself when it has both."""
    if isfinite(span.low) and isfinite(span.high):
        return span
    ends, jumps = (
        [min(max(it, -_FARTHEST), _FARTHEST) for criterion in criteria for it in found(criterion)]
        for found in (_slopes, _jumps)
    )
    places = [*ends, *jumps, *filter(isfinite, (span.low, span.high))] or [0.0]
    low = span.low if isfinite(span.low) else min(places)
    high = span.high if isfinite(span.high) else max(places)
    lowest, highest = min([low, *(2 * it - high for it in jumps)]), max([high, *(2 * it - low for it in jumps)])
    if lowest == highest:  # all that matters happens at one place
        lowest, highest = lowest - 1, highest + 1
    return Range(max(span.low, lowest), min(span.high, highest))


def _slopes(criterion: Criterion) -> tuple[float, ...]:
    """Return the measures between which the value changes steadily."""
    return criterion.value.slopes if criterion.scored and criterion.value else ()


def _jumps(criterion: Criterion) -> tuple[float, ...]:
    """Return the measures at which the value jumps or a requirement begins to fail."""
    limit = criterion.requirement
    limits = filter(isfinite, (limit.at_least, limit.at_most)) if isinstance(limit, Limits) else ()
    return (*(criterion.value.jumps if criterion.scored and criterion.value else ()), *limits)
