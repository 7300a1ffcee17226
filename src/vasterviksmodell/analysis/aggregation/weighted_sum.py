"""The additive value model: Σ weight · value. What ranks the sites; here to compare the others with."""

from vasterviksmodell.analysis.aggregation.interface import Aggregation
from vasterviksmodell.analysis.significant import weighted_sums
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.wording import Text


def weighted_sum(matrix: Floats, weights: Floats) -> Floats:
    """The scores of n sites with m values: 0–100 when the values are and the weights sum to 1; 0 without weights."""
    return weighted_sums(matrix, weights)


AGGREGATION = Aggregation(
    "weighted_sum",
    Text("Weighted sum", "Viktad summa"),
    Text(
        "Adds up the values of a site in proportion to the weights: what is good makes up for what is bad.",
        "Lägger ihop platsens värden i proportion till vikterna: det som är bra uppväger det som är dåligt.",
    ),
    "Fishburn (1967), as documented by scikit-criteria (WeightedSumModel)",
    weighted_sum,
)
