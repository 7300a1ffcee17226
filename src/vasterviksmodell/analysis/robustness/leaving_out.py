"""The order of the sites when a criterion is left out of the score. Its requirement stays."""

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from vasterviksmodell.analysis.robustness.variation import Stated, Variation
from vasterviksmodell.analysis.significant import weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats, ValueMatrix
from vasterviksmodell.criteria import Criteria, Criterion, Group
from vasterviksmodell.scoring.requirements import EXCLUDED


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A criterion left out, and what follows."""

    criterion: Criterion
    variation: Variation


def left_out(stated: Stated, matrix: ValueMatrix) -> tuple[LeftOut, ...]:
    """Each scored criterion left out in turn; none when there is only one, for nothing would be left.

    Weights change no value: those of the ranking serve.
    """
    scored = matrix.criteria.scored
    if len(scored) == 1:
        return ()
    return tuple(LeftOut(it, stated.varied(scores=_scores_without(it, stated, matrix))) for it in scored)


def _scores_without(criterion: Criterion, stated: Stated, matrix: ValueMatrix) -> Floats:
    """By site, its score without a criterion; that of an excluded one counts for nothing."""
    weights = {it.id: float(it.weight) for it in without(matrix.criteria, criterion).scored}
    scores = np.zeros_like(stated.scores)
    in_order = np.array([weights.get(it.id, 0.0) for it in matrix.criteria.scored])
    scores[stated.statuses != EXCLUDED] = weighted_sums(matrix.values, in_order)
    return scores


def without(criteria: Criteria, left_out: Criterion) -> Criteria:
    """The criteria with one not scored: its siblings share its weight in proportion.

    When nothing else in its group is scored, the group's weight goes to the siblings of the group, and so on. They are
    made to score with: their document is still that of the file.
    """
    bare = replace(left_out, value=None, points=Fraction(0))
    leaves = tuple(bare if it.id == left_out.id else it for it in criteria.criteria)
    scored = {id for it in leaves if it.value is not None and it.points > 0 for id in it.groups}
    groups = tuple(it if it.id in scored else replace(it, points=Fraction(0)) for it in criteria.groups)
    weights = _weights((*groups, *leaves))
    return replace(
        criteria,
        criteria=tuple(replace(it, weight=weights[it.id]) for it in leaves),
        groups=tuple(replace(it, weight=weights[it.id]) for it in groups),
    )


def _weights(nodes: tuple[Criterion | Group, ...]) -> dict[str, Fraction]:
    """The shares of the whole, by id: siblings divide their parent's share by their points."""
    wholes: dict[tuple[str, ...], Fraction] = {}
    for it in nodes:
        wholes[it.groups] = wholes.get(it.groups, Fraction(0)) + it.points
    weights: dict[str, Fraction] = {}
    for it in sorted(nodes, key=lambda it: len(it.groups)):
        parent = weights[it.groups[-1]] if it.groups else Fraction(1)
        weights[it.id] = parent * it.points / wholes[it.groups] if wholes[it.groups] else Fraction(0)
    return weights
