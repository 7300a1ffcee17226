"""A bell round a target: best at it, worth less on both sides.

The form e^(−(x − c)² / (2σ²)), 1 at c, is that of `gaussmf` in the Fuzzy Logic Toolbox (MathWorks,
documentation of R2021a). As a weight that falls with distance (c = 0), the R package accSeg (B. Moura dos
Santos, function `potential`) refers it to Ingram (1971), Regional Studies 5(2), 101–107.
"""

from math import log, sqrt
from sys import float_info
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from vasterviksmodell.i18n import Message
from vasterviksmodell.value_functions.base import LEVEL, NEAR, ValueFunction, finite
from vasterviksmodell.value_functions.parameters import Finite, Parameters, Positive, divided, portable

if TYPE_CHECKING:
    from vasterviksmodell.value_functions.parameters import Engine, Expr

_FAR = 40.0
"""Beyond this many widths the value is 0 in floating point."""


class GaussianParameters(Parameters):
    target: Finite = Field(description="The measure worth 100.")
    width: Positive = Field(description="The distance from the target at which the value is 100·e^(−1/2) ≈ 60.7.")


class Gaussian(ValueFunction):
    """`value: {gaussian: {target: 40, width: 15}}`: 100·e^(−(x − target)² / (2·width²))."""

    name: ClassVar[str] = "gaussian"
    shape: ClassVar[Message] = Message("bell around a target")
    formula: ClassVar[Message] = Message("100 · e^(−(x − target)² / (2 · width²))")
    gaussian: GaussianParameters

    def expression(self, measure: "Expr", engine: "Engine[Expr]") -> "Expr":  # noqa: ARG002
        """Return 100·e^(−(x − target)² / (2·width²))."""
        target, width = self.gaussian.target, self.gaussian.width
        reach = min(width * _FAR, float_info.max)
        distance = (measure - target).clip(-reach, reach)
        widths = divided(distance, width, distance)
        return portable(100.0 * (widths * widths * -0.5).exp())

    @property
    def knots(self) -> tuple[float, ...]:
        return (self.gaussian.target,)

    @property
    def turning_points(self) -> tuple[tuple[float, float], ...]:
        return ((self.gaussian.target, 100.0),)

    @property
    def curved(self) -> bool:
        return True

    @property
    def bends(self) -> tuple[float, ...]:
        target, away = self.gaussian.target, self.gaussian.width * sqrt(-2 * log(LEVEL))
        return finite(target - away, target, target + away)

    @property
    def slopes(self) -> tuple[float, ...]:
        away = self.gaussian.width * sqrt(2 * log(100 / NEAR))
        return (self.gaussian.target - away, self.gaussian.target + away)

    def _place_of(self, knot: float) -> tuple[str | float, ...]:  # noqa: ARG002
        return (self.name, "target")
