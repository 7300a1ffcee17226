"""How far an actor would have to move for a site to be first: the least weight that goes to other criteria.

Half the sum of all changes of weights, as small as it can be while no site scores more than the one asked about: a
linear programme. It asks what an actor would have to give, not whether the actor should.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from vasterviksmodell.analysis.linear_programme import LinearProgramme, optimum
from vasterviksmodell.analysis.significant import significant, weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring.ranks import TOLERANCE

_AT_ONCE = 50
"""How many sites are looked at before those that turn out to stand in the way are added."""


@dataclass(frozen=True, slots=True)
class Concession:
    """What an actor would have to give."""

    actor: int
    """The number of the actor."""
    moved: float | None
    """The share of all weight (0–1) that would have to go elsewhere; None when no weights make the site first."""
    weights: Mapping[str, float]
    """The weights with which it is first (perhaps tied), by the ids of criteria; empty when there are none."""


def concession(criteria: Criteria, values: Floats, weights: Floats, site: int, actor: int) -> Concession:
    """The least change of weights (m, sum 1) with which a site (its number among the n rows of values) is first."""
    ahead = values - values[site]
    new = _nearest(ahead, weights)
    if new is None:
        return Concession(actor, None, {})
    moved = significant(float(np.abs(new - weights).sum() / 2))
    by_id = {it.id: float(weight) for it, weight in zip(criteria.scored, new, strict=True)}
    return Concession(actor, moved if moved > TOLERANCE else 0.0, by_id)


def _nearest(ahead: Floats, weights: Floats) -> Floats | None:
    """The nearest weights with which nobody is ahead (n × m: by how much each site is on each criterion)."""
    now = weighted_sums(ahead, weights)
    rows = set(np.argsort(-now, kind="stable")[:_AT_ONCE].tolist())
    while True:
        among = sorted(rows)
        new = _nearest_among(ahead[among], now[among], weights)
        if new is None:
            return None
        lead = weighted_sums(ahead, new)
        found = set(np.flatnonzero(lead > _TIE).tolist()) - rows
        if not found:
            return new
        rows |= found


_TIE = 1e-7
"""How far a linear programme's answer may be off, in points of the score."""


def _nearest_among(ahead: Floats, now: Floats, weights: Floats) -> Floats | None:
    number = len(weights)
    signs = np.hstack([np.eye(number), -np.eye(number)])
    found = optimum(
        LinearProgramme(
            costs=np.full(2 * number, 0.5),
            matrix=np.vstack([ahead @ signs, signs, np.ones((1, number)) @ signs]),
            lower=np.concatenate([np.full(len(ahead), -np.inf), -weights, [0.0]]),
            upper=np.concatenate([-now, np.full(number, np.inf), [0.0]]),
        )
    )
    return None if found is None else significant(np.clip(weights + signs @ found.variables, 0, 1))
