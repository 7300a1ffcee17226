"""What came of an analysis."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.smaa.weight_draws import WeightDraws
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria, Range

_NORMAL = 1.959963984540054
"""Within so many standard errors lie 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairwise winning."""

    ids: tuple[str, ...]
    wins: Floats
    """k × k: in which share of the draws the site of the row ranks strictly before that of the column. An excluded
    site ranks behind all that are not, beside the others that are."""

    def share(self, one: str, other: str) -> float:
        """In which share of the draws one site ranks before another, by their ids; `ValueError` for one not held."""
        return float(self.wins[self.ids.index(one), self.ids.index(other)])


@dataclass(frozen=True, slots=True, eq=False)
class Smaa:
    """What ranks the n sites that are not excluded had in all draws, in the order of the ranking.

    Shares are estimates from draws. The standard error of a share b from N draws is √(b·(1 − b) / N), that of the
    binomial distribution; `standard_error` gives it for any share or array of shares.
    """

    criteria: Criteria
    weights: WeightDraws
    """Which weights were drawn."""
    seed: int
    draws: int
    ids: tuple[str, ...]
    names: tuple[str, ...]
    stated_ranks: tuple[int, ...]
    """The ranks with the stated weights, by what counts of open measures as the criteria file says."""
    ranks_kept: int
    acceptability: Floats
    """n × `ranks_kept`: the share of draws in which a site had each rank, the first rank first. Sites that tie share
    the better rank, so that a column may sum to more or less than 1."""
    later: Floats
    """n: the share of draws with a rank after those; 0 when all ranks are kept."""
    excluded: Floats
    """n: the share of draws in which a drawn measure did not meet a requirement, and the site had no rank. With
    `acceptability` and `later` it sums to 1."""
    mean_rank: Floats
    """n: the mean over the draws with a rank; NaN when there are none."""
    best: NDArray[np.int32]
    """n: the best rank in any draw; 0 when there was none."""
    worst: NDArray[np.int32]
    """n: the worst rank in any draw; 0 when there was none."""
    central_weights: Floats
    """n × m, in the order of `criteria.scored`: the mean of the weights with which the site was first; NaN where it
    never was."""
    confidence: Floats
    """n: the share of draws of the open measures in which the site is first with its central weights as weights; 1 when
    all measures are exact. NaN where it was never first, and, among very many such sites, where it was so too seldom.
    """
    confidence_draws: int
    """How many draws `confidence` rests on; 0 when it is exact."""
    pairs: Pairs
    cut: Mapping[str, Range]
    """By criterion id: how far open measures were drawn, where their range has no end."""

    def after(self, rank: int, row: int) -> float:
        """The share of draws in which the site of a row had a rank after one."""
        return float(self.acceptability[row, rank:].sum() + self.later[row])

    def standard_error(self, shares: Floats) -> Floats:
        """√(b·(1 − b) / draws) for shares of draws, in their shape."""
        error: Floats = np.sqrt(shares * (1 - shares) / self.draws)
        return error

    @property
    def confidence_error(self) -> Floats:
        """The standard error of `confidence`; 0 where it is exact."""
        error: Floats = np.sqrt(self.confidence * (1 - self.confidence) / max(1, self.confidence_draws))
        return error

    @property
    def greatest_error(self) -> float:
        """Half the width of the 95 % interval of a share, where it is widest: at one half. 0.0098 for 10 000 draws."""
        return _NORMAL * 0.5 / sqrt(self.draws)
