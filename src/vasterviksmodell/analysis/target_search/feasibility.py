"""What would meet limits: the smallest change of a figure, or what it must be found out to be."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import inf
from typing import Any

from vasterviksmodell.analysis.figures import can_be_met, combined, figures
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.outcomes import Screened, Truth
from vasterviksmodell.analysis.target_search.inverse import values_at
from vasterviksmodell.analysis.target_search.moves import Effort, Move, Rise, distance, effort
from vasterviksmodell.criteria import Allowed, Criteria, Criterion, Limits, Requirement


@dataclass(frozen=True, slots=True)
class Opening:
    """Limits on one figure that are not met, or not known to be, and what would meet them."""

    screened: tuple[Screened, ...]
    """Of each criterion that asks for it: more than one only where several read the figure. All are requirements, or
    all are warnings."""
    limit: Requirement
    """What meets all that is required of the figure."""
    measured: Measured
    to: Measured | None
    """The nearest end of the limit, or what is known as far as it keeps the limit. Of several categories the one of the
    least effort, or, where none is declared or it must be found out, the one worth least. None when nothing does."""

    @property
    def criterion(self) -> Criterion:
        return self.measured.criterion

    @property
    def is_warning(self) -> bool:
        return self.screened[0].is_warning

    @property
    def excludes(self) -> bool:
        return any(it.excludes for it in self.screened)

    @property
    def truth(self) -> Truth:
        return "not_met" if any(it.truth == "not_met" for it in self.screened) else "unknown"

    @property
    def is_possible(self) -> bool:
        return self.to is not None

    @property
    def is_finding_out(self) -> bool:
        """Whether the measure need not change, only be found out to be so."""
        return self.truth == "unknown" and self.is_possible

    @property
    def by(self) -> float | None:
        """The least that a number must change; None when it need only be found out, or is no number."""
        return None if self.is_finding_out or self.to is None else distance(self.measured, self.to)

    @property
    def effort(self) -> Effort:
        """What the change takes; nothing when there is none to make."""
        if self.to is None:
            return Effort(is_whole=False)
        return Effort() if self.is_finding_out else effort(self.measured, self.to)

    def serves(self, place: float) -> bool:
        """Whether another number would do as well."""
        limit = self.limit
        return isinstance(limit, Limits) and limit.at_least <= place <= limit.at_most and place in self.criterion.range


class Openings:
    """Openings of many sites; what meets a limit on categories is looked up once for each limit, not for each site."""

    def __init__(self, criteria: Criteria) -> None:
        self._figures = {reader.id: figure for figure in figures(criteria) for reader in figure.readers}
        self._categories: dict[tuple[str, Requirement, Truth], Measured | None] = {}

    def of(self, unmet: Iterable[Screened], row: Mapping[str, Any]) -> tuple[Opening, ...]:
        """What would meet the limits that a site, in a row of a ranking's frame, does not surely meet: by figure."""
        by_figure: dict[str, list[Screened]] = {}
        for it in unmet:
            by_figure.setdefault(self._figures[it.criterion.id].id, []).append(it)
        return tuple(self._opening(self._figures[id], them, row) for id, them in by_figure.items())

    def _opening(self, figure: Criterion, unmet: Sequence[Screened], row: Mapping[str, Any]) -> Opening:
        measured = Measured.of(row, figure)
        limit = _limit(figure, unmet)
        found = Opening(tuple(unmet), limit, measured, None)
        return Opening(tuple(unmet), limit, measured, self._to(found) if can_be_met(limit) else None)

    def _to(self, opening: Opening) -> Measured | None:
        if isinstance(opening.limit, Limits):
            return _number(opening.measured, opening.limit)
        asked = (opening.criterion.id, opening.limit, opening.truth)
        if asked not in self._categories:
            self._categories[asked] = Measured(opening.criterion, category=_category(opening, opening.limit))
        return self._categories[asked]


def _limit(figure: Criterion, unmet: Sequence[Screened]) -> Requirement:
    """What meets requirements, all those on the figure; of warnings those that are not met."""
    if len(figure.readers) == 1:
        return unmet[0].limit
    if figure.requirement is not None and not unmet[0].is_warning:
        return figure.requirement
    return combined([it.limit for it in unmet], figure.categories)


def _number(measured: Measured, limit: Limits) -> Measured | None:
    """What is known of a number as far as it keeps a limit, or else the nearest end of it."""
    span, low, high = measured.criterion.range, measured.low, measured.high
    if low is None or high is None:
        raise TypeError(f"'{measured.criterion.id}' has a limit for numbers")
    low, high = (min(max(end, limit.at_least), limit.at_most) for end in (low, high))
    return Measured(measured.criterion, low, high) if low in span and high in span else None


def _category(opening: Opening, limit: Allowed) -> str:
    """The category that takes the least effort; among equals the one worth least."""
    efforts = (
        opening.criterion.effort if isinstance(opening.criterion.effort, Mapping) and opening.truth == "not_met" else {}
    )
    if opening.criterion.value is None:
        return min(limit.categories, key=lambda category: efforts.get(category, inf))
    worths = dict(zip(limit.categories, values_at(opening.criterion, limit.categories), strict=True))
    return min(limit.categories, key=lambda category: (efforts.get(category, inf), worths[category]))


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
