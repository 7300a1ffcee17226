"""Confidence factors: how surely a site is first when its central weights are the weights.

Where all measures are exact it is 1 for every site that was ever first: the weights with which a site is first are cut
out by half-spaces, one for each other site, so their mean is among them. Else the open measures are drawn anew. A site
is held only against those that can stand above it at these weights, first those that were often first, and a draw is
done with as soon as one does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.smaa.acceptability import World
from vasterviksmodell.analysis.smaa.blocks import Block, blocks, in_order
from vasterviksmodell.analysis.smaa.drawn_columns import Places
from vasterviksmodell.analysis.smaa.measure_draws import Drawn, MeasureDraws
from vasterviksmodell.analysis.smaa.ranks import weighted
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.scoring.ranks import TOLERANCE

_WORK = 300_000_000
"""At most so many times is the score of a site in a draw held against that of another."""
_FEWEST = 100
"""The fewest draws, when not all that were asked for can be made."""
_CELLS = 2**20


@dataclass(frozen=True, slots=True, eq=False)
class _Contest:
    """A site under its central weights."""

    site: int
    weights: Floats
    """1 × m."""
    own: float
    """Its score, if its measures are exact."""
    certain: float
    """The highest of the scores that are exact."""
    place: int
    """Its number among the sites with open measures, −1 if it has none."""
    rivals: Places
    """The numbers of those among these sites that can stand above it."""

    def won(self, drawn: Drawn) -> int:
        """In how many draws no other site stands above it."""
        own = np.full((len(drawn.excluded), 1), self.own)
        present = np.ones(len(own), dtype=np.bool_)
        if self.place >= 0:
            own = weighted(drawn.values[:, :, [self.place]], self.weights)
            present = ~drawn.excluded[:, self.place]
        draws = np.flatnonzero(present & (self.certain <= own[:, 0] + TOLERANCE))
        for some in _more_and_more(self.rivals):
            if not draws.size:
                break
            cells = (draws[:, None], some)
            scores = sum(weight * it[cells] for weight, it in zip(self.weights[0], drawn.values, strict=True))
            draws = draws[((scores <= own[draws] + TOLERANCE) | drawn.excluded[cells]).all(axis=1)]
        return len(draws)


def _more_and_more(places: Places) -> Iterator[Places]:
    """The places in parts of 8, 16, 32, …"""
    start = 0
    while start < len(places):
        yield places[start : 2 * start + 8]
        start = 2 * start + 8


def confidence(  # noqa: PLR0913, PLR0917 - what it rests on, and how it is drawn
    world: World, central: Floats, firsts: NDArray[np.int64], seed: int, draws: int, threads: int
) -> tuple[Floats, int]:
    """The confidence of each site (n), and how many draws it rests on: 0 when all measures are exact.

    `central`: n × m central weights; `firsts`: n, how often each site was first. NaN where it never was. Where very
    many sites with open measures can stand above each other, fewer draws are made than asked for, and the sites that
    were first most seldom are NaN too.
    """
    found = np.full(len(firsts), np.nan)
    if not world.draws.sites.size:
        found[firsts > 0] = 1.0
        return found, 0
    contests = list(_contests(world, central, firsts))
    held = sum(len(it.rivals) for it in contests)
    number = min(draws, max(_FEWEST, _WORK // max(1, held)))
    contests, them = _met_again(contests, world, firsts)

    def won(block: Block) -> NDArray[np.int64]:
        drawn = them.drawn(block.generator("measures at central weights"), block.draws)
        return np.array([it.won(drawn) for it in contests], dtype=np.int64)

    cut = blocks(seed, number, ranked=0, drawn=len(world.values) * len(them.sites))
    wins = sum(in_order(won, cut, threads), np.zeros(len(contests), dtype=np.int64))
    found[[it.site for it in contests]] = wins / number
    return found, number


def _contests(world: World, central: Floats, firsts: NDArray[np.int64]) -> Iterator[_Contest]:
    """The sites that were ever first, the most often first before others, until there is too much work in them."""
    ever = np.argsort(-firsts, kind="stable")[: np.count_nonzero(firsts)]
    at_a_time = max(1, _CELLS // len(firsts))
    work = 0
    for start in range(0, len(ever), at_a_time):
        for contest in _some(world, central, ever[start : start + at_a_time]):
            work += len(firsts) + _FEWEST * len(contest.rivals)
            if work > _WORK:
                return
            yield contest


def _met_again(
    contests: Sequence[_Contest], world: World, firsts: NDArray[np.int64]
) -> tuple[list[_Contest], MeasureDraws]:
    """The contests with only the open sites that matter in them, the most often first before others."""
    places = [*(it.rivals for it in contests), np.array([it.place for it in contests if it.place >= 0], dtype=np.intp)]
    kept = np.unique(np.concatenate(places))
    kept = kept[np.argsort(-firsts[world.draws.sites[kept]], kind="stable")]
    number = np.full(len(world.draws.sites) + 1, -1, dtype=np.intp)  # the last for those without open measures
    number[kept] = np.arange(len(kept))
    again = [replace(it, place=int(number[it.place]), rivals=np.sort(number[it.rivals])) for it in contests]
    return again, world.draws.only(kept)


def _some(world: World, central: Floats, sites: Places) -> Iterator[_Contest]:
    """Each of some sites, with what can stand above it."""
    draws, weights = world.draws, central[sites]
    place = np.full(world.values.shape[1], -1, dtype=np.intp)
    place[draws.sites] = np.arange(len(draws.sites))
    low, high = weighted(draws.low, weights), weighted(draws.high, weights)
    exact = weighted(world.values, weights)
    certain = exact[:, place < 0].max(axis=1, initial=-np.inf)
    for row, site in enumerate(sites):
        own, here = exact[row, site], place[site]
        least, most = (own, own) if here < 0 else (low[row, here], high[row, here])
        above = high[row] > least + TOLERANCE
        if here >= 0:
            above[here] = False
        if certain[row] > most + TOLERANCE:  # then it is never first, whoever else stands above it
            above[:] = False
        yield _Contest(int(site), weights[[row]], own, certain[row], int(here), np.flatnonzero(above))
