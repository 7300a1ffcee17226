"""The least effort of gains if measures could stop anywhere at the mean price of a stretch: a bound for the search.

It is the linear relaxation of the choice of one move for each criterion, solved by taking the cheapest points first, as
for the linear multiple-choice knapsack problem.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf

from vasterviksmodell.analysis.reaching.moves import Move, Rise


def hull(moves: Iterable[Move]) -> list[Move]:
    """The moves below whose prices none lies: each further point takes more than the last. No move is the first."""
    kept: list[Move] = []
    for move in sorted(moves, key=lambda it: (it.gain, it.effort)):
        while len(kept) > 1 and _price(kept[-2], kept[-1]) >= _price(kept[-2], move):
            kept.pop()
        if not kept or move.gain > kept[-1].gain:
            kept.append(move)
    return kept


def _price(before: Move, after: Move) -> float:
    return (after.effort - before.effort) / (after.gain - before.gain) if after.gain > before.gain else inf


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What several measures bring together, the cheapest stretches first."""

    stretches: Sequence[Rise]
    gains: Sequence[float]
    efforts: Sequence[float]

    @classmethod
    def of(cls, hulls: Iterable[Sequence[Move]]) -> "Relaxed":
        stretches = sorted((it for hull in hulls for it in pairwise(hull)), key=lambda it: _price(*it))
        gains = accumulate((after.gain - before.gain for before, after in stretches), initial=0.0)
        efforts = accumulate((after.effort - before.effort for before, after in stretches), initial=0.0)
        return cls(stretches, list(gains), list(efforts))

    def effort(self, gain: float) -> float:
        """The least effort of a gain; infinite when all together do not bring it."""
        number = bisect_left(self.gains, gain)
        if number == 0 or number == len(self.gains):
            return inf if number else 0.0
        share = (gain - self.gains[number - 1]) / (self.gains[number] - self.gains[number - 1])
        return self.efforts[number - 1] + share * (self.efforts[number] - self.efforts[number - 1])

    def rounded(self, gain: float) -> list[Move]:
        """Whole moves, one for each measure at most, that bring a gain and little more, the last made the last."""
        reached = self.stretches[: bisect_left(self.gains, gain)]
        last: dict[str, Move] = {}
        for _, after in reached:
            last.pop(after.criterion.id, None)
            last[after.criterion.id] = after
        return list(last.values())
