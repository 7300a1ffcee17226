"""Scores and ranks, and the points that each criterion gives each site."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Decimal, Span
from vasterviksmodell.output.document import Bars, Block, Column, Grid, Heading, Legend, Paragraph
from vasterviksmodell.output.document.cells import Name, short_labels
from vasterviksmodell.output.ranking.ranking_document import ranking_document
from vasterviksmodell.output.report.report import Section
from vasterviksmodell.output.report.sections.criteria import by_top_group
from vasterviksmodell.output.views import words
from vasterviksmodell.scoring import names

if TYPE_CHECKING:
    from vasterviksmodell.analysis.evidence import Evidence
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.scoring import Ranking

ALL_SITES = "all-sites"
"""The key of the table of all sites."""
POINTS = "points"
"""The key of the heading above values and points."""
_TITLE = Message("Scores and ranks")
_CONTRIBUTIONS = Message("Values and points")
_MEANING = Message(
    "Before the arrow the value of the measure, 0–100, as an interval where the measure is one; after the arrow the"
    " points that it gives the score: the value that counts, times the weight."
)


def scores(evidence: "Evidence") -> Section:
    """Return the section: the ranking, then values and points, a table for each top group."""
    return Section("scores", _TITLE, tuple(_blocks(evidence.ranking)))


def _blocks(ranking: "Ranking") -> Iterator[Block]:
    for block in ranking_document(ranking):
        if isinstance(block, Grid):
            yield Grid(block.columns, block.rows, key=ALL_SITES)
        elif isinstance(block, Bars | Legend):
            yield block
    yield Heading(_CONTRIBUTIONS, 3, POINTS)
    yield Paragraph(_MEANING)
    for title, members in by_top_group(ranking.criteria):
        counting = [criterion for criterion in members if criterion.scored]
        if counting:
            yield Heading(title, 4)
            yield _grid(ranking, counting)


def _grid(ranking: "Ranking", members: "Sequence[Criterion]") -> Grid:
    labels = short_labels(ranking.criteria)
    columns = (Column(words.COLUMNS["site"]), *(Column(labels[one.id], right=True) for one in members))
    rows = ((Name(row["name"]), *(_cell(row, one) for one in members)) for row in ranking.frame.iter_rows(named=True))
    return Grid(columns, tuple(rows))


def _cell(row: Mapping[str, Any], criterion: "Criterion") -> Phrase:
    value = Span(row[names.value_low(criterion)], row[names.value_high(criterion)])
    return Joined((value, Decimal(row[names.contribution(criterion)])), " → ")
