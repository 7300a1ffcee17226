"""Which of the values that a measure can have counts in the score that ranks."""

from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

import narwhals as nw
import polars as pl

from vasterviksmodell.criteria.model import UnknownScore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Value = TypeVar("Value", nw.Expr, pl.Expr, float, Fraction, "NDArray[np.float64]")


def counting(low: Value, high: Value, unknown: UnknownScore) -> Value:
    """The lowest or the highest of what is possible, or the middle, as the criteria file says.

    >>> counting(20.0, 80.0, "low"), counting(20.0, 80.0, "middle"), counting(Fraction(1), Fraction(2), "high")
    (20.0, 50.0, Fraction(2, 1))
    """
    match unknown:
        case "low":
            return low
        case "middle":
            return (low + high) / 2
        case "high":
            return high
