"""`--actions FILE`: the actions that apply. `--apply-actions done|DATE`: what if they were done?"""

from pathlib import Path
from typing import TYPE_CHECKING

from vasterviksmodell.cli.exit_codes import CannotRun, cannot_read
from vasterviksmodell.i18n import Joined, Message
from vasterviksmodell.i18n.wording import shortened

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vasterviksmodell.criteria import Criteria
    from vasterviksmodell.findings import Finding
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.scoring.run import Shown

_FORM = Message("--apply-actions takes done or a date such as 2027-06, not '{until}'")
_NO_ACTIONS = Message("--apply-actions: no actions are listed, neither in the criteria nor in a file (--actions)")
_APPLY = Message("--actions names a file; to apply actions, say --apply-actions {until}")


def with_actions_of(
    criteria: "Criteria | None", findings: "tuple[Finding, ...]", path: str | None
) -> "tuple[Criteria | None, tuple[Finding, ...]]":
    """Return the criteria with the actions of a file, if one is named, and all findings about both.

    None where there are errors.
    """
    if criteria is None or path is None:
        return criteria, findings
    criteria, found = _with_file(criteria, path)
    return criteria, (*findings, *found)


def faults_of_actions(criteria: "Criteria") -> "tuple[Finding, ...]":
    """Return the errors in the cells that actions and events set, which are read as the criteria say."""
    if not criteria.actions and not criteria.events:
        return ()
    from vasterviksmodell.sites.action_measures import action_cell_findings

    return tuple(action_cell_findings(criteria))


def _with_file(criteria: "Criteria", path: str) -> "tuple[Criteria | None, tuple[Finding, ...]]":
    from vasterviksmodell.criteria import read_actions_file
    from vasterviksmodell.criteria.actions import is_moment

    try:
        return read_actions_file(criteria, Path(path), path)
    except OSError as error:
        problem = cannot_read(path, error)
        advised = Joined((problem, _APPLY.format(until=path)), "; ") if is_moment(path) else problem
        raise CannotRun(advised) from error


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
