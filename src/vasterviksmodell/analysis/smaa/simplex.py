"""Uniform weights on the whole simplex."""

import numpy as np

from vasterviksmodell.analysis.value_matrix import Floats


def simplex(count: int, generator: np.random.Generator, number: int) -> Floats:
    """`number` × `count` weights of at least 0, each row with sum 1, all equally likely: Dirichlet(1, …, 1)."""
    parts = generator.standard_exponential((number, count))
    weights: Floats = parts / parts.sum(axis=1, keepdims=True)
    return weights
