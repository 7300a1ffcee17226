"""Between which values of each weight the first place holds, or the order of two sites: exact, by crossing points.

One weight moves while its siblings share the rest of their parent's weight as before (see `levers.py`). Scores are
straight lines in the share that it has, so that the site is passed where its line crosses that of a rival first.
It holds its place as long as nobody has more: at the ends of the interval it ties. Such intervals are known as weight
stability intervals (Mareschal 1988, as documented by Brans and Mareschal 1994).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from vasterviksmodell.analysis.robustness.crossings import Contest, Leads, Lever, Weights, levers, weighted
from vasterviksmodell.criteria import Criterion, Group


@dataclass(frozen=True, slots=True)
class End:
    """Where another site takes over: there they tie, beyond it that one has more."""

    points: Fraction
    """Among the siblings, as they are written in the criteria file."""
    weight: Fraction
    """The share of the whole."""
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Stable:
    """Within which bounds of one weight the order holds."""

    node: Criterion | Group
    low: End | None
    """None when it holds down to nothing."""
    high: End | None
    """None when it holds up to the whole of what the weight shares with its siblings."""

    @property
    def ends(self) -> tuple[End, ...]:
        return tuple(end for end in (self.low, self.high) if end is not None)

    @property
    def nearest(self) -> End | None:
        """The end nearest to the weight as it is; None when the order always holds."""
        return min(self.ends, key=lambda end: abs(end.weight - self.node.weight), default=None)


def stability(contest: Contest) -> tuple[Stable, ...]:
    """For every weight that can move, in the order of the value tree: where the site of a contest is passed."""
    return tuple(_stable(contest, lever) for lever in levers(contest.matrix.criteria))


def _stable(contest: Contest, lever: Lever) -> Stable:
    low, high = (
        _end(contest, lever, Fraction(whole), weights) for whole, weights in ((0, lever.if_none), (1, lever.if_all))
    )
    return Stable(lever.node, low, high)


def _end(contest: Contest, lever: Lever, share: Fraction, weights: Weights) -> End | None:
    """Where the site is passed on the way to a share of nothing or all; not when that is only at its very end."""
    then = contest.leads @ np.array([float(weight) for weight in weights])
    passing = contest.passing(then, lambda leads: weighted(weights, leads))
    if passing is None:
        return None
    there = lever.share + (share - lever.share) * passing.part
    return End(lever.points(there), there * lever.parent, passing.id, passing.name)


@dataclass(frozen=True, slots=True)
class WeightErrors:
    """The least errors of all weights at once with which another site takes over; with greater ones it has more."""

    part: Fraction
    """Of each weight, 0–1: by so much each may be too large or too small."""
    id: str
    name: str
    weights: Weights
    """The weights then, each less or more by that part, made to sum to 1."""


def weight_errors(contest: Contest) -> WeightErrors | None:
    """The least errors with which the site of a contest is passed; None when it is not even with twice the weights."""
    weights = [criterion.weight for criterion in contest.matrix.criteria.scored]
    then = 2 * np.minimum(contest.leads, 0) @ contest.matrix.weights
    passing = contest.passing(then, lambda leads: weighted(_worst_weights(weights, leads), leads))
    if passing is None:
        return None
    worst = _worst_weights(weights, contest.exact_leads(contest.matrix.ids.index(passing.id)))
    wrong = [old + passing.part * (new - old) for old, new in zip(weights, worst, strict=True)]
    whole = sum(wrong)
    return WeightErrors(passing.part, passing.id, passing.name, tuple(weight / whole for weight in wrong))


def _worst_weights(weights: Sequence[Fraction], leads: Leads) -> Weights:
    """The weights, from nothing to twice the old, under which a gap is smallest; their sum is another."""
    return tuple(
        weight * (1 if not lead else 2 if lead < 0 else 0) for weight, lead in zip(weights, leads, strict=True)
    )
