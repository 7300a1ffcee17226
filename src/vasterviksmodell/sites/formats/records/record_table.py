"""A table of records in memory, whose places are looked up in the file when they are shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

import polars as pl

from vasterviksmodell.findings import Finding, Place
from vasterviksmodell.sites.chosen_rows import wishes
from vasterviksmodell.sites.formats.records.record_cells import Locator, Spot
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Expected, Table
from vasterviksmodell.sites.formats.table_rows import SoundTable


@dataclass(frozen=True)
class RecordTable(SoundTable):
    firsts: Mapping[str, int]
    """By heading, in order of appearance: the position of the first record that has it."""
    texts: pl.DataFrame
    positions: Sequence[int]
    """By row: the position of its record."""
    locator: Locator
    dialect: Mapping[str, str]
    located: Mapping[str, str] = field(default_factory=dict)
    decimal_comma: bool = False
    others: Sequence[Table] = ()

    @cached_property
    def headings(self) -> tuple[str, ...]:
        return tuple(self.firsts)

    @cached_property
    def heading_places(self) -> tuple[Place, ...]:
        spots = self._spots(self.firsts.values())
        return tuple(spots[position][heading].key for heading, position in self.firsts.items())

    @property
    def frame(self) -> pl.LazyFrame:
        return self.texts.with_row_index(ROW).lazy()

    def places(self, cells: Sequence[Cell]) -> list[Place]:
        spots = self._spots(self.positions[cell.row] for cell in cells if cell.column is not None)
        return [self._place(cell, spots) for cell in cells]

    def _place(self, cell: Cell, spots: Mapping[int, Mapping[str, Spot]]) -> Place:
        """The place of a cell, or of its record when it has none under that heading."""
        position = self.positions[cell.row]
        spot = None if cell.column is None else spots[position].get(self.headings[cell.column])
        return spot.cell if spot else self.locator.record(position)

    def _spots(self, positions: Iterable[int]) -> dict[int, Mapping[str, Spot]]:
        """The places in several records; each record is looked through once."""
        return {position: self.locator.spots(position) for position in set(positions)}


_MOST = 10
"""No more are looked at; a record with so many repeated keys has been pasted together."""
Opened = tuple[RecordTable | None, tuple[Finding, ...]]
T = TypeVar("T")


@dataclass(frozen=True)
class Turn:
    """What is in a file when one of the values of each repeated key is read."""

    opened: Opened
    turns: int = 1
    """How many there are: as many as a key has values in one record."""


def in_every_turn(read: Callable[[Expected], Turn], expected: Expected) -> Opened:
    """A file as it is read with the first of all values, and beside that with the others."""
    first = read(expected)
    later = (read(replace(expected, turn=number)).opened for number in range(1, min(first.turns, _MOST)))
    return in_one([first.opened, *later])


def where_it_applies(open: Callable[[Expected], Opened], expected: Expected) -> Opened:
    """A file read without such choices of rows as are about columns that it does not have, in any record."""
    table, findings = open(expected)
    asked = wishes(expected.data)
    applying = {wish.heading: wish.texts for wish in asked if table and any(map(wish.is_called, table.headings))}
    if table is None or len(applying) == len(asked):
        return table, findings
    return open(replace(expected, data=replace(expected.data, where=applying)))


def in_one(turns: Sequence[Opened]) -> Opened:
    """The first table, with those of other turns beside it, and what is told in any of them."""
    tables, findings = zip(*turns, strict=True) if turns else ((), ())
    found = [table for table in tables if table is not None]
    return replace(found[0], others=tuple(found[1:])) if found else None, tuple(told_once(findings))


def told_once(turns: Iterable[Iterable[Finding]]) -> list[Finding]:
    """What is told in any of some turns; what was told in one is not told again in another."""
    found: list[Finding] = []
    for turn in turns:
        known = {(finding.code, finding.place) for finding in found}
        found += [finding for finding in turn if (finding.code, finding.place) not in known]
    return found


def read_in_turn(values: list[T], turn: int) -> T:
    """The value of a repeated key that is read; the last stays for all further turns."""
    return values[min(turn, len(values) - 1)]
