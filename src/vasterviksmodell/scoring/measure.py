"""A criterion's measure in a frame: in which columns it stands, and what of it is known."""

from dataclasses import dataclass
from typing import Generic

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.value_functions.parameters import Engine, Expr


@dataclass(frozen=True)
class Measure(Generic[Expr]):
    """Where a criterion's measure stands: two columns for an interval, one for a point or a category, or none."""

    criterion: Criterion
    columns: tuple[str, ...]
    engine: Engine[Expr]
    """Polars, or Narwhals for a frame of another library."""
    complete: bool = False
    """Whether it is known to be a point or a category of every site, none null."""

    @property
    def is_point(self) -> bool:
        return len(self.columns) == 1

    @property
    def first(self) -> Expr:
        """The point, the category or the lower end; null is unknown."""
        return self.engine.col(self.columns[0])

    @property
    def low(self) -> Expr:
        """The lowest number that the measure can be."""
        span = self.criterion.range
        return self.first.fill_null(span.low) if self.columns else self.engine.lit(span.low)

    @property
    def high(self) -> Expr:
        """The highest number that the measure can be."""
        span = self.criterion.range
        return self.engine.col(self.columns[-1]).fill_null(span.high) if self.columns else self.engine.lit(span.high)

    @property
    def known(self) -> Expr:
        """Whether the measure is exactly known."""
        if not self.columns:
            return self.engine.lit(value=False)
        return ~self.first.is_null() if self.is_point else self.low == self.high
