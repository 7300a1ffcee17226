"""Weights within bounds, all equally likely.

Weights are proposed and those outside the bounds thrown away, so that what is left is uniform exactly. A proposal
draws some weights, the narrowest, each uniformly between its bounds, and lets the others share what is left to 1 (or,
counted from the upper bounds, what is too much), all ways of sharing equally likely; it stands with a probability
proportional to the volume of the ways of sharing so much. With no weight drawn by itself this is a shifted Dirichlet
distribution, with all but one it is a box. Which split and which side waste least differs much with the bounds: a pilot
tries them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.smaa.schemes import CannotDraw
from vasterviksmodell.analysis.smaa.simplex import simplex
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import Significant

_ROUNDING = 1e-9
"""By so much bounds may miss 1, and so close together they leave nothing to draw."""
_TRIED = 4096
"""Proposals of each kind in the pilot."""
_FEWEST = 4
"""With fewer of them accepted, drawing thousands would take too long."""
_SPLITS = 16
"""So many splits are tried, of 16 weights or fewer all."""
_MOST = 65_536
"""Proposals at a time."""


def bounded(low: Floats, high: Floats, pilot: np.random.Generator) -> Callable[[np.random.Generator, int], Floats]:
    """How weights between bounds (each m, within 0–1) are drawn.

    Raises `CannotDraw` when no weights with sum 1 lie between them, or so few that hardly any would be found.
    """
    _refuse_empty(low, high)
    lowest = np.maximum(low, 1 - (high.sum() - high))
    highest = np.maximum(np.minimum(high, 1 - (low.sum() - low)), lowest)
    best, accepted = None, _FEWEST - 1
    for it in _proposals(lowest, highest):
        found = len(it.accepted(pilot, _TRIED))
        if found > accepted:
            best, accepted = it, found
    if best is not None:
        return _Repeated(best, accepted / _TRIED)
    if (highest - lowest > _ROUNDING).any():
        raise CannotDraw(_HARDLY_ANY)
    return lambda _, number: np.tile(lowest, (number, 1))


_HARDLY_ANY = Message(
    "the bounds together allow too small a part of the weights that each allows: widen some or leave some out"
)


def _refuse_empty(low: Floats, high: Floats) -> None:
    if low.sum() > 1 + _ROUNDING:
        sum_ = Significant(low.sum())
        raise CannotDraw(Message("the lower bounds sum to {sum}, but all weights together are 1").format(sum=sum_))
    if high.sum() < 1 - _ROUNDING:
        sum_ = Significant(high.sum())
        raise CannotDraw(Message("the upper bounds sum to {sum}, but all weights together are 1").format(sum=sum_))


@dataclass(frozen=True, slots=True, eq=False)
class _Proposal:
    """Weights counted from one side of their bounds: the `boxed` by themselves, the `shared` out of the rest."""

    start: Floats
    sign: int
    width: Floats
    slack: float
    """How much all of them together are away from where they start."""
    boxed: NDArray[np.intp]
    shared: NDArray[np.intp]

    def accepted(self, generator: np.random.Generator, number: int) -> Floats:
        """The rows that stand, of so many proposed."""
        away = np.zeros((number, len(self.start)))
        away[:, self.boxed] = generator.random((number, len(self.boxed))) * self.width[self.boxed]
        rest = self.slack - away.sum(axis=1)
        away[:, self.shared] = rest[:, None] * simplex(len(self.shared), generator, number)
        most = min(self.slack, self.width[self.shared].sum())
        volume = (np.clip(rest, 0.0, most) / most) ** (len(self.shared) - 1)
        stands = (rest >= 0) & (generator.random(number) < volume) & (away <= self.width).all(axis=1)
        weights: Floats = np.maximum(self.start + self.sign * away[stands], 0.0)
        return weights


def _proposals(low: Floats, high: Floats) -> Iterator[_Proposal]:
    """Splits of the weights that can vary, the narrowest by themselves, from below and from above."""
    width = high - low
    free = np.flatnonzero(width > _ROUNDING)
    free = free[np.argsort(width[free], kind="stable")]
    for start, sign in ((low, 1), (high, -1)):
        slack = sign * (1 - start.sum())
        for split in np.unique(np.linspace(0, len(free) - 1, min(_SPLITS, len(free)), dtype=np.intp)):
            yield _Proposal(start, sign, width, slack, free[:split], free[split:])


@dataclass(frozen=True, slots=True, eq=False)
class _Repeated:
    """A proposal repeated until enough weights are found."""

    proposal: _Proposal
    rate: float

    def __call__(self, generator: np.random.Generator, number: int) -> Floats:
        found: list[Floats] = []
        missing = number
        while missing > 0:
            tries = min(_MOST, ceil(1.1 * missing / self.rate) + 16)
            found.append(self.proposal.accepted(generator, tries)[:missing])
            missing -= len(found[-1])
        return np.concatenate(found)
