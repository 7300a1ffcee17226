"""What a saved ranking says was set: the measures before and after, read back as settings."""

from typing import Literal

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.scoring.changes import Setting
from vasterviksmodell.scoring.saved_sites import Category, Number, Part, ends, is_possible
from vasterviksmodell.sites.grammar import Interval

When = Literal["before", "after"]


class SavedChange(Part):
    """A measure that was set. Where its site stood is not taken over."""

    id: str
    criterion: str
    before: Number | Category
    after: Number | Category

    def setting(self, when: When, criteria: Criteria) -> Setting | None:
        """What the measure was or is set to; None when the criteria have no such measure."""
        criterion = criteria.by_id.get(self.criterion)
        said = self.before if when == "before" else self.after
        if criterion is None or not is_possible(said, criterion):
            return None
        if criterion.kind == "number":
            return Setting(self.id, criterion, Interval(*ends(said, criterion)))
        return Setting(self.id, criterion, None if said.measure[0] is None else str(said.measure[0]))
