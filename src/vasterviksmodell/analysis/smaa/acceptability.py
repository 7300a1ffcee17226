"""Draws → rank acceptability, central weights and pairwise winning."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.smaa.blocks import Block, Ranks, blocks, in_order, ranks_of, together, weighted
from vasterviksmodell.analysis.smaa.measure_draws import Drawn, MeasureDraws, Places
from vasterviksmodell.analysis.smaa.weight_draws import Sampler
from vasterviksmodell.analysis.value_matrix import Floats

_COMPARED = 2**17
"""The number of pairs of ranks that are compared at a time."""
Counts = NDArray[np.int64]
_CELLS = 2_000_000
"""The greatest number of sites × ranks that are counted one by one."""


@dataclass(frozen=True, slots=True, eq=False)
class RankedSites:
    """The ranked sites: their exact values (m × n), and the draws of those with open measures."""

    values: Floats
    draws: MeasureDraws

    @property
    def exact(self) -> Places:
        """The sites without open measures."""
        return np.setdiff1d(np.arange(self.values.shape[1]), self.draws.sites)

    def ranked(self, sampler: Sampler, part: Sequence[Block]) -> list[tuple[Floats, Ranks]]:
        """Return, for each of some blocks, the weights (draws × m) and the ranks that follow (draws × n).

        A rank is 0 where a site is excluded.
        """
        drawn = self.draws.drawn(part, "measures") if self.draws.sites.size else repeat(None)
        return [self._ranked(sampler, block, measures) for block, measures in zip(part, drawn, strict=False)]

    def _ranked(self, sampler: Sampler, block: Block, drawn: Drawn | None) -> tuple[Floats, Ranks]:
        weights = sampler(block.generator("weights"), block.draws)
        turned = -weights  # the greatest score is the least cost, which sorts first
        if drawn is None:
            return weights, ranks_of(weighted(self.values, turned))
        costs = np.empty((block.draws, self.values.shape[1]))
        costs[:, self.exact] = weighted(self.values[:, self.exact], turned)
        costs[:, self.draws.sites] = np.where(drawn.excluded, np.inf, drawn.weighted(turned))
        return weights, ranks_of(costs)


def ranks_kept(sites: int) -> int:
    """Return how many ranks are counted one by one: all up to some 1 400 sites, then fewer, to bound the memory."""
    return min(sites, max(1, _CELLS // max(1, sites)))


class Tally:
    """The counts over all draws."""

    def __init__(self, sites: int, criteria: int, pairs: Places) -> None:
        self.kept: int = ranks_kept(sites)
        self.draws: int = 0
        self.counts: Counts = np.zeros((sites, self.kept), dtype=np.int64)
        self.excluded: Counts = np.zeros(sites, dtype=np.int64)
        self.rank_sum: Counts = np.zeros(sites, dtype=np.int64)
        self.best: Ranks = np.full(sites, sites + 1, dtype=np.int32)
        self.worst: Ranks = np.zeros(sites, dtype=np.int32)
        self.wins: Counts = np.zeros((len(pairs), len(pairs)), dtype=np.int64)
        self._weight_sums: Floats = np.zeros((sites, criteria))
        self._pairs = pairs
        self._before_first = self.kept * np.arange(sites) - 1

    def add(self, weights: Floats, ranks: Ranks) -> None:
        """Count a block: weights draws × m, ranks draws × n."""
        self.draws += len(ranks)
        last = len(self.excluded) + 1
        placed = np.where(ranks == 0, last, ranks) if (ranks == 0).any() else ranks
        self._count(placed)
        self.excluded += (placed == last).sum(axis=0)
        self.rank_sum += ranks.sum(axis=0, dtype=np.int64)
        np.minimum(self.best, placed.min(axis=0, initial=last), out=self.best)
        np.maximum(self.worst, ranks.max(axis=0, initial=0), out=self.worst)
        draw, site = np.nonzero(ranks == 1)
        np.add.at(self._weight_sums, site, weights[draw])  # draw by draw, so that every sum is rounded alike
        self._compare(placed[:, self._pairs])

    def _compare(self, placed: Ranks) -> None:
        """Count how often each of some sites stands before each other: a few draws at a time, all pairs of one."""
        step = max(1, _COMPARED // max(1, placed.shape[1] ** 2))
        for start in range(0, len(placed), step):
            some = placed[start : start + step]
            self.wins += (some[:, :, None] < some[:, None, :]).sum(axis=0)

    @property
    def weight_sums(self) -> Floats:
        """The sums of the weights with which each site was first (m × n)."""
        return self._weight_sums.T

    def _count(self, placed: Ranks) -> None:
        cells = placed + self._before_first
        chosen = cells.ravel() if placed.max(initial=0) <= self.kept else cells[placed <= self.kept]
        np.add.at(self.counts.reshape(-1), chosen, 1)


def tally(  # noqa: PLR0913, PLR0917 - what the draws are made of, and who waits for relevant
    world: RankedSites,
    sampler: Sampler,
    pairs: Places,
    seed: int,
    draws: int,
    threads: int,
    told: Callable[[int, int], None] | None,
) -> Tally:
    """Make all draws and count them. Several threads draw; this one counts and reports progress."""
    criteria, sites = world.values.shape
    found = Tally(sites, criteria, pairs)
    cut = blocks(seed, draws, ranked=sites, drawn=criteria * len(world.draws.sites))
    parts = together(cut, world.draws.cells)
    for weights, ranks in chain.from_iterable(in_order(lambda part: world.ranked(sampler, part), parts, threads)):
        found.add(weights, ranks)
        if told is not None:
            told(found.draws, draws)
    return found


def rows_of(ids: Sequence[str], chosen: Sequence[str]) -> Places:
    """Return the rows of some sites by their ids; `KeyError` for an unknown id."""
    number = {id: place for place, id in enumerate(ids)}
    return np.array([number[id] for id in chosen], dtype=np.intp)
