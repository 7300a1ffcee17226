"""PROMETHEE II: how much a site is preferred to the others, minus how much the others are preferred to it.

Flows compare a site with all the others at hand. So an added or removed site can reverse the order of two others (rank
reversal), which the weighted sum never does.

The registered member uses the usual preference function: any difference of values is decisive. With V-shapes as wide as
the scale the net flow is a weighted sum in disguise and could show nothing; with narrower ones the answer rests on
thresholds that nobody has stated. The usual function needs none. It makes the net flow a weighted Borda count (both:
Mareschal 2015, as documented by fatihaydost/kds-topsis-critic), which depends only on the order of the sites on each
criterion: it asks whether the ranking would stand with any other value functions that rise and fall as these do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.aggregation.aggregation import Aggregation, oriented
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.i18n import Message
from vasterviksmodell.scoring.ranking import TOLERANCE

_CELLS = 1_000_000
"""How many differences are computed at a time where all pairs are needed."""


class Preference(Protocol):
    def totals(self, values: Floats) -> tuple[Floats, Floats]:
        """Return Σ F(value − other) and Σ F(other − value) over all others, for each of n values."""


@dataclass(frozen=True, slots=True)
class Piece:
    """F(d) = intercept + slope · d where beyond < d ≤ upto."""

    beyond: float
    upto: float
    intercept: float
    slope: float = 0.0


@dataclass(frozen=True, slots=True)
class Piecewise:
    """A preference function of straight pieces, 0 outside them."""

    pieces: tuple[Piece, ...]

    def totals(self, values: Floats) -> tuple[Floats, Floats]:
        order = np.argsort(values)
        above, below = np.empty(len(values)), np.empty(len(values))
        column = _Column.of(values[order])
        above[order] = column.expanded(self._totals(column.above()))
        below[order] = column.expanded(self._totals(column.below()))
        return above, below

    def _totals(self, side: "_Side") -> Floats:
        """Return the sum of the parts of all pieces: the others in reach are from `start` to before `end` in order."""
        ends = {inf: np.zeros(len(side.figures), dtype=np.intp)}
        for distance in dict.fromkeys(end for piece in self.pieces for end in (piece.upto, piece.beyond)):
            ends.setdefault(distance, side.passed(distance))
        running = side.running() if any(piece.slope for piece in self.pieces) else np.zeros(0)
        totals = np.zeros(len(side.figures))
        for piece in self.pieces:
            start, end = ends[piece.upto], ends[piece.beyond]
            part = (piece.intercept + piece.slope * side.figures) * (end - start)
            if piece.slope:
                part -= piece.slope * (running[end] - running[start])
            totals += part
        return totals


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """The distinct figures of a column, held against the others on one side of each."""

    figures: Floats
    passed: Callable[[float], NDArray[np.intp]]
    """Returns how many others lie further away from each figure than a distance."""
    running: Callable[[], Floats]
    """Returns the sums of the others, from the furthest."""


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """A column in order; what is the same for equal figures is computed once for them."""

    ordered: Floats
    distinct: Floats
    starts: NDArray[np.intp]
    """How many figures lie below each of the distinct."""
    ends: NDArray[np.intp]
    """How many do not lie above it."""

    @classmethod
    def of(cls, ordered: Floats) -> "_Column":
        starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)])
        return cls(ordered, ordered[starts], starts, np.append(starts[1:], len(ordered))[: len(starts)])

    def above(self) -> _Side:
        """Return the figures against those that they exceed."""
        return _Side(self.distinct, self._below_by_more, lambda: np.append(0.0, np.cumsum(self.ordered)))

    def below(self) -> _Side:
        """Return the figures turned round, against those that exceed them."""
        return _Side(-self.distinct, self._above_by_more, lambda: np.append(0.0, np.cumsum(-self.ordered[::-1])))

    def _below_by_more(self, distance: float) -> NDArray[np.intp]:
        if (self.distinct[1:] - distance > self.distinct[:-1]).all():  # so all that differ do so by more
            return self.starts
        return np.searchsorted(self.ordered, self.distinct - distance)

    def _above_by_more(self, distance: float) -> NDArray[np.intp]:
        if (self.distinct[:-1] + distance < self.distinct[1:]).all():
            return np.asarray(len(self.ordered) - self.ends)
        return np.asarray(len(self.ordered) - np.searchsorted(self.ordered, self.distinct + distance, side="right"))

    def expanded(self, totals: Floats) -> Floats:
        """Return for every figure in order what was computed for the distinct ones."""
        return np.repeat(totals, self.ends - self.starts) if len(totals) < len(self.ordered) else totals


@dataclass(frozen=True, slots=True)
class Gaussian:
    """F(d) = 1 − exp(−d² / 2s²) for d > 0, over all pairs (O(n²) time), a block of them at a time."""

    s: float

    def totals(self, values: Floats) -> tuple[Floats, Floats]:
        return self._totals(values), self._totals(-values)

    def _totals(self, values: Floats) -> Floats:
        step = max(1, _CELLS // max(1, len(values)))
        blocks = [self._of(values[start : start + step, None] - values) for start in range(0, len(values), step)]
        return np.concatenate([np.zeros(0), *(block.sum(axis=1) for block in blocks)])

    def _of(self, differences: Floats) -> Floats:
        preferences: Floats = -np.expm1(-0.5 * (np.maximum(differences, 0.0) / self.s) ** 2)
        return preferences


def _require(holds: bool, rule: str) -> None:
    if not holds:
        raise ValueError(rule)


def usual() -> Preference:
    """Return the function by which any difference is decisive."""
    return Piecewise((Piece(TOLERANCE, inf, 1.0),))


def u_shape(q: float) -> Preference:
    """Return the function by which differences above q (≥ 0) are decisive; `ValueError` for another q."""
    _require(q >= 0, "0 ≤ q")
    return Piecewise((Piece(q + TOLERANCE, inf, 1.0),))


def v_shape(p: float) -> Preference:
    """Return the function by which differences count in proportion up to p (> 0); else `ValueError`."""
    return linear(0.0, p)


def level(q: float, p: float) -> Preference:
    """Return the function by which differences above q count half, above p (> q ≥ 0) wholly; else `ValueError`."""
    _require(0 <= q < p, "0 ≤ q < p")
    return Piecewise((Piece(q + TOLERANCE, p + TOLERANCE, 0.5), Piece(p + TOLERANCE, inf, 1.0)))


def linear(q: float, p: float) -> Preference:
    """Return the function by which differences count in proportion from q (≥ 0) to p (> q); else `ValueError`."""
    _require(0 <= q < p, "0 ≤ q < p")
    return Piecewise((Piece(q, p, -q / (p - q), 1 / (p - q)), Piece(p, inf, 1.0)))


def gaussian(s: float) -> Preference:
    """Return the Gaussian function, which is steepest at s (> 0); `ValueError` for another s."""
    _require(s > 0, "0 < s")
    return Gaussian(s)


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """The flows of n sites, each 0–1 when the weights sum to 1."""

    plus: Floats
    """n: how much a site is preferred to the others, on average."""
    minus: Floats
    """n: how much the others are preferred to it."""

    @property
    def net(self) -> Floats:
        """n, −1 to 1, sum 0: what PROMETHEE II ranks by, the highest first."""
        return self.plus - self.minus


def promethee(matrix: Floats, weights: Floats, preferences: Sequence[Preference], costs: Sequence[int] = ()) -> Flows:
    """Return the flows of n sites with m numbers, under m weights and m preference functions.

    `costs`: where less is better.

    O(m n log n) unless a preference is Gaussian, and never an n × n matrix. A site alone has no flows (0), nor has a
    constant column.
    """
    plus, minus = np.zeros(len(matrix)), np.zeros(len(matrix))
    for column, weight, preference in zip(oriented(matrix, costs).T, weights, preferences, strict=True):
        preferred, others_preferred = preference.totals(column)
        plus += weight * preferred
        minus += weight * others_preferred
    others = max(1, len(matrix) - 1)
    return Flows(plus / others, minus / others)


def _scores(values: Floats, weights: Floats) -> Floats:
    return promethee(values, weights, [usual()] * len(weights)).net


PROMETHEE_II = Aggregation(
    "promethee_ii",
    Message("PROMETHEE II"),
    Message(
        "Counts, by weight, how many other sites a site beats on each criterion minus how many beat it,"
        " however close, so adding or removing a site can change the order of the others."
    ),
    "Brans & Vincke (1985), as documented by the R package RMCriteria (RPrometheeII)",
    _scores,
)
