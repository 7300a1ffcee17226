"""A bell round a target: best at it, worth less on both sides.

The form e^(−(x − c)² / (2σ²)), 1 at c, is that of `gaussmf` in the Fuzzy Logic Toolbox (MathWorks,
documentation of R2021a). As a weight that falls with distance (c = 0), the R package accSeg (B. Moura dos
Santos, function `potential`) refers it to Ingram (1971), Regional Studies 5(2), 101–107.
"""

from math import log, sqrt
from typing import ClassVar

from pydantic import Field

from vasterviksmodell.criteria.value_functions.base import LEVEL, Finite, Parameters, Positive, ValueFunction, finite


class GaussianParameters(Parameters):
    target: Finite = Field(description="The measure worth 100.")
    width: Positive = Field(description="The distance from the target at which the value is 100·e^(−1/2) ≈ 60.7.")


class Gaussian(ValueFunction):
    """`value: {gaussian: {target: 40, width: 15}}`: 100·e^(−(x − target)² / (2·width²))."""

    name: ClassVar = "gaussian"
    gaussian: GaussianParameters

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
