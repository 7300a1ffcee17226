"""Several value functions of one measure as one: what a measure is worth that several criteria read."""

from typing import ClassVar

from vasterviksmodell.criteria.value_functions.base import ValueFunction


class Blend(ValueFunction):
    """The mean of value functions by their shares. No criteria file names it."""

    name: ClassVar = "blend"
    parts: tuple[tuple[float, ValueFunction], ...]
    """Each with its share; the shares sum to 1."""
    between: tuple[float, ...] = ()
    """The measures between the bends of its parts at which the sum turns."""

    @property
    def curved(self) -> bool:
        return any(part.curved for _, part in self.parts)

    @property
    def knots(self) -> tuple[float, ...]:
        return tuple(sorted({knot for _, part in self.parts for knot in part.knots}))

    @property
    def turns(self) -> tuple[float, ...]:
        """All bends: where one part begins to rise another may go on falling."""
        return self.bends

    @property
    def bends(self) -> tuple[float, ...]:
        return tuple(sorted({*self.between, *(place for _, part in self.parts for place in part.bends)}))
