"""An S-shaped curve: slow, fast, slow.

The form 1 / (1 + e^(−a·(x − c))) is that of `sigmf` in the Fuzzy Logic Toolbox (MathWorks, documentation of
R2021a): c is the centre of the transition, a its steepness, negative for a falling curve. As a weight that
falls with distance, the R package accessibility 1.4.0 (Ipea, function `decay_logistic`) refers a logistic
curve to Bauer and Groneberg (2016), PLOS ONE 11(7), e0159148; theirs is adjusted to be 1 at distance 0, this
one is not.
"""

from math import inf, log
from sys import float_info
from typing import ClassVar

from pydantic import Field, field_validator

from vasterviksmodell.criteria.value_functions.base import (
    LEVEL,
    Fault,
    Finite,
    Parameters,
    ValueFunction,
    finite,
    raise_faults,
)
from vasterviksmodell.wording import Text


class LogisticParameters(Parameters):
    midpoint: Finite = Field(description="The measure worth 50.")
    steepness: Finite = Field(description="Growth rate per unit of the measure; negative when less is better.")

    @field_validator("steepness")
    @classmethod
    def _slopes(cls, raw: float) -> float:
        if raw == 0:
            problem = Text("with steepness 0 the curve is flat", "med steepness 0 är kurvan platt")
            raise_faults([Fault("C102", {"problem": problem})])
        return raw


class Logistic(ValueFunction):
    """`value: {logistic: {midpoint: 2000, steepness: -0.002}}`: 100 / (1 + e^(−steepness·(x − midpoint)))."""

    name: ClassVar = "logistic"
    logistic: LogisticParameters

    @property
    def scale(self) -> tuple[float, ...]:
        return (self.logistic.midpoint,)

    @property
    def curved(self) -> bool:
        return True

    @property
    def bends(self) -> tuple[float, ...]:
        midpoint, slope = self.logistic.midpoint, abs(self.logistic.steepness)
        away = -log(LEVEL) / slope if slope * float_info.max > -log(LEVEL) else inf
        return finite(midpoint - away, midpoint + away)
