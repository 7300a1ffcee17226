"""A table of records in memory, and how a file is read once for each value of a repeated key.

Places are looked up in the file only when they are shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeVar

import polars as pl

from vasterviksmodell.findings import Finding, Place
from vasterviksmodell.sites.chosen_rows import row_conditions
from vasterviksmodell.sites.formats.records.record_cells import KeyLocation, Locator
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Expected, Table
from vasterviksmodell.sites.formats.table_rows import FaultlessTable
from vasterviksmodell.source.files import Source


@dataclass(frozen=True)
class RecordTable(FaultlessTable):
    firsts: Mapping[str, int]
    """By heading, in order of appearance: the position of the first record that has it."""
    texts: pl.DataFrame
    positions: Sequence[int]
    """By row: the position of its record."""
    locator: Locator
    dialect: Mapping[str, str]
    position_headings: Mapping[str, str] = field(default_factory=dict)
    decimal_comma: bool = False
    alternatives: Sequence[Table] = ()

    @cached_property
    def headings(self) -> tuple[str, ...]:
        return tuple(self.firsts)

    @cached_property
    def heading_places(self) -> tuple[Place, ...]:
        key_locations = self._key_locations(self.firsts.values())
        return tuple(key_locations[position][heading].key for heading, position in self.firsts.items())

    @property
    def frame(self) -> pl.LazyFrame:
        return self.texts.with_row_index(ROW).lazy()

    def places(self, cells: Sequence[Cell]) -> list[Place]:
        key_locations = self._key_locations(self.positions[cell.row] for cell in cells if cell.column is not None)
        return [self._place(cell, key_locations) for cell in cells]

    def _place(self, cell: Cell, key_locations: Mapping[int, Mapping[str, KeyLocation]]) -> Place:
        """Return the place of a cell, or of its record if it has no such heading."""
        position = self.positions[cell.row]
        key_location = None if cell.column is None else key_locations[position].get(self.headings[cell.column])
        return key_location.cell if key_location else self.locator.record(position)

    def _key_locations(self, positions: Iterable[int]) -> dict[int, Mapping[str, KeyLocation]]:
        """Return the places in several records; each record is searched once."""
        return {position: self.locator.key_locations(position) for position in set(positions)}


_MOST = 10
"""How many values of a repeated key are read."""
OpenedRecords = tuple[RecordTable | None, tuple[Finding, ...]]
T = TypeVar("T")


@dataclass(frozen=True)
class OccurrenceReading:
    """The content of a file, read with one of the values of each repeated key."""

    opened: OpenedRecords
    occurrences: int = 1
    """The greatest number of values that a key has in one record."""


def read_every_occurrence(read: Callable[[Expected], OccurrenceReading], expected: Expected) -> OpenedRecords:
    """Read a file with the first value of each repeated key, and then with the others as alternatives."""
    first = read(expected)
    further = (read(replace(expected, occurrence=number)).opened for number in range(1, min(first.occurrences, _MOST)))
    return merged_tables([first.opened, *further])


def read_with_applicable_conditions(open: Callable[[Expected], OpenedRecords], expected: Expected) -> OpenedRecords:
    """Open a file without the conditions on rows that are about columns which no record has."""
    table, findings = open(expected)
    conditions = row_conditions(expected.data)
    applying = {
        condition.heading: condition.texts
        for condition in conditions
        if table and any(map(condition.is_called, table.headings))
    }
    if table is None or len(applying) == len(conditions):
        return table, findings
    return open(replace(expected, data=replace(expected.data, where=applying)))


def open_records(
    read: Callable[[Source, Expected], OccurrenceReading], source: Source, expected: Expected
) -> OpenedRecords:
    """Open a file of records, read with every value of repeated keys and with the conditions that apply to it."""
    return read_with_applicable_conditions(partial(read_every_occurrence, partial(read, source)), expected)


def merged_tables(readings: Sequence[OpenedRecords]) -> OpenedRecords:
    """Return the first table with the others as its alternatives, and all findings once."""
    tables, findings = zip(*readings, strict=True) if readings else ((), ())
    found = [table for table in tables if table is not None]
    return replace(found[0], alternatives=tuple(found[1:])) if found else None, tuple(without_repeats(findings))


def without_repeats(readings: Iterable[Iterable[Finding]]) -> list[Finding]:
    """Return the findings of several readings of a file, without those that an earlier reading has too."""
    found: list[Finding] = []
    for reading in readings:
        known = {(finding.code, finding.place) for finding in found}
        found += [finding for finding in reading if (finding.code, finding.place) not in known]
    return found


def value_at_occurrence(values: list[T], occurrence: int) -> T:
    """Return the value of a repeated key that is read: the last if there are fewer values."""
    return values[min(occurrence, len(values) - 1)]
