"""From a value back to a measure: where a value function first reaches a value, going out from a measure.

The function itself is asked, nothing is computed a second way: between its knots it moves one way only, so the stretch
where it first reaches the value is found at the knots, and the place in it by asking at ever closer measures.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import isfinite

import narwhals as nw
import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring.value_functions import value_of

_PARTS = 64
_FARTHER = [2.0**power for power in range(60)]
_ROUNDING = 1e-10
_CLOSE = 1e-11
"""So much less in value is the same: it is far below what ties are judged by."""


def values_at(criterion: Criterion, measures: Sequence[float | str]) -> list[float]:
    """What measures are worth."""
    if criterion.value is None:
        raise ValueError(f"'{criterion.id}' is not scored")
    kind = pl.Float64 if criterion.kind == "number" else pl.String
    frame = nw.from_native(pl.DataFrame({"measure": list(measures)}, schema={"measure": kind}))
    value = value_of(criterion.value, nw.col("measure")).alias("value")
    return [float(it) for it in frame.select(value)["value"].to_list()]


def first_reaching(criterion: Criterion, start: float, end: float, value: float) -> float | None:
    """The measure nearest to the start, on the way to the end, that is worth a value; None when none is."""
    value -= _CLOSE
    stops = [start] if start == end else stops_between(criterion, start, end)
    worths = values_at(criterion, stops)
    if worths[0] >= value:
        return start
    for (before, after), worth in zip(pairwise(stops), worths[1:], strict=True):
        if worth >= value:
            return _tidy(criterion, _narrowed(criterion, before, after, value), value)
    return None


def _tidy(criterion: Criterion, measure: float, value: float) -> float:
    """The measure with fewer digits, where that changes it by rounding alone: `500`, not `500.00000000000034`."""
    for digits in range(1, 16):
        rounded = float(f"{measure:.{digits}g}")
        if abs(rounded - measure) <= _ROUNDING * abs(measure) and values_at(criterion, [rounded])[0] >= value:
            return rounded
    return measure


def stops_between(criterion: Criterion, start: float, end: float) -> list[float]:
    """The start, the knots on the way, and the end; instead of infinity, measures ever farther off."""
    knots = criterion.value.knots if criterion.value is not None else ()
    low, high = min(start, end), max(start, end)
    inner = [knot for knot in sorted(knots) if low < knot < high]
    fixed = inner or [end for end in (low, high) if isfinite(end)] or [0.0]
    below = [low] if isfinite(low) else [fixed[0] - far for far in reversed(_FARTHER)]
    above = [high] if isfinite(high) else [fixed[-1] + far for far in _FARTHER]
    return [*below, *inner, *above][:: 1 if start <= end else -1]


def _narrowed(criterion: Criterion, below: float, reached: float, value: float) -> float:
    """The first measure after `below`, up to `reached`, that is worth the value."""
    while True:
        step = (reached - below) / _PARTS
        places = [below + step * number for number in range(1, _PARTS)]
        places = [place for place in dict.fromkeys(places) if place not in (below, reached)]
        if not places:
            return reached
        worths = values_at(criterion, places)
        hit = next((number for number, worth in enumerate(worths) if worth >= value), len(places))
        if hit < len(places):
            reached = places[hit]
        if hit:
            below = places[hit - 1]
