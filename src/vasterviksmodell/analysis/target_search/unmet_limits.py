"""The limits that a site does not meet, and the smallest change of a figure that would meet them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf, isfinite
from typing import Any

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.possible_outcomes import Screened, Truth
from vasterviksmodell.analysis.shared_figures import can_be_met, combined, figures
from vasterviksmodell.analysis.target_search.inverse import values_at
from vasterviksmodell.analysis.target_search.moves import Effort, distance, effort
from vasterviksmodell.criteria import Allowed, Criteria, Criterion, Limits, Requirement


@dataclass(frozen=True, slots=True)
class UnmetLimit:
    """A limit on one figure that is not met, or not known to be, and what would meet it."""

    screened: tuple[Screened, ...]
    """By criterion that sets a limit: more than one only where several criteria read the figure. All are requirements,
    or all are warnings."""
    limit: Requirement
    """The limit that meets all that is required of the figure."""
    measured: Measured
    to: Measured | None
    """The nearest end of the limit, or the part of the known interval within the limit. Of several categories the one
    of the least effort; where no effort is declared, or the category must be found out, the one with the lowest value.
    None when nothing meets the limit."""

    @property
    def criterion(self) -> Criterion:
        return self.measured.criterion

    @property
    def is_warning(self) -> bool:
        return self.screened[0].is_warning

    @property
    def excludes(self) -> bool:
        return any(screened.excludes for screened in self.screened)

    @property
    def truth(self) -> Truth:
        return "not_met" if any(screened.truth == "not_met" for screened in self.screened) else "unknown"

    @property
    def is_possible(self) -> bool:
        return self.to is not None

    @property
    def is_finding_out(self) -> bool:
        """Whether the measure need not change but only be found out."""
        return self.truth == "unknown" and self.is_possible

    @property
    def by(self) -> float | None:
        """The least that a number must change; None when it need only be found out, or for a category."""
        return None if self.is_finding_out or self.to is None else distance(self.measured, self.to)

    @property
    def effort(self) -> Effort:
        """The effort of the change; 0 when the measure need only be found out."""
        if self.to is None:
            return Effort(is_whole=False)
        return Effort() if self.is_finding_out else effort(self.measured, self.to)

    @property
    def size(self) -> tuple[float, float]:
        """A key by which changes are ordered: the effort where it is declared, then the part of what is required."""
        effort = self.effort.least if self.effort.is_whole else inf
        if self.by is None or self.to is None or self.to.low is None or not isfinite(self.to.low):
            return effort, inf
        return effort, self.by / max(abs(self.to.low), 1.0)

    def serves(self, place: float) -> bool:
        """Say whether another number meets the limit too."""
        limit = self.limit
        return isinstance(limit, Limits) and limit.at_least <= place <= limit.at_most and place in self.criterion.range


class UnmetLimitReader:
    """Reads the unmet limits of many sites; what meets a limit on categories is looked up once for all sites."""

    def __init__(self, criteria: Criteria) -> None:
        self._figures = {reader.id: figure for figure in figures(criteria) for reader in figure.readers}
        self._categories: dict[tuple[str, Requirement, Truth], Measured | None] = {}

    def read(self, unmet: Iterable[Screened], row: Mapping[str, Any]) -> tuple[UnmetLimit, ...]:
        """Return the unmet limits of the site in a row of a ranking's frame, by figure."""
        by_figure: dict[str, list[Screened]] = {}
        for screened in unmet:
            by_figure.setdefault(self._figures[screened.criterion.id].id, []).append(screened)
        return tuple(self._unmet_limit(self._figures[id], screened, row) for id, screened in by_figure.items())

    def _unmet_limit(self, figure: Criterion, unmet: Sequence[Screened], row: Mapping[str, Any]) -> UnmetLimit:
        measured = Measured.of(row, figure)
        limit = _combined_limit(figure, unmet)
        unresolved = UnmetLimit(tuple(unmet), limit, measured, None)
        return replace(unresolved, to=self._meeting(unresolved)) if can_be_met(limit) else unresolved

    def _meeting(self, unmet: UnmetLimit) -> Measured | None:
        if isinstance(unmet.limit, Limits):
            return _number_within(unmet.measured, unmet.limit)
        key = (unmet.criterion.id, unmet.limit, unmet.truth)
        if key not in self._categories:
            self._categories[key] = Measured(unmet.criterion, category=_cheapest_category(unmet, unmet.limit))
        return self._categories[key]


def _combined_limit(figure: Criterion, unmet: Sequence[Screened]) -> Requirement:
    """Return the limit that meets all requirements on the figure, or all of its warnings that are not met."""
    if len(figure.readers) == 1:
        return unmet[0].limit
    if figure.requirement is not None and not unmet[0].is_warning:
        return figure.requirement
    return combined([screened.limit for screened in unmet], figure.categories)


def _number_within(measured: Measured, limit: Limits) -> Measured | None:
    """Return the part of a known interval within a limit, or else the nearest end of the limit."""
    span, low, high = measured.criterion.range, measured.low, measured.high
    if low is None or high is None:
        raise TypeError(f"'{measured.criterion.id}' has a limit for numbers")
    low, high = (min(max(end, limit.at_least), limit.at_most) for end in (low, high))
    return Measured(measured.criterion, low, high) if low in span and high in span else None


def _cheapest_category(unmet: UnmetLimit, limit: Allowed) -> str:
    """Return the category that takes the least effort; among equals the one with the lowest value."""
    criterion = unmet.criterion
    efforts = criterion.effort if isinstance(criterion.effort, Mapping) and unmet.truth == "not_met" else {}
    if criterion.value is None:
        return min(limit.categories, key=lambda category: efforts.get(category, inf))
    values = dict(zip(limit.categories, values_at(criterion, limit.categories), strict=True))
    return min(limit.categories, key=lambda category: (efforts.get(category, inf), values[category]))
