"""What would meet limits: the smallest change of a figure, or what it must be found out to be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from vasterviksmodell.analysis.figures import can_be_met, combined, figures
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.reaching.effort import Effort, distance, effort
from vasterviksmodell.analysis.reaching.inverse import values_at
from vasterviksmodell.analysis.screening import Screened, Truth
from vasterviksmodell.criteria import Allowed, Criteria, Criterion, Limits, Requirement


@dataclass(frozen=True, slots=True)
class Opening:
    """Limits on one figure that are not met, or not known to be, and what would meet them."""

    screened: tuple[Screened, ...]
    """Of each criterion that asks for it: more than one only where several read the figure."""
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
        return all(it.is_warning for it in self.screened)

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
        self._figures = {reader.id: it for it in figures(criteria) for reader in it.readers}
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

    def _to(self, it: Opening) -> Measured | None:
        if isinstance(it.limit, Limits):
            return _number(it.measured, it.limit)
        asked = (it.criterion.id, it.limit, it.truth)
        if asked not in self._categories:
            self._categories[asked] = Measured(it.criterion, category=_category(it, it.limit))
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


def _category(it: Opening, limit: Allowed) -> str:
    """The category that takes the least effort; among equals the one worth least."""
    efforts = it.criterion.effort if isinstance(it.criterion.effort, Mapping) and it.truth == "not_met" else {}
    if it.criterion.value is None:
        return min(limit.categories, key=lambda category: efforts.get(category, inf))
    worths = dict(zip(limit.categories, values_at(it.criterion, limit.categories), strict=True))
    return min(limit.categories, key=lambda category: (efforts.get(category, inf), worths[category]))
