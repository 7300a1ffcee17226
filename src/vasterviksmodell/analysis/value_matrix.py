"""A ranking as arrays, for methods that compare many weights or many sites at once."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.expressions import value_that_counts
from vasterviksmodell.scoring.ranking import Ranking

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ValueMatrix:
    """The values (0–100) of the n sites that are not excluded on the m criteria that are scored, in order of rank."""

    criteria: Criteria
    ids: tuple[str, ...]
    names: tuple[str, ...]
    values: Floats
    """n × m: the values that count in the score."""
    low: Floats
    """n × m: the lowest possible values, where a measure is not exactly known."""
    high: Floats
    weights: Floats
    """m, sum 1, in the order of `criteria.scored`."""
    qualified: NDArray[np.bool_]
    """n: whether every requirement is surely met, so that nothing unknown can exclude the site."""

    @property
    def exact(self) -> bool:
        """Whether every value is exactly known."""
        return bool((self.low == self.high).all())


def value_matrix(ranking: Ranking) -> ValueMatrix:
    """Return the values in a ranking, as they were computed there."""
    criteria = ranking.criteria
    frame = ranking.frame.filter(pl.col(names.RANK).is_not_null())
    low, high = (
        frame.select(name(criterion) for criterion in criteria.scored)
        .to_numpy()
        .astype(np.float64)
        .reshape(frame.height, len(criteria.scored))
        for name in (names.value_low, names.value_high)
    )
    weights = np.array([float(criterion.weight) for criterion in criteria.scored])
    values = value_that_counts(low, high, criteria.unknown)
    qualified = (frame[names.STATUS] == "qualified").to_numpy()
    return ValueMatrix(criteria, tuple(frame["id"]), tuple(frame["name"]), values, low, high, weights, qualified)
