"""From measures to values: the lowest and highest that each can be worth.

In two steps, because engines and Narwhals work a column out once: first the value function at the known points of a
measure, then the extremes over all that the measure can be.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criterion, Range
from vasterviksmodell.scoring.measures import Measure
from vasterviksmodell.value_functions import ValueFunction
from vasterviksmodell.value_functions.engine import Expr

Bounds = Mapping[str, tuple[float, float]]
"""By criterion id: the lowest and highest value over everything the measure can be."""


def at_points(measure: Measure[Expr], function: ValueFunction) -> dict[str, Expr]:
    """Columns with the value at a point or category, or at both ends of an interval."""
    if not measure.columns:
        return {}
    if measure.is_point:
        return {_at(measure, "point"): function.expression(measure.first, measure.engine)}
    return {
        _at(measure, "low"): function.expression(measure.low, measure.engine),
        _at(measure, "high"): function.expression(measure.high, measure.engine),
    }


def _at(measure: Measure[Any], where: str) -> str:
    return f"{measure.criterion.id}__at_{where}"


def extremes(measure: Measure[Expr], function: ValueFunction, bounds: Bounds) -> tuple[Expr, Expr]:
    """The lowest and highest value of a measure, from the columns of `at_points`."""
    if measure.columns and not measure.is_point:
        return _over_interval(measure, function)
    worst, best = bounds[measure.criterion.id]
    if not measure.columns:
        return measure.engine.lit(worst), measure.engine.lit(best)
    value = measure.engine.col(_at(measure, "point"))
    return value.fill_null(worst), value.fill_null(best)


def _over_interval(measure: Measure[Expr], function: ValueFunction) -> tuple[Expr, Expr]:
    """The extremes on an interval: at its ends, or where the function turns inside it."""
    engine = measure.engine
    ends = engine.col(_at(measure, "low")), engine.col(_at(measure, "high"))
    turns = [
        engine.when((measure.low < place) & (measure.high > place)).then(engine.lit(value)).otherwise(ends[0])
        for place, value in function.turning_points
    ]
    return engine.min_horizontal(*ends, *turns), engine.max_horizontal(*ends, *turns)


def value_bounds(measures: Sequence[Measure[Any]]) -> Bounds:
    """What each measure that may be unknown can be worth at all: its value function over its whole range."""
    unsure = [it.criterion for it in measures if it.is_point or not it.columns]
    numbers = [it for it in unsure if it.kind == "number"]
    ends = pl.DataFrame({it.id: [it.range.low, it.range.high] for it in numbers})
    at_ends = ends.select(it.value.expression(pl.col(it.id), pl).alias(it.id) for it in numbers if it.value is not None)
    return {it.id: _bounds(it, at_ends[it.id].to_list() if it in numbers else []) for it in unsure}


def _bounds(criterion: Criterion, at_ends: list[float]) -> tuple[float, float]:
    function = criterion.value
    if function is not None:
        worths = [*function.category_values.values(), *at_ends, *_turns_inside(function, criterion.range)]
    return min(worths), max(worths)


def _turns_inside(function: ValueFunction, span: Range) -> list[float]:
    return [value for place, value in function.turning_points if span.low < place < span.high]
