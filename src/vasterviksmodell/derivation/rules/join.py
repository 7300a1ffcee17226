"""`join`: a figure or text that the register states for each place by its code or name."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
import polars as pl
from pydantic import Field

from vasterviksmodell.criteria.data_entries import Heading
from vasterviksmodell.derivation.bounds import Bounds, Cause, Whole
from vasterviksmodell.derivation.reading.figures import ANY_NUMBER, ColumnOfFigures
from vasterviksmodell.derivation.rules.rule import MeasureKind, Rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.sites.municipalities import folded_names

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
        keys = _keys(places.rows.texts(self.place) if self.place else pl.Series(places.ids))
        rows: dict[str | None, list[int]] = defaultdict(list)
        for row, key in enumerate(_keys(register.every.texts(self.by))):
            rows[key].append(row)
        found = [rows[key] if key is not None and key in rows else [] for key in keys]
        return self._texts(register, found) if self.type == "text" else self._numbers(register, found)

    def _numbers(self, register: "Register", found: list[list[int]]) -> Bounds:
        figures = register.figures_of_rows(self.column)
        low = np.array([figures.low[rows].min() if rows else -np.inf for rows in found])
        high = np.array([figures.high[rows].max() if rows else np.inf for rows in found])
        ends = [{(figures.low[row], figures.high[row]) for row in rows} for rows in found]
        return Bounds.of(low, high, _causes([len(different) for different in ends]))

    def _texts(self, register: "Register", found: list[list[int]]) -> Bounds:
        texts = register.every.texts(self.column)
        stated = [list(dict.fromkeys(texts[row] for row in rows)) for rows in found]
        known = tuple(different[0] if len(different) == 1 else None for different in stated)
        unknown = np.array([text is None for text in known])
        bounds = Bounds.of(
            np.where(unknown, -np.inf, 0.0), np.where(unknown, np.inf, 0.0), _causes(list(map(len, stated)))
        )
        return Bounds(bounds.low, bounds.high, bounds.causes, known)


def _causes(different: list[int]) -> dict[Cause, Whole]:
    """Return why places have no certain figure, by how many different statements there are about each."""
    number = np.array(different, dtype=np.int64)
    return {
        Cause.NO_ROW: (number == 0).astype(np.int64),
        Cause.UNSTATED: (number == 1).astype(np.int64),
        Cause.CONTRADICTING: np.where(number > 1, number, 0),
    }


def _keys(texts: pl.Series) -> list[str | None]:
    """Return codes and names as they are compared: without case, and without zeros before, which programs drop."""
    return folded_names(texts).str.replace(r"^0+([0-9]+)$", "${1}").to_list()
