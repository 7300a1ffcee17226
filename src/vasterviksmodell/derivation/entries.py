"""The shape of derive.yaml: the places, the registers, and the measures that are made from them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator, model_validator

from vasterviksmodell.criteria.data_entries import CellTexts, DataEntry, DateText, Heading, Name, Names
from vasterviksmodell.criteria.entries import Id
from vasterviksmodell.criteria.entry_types import Entry, Label, Version
from vasterviksmodell.criteria.errors import FileShape
from vasterviksmodell.criteria.json_schema import SchemaForEditors
from vasterviksmodell.derivation.entry_types import Bounds as Ends
from vasterviksmodell.derivation.entry_types import Covered, DropEntry, InLocality, Length, Unlocated
from vasterviksmodell.derivation.rules import RULES
from vasterviksmodell.derivation.rules.rule import Rule
from vasterviksmodell.derivation.traffic.entry import TrafficEntry, is_traffic
from vasterviksmodell.findings.model import KEY, Fault, raise_faults
from vasterviksmodell.i18n import Enumeration, Message
from vasterviksmodell.i18n.wording import Language, listing, nearest


class CoordinatesEntry(Entry):
    """The columns of positions; with both pairs, a unit whose two positions disagree has none."""

    latitude: Heading | None = Field(default=None, description="The heading of latitudes in degrees, WGS 84.")
    longitude: Heading | None = Field(default=None, description="The heading of longitudes in degrees, WGS 84.")
    northing: Heading | None = Field(default=None, description="The heading of northings in metres.")
    easting: Heading | None = Field(default=None, description="The heading of eastings in metres.")
    crs: Name | None = Field(
        default=None,
        description="The system of northing and easting, by default SWEREF 99 TM (EPSG:3006); RT 90 is EPSG:3021.",
    )

    @model_validator(mode="after")
    def _in_pairs(self) -> Self:
        degrees, metres = (self.latitude, self.longitude), (self.northing, self.easting)
        halves = any((first is None) != (second is None) for first, second in (degrees, metres))
        if halves or not (all(degrees) or all(metres)):
            expected = Message("latitude and longitude, or northing and easting")
            raise_faults([Fault("C003", {"expected": expected})])
        return self


class LocalitiesEntry(Entry):
    """The localities as areas: a layer of a GeoPackage, or GeoJSON."""

    file: Name = Field(description="The file with their areas, GeoPackage or GeoJSON; relative to derive.yaml.")
    by: Heading = Field(description="The heading of their codes or names.")
    keep: dict[Heading, CellTexts] = Field(
        default={}, description="Which rows are read: the values of their cells, one or several, by heading."
    )
    data: DataEntry = Field(default=DataEntry(), description="How the file is written; else it is detected.")


class RoadsEntry(Entry):
    """The roads along which distances are measured: lines that share an end where they meet."""

    file: Name = Field(description="The file with the lines, GeoPackage or GeoJSON; relative to derive.yaml.")
    complete: bool = Field(description="Whether there are no other roads near the places and the units.")
    one_way: Heading | None = Field(default=None, description="The heading that says which roads lead one way only.")
    along: CellTexts = Field(default=["yes", "true", "1"], description="What stands there for: as the line is drawn.")
    against: CellTexts = Field(default=["-1"], description="What stands there for: against the line.")
    keep: dict[Heading, CellTexts] = Field(
        default={}, description="Which rows are read: the values of their cells, one or several, by heading."
    )
    data: DataEntry = Field(default=DataEntry(), description="How the file is written; else it is detected.")


class CellsEntry(Entry):
    """The cells of a grid, or addresses, in which the inhabitants of places live."""

    file: Name = Field(description="The file with a row for each cell; relative to derive.yaml.")
    date: DateText = Field(description="The date of the numbers of inhabitants: a year, a month or a day.")
    source: Label = Field(description="Who publishes them.")
    licence: Name | None = Field(default=None, description="The licence under which they are published.")
    coordinates: CoordinatesEntry | None = Field(
        default=None, description="The columns of the middles of cells; without it they are found."
    )
    locality: Heading = Field(description="The heading of the code or name of the place to which a cell belongs.")
    inhabitants: Heading = Field(description="The heading of the number of inhabitants.")
    side: Length = Field(description="How long a side of a cell is: 100 m; 0 m where a row is an address.")
    suppressed: Ends | None = Field(
        default=None, description="What an empty cell may stand for where small numbers are withheld: 1..2."
    )
    keep: dict[Heading, CellTexts] = Field(
        default={}, description="Which rows are read: the values of their cells, one or several, by heading."
    )
    data: DataEntry = Field(default=DataEntry(), description="How the file is written; else it is detected.")


class PlacesEntry(Entry):
    """The places that are measured: one row of a file each."""

    file: Name = Field(description="The file with the places; a path is relative to that of derive.yaml.")
    id: Heading = Field(default="id", description="The heading of their ids.")
    name: Heading | None = Field(default=None, description="The heading of their names.")
    coordinates: CoordinatesEntry | None = Field(
        default=None, description="The columns of positions; without it they are found by their headings and ranges."
    )
    municipality: Heading | None = Field(
        default=None, description="The heading of the code or the name of their municipality."
    )
    point: Literal["centre", "area", "cells"] = Field(
        default="centre",
        description="What stands for a place: its position (centre); its whole area, over which measures vary; or the "
        "cells in which its inhabitants live, over which measures are means.",
    )
    locality: Heading | None = Field(
        default=None, description="The heading of the code or name of its locality; by default that of the ids."
    )
    keep: dict[Heading, CellTexts] = Field(
        default={}, description="Which rows are read: the values of their cells, one or several, by heading."
    )
    far: Length = Field(
        default=10_000.0, description="A place farther than this outside its municipality has no certain position."
    )
    data: DataEntry = Field(default=DataEntry(), description="How the file is written; else it is detected.")


class RegisterEntry(Entry):
    """A register: units such as schools, with what its silence means."""

    file: Names = Field(description="The file, or several with the same headings; relative to derive.yaml.")
    date: DateText | None = Field(default=None, description="The date of the register: a year, a month or a day.")
    date_column: Heading | None = Field(
        default=None, description="The heading of dates, where each row has its own; the oldest counts."
    )
    source: Label = Field(description="Who publishes the register, and its name.")
    licence: Name | None = Field(default=None, description="The licence under which it is published.")
    coordinates: CoordinatesEntry | None = Field(
        default=None, description="The columns of positions; without it they are found by their headings and ranges."
    )
    id: Heading | None = Field(
        default=None, description="The heading of ids, by which a unit that stands twice counts once."
    )
    name: Heading | None = Field(default=None, description="The heading of the units' names.")
    municipality: Heading | None = Field(
        default=None, description="The heading of the code or the name of the units' municipality."
    )
    keep: dict[Heading, CellTexts] = Field(
        default={}, description="Which rows are read: the values of their cells, one or several, by heading."
    )
    locality: Heading | None = Field(
        default=None, description="The heading of the code or the name of the units' locality."
    )
    complete: Covered = Field(
        description="Where a unit that is not in the register does not exist: Sweden, a list of counties and "
        "municipalities, or false."
    )
    unlocated: Unlocated = Field(
        default=None,
        description="Where a unit without a certain position may lie: municipality or locality (anywhere in it), or "
        "{drop: the reason}.",
    )
    far: Length = Field(
        default=10_000.0, description="A unit farther than this outside its municipality has no certain position."
    )
    border: Length = Field(
        default=1_000.0, description="How far outside its municipality, as the map draws it, a unit may lie."
    )
    data: DataEntry = Field(default=DataEntry(), description="How the file is written; else it is detected.")

    @model_validator(mode="after")
    def _has_one_date(self) -> Self:
        if (self.date is None) == (self.date_column is None):
            raise_faults([Fault("V001", {})])
        return self

    @model_validator(mode="after")
    def _says_the_locality(self) -> Self:
        if isinstance(self.unlocated, InLocality) and self.locality is None:
            raise_faults([Fault("C002", {"key": "locality"})])
        return self


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
            raise_faults(fault for id, entry in raw.items() for fault in _rule_faults(id, entry))
        return raw

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
