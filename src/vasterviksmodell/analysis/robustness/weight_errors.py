"""By how much all weights may be wrong at once before a site is passed: exact, and without search.

Each weight, the share of a criterion in the whole, may be a part p less or more than it is, each by itself, up to
nothing or twice as much. That they are made to sum to 1 again changes no order, so for a rival the worst is that all
weights of what the site is better at are too large by p, and all others too small: its gap falls in a straight line
of p. Our own derivation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from vasterviksmodell.analysis.robustness.contest import Contest, Leads
from vasterviksmodell.analysis.robustness.levers import Weights, weighted


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
    weights = [it.weight for it in contest.matrix.criteria.scored]
    then = 2 * np.minimum(contest.leads, 0) @ contest.matrix.weights
    passing = contest.passing(then, lambda leads: weighted(_worst_weights(weights, leads), leads))
    if passing is None:
        return None
    worst = _worst_weights(weights, contest.exact_leads(contest.matrix.ids.index(passing.id)))
    wrong = [old + passing.part * (new - old) for old, new in zip(weights, worst, strict=True)]
    whole = sum(wrong)
    return WeightErrors(passing.part, passing.id, passing.name, tuple(it / whole for it in wrong))


def _worst_weights(weights: Sequence[Fraction], leads: Leads) -> Weights:
    """The weights, from nothing to twice the old, under which a gap is smallest; their sum is another."""
    return tuple(
        weight * (1 if not lead else 2 if lead < 0 else 0) for weight, lead in zip(weights, leads, strict=True)
    )
