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
        """The measure in a row of a ranking's frame."""
        return cls.known(criterion, known_in(row, criterion))

    @classmethod
    def at(cls, criterion: Criterion, figure: float | str) -> "Measured":
        """A measure that is exactly known."""
        return cls(criterion, category=figure) if isinstance(figure, str) else cls(criterion, figure, figure)

    def as_columns(self) -> list[pl.Expr]:
        """The measure as columns of a frame of sites."""
        known = self.category if self.low is None or self.high is None else Interval(self.low, self.high)
        return [held.alias(name) for name, held in columns_of(self.criterion, known)]

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
