"""A table of records in memory, whose places are looked up in the file when they are shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import polars as pl

from vasterviksmodell.findings import Place
from vasterviksmodell.sites.formats.interface import ROW, Cell, Table
from vasterviksmodell.sites.formats.records.faults import Locator, Spot
from vasterviksmodell.sites.formats.sound_table import SoundTable


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
