"""The life of the lease: what is stated to happen, until when sites qualify, and a strip for each site."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.timeline import Timeline, timeline
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.output.document import Block, Figure, Heading, Paragraph
from vasterviksmodell.output.document.cells import Name, Status
from vasterviksmodell.output.figures.strip import strip
from vasterviksmodell.output.report.report import Section, of_analysis
from vasterviksmodell.output.views.timeline import AS_IT_IS, TimelineView

if TYPE_CHECKING:
    from datetime import date

    from vasterviksmodell.analysis.evidence import Evidence
    from vasterviksmodell.analysis.scenarios import Standing
    from vasterviksmodell.analysis.timeline import SiteLife

_MOST = 100
"""How many sites have a strip."""
_STRIPS = Message("Each site over the years")
_READING = Message(
    "A strip is full while the site qualifies, open while that is not known, and grey while it is excluded; its rank"
    " stands above. The text below says the same."
)
_SITE = Message("{site}: {states}.")
_STATE = Message("{when}: {status}, rank {rank}")
_EXCLUDED = Message("{when}: {status}")


def years(evidence: "Evidence") -> Section:
    """Return the section."""
    found = timeline(evidence.ranking)
    return of_analysis("years", [*TimelineView().document(found), *_strips(found)])


def _strips(found: Timeline) -> Iterator[Block]:
    """Yield a strip for each of the first sites that are not excluded all the time."""
    shown = [site for site in found.sites if any(one.rank is not None for _, one in found.standings(site.id))]
    if shown:
        yield Heading(_STRIPS)
        yield Paragraph(_READING)
    for site in shown[:_MOST]:
        text = _text(site, found)
        yield Figure(strip(list(found.standings(site.id)), found.end), text, text)


def _text(site: "SiteLife", found: Timeline) -> Phrase:
    """Return what a strip shows: from each day on which status or rank change, what they are."""
    standings = list(found.standings(site.id))
    changed = [standings[0]]
    changed += [
        now for before, now in pairwise(standings) if (before[1].status, before[1].rank) != (now[1].status, now[1].rank)
    ]
    return _SITE.format(site=Name(site.name), states=Joined((_state(*one) for one in changed), "; "))


def _state(day: "date | None", standing: "Standing") -> Phrase:
    when: Phrase = AS_IT_IS if day is None else day.isoformat()
    if standing.rank is None:
        return _EXCLUDED.format(when=when, status=Status(standing.status))
    return _STATE.format(when=when, status=Status(standing.status), rank=Whole(standing.rank))
