"""What a saved ranking says was set: the measures before and after, read back as settings."""

from typing import Literal

from vasterviksmodell.criteria import Criteria, Criterion
from vasterviksmodell.scoring.changes import Known, Setting
from vasterviksmodell.scoring.saved_sites import Ends, Part, is_possible
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
