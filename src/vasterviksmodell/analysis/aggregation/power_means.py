"""The weighted sum, which ranks the sites, and two that let a good value make up for less: geometric mean and minimum.

All three are weighted power means, or the limit of one: with the exponents 1, 0 and −∞.
"""

import numpy as np

from vasterviksmodell.analysis.aggregation.aggregation import Aggregation, CannotAggregate
from vasterviksmodell.analysis.significant import significant, weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.i18n import Message


def weighted_sum(matrix: Floats, weights: Floats) -> Floats:
    """Return the scores of n sites with m values: 0–100 when the values are and the weights sum to 1.

    0 without weights.
    """
    return weighted_sums(matrix, weights)


WEIGHTED_SUM = Aggregation(
    "weighted_sum",
    Message("Weighted sum"),
    Message("Adds up the values of a site in proportion to the weights: high values make up for low ones."),
    "Fishburn (1967), as documented by scikit-criteria (WeightedSumModel)",
    weighted_sum,
)


def weighted_geometric(matrix: Floats, weights: Floats) -> Floats:
    """Return the scores of n sites with m values above 0: 0–100 when the values are and weights sum to 1.

    1 without weights.

    Criteria without weight do not matter, whatever their values. `CannotAggregate` when another value is 0 or below:
    all such sites would come out equal, whatever else they have.
    """
    weighing = matrix[:, weights > 0]
    barred = (weighing <= 0).any(axis=1)
    if barred.any():
        raise CannotAggregate(_why(int(barred.sum())))
    return significant(np.exp(weighted_sums(np.log(weighing), weights[weights > 0])))


def _why(sites: int) -> Message:
    return Message(
        "there are values of 0 on criteria with weight (sites: {sites}), which make the whole product 0 however"
        " high the other values are"
    ).format(sites=sites)


WEIGHTED_GEOMETRIC = Aggregation(
    "weighted_geometric",
    Message("Weighted geometric mean"),
    Message("Multiplies the values of a site, each raised to its weight: a very low value costs more than in the sum."),
    "Bridgman (1922), as documented by scikit-criteria (WeightedProductModel)",
    weighted_geometric,
)


def weakest_link(matrix: Floats, weights: Floats) -> Floats:
    """Return the lowest value of each of n sites among the criteria that have weight, however much; 0 when none has."""
    weighing = matrix[:, weights > 0]
    return weighing.min(axis=1) if weighing.shape[1] else np.zeros(len(matrix))


WEAKEST_LINK = Aggregation(
    "weakest_link",
    Message("Weakest link"),
    Message(
        "Looks only at the lowest value of a site among the criteria that have weight, and not at how much they have."
    ),
    "Langhans, Reichert & Schuwirth (2014), as documented by the R package utility",
    weakest_link,
)
