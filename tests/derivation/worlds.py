"""Registers and places that are made up, in files, for tests of derivation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from vasterviksmodell.derivation import Derived, derive

NORTH, EAST = 6_400_000, 585_000
"""Inside the municipality of Västervik."""
OF_UNITS_AND_ZONES = {
    "nearest": "{rule: nearest, of: units}",
    "near": "{rule: count, of: units, within: 3 km}",
    "pupils": "{rule: sum, of: units, column: pupils, within: 5 km}",
    "any": "{rule: exists, of: units, within: 2 km}",
    "class": "{rule: at, of: zones, column: class}",
}
"""Rules by the measure that they give."""
PLACES = "id,name,n,e,code\n"
UNITS = "unit,n,e,code,pupils\n"


@dataclass(frozen=True)
class Unit:
    name: str
    north: float
    east: float
    code: str
    pupils: int = 10


@dataclass(frozen=True)
class World:
    """Places and all units that there are; a register may know less."""

    folder: Path
    places: Sequence[Unit]
    units: Sequence[Unit]
    measures: Mapping[str, str]
    settings: str = ""
    hidden: frozenset[int] = field(default_factory=frozenset)
    """The units whose positions the register lacks."""
    missing: frozenset[int] = field(default_factory=frozenset)
    """The units that the register lacks."""

    def derived(self) -> Derived:
        rows = "".join(
            f"{unit.name},{'' if number in self.hidden else unit.north:},"
            f"{'' if number in self.hidden else unit.east},{unit.code},{unit.pupils}\n"
            for number, unit in enumerate(self.units)
            if number not in self.missing
        )
        (self.folder / "units.csv").write_text(UNITS + rows)
        sites = "".join(f"{it.name},{it.name},{it.north},{it.east},{it.code}\n" for it in self.places)
        (self.folder / "places.csv").write_text(PLACES + sites)
        measures = "".join(f"  {id}: {rule}\n" for id, rule in self.measures.items())
        (self.folder / "derive.yaml").write_text(f"""\
version: 1
places: {{file: places.csv, name: name, coordinates: {{northing: n, easting: e}}, municipality: code}}
registers:
  units:
    file: units.csv
    date: 2026-06-21
    source: A register
    coordinates: {{northing: n, easting: e}}
    municipality: code
    id: unit
{self.settings or "    complete: Sweden"}
measures:
{measures}""")
        return derive(self.folder / "derive.yaml")

    def distances(self, place: Unit) -> np.ndarray:
        """How far all units lie from a place, in truth."""
        return np.array([np.hypot(unit.north - place.north, unit.east - place.east) for unit in self.units])
