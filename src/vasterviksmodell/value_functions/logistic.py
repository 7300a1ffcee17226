"""An S-shaped curve: slow, fast, slow.

The form 1 / (1 + e^(−a·(x − c))) is that of `sigmf` in the Fuzzy Logic Toolbox (MathWorks, documentation of
R2021a): c is the centre of the transition, a its steepness, negative for a falling curve. As a weight that
falls with distance, the R package accessibility 1.4.0 (Ipea, function `decay_logistic`) refers a logistic
curve to Bauer and Groneberg (2016), PLOS ONE 11(7), e0159148; theirs is adjusted to be 1 at distance 0, this
one is not.
"""

from math import inf, log
from sys import float_info
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field, field_validator

from vasterviksmodell.findings.model import Fault, raise_faults
from vasterviksmodell.i18n import Message
from vasterviksmodell.value_functions.base import LEVEL, NEAR, ValueFunction, finite
from vasterviksmodell.value_functions.parameters import Finite, Parameters, portable

if TYPE_CHECKING:
    from vasterviksmodell.value_functions.parameters import Engine, Expr

_FAR = 700.0
"""Beyond this exponent e^x overflows; the value is then 100, or less than any that could matter (1e-302)."""


class LogisticParameters(Parameters):
    midpoint: Finite = Field(description="The measure worth 50.")
    steepness: Finite = Field(description="Growth rate per unit of the measure; negative when less is better.")

    @field_validator("steepness")
    @classmethod
    def _slopes(cls, raw: float) -> float:
        if raw == 0:
            problem = Message("with steepness 0 the curve is flat")
            raise_faults([Fault("C102", {"problem": problem})])
        return raw


class Logistic(ValueFunction):
    """`value: {logistic: {midpoint: 2000, steepness: -0.002}}`: 100 / (1 + e^(−steepness·(x − midpoint)))."""

    name: ClassVar[str] = "logistic"
    shape: ClassVar[Message] = Message("S-shaped curve")
    formula: ClassVar[Message] = Message("100 / (1 + e^(−steepness · (x − midpoint)))")
    logistic: LogisticParameters

    def expression(self, measure: "Expr", engine: "Engine[Expr]") -> "Expr":  # noqa: ARG002
        """Return 100 / (1 + e^(−steepness·(x − midpoint)))."""
        exponent = ((measure - self.logistic.midpoint) * -self.logistic.steepness).clip(-_FAR, _FAR)
        return portable(100.0 / (exponent.exp() + 1.0))

    @property
    def scale(self) -> tuple[float, ...]:
        return (self.logistic.midpoint,)

    @property
    def curved(self) -> bool:
        return True

    @property
    def bends(self) -> tuple[float, ...]:
        away = self._distance(-log(LEVEL))
        return finite(self.logistic.midpoint - away, self.logistic.midpoint + away)

    @property
    def slopes(self) -> tuple[float, ...]:
        away = self._distance(log(100 / NEAR - 1))
        return (self.logistic.midpoint - away, self.logistic.midpoint + away)

    def _distance(self, exponent: float) -> float:
        """Return how far from the midpoint an exponent is reached; infinite beyond all numbers."""
        steepness = abs(self.logistic.steepness)
        return exponent / steepness if steepness * float_info.max > exponent else inf
