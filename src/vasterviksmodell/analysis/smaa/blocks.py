"""Draws in blocks, each with random numbers of its own, so that it does not matter where and in which order it runs."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np

Purpose = Literal["pilot", "weights", "measures", "measures at central weights"]
_PURPOSES: tuple[Purpose, ...] = ("pilot", "weights", "measures", "measures at central weights")
_RANKED = 2**18
"""So many scores are worked on at a time: few enough to stay near the processor."""
_DRAWN = 2**20
"""So many values of drawn measures are worked on at a time."""
_MOST = 1000
"""The greatest number of draws in a block."""

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Block:
    """Some of the draws."""

    seed: int
    number: int
    draws: int

    def generator(self, purpose: Purpose) -> np.random.Generator:
        """The random numbers of this block for one purpose; the same whenever it is asked."""
        key = (_PURPOSES.index(purpose), self.number)
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence(self.seed, spawn_key=key)))


def blocks(seed: int, draws: int, *, ranked: int, drawn: int) -> Iterator[Block]:
    """All draws, cut into blocks by how many scores and how many drawn values each draw has."""
    size = max(1, min(_MOST, _RANKED // max(ranked, 1), _DRAWN // max(drawn, 1)))
    for number, start in enumerate(range(0, draws, size)):
        yield Block(seed, number, min(size, draws - start))


def in_order(work: Callable[[Block], Found], them: Iterable[Block], threads: int) -> Iterator[Found]:
    """What the work makes of each block, in the order of the blocks, with a few under way at a time."""
    if threads == 1:
        yield from map(work, them)
        return
    with ThreadPoolExecutor(threads) as pool:
        under_way: deque[Future[Found]] = deque()
        for block in them:
            under_way.append(pool.submit(work, block))
            if len(under_way) > threads:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
