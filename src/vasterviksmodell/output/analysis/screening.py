"""What excludes a site, in words."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.measure_texts import limit, measure
from vasterviksmodell.wording import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vasterviksmodell.analysis.screening import Screened

_STOPS = Message("{label} ({measure}; required {limit})")


def stopping(screened: "Iterable[Screened]", language: Language) -> str:
    """The requirements that exclude a site, each with its measure and limit: `School (4,500 m; required ≤ 4,000 m)`."""
    parts = (
        _STOPS.inside(language).format(
            label=words.label(it.criterion, language),
            measure=measure(it.measured, language),
            limit=limit(it.limit, it.criterion, language),
        )
        for it in screened
    )
    return words.enumerated(parts, language)
