"""`--actions FILE`: the actions that apply. `--apply-actions done|DATE`: what if they were done?"""

from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.i18n import Phrase
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.run import Shown

_FORM = Message("--apply-actions takes done or a date such as 2027-06, not '{until}'")
_NO_ACTIONS = Message("--apply-actions: no actions are listed, neither in the criteria nor in a file (--actions)")
_APPLY = Message("--actions names a file; to apply actions, say --apply-actions {until}")


def faults_of_actions(criteria: "Criteria") -> "tuple[Finding, ...]":
    """Return the errors in the cells that actions and events set, which are read as the criteria say."""
    if not criteria.actions and not criteria.events:
        return ()
    from vasterviksmodell.sites.action_measures import action_cell_findings

    return tuple(action_cell_findings(criteria))


def instead_of_a_file(path: str) -> "Phrase | None":
    """Return what was meant where --actions names no file but a moment."""
    from vasterviksmodell.criteria.actions import is_moment

    return _APPLY.format(until=path) if is_moment(path) else None


def with_actions_applied(
    rankings: "Sequence[Ranking]", until: str | None, shown: "Shown | None" = None
) -> "Sequence[Ranking]":
    """Return rankings of all their sites with actions applied to each that lists some, cut to the sites `shown`."""
    if until is None:
        return rankings
    from vasterviksmodell.criteria.actions import is_moment
    from vasterviksmodell.scoring.run import apply_actions

    if not is_moment(until):
        raise CannotRun(_FORM.format(until=shortened(until)))
    if not any(ranking.criteria.actions for ranking in rankings):
        raise CannotRun(_NO_ACTIONS)
    return [apply_actions(ranking, until, shown) if ranking.criteria.actions else ranking for ranking in rankings]
