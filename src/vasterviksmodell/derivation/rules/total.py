"""`sum`: the sum of a figure over the units within a distance."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from vasterviksmodell.criteria.data_entries import Heading
from vasterviksmodell.derivation.bounds import Bounds, Cause
from vasterviksmodell.derivation.entry_types import Bounds as Ends
from vasterviksmodell.derivation.entry_types import Length
from vasterviksmodell.derivation.reading.figures import NOT_NEGATIVE, ColumnOfFigures
from vasterviksmodell.derivation.rules.rule import Rule, length
from vasterviksmodell.derivation.rules.within import within
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.places import Places
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.surroundings import Surroundings


class Total(Rule):
    """The sum of a figure, such as of children, over the units within a distance."""

    name = "sum"
    of_traffic: ClassVar[bool | None] = False

    rule: Literal["sum"] = Field(description="The sum of a figure over the units within a distance.")
    column: Heading = Field(description="The heading of the figure in the register.")
    within: Length = Field(description="The straight-line distance within which units count: 3 km.")
    suppressed: Ends | None = Field(
        default=None, description="What an empty cell may stand for where the publisher hides small counts: 1..14."
    )

    @property
    def told(self) -> Message:
        return Message("sum of '{column}' within {length}").format(
            column=shortened(self.column), length=length(self.within)
        )

    @property
    def columns(self) -> Mapping[str, str]:
        return {"column": self.column}

    @property
    def figures(self) -> Mapping[str, ColumnOfFigures]:
        return {self.column: NOT_NEGATIVE}

    @property
    def reach(self) -> float:
        return self.within

    def bounds(self, register: "Register", places: "Places", around: "Surroundings") -> Bounds:
        """Return the sum, or bounds of it; a unit that states no figure is between the bounds that are declared."""
        del places
        figures = register.figures(self.column, self.suppressed or (0.0, np.inf))
        found = within(around, self.within, figures)
        return Bounds.of(found.low, found.high, {**found.causes, Cause.UNSTATED: found.unstated})
