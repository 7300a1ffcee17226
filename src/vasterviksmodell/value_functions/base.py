"""The interface of value functions. Each member implements all of it in its own module."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from sys import float_info
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from vasterviksmodell.findings.model import KEY, Fault
from vasterviksmodell.i18n import Message
from vasterviksmodell.value_functions.parameters import decimal

if TYPE_CHECKING:
    from vasterviksmodell.value_functions.parameters import Engine, Expr, Range


class ValueFunction(BaseModel, ABC):
    """A function from measures to values 0–100.

    The only field of a member has the name of the member, and holds its parameters.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    name: ClassVar[str]
    """The key in the criteria file."""
    shape: ClassVar[Message]
    """What the function looks like, for people."""
    formula: ClassVar[Message]
    """The value at a measure x, by the names of the parameters, so that it can be computed by hand."""
    short: ClassVar[dict[str, Any] | None] = None
    """JSON Schema of the form without the key, when there is one."""
    domain: ClassVar[Literal["numbers", "categories"]] = "numbers"
    """What the measures are."""

    @abstractmethod
    def expression(self, measure: "Expr", engine: "Engine[Expr]") -> "Expr":
        """Return the value, 0–100, of a column of measures; null where the measure is null."""

    @property
    def parameters(self) -> Mapping[str | float, float]:
        """The parameters by name, or the values by measure or category, in order."""
        written: dict[str | float, float] = self.model_dump()[self.name]
        return written

    @property
    def category_values(self) -> Mapping[str, float]:
        """The values by category; empty for a function of numbers."""
        return {}

    @property
    def knots(self) -> tuple[float, ...]:
        """The measures that the file names; they must lie in the criterion's range."""
        return ()

    @property
    def scale(self) -> tuple[float, ...]:
        """The measures that show the expected size of measures."""
        return self.knots

    @property
    def curved(self) -> bool:
        """Whether the function is curved between its bends, not straight."""
        return False

    @property
    def turning_points(self) -> tuple[tuple[float, float], ...]:
        """The measure and value of each possible local maximum or minimum."""
        return ()

    @property
    def turns(self) -> tuple[float, ...]:
        """The measures of the turning points."""
        return tuple(place for place, _ in self.turning_points)

    @property
    def bends(self) -> tuple[float, ...]:
        """The measures, in order, between which the function rises, falls or stays level, without a jump.

        Before the first and after the last it stays level.
        """
        return self.knots

    @property
    def slopes(self) -> tuple[float, ...]:
        """The measures between which the value changes steadily; of a curve, where it is within 1 of its limits."""
        return ()

    @property
    def jumps(self) -> tuple[float, ...]:
        """The measures at which the value jumps."""
        return ()

    def range_faults(self, span: "Range") -> Iterator[Fault]:
        """Yield what keeps the function from fitting the range of its criterion."""
        for knot in self.knots:
            if knot not in span:
                x = decimal(knot)
                problem = Message("the measure {x} lies outside the range {span}").format(x=x, span=span)
                yield Fault("C104", {"problem": problem}, self._place_of(knot))

    def _place_of(self, knot: float) -> tuple[str | float, ...]:
        """The way from the criterion's value to a knot in the file."""
        return (self.name, knot, KEY)


def turning(knots: Mapping[float, float]) -> tuple[tuple[float, float], ...]:
    """Return the inner knots whose value is not between their neighbours' values."""
    points = list(knots.items())
    return tuple(
        (x, v)
        for (_, before), (x, v), (_, after) in zip(points, points[1:], points[2:], strict=False)
        if not min(before, after) < v < max(before, after)
    )


def finite(*places: float) -> tuple[float, ...]:
    """Return places without repeats, infinite ones replaced by the largest or smallest number."""
    return tuple(dict.fromkeys(min(max(place, -float_info.max), float_info.max) for place in places))


NEAR = 1.0
"""A curve that is so close to its limit, in values, counts as having reached it."""
LEVEL = 1e-14
"""Where a curve is below this share of its greatest value, it counts as level."""
