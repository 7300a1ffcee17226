"""A site's measure on a criterion, taken out of a ranking's frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring.changes import Known, columns_of, known_in
from vasterviksmodell.sites.grammar import Interval


@dataclass(frozen=True, slots=True)
class Measured:
    """What is known of a measure: an interval for a number, a category or nothing for the others."""

    criterion: Criterion
    low: float | None = None
    high: float | None = None
    category: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any], criterion: Criterion) -> "Measured":
        """The measure in a row of a ranking's frame: what all know of it that read it."""
        first, *others = (known_in(row, it) for it in criterion.readers)
        for it in others:
            if isinstance(first, Interval) and isinstance(it, Interval):
                low = max(first.low, it.low)
                first = Interval(low, max(low, min(first.high, it.high)))
        return cls.known(criterion, first)

    @classmethod
    def at(cls, criterion: Criterion, figure: float | str) -> "Measured":
        """A measure that is exactly known."""
        return cls(criterion, category=figure) if isinstance(figure, str) else cls(criterion, figure, figure)

    def as_columns(self) -> list[pl.Expr]:
        """The measure as columns of a frame of sites, for all that read it."""
        return [held.alias(name) for it in self.criterion.readers for name, held in columns_of(it, self._known_to(it))]

    def _known_to(self, reader: Criterion) -> Known:
        if self.low is not None and self.high is not None:
            return Interval(self.low, self.high)
        return None if self.category is None else reader.spelled(self.category)

    @classmethod
    def known(cls, criterion: Criterion, known: Known) -> "Measured":
        """The measure of which so much is known."""
        return cls(criterion, *known) if isinstance(known, Interval) else cls(criterion, category=known)

    @property
    def figure(self) -> float | str | None:
        """What it is, when it is exactly known."""
        return self.category if self.low is None else self.low if self.low == self.high else None

    @property
    def is_exact(self) -> bool:
        return self.figure is not None

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known."""
        span = self.criterion.range
        return self.category is None if self.low is None else (self.low, self.high) == (span.low, span.high)
