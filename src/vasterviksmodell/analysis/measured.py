"""A site's measure on a criterion, taken out of a ranking's frame."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.sites import columns


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

    @property
    def is_exact(self) -> bool:
        return self.category is not None if self.low is None else self.low == self.high

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known."""
        span = self.criterion.range
        return self.category is None if self.low is None else (self.low, self.high) == (span.low, span.high)
