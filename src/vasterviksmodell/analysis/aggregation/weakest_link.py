"""Minimum aggregation: a site is as good as its worst value. Nothing compensates anything."""

import numpy as np

from vasterviksmodell.analysis.aggregation.interface import Aggregation
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.i18n import Message


def weakest_link(matrix: Floats, weights: Floats) -> Floats:
    """The lowest value of each of n sites among the criteria that have weight, however much; 0 when none has."""
    weighing = matrix[:, weights > 0]
    return weighing.min(axis=1) if weighing.shape[1] else np.zeros(len(matrix))


AGGREGATION = Aggregation(
    "weakest_link",
    Message("Weakest link"),
    Message(
        "Looks only at the lowest value of a site among the criteria that have weight, and not at how much they have."
    ),
    "Langhans, Reichert & Schuwirth (2014), as documented by the R package utility",
    weakest_link,
)
