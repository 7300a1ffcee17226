"""`join`: a figure or text that the register states for each place by its code or name."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

import polars as pl
from pydantic import Field

from vasterviksmodell.criteria.data_entries import Heading
from vasterviksmodell.derivation.bounds import Bounds
from vasterviksmodell.derivation.reading.figures import ANY_NUMBER, ColumnOfFigures
from vasterviksmodell.derivation.reading.keys import keys_of
from vasterviksmodell.derivation.rules.rule import MeasureKind, Rule
from vasterviksmodell.derivation.rules.stated import stated_bounds
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.places import Places
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.surroundings import Surroundings


class Join(Rule):
    """What the register states for each place, found by a code or name that both have."""

    name = "join"
    measures_distances: ClassVar[bool] = False
    of_traffic: ClassVar[bool | None] = False

    rule: Literal["join"] = Field(description="What the register states for the place, found by its code or name.")
    by: Heading = Field(description="The heading of the code or name in the register.")
    place: Heading | None = Field(
        default=None, description="The heading of the code or name in the file of places; by default that of the ids."
    )
    column: Heading = Field(description="The heading of what is stated.")
    type: Literal["number", "text"] = Field(default="number", description="Whether it is a number or a text.")

    @property
    def told(self) -> Message:
        return Message("'{column}' of the register").format(column=shortened(self.column))

    @property
    def kind(self) -> MeasureKind:
        return self.type

    @property
    def columns(self) -> Mapping[str, str]:
        return {"by": self.by, "column": self.column}

    @property
    def figures(self) -> Mapping[str, ColumnOfFigures]:
        return {self.column: ANY_NUMBER} if self.type == "number" else {}

    @property
    def place_columns(self) -> Mapping[str, str]:
        return {} if self.place is None else {"place": self.place}

    def bounds(self, register: "Register", places: "Places", around: "Surroundings") -> Bounds:
        """Return what the rows of each place state; where they differ, everything between."""
        del around
        keys = keys_of(places.rows.texts(self.place) if self.place else pl.Series(places.ids))
        rows: dict[str | None, list[int]] = defaultdict(list)
        for row, key in enumerate(keys_of(register.every.texts(self.by))):
            rows[key].append(row)
        found = [rows[key] if key is not None and key in rows else [] for key in keys]
        return stated_bounds(register, self.column, found, text=self.type == "text")
