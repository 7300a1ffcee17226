"""What excludes a site, in words."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Enumeration, Message, Phrase
from vasterviksmodell.output.document.cells import label
from vasterviksmodell.output.measure_texts import limit, measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vasterviksmodell.analysis.screening import Screened

_STOPS = Message("{label} ({measure}; required {limit})")


def stopping(screened: "Iterable[Screened]") -> Phrase:
    """Return the requirements that exclude a site: `School (4,500 m; required ≤ 4,000 m)`."""
    return Enumeration(
        _STOPS.format(label=label(one.criterion), measure=measure(one.measured), limit=limit(one.limit, one.criterion))
        for one in screened
    )
