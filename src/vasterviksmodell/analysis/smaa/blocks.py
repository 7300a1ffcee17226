"""Draws in blocks, each with its own random numbers, so that threads and order do not matter; ranks of draws."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from vasterviksmodell.analysis.value_matrix import Floats
from vasterviksmodell.scoring.ranking import TOLERANCE

Purpose = Literal["pilot", "weights", "measures", "measures at central weights"]
_PURPOSES: tuple[Purpose, ...] = ("pilot", "weights", "measures", "measures at central weights")
_RANKED = 2**18
"""The number of scores worked on at a time, small enough for the processor's cache."""
_DRAWN = 2**20
"""The number of drawn values worked on at a time."""
_EVALUATED = 2**21
"""The number of drawn measures that are evaluated at a time: many, for each column has a cost of its own."""
_MOST = 1000
"""The greatest number of draws in a block."""

Part = TypeVar("Part")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Block:
    """Some of the draws."""

    seed: int
    number: int
    draws: int

    def generator(self, purpose: Purpose) -> np.random.Generator:
        """Return the generator of this block for one purpose; it is the same at every call."""
        key = (_PURPOSES.index(purpose), self.number)
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence(self.seed, spawn_key=key)))


def blocks(seed: int, draws: int, *, ranked: int, drawn: int) -> Iterator[Block]:
    """Divide all draws into blocks by the numbers of scores and of drawn values that each draw has."""
    size = max(1, min(_MOST, _RANKED // max(ranked, 1), _DRAWN // max(drawn, 1)))
    for number, start in enumerate(range(0, draws, size)):
        yield Block(seed, number, min(size, draws - start))


def together(all_blocks: Iterable[Block], evaluated: int) -> Iterator[tuple[Block, ...]]:
    """Put blocks together, one after another, by the number of measures that are evaluated in each draw."""
    left = iter(all_blocks)
    for block in left:
        number = max(1, _EVALUATED // (evaluated * block.draws)) if evaluated else 1
        yield (block, *islice(left, number - 1))


def in_order(work: Callable[[Part], Found], parts: Iterable[Part], threads: int) -> Iterator[Found]:
    """Yield the result of the work on each part, in the order of the parts, on several threads."""
    if threads == 1:
        yield from map(work, parts)
        return
    with ThreadPoolExecutor(threads) as pool:
        under_way: deque[Future[Found]] = deque()
        for part in parts:
            under_way.append(pool.submit(work, part))
            if len(under_way) > threads:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()


Ranks = NDArray[np.int32]


def weighted(values: Iterable[Floats], weights: Floats) -> Floats:
    """Return Σ value · weight (draws × n) of values (n, or draws × n where drawn) by criterion, and weights draws × m.

    Criterion by criterion, so that every sum is rounded alike whatever the machine and the number of threads.
    """
    each = zip(weights.T, values, strict=True)
    weight, value = next(each)
    total: Floats = weight[:, None] * value
    part = np.empty_like(total)
    for weight, value in each:
        np.multiply(weight[:, None], value, out=part)
        total += part
    return total


def ranks_of(costs: Floats) -> Ranks:
    """Return the competition ranks (1, 2, 2, 4) in each row of costs (draws × n), which are negated scores.

    A rank is one more than the number of sites whose score is higher by more than the tolerance, as in
    `scoring/ranking.py`. A cost that is infinite is that of an excluded site, whose rank is 0.
    """
    rows, sites = costs.shape
    order = np.argsort(costs, axis=1)
    order += sites * np.arange(rows)[:, None]
    ordered = costs.ravel()[order]
    ranks = np.empty((rows, sites), dtype=np.int32)
    ranks.ravel()[order] = _ranks_in_order(ordered)
    ranks[np.isposinf(costs)] = 0
    return ranks


def _ranks_in_order(ordered: Floats) -> Ranks:
    """Return the ranks of costs that rise along each row: places, but for rows with ties."""
    ranks = np.broadcast_to(np.arange(1, ordered.shape[1] + 1, dtype=np.int32), ordered.shape)
    ties = (ordered[:, 1:] - TOLERANCE <= ordered[:, :-1]).any(axis=1)
    if not ties.any():
        return ranks
    ranks = ranks.copy()
    for row in np.flatnonzero(ties):
        ranks[row] = 1 + np.searchsorted(ordered[row], ordered[row] - TOLERANCE)
    return ranks
