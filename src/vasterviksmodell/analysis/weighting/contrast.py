"""The stated weights compared with equal weights and with weights from data: for comparison only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vasterviksmodell.analysis.rank_correlation import competition_ranks, kendall_tau_b
from vasterviksmodell.analysis.significant import weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats, ValueMatrix, value_matrix
from vasterviksmodell.analysis.weighting.from_data import critic, entropy
from vasterviksmodell.analysis.weighting.weights import CannotWeigh, Weights
from vasterviksmodell.criteria import Criteria
from vasterviksmodell.frozen_value import Result
from vasterviksmodell.i18n import Message
from vasterviksmodell.scoring.ranking import Ranking, expect_ranking

_FROM_DATA: Mapping[str, Callable[[Sequence[str], Floats], Weights]] = {"entropy": entropy, "critic": critic}


@dataclass(frozen=True, slots=True)
class Weighting:
    """One weighting of all criteria."""

    method: str
    """`stated`, `equal`, `entropy` or `critic`."""
    weights: Mapping[str, float]
    """By the ids of the scored criteria; empty when the method gives none."""
    why_not: Message | None
    first: tuple[str, ...]
    """The names of the sites that would be first."""
    tau: float | None
    """Kendall's tau-b of its order of the sites with the stated one; None when one has all sites at one rank."""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class WeightContrast(Result):
    """Several weightings of the same criteria, the stated one first."""

    criteria: Criteria
    """Those of the ranking."""
    sites: int
    """How many sites are compared: those that are not excluded."""
    exact: bool
    """Whether every value is exactly known; otherwise the values that count in the score stand for them."""
    weightings: tuple[Weighting, ...]
    """Each with weights by criterion, shares of the whole, 0–1."""


def weight_contrast(ranking: Ranking) -> WeightContrast:
    """Compare the stated weights of a ranking's criteria with others on the sites that are not excluded.

    Weights are shares of the whole, 0–1. Raises nothing.
    """
    expect_ranking(ranking)
    matrix = value_matrix(ranking)
    equal = np.full(len(matrix.weights), 1 / len(matrix.weights))
    found = [
        _weighting("stated", matrix, matrix.weights),
        _weighting("equal", matrix, equal),
        *(_from_data(method, matrix) for method in _FROM_DATA),
    ]
    return WeightContrast(ranking.criteria, len(matrix.ids), matrix.exact, tuple(found))


def _from_data(method: str, matrix: ValueMatrix) -> Weighting:
    ids = [criterion.id for criterion in matrix.criteria.scored]
    try:
        weights = _FROM_DATA[method](ids, matrix.values)
    except CannotWeigh as fault:
        return Weighting(method, {}, fault.why, (), None)
    return _weighting(method, matrix, np.array([weights.weights[id] for id in ids]))


def _weighting(method: str, matrix: ValueMatrix, weights: Floats) -> Weighting:
    ranks, stated = (competition_ranks(weighted_sums(matrix.values, each)) for each in (weights, matrix.weights))
    first = [name for name, rank in zip(matrix.names, ranks, strict=True) if rank == 1]
    by_id = {criterion.id: float(weight) for criterion, weight in zip(matrix.criteria.scored, weights, strict=True)}
    return Weighting(method, by_id, None, tuple(first), kendall_tau_b(ranks, stated))
