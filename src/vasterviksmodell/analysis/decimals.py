"""Sums, differences and products of figures as people work them out: 4.1 less 4.4 is −0.3, not −0.3000000000000007.

A figure is taken for the decimal number that it is written as, so no binary noise is told.
"""

from collections.abc import Iterable
from decimal import Decimal
from math import isfinite


def difference(one: float, other: float) -> float:
    """Subtract the other figure from the one.

    >>> difference(4.1, 4.4), difference(70.0, 0.1), difference(float("inf"), 0.1)
    (-0.3, 69.9, inf)
    """
    return float(_written(one) - _written(other)) if isfinite(one) and isfinite(other) else one - other


def product(one: float, other: float) -> float:
    """Multiply two figures.

    >>> product(0.1, 3.0)
    0.3
    """
    return float(_written(one) * _written(other))


def total(figures: Iterable[float]) -> float:
    """Add figures.

    >>> total([0.1, 0.2]), total([])
    (0.3, 0.0)
    """
    return float(sum(map(_written, figures), Decimal()))


def _written(figure: float) -> Decimal:
    return Decimal(repr(float(figure)))
