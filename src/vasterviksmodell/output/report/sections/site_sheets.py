"""A sheet for each of the first sites: where it stands, and why."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Joined, Message, Plural
from vasterviksmodell.output.document import Block, Heading, Paragraph
from vasterviksmodell.output.document.cells import Name
from vasterviksmodell.output.report.report import Section
from vasterviksmodell.output.views.explanation.paragraph import paragraph

if TYPE_CHECKING:
    from vasterviksmodell.analysis.evidence import Evidence

_LONGEST = 200
_TITLE = Message("Site by site")
_MORE = Plural("{number} more site has no sheet of its own.", "{number} more sites have no sheets of their own.")


def site_sheets(evidence: "Evidence") -> Section:
    """Return the section."""
    return Section("sites", _TITLE, tuple(_blocks(evidence)))


def _blocks(evidence: "Evidence") -> Iterator[Block]:
    shown = evidence.explanations[: evidence.sheets]
    for explanation in shown:
        yield Heading(Name(explanation.name, _LONGEST), 3)
        yield Paragraph(Joined(paragraph(explanation), " "))
    others = evidence.ranking.frame.height - len(shown)
    if others:
        yield Paragraph(_MORE.counting(others))
