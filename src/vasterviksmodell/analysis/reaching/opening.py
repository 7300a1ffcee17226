"""What would meet a limit: the smallest change of a measure, or what it must be found out to be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.analysis.reaching.effort import Effort, distance, effort
from vasterviksmodell.analysis.reaching.inverse import values_at
from vasterviksmodell.analysis.screening import Screened, Truth
from vasterviksmodell.criteria import Criterion, Limits


@dataclass(frozen=True, slots=True)
class Opening:
    """A limit that is not met, or not known to be, and what would meet it."""

    screened: Screened
    to: Measured
    """The nearest end of the limit, or what is known as far as it keeps the limit. Of several categories the one of the
    least effort, or, where none is declared or it must be found out, the one worth least."""

    @property
    def criterion(self) -> Criterion:
        return self.screened.criterion

    @property
    def measured(self) -> Measured:
        return self.screened.measured

    @property
    def is_finding_out(self) -> bool:
        """Whether the measure need not change, only be found out to be so."""
        return self.screened.truth == "unknown"

    @property
    def by(self) -> float | None:
        """The least that a number must change; None when it need only be found out, or is no number."""
        return None if self.is_finding_out else distance(self.measured, self.to)

    @property
    def effort(self) -> Effort:
        """What the change takes; nothing when there is none to make."""
        return Effort() if self.is_finding_out else effort(self.measured, self.to)


class Openings:
    """The openings of many sites: which category meets a limit is asked once, for it does not depend on the site."""

    def __init__(self) -> None:
        self._categories: dict[tuple[str, bool, Truth], Measured] = {}

    def of(self, it: Screened) -> Opening:
        """What would meet a limit that is not met or not known to be."""
        if isinstance(it.limit, Limits):
            return opening(it)
        asked = (it.criterion.id, it.is_warning, it.truth)
        if asked not in self._categories:
            self._categories[asked] = opening(it).to
        return Opening(it, self._categories[asked])


def opening(it: Screened) -> Opening:
    """What would meet a limit that is not met or not known to be."""
    if not isinstance(it.limit, Limits):
        return Opening(it, Measured(it.criterion, category=_category(it, it.limit.categories)))
    low, high = it.measured.low, it.measured.high
    if low is None or high is None:
        raise TypeError(f"'{it.criterion.id}' has a limit for numbers")
    low, high = (min(max(end, it.limit.at_least), it.limit.at_most) for end in (low, high))
    return Opening(it, Measured(it.criterion, low, high))


def _category(it: Screened, meeting: Iterable[str]) -> str:
    """The category that takes the least effort; among equals the one worth least."""
    efforts = it.criterion.effort if isinstance(it.criterion.effort, Mapping) and it.truth == "not_met" else {}
    if it.criterion.value is None:
        return min(meeting, key=lambda category: efforts.get(category, inf))
    found = list(meeting)
    worths = dict(zip(found, values_at(it.criterion, found), strict=True))
    return min(found, key=lambda category: (efforts.get(category, inf), worths[category]))
