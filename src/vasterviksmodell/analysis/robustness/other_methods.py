"""The order of the sites by other methods: the same values and weights, put together in another way."""

from dataclasses import dataclass

import numpy as np

from vasterviksmodell.analysis.aggregation import AGGREGATIONS, Aggregation, CannotAggregate
from vasterviksmodell.analysis.rank_agreement import competition_ranks, kendall_tau_b, spearman_rho
from vasterviksmodell.analysis.robustness.variation import Place
from vasterviksmodell.analysis.significant import weighted_sums
from vasterviksmodell.analysis.value_matrix import ValueMatrix
from vasterviksmodell.i18n import Message

_STATED = "weighted_sum"
"""The method that ranks."""


@dataclass(frozen=True, slots=True)
class OtherMethod:
    """Another method, and who stands first by it."""

    method: Aggregation
    first: tuple[Place, ...] = ()
    holds: bool = False
    """Whether all that stand first by the scores do so by it too."""
    tau: float | None = None
    """Kendall's tau-b with the order by the scores, of the sites that are not excluded; None when one ties all."""
    rho: float | None = None
    """Spearman's rho."""
    why_not: Message | None = None
    """Why it has no answer; then there is nothing of the rest."""


def other_methods(matrix: ValueMatrix) -> tuple[OtherMethod, ...]:
    """Every method but the one that ranks; none when no site has a rank."""
    return tuple(_by(it, matrix) for it in AGGREGATIONS.values() if it.name != _STATED and matrix.ids)


def _by(method: Aggregation, matrix: ValueMatrix) -> OtherMethod:
    try:
        ranks = competition_ranks(method.scores(matrix.values, matrix.weights))
    except CannotAggregate as cannot:
        return OtherMethod(method, why_not=cannot.why)
    stated = competition_ranks(weighted_sums(matrix.values, matrix.weights))
    return OtherMethod(
        method,
        tuple(Place(matrix.ids[row], matrix.names[row]) for row in np.flatnonzero(ranks == 1)),
        bool((ranks[stated == 1] == 1).all()),
        kendall_tau_b(stated, ranks),
        spearman_rho(stated, ranks),
    )
