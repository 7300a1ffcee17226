"""A bell round a target: best at it, worth less on both sides."""

from typing import ClassVar

from pydantic import Field

from vasterviksmodell.criteria.value_functions.base import Finite, Parameters, Positive, ValueFunction


class GaussianParameters(Parameters):
    target: Finite = Field(description="the measure worth 100")
    width: Positive = Field(description="the distance from the target at which the value is 100·e^(−1/2) ≈ 60.7")


class Gaussian(ValueFunction):
    """`value: {gaussian: {target: 40, width: 15}}`: 100·e^(−(x − target)² / (2·width²))."""

    name: ClassVar[str] = "gaussian"
    gaussian: GaussianParameters

    @property
    def knots(self) -> tuple[float, ...]:
        return (self.gaussian.target,)

    @property
    def turning_points(self) -> tuple[tuple[float, float], ...]:
        return ((self.gaussian.target, 100.0),)
