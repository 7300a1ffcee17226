"""Requirements and warnings held against sites, in words."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Enumeration, Message, Phrase
from vasterviksmodell.output.analysis.words import TRUTHS
from vasterviksmodell.output.document.cells import label
from vasterviksmodell.output.measure_texts import limit, measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vasterviksmodell.analysis.reaching.opening import Opening
    from vasterviksmodell.analysis.screening import Screened

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
