"""A criterion's measure in a frame: an interval, a point or unknown, or a category."""

from dataclasses import dataclass

import narwhals as nw

from vasterviksmodell.criteria import Criterion


@dataclass(frozen=True, slots=True)
class Measure:
    """Where a criterion's measure stands: two columns for an interval, one for a point or a category, or none."""

    criterion: Criterion
    columns: tuple[str, ...]

    @property
    def is_point(self) -> bool:
        return len(self.columns) == 1

    @property
    def first(self) -> nw.Expr:
        """The point, the category or the lower end; null is unknown."""
        return nw.col(self.columns[0])

    @property
    def low(self) -> nw.Expr:
        """The lowest number that the measure can be."""
        span = self.criterion.range
        return self.first.fill_null(span.low) if self.columns else nw.lit(span.low)

    @property
    def high(self) -> nw.Expr:
        """The highest number that the measure can be."""
        span = self.criterion.range
        return nw.col(self.columns[-1]).fill_null(span.high) if self.columns else nw.lit(span.high)

    @property
    def known(self) -> nw.Expr:
        """Whether the measure is exactly known."""
        if not self.columns:
            return nw.lit(value=False)
        return ~self.first.is_null() if self.is_point else self.low == self.high
