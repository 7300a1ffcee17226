"""Weight stability intervals, and the least errors of all weights, within which a place or an order holds.

One weight moves while the other members of its group share the rest of the group's weight as before (see
`crossings.WeightPath`). Scores are straight lines in the share that it has, so a rival passes the site where their
lines cross. The site keeps its place as long as no rival has more points: at the ends of the interval it ties. Such
intervals are known as weight stability intervals (Mareschal 1988, as documented by Brans and Mareschal 1994). They are
computed exactly.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from vasterviksmodell.analysis.robustness.crossings import (
    Crossing,
    Crossings,
    FloatWeights,
    Leads,
    WeightPath,
    weight_paths,
)
from vasterviksmodell.criteria import Criterion, Group


@dataclass(frozen=True, slots=True)
class IntervalEnd:
    """Where another site takes over: there they tie, beyond it the other has more points."""

    points: Fraction
    """The points as they are written in the criteria file."""
    weight: Fraction
    """The share of the whole."""
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class StabilityInterval:
    """The interval of one weight within which the order holds."""

    node: Criterion | Group
    low: IntervalEnd | None
    """None when it holds down to 0."""
    high: IntervalEnd | None
    """None when it holds up to the whole weight of the group."""

    @property
    def ends(self) -> tuple[IntervalEnd, ...]:
        return tuple(end for end in (self.low, self.high) if end is not None)

    @property
    def nearest(self) -> IntervalEnd | None:
        """The end nearest to the stated weight; None when the order always holds."""
        return min(self.ends, key=lambda end: abs(end.weight - self.node.weight), default=None)


def stability_intervals(crossings: Crossings) -> tuple[StabilityInterval, ...]:
    """Return the interval of every weight that can move, in the order of the value tree."""
    weights = FloatWeights(crossings.matrix.criteria)
    return tuple(_stability_interval(crossings, path, weights) for path in weight_paths(crossings.matrix.criteria))


def _stability_interval(crossings: Crossings, path: WeightPath, weights: FloatWeights) -> StabilityInterval:
    none, all_ = crossings.leads @ weights.at_none(path), crossings.leads @ weights.at_all(path)
    low = crossings.first_crossing(none, lambda rival: path.at_none(rival.sums))
    high = crossings.first_crossing(all_, lambda rival: path.at_all(rival.sums))
    return StabilityInterval(path.node, _interval_end(path, Fraction(0), low), _interval_end(path, Fraction(1), high))


def _interval_end(path: WeightPath, share: Fraction, crossing: Crossing | None) -> IntervalEnd | None:
    """Return where a rival passes on the way to a share of 0 or 1; None when it does so only at the very end."""
    if crossing is None:
        return None
    share_then = path.share + (share - path.share) * crossing.part
    return IntervalEnd(path.points(share_then), share_then * path.parent, crossing.id, crossing.name)


Weights = tuple[Fraction, ...]
"""The weights of the scored criteria, in their order, sum 1."""


@dataclass(frozen=True, slots=True)
class WeightErrors:
    """The least errors of all weights at once with which another site ties; with greater ones it has more."""

    part: Fraction
    """The part, 0–1, by which each weight may be too large or too small."""
    id: str
    name: str
    weights: Weights
    """The weights with those errors, scaled to sum 1."""


def weight_errors(crossings: Crossings) -> WeightErrors | None:
    """Return the least errors with which a rival passes; None when none does even with weights twice as large."""
    weights = [criterion.weight for criterion in crossings.matrix.criteria.scored]
    then = 2 * np.minimum(crossings.leads, 0) @ crossings.matrix.weights
    crossing = crossings.first_crossing(then, lambda rival: _least_lead(weights, rival.leads))
    if crossing is None:
        return None
    worst = _worst_weights(weights, crossings.rival(crossings.matrix.ids.index(crossing.id)).leads)
    wrong = [old + crossing.part * (new - old) for old, new in zip(weights, worst, strict=True)]
    whole = sum(wrong)
    return WeightErrors(crossing.part, crossing.id, crossing.name, tuple(weight / whole for weight in wrong))


def _least_lead(weights: Sequence[Fraction], leads: Leads) -> Fraction:
    """Return the lead under the worst weights, exactly."""
    worst = _worst_weights(weights, leads)
    return sum((weight * lead for weight, lead in zip(worst, leads, strict=True)), Fraction(0))


def _worst_weights(weights: Sequence[Fraction], leads: Leads) -> Weights:
    """Return the weights, from 0 to twice the stated ones, under which a gap is smallest; they need not sum to 1."""
    return tuple(
        weight * (1 if not lead else 2 if lead < 0 else 0) for weight, lead in zip(weights, leads, strict=True)
    )
