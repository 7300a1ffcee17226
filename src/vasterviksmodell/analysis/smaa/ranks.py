"""Scores and ranks of many draws at once."""

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.scoring.ranks import TOLERANCE

Ranks = NDArray[np.int32]


def weighted(values: Floats, weights: Floats) -> Floats:
    """Values (m × n, or m × draws × n where they are drawn) times weights (draws × m), summed: draws × n.

    Criterion by criterion, so that every sum is rounded alike whatever the machine and the number of threads.
    """
    total: Floats = weights[:, 0, None] * values[0]
    part = np.empty_like(total)
    for number in range(1, len(values)):
        np.multiply(weights[:, number, None], values[number], out=part)
        total += part
    return total


def ranks_of(costs: Floats) -> Ranks:
    """Competition ranks (1, 2, 2, 4) in each row of costs, draws × n: the scores with the sign turned.

    A rank is one more than the number of sites whose score is higher by more than the tolerance, as in
    `scoring/ranks.py`. A cost that is infinite is that of an excluded site, whose rank is 0.
    """
    rows, sites = costs.shape
    order = np.argsort(costs, axis=1)
    order += sites * np.arange(rows)[:, None]
    ordered = costs.ravel()[order]
    ranks = np.empty((rows, sites), dtype=np.int32)
    ranks.ravel()[order] = _in_order(ordered)
    ranks[np.isposinf(costs)] = 0
    return ranks


def _in_order(ordered: Floats) -> Ranks:
    """The ranks of costs that rise along each row: places, but for rows with ties."""
    ranks = np.broadcast_to(np.arange(1, ordered.shape[1] + 1, dtype=np.int32), ordered.shape)
    ties = (ordered[:, 1:] - TOLERANCE <= ordered[:, :-1]).any(axis=1)
    if not ties.any():
        return ranks
    ranks = ranks.copy()
    for row in np.flatnonzero(ties):
        ranks[row] = 1 + np.searchsorted(ordered[row], ordered[row] - TOLERANCE)
    return ranks
