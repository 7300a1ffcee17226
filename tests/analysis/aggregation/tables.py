"""Random tables for the aggregations, and tables of others computed by others."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Table = tuple[Floats, Floats]
"""Values (n × m) and weights (m, sum 1)."""

LEVELS = (0.0, 0.1, 20.0, 50.0, 50.1, 70.0, 100.0)
"""Values that are often the same, or a threshold apart."""


@st.composite
def tables(draw: Callable[..., Any], least: float = 0.0, sites: int = 1, criteria: int = 1) -> Table:
    """Values from a least one to 100, many of them equal; weights of which some may be 0, not all."""
    shape = draw(st.integers(sites, 9)), draw(st.integers(criteria, 5))
    levels = [level for level in LEVELS if level >= least]
    value = st.one_of(st.sampled_from(levels), st.floats(least, 100.0, allow_subnormal=False))
    values = draw(st.lists(value, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1]))
    points = draw(st.lists(st.integers(0, 9), min_size=shape[1], max_size=shape[1]).filter(any))
    return np.array(values).reshape(shape), np.array(points) / sum(points)


@st.composite
def spread_tables(draw: Callable[..., Any]) -> Table:
    """As others need them: no constant column, no weight 0, no value 0."""
    rows, columns = draw(st.integers(2, 7)), draw(st.integers(1, 5))
    seed = draw(st.integers(0, 2**32 - 1))
    random = np.random.default_rng(seed)
    return random.uniform(1, 100, (rows, columns)), random.dirichlet(np.ones(columns))


@contextmanager
def their_warnings_kept_away() -> Iterator[None]:
    """What other packages warn of is no matter of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
