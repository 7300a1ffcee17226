"""The additive value model: Σ weight · value. What ranks the sites; here to compare the others with."""

from vasterviksmodell.analysis.aggregation.interface import Aggregation
from vasterviksmodell.analysis.significant import weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.i18n import Message


def weighted_sum(matrix: Floats, weights: Floats) -> Floats:
    """The scores of n sites with m values: 0–100 when the values are and the weights sum to 1; 0 without weights."""
    return weighted_sums(matrix, weights)


AGGREGATION = Aggregation(
    "weighted_sum",
    Message("Weighted sum"),
    Message("Adds up the values of a site in proportion to the weights: what is good makes up for what is bad."),
    "Fishburn (1967), as documented by scikit-criteria (WeightedSumModel)",
    weighted_sum,
)
