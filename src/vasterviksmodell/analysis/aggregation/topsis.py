"""TOPSIS: how near a site is to the best and how far from the worst there is.

Ideal and anti-ideal are, as in the textbook, the best and the worst number of each criterion among the sites at hand.
So an added or removed site can reverse the order of two others (rank reversal), which the weighted sum never does.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vasterviksmodell.analysis.aggregation.aggregation import (
    Aggregation,
    CannotAggregate,
    column_extremes,
    levelled,
    oriented,
)
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.i18n import Message

_ZEROS = Message("a criterion is 0 for all sites and cannot be scaled to length 1")


@dataclass(frozen=True, slots=True, eq=False)
class Topsis:
    """What TOPSIS computes of n sites."""

    closeness: Floats
    """n, 0–1, 1 at the ideal: to_anti_ideal / (to_ideal + to_anti_ideal)."""
    to_ideal: Floats
    """n distances, of the weighted numbers."""
    to_anti_ideal: Floats


def topsis(matrix: Floats, weights: Floats, costs: Sequence[int] = ()) -> Topsis:
    """Compute TOPSIS of n sites with m numbers under m weights; `costs`: the columns where less is better.

    The scales must be comparable; the textbook makes them so by `vector_normalised`. Where ideal and anti-ideal are
    the same (one site, sites that are alike, no weights) every closeness is 0.5. A constant column has no influence.
    """
    weighted = weights * levelled(oriented(matrix, costs))
    worst, best = column_extremes(weighted)
    far, near = (np.sqrt(((weighted - ideal) ** 2).sum(axis=1)) for ideal in (best, worst))
    both = far + near
    closeness = np.divide(near, both, out=np.full(len(matrix), 0.5), where=both > 0)
    return Topsis(closeness, far, near)


def vector_normalised(matrix: Floats) -> Floats:
    """Return the table (n × m) with each column divided by its Euclidean length.

    `CannotAggregate` when a column is all 0.

    The order by TOPSIS then depends on where the zero of a scale lies (Opricovic & Tzeng 2004).
    """
    lengths = np.sqrt((matrix**2).sum(axis=0))
    if len(matrix) and (lengths == 0).any():
        raise CannotAggregate(_ZEROS)
    return matrix / np.where(lengths > 0, lengths, 1.0)


def _scores(values: Floats, weights: Floats) -> Floats:
    """Return the closeness without normalising: values share the scale 0–100 and mean the same on each criterion."""
    return topsis(values, weights).closeness


TOPSIS = Aggregation(
    "topsis",
    Message("TOPSIS"),
    Message(
        "Measures how near a site is to the best and how far it is from the worst values among the sites,"
        " so adding or removing a site can change the order of the others."
    ),
    "Hwang & Yoon (1981), as documented by scikit-criteria (TOPSIS)",
    _scores,
)
