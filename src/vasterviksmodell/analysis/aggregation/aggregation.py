"""The interface of aggregations, and helpers that several share."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.i18n import Message

_ROUNDING = 1e-12
"""The relative difference up to which numbers differ by rounding only."""


@dataclass(frozen=True, slots=True)
class Aggregation:
    """A member of the family: a way to make one score of the values of a site."""

    name: str
    label: Message
    description: Message
    """What it does, in one plain sentence."""
    source: str
    """The author and year of the method, and where it is documented."""
    scores: Callable[[Floats, Floats], Floats]
    """Of n sites with m values 0–100 (n × m) under m weights (≥ 0, sum 1): n scores, higher is better.

    Sites that are alike get the same score, and where no criterion has weight all do; no sites get no scores. The scale
    is the method's own. Raises `CannotAggregate`.
    """


class CannotAggregate(Exception):  # noqa: N818 - an outcome that is reported
    """The method has no answer for these values."""

    def __init__(self, why: Message) -> None:
        super().__init__(why.inside("en"))
        self.why = why


def oriented(matrix: Floats, costs: Sequence[int]) -> Floats:
    """Return the table (n × m) with the columns where less is better negated."""
    signs = np.ones(matrix.shape[1])
    signs[list(costs)] = -1.0
    return matrix * signs


def column_extremes(matrix: Floats) -> tuple[Floats, Floats]:
    """Return the lowest and the highest number of each column (m and m); zeros when there are no rows."""
    if not len(matrix):
        return np.zeros(matrix.shape[1]), np.zeros(matrix.shape[1])
    return matrix.min(axis=0), matrix.max(axis=0)


def levelled(matrix: Floats) -> Floats:
    """Return the table with nearly constant columns made constant.

    Otherwise methods that divide by the spread of a column would amplify rounding errors.
    """
    low, high = column_extremes(matrix)
    is_level = high - low <= _ROUNDING * np.maximum(np.abs(low), np.abs(high))
    return np.where(is_level, low, matrix)
