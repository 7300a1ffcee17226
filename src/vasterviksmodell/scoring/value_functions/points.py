from fractions import Fraction
from itertools import pairwise
from math import inf, lcm, nextafter

import narwhals as nw

from vasterviksmodell.criteria.value_functions import Points
from vasterviksmodell.scoring.division import divided

_EXACT = 2**53 // 100
"""Up to so many parts of 1, values up to 100 are whole numbers that floating point adds exactly."""


def points(function: Points, measure: nw.Expr) -> nw.Expr:
    """Piecewise linear as a sum of clipped segments: free of branches, exact at every knot."""
    parts, whole = _in_whole_numbers(list(function.points.values()))
    knots = list(zip(function.points, parts, strict=True))
    value = nw.lit(knots[0][1])
    for (start, before), (end, after) in pairwise(knots):
        if after != before:
            passed = ((measure - start) * _reciprocal(end - start)).clip(0.0, 1.0)
            value = value + (after - before) * passed
    if len(set(parts)) == 1:  # then nothing above reads the measure
        value = nw.when(~measure.is_null()).then(value)
    return divided(value, whole, measure.clip(0.0, 1.0))


def _reciprocal(length: float) -> float:
    """1 / length, rounded so that the whole length is at least 1."""
    inverse = 1 / length
    return inverse if length * inverse >= 1 else nextafter(inverse, inf)


def _in_whole_numbers(values: list[float]) -> tuple[list[float], float]:
    """Values as whole numbers and what to divide them by: 66.7 as 667 tenths, because sums of those are exact."""
    fractions = [Fraction(repr(value)) for value in values]
    whole = lcm(*(it.denominator for it in fractions))
    return ([float(it * whole) for it in fractions], float(whole)) if whole <= _EXACT else (values, 1.0)
