"""The interface of rules. Each member implements all of it in its own module."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from vasterviksmodell.criteria.data_entries import Name
from vasterviksmodell.criteria.entry_types import Entry
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import Significant

if TYPE_CHECKING:
    from vasterviksmodell.derivation.bounds import Bounds
    from vasterviksmodell.derivation.reading.figures import ColumnOfFigures
    from vasterviksmodell.derivation.reading.places import Places
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.surroundings import Surroundings


def length(metres: float) -> Message:
    """Return a length for people: `3 km`, `400 m`."""
    if metres >= _KILOMETRE:
        return Message("{number} km").format(number=Significant(metres / _KILOMETRE))
    return Message("{number} m").format(number=Significant(metres))


_KILOMETRE = 1000
MeasureKind = Literal["number", "yes_no", "text"]


class Rule(Entry, ABC):
    """How a measure is made from a register: a key `rule`, and what the rule needs to know."""

    name: ClassVar[str]
    """What stands at `rule:` in derive.yaml."""
    measures_distances: ClassVar[bool] = True
    """Whether the rule needs the positions of places and units."""

    places_located: ClassVar[bool] = False
    """Whether the rule needs the positions of places, though it measures no distances."""
    needs_areas: ClassVar[bool] = False
    """Whether the rows of its register are areas."""
    rounded_to: ClassVar[float] = 0.0
    """To what exact figures are rounded, and intervals outwards; 0 for those that are not rounded."""

    of: Name = Field(description="The id of the register.")

    @property
    @abstractmethod
    def told(self) -> Message:
        """What the rule finds, for people."""

    @property
    def kind(self) -> MeasureKind:
        """What the measure is."""
        return "number"

    @property
    def columns(self) -> Mapping[str, str]:
        """The headings that the rule reads in its register, by the key that names them."""
        return {}

    @property
    def figures(self) -> "Mapping[str, ColumnOfFigures]":
        """What must be known about those of its columns that hold numbers, by heading."""
        return {}

    @property
    def place_columns(self) -> Mapping[str, str]:
        """The headings that the rule reads in the file of places, by the key that names them."""
        return {}

    @property
    def reach(self) -> float | None:
        """The distance within which units count; None where none is stated."""
        return None

    @abstractmethod
    def bounds(self, register: "Register", places: "Places", around: "Surroundings") -> "Bounds":
        """Return the lowest and the highest measure that are possible at each place."""
