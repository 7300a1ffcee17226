"""A site's measure on a criterion, read from a ranking's frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring.what_if import Known, columns_of, known_in
from vasterviksmodell.sites.cell_grammar import Interval


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a measure: an interval for a number, a category or nothing for the others."""

    criterion: Criterion
    low: float | None = None
    high: float | None = None
    category: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any], criterion: Criterion) -> "Measured":
        """Return the measure in a row of a ranking's frame: the intersection of what its readers know."""
        first, *others = (known_in(row, reader) for reader in criterion.readers)
        for other in others:
            if isinstance(first, Interval) and isinstance(other, Interval):
                low = max(first.low, other.low)
                first = Interval(low, max(low, min(first.high, other.high)))
        return cls.known(criterion, first)

    @classmethod
    def at(cls, criterion: Criterion, figure: float | str) -> "Measured":
        """Make an exactly known measure."""
        return cls(criterion, category=figure) if isinstance(figure, str) else cls(criterion, figure, figure)

    def as_columns(self) -> list[pl.Expr]:
        """Return the measure as columns of a frame of sites, for all its readers."""
        return [
            held.alias(name)
            for reader in self.criterion.readers
            for name, held in columns_of(reader, self._known_to(reader))
        ]

    def _known_to(self, reader: Criterion) -> Known:
        if self.low is not None and self.high is not None:
            return Interval(self.low, self.high)
        return None if self.category is None else reader.spelled(self.category)

    @classmethod
    def known(cls, criterion: Criterion, known: Known) -> "Measured":
        """Make a measure from what is known of it."""
        return cls(criterion, *known) if isinstance(known, Interval) else cls(criterion, category=known)

    @property
    def figure(self) -> float | str | None:
        """The number or the category, when it is exactly known."""
        return self.category if self.low is None else self.low if self.low == self.high else None

    @property
    def is_exact(self) -> bool:
        return self.figure is not None

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known."""
        span = self.criterion.range
        return self.category is None if self.low is None else (self.low, self.high) == (span.low, span.high)
