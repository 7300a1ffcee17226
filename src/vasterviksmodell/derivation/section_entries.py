"""The parts of derive.yaml that name files: places, registers, localities, roads and cells."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from vasterviksmodell.criteria.data_entries import CellTexts, DataEntry, DateText, Heading, Name, Names
from vasterviksmodell.criteria.entry_types import Entry, Label
from vasterviksmodell.derivation.entry_types import Bounds as Ends
from vasterviksmodell.derivation.entry_types import Covered, InLocality, Length, Unlocated
from vasterviksmodell.findings.model import Fault, raise_faults
from vasterviksmodell.i18n import Message

Kept = Annotated[
    dict[Heading, CellTexts],
    Field(description="Which rows are read: the values of their cells, one or several, by heading."),
]
Written = Annotated[DataEntry, Field(description="How the file is written; else it is detected.")]


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
    keep: Kept = Field(default={})
    data: Written = Field(default=DataEntry())


class RoadsEntry(Entry):
    """The roads along which distances are measured: lines that share an end where they meet."""

    file: Name = Field(
        description="The file with the lines: GeoPackage, GeoJSON, or OpenStreetMap as .pbf or Overpass JSON; "
        "relative to derive.yaml."
    )
    complete: bool = Field(description="Whether there are no other roads near the places and the units.")
    one_way: Heading | None = Field(default=None, description="The heading that says which roads lead one way only.")
    along: CellTexts = Field(default=["yes", "true", "1"], description="What stands there for: as the line is drawn.")
    against: CellTexts = Field(default=["-1"], description="What stands there for: against the line.")
    keep: Kept = Field(default={})
    data: Written = Field(default=DataEntry())


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
    keep: Kept = Field(default={})
    data: Written = Field(default=DataEntry())


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
    keep: Kept = Field(default={})
    far: Length = Field(
        default=10_000.0, description="A place farther than this outside its municipality has no certain position."
    )
    data: Written = Field(default=DataEntry())


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
    keep: Kept = Field(default={})
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
    data: Written = Field(default=DataEntry())

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
