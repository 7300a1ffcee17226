"""Words that several analyses use: headings, and requirements held against sites."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Enumeration, Message, Phrase
from vasterviksmodell.output.document.cells import label
from vasterviksmodell.output.measure_texts import limit, measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vasterviksmodell.analysis.outcomes import Screened
    from vasterviksmodell.analysis.reaching.opening import Opening


NO_SITES = Message("There are no sites.")
TRUTHS = {
    "met": Message("met"),
    "not_met": Message("not met"),
    "unknown": Message("unknown"),
}
COLUMNS = {
    "criterion": Message("Criterion"),
    "requirement": Message("Requirement"),
    "limit": Message("Limit"),
    "measure": Message("Measure"),
    "outcome": Message("Outcome"),
    "margin": Message("Margin"),
    "source": Message("Source", "of a limit"),
    "value": Message("Value"),
    "weight": Message("Weight"),
    "points": Message("Points"),
    "missing": Message("Missing"),
    "others": Message("Others' mean"),
    "difference": Message("Difference"),
    "rank": Message("Rank"),
    "site": Message("Site"),
    "status": Message("Status"),
    "obstacle": Message("Obstacle"),
    "needed": Message("Needed"),
    "change": Message("Change"),
    "effort": Message("Effort"),
    "points_then": Message("Points then"),
    "points_more": Message("Points more"),
}
NOT_EXACT = Message("Where a measure is not exactly known, the value that counts in the score stands for it.")
EXCLUDING = Message("unknown, excludes")
_WARNING = Message("{label} (warning)")
_STOPS = Message("{label} ({measure}; required {limit})")


def stopping(screened: "Iterable[Screened]") -> Phrase:
    """Return the requirements that exclude a site: `School (4,500 m; required ≤ 4,000 m)`."""
    return Enumeration(
        _STOPS.format(label=label(one.criterion), measure=measure(one.measured), limit=limit(one.limit, one.criterion))
        for one in screened
    )


def what_is_required(asked: "Screened | Opening") -> Phrase:
    """Return the label of a requirement, and that it only warns, where it does."""
    named = label(asked.criterion)
    return _WARNING.format(label=named) if asked.is_warning else named


def outcome(screened: "Screened") -> Phrase:
    """Return `met`, `not met`, `unknown`, or that what is unknown excludes."""
    return EXCLUDING if screened.excludes and screened.truth == "unknown" else TRUTHS[screened.truth]
