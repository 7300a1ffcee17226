"""Which sites stand before others whatever the weights: what the values say before anything is weighed."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.dominance import Dominated
from vasterviksmodell.analysis.dominance import dominance as found
from vasterviksmodell.i18n import Joined, Message
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.output.document import Block, Column, Grid, Paragraph
from vasterviksmodell.output.document.cells import Name, first_few
from vasterviksmodell.output.report.report import Section
from vasterviksmodell.output.views import words

if TYPE_CHECKING:
    from vasterviksmodell.analysis.evidence import Evidence

_TITLE = Message("Before any weight: who stands before whom")
_INTRODUCTION = Message(
    "Whatever the weights above 0, a site stands before another when it is worth at least as much on every criterion,"
    " whatever is not known of both, and more on one. Excluded sites are left out."
)
_NONE = Message("No site stands so before another: the order rests on the weights.")
_FREE = Message("Before {number} of {ranked} sites no other stands so: {names}.")
_ALL_FREE = 10
"""The most sites that are named in a sentence."""
_NAMED = 5
"""The most sites that are named in a cell."""
_BEFORE = Message("Stand before it whatever the weights")
_NUMBER = Message("Number", "of sites")


def dominance(evidence: "Evidence") -> Section:
    """Return the section: a row for each site before which others stand whatever the weights."""
    return Section("dominance", _TITLE, tuple(_blocks(found(evidence.ranking))))


def _blocks(sites: Sequence[Dominated]) -> Iterator[Block]:
    yield Paragraph(_INTRODUCTION)
    behind = [site for site in sites if site.by]
    if not behind:
        yield Paragraph(_NONE)
        return
    free = [Name(site.name) for site in sites if not site.by]
    names = Joined(first_few(free, _ALL_FREE))
    yield Paragraph(_FREE.format(number=Whole(len(free)), ranked=Whole(len(sites)), names=names))
    columns = (Column(words.COLUMNS["site"]), Column(_NUMBER, right=True), Column(_BEFORE))
    rows = ((Name(site.name), Whole(len(site.by)), Joined(first_few(map(Name, site.by), _NAMED))) for site in behind)
    yield Grid(columns, tuple(rows))
