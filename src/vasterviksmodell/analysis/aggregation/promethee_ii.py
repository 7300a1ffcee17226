"""PROMETHEE II: by how much a site is preferred to the others, less by how much they are to it.

Flows compare a site with all the others at hand. So a site that comes or goes can turn the order of two others (rank
reversal), which the weighted sum never does.

The registered member uses the usual preference function: any difference of values is decisive. With V-shapes as wide as
the scale the net flow is a weighted sum in disguise and could show nothing; with narrower ones the answer rests on
thresholds that nobody has stated. The usual function needs none. It makes the net flow a weighted Borda count (both:
Mareschal 2015, as documented by fatihaydost/kds-topsis-critic), which depends only on the order of the sites on each
criterion: it asks whether the ranking would stand with any other value functions that rise and fall as these do.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vasterviksmodell.analysis.aggregation.interface import Aggregation, oriented
from vasterviksmodell.analysis.aggregation.preferences import Preference, usual
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.i18n import Message


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """The flows of n sites, each 0–1 when the weights sum to 1."""

    plus: Floats
    """n: how much a site is preferred to the others, on average."""
    minus: Floats
    """n: how much the others are preferred to it."""

    @property
    def net(self) -> Floats:
        """n, −1 to 1, sum 0: what PROMETHEE II ranks by, the highest first."""
        return self.plus - self.minus


def promethee(matrix: Floats, weights: Floats, preferences: Sequence[Preference], costs: Sequence[int] = ()) -> Flows:
    """The flows of n sites with m numbers, under m weights and m preference functions; `costs`: where less is better.

    O(m n log n) unless a preference is Gaussian, and never an n × n matrix. A site alone has no flows (0), nor has a
    constant column.
    """
    plus, minus = np.zeros(len(matrix)), np.zeros(len(matrix))
    for column, weight, preference in zip(oriented(matrix, costs).T, weights, preferences, strict=True):
        plus += weight * preference.totals(column)
        minus += weight * preference.totals(-column)
    others = max(1, len(matrix) - 1)
    return Flows(plus / others, minus / others)


def _scores(values: Floats, weights: Floats) -> Floats:
    return promethee(values, weights, [usual()] * len(weights)).net


AGGREGATION = Aggregation(
    "promethee_ii",
    Message("PROMETHEE II"),
    Message(
        "Counts, weighted, how many of the other sites a site beats on each criterion less how many beat it,"
        " however close, so a site that comes or goes can change the order of the others."
    ),
    "Brans & Vincke (1985), as documented by the R package RMCriteria (RPrometheeII)",
    _scores,
)
