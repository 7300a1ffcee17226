"""Criteria → columns of a frame: values, truth of requirements, score interval, coverage, status.

Additive value model: a score is Σ weight · value. Everything here is an expression; nothing is computed until
the engine runs it.
"""

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from importlib import import_module
from math import floor, lcm
from operator import add
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

from vasterviksmodell.criteria import Criteria, Range
from vasterviksmodell.criteria.model import UnknownScore
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.measure import Measure
from vasterviksmodell.scoring.requirements import status, truth
from vasterviksmodell.value_functions import ValueFunction
from vasterviksmodell.value_functions.parameters import Engine, Expr, divided

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    from numpy.typing import NDArray

Value = TypeVar("Value", "nw.Expr", pl.Expr, float, Fraction, "NDArray[np.float64]")


def value_that_counts(low: Value, high: Value, unknown: UnknownScore) -> Value:
    """Return the end of an interval of values that counts in the score, or its middle, as the criteria file says.

    >>> value_that_counts(20.0, 80.0, "low"), value_that_counts(20.0, 80.0, "middle")
    (20.0, 50.0)
    >>> value_that_counts(Fraction(1), Fraction(2), "high")
    Fraction(2, 1)
    """
    match unknown:
        case "low":
            return low
        case "middle":
            return (low + high) / 2
        case "high":
            return high


Bounds = Mapping[str, tuple[float, float]]
"""The lowest and highest value over the whole range of the measure, by criterion id."""


def _values_at_ends(measure: Measure[Expr], function: ValueFunction) -> dict[str, Expr]:
    """Return columns with the value at a point or category, or at both ends of an interval."""
    if not measure.columns:
        return {}
    if measure.is_point:
        return {_column_at(measure, "point"): function.expression(measure.first, measure.engine)}
    return {
        _column_at(measure, "low"): function.expression(measure.low, measure.engine),
        _column_at(measure, "high"): function.expression(measure.high, measure.engine),
    }


def _column_at(measure: Measure[Any], where: str) -> str:
    return f"{measure.criterion.id}__at_{where}"


def _extremes(measure: Measure[Expr], function: ValueFunction, bounds: Bounds) -> tuple[Expr, Expr]:
    """Return the lowest and highest value of a measure, from the columns of `_values_at_ends`."""
    if measure.columns and not measure.is_point:
        return _over_interval(measure, function)
    value = measure.engine.col(_column_at(measure, "point"))
    if measure.complete:
        return value, value
    worst, best = bounds[measure.criterion.id]
    if not measure.columns:
        return measure.engine.lit(worst), measure.engine.lit(best)
    return value.fill_null(worst), value.fill_null(best)


def _over_interval(measure: Measure[Expr], function: ValueFunction) -> tuple[Expr, Expr]:
    """Return the extremes on an interval: at its ends, or where the function turns inside it."""
    engine = measure.engine
    ends = engine.col(_column_at(measure, "low")), engine.col(_column_at(measure, "high"))
    turns = [
        engine.when((measure.low < place) & (measure.high > place)).then(engine.lit(value)).otherwise(ends[0])
        for place, value in function.turning_points
    ]
    return engine.min_horizontal(*ends, *turns), engine.max_horizontal(*ends, *turns)


def _value_bounds(scored: Sequence[tuple[Measure[Any], ValueFunction]]) -> Bounds:
    """Return the lowest and highest value over the whole range of each measure that may be unknown."""
    uncertain = [
        (measure.criterion, function)
        for measure, function in scored
        if not (measure.complete or len(measure.columns) > 1)
    ]
    numbers = [(criterion, function) for criterion, function in uncertain if criterion.kind == "number"]
    ends = pl.DataFrame({criterion.id: [criterion.range.low, criterion.range.high] for criterion, _ in numbers})
    at_ends = ends.select(
        function.expression(pl.col(criterion.id), pl).alias(criterion.id) for criterion, function in numbers
    )
    values = at_ends.to_dict(as_series=False)
    return {
        criterion.id: _bounds(function, criterion.range, values.get(criterion.id, []))
        for criterion, function in uncertain
    }


def _bounds(function: ValueFunction, span: Range, at_ends: list[float]) -> tuple[float, float]:
    turns = [value for place, value in function.turning_points if span.low < place < span.high]
    values = [*function.category_values.values(), *at_ends, *turns]
    return min(values), max(values)


Frame = TypeVar("Frame", pl.LazyFrame, pl.DataFrame, "nw.LazyFrame[Any]", "nw.DataFrame[Any]")
_EXACT = 2**53 // 100
"""Up to this sum of weights, points times 100 are whole numbers that floating point adds exactly."""
_ROUNDED = 2**46
_AT_A_TIME = 64
"""The most criteria summed in one expression; the time an engine takes for one grows with its square."""
_SUMMED = (names.SCORE_LOW, names.SCORE_HIGH, names.KNOWN_WEIGHT)


def evaluate(
    frame: Frame, criteria: Criteria, columns: Mapping[str, tuple[str, ...]], complete: Collection[str] = ()
) -> Frame:
    """Add the columns of `names` to a frame: those of each criterion, then the summary. The status is a number.

    `complete`: the ids of criteria with one column in which nothing is unknown, which takes fewer expressions.

    A frame of Polars is not wrapped in Narwhals: building the expressions would take several times as long.
    """
    engine: Engine[Any] = pl if isinstance(frame, pl.LazyFrame | pl.DataFrame) else import_module("narwhals")
    measures = {
        criterion.id: Measure(criterion, columns.get(criterion.id, ()), engine, criterion.id in complete)
        for criterion in criteria.criteria
    }
    scored = [(measures[criterion.id], criterion.value) for criterion in criteria.scored if criterion.value is not None]
    added = {name: expr for measure, function in scored for name, expr in _values_at_ends(measure, function).items()}
    frame = frame.with_columns(**added, **_truths(criteria, measures))
    bounds = _value_bounds(scored)
    frame = frame.with_columns(
        *(expr for measure, function in scored for expr in _value_columns(measure, function, bounds))
    )
    points, whole = integer_weights(criteria)
    frame = frame.with_columns(_status(criteria, engine)).drop(*added)
    for start in range(0, len(scored), _AT_A_TIME):
        some = [measures[criterion.id] for criterion in criteria.scored[start : start + _AT_A_TIME]]
        frame = frame.with_columns(**_sums(some, points, going_on=start > 0))
    shares = {name: divided(engine.col(name), whole, engine.col(name)) for name in _SUMMED}
    frame = frame.with_columns(**shares, **{names.COVERAGE: _coverage(whole, engine)})
    score = value_that_counts(engine.col(names.SCORE_LOW), engine.col(names.SCORE_HIGH), criteria.unknown)
    return frame.with_columns(score.alias(names.SCORE))


def _truths(criteria: Criteria, measures: Mapping[str, Measure[Expr]]) -> dict[str, Expr]:
    required = {
        names.requirement(criterion): truth(measures[criterion.id], criterion.requirement)
        for criterion in criteria.criteria
        if criterion.requirement
    }
    flagged = {
        names.warning(criterion): truth(measures[criterion.id], criterion.warning)
        for criterion in criteria.criteria
        if criterion.warning
    }
    return required | flagged


def _value_columns(measure: Measure[Expr], function: ValueFunction, bounds: Bounds) -> list[Expr]:
    low, high = _extremes(measure, function, bounds)
    return [low.alias(names.value_low(measure.criterion)), high.alias(names.value_high(measure.criterion))]


def _status(criteria: Criteria, engine: Engine[Expr]) -> Expr:
    return status(
        [(criterion, engine.col(names.requirement(criterion))) for criterion in criteria.screened], engine
    ).alias(names.STATUS)


def _sums(measures: Sequence[Measure[Expr]], points: Mapping[str, float], *, going_on: bool) -> dict[str, Expr]:
    """Return scores and the known weight in points, with some criteria added in their order to those before."""
    engine = measures[0].engine
    weighed = [(measure, points[measure.criterion.id]) for measure in measures]
    known = [
        engine.when(measure.known).then(engine.lit(weight)).otherwise(engine.lit(0.0)) for measure, weight in weighed
    ]
    terms: dict[str, list[Expr]] = {
        names.SCORE_LOW: [engine.col(names.value_low(measure.criterion)) * weight for measure, weight in weighed],
        names.SCORE_HIGH: [engine.col(names.value_high(measure.criterion)) * weight for measure, weight in weighed],
        names.KNOWN_WEIGHT: known,
    }
    before = {name: [engine.col(name)] if going_on else [] for name in terms}
    return {name: reduce(add, before[name] + added) for name, added in terms.items()}


def _coverage(whole: float, engine: Engine[Expr]) -> Expr:
    """Return the share of the score that the data determine, from the lowest and highest score in points.

    Σ weight · (1 − width of the value / 100) is what the width of the whole score leaves of 100.
    """
    low, high = engine.col(names.SCORE_LOW), engine.col(names.SCORE_HIGH)
    return divided(100 * whole - (high - low), 100 * whole, low)


def integer_weights(criteria: Criteria) -> tuple[dict[str, float], float]:
    """Return the weights as integers (held as floats) by criterion id, and their sum.

    Whole numbers make sums exact: a site worth 100 on every criterion scores 100, not 99.99999999999999. Weights
    with too many digits for that are rounded, by largest remainder, to parts of 2⁴⁶ (1.4e-14).
    """
    whole = lcm(*(criterion.weight.denominator for criterion in criteria.scored))
    if whole <= _EXACT:
        return {criterion.id: float(criterion.weight * whole) for criterion in criteria.scored}, float(whole)
    points = {criterion.id: criterion.weight * _ROUNDED for criterion in criteria.scored}
    left = _ROUNDED - sum(floor(part) for part in points.values())
    upwards = sorted(points, key=lambda id: floor(points[id]) - points[id])[:left]
    return {id: float(floor(part) + (id in upwards)) for id, part in points.items()}, float(_ROUNDED)
