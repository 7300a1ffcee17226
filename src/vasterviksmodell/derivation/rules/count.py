"""`count`: how many units lie within a distance."""

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from vasterviksmodell.derivation.bounds import Bounds
from vasterviksmodell.derivation.entry_types import Length
from vasterviksmodell.derivation.reading.figures import Figures
from vasterviksmodell.derivation.rules.rule import length
from vasterviksmodell.derivation.rules.unit_rule import UnitRule
from vasterviksmodell.derivation.rules.within import within
from vasterviksmodell.i18n import Message, Phrase

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.surroundings import Surroundings


class Count(UnitRule):
    """The number of units within a distance."""

    name = "count"

    rule: Literal["count"] = Field(description="The number of units within a distance.")
    within: Length = Field(description="The straight-line distance within which units count: 3 km.")

    @property
    def told(self) -> Phrase:
        return self.told_of(Message("number of units within {length}").format(length=length(self.within)))

    @property
    def reach(self) -> float:
        return self.within

    def bounds_around(self, register: "Register", around: "Surroundings") -> Bounds:
        """Return the number of units within the distance, or bounds of it."""
        found = within(around, self.within, Figures.ones(register.units.rows.height))
        return Bounds.of(found.low, found.high, found.causes)
