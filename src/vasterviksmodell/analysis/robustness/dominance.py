"""Potential optimality: which sites can never be first, whatever the weights, and the weights that put others first.

A site is judged in its own favour: what is not known of it at its best, of all others at their worst, and those that
are not known to meet every requirement as if they were excluded. With weights w it is then first, alone or tied, when
w · best ≥ w · worst for every other. Either there are such weights, or some mixture of others (shares that sum to 1) is
better on every criterion: exactly one of the two, and one linear programme finds it (known as potential optimality; see
the abstract of Eum, Park & Kim 2001).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.linear_programme import LinearProgramme, optimum
from vasterviksmodell.analysis.significant import significant, weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats, ValueMatrix
from vasterviksmodell.scoring.ranking import TOLERANCE

_WHOLE = 1e4
"""The sum of the weights in a programme: so fine that the solver's own tolerance is far below that of ranks."""
_ROUNDING = 1e-14
"""A smaller weight or share is 0."""
_ROUNDED = 1e-10
"""More than rounding to 12 digits changes, as a part of the highest figure."""
_MOST_COMPARISONS = 100_000_000
"""The most comparisons of two sites: all with all up to some 10 000 sites, then fewer, to bound the time."""
_NOBODY = np.array([], dtype=np.intp)


@dataclass(frozen=True, slots=True)
class NeverFirst:
    """A site that is not first with any weights."""

    id: str
    name: str
    by: tuple[str, ...]
    """The ids of the sites that prevent it: one that is better on every criterion, or several of which a mixture
    is, the greatest share first."""
    shares: tuple[float, ...]
    """How much of each is in the mixture; sum 1."""


@dataclass(frozen=True, slots=True)
class NeverFirsts:
    """The sites that are not first with any weights, in order of rank."""

    sites: tuple[NeverFirst, ...]
    judged: int
    """How many sites were examined, in order of rank: all, unless there are very many."""


def never_first(matrix: ValueMatrix, most: int = _MOST_COMPARISONS) -> NeverFirsts:
    """Return the sites that are not first with any weights (≥ 0, sum 1), whatever is not known.

    That takes something better by more than the tolerance of ranks on every criterion: who shares the highest value of
    any criterion can be first, with all weight on it. So none is when nothing is scored. Each other is held against
    all; where that would be more often than `most`, the last in rank are left out.
    """
    rivals = _Rivals.of(matrix)
    behind = np.flatnonzero((matrix.high + TOLERANCE < rivals.best).all(axis=1)) if matrix.weights.size else _NOBODY
    looked, left = np.split(behind, [max(1, most // max(1, len(rivals.sites)))])
    found = (_never_first(matrix, rivals, site) for site in looked.tolist())
    return NeverFirsts(
        tuple(site for site in found if site is not None), int(left[0]) if left.size else len(matrix.ids)
    )


def weights_making_first(matrix: ValueMatrix, id: str) -> Floats | None:
    """Return the weights (m) with which a site's lead over the next is greatest; None when it can never be first.

    The stated weights when it is alone or nothing is scored. `ValueError` when there is no such site.
    """
    site = matrix.ids.index(id)
    best, worst = matrix.high[site], matrix.low[_Rivals.of(matrix).to(site)]
    if not worst.size:
        return matrix.weights
    weights, _ = _duel(best, worst)
    score, *others = weighted_sums(np.vstack([best, worst]), weights).tolist()
    return weights if max(others) <= score + TOLERANCE else None


@dataclass(frozen=True, slots=True, eq=False)
class _Rivals:
    """The sites that surely meet every requirement, for another may turn out to be excluded; at their worst."""

    sites: NDArray[np.intp]
    """k rows of the matrix."""
    columns: Floats
    """m × k."""

    @classmethod
    def of(cls, matrix: ValueMatrix) -> "_Rivals":
        sites = np.flatnonzero(matrix.qualified)
        return cls(sites, np.ascontiguousarray(matrix.low[sites].T))

    @property
    def best(self) -> Floats:
        """The best of them on each criterion (m)."""
        return np.asarray(self.columns.max(axis=1, initial=-np.inf))

    def better_than(self, values: Floats) -> NDArray[np.intp]:
        """Return those that are better on every criterion than the values (m) of a site, in their order."""
        left = np.arange(len(self.sites))
        for column, value in zip(self.columns, values.tolist(), strict=True):
            left = (
                left[column[left] > value + TOLERANCE]
                if len(left) < len(column)
                else np.flatnonzero(column > value + TOLERANCE)
            )
        return left

    def to(self, site: int) -> NDArray[np.intp]:
        """Return those of a site: all but itself."""
        return np.asarray(self.sites[self.sites != site])


def _never_first(matrix: ValueMatrix, rivals: _Rivals, site: int) -> NeverFirst | None:
    best = matrix.high[site]
    better = rivals.better_than(best)
    if better.size:
        return _kept_by(matrix, site, rivals.sites[better[:1]], np.ones(1))
    others = rivals.to(site)
    worst = matrix.low[others]
    shares = _duel(best, worst)[1]
    mixed = np.argsort(-shares, kind="stable")[: np.count_nonzero(shares)]
    if (weighted_sums(worst[mixed].T, shares[mixed]) - best).min() <= TOLERANCE:
        return None
    return _kept_by(matrix, site, others[mixed], shares[mixed])


def _kept_by(matrix: ValueMatrix, site: int, others: NDArray[np.intp], shares: Floats) -> NeverFirst:
    by = tuple(matrix.ids[row] for row in others.tolist())
    return NeverFirst(matrix.ids[site], matrix.names[site], by, tuple(shares.tolist()))


def _duel(best: Floats, worst: Floats) -> tuple[Floats, Floats]:
    """Return the weights (m) with which a site (m) is furthest ahead of others (k × m), and the mixture (k).

    Few of the others matter. So it is settled with the likeliest, then with those too that these weights put before
    them, until there are none.
    """
    rivals = _likeliest(best, worst)
    while True:
        weights, shares = _settled(best, worst[rivals])
        bar = weighted_sums(worst[rivals], weights).max() + TOLERANCE / 10
        near, scores = _highest(worst, weights, bar)
        missed, scores = near[scores > bar], scores[scores > bar]
        if not missed.size:
            mixture = np.zeros(len(worst))
            mixture[rivals] = shares
            return weights, mixture
        rivals = np.union1d(rivals, missed[np.argsort(-scores, kind="stable")[: len(best)]])


def _highest(
    worst: Floats, weights: Floats, bar: float | None = None, number: int = 0
) -> tuple[NDArray[np.intp], Floats]:
    """Return those whose score reaches a bar (by default that of so many), with a few that are hardly lower.

    Their scores are `weighted_sums`: which are the highest is known before all are rounded.
    """
    scores = np.einsum("ij,j->i", worst, weights)
    least = np.partition(scores, -number)[-number] if bar is None else bar
    near = np.flatnonzero(scores >= least - _ROUNDED * abs(scores).max())
    return near, significant(scores[near])


def _likeliest(best: Floats, worst: Floats) -> NDArray[np.intp]:
    """Return the best rivals on each criterion, and by weights in proportion to the site's values."""
    number = min(2 * len(best), len(worst))
    near, alike = _highest(worst, best, number=number)
    return np.union1d(worst.argmax(axis=0), near[alike >= np.partition(alike, -number)[-number]][:number])


def _settled(best: Floats, worst: Floats) -> tuple[Floats, Floats]:
    """Return the weights and the mixture as the solution of a linear programme and of its dual.

    The programme minimises z − w · best where z ≥ w · worst for each of the others. In the dual the others have shares
    such that the mixture is better on every criterion by at least as much as the site is behind with those weights. The
    shares sum to 1 where z > 0; a point is added to all of the others so that z is.
    """
    rivals, criteria = worst.shape
    whole = np.append(np.full(criteria, 1.0), 0.0)
    found = optimum(
        LinearProgramme(
            costs=np.append(-best, 1.0),
            matrix=np.vstack([np.column_stack([worst + 1, np.full(rivals, -1.0)]), whole]),
            lower=np.append(np.full(rivals, -np.inf), _WHOLE),
            upper=np.append(np.zeros(rivals), _WHOLE),
        )
    )
    if found is None:
        raise AssertionError("any weights are a solution")
    return _shares(found.variables[:-1]), _shares(-found.duals[:-1])


def _shares(figures: Floats) -> Floats:
    """Return the figures as shares of their sum, without what is only rounding."""
    shares = figures / figures.sum()
    kept: Floats = np.where(shares > _ROUNDING, shares, 0.0)
    whole: Floats = kept / kept.sum()
    return significant(whole)
