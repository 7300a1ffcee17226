"""Piecewise linear between stated points, flat outside them; rising, falling or with peaks."""

from fractions import Fraction
from itertools import pairwise
from math import inf, isinf, lcm, nextafter
from typing import TYPE_CHECKING, Any, ClassVar

from vasterviksmodell.i18n import Message
from vasterviksmodell.value_functions.base import ValueFunction, turning
from vasterviksmodell.value_functions.parameters import KNOTS_SCHEMA, Knots, divided

if TYPE_CHECKING:
    from vasterviksmodell.value_functions.parameters import Engine, Expr

_EXACT = 2**53 // 100
"""Up to this many parts of 1, values up to 100 are whole numbers that floating point adds exactly."""
_MANY = 2.0**100
"""By this lengths are multiplied of which the reciprocal would be infinite."""


class Points(ValueFunction):
    """`value: {500: 100, 4000: 0}`, or the same under the key `points`: straight lines between points."""

    name: ClassVar[str] = "points"
    shape: ClassVar[Message] = Message("straight lines between points")
    formula: ClassVar[Message] = Message(
        "between neighbouring points x₁: v₁ and x₂: v₂ it is v₁ + (v₂ − v₁) · (x − x₁) / (x₂ − x₁); below the first"
        " point the value of the first, above the last that of the last"
    )
    short: ClassVar[dict[str, Any] | None] = KNOTS_SCHEMA
    points: Knots

    def expression(self, measure: "Expr", engine: "Engine[Expr]") -> "Expr":
        """Return a sum of clipped segments: free of branches, exact at every knot."""
        parts, whole = _in_whole_numbers(list(self.points.values()))
        value = engine.lit(parts[0]) if len(set(parts)) > 1 else measure.clip(0.0, 0.0) + parts[0]
        for (start, before), (end, after) in pairwise(zip(self.points, parts, strict=True)):
            if after != before:
                value = value + (after - before) * _passed(measure, start, end)
        if not all(part.is_integer() for part in parts):  # such sums may end a hair beyond the outermost values
            value = value.clip(min(parts), max(parts))
        return divided(value, whole, measure.clip(0.0, 1.0))

    @property
    def knots(self) -> tuple[float, ...]:
        return tuple(self.points)

    @property
    def turning_points(self) -> tuple[tuple[float, float], ...]:
        return turning(self.points)

    @property
    def slopes(self) -> tuple[float, ...]:
        stretches = pairwise(self.points.items())
        return tuple(end for (a, before), (b, after) in stretches if before != after for end in (a, b))


def _passed(measure: "Expr", start: float, end: float) -> "Expr":
    """Return the share of a segment that lies below a measure, 0–1."""
    length = end - start
    if isinf(length):
        return _passed(measure * 0.5, start / 2, end / 2)
    if isinf(1 / length):
        return _passed((measure - start).clip(0.0, length) * _MANY, 0.0, length * _MANY)
    return ((measure - start) * _reciprocal(length)).clip(0.0, 1.0)


def _reciprocal(length: float) -> float:
    """Return 1 / length, rounded so that the whole length is at least 1."""
    inverse = 1 / length
    return inverse if length * inverse >= 1 else nextafter(inverse, inf)


def _in_whole_numbers(values: list[float]) -> tuple[list[float], float]:
    """Return values as whole numbers and what to divide them by: 66.7 as 667 tenths. Sums of those are exact."""
    fractions = [Fraction(repr(value)) for value in values]
    whole = lcm(*(fraction.denominator for fraction in fractions))
    if whole > _EXACT:
        return values, 1.0
    return [float(fraction * whole) for fraction in fractions], float(whole)
