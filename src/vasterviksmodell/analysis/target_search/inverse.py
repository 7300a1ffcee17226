"""From a value back to a measure: where a value function first reaches a value, going out from a measure.

The function itself is asked, nothing is computed a second way: between its bends it moves one way only, so the stretch
where it first reaches the value is found at the bends, and the place in it by asking at ever closer measures.
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
"""So much less is rounding, in value and in points: it is far below what ties are judged by."""


def values_at(criterion: Criterion, measures: Sequence[float | str]) -> list[float]:
    """Return what measures are worth."""
    if criterion.value is None:
        raise ValueError(f"'{criterion.id}' is not scored")
    return function_values(criterion.value, measures)


def function_values(function: ValueFunction, measures: Sequence[float | str]) -> list[float]:
    """Return the values of a value function at some measures."""
    kind = pl.String if function.domain == "categories" else pl.Float64
    frame = nw.from_native(pl.DataFrame({"measure": list(measures)}, schema={"measure": kind}))
    value = function.expression(nw.col("measure"), nw).alias("value")
    return [float(worth) for worth in frame.select(value)["value"].to_list()]


def first_reaching(criterion: Criterion, start: float, end: float, value: float) -> float | None:
    """Return the measure nearest to the start, on the way to the end, that is worth a value; None when none is.

    A bend or an end is worth it when it lacks less than tells two scores apart.
    """
    stops = [start] if start == end else stops_between(criterion, start, end)
    enough = value - slack(criterion)
    here, *found = values_at(criterion, stops)
    if here >= enough:
        return start
    for (before, after), worth in zip(pairwise(stops), found, strict=True):
        if worth >= enough:
            aim = min(value, worth) - CLOSE
            if not isfinite(before):
                return _tidy(criterion, after, aim, (after, after))
            return _tidy(criterion, _narrowed(criterion, before, after, aim), aim, (before, after))
    return None


def slack(criterion: Criterion) -> float:
    """Return by how much two values may differ so that the scores, all else equal, still tie."""
    return TOLERANCE / float(criterion.weight)


def _tidy(criterion: Criterion, measure: float, value: float, stretch: tuple[float, float]) -> float:
    """Shorten a measure where that changes it by rounding alone: `500`, not `500.00000000000034`.

    No number of digits makes nought of what lies beside it, so nought is tried by itself.
    """
    low, high = sorted(stretch)
    at_nought = low <= 0 <= high and abs(measure) <= _ROUNDING * (high - low)
    shorter = [float(f"{measure:.{digits}g}") for digits in range(1, 16)]
    near = [place for place in shorter if abs(place - measure) <= _ROUNDING * abs(measure)]
    places = [*([0.0] if at_nought else []), *near, measure]
    return next(place for place, worth in zip(places, values_at(criterion, places), strict=True) if worth >= value)


def stops_between(criterion: Criterion, start: float, end: float) -> list[float]:
    """Return the start, the bends on the way, and the end if it is finite: beyond all bends nothing changes."""
    bends = criterion.value.bends if criterion.value is not None else ()
    inner = sorted((bend for bend in bends if min(start, end) < bend < max(start, end)), reverse=start > end)
    return [start, *inner, *([end] if isfinite(end) else [])]


def _narrowed(criterion: Criterion, below: float, reached: float, value: float) -> float:
    """Return the first measure after `below`, up to `reached`, that is worth the value."""
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
