"""Piecewise linear between stated points, flat outside them; rising, falling or with peaks."""

from typing import ClassVar

from vasterviksmodell.criteria.value_functions.base import KNOTS_SCHEMA, Knots, ValueFunction, turning


class Points(ValueFunction):
    """`value: {500: 100, 4000: 0}`, or the same under the key `points`: straight lines between points."""

    name: ClassVar = "points"
    short: ClassVar = KNOTS_SCHEMA
    points: Knots

    @property
    def knots(self) -> tuple[float, ...]:
        return tuple(self.points)

    @property
    def turning_points(self) -> tuple[tuple[float, float], ...]:
        return turning(self.points)
