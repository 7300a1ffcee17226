"""Reads derive.yaml: a `Derivation`, or findings about everything that is wrong with it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import ValidationError

from vasterviksmodell.criteria.entry_types import Entry
from vasterviksmodell.criteria.errors import findings_of
from vasterviksmodell.criteria.file import one_for_each_cause, parsed
from vasterviksmodell.criteria.key_location import locate
from vasterviksmodell.derivation.entries import DERIVE_FILE, DeriveFile
from vasterviksmodell.derivation.reading.register import Declared
from vasterviksmodell.derivation.rules.rule import Rule
from vasterviksmodell.derivation.traffic.entry import TrafficEntry
from vasterviksmodell.findings import Finding, InvalidInput, Place, Severity, in_order, worst
from vasterviksmodell.findings.model import KEY
from vasterviksmodell.frozen_value import FrozenValue
from vasterviksmodell.source.yaml_document import MAX_BYTES, Node

if TYPE_CHECKING:
    from vasterviksmodell.derivation.traffic.reading import DeclaredTraffic


class InvalidDerivation(InvalidInput):
    """A derive.yaml, or its registers, with errors; `findings` holds all of them."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Derivation(FrozenValue):
    """What a derive.yaml asks for."""

    entry: DeriveFile
    """The file, validated."""
    path: str
    """Of the file, as it was given."""
    folder: Path
    """The folder to which the paths of files are relative."""
    root: Node = field(repr=False)
    """The file as a tree, each value with its place."""

    def place(self, *way: str | int) -> Place:
        """Return the place of a value in the file."""
        return locate(self.root, way, self.path).place

    def file(self, name: str) -> Path:
        """Return the path of a file that it names."""
        return self.folder / name

    @property
    def wanted_of_places(self) -> Mapping[str, Place]:
        """The headings that are read in the file of places, each with the place that names it."""
        found = dict(_headings(self.entry.places, ("places",), self))
        for id, rule in self.entry.measures.items():
            found |= {heading: self.place("measures", id, key) for key, heading in rule.place_columns.items()}
        return found

    def wanted_of(self, section: Literal["localities", "roads", "cells"]) -> Mapping[str, Place]:
        """Return the headings that are read in the file of a section, each with the place that names it."""
        entry = getattr(self.entry, section)
        return {} if entry is None else dict(_headings(entry, (section,), self))

    def register(self, id: str) -> "Declared | DeclaredTraffic":
        """Return a register as it is declared, with the headings that the rules read in it."""
        entry = self.entry.registers[id]
        if isinstance(entry, TrafficEntry):
            return self._traffic(id, entry)
        wanted = dict(_headings(entry, ("registers", id), self))
        for measure, rule in self.measures_of(id).items():
            wanted |= {heading: self.place("measures", measure, key) for key, heading in rule.columns.items()}
        at = self._places_of(id, "file", "date", "complete")
        located = any(rule.measures_distances for rule in self.measures_of(id).values())
        areas = any(rule.needs_areas for rule in self.measures_of(id).values())
        return Declared(id, entry, [self.file(name) for name in entry.file], wanted, at, located, areas)

    def _traffic(self, id: str, entry: TrafficEntry) -> "DeclaredTraffic":
        from vasterviksmodell.derivation.traffic.reading import DeclaredTraffic

        timed = any(rule.needs_times for rule in self.measures_of(id).values())
        at = self._places_of(id, "file", "near", "complete")
        return DeclaredTraffic(id, entry, [self.file(name) for name in entry.file], at, timed)

    def _places_of(self, id: str, *keys: str) -> dict[str, Place]:
        """Return the places of keys of a register; that of any other is the register's."""
        at: dict[str, Place] = defaultdict(lambda: self.place("registers", id, KEY))
        return at | {key: self.place("registers", id, key) for key in keys}

    def measures_of(self, id: str) -> dict[str, Rule]:
        """Return the measures that are made from a register."""
        return {measure: rule for measure, rule in self.entry.measures.items() if rule.of == id}

    def only(self, measures: "frozenset[str]") -> "Derivation":
        """Return what is asked for with only some of the measures, and the registers that they need."""
        kept = {id: rule for id, rule in self.entry.measures.items() if id in measures}
        used = {rule.of for rule in kept.values()}
        registers = {id: entry for id, entry in self.entry.registers.items() if id in used}
        entry = self.entry.model_copy(update={"measures": kept, "registers": registers})
        return Derivation(entry, self.path, self.folder, self.root)


_NAMING = ("id", "name", "municipality", "locality", "inhabitants", "date_column", "by", "one_way")
"""The keys of entries that name a heading."""


def _headings(entry: Entry, way: tuple[str, ...], derivation: Derivation) -> Iterator[tuple[str, Place]]:
    """Yield the headings that an entry names, with their places."""
    for key in _NAMING:
        heading = getattr(entry, key, None)
        if heading is not None:
            yield heading, derivation.place(*way, key)
    for heading in getattr(entry, "keep", ()):
        yield heading, derivation.place(*way, "keep", heading, KEY)
    coordinates = getattr(entry, "coordinates", None)
    for key in ("latitude", "longitude", "northing", "easting") if coordinates else ():
        heading = getattr(coordinates, key)
        if heading is not None:
            yield heading, derivation.place(*way, "coordinates", key)


def read_derivation(content: bytes, path: str, folder: Path) -> tuple[Derivation | None, tuple[Finding, ...]]:
    """Return what a file asks for, and the findings about it; None when one of them is an error."""
    root, findings = parsed(content, path)
    if root is None:
        return None, findings
    try:
        entry = DeriveFile.model_validate(root.value)
    except ValidationError as error:
        found = one_for_each_cause(findings_of(error, root, path, DERIVE_FILE))
        return None, in_order((*findings, *found))
    derivation = None if worst(findings) == Severity.ERROR else Derivation(entry, path, folder, root)
    return derivation, findings


def read_derive_file(path: Path, name: str) -> tuple[Derivation | None, tuple[Finding, ...]]:
    """Return what the file at a path asks for, called `name` in findings; raise `OSError` when it cannot be read."""
    with path.open("rb") as file:
        return read_derivation(file.read(MAX_BYTES + 1), name, path.parent)


def load_derivation(path: str | Path) -> Derivation:
    """Return what a derive.yaml asks for, without reading its registers.

    Raises `InvalidDerivation` with every finding when it has errors, `OSError` when it cannot be read.
    """
    derivation, findings = read_derive_file(Path(path), str(path))
    if derivation is None:
        raise InvalidDerivation(findings)
    return derivation
