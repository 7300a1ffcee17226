"""The engines that a value function's expression runs on: Polars and Narwhals name the same operations alike."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl

Expr = TypeVar("Expr", "nw.Expr", "pl.Expr")


class Then(Protocol[Expr]):
    """An expression that is null where no condition holds."""

    def otherwise(self, value: Expr) -> Expr: ...


class When(Protocol[Expr]):
    """A condition that waits for its value."""

    def then(self, value: Expr) -> Then[Expr]: ...


class Engine(Protocol[Expr]):
    """The module `polars` or `narwhals`."""

    Float64: Any
    Int8: Any
    min_horizontal: Callable[..., Any]
    max_horizontal: Callable[..., Any]
    any_horizontal: Callable[..., Any]

    def col(self, name: str) -> Expr:
        """Return a column."""

    def lit(self, value: float | None, dtype: Any = None) -> Expr:
        """Return a constant."""

    def when(self, predicate: Expr) -> When[Expr]:
        """Begin a choice between values."""


def divided(number: Expr, by: float, finite: Expr) -> Expr:
    """Return a number divided by a constant; `finite` is any finite number of the same row.

    Polars multiplies by the reciprocal of a constant, which rounds twice, and not in the rows left over from its
    blocks: what a site scores would depend on its neighbours. It truly divides by a column.
    """
    return number if by == 1 else number / (finite * 0.0 + by)


_CERTAIN = 10
"""Further decimals of a value from 0 to 100 differ between processors where it comes from an exponential."""


def portable(value: Expr) -> Expr:
    """Return a value that comes from an exponential as every processor gives it."""
    return value.round(_CERTAIN)
