"""Screening, before any score: which requirements each site meets, the excluded sites among them."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Bracketed, Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.output.document import Block, Column, Grid, Paragraph
from vasterviksmodell.output.document.cells import Name, Status, short_labels
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.output.ranking.ranking_document import counted
from vasterviksmodell.output.report.report import Section
from vasterviksmodell.output.views import words

if TYPE_CHECKING:
    from vasterviksmodell.analysis.evidence import Evidence
    from vasterviksmodell.analysis.obstacles import SiteObstacles
    from vasterviksmodell.analysis.possible_outcomes import Screened
    from vasterviksmodell.i18n.wording import Text

_TITLE = Message("Screening, before any score")
_NOT_MET = Message("Not met")
_UNKNOWN = Message("Unknown")
_WARNINGS = Message("Warnings")
_REST = Message("A site meets every requirement that is not named in its row; there are {number} requirements.")
_NONE = Message("The criteria have no requirements: no site can be excluded.")


def screening(evidence: "Evidence") -> Section:
    """Return the section: a row for each site, in the order of the file of sites where all tie."""
    return Section("screening", _TITLE, tuple(_blocks(evidence)))


def _blocks(evidence: "Evidence") -> Iterator[Block]:
    criteria = evidence.ranking.criteria
    yield Paragraph(Joined((counted(evidence.ranking.counts), "."), ""))
    if not criteria.screened:
        yield Paragraph(_NONE)
        return
    yield Paragraph(_REST.format(number=Whole(len(criteria.screened))))
    labels = short_labels(criteria)
    headings = (words.COLUMNS["site"], words.COLUMNS["status"], _NOT_MET, _UNKNOWN, _WARNINGS)
    rows = tuple(_row(site, labels) for site in sorted(evidence.obstacles.sites, key=lambda site: site.name))
    yield Grid(tuple(map(Column, headings)), rows).filled()


def _row(site: "SiteObstacles", labels: "dict[str, Text]") -> tuple[Phrase, ...]:
    checked = [*site.stopping, *site.undecided]
    return (
        Name(site.name),
        Status(site.status),
        _named((screened for screened in checked if screened.truth == "not_met"), labels),
        _named((screened for screened in checked if screened.truth == "unknown"), labels),
        _named(site.warned, labels),
    )


def _named(screened: "Iterable[Screened]", labels: "dict[str, Text]") -> Phrase:
    """Return the criteria with the measure of the site; nothing where there are none."""
    return Joined((Bracketed(labels[one.criterion.id], measure(one.measured)) for one in screened), "; ")
