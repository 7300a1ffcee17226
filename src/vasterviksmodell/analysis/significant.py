"""The digits of a computed figure that are the same on every machine.

Matrix products, and the correlations and eigenvectors that are made of them, differ in their last digits between
processors, because libraries of linear algebra add up in another order on each; so do logarithms, and the optimum of a
linear programme between builds of its solver. Such figures are rounded where they are computed, before anything is
decided by them or written. Where a figure lies just between two that it can be rounded to, that does not help: so sums
are added up in one order too, by `einsum`, which is no part of such a library.
"""

from collections.abc import Iterable
from decimal import Decimal
from math import isfinite
from typing import overload

import numpy as np
from numpy.typing import NDArray

_DIGITS = 12
_LEAST = 1e-12
"""What is nearer to 0 than this is 0."""
_POWERS = np.array([float(f"1e{exponent}") for exponent in range(309)])
"""Read from texts, because computed powers of ten differ between processors too."""
_EXACT = 22
"""The greatest power of ten that is a floating-point number: dividing by it gives the number nearest to a decimal."""


@overload
def significant(figures: float) -> float: ...
@overload
def significant(figures: NDArray[np.float64]) -> NDArray[np.float64]: ...
def significant(figures: float | NDArray[np.float64]) -> float | NDArray[np.float64]:
    """Return figures with 12 significant digits, and 0 for those nearer to it than 1e-12.

    >>> significant(2 / 3), significant(1 - 1e-14), significant(-6.9e-18), significant(120.0)
    (0.666666666667, 1.0, 0.0, 120.0)
    """
    sizes = np.abs(figures)
    counted = np.isfinite(sizes) & (sizes >= _LEAST)
    exponents = np.floor(np.log10(np.where(counted, sizes, 1.0))).astype(np.intp)
    decimals = np.minimum(_DIGITS - 1 - exponents, _EXACT)
    up, down = _POWERS[np.maximum(decimals, 0)], _POWERS[np.maximum(-decimals, 0)]
    rounded = np.where(sizes < _LEAST, 0.0, np.rint(figures / down * up) / up * down)
    return rounded if rounded.ndim else float(rounded)


def weighted_sums(matrix: NDArray[np.float64], vector: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Σ figure · figure of each row of a matrix (n × m) and a vector (m)."""
    sums: NDArray[np.float64] = np.einsum("ij,j->i", matrix, vector)
    return significant(sums)


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
