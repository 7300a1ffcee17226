"""Classes: each value holds from its measure up to, not including, the next."""

from math import inf, nextafter
from typing import ClassVar

from vasterviksmodell.criteria.value_functions.base import Knots, ValueFunction, turning


class Steps(ValueFunction):
    """`value: {steps: {0: 100, 5: 70, 10: 30, 30: 0}}`: 100 below 5, 70 from 5 to below 10, and so on."""

    name: ClassVar = "steps"
    steps: Knots

    @property
    def knots(self) -> tuple[float, ...]:
        return tuple(self.steps)

    @property
    def turning_points(self) -> tuple[tuple[float, float], ...]:
        return turning(self.steps)

    @property
    def bends(self) -> tuple[float, ...]:
        """Both sides of each jump."""
        return tuple(place for knot in self.knots[1:] for place in (nextafter(knot, -inf), knot))
