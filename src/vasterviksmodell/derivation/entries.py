"""The shape of derive.yaml: the places, the registers, and the measures that are made from them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator, model_validator

from vasterviksmodell.criteria.data_entries import DataEntry, Names
from vasterviksmodell.criteria.entries import Id
from vasterviksmodell.criteria.entry_types import Entry, Version
from vasterviksmodell.criteria.errors import FileShape
from vasterviksmodell.criteria.json_schema import SchemaForEditors
from vasterviksmodell.derivation.entry_types import DropEntry, InLocality
from vasterviksmodell.derivation.form_headings import IDENTIFYING
from vasterviksmodell.derivation.rules import RULES
from vasterviksmodell.derivation.rules.rule import Rule
from vasterviksmodell.derivation.section_entries import (
    CellsEntry,
    CoordinatesEntry,
    LocalitiesEntry,
    PlacesEntry,
    RegisterEntry,
    RoadsEntry,
)
from vasterviksmodell.derivation.traffic.entry import TrafficEntry, is_traffic
from vasterviksmodell.findings.model import KEY, Fault, raise_faults
from vasterviksmodell.i18n import Enumeration, Message
from vasterviksmodell.i18n.wording import Language, listing, nearest

_KINDS: dict[str, type[Entry]] = {"units": RegisterEntry, "timetables": TrafficEntry}

if TYPE_CHECKING:
    AnyRule = Rule
    AnyRegister = RegisterEntry | TrafficEntry
else:
    AnyRegister = Annotated[
        Annotated[RegisterEntry, Tag("units")] | Annotated[TrafficEntry, Tag("timetables")],
        Discriminator(lambda raw: "timetables" if is_traffic(raw) else "units"),
    ]
    _UNION = None
    for _name, _member in RULES.items():
        _tagged = Annotated[_member, Tag(_name)]
        _UNION = _tagged if _UNION is None else _UNION | _tagged
    AnyRule = Annotated[_UNION, Discriminator("rule")]


class DeriveFile(Entry):
    """A derive.yaml of vasterviksmodell: which measures of places are made from which registers."""

    version: Version = Field(description="The version of this format: 1.")
    language: Language | None = Field(default=None, description="The language of sources and notes: en or sv.")
    places: PlacesEntry = Field(description="The places that are measured.")
    registers: dict[Id, AnyRegister] = Field(min_length=1, description="The registers by their ids.")
    measures: dict[Id, AnyRule] = Field(
        min_length=1, description="The measures by the heading that they get: the column that a criterion reads."
    )
    localities: LocalitiesEntry | None = Field(
        default=None, description="The localities as areas, for point: area and unlocated: locality."
    )
    roads: RoadsEntry | None = Field(default=None, description="The roads, for rule: nearest_by_road.")
    cells: CellsEntry | None = Field(default=None, description="Where the inhabitants live, for point: cells.")
    given: list[Id] = Field(
        default=[],
        description="Measures that no register has: each is a column, empty where nobody gives a figure by hand.",
    )
    keep: Names = Field(
        default=[],
        description="Files of figures that are given by hand, which no derived one replaces; relative to derive.yaml.",
    )

    @model_validator(mode="after")
    def _localities_exist(self) -> Self:
        needed = self.places.point == "area" or any(
            isinstance(entry.unlocated, InLocality) for entry in self.registers.values()
        )
        if needed and self.localities is None:
            raise_faults([Fault("C002", {"key": "localities"})])
        if self.roads is None and any(rule.needs_roads for rule in self.measures.values()):
            raise_faults([Fault("C002", {"key": "roads"})])
        if self.places.point == "cells" and self.cells is None:
            raise_faults([Fault("C002", {"key": "cells"})])
        return self

    @field_validator("measures", mode="before")
    @classmethod
    def _rules_exist(cls, raw: Any) -> Any:
        """Refuse rules that there are not before each is read by its own model."""
        if isinstance(raw, dict):
            raise_faults(_reserved((id, (id, KEY)) for id in raw))
            raise_faults(fault for id, entry in raw.items() for fault in _rule_faults(id, entry))
        return raw

    @field_validator("given")
    @classmethod
    def _are_measures(cls, given: list[str]) -> list[str]:
        raise_faults(_reserved((id, (number,)) for number, id in enumerate(given)))
        return given

    @field_validator("measures")
    @classmethod
    def _registers_exist(cls, measures: dict[str, Rule], info: ValidationInfo) -> dict[str, Rule]:
        known = info.data.get("registers", {})
        raise_faults(
            Fault("V002", {"id": rule.of, "known": listing(known)}, (id, "of"), suggestion=nearest(rule.of, known))
            for id, rule in measures.items()
            if known and rule.of not in known
        )
        raise_faults(fault for id, rule in measures.items() for fault in _misfits(id, rule, known))
        return measures


def _reserved(ids: Iterable[tuple[Any, tuple[Any, ...]]]) -> Iterator[Fault]:
    """Yield a fault for each id, given with its way, that is a column which the table has anyway."""
    for id, way in ids:
        if id in IDENTIFYING:
            yield Fault("V021", {"id": str(id)}, way)


def _rule_faults(id: str, entry: Any) -> Iterator[Fault]:
    """Yield what is wrong with the name of a rule."""
    if not isinstance(entry, dict):
        yield Fault("C003", {"expected": _RULE}, (id,))
    elif "rule" not in entry:
        yield Fault("C002", {"key": "rule"}, (id, KEY))
    elif entry["rule"] not in RULES:
        expected = Enumeration(RULES, "or")
        yield Fault("C003", {"expected": expected}, (id, "rule"), suggestion=nearest(str(entry["rule"]), RULES))


def _misfits(id: str, rule: Rule, registers: dict[str, RegisterEntry | TrafficEntry]) -> Iterator[Fault]:
    """Yield a fault where a rule needs a register of the other kind."""
    if rule.of in registers:
        of_traffic = isinstance(registers[rule.of], TrafficEntry)
        for key in rule.misfits(of_traffic=of_traffic):
            needed = _OF_UNITS if of_traffic else _OF_TRAFFIC
            yield Fault("V012", {"rule": rule.name, "id": rule.of, "needed": needed}, (id, key))


_OF_UNITS = Message("a register of units")
_OF_TRAFFIC = Message("a register of timetables")
_RULE = Message("a rule and what it needs: {{rule: nearest, of: …}}").format()


_SECTIONS: dict[str, type[Entry]] = {
    "places": PlacesEntry,
    "cells": CellsEntry,
    "roads": RoadsEntry,
    "localities": LocalitiesEntry,
    "coordinates": CoordinatesEntry,
    "data": DataEntry,
    "unlocated": DropEntry,
}


def _model(location: tuple[Any, ...]) -> type[Entry]:
    """Return the model of the mapping that holds the last key of a location."""
    match location:
        case (_,):
            return DeriveFile
        case ("measures", _, tag, _):
            return RULES[tag]
        case ("registers", _, kind, _):
            return _KINDS[kind]
    return _SECTIONS[str(location[-2])]


def _way(location: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a pydantic location without the names of rules and kinds, which are not keys of the file."""
    match location:
        case ("measures", id, tag, *rest) if tag in RULES:
            return ("measures", id, *rest)
        case ("registers", id, kind, *rest) if kind in _KINDS:
            return _way(("registers", id, *rest))
        case (*before, "data", "missing", mark, "word" | "range"):
            return (*before, "data", "missing", mark)
    return location


DERIVE_FILE = FileShape(_model, _way)


def derive_schema() -> dict[str, Any]:
    """Return the JSON Schema of a derive.yaml, for editors."""
    return DeriveFile.model_json_schema(mode="validation", schema_generator=SchemaForEditors)
