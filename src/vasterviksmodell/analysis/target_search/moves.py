"""The moves of a measure: where it may go, what gain that brings, and what effort the criteria declare for it.

Effort is linear in how far a number moves. A number may stop at a bend of its value function or at an end of the
permitted range; a smooth value function is cut into stretches of at most one point.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf, isfinite

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.significant import difference, product, total
from vasterviksmodell.analysis.target_search.inverse import first_reaching, stops_between, values_at
from vasterviksmodell.criteria import Allowed, Criterion, Limits, Range


def is_possible(criterion: Criterion) -> bool:
    """Say whether any measure is permitted."""
    span = permitted(criterion)
    return span.low <= span.high if criterion.kind == "number" else bool(permitted_categories(criterion))


def is_permitted(criterion: Criterion, measure: float | str) -> bool:
    """Say whether a measure is within the range and meets the requirement."""
    return measure in permitted_categories(criterion) if isinstance(measure, str) else measure in permitted(criterion)


def permitted(criterion: Criterion) -> Range:
    """Return the permitted numbers; when there are none, the lower end is above the upper."""
    span, limit = criterion.range, criterion.requirement
    if not isinstance(limit, Limits):
        return span
    return Range(max(span.low, limit.at_least), min(span.high, limit.at_most))


def permitted_categories(criterion: Criterion) -> tuple[str, ...]:
    """Return the permitted categories."""
    limit = criterion.requirement
    return limit.categories if isinstance(limit, Allowed) else criterion.categories


@dataclass(frozen=True, slots=True)
class Move:
    """A measure moved: its gain, in points of the score, and its effort."""

    criterion: Criterion
    to: float | str
    gain: float
    effort: float


Rise = tuple[Move, Move]
"""A stretch between two stops on which the gain exceeds all gains before."""


@dataclass(frozen=True, slots=True)
class Start:
    """An exactly known measure, from which moves start."""

    criterion: Criterion
    measure: float | str
    spent: float = 0.0
    """The effort already declared for a category: another category takes its own effort instead."""

    @property
    def stay(self) -> Move:
        return Move(self.criterion, self.measure, 0.0, 0.0)

    def moves(self) -> list[Move]:
        """Return the moves to each stop that brings a gain."""
        routes = [self._categories()] if isinstance(self.measure, str) else map(self._stops, self._ends())
        found = [move for places in routes for move in self._moved(places)]
        return [move for move in found if move.gain > 0 and isfinite(move.effort)]

    def rises(self) -> list[list[Rise]]:
        """Return the stretches inside which a number may stop as well, on the way down and on the way up."""
        if isinstance(self.measure, str):
            return []
        return [list(_rises(self._moved(self._stops(end)))) for end in self._ends()]

    def shortest_move(self, gain: float) -> Move:
        """Return the move that just brings a gain; some move must bring it."""
        (now,) = values_at(self.criterion, [float(self.measure)])
        value = min(now + gain / float(self.criterion.weight), 100.0)
        found = [first_reaching(self.criterion, float(self.measure), end, value) for end in self._ends()]
        return min(self._moved([place for place in found if place is not None]), key=lambda move: move.effort)

    def _ends(self) -> tuple[float, float]:
        span = permitted(self.criterion)
        return span.low, span.high

    def _categories(self) -> list[str]:
        return [category for category in permitted_categories(self.criterion) if category != self.measure]

    def _stops(self, end: float) -> list[float]:
        """Return where a number may stop on the way to an end; the first is the number itself."""
        places = stops_between(self.criterion, float(self.measure), end)
        curved = self.criterion.value is not None and self.criterion.value.curved
        return _subdivided(self.criterion, places) if curved else places

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


def _subdivided(criterion: Criterion, places: Sequence[float]) -> list[float]:
    """Return the places with others inserted, so that neighbours differ in value by at most one point."""
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
    """Return the effort of a gain, exact where the value function is straight; infinite when no rise reaches it."""
    number = bisect_left(rises, gain, key=lambda rise: rise[1].gain)
    if number == len(rises):
        return inf
    before, after = rises[number]
    share = (gain - before.gain) / (after.gain - before.gain)
    return before.effort + share * (after.effort - before.effort)


@dataclass(frozen=True, slots=True)
class Effort:
    """The effort of changes, in units of the criteria file."""

    least: float = 0.0
    is_whole: bool = True
    """Whether it is all: every change has a declared effort and starts from an exactly known measure."""

    @classmethod
    def of(cls, parts: "Iterable[Effort]") -> "Effort":
        """Add the efforts of several changes."""
        found = list(parts)
        return cls(total(part.least for part in found), all(part.is_whole for part in found))


_UNDECLARED = Effort(is_whole=False)


def effort(measured: Measured, to: Measured) -> Effort:
    """Return the least effort to change a measure to another."""
    declared = measured.criterion.effort
    if declared is None:
        return _UNDECLARED
    if isinstance(declared, Mapping):
        least = declared.get(to.category or "")
    else:
        by = distance(measured, to)
        least = None if by is None else product(declared, by)
    return Effort(least or 0.0, least is not None and measured.is_exact)


def distance(measured: Measured, to: Measured) -> float | None:
    """Return the least that a number changes to become another; None for a category."""
    if measured.low is None or measured.high is None or to.low is None or to.high is None:
        return None
    return max(difference(measured.low, to.high), difference(to.low, measured.high), 0.0)
