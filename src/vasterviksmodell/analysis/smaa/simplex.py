"""Uniform weights on the whole simplex."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def simplex(count: int, generator: np.random.Generator, number: int) -> Floats:
    """`number` × `count` weights of at least 0, each row with sum 1, all equally likely: Dirichlet(1, …, 1)."""
    parts = generator.standard_exponential((number, count))
    weights: Floats = parts / parts.sum(axis=1, keepdims=True)
    return weights
