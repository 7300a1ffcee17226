"""A curve of constant risk attitude: the first steps from the worst towards the best are worth most, or least.

The form (1 − e^(−c·z)) / (1 − e^(−c)), where z goes from 0 at the worst measure to 1 at the best, is that of
`utility.fun.exp` in the R package utility (P. Reichert), which refers to Keeney and Raiffa (1976) and to Eisenführ,
Weber and Langer (2010). Kirkwood's single attribute value function is the same with ρ = c / (best − worst), as
`SAVF_score` of the R package KraljicMatrix computes it.
"""

from math import exp, isinf
from typing import TYPE_CHECKING, ClassVar, Self

from pydantic import Field, model_validator

from vasterviksmodell.findings.model import Fault, raise_faults
from vasterviksmodell.i18n import Message
from vasterviksmodell.value_functions.base import ValueFunction
from vasterviksmodell.value_functions.parameters import Finite, Parameters, divided, portable

if TYPE_CHECKING:
    from vasterviksmodell.value_functions.parameters import Engine, Expr

_STRAIGHT = 0.01
"""With less curvature the curve is within 0.13 points of a straight line, and cannot be computed well."""
_FAR = 700.0
"""With more curvature e^x overflows; the curve is then as good as a step."""


class ExponentialParameters(Parameters):
    worst: Finite = Field(description="The measure worth 0, as are all that are worse.")
    best: Finite = Field(description="The measure worth 100, as are all that are better.")
    curvature: Finite = Field(description="Above 0 the first steps from the worst are worth most, below 0 the last.")

    @model_validator(mode="after")
    def _rises(self) -> Self:
        raise_faults(self._faults())
        return self

    def _faults(self) -> list[Fault]:
        faults = []
        if self.worst == self.best or isinf(self.best - self.worst):
            problem = Message("the worst and the best measure must be different, and a finite distance apart")
            faults.append(Fault("C102", {"problem": problem}, ("best",)))
        if abs(self.curvature) < _STRAIGHT:
            problem = Message("with a curvature so near 0 the curve is a straight line: write two points")
            faults.append(Fault("C102", {"problem": problem}, ("curvature",)))
        return faults


class Exponential(ValueFunction):
    """`value: {exponential: {worst: 4000, best: 500, curvature: 2}}`: 100·(1 − e^(−c·z)) / (1 − e^(−c))."""

    name: ClassVar[str] = "exponential"
    shape: ClassVar[Message] = Message("curve, steepest at one end")
    formula: ClassVar[Message] = Message(
        "100 · (1 − e^(−curvature · z)) / (1 − e^(−curvature)), where z = (x − worst) / (best − worst), but at least 0"
        " and at most 1"
    )
    exponential: ExponentialParameters

    def expression(self, measure: "Expr", engine: "Engine[Expr]") -> "Expr":  # noqa: ARG002
        """Return 100·(1 − e^(−c·z)) / (1 − e^(−c)), z = (x − worst) / (best − worst) between 0 and 1."""
        worst, best = self.exponential.worst, self.exponential.best
        curvature = max(-_FAR, min(self.exponential.curvature, _FAR))
        inside = measure.clip(*self.knots)
        way = divided(inside - worst, best - worst, inside).clip(0.0, 1.0)
        share = divided(1.0 - (way * -curvature).exp(), 1.0 - exp(-curvature), way)
        return portable(share.abs().clip(0.0, 1.0) * 100.0)

    @property
    def knots(self) -> tuple[float, ...]:
        return (min(self.exponential.worst, self.exponential.best), max(self.exponential.worst, self.exponential.best))

    @property
    def curved(self) -> bool:
        return True

    @property
    def slopes(self) -> tuple[float, ...]:
        return self.knots

    def _place_of(self, knot: float) -> tuple[str | float, ...]:
        return (self.name, "worst" if knot == self.exponential.worst else "best")
