"""Several value functions of one measure as one: the value of a measure that several criteria read."""

from functools import reduce
from operator import add
from typing import TYPE_CHECKING, ClassVar

from vasterviksmodell.i18n import Message
from vasterviksmodell.value_functions.base import ValueFunction

if TYPE_CHECKING:
    from vasterviksmodell.value_functions.parameters import Engine, Expr


class Blend(ValueFunction):
    """The mean of value functions weighted by their shares. Criteria files cannot name it."""

    name: ClassVar[str] = "blend"
    shape: ClassVar[Message] = Message("mean of several value functions")
    formula: ClassVar[Message] = Message("the mean of the values of its parts, each weighted by its share")
    parts: tuple[tuple[float, ValueFunction], ...]
    """Each function with its share; the shares sum to 1."""
    between: tuple[float, ...] = ()
    """The measures between the bends of its parts at which the sum turns."""

    def expression(self, measure: "Expr", engine: "Engine[Expr]") -> "Expr":
        """Return the mean of the values of the parts by their shares."""
        return reduce(add, (part.expression(measure, engine) * share for share, part in self.parts))

    @property
    def curved(self) -> bool:
        return any(part.curved for _, part in self.parts)

    @property
    def knots(self) -> tuple[float, ...]:
        return tuple(sorted({knot for _, part in self.parts for knot in part.knots}))

    @property
    def turns(self) -> tuple[float, ...]:
        """All bends: where one part begins to rise, another may still fall."""
        return self.bends

    @property
    def bends(self) -> tuple[float, ...]:
        return tuple(sorted({*self.between, *(place for _, part in self.parts for place in part.bends)}))

    @property
    def slopes(self) -> tuple[float, ...]:
        return tuple(sorted({place for _, part in self.parts for place in part.slopes}))

    @property
    def jumps(self) -> tuple[float, ...]:
        return tuple(sorted({place for _, part in self.parts for place in part.jumps}))
