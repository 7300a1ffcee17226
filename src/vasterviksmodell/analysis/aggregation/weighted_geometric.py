"""The weighted product: Π value ^ weight. Compensates less than the sum does, and a value of 0 not at all."""

import numpy as np

from vasterviksmodell.analysis.aggregation.interface import Aggregation, CannotAggregate
from vasterviksmodell.analysis.significant import significant, weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.i18n import Message


def weighted_geometric(matrix: Floats, weights: Floats) -> Floats:
    """The scores of n sites with m values above 0: 0–100 when the values are and weights sum to 1; 1 without weights.

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


AGGREGATION = Aggregation(
    "weighted_geometric",
    Message("Weighted geometric mean"),
    Message("Multiplies the values of a site, each raised to its weight: a very low value costs more than in the sum."),
    "Bridgman (1922), as documented by scikit-criteria (WeightedProductModel)",
    weighted_geometric,
)
