"""The interface of rules. Each member implements all of it in its own module."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from vasterviksmodell.criteria.data_entries import Name
from vasterviksmodell.criteria.entry_types import Entry
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Significant

if TYPE_CHECKING:
    from vasterviksmodell.derivation.bounds import Bounds
    from vasterviksmodell.derivation.reading.figures import ColumnOfFigures
    from vasterviksmodell.derivation.reading.places import Places
    from vasterviksmodell.derivation.reading.register import Register
    from vasterviksmodell.derivation.surroundings import Surroundings
    from vasterviksmodell.derivation.traffic.told import JourneyPart, LinePart


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
    needs_roads: ClassVar[bool] = False
    """Whether it measures along roads."""
    needs_areas: ClassVar[bool] = False
    """Whether the rows of its register are areas."""
    rounded_to: ClassVar[float] = 0.0
    """To what exact figures are rounded, and intervals outwards; 0 for those that are not rounded."""
    of_traffic: ClassVar[bool | None] = None
    """Whether the register must be one of timetables, or must not; None where it may be either."""
    needs_times: ClassVar[bool] = False
    """Whether the rule needs the times of timetables."""

    of: Name = Field(description="The id of the register.")

    @property
    @abstractmethod
    def told(self) -> Phrase:
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

    def misfits(self, *, of_traffic: bool) -> Iterator[str]:
        """Yield the keys that do not fit the kind of the register."""
        if self.of_traffic is not None and self.of_traffic is not of_traffic:
            yield "of"

    def unknown_places(self, ids: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield each key that names a place that there is not, with the name."""
        del ids
        return iter(())

    def seen(self, register: "Register", around: "Surroundings") -> "Surroundings":
        """Return those of the units around places that the rule is about."""
        del register
        return around

    def lines(self, register: "Register", around: "Surroundings") -> "tuple[LinePart, ...]":
        """Return the lines that a measure of one place is made of; none where it is about other things."""
        del register, around
        return ()

    def journeys(self, register: "Register", places: "Places", around: "Surroundings") -> "tuple[JourneyPart, ...]":
        """Return the journeys that a measure of one place is made of; none where it is about other things."""
        del register, places, around
        return ()

    @abstractmethod
    def bounds(self, register: "Register", places: "Places", around: "Surroundings") -> "Bounds":
        """Return the lowest and the highest measure that are possible at each place."""
