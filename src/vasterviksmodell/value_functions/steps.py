"""Classes: each value holds from its measure up to, not including, the next."""

from collections.abc import Iterator
from itertools import pairwise
from math import inf, nextafter
from typing import TYPE_CHECKING, ClassVar

from vasterviksmodell.findings.model import Fault
from vasterviksmodell.i18n import Message
from vasterviksmodell.value_functions.base import ValueFunction, turning
from vasterviksmodell.value_functions.parameters import Knots, decimal

if TYPE_CHECKING:
    from vasterviksmodell.value_functions.parameters import Engine, Expr, Range


class Steps(ValueFunction):
    """`value: {steps: {0: 100, 5: 70, 10: 30, 30: 0}}`: 100 below 5, 70 from 5 to below 10, and so on."""

    name: ClassVar[str] = "steps"
    shape: ClassVar[Message] = Message("steps: a value holds from its point to the next")
    formula: ClassVar[Message] = Message(
        "the value of the last point at or below x; below all points that of the first"
    )
    steps: Knots

    def expression(self, measure: "Expr", engine: "Engine[Expr]") -> "Expr":
        """Return the value of the last step at or below the measure; below all steps that of the first."""
        (_, first), *rest = self.steps.items()
        value = engine.lit(first)
        for start, step in rest:
            value = engine.when(measure >= start).then(engine.lit(step)).otherwise(value)
        return engine.when(~measure.is_null()).then(value).otherwise(engine.lit(None, engine.Float64))

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

    @property
    def jumps(self) -> tuple[float, ...]:
        return tuple(start for (_, before), (start, after) in pairwise(self.steps.items()) if before != after)

    def range_faults(self, span: "Range") -> Iterator[Fault]:
        """Yield also that the range begins before the first step."""
        yield from super().range_faults(span)
        first = self.knots[0]
        if first > span.low:
            problem = Message("the steps begin at {first}, but the range {span} begins before that").format(
                first=decimal(first), span=span
            )
            yield Fault("C104", {"problem": problem}, self._place_of(first))
