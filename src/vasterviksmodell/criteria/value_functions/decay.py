"""Exponential decay: each further stretch of the same length halves the value.

The form e^(−β·x) is the negative exponential of the vignette "Decay functions" of the R package accessibility
(Ipea); here β is written as the stretch that halves the value, β = ln 2 / half. That it is much used for
accessibility, the R package accSeg (B. Moura dos Santos, function `potential`) refers to Handy and Niemeier
(1997), Environment and Planning A 29(7), 1175–1194.
"""

from math import log2
from typing import ClassVar

from pydantic import Field

from vasterviksmodell.criteria.value_functions.base import LEVEL, Parameters, Positive, ValueFunction, finite


class DecayParameters(Parameters):
    half: Positive = Field(description="The measure worth 50; twice as far is worth 25.")


class Decay(ValueFunction):
    """`value: {decay: {half: 1500}}`: 100·2^(−x / half), 100 at and below 0."""

    name: ClassVar = "decay"
    decay: DecayParameters

    @property
    def scale(self) -> tuple[float, ...]:
        return (self.decay.half,)

    @property
    def curved(self) -> bool:
        return True

    @property
    def bends(self) -> tuple[float, ...]:
        return finite(0.0, self.decay.half * log2(1 / LEVEL))
