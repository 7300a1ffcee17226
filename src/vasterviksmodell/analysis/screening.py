"""How a site meets each requirement, and by how much."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any, Literal

from vasterviksmodell.analysis.decimals import difference
from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.criteria import Criteria, Criterion, Limits, Requirement
from vasterviksmodell.scoring import names
from vasterviksmodell.scoring.ranking import Ranking

Truth = Literal["met", "not_met", "unknown"]


@dataclass(frozen=True, slots=True)
class Screened:
    """A requirement, or a warning, held against a site's measure."""

    criterion: Criterion
    limit: Requirement
    is_warning: bool
    truth: Truth
    measured: Measured

    @property
    def margin(self) -> tuple[float, float] | None:
        """For numbers: how far inside the limit the measure lies at worst and at best; negative when beyond it."""
        return _margin(self.measured, self.limit)

    @property
    def excludes(self) -> bool:
        """Whether it alone excludes the site."""
        unknown_too = self.truth == "unknown" and self.limit.unknown == "excluded"
        return not self.is_warning and (self.truth == "not_met" or unknown_too)


@dataclass(frozen=True, slots=True)
class Screen:
    """A requirement, or a warning, and the column of a ranking's frame in which its outcome stands."""

    criterion: Criterion
    limit: Requirement
    is_warning: bool
    column: str

    def held_against(self, row: Mapping[str, Any]) -> Screened:
        """It held against the site in a row of the frame."""
        measured = Measured.of(row, self.criterion)
        return Screened(self.criterion, self.limit, self.is_warning, row[self.column], measured)


def screens(criteria: Criteria) -> Iterator[Screen]:
    """Every requirement and warning of the criteria, in their order."""
    for it in criteria.criteria:
        if it.requirement is not None:
            yield Screen(it, it.requirement, False, names.requirement(it))
        if it.warning is not None:
            yield Screen(it, it.warning, True, names.warning(it))


def screening(ranking: Ranking, row: Mapping[str, Any]) -> tuple[Screened, ...]:
    """Every requirement and warning of the criteria, for a row of the ranking's frame."""
    return tuple(it.held_against(row) for it in screens(ranking.criteria))


def _margin(measured: Measured, limit: Requirement) -> tuple[float, float] | None:
    """The distance to the nearer end of the limit, at the worst and the best that the measure can be."""
    if not isinstance(limit, Limits) or measured.low is None or measured.high is None:
        return None
    middle = (limit.at_least + limit.at_most) / 2
    inside = [middle] if isfinite(middle) and measured.low < middle < measured.high else []
    margins = [_distance_to(limit, place) for place in (measured.low, measured.high, *inside)]
    return min(margins), max(margins)


def _distance_to(limit: Limits, place: float) -> float:
    """How far inside a limit a number lies, from the nearer of the ends that it has; negative when beyond it."""
    low, high = limit.at_least, limit.at_most
    above = [difference(place, low)] if isfinite(low) else []
    below = [difference(high, place)] if isfinite(high) else []
    return min(above + below)
