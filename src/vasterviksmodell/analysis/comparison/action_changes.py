"""What changed in the action plan: actions that are new or gone, moved dates, other statuses and other aspects."""

from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, get_args

from vasterviksmodell.criteria import Action
from vasterviksmodell.scoring.ranking import Ranking

ActionAspect = Literal[
    "label", "who", "by", "cost", "needs", "sets", "finds_out", "done_when", "status", "agreed_by", "reference"
]
ACTION_ASPECTS: tuple[ActionAspect, ...] = get_args(ActionAspect)
_all_aspects = attrgetter(*ACTION_ASPECTS)


@dataclass(frozen=True, slots=True)
class AlteredAction:
    """An action of both plans that is not the same."""

    old: Action
    new: Action

    @property
    def aspects(self) -> tuple[ActionAspect, ...]:
        """What differs."""
        pairs = zip(ACTION_ASPECTS, _all_aspects(self.old), _all_aspects(self.new), strict=True)
        return tuple(aspect for aspect, before, after in pairs if before != after)

    @property
    def is_moved(self) -> bool:
        """Whether it has another date."""
        return self.old.by != self.new.by

    @property
    def is_restated(self) -> bool:
        """Whether it has another status."""
        return self.old.status != self.new.status


@dataclass(frozen=True, slots=True)
class ActionChanges:
    """The differences between two action plans; actions are the same by their ids."""

    added: tuple[Action, ...]
    removed: tuple[Action, ...]
    altered: tuple[AlteredAction, ...]
    """In the order of the new plan."""
    applied: tuple[Action, ...]
    """Those whose measures count only in the new ranking."""
    no_longer_applied: tuple[Action, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.altered or self.applied or self.no_longer_applied)


def action_changes(old: Ranking, new: Ranking) -> ActionChanges:
    """Return the differences between the action plans of two rankings, and between those that are applied."""
    before, after = ({action.id: action for action in side.criteria.actions} for side in (old, new))
    then, now = (() if side.actions is None else side.actions.applied for side in (old, new))
    both = (AlteredAction(before[id], action) for id, action in after.items() if id in before)
    return ActionChanges(
        tuple(action for id, action in after.items() if id not in before),
        tuple(action for id, action in before.items() if id not in after),
        tuple(altered for altered in both if altered.aspects),
        tuple(after[id] for id in now if id not in then),
        tuple(before[id] for id in then if id not in now),
    )
