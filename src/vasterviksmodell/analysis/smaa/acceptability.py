"""Draws → rank acceptability, central weights, pairwise winning, and confidence factors."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.smaa.blocks import Block, Ranks, blocks, in_order, ranks_of, weighted
from vasterviksmodell.analysis.smaa.measure_draws import Drawn, MeasureDraws, Places
from vasterviksmodell.analysis.smaa.weight_draws import Sampler
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.scoring.ranking import TOLERANCE

Counts = NDArray[np.int64]
_CELLS = 2_000_000
"""The greatest number of sites × ranks that are counted one by one."""


@dataclass(frozen=True, slots=True, eq=False)
class RankedSites:
    """The ranked sites: their exact values (m × n), and the draws of those with open measures."""

    values: Floats
    draws: MeasureDraws

    def ranked(self, sampler: Sampler, block: Block) -> tuple[Floats, Ranks]:
        """Return the weights of a block (draws × m) and the ranks that follow (draws × n, 0 where excluded)."""
        weights = sampler(block.generator("weights"), block.draws)
        turned = -weights  # the greatest score is the least cost, which sorts first
        costs = weighted(self.values, turned)
        if self.draws.sites.size:
            drawn = self.draws.drawn(block.generator("measures"), block.draws)
            costs[:, self.draws.sites] = np.where(drawn.excluded, np.inf, weighted(drawn.values, turned))
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
        self.weight_sums: Floats = np.zeros((criteria, sites))
        self.wins: Counts = np.zeros((len(pairs), len(pairs)), dtype=np.int64)
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
        for sums, weight in zip(self.weight_sums, weights.T, strict=True):
            np.add.at(sums, site, weight[draw])
        compared = placed[:, self._pairs]
        for row, one in enumerate(compared.T):
            self.wins[row] += np.count_nonzero(one[:, None] < compared, axis=0)

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
    for weights, ranks in in_order(lambda block: world.ranked(sampler, block), cut, threads):
        found.add(weights, ranks)
        if told is not None:
            told(found.draws, draws)
    return found


def rows_of(ids: Sequence[str], chosen: Sequence[str]) -> Places:
    """Return the rows of some sites by their ids; `KeyError` for an unknown id."""
    number = {id: place for place, id in enumerate(ids)}
    return np.array([number[id] for id in chosen], dtype=np.intp)


_WORK = 300_000_000
"""The greatest number of comparisons of two sites over all draws."""
_FEWEST = 100
"""The fewest draws, when not all the requested ones can be made."""
_CONFIDENCE_CELLS = 2**20


@dataclass(frozen=True, slots=True, eq=False)
class _CentralSite:
    """A site under its central weights, with the sites that can rank above it."""

    site: int
    weights: Floats
    """1 × m."""
    score: float
    """Its score, if its measures are exact."""
    certain: float
    """The highest of the scores that are exact."""
    place: int
    """Its number among the sites with open measures, −1 if it has none."""
    rivals: Places
    """The numbers of those among these sites that can rank above it."""

    def wins_in(self, drawn: Drawn) -> int:
        """Return in how many draws no other site ranks above it."""
        score = np.full((len(drawn.excluded), 1), self.score)
        present = np.ones(len(score), dtype=np.bool_)
        if self.place >= 0:
            score = weighted(drawn.values[:, :, [self.place]], self.weights)
            present = ~drawn.excluded[:, self.place]
        draws = np.flatnonzero(present & (self.certain <= score[:, 0] + TOLERANCE))
        for some in _more_and_more(self.rivals):
            if not draws.size:
                break
            cells = (draws[:, None], some)
            scores = sum(weight * values[cells] for weight, values in zip(self.weights[0], drawn.values, strict=True))
            draws = draws[((scores <= score[draws] + TOLERANCE) | drawn.excluded[cells]).all(axis=1)]
        return len(draws)


def _more_and_more(places: Places) -> Iterator[Places]:
    """Yield the places in parts of 8, 16, 32, …"""
    start = 0
    while start < len(places):
        yield places[start : 2 * start + 8]
        start = 2 * start + 8


def confidence(  # noqa: PLR0913, PLR0917 - what it rests on, and how it is drawn
    world: RankedSites, central: Floats, firsts: NDArray[np.int64], seed: int, draws: int, threads: int
) -> tuple[Floats, int]:
    """Return the confidence of each site (n), and how many draws it rests on: 0 when all measures are exact.

    `central`: n × m central weights; `firsts`: n, how often each site was first. NaN where it never was. Where very
    many sites with open measures can stand above each other, fewer draws are made than asked for, and the sites that
    were first most seldom are NaN too.
    """
    found = np.full(len(firsts), np.nan)
    if not world.draws.sites.size:
        found[firsts > 0] = 1.0
        return found, 0
    central_sites = list(_central_sites(world, central, firsts))
    comparisons = sum(len(central_site.rivals) for central_site in central_sites)
    number = min(draws, max(_FEWEST, _WORK // max(1, comparisons)))
    central_sites, relevant = _relevant_only(central_sites, world, firsts)

    def wins_of(block: Block) -> NDArray[np.int64]:
        drawn = relevant.drawn(block.generator("measures at central weights"), block.draws)
        return np.array([central_site.wins_in(drawn) for central_site in central_sites], dtype=np.int64)

    cut = blocks(seed, number, ranked=0, drawn=len(world.values) * len(relevant.sites))
    wins = sum(in_order(wins_of, cut, threads), np.zeros(len(central_sites), dtype=np.int64))
    found[[central_site.site for central_site in central_sites]] = wins / number
    return found, number


def _central_sites(world: RankedSites, central: Floats, firsts: NDArray[np.int64]) -> Iterator[_CentralSite]:
    """Yield the sites that were ever first, those most often first before others, until they take too much work."""
    firsts_in_order = np.argsort(-firsts, kind="stable")[: np.count_nonzero(firsts)]
    at_a_time = max(1, _CONFIDENCE_CELLS // len(firsts))
    work = 0
    for start in range(0, len(firsts_in_order), at_a_time):
        for central_site in _with_rivals(world, central, firsts_in_order[start : start + at_a_time]):
            work += len(firsts) + _FEWEST * len(central_site.rivals)
            if work > _WORK:
                return
            yield central_site


def _relevant_only(
    central_sites: Sequence[_CentralSite], world: RankedSites, firsts: NDArray[np.int64]
) -> tuple[list[_CentralSite], MeasureDraws]:
    """Reduce the draws to the open sites that matter, those most often first before others, and renumber them."""
    places = [
        *(central_site.rivals for central_site in central_sites),
        np.array([central_site.place for central_site in central_sites if central_site.place >= 0], dtype=np.intp),
    ]
    kept = np.unique(np.concatenate(places))
    kept = kept[np.argsort(-firsts[world.draws.sites[kept]], kind="stable")]
    number = np.full(len(world.draws.sites) + 1, -1, dtype=np.intp)  # the last for those without open measures
    number[kept] = np.arange(len(kept))
    renumbered = [
        replace(central_site, place=int(number[central_site.place]), rivals=np.sort(number[central_site.rivals]))
        for central_site in central_sites
    ]
    return renumbered, world.draws.only(kept)


def _with_rivals(world: RankedSites, central: Floats, sites: Places) -> Iterator[_CentralSite]:
    """Yield each of some sites with the sites that can rank above it."""
    draws, weights = world.draws, central[sites]
    place = np.full(world.values.shape[1], -1, dtype=np.intp)
    place[draws.sites] = np.arange(len(draws.sites))
    low, high = weighted(draws.low, weights), weighted(draws.high, weights)
    exact = weighted(world.values, weights)
    certain = exact[:, place < 0].max(axis=1, initial=-np.inf)
    for row, site in enumerate(sites):
        score, here = exact[row, site], place[site]
        least, most = (score, score) if here < 0 else (low[row, here], high[row, here])
        above = high[row] > least + TOLERANCE
        if here >= 0:
            above[here] = False
        if certain[row] > most + TOLERANCE:  # then it is never first, whoever else stands above it
            above[:] = False
        yield _CentralSite(int(site), weights[[row]], score, certain[row], int(here), np.flatnonzero(above))
