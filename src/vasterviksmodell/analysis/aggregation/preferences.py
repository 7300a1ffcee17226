"""The six preference functions of PROMETHEE, as sums over all the sites that a site is compared with.

A preference function F says how much a difference d of two numbers counts: 0 when it is none or points the other way,
1 when it is decisive. What the method needs is Σ F(value − other) over all others. Where F consists of straight pieces
that follows, for all values at once, from their order and their running sums, in O(n log n) (Calders & Van Assche
2018, as documented by simsab-ufcg/Promethee2).

Where F jumps, a difference that exceeds the threshold by no more than the tolerance of ranks does not exceed it.
"""

from dataclasses import dataclass
from math import inf
from typing import Protocol

import numpy as np

from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.scoring.ranking import TOLERANCE

_CELLS = 1_000_000
"""So many differences are looked at at once where all pairs must be."""


class Preference(Protocol):
    def totals(self, values: Floats) -> Floats:
        """Σ F(value − other) over all others, for each of n values."""


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

    def totals(self, values: Floats) -> Floats:
        order = np.argsort(values, kind="stable")
        ordered = values[order]
        running = np.concatenate(([0.0], np.cumsum(ordered)))
        totals = np.empty(len(values))
        totals[order] = sum(_totals(it, ordered, running) for it in self.pieces)
        return totals


def _totals(piece: Piece, ordered: Floats, running: Floats) -> Floats:
    """The part of a piece: the others in reach are those from `start` to before `end` in the order."""
    start = np.searchsorted(ordered, ordered - piece.upto)
    end = np.searchsorted(ordered, ordered - piece.beyond)
    return (piece.intercept + piece.slope * ordered) * (end - start) - piece.slope * (running[end] - running[start])


@dataclass(frozen=True, slots=True)
class Gaussian:
    """F(d) = 1 − exp(−d² / 2s²) for d > 0, over all pairs (O(n²) time), a block of them at a time."""

    s: float

    def totals(self, values: Floats) -> Floats:
        step = max(1, _CELLS // max(1, len(values)))
        blocks = [self._of(values[start : start + step, None] - values) for start in range(0, len(values), step)]
        return np.concatenate([np.zeros(0), *(it.sum(axis=1) for it in blocks)])

    def _of(self, differences: Floats) -> Floats:
        preferences: Floats = -np.expm1(-0.5 * (np.maximum(differences, 0.0) / self.s) ** 2)
        return preferences


def _require(holds: bool, rule: str) -> None:
    if not holds:
        raise ValueError(rule)


def usual() -> Preference:
    """Any difference is decisive. The other functions raise `ValueError` for thresholds out of order."""
    return Piecewise((Piece(TOLERANCE, inf, 1.0),))


def u_shape(q: float) -> Preference:
    """Differences above q (≥ 0) are decisive, others are none."""
    _require(q >= 0, "0 ≤ q")
    return Piecewise((Piece(q + TOLERANCE, inf, 1.0),))


def v_shape(p: float) -> Preference:
    """Differences count in proportion up to p (> 0), which is decisive."""
    return linear(0.0, p)


def level(q: float, p: float) -> Preference:
    """Differences above q count half, above p (> q ≥ 0) they are decisive."""
    _require(0 <= q < p, "0 ≤ q < p")
    return Piecewise((Piece(q + TOLERANCE, p + TOLERANCE, 0.5), Piece(p + TOLERANCE, inf, 1.0)))


def linear(q: float, p: float) -> Preference:
    """Differences up to q are none, from there they count in proportion up to p (> q ≥ 0), which is decisive."""
    _require(0 <= q < p, "0 ≤ q < p")
    return Piecewise((Piece(q, p, -q / (p - q), 1 / (p - q)), Piece(p, inf, 1.0)))


def gaussian(s: float) -> Preference:
    """Differences count ever more, s (> 0) being where they do so fastest."""
    _require(s > 0, "0 < s")
    return Gaussian(s)
