"""From a value back to a measure: where a value function first reaches a value on the way from a measure.

The inverse is found by evaluating the value function. Between its bends the function is monotonic, so the values at the
bends give the stretch in which it first reaches the value, and an ever finer grid gives the measure in that stretch.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import isfinite, isinf

import narwhals as nw
import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring.ranking import TOLERANCE
from vasterviksmodell.value_functions import ValueFunction

_PARTS = 64
_ROUNDING = 1e-10
CLOSE = TOLERANCE / 100
"""Smaller differences, in value and in points, are rounding errors: far below the tolerance of ties."""


def values_at(criterion: Criterion, measures: Sequence[float | str]) -> list[float]:
    """Return the values of measures; `ValueError` when the criterion is not scored."""
    if criterion.value is None:
        raise ValueError(f"'{criterion.id}' is not scored")
    return function_values(criterion.value, measures)


def function_values(function: ValueFunction, measures: Sequence[float | str]) -> list[float]:
    """Return the values of a value function at measures."""
    kind = pl.String if function.domain == "categories" else pl.Float64
    frame = nw.from_native(pl.DataFrame({"measure": list(measures)}, schema={"measure": kind}))
    value = function.expression(nw.col("measure"), nw).alias("value")
    return [float(worth) for worth in frame.select(value)["value"].to_list()]


def first_reaching(criterion: Criterion, start: float, end: float, value: float) -> float | None:
    """Return the first measure on the way from the start to the end that has a value; None when none has.

    A bend or an end has the value when it lacks less than makes two scores differ.
    """
    stops = [start] if start == end else stops_between(criterion, start, end)
    enough = value - value_tolerance(criterion)
    here, *found = values_at(criterion, stops)
    if here >= enough:
        return start
    for (before, after), worth in zip(pairwise(stops), found, strict=True):
        if worth >= enough:
            aim = min(value, worth) - CLOSE
            if not isfinite(before):
                return _shortened(criterion, after, aim, (after, after))
            return _shortened(criterion, _first_between(criterion, before, after, aim), aim, (before, after))
    return None


def value_tolerance(criterion: Criterion) -> float:
    """Return by how much two values may differ so that the scores, all else equal, still tie."""
    return TOLERANCE / float(criterion.weight)


def _shortened(criterion: Criterion, measure: float, value: float, stretch: tuple[float, float]) -> float:
    """Shorten a measure where that changes it by rounding alone: `500`, not `500.00000000000034`.

    Rounding to significant digits never gives 0, so 0 is tried separately.
    """
    low, high = sorted(stretch)
    near_zero = low <= 0 <= high and abs(measure) <= _ROUNDING * (high - low)
    shorter = [float(f"{measure:.{digits}g}") for digits in range(1, 16)]
    near = [place for place in shorter if abs(place - measure) <= _ROUNDING * abs(measure)]
    places = [*([0.0] if near_zero else []), *near, measure]
    return next(place for place, worth in zip(places, values_at(criterion, places), strict=True) if worth >= value)


def stops_between(criterion: Criterion, start: float, end: float) -> list[float]:
    """Return the start, the bends on the way, and the end if it is finite: beyond all bends nothing changes."""
    bends = criterion.value.bends if criterion.value is not None else ()
    inner = sorted((bend for bend in bends if min(start, end) < bend < max(start, end)), reverse=start > end)
    return [start, *inner, *([end] if isfinite(end) else [])]


def _first_between(criterion: Criterion, below: float, reached: float, value: float) -> float:
    """Return the first measure after `below`, up to `reached`, that has the value."""
    while True:
        step = reached / _PARTS - below / _PARTS if isinf(reached - below) else (reached - below) / _PARTS
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
