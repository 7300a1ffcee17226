"""A site's measure on a criterion, taken out of a ranking's frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.scoring.changes import Known
from vasterviksmodell.sites import columns
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
        if criterion.kind == "number":
            return cls(criterion, row[columns.low(criterion)], row[columns.high(criterion)])
        return cls(criterion, category=row[columns.category(criterion)])

    @classmethod
    def at(cls, criterion: Criterion, figure: float | str) -> "Measured":
        """A measure that is exactly known."""
        return cls(criterion, category=figure) if isinstance(figure, str) else cls(criterion, figure, figure)

    def as_columns(self) -> list[pl.Expr]:
        """The measure as columns of a frame of sites."""
        if self.criterion.kind != "number":
            return [pl.lit(self.category, pl.String).alias(columns.category(self.criterion))]
        ends = ((columns.low, self.low), (columns.high, self.high))
        return [pl.lit(end, pl.Float64).alias(name(self.criterion)) for name, end in ends]

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
