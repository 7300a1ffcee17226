"""`exists`: whether a unit lies within a distance."""

from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field

from vasterviksmodell.derivation.bounds import Bounds
from vasterviksmodell.derivation.entry_types import Length
from vasterviksmodell.derivation.reading.figures import Figures
from vasterviksmodell.derivation.rules.rule import MeasureKind, length
from vasterviksmodell.derivation.rules.unit_rule import UnitRule
from vasterviksmodell.derivation.rules.within import within
from vasterviksmodell.i18n import Message, Phrase

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.surroundings import Surroundings


class Exists(UnitRule):
    """Whether a unit lies within a distance: yes, no, or not known."""

    name = "exists"

    rule: Literal["exists"] = Field(description="Whether a unit lies within a distance.")
    within: Length = Field(description="The straight-line distance within which a unit counts: 1 km.")

    @property
    def told(self) -> Phrase:
        return self.told_of(Message("whether there is a unit within {length}").format(length=length(self.within)))

    @property
    def kind(self) -> MeasureKind:
        return "yes_no"

    @property
    def reach(self) -> float:
        return self.within

    def bounds_around(self, register: "Register", around: "Surroundings") -> Bounds:
        """Return 1 where there is a unit, 0 where there is none, and 0 to 1 where nobody knows."""
        found = within(around, self.within, Figures.ones(register.units.rows.height))
        return Bounds.of(np.minimum(found.low, 1.0), np.minimum(found.high, 1.0), found.causes)
