"""What a saved ranking says was set: the measures before and after, written, and read back as settings."""

from math import isfinite
from typing import Any, Literal

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring.changes import Change, Known, Setting, State
from vasterviksmodell.scoring.saved.sites import Ends, Part, is_possible
from vasterviksmodell.sites.grammar import Interval

When = Literal["before", "after"]


class _State(Part):
    measure: Ends


class SavedChange(Part):
    """A measure that was set. Where its site stood is not taken over."""

    id: str
    criterion: str
    before: _State
    after: _State

    def setting(self, when: When, criteria: Criteria) -> Setting | None:
        """What the measure was or is set to; None when the criteria have no such measure."""
        criterion = criteria.by_id.get(self.criterion)
        measure = (self.before if when == "before" else self.after).measure
        if criterion is None or not is_possible(measure, criterion):
            return None
        return Setting(self.id, criterion, _known(measure, criterion))


def _known(measure: Ends, criterion: Criterion) -> Known:
    """What is known of a possible measure; an open end of a number is the range's."""
    low, high = measure
    if isinstance(low, str) or isinstance(high, str) or criterion.kind != "number":
        return None if low is None else str(low)
    span = criterion.range
    return Interval(span.low if low is None else low, span.high if high is None else high)


def change_entry(change: Change) -> dict[str, Any]:
    """Return a change for programs; keys as in `vasterviksmodell/ranking/1`."""
    return {
        "id": change.id,
        "criterion": change.criterion.id,
        "before": _state_entry(change.before, change.criterion),
        "after": _state_entry(change.after, change.criterion),
    }


def _state_entry(state: State, criterion: Criterion) -> dict[str, Any]:
    measure = _ends(state.known, criterion)
    return {"measure": measure, "status": state.status, "rank": state.rank, "score": state.score}


def _ends(known: Known, criterion: Criterion) -> list[float | str | None]:
    """Return both ends of a measure; none where it is not known or open."""
    if not isinstance(known, Interval):
        return [known, known]
    if known == (criterion.range.low, criterion.range.high):
        return [None, None]
    return [end if isfinite(end) else None for end in known]
