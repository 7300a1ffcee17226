"""Exponential decay: each further stretch of the same length halves the value.

The form e^(−β·x) is the negative exponential of the vignette "Decay functions" of the R package accessibility
(Ipea); here β is written as the stretch that halves the value, β = ln 2 / half. That it is much used for
accessibility, the R package accSeg (B. Moura dos Santos, function `potential`) refers to Handy and Niemeier
(1997), Environment and Planning A 29(7), 1175–1194.
"""

from math import log, log2
from sys import float_info
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from vasterviksmodell.i18n import Message
from vasterviksmodell.value_functions.base import LEVEL, NEAR, ValueFunction, finite
from vasterviksmodell.value_functions.parameters import Parameters, Positive, divided, portable

if TYPE_CHECKING:
    from vasterviksmodell.value_functions.parameters import Engine, Expr

_FAR = 1100.0
"""After this many halvings the value is 0 in floating point."""


class DecayParameters(Parameters):
    half: Positive = Field(description="The measure worth 50; twice as far is worth 25.")


class Decay(ValueFunction):
    """`value: {decay: {half: 1500}}`: 100·2^(−x / half), 100 at and below 0."""

    name: ClassVar[str] = "decay"
    shape: ClassVar[Message] = Message("halved by each further stretch")
    formula: ClassVar[Message] = Message("100 · 2^(−x / half); 100 where x is below 0")
    decay: DecayParameters

    def expression(self, measure: "Expr", engine: "Engine[Expr]") -> "Expr":  # noqa: ARG002
        """Return 100·2^(−x / half), 100 at and below 0."""
        half = self.decay.half
        distance = measure.clip(0.0, min(half * _FAR, float_info.max))
        halvings = divided(distance, half, distance)
        return portable(100.0 * (halvings * -log(2.0)).exp())

    @property
    def scale(self) -> tuple[float, ...]:
        return (self.decay.half,)

    @property
    def curved(self) -> bool:
        return True

    @property
    def bends(self) -> tuple[float, ...]:
        return finite(0.0, self.decay.half * log2(1 / LEVEL))

    @property
    def slopes(self) -> tuple[float, ...]:
        return (0.0, self.decay.half * log2(100 / NEAR))
