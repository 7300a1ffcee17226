"""Confidence factors: how often a site is first under its central weights, when unknown measures are drawn.

Each site that was ever first is held against all that can stand above it. The scores of many sites under the central
weights of many are products of matrices, whose last digits differ between processors. So they only decide where they
are further apart than their rounding error; the few others are added up in the order of the criteria.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.smaa.acceptability import RankedSites
from vasterviksmodell.analysis.smaa.blocks import Block, blocks, in_order, together, weighted
from vasterviksmodell.analysis.smaa.measure_draws import Flags, MeasureDraws, Places
from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.scoring.ranking import TOLERANCE

_WORK = 300_000_000
"""The greatest number of comparisons of two sites over all draws."""
_FEWEST = 100
"""The fewest draws, when not all the requested ones can be made."""
_CELLS = 2**20
"""The number of scores worked on at a time."""
_COMPARED = 256
"""The number of sites × draws compared at a time: few, for in most draws most sites soon have one above them."""
_PIECE = 2**18
"""The number of multiplications in one product of matrices."""
_FIRST_RIVALS = 8
"""How many sites are held against others first: those most often first themselves; then twice as many, and so on."""


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
    sites = list(_central_sites(world, central, firsts))
    comparisons = sum(len(site.rivals) for site in sites)
    number = min(draws, max(_FEWEST, _WORK // max(1, comparisons)))
    relevant = _relevant(sites, world.draws, firsts)
    drawn, contest = world.draws.only(relevant), Contest.of(sites, relevant, len(world.draws.sites))

    def wins_of(part: Sequence[Block]) -> NDArray[np.intp]:
        room = np.empty((len(world.values), max(block.draws for block in part), len(relevant)))  # much, so only once
        each = (
            contest.wins_in(measures.values(room), measures.excluded)
            for measures in drawn.drawn(part, "measures at central weights")
        )
        return np.asarray(np.sum([*each], axis=0))

    cut = blocks(seed, number, ranked=0, drawn=len(world.values) * len(relevant))
    wins = np.sum([*in_order(wins_of, together(cut, drawn.cells), threads)], axis=0)
    found[[site.site for site in sites]] = wins / number
    return found, number


@dataclass(frozen=True, slots=True, eq=False)
class _CentralSite:
    """A site under its central weights, with the sites that can rank above it."""

    site: int
    weights: Floats
    """m."""
    score: float
    """Its score, if its measures are exact."""
    certain: float
    """The highest of the scores that are exact."""
    place: int
    """Its number among the sites with open measures, −1 if it has none."""
    rivals: Places
    """The numbers of those among these sites that can rank above it."""
    highest: Floats
    """Of each of them the highest score under the weights of the site."""


def _central_sites(world: RankedSites, central: Floats, firsts: NDArray[np.int64]) -> Iterator[_CentralSite]:
    """Yield the sites that were ever first, those most often first before others, until they take too much work."""
    firsts_in_order = np.argsort(-firsts, kind="stable")[: np.count_nonzero(firsts)]
    at_a_time = max(1, _CELLS // len(firsts))
    work = 0
    for start in range(0, len(firsts_in_order), at_a_time):
        for site in _with_rivals(world, central, firsts_in_order[start : start + at_a_time]):
            work += len(firsts) + _FEWEST * len(site.rivals)
            if work > _WORK:
                return
            yield site


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
        rivals = np.flatnonzero(above)
        yield _CentralSite(int(site), weights[row], score, certain[row], int(here), rivals, high[row, rivals])


def _relevant(sites: Sequence[_CentralSite], draws: MeasureDraws, firsts: NDArray[np.int64]) -> Places:
    """Return the open sites that matter, those most often first before others."""
    open_too = [site.place for site in sites if site.place >= 0]
    kept = np.unique(np.concatenate([np.array(open_too, dtype=np.intp), *(site.rivals for site in sites)]))
    return np.asarray(kept[np.argsort(-firsts[draws.sites[kept]], kind="stable")])


@dataclass(frozen=True, slots=True, eq=False)
class Contest:
    """Some sites, each under weights of its own, and those of the drawn sites that can stand above it."""

    weights: Floats
    """c × m."""
    score: Floats
    """c: the score of a site whose measures are exact."""
    certain: Floats
    """c: the highest of the scores that are exact."""
    place: Places
    """c: its number among the drawn sites, −1 if its measures are exact."""
    held: Places
    """Pairs, by the rival: the number of the site."""
    rivals: Places
    """The number of the rival among the drawn sites."""
    highest: Floats
    """The highest score of the rival under the weights of the site: a sum in order, as every drawn score is."""

    @classmethod
    def of(cls, sites: Sequence[_CentralSite], relevant: Places, open_sites: int) -> "Contest":
        """Number the rivals of the sites as they stand among those that matter."""
        number = np.full(open_sites + 1, -1, dtype=np.intp)  # the last for those without open measures
        number[relevant] = np.arange(len(relevant))
        held = np.repeat(np.arange(len(sites)), [len(site.rivals) for site in sites])
        rivals = number[np.concatenate([np.array([], dtype=np.intp), *(site.rivals for site in sites)])]
        by_rival = np.argsort(rivals, kind="stable")
        return cls(
            np.array([site.weights for site in sites]),
            np.array([site.score for site in sites]),
            np.array([site.certain for site in sites]),
            number[[site.place for site in sites]],
            held[by_rival],
            rivals[by_rival],
            np.concatenate([np.array([]), *(site.highest for site in sites)])[by_rival],
        )

    def wins_in(self, values: Floats, excluded: Flags) -> NDArray[np.intp]:
        """Return in how many draws no other site ranks above each (c).

        `values`: m × draws × sites; `excluded`: draws × sites, whether a requirement is not met.
        """
        error = (len(values) + 8) * 2 * np.finfo(np.float64).eps * np.abs(values).max(initial=100.0)
        scores = self._scores(values)
        left = self.certain[:, None] <= scores + TOLERANCE
        is_open = self.place >= 0
        left[is_open] &= ~excluded[:, self.place[is_open]].T
        for start, end in _more_and_more(values.shape[2], _CELLS // max(1, left.size)):
            sites, can_be_above, highest = self._pairs(left, start, end)
            in_doubt = left[sites] & (highest[:, None] > scores[sites] + TOLERANCE)
            for draws in _some_draws(*left.shape):
                first = in_doubt[:, draws].any(axis=1)
                if first.any():
                    above = self._above(values[:, draws, start:end], scores[sites[first], draws], sites[first], error)
                    above &= can_be_above[first, None] & ~excluded[draws, start:end]
                    left[sites[first], draws] &= ~above.any(axis=2)
        return np.asarray(left.sum(axis=1))

    def _scores(self, values: Floats) -> Floats:
        """Return the score of each site in each draw (c × draws), added up in the order of the criteria."""
        scores = np.repeat(self.score[:, None], values.shape[1], axis=1)
        is_open = np.flatnonzero(self.place >= 0)
        if is_open.size:
            weights = self.weights[is_open]
            scores[is_open] = _in_order(weights.T[:, :, None], [one[:, self.place[is_open]].T for one in values])
        return scores

    def _pairs(self, left: Flags, start: int, end: int) -> tuple[Places, Flags, Floats]:
        """Return the sites that have rivals among some drawn ones and are still first in a draw.

        And who these rivals are, and the highest of all their scores.
        """
        some = slice(*np.searchsorted(self.rivals, (start, end)))
        pairs = np.zeros((len(self.place), end - start), dtype=np.bool_)
        pairs[self.held[some], self.rivals[some] - start] = True
        highest = np.full(len(self.place), -np.inf)
        np.maximum.at(highest, self.held[some], self.highest[some])
        sites = np.flatnonzero(pairs.any(axis=1) & left.any(axis=1))
        return sites, pairs[sites], highest[sites]

    def _above(self, values: Floats, scores: Floats, sites: Places, error: float) -> Flags:
        """Return sites × draws × rivals: whether a rival's score exceeds that of a site by more than the tolerance."""
        criteria, draws, rivals = values.shape
        product = _product(self.weights[sites], values.reshape(criteria, draws * rivals))
        ahead = product.reshape(len(sites), draws, rivals) - (scores + TOLERANCE)[:, :, None]
        above = np.asarray(ahead > error)
        doubtful = above != (ahead >= -error)
        if doubtful.any():
            one, draw, other = np.nonzero(doubtful)
            exact = _in_order(self.weights[sites[one]].T, [column[draw, other] for column in values])
            above[doubtful] = exact > scores[one, draw] + TOLERANCE
        return above


def _product(weights: Floats, values: Floats) -> Floats:
    """Multiply matrices in pieces, for which the library of linear algebra starts no threads beside those that draw."""
    rows = max(1, _PIECE // max(1, values.size))
    pieces = [weights[start : start + rows] @ values for start in range(0, len(weights), rows)]
    return np.concatenate(pieces)


def _in_order(weights: Floats, values: Sequence[Floats]) -> Floats:
    """Return Σ weight · value, criterion by criterion."""
    total: Floats = weights[0] * values[0]
    for weight, value in zip(weights[1:], values[1:], strict=True):
        total += weight * value
    return total


def _some_draws(sites: int, draws: int) -> Iterator[slice]:
    """Yield all draws in parts that are compared at a time."""
    step = max(1, _COMPARED // max(1, sites))
    for start in range(0, draws, step):
        yield slice(start, start + step)


def _more_and_more(places: int, most: int) -> Iterator[tuple[int, int]]:
    """Yield parts of 8, 16, 32, … places, from and to, of no more than about as many as there may be at a time."""
    start, width = 0, _FIRST_RIVALS
    while start < places:
        yield start, min(places, start + width)
        start, width = start + width, max(_FIRST_RIVALS, min(2 * width, most))
