"""Stochastic multicriteria acceptability analysis, SMAA-2."""

from collections.abc import Callable, Sequence

import numpy as np
import polars as pl

from vasterviksmodell.analysis.significant import significant
from vasterviksmodell.analysis.smaa.acceptability import World, confidence, places_of, tally
from vasterviksmodell.analysis.smaa.blocks import Block
from vasterviksmodell.analysis.smaa.measure_draws import measure_draws
from vasterviksmodell.analysis.smaa.results import Pairs, Smaa
from vasterviksmodell.analysis.smaa.weight_draws import UNIFORM, WeightDraws, sampler
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking


def smaa(  # noqa: PLR0913, PLR0917 - what is drawn, how often, and who waits for it
    ranking: Ranking,
    weights: WeightDraws = UNIFORM,
    draws: int = 10_000,
    seed: int = 1,
    threads: int = 1,
    pairs: Sequence[str] = (),
    told: Callable[[int, int], None] | None = None,
) -> Smaa:
    """How often each site has each rank when weights and open measures are drawn again and again.

    After Lahdelma and Salminen (2001), as documented by the R package smaa (G. van Valkenhoef). Weights are drawn by
    the scheme; measures that are not exactly known within what is known of them, where a range has no end as
    `open_ends.py` says. A site whose drawn measure does not meet a requirement has no rank in that draw; sites that the
    ranking excludes do not take part, nor do sites that it does not show. `pairs` are ids of sites to be held against
    each other. `told` is called now and then with the number of draws made and of all draws. The same seed gives the
    same result on any number of threads, with the same version of NumPy.

    Raises `CannotDraw` when there are no such weights, `KeyError` for an id in `pairs` without a rank, `ValueError`
    when `draws` or `threads` is below 1 or `seed` below 0.

    >>> from vasterviksmodell import default_criteria, read_sites, score
    >>> criteria = default_criteria()
    >>> found = smaa(score(read_sites("examples/exempelkommun/orter.csv", criteria), criteria), draws=1000)
    >>> found.ids[0], bool(found.acceptability[0, 0] > 0.5), round(found.greatest_error, 3)
    ('exempelstad', True, 0.031)
    """
    if draws < 1 or threads < 1 or seed < 0:
        raise ValueError("there must be at least one draw and one thread, and the seed cannot be negative")
    drawing = sampler(weights, ranking.criteria, Block(seed, 0, 0).generator("pilot"))
    frame = ranking.frame.filter(pl.col(names.RANK).is_not_null())
    ids = tuple(frame["id"])
    values = np.array([frame[names.value_low(it)].to_numpy() for it in ranking.criteria.scored], dtype=np.float64)
    open_measures, cut = measure_draws(ranking.criteria, frame)
    world = World(values, open_measures)
    found = tally(world, drawing, places_of(ids, pairs), seed, draws, threads, told)
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
