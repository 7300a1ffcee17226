"""How far orders of the same sites agree."""

from math import sqrt

import numpy as np
from numpy.typing import ArrayLike, NDArray

from vasterviksmodell.analysis.significant import significant
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.scoring.ranking import TOLERANCE

Integers = NDArray[np.int64]


def competition_ranks(scores: ArrayLike, tolerance: float = TOLERANCE) -> Integers:
    """Return the ranks (1, 2, 2, 4) of n scores: 1 + the number of scores higher by more than the tolerance."""
    figures = np.asarray(scores, dtype=np.float64)
    within = np.searchsorted(np.sort(figures), figures + tolerance, side="right")
    return (1 + len(figures) - within).astype(np.int64)


def kendall_tau_b(a: ArrayLike, b: ArrayLike) -> float | None:
    """Return Kendall's τ-b of two orders of n sites, −1 to 1; None when one of them is constant or n < 2.

    Of all pairs of sites: those in the same order less those in the opposite, corrected for ties (Kendall 1945, as
    documented by SAS, The CORR Procedure). Equal numbers tie: give ranks where close scores should. O(n log n).
    """
    first, second = _places(a), _places(b)
    pairs = len(first) * (len(first) - 1) // 2
    tied, also_tied, both_tied = (_pairs(places) for places in (first, second, first * (len(first) + 1) + second))
    possible = (pairs - tied) * (pairs - also_tied)
    if not possible:
        return None
    opposite = _inversions(second[np.lexsort((second, first))])
    return (pairs - tied - also_tied + both_tied - 2 * opposite) / sqrt(possible)


def spearman_rho(a: ArrayLike, b: ArrayLike) -> float | None:
    """Return Spearman's ρ of two orders of n sites, −1 to 1; None when one of them is constant or n < 2.

    The correlation of their ranks, equal numbers sharing the average (as documented by SciPy, scipy.stats.spearmanr).
    """
    ranks = np.array([_average_ranks(a), _average_ranks(b)])
    ranks -= (ranks.shape[1] + 1) / 2
    (one, both), (_, other) = np.einsum("ij,kj->ik", ranks, ranks).tolist()
    return significant(both / sqrt(one * other)) if one and other else None


def kendalls_w(ranks: ArrayLike) -> float | None:
    """Return Kendall's W of k orders of n sites (k × n), 0 (no agreement) to 1 (all the same), corrected for ties.

    None when there are fewer than two orders or sites, or all orders are constant. Each row may hold ranks or scores,
    in all rows the same way round (Kendall 1948, as documented by the R package irr, kendall).
    """
    orders = np.atleast_2d(np.asarray(ranks, dtype=np.float64))
    judges, sites = orders.shape
    ties = sum(int((order**3 - order).sum()) for order in (np.unique(row, return_counts=True)[1] for row in orders))
    possible = judges**2 * (sites**3 - sites) - judges * ties
    if judges < 2 or not possible:  # noqa: PLR2004
        return None
    totals = np.sum([_average_ranks(row) for row in orders], axis=0)
    return float(12 * ((totals - totals.mean()) ** 2).sum() / possible)


def _places(figures: ArrayLike) -> Integers:
    """Return the figures as whole numbers from 0 in the same order, equal ones the same."""
    return np.unique(np.asarray(figures), return_inverse=True)[1].astype(np.int64)


def _average_ranks(figures: ArrayLike) -> Floats:
    """Return the ranks from 1, the lowest first; equal figures share the average of theirs."""
    _, places, counts = np.unique(np.asarray(figures), return_inverse=True, return_counts=True)
    ranks: Floats = (np.cumsum(counts) - (counts - 1) / 2)[places]
    return ranks


def _pairs(figures: Integers) -> int:
    """Return how many pairs of them are equal."""
    counts = np.unique(figures, return_counts=True)[1]
    return int((counts * (counts - 1) // 2).sum())


def _inversions(places: Integers) -> int:
    """Return how many pairs stand in falling order.

    Bit by bit from the highest: the numbers that agree so far stand together, in their first order; a pair of them
    falls here when the one with this bit comes before the one without.
    """
    found = 0
    for bit in reversed(range(int(places.max(initial=0)).bit_length())):
        has = (places >> bit) & 1
        start, end = _group_bounds(places >> (bit + 1))
        ones = np.concatenate(([0], np.cumsum(has)))
        index = np.arange(len(places))
        before = ones[index] - ones[start]
        found += int(before[has == 0].sum())
        zeros_first = np.where(has, end - (ones[end] - ones[index]), index - before)
        moved = np.empty_like(places)
        moved[zeros_first] = places
        places = moved
    return found


def _group_bounds(groups: Integers) -> tuple[Integers, Integers]:
    """Return of each number, where the run of equal numbers in which it stands begins, and where the next one does."""
    edges = np.concatenate(([0], np.flatnonzero(np.diff(groups)) + 1, [len(groups)]))
    run = np.repeat(np.arange(len(edges) - 1), np.diff(edges))
    return edges[run], edges[run + 1]
