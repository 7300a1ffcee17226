"""An S-shaped curve: slow, fast, slow."""

from typing import ClassVar

from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError

from vasterviksmodell.criteria.value_functions.base import Finite, Parameters, ValueFunction
from vasterviksmodell.wording import Text


class LogisticParameters(Parameters):
    midpoint: Finite = Field(description="the measure worth 50")
    steepness: Finite = Field(description="growth rate per unit of the measure; negative when less is better")

    @field_validator("steepness")
    @classmethod
    def _slopes(cls, raw: float) -> float:
        if raw == 0:
            problem = Text("with steepness 0 the curve is flat", "med steepness 0 är kurvan platt")
            raise PydanticCustomError("C102", "flat", {"problem": problem})
        return raw


class Logistic(ValueFunction):
    """`value: {logistic: {midpoint: 2000, steepness: -0.002}}`: 100 / (1 + e^(−steepness·(x − midpoint)))."""

    name: ClassVar[str] = "logistic"
    logistic: LogisticParameters
