"""Stochastic multicriteria acceptability analysis, SMAA-2."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from numbers import Integral

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vasterviksmodell.analysis.significant import significant
from vasterviksmodell.analysis.smaa.acceptability import RankedSites, rows_of, tally
from vasterviksmodell.analysis.smaa.blocks import Block
from vasterviksmodell.analysis.smaa.confidence import confidence
from vasterviksmodell.analysis.smaa.measure_draws import measure_draws
from vasterviksmodell.analysis.smaa.weight_draws import UNIFORM, WeightDraws, sampler
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.criteria import Criteria, Range
from vasterviksmodell.expected import expect
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking

_NORMAL = 1.959963984540054
"""How many standard errors on each side hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Pairwise winning."""

    ids: tuple[str, ...]
    wins: Floats
    """k × k: in which share of the draws the site of the row ranks strictly before that of the column. An excluded
    site ranks behind all that are not, beside the others that are."""

    def share(self, one: str, other: str) -> float:
        """Return the share of draws in which one site ranks before another; `ValueError` for an unknown id."""
        return float(self.wins[self.ids.index(one), self.ids.index(other)])


@dataclass(frozen=True, slots=True, eq=False)
class Smaa:
    """The ranks of the n sites that are not excluded over all draws, in the order of the ranking.

    Shares are estimates from draws. The standard error of a share b from N draws is √(b·(1 − b) / N), that of the
    binomial distribution; `standard_error` gives it for any share or array of shares.
    """

    criteria: Criteria
    weights: WeightDraws
    """The scheme of the drawn weights."""
    seed: int
    draws: int
    ids: tuple[str, ...]
    names: tuple[str, ...]
    stated_ranks: tuple[int, ...]
    """The ranks in the ranking, with the stated weights."""
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
        """Return the share of draws in which the site of a row had a rank after one."""
        return float(self.acceptability[row, rank:].sum() + self.later[row])

    def standard_error(self, shares: Floats) -> Floats:
        """Return √(b·(1 − b) / draws) for shares of draws, in their shape."""
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


def smaa(  # noqa: PLR0913, PLR0917 - what is drawn, how often, and who waits for it
    ranking: Ranking,
    weights: WeightDraws = UNIFORM,
    draws: int = 10_000,
    seed: int = 1,
    threads: int = 1,
    pairs: Sequence[str] = (),
    told: Callable[[int, int], None] | None = None,
) -> Smaa:
    """Return how often each site has each rank when weights and open measures are drawn again and again.

    After Lahdelma and Salminen (2001), as documented by the R package smaa (G. van Valkenhoef). Weights are drawn by
    the scheme, and measures that are not exactly known within what is known of them (see `measure_draws.py` for ranges
    without an end). A site whose drawn measure does not meet a requirement has no rank in that draw. Sites that the
    ranking excludes or does not show do not take part. `pairs` are ids of sites to compare with each other. `told` is
    called now and then with the number of draws made and of all draws. The same seed gives the same result on any
    number of threads, with the same version of NumPy.

    Raises `CannotDraw` when there are no such weights, `KeyError` for an id in `pairs` without a rank, `ValueError`
    when `draws` or `threads` is below 1 or `seed` below 0.

    >>> from vasterviksmodell import default_criteria, read_sites, score
    >>> criteria = default_criteria()
    >>> found = smaa(score(read_sites("examples/exempelkommun/orter.csv", criteria), criteria), draws=1000)
    >>> found.ids[0], bool(found.acceptability[0, 0] > 0.5), round(found.greatest_error, 3)
    ('exempelstad', True, 0.031)
    """
    for number, what in ((draws, "number of draws"), (seed, "seed"), (threads, "number of threads")):
        expect(number, Integral, f"a {what} belongs", "give a whole number")
    if draws < 1 or threads < 1 or seed < 0:
        raise ValueError("there must be at least one draw and one thread, and the seed cannot be negative")
    drawing = sampler(weights, ranking.criteria, Block(seed, 0, 0).generator("pilot"))
    frame = ranking.frame.filter(pl.col(names.RANK).is_not_null())
    ids = tuple(frame["id"])
    values = np.array(
        [frame[names.value_low(criterion)].to_numpy() for criterion in ranking.criteria.scored], dtype=np.float64
    )
    open_measures, cut = measure_draws(ranking.criteria, frame)
    world = RankedSites(values, open_measures)
    found = tally(world, drawing, rows_of(ids, pairs), seed, draws, threads, told)
    firsts = found.counts[:, :1].sum(axis=1)
    central = significant((found.weight_sums / np.where(firsts, firsts, np.nan)).T)
    confident, confidence_draws = confidence(world, central, firsts, seed, draws, threads)
    ranked = draws - found.excluded
    return Smaa(
        criteria=ranking.criteria,
        weights=weights,
        seed=seed,
        draws=draws,
        ids=ids,
        names=tuple(frame["name"]),
        stated_ranks=tuple(frame[names.RANK]),
        ranks_kept=found.kept,
        acceptability=found.counts / draws,
        later=(ranked - found.counts.sum(axis=1)) / draws,
        excluded=found.excluded / draws,
        mean_rank=found.rank_sum / np.where(ranked, ranked, np.nan),
        best=np.where(ranked, found.best, 0).astype(np.int32),
        worst=found.worst,
        central_weights=central,
        confidence=confident,
        confidence_draws=confidence_draws,
        pairs=Pairs(tuple(pairs), found.wins / draws),
        cut=cut,
    )
