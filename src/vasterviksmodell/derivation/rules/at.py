"""`at`: the figure or class of the area in which a place lies, by a register of areas."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from pydantic import Field

from vasterviksmodell.criteria.data_entries import Heading
from vasterviksmodell.derivation.area_set import shapely
from vasterviksmodell.derivation.bounds import Bounds, Cause
from vasterviksmodell.derivation.reading.figures import ANY_NUMBER, ColumnOfFigures
from vasterviksmodell.derivation.rules.rule import MeasureKind, Rule
from vasterviksmodell.derivation.rules.stated import stated_bounds
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened

if TYPE_CHECKING:
    from vasterviksmodell.derivation.reading.places import Places
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.surroundings import Surroundings


class At(Rule):
    """What the register states of the area in which the place lies."""

    name = "at"
    measures_distances: ClassVar[bool] = False
    places_located: ClassVar[bool] = True
    needs_areas: ClassVar[bool] = True

    rule: Literal["at"] = Field(description="What the register states of the area in which the place lies.")
    column: Heading = Field(description="The heading of what is stated.")
    type: Literal["number", "text"] = Field(default="number", description="Whether it is a number or a text.")

    @property
    def told(self) -> Message:
        return Message("'{column}' of the area in which the place lies").format(column=shortened(self.column))

    @property
    def kind(self) -> MeasureKind:
        return self.type

    @property
    def columns(self) -> Mapping[str, str]:
        return {"column": self.column}

    @property
    def figures(self) -> Mapping[str, ColumnOfFigures]:
        return {self.column: ANY_NUMBER} if self.type == "number" else {}

    def bounds(self, register: "Register", places: "Places", around: "Surroundings") -> Bounds:
        """Return what the areas state that hold the place, or a part of it; everything between where they differ."""
        del around
        shapes, own = register.every.shapes(), places.shapes()
        tree = shapely().STRtree(shapes)
        found: list[list[int]] = [[] for _ in range(places.size)]
        for place, area in np.transpose(tree.query(own, predicate="intersects")).tolist():
            found[place].append(area)
        covered = [bool(rows) and _cover(shapes[rows], own[place]) for place, rows in enumerate(found)]
        known = [rows if whole else [] for rows, whole in zip(found, covered, strict=True)]
        bounds = stated_bounds(register, self.column, known, text=self.type == "text")
        nowhere = (~places.points.known).astype(np.int64)
        causes = {cause: np.where(nowhere, 0, numbers) for cause, numbers in bounds.causes.items()}
        return Bounds(bounds.low, bounds.high, {**causes, Cause.NO_POSITION: nowhere}, bounds.texts)


def _cover(areas: "np.ndarray[tuple[int], np.dtype[np.object_]]", place: object) -> bool:
    """Say whether areas hold all of a place."""
    return bool(shapely().covers(shapely().union_all(areas), place))
