"""VIKOR: a compromise between the sum of all regrets and the greatest single one.

The regret of a site on a criterion is how far it is from the best of the sites at hand, as a share of their spread.
So an added or removed site can reverse the order of two others (rank reversal), which the weighted sum never does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.aggregation.aggregation import Aggregation, column_extremes, levelled, oriented
from vasterviksmodell.analysis.significant import weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.i18n import Message
from vasterviksmodell.scoring.ranking import TOLERANCE


@dataclass(frozen=True, slots=True, eq=False)
class Vikor:
    """What VIKOR computes of n sites. In S, R and Q lower is better."""

    s: Floats
    """n: the sum of the weighted regrets."""
    r: Floats
    """n: the greatest weighted regret."""
    q: Floats
    """n, 0–1: S and R, each from its lowest (0) to its highest (1), mixed."""

    @property
    def acceptable_advantage(self) -> bool:
        """First condition: the second site by Q is at least 1 / (n − 1) behind the first; true of one site or none."""
        first_two = np.sort(self.q)[:2]
        return len(self.q) < 2 or bool(first_two[1] - first_two[0] >= self._step - TOLERANCE)  # noqa: PLR2004

    @property
    def acceptable_stability(self) -> bool:
        """Second condition: whoever is first by Q is also first by S or by R."""
        return bool((_is_lowest(self.s) | _is_lowest(self.r))[_is_lowest(self.q)].all())

    @property
    def compromise(self) -> tuple[int, ...]:
        """The rows proposed, by Q.

        Both conditions: the first. Only the first condition: the first two (and who ties with the second). Else all
        that are less than 1 / (n − 1) behind the first.
        """
        order = np.argsort(self.q, kind="stable")
        if not self.acceptable_advantage:
            proposed = self.q - self.q[order[0]] < self._step - TOLERANCE
        elif not self.acceptable_stability:
            proposed = self.q <= self.q[order[1]] + TOLERANCE
        else:
            proposed = _is_lowest(self.q)
        return tuple(int(row) for row in order if proposed[row])

    @property
    def _step(self) -> float:
        return 1 / (len(self.q) - 1)


def vikor(matrix: Floats, weights: Floats, costs: Sequence[int] = (), strategy: float = 0.5) -> Vikor:
    """Compute VIKOR of n sites with m numbers on any scales under m weights; `costs`: where less is better.

    `strategy` (0–1, `v` in the textbook) is the share of S in Q. A constant column is no regret to any site; where all
    sites have the same S, or the same R, it does not count in Q. `ValueError` for another strategy.
    """
    if not 0 <= strategy <= 1:
        raise ValueError(strategy)
    regrets = weights * _behind(oriented(matrix, costs))
    s, r = regrets.sum(axis=1), regrets.max(axis=1, initial=0.0)
    return Vikor(s, r, weighted_sums(_behind(-np.column_stack([s, r])), np.array([strategy, 1 - strategy])))


def _behind(matrix: Floats) -> Floats:
    """Return how far each number is below the highest of its column, as a share of the spread (0 without a spread)."""
    matrix = levelled(matrix)
    low, high = column_extremes(matrix)
    return (high - matrix) / np.where(high > low, high - low, 1.0)


def _is_lowest(figures: Floats) -> NDArray[np.bool_]:
    lowest: NDArray[np.bool_] = figures <= figures.min(initial=np.inf) + TOLERANCE
    return lowest


def _scores(values: Floats, weights: Floats) -> Floats:
    """Return 1 − Q, so that higher is better, with the usual strategy of 0.5."""
    return 1 - vikor(values, weights).q


VIKOR = Aggregation(
    "vikor",
    Message("VIKOR"),
    Message(
        "Seeks a compromise between being near the best on the whole and being far behind on no single"
        " criterion, compared with the other sites, so adding or removing a site can change the order of"
        " the others."
    ),
    "Opricovic & Tzeng (2004), as documented by scikit-criteria (VIKOR)",
    _scores,
)
