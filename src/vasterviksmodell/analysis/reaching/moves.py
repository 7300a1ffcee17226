"""Where a measure can be moved to, what that brings, and what it takes by the effort that the criteria declare.

Effort is linear in how far a number moves. A number may stop at a bend of its value function or at an end of what is
permitted; a smooth value function is cut into stretches of at most one point.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, isfinite

from vasterviksmodell.analysis.reaching.inverse import first_reaching, stops_between, values_at
from vasterviksmodell.analysis.reaching.permitted import permitted, permitted_categories
from vasterviksmodell.criteria import Criterion


@dataclass(frozen=True, slots=True)
class Move:
    """A measure moved: what it brings, in points of the score, and what effort it takes."""

    criterion: Criterion
    to: float | str
    gain: float
    effort: float


Rise = tuple[Move, Move]
"""A stretch between two stops on which more is gained than ever before."""


@dataclass(frozen=True, slots=True)
class Start:
    """A measure that is exactly known, from where it can be moved."""

    criterion: Criterion
    measure: float | str
    spent: float = 0.0
    """The effort by which it came here, when it is a category: another takes its own effort instead."""

    @property
    def stay(self) -> Move:
        return Move(self.criterion, self.measure, 0.0, 0.0)

    def moves(self) -> list[Move]:
        """The measure moved to each place where it may stop, as far as that brings something."""
        ways = [self._categories()] if isinstance(self.measure, str) else map(self._stops, self._ends())
        found = [move for places in ways for move in self._moved(places)]
        return [move for move in found if move.gain > 0 and isfinite(move.effort)]

    def rises(self) -> list[list[Rise]]:
        """The stretches inside which the measure may stop as well, on the way down and on the way up."""
        if isinstance(self.measure, str):
            return []
        return [list(_rises(self._moved(self._stops(end)))) for end in self._ends()]

    def reaching(self, gain: float) -> Move:
        """The measure moved just so far that it brings a gain that it can bring."""
        (now,) = values_at(self.criterion, [float(self.measure)])
        value = min(now + gain / float(self.criterion.weight), 100.0)
        found = [first_reaching(self.criterion, float(self.measure), end, value) for end in self._ends()]
        return min(self._moved([it for it in found if it is not None]), key=lambda it: it.effort)

    def _ends(self) -> tuple[float, float]:
        span = permitted(self.criterion)
        return span.low, span.high

    def _categories(self) -> list[str]:
        return [it for it in permitted_categories(self.criterion) if it != self.measure]

    def _stops(self, end: float) -> list[float]:
        """Where a number may stop on the way to an end, itself the first."""
        places = stops_between(self.criterion, float(self.measure), end)
        curved = self.criterion.value is not None and self.criterion.value.curved
        return _cut(self.criterion, places) if curved else places

    def _moved(self, places: Sequence[float | str]) -> list[Move]:
        now, *worths = values_at(self.criterion, [self.measure, *places])
        weight = float(self.criterion.weight)
        found = zip(places, worths, strict=True)
        return [Move(self.criterion, to, weight * (worth - now), self._effort(to)) for to, worth in found]

    def _effort(self, to: float | str) -> float:
        effort = self.criterion.effort
        if isinstance(effort, Mapping):
            return effort.get(str(to), inf) - self.spent
        return abs(float(to) - float(self.measure)) * (inf if effort is None else effort)


def _cut(criterion: Criterion, places: Sequence[float]) -> list[float]:
    """Places with so many between them that neighbours differ in value by at most one point."""
    cut = list(places)
    while True:
        worths = values_at(criterion, cut)
        stretches = zip(pairwise(cut), pairwise(worths), strict=True)
        steep = {(a + b) / 2 for (a, b), (worth, other) in stretches if abs(other - worth) > 1} - {*cut}
        if not steep:
            return cut
        cut = sorted({*cut, *steep}, reverse=places[0] > places[-1])


def _rises(stops: Sequence[Move]) -> Iterator[Rise]:
    most = 0.0
    for before, after in pairwise(stops):
        if after.gain > most:
            yield before, after
            most = after.gain


def estimated(rises: Sequence[Rise], gain: float) -> float:
    """The effort of a gain, exact where the value function is straight; infinite when it is not to be had."""
    number = bisect_left(rises, gain, key=lambda rise: rise[1].gain)
    if number == len(rises):
        return inf
    before, after = rises[number]
    share = (gain - before.gain) / (after.gain - before.gain)
    return before.effort + share * (after.effort - before.effort)
