"""`nearest`: the distance to the nearest unit, or to the second nearest, and so on."""

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from vasterviksmodell.derivation.bounds import Bounds
from vasterviksmodell.derivation.entry_types import Number
from vasterviksmodell.derivation.rules.straight import STEP, straight_bounds
from vasterviksmodell.derivation.rules.unit_rule import UnitRule
from vasterviksmodell.derivation.surroundings import Surroundings
from vasterviksmodell.i18n import Message, Phrase

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.register import Register

_NEAREST = Message("straight-line distance in metres to the nearest unit")
_NTH = Message("straight-line distance in metres to unit number {number}, counted from the nearest")


class Nearest(UnitRule):
    """The straight-line distance in metres to the nearest unit."""

    name = "nearest"
    rounded_to = STEP

    rule: Literal["nearest"] = Field(description="The distance in metres to the nearest unit.")
    nth: Number = Field(default=1, description="2 for the second nearest unit, and so on.")

    @property
    def told(self) -> Phrase:
        return self.told_of(_NEAREST if self.nth == 1 else _NTH.format(number=str(self.nth)))

    def bounds_around(self, register: "Register", around: Surroundings) -> Bounds:
        """Return the distance to the nearest unit, or bounds of it."""
        del register
        return straight_bounds(around, self.nth)
