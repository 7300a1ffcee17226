from fractions import Fraction
from itertools import pairwise
from math import inf, isinf, lcm, nextafter

import narwhals as nw

from vasterviksmodell.criteria.value_functions import Points
from vasterviksmodell.scoring.division import divided

_EXACT = 2**53 // 100
"""Up to so many parts of 1, values up to 100 are whole numbers that floating point adds exactly."""

_MANY = 2.0**100
"""By this lengths are multiplied of which the reciprocal would be infinite."""


def points(function: Points, measure: nw.Expr) -> nw.Expr:
    """Piecewise linear as a sum of clipped segments: free of branches, exact at every knot."""
    parts, whole = _in_whole_numbers(list(function.points.values()))
    knots = list(zip(function.points, parts, strict=True))
    value = nw.lit(knots[0][1])
    for (start, before), (end, after) in pairwise(knots):
        if after != before:
            value = value + (after - before) * _passed(measure, start, end)
    if len(set(parts)) == 1:  # then nothing above reads the measure
        value = nw.when(~measure.is_null()).then(value)
    return divided(value, whole, measure.clip(0.0, 1.0))


def _passed(measure: nw.Expr, start: float, end: float) -> nw.Expr:
    """The share of a segment that lies below a measure, 0–1."""
    length = end - start
    if isinf(length):
        return _passed(measure * 0.5, start / 2, end / 2)
    if isinf(1 / length):
        return _passed((measure - start).clip(0.0, length) * _MANY, 0.0, length * _MANY)
    return ((measure - start) * _reciprocal(length)).clip(0.0, 1.0)


def _reciprocal(length: float) -> float:
    """1 / length, rounded so that the whole length is at least 1."""
    inverse = 1 / length
    return inverse if length * inverse >= 1 else nextafter(inverse, inf)


def _in_whole_numbers(values: list[float]) -> tuple[list[float], float]:
    """Values as whole numbers and what to divide them by: 66.7 as 667 tenths, because sums of those are exact."""
    fractions = [Fraction(repr(value)) for value in values]
    whole = lcm(*(it.denominator for it in fractions))
    return ([float(it * whole) for it in fractions], float(whole)) if whole <= _EXACT else (values, 1.0)
