"""Criteria → columns of a frame: values, truth of requirements, score interval, coverage, status.

Additive value model: a score is Σ weight · value. Everything here is an expression; nothing is computed until
the engine runs it.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from math import floor, lcm
from operator import add
from typing import Any, TypeVar

import narwhals as nw

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.criteria.value_functions import ValueFunction
from vasterviksmodell.scoring import names, values
from vasterviksmodell.scoring.counting import counting
from vasterviksmodell.scoring.division import divided
from vasterviksmodell.scoring.measures import Measure
from vasterviksmodell.scoring.requirements import status, truth

Frame = TypeVar("Frame", "nw.LazyFrame[Any]", "nw.DataFrame[Any]")
_EXACT = 2**53 // 100
"""Up to so large a whole, points times 100 are whole numbers that floating point adds exactly."""
_ROUNDED = 2**46


def evaluate(frame: Frame, criteria: Criteria, columns: Mapping[str, tuple[str, ...]]) -> Frame:
    """The frame with the columns of `names`: each criterion's, then the summary. The status is a number."""
    measures = {it.id: Measure(it, columns.get(it.id, ())) for it in criteria.criteria}
    scored = [(measures[it.id], it.value) for it in criteria.scored if it.value is not None]
    at_points = {name: expr for it, function in scored for name, expr in values.at_points(it, function).items()}
    frame = frame.with_columns(**at_points, **_truths(criteria, measures))
    bounds = values.value_bounds([it for it, _ in scored])
    frame = frame.with_columns(*(expr for it, function in scored for expr in _extremes(it, function, bounds)))
    points, whole = shares(criteria)
    frame = frame.with_columns(*_sums(criteria, measures, points)).drop(*at_points)
    sums = {name: nw.col(name) for name in (names.SCORE_LOW, names.SCORE_HIGH, names.COVERAGE)}
    frame = frame.with_columns(**{name: divided(it, whole, it) for name, it in sums.items()})
    score = counting(nw.col(names.SCORE_LOW), nw.col(names.SCORE_HIGH), criteria.unknown)
    return frame.with_columns(score.alias(names.SCORE))


def _truths(criteria: Criteria, measures: Mapping[str, Measure]) -> dict[str, nw.Expr]:
    required = {
        names.requirement(it): truth(measures[it.id], it.requirement) for it in criteria.criteria if it.requirement
    }
    flagged = {names.warning(it): truth(measures[it.id], it.warning) for it in criteria.criteria if it.warning}
    return required | flagged


def _extremes(measure: Measure, function: ValueFunction, bounds: values.Bounds) -> list[nw.Expr]:
    low, high = values.extremes(measure, function, bounds)
    return [low.alias(names.value_low(measure.criterion)), high.alias(names.value_high(measure.criterion))]


def _sums(criteria: Criteria, measures: Mapping[str, Measure], points: Mapping[str, float]) -> list[nw.Expr]:
    """Scores and coverage in points, and the status."""
    low = _sum(nw.col(names.value_low(it)) * points[it.id] for it in criteria.scored)
    high = _sum(nw.col(names.value_high(it)) * points[it.id] for it in criteria.scored)
    known = _sum(
        nw.when(measures[it.id].known).then(nw.lit(points[it.id])).otherwise(nw.lit(0.0)) for it in criteria.scored
    )
    screened = [(it, nw.col(names.requirement(it))) for it in criteria.screened]
    return [
        low.alias(names.SCORE_LOW),
        high.alias(names.SCORE_HIGH),
        known.alias(names.COVERAGE),
        status(screened).alias(names.STATUS),
    ]


def shares(criteria: Criteria) -> tuple[dict[str, float], float]:
    """The weights as whole points out of a whole, by criterion id.

    Whole numbers make sums exact: a site worth 100 on every criterion scores 100, not 99.99999999999999. Weights
    with too many digits for that are rounded, by largest remainder, to parts of 2⁴⁶ (1.4e-14).
    """
    whole = lcm(*(it.weight.denominator for it in criteria.scored))
    if whole <= _EXACT:
        return {it.id: float(it.weight * whole) for it in criteria.scored}, float(whole)
    points = {it.id: it.weight * _ROUNDED for it in criteria.scored}
    left = _ROUNDED - sum(floor(part) for part in points.values())
    upwards = sorted(points, key=lambda id: floor(points[id]) - points[id])[:left]
    return {id: float(floor(part) + (id in upwards)) for id, part in points.items()}, float(_ROUNDED)


def _sum(terms: Iterable[nw.Expr]) -> nw.Expr:
    return reduce(add, terms)
