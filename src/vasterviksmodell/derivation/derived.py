"""Measures of places that were made from registers: every figure is exact, or an interval that holds the truth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from vasterviksmodell.derivation.bounds import Bounds
from vasterviksmodell.derivation.derived_cell import DerivedCell, cell_of
from vasterviksmodell.derivation.file import Derivation
from vasterviksmodell.derivation.reading.given import NOTHING_GIVEN, Given, GivenFigure
from vasterviksmodell.derivation.reading.places import Places
from vasterviksmodell.derivation.reading.register import Register
from vasterviksmodell.derivation.rules.rule import Rule
from vasterviksmodell.derivation.section_entries import CellsEntry
from vasterviksmodell.derivation.surroundings import Flags, Surroundings
from vasterviksmodell.findings import Finding
from vasterviksmodell.frozen_value import FrozenValue, plain
from vasterviksmodell.source.frozen_mapping import FrozenMapping


@dataclass(frozen=True, slots=True, eq=False)
class DerivedMeasure:
    """A measure of all places."""

    id: str
    rule: Rule
    register: Register
    around: Surroundings
    """The located places, and the units as seen from them."""
    bounds: Bounds
    given: Mapping[int, GivenFigure] = field(default_factory=lambda: FrozenMapping({}))
    """By the row of a place: the figure that is given by hand."""
    weights: CellsEntry | None = None
    """The cells over whose inhabitants the measure is a mean, where it is one."""

    @property
    def exact(self) -> Flags:
        """By place: whether what is derived is exactly known."""
        found: Flags = self.bounds.low == self.bounds.high
        return found

    @property
    def empty(self) -> Flags:
        """By place: whether nothing at all is derived."""
        if self.bounds.texts is not None:
            return np.array([not text for text in self.bounds.texts], dtype=np.bool_)
        if self.rule.kind == "yes_no":
            return ~self.exact
        return ~self.exact & (self.bounds.low <= 0) & np.isinf(self.bounds.high)

    def cell(self, row: int) -> DerivedCell:
        """Return the measure of the place in a row: what is given by hand, else what is derived."""
        figure = self.given.get(row)
        return self.derived_cell(row) if figure is None else cell_of(figure, self.rule.kind)

    def derived_cell(self, row: int) -> DerivedCell:
        """Return what is derived for the place in a row."""
        bounds = self.bounds
        text = None if bounds.texts is None else bounds.texts[row]
        causes = {cause: int(numbers[row]) for cause, numbers in bounds.causes.items() if numbers[row]}
        low, high = float(bounds.low[row]), float(bounds.high[row])
        note = None if bounds.notes is None else bounds.notes[row]
        return DerivedCell(self.rule.kind, low, high, text, causes, self.register.date, note)


@dataclass(frozen=True, eq=False, repr=False)
class Derived(FrozenValue):
    """The measures that were derived, with what they rest on."""

    derivation: Derivation
    """What was asked for."""
    places: Places
    """The places, by id, with their positions."""
    measures: tuple[DerivedMeasure, ...]
    """One for each column, with the cell of each place, exact or an interval, in the unit of the criterion."""
    findings: tuple[Finding, ...]
    """Warnings and information about the registers."""
    given: Given = NOTHING_GIVEN
    """Every figure that is given by hand, also of measures that no register has."""

    @property
    def only_given(self) -> Mapping[str, Mapping[int, GivenFigure]]:
        """The figures of measures that are not derived, by measure and by the row of the place."""
        derived = {measure.id for measure in self.measures}
        named = (*self.derivation.entry.given, *self.given.figures)
        return {id: self.given.of(id) for id in dict.fromkeys(named) if id not in derived}

    def to_dict(self) -> dict[str, Any]:
        """Return the cells of each measure by place, and the findings, as plain values. Raises nothing."""
        cells = {
            measure.id: {id: plain(measure.cell(row)) for row, id in enumerate(self.places.ids)}
            for measure in self.measures
        }
        return {"derivation": self.derivation.path, "measures": cells, "findings": plain(self.findings)}

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {id: row for row, id in enumerate(self.places.ids)}

    def row(self, site: str) -> int:
        """Return the row of a place by its id; raise `KeyError` where there is none."""
        return self._rows[site]

    def cell(self, site: str, measure: str) -> DerivedCell:
        """Return a measure of a place, by their ids; raise `KeyError` where there is none."""
        found = {derived.id: derived for derived in self.measures}
        if measure in found:
            return found[measure].cell(self.row(site))
        return cell_of(self.only_given[measure][self.row(site)])
