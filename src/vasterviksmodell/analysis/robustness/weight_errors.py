"""By how much all weights may be wrong at once before a site is passed: exact, and without search.

Each weight may be a part p less or more than it is, up to twice as much, their sum staying 1. Such weights are the old
ones, moved by that part of the way towards some that are at most twice the old. So a rival's gap at its worst falls in
a straight line of p, to the smallest that it is under weights of at most twice the old; and that one is found by
giving all weight to where the rival gains most, as much as each criterion takes (a continuous knapsack). Our own
derivation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from vasterviksmodell.analysis.robustness.contest import Contest, Leads
from vasterviksmodell.analysis.robustness.levers import Weights, weighted
from vasterviksmodell.analysis.value_matrix import Floats


@dataclass(frozen=True, slots=True)
class WeightErrors:
    """The least errors of all weights at once with which another site takes over; with greater ones it has more."""

    part: Fraction
    """Of each weight, 0–1: by so much each may be too large or too small."""
    id: str
    name: str
    weights: Weights
    """The weights then: some less by that part, some more, perhaps one between."""


def weight_errors(contest: Contest) -> WeightErrors | None:
    """The least errors with which the site of a contest is passed; None when it is not even with twice the weights."""
    weights = [it.weight for it in contest.matrix.criteria.scored]
    then = _least_gaps(contest.leads, contest.matrix.weights)
    passing = contest.passing(then, lambda leads: weighted(_worst_weights(weights, leads), leads))
    if passing is None:
        return None
    worst = _worst_weights(weights, contest.exact_leads(contest.matrix.ids.index(passing.id)))
    moved = zip(weights, worst, strict=True)
    return WeightErrors(
        passing.part, passing.id, passing.name, tuple(old + passing.part * (new - old) for old, new in moved)
    )


def _least_gaps(leads: Floats, weights: Floats) -> Floats:
    """By rival: the smallest gap under weights of at most twice the old."""
    order = np.argsort(leads, axis=1, kind="stable")
    most = 2 * weights[order]
    given = np.clip(1 - (np.cumsum(most, axis=1) - most), 0, most)
    return np.asarray((given * np.take_along_axis(leads, order, axis=1)).sum(axis=1))


def _worst_weights(weights: Sequence[Fraction], leads: Leads) -> Weights:
    """The weights, at most twice the old, under which a gap is smallest."""
    left, given = Fraction(1), dict.fromkeys(range(len(weights)), Fraction(0))
    for number in sorted(given, key=lambda number: leads[number]):
        given[number] = min(left, 2 * weights[number])
        left -= given[number]
    return tuple(given.values())
