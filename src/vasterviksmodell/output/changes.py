"""What if: what was set, and what came of it, in words and for programs."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import decimal, whole
from vasterviksmodell.output.analysis.step_entries import measure_entry
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.output.ranking.rows import short_labels
from vasterviksmodell.output.statuses import STATUSES
from vasterviksmodell.scoring.ranks import TOLERANCE
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring.changes import Change, State

_WHAT_IF = Message("What if: {site}, {measures}: {outcome}.")
_STATUS = Message("{now} instead of {then}")
_RANK = Message("rank {now} instead of {then}")
_RANK_GAINED = Message("rank {now} instead of none")
_RANK_LOST = Message("no rank instead of {then}")
_POINTS = Message("{now} points instead of {then}")
_HARDLY = Message("points changed by less than 0.1")
_SAME = Message("status, rank and points stay")


def change_texts(changes: "Sequence[Change]", criteria: "Criteria", language: Language) -> Iterator[str]:
    """A sentence for each site of which something was set; sites of several files that have one id are told apart."""
    labels = short_labels(criteria, language)
    sites: dict[tuple[str, str, str], list[str]] = {}
    for it in changes:
        outcome = ", ".join(_outcome(it.before, it.after, language)) or _SAME.inside(language)
        sites.setdefault((it.id, it.name, outcome), []).append(_set(it, labels[it.criterion.id], language))
    for (_, name, outcome), measures in sites.items():
        told = "; ".join(dict.fromkeys(measures))
        yield _WHAT_IF.inside(language).format(site=shortened(name), measures=told, outcome=outcome)


def _set(it: "Change", label: str, language: Language) -> str:
    then, now = (measure(Measured.known(it.criterion, state.known), language) for state in (it.before, it.after))
    return f"{label} {then} → {now}"


def _outcome(then: "State", now: "State", language: Language) -> Iterator[str]:
    """What differs."""
    if then.status != now.status:
        statuses = {"then": STATUSES[then.status].inside(language), "now": STATUSES[now.status].inside(language)}
        yield _STATUS.inside(language).format(**statuses)
    if then.rank != now.rank:
        form = _RANK if now.rank and then.rank else _RANK_GAINED if now.rank else _RANK_LOST
        yield form.inside(language).format(then=whole(then.rank or 0, language), now=whole(now.rank or 0, language))
    points = {"then": decimal(then.score, language), "now": decimal(now.score, language)}
    if abs(now.score - then.score) > TOLERANCE:
        yield (_POINTS if points["now"] != points["then"] else _HARDLY).inside(language).format(**points)


def change_entry(it: "Change") -> dict[str, Any]:
    """A change for programs; keys as in `vasterviksmodell/ranking/1`."""
    return {
        "id": it.id,
        "criterion": it.criterion.id,
        "before": _state_entry(it.before, it.criterion),
        "after": _state_entry(it.after, it.criterion),
    }


def _state_entry(it: "State", criterion: "Criterion") -> dict[str, Any]:
    ends = measure_entry(Measured.known(criterion, it.known))
    return {"measure": ends, "status": it.status, "rank": it.rank, "score": it.score}
