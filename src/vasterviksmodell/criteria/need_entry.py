"""The shape of `need:`, and what contradicts itself in it."""

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from vasterviksmodell.criteria.entry_types import Entry
from vasterviksmodell.criteria.need import Need, product
from vasterviksmodell.findings.model import Fault, raise_faults
from vasterviksmodell.i18n import Message

_MOST = 1_000_000
_PERSONS = Message("'persons' is {persons}, but houses × flats per house × persons per flat is {housed}")
_LEAVE_OUT = Message("leave out 'persons', and it follows; or leave out one of the others")
_PARTS = Message("adults, pupils and preschool children are {parts} together, more than the {persons} persons")


def _whole(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 1 <= raw <= _MOST:
        raise PydanticCustomError("not_whole", "not a whole number from 1 up")
    return raw


def _count(raw: Any) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= _MOST:
        raise PydanticCustomError("not_a_count", "not a whole number from 0 up")
    return raw


Whole = Annotated[int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": _MOST})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0, "maximum": _MOST})]


class NeedEntry(Entry):
    """What is to be housed; limits, points and texts refer to it."""

    houses: Whole | None = Field(default=None, description="The number of houses.")
    flats_per_house: Whole | None = Field(default=None, description="The number of flats in each house.")
    persons_per_flat: Whole | None = Field(default=None, description="The number of persons in each flat.")
    persons: Whole | None = Field(
        default=None, description="The number of persons; by default that of houses, flats and persons per flat."
    )
    adults: Count | None = Field(default=None, description="How many of the persons are adults.")
    pupils: Count | None = Field(default=None, description="How many of the persons are of school age.")
    preschool_children: Count | None = Field(default=None, description="How many of the persons are of preschool age.")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        raise_faults(self._faults())
        return self

    def _faults(self) -> Iterator[Fault]:
        housed, persons = self._housed, self._persons
        if housed is not None and persons != housed:
            yield Fault(
                "C125", {"problem": _PERSONS.format(persons=persons, housed=housed)}, ("persons",), advice=_LEAVE_OUT
            )
        parts = sum(filter(None, (self.adults, self.pupils, self.preschool_children)))
        if persons is not None and parts > persons:
            yield Fault("C125", {"problem": _PARTS.format(parts=parts, persons=persons)})

    @property
    def _housed(self) -> int | None:
        return product(self.houses, self.flats_per_house, self.persons_per_flat)

    @property
    def _persons(self) -> int | None:
        return self._housed if self.persons is None else self.persons

    def domain(self) -> Need:
        return Need(**self.model_dump() | {"persons": self._persons})
