"""What concerns children: the measures of the criteria that say so, for each site."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.i18n import Bracketed, Enumeration, Message, Phrase
from vasterviksmodell.i18n.numbers import Whole
from vasterviksmodell.output.document import Block, Column, Grid, Paragraph
from vasterviksmodell.output.document.cells import Name, Status, short_labels
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.output.report.report import Section
from vasterviksmodell.output.views import words
from vasterviksmodell.scoring import names

if TYPE_CHECKING:
    from vasterviksmodell.analysis.evidence import Evidence
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.scoring import Ranking

_TITLE = Message("What concerns children")
_INTRODUCTION = Message(
    "Facts from the criteria that concern children: {labels}. What they mean for children is for people to judge."
)
_NONE = Message("No criterion is marked as one that concerns children.")
_MET = Message("Of {sites} sites {met} meet every requirement among them, {unknown} perhaps, {not_met} do not.")
_WARNING = Message("warning")


def children(evidence: "Evidence") -> Section:
    """Return the section."""
    return Section("children", _TITLE, tuple(_blocks(evidence.ranking)))


def _blocks(ranking: "Ranking") -> Iterator[Block]:
    labels = short_labels(ranking.criteria)
    concerning = [criterion for criterion in ranking.criteria.criteria if criterion.children]
    if not concerning:
        yield Paragraph(_NONE)
        return
    yield Paragraph(_INTRODUCTION.format(labels=Enumeration(labels[criterion.id] for criterion in concerning)))
    rows = list(ranking.frame.iter_rows(named=True))
    required = [criterion for criterion in concerning if criterion.requirement is not None]
    if required:
        yield Paragraph(_counted(rows, required))
    columns = (
        Column(words.COLUMNS["site"]),
        Column(words.COLUMNS["status"]),
        *(Column(labels[criterion.id]) for criterion in concerning),
    )
    yield Grid(columns, tuple(_row(row, concerning) for row in rows))


def _counted(rows: Sequence[Mapping[str, Any]], required: "Sequence[Criterion]") -> Phrase:
    """Return how many sites meet all of these requirements, may meet them, and do not."""
    truths = [{row[names.requirement(criterion)] for criterion in required} for row in rows]
    not_met = sum("not_met" in found for found in truths)
    unknown = sum("unknown" in found and "not_met" not in found for found in truths)
    numbers = {"sites": len(rows), "met": len(rows) - not_met - unknown, "unknown": unknown, "not_met": not_met}
    return _MET.format(**{key: Whole(number) for key, number in numbers.items()})


def _row(row: Mapping[str, Any], concerning: "Sequence[Criterion]") -> tuple[Phrase, ...]:
    return Name(row["name"]), Status(row["status"]), *(_cell(row, criterion) for criterion in concerning)


def _cell(row: Mapping[str, Any], criterion: "Criterion") -> Phrase:
    """Return the measure, marked where it fails the requirement or is warned of."""
    figure = measure(Measured.of(row, criterion))
    if criterion.requirement is not None and row[names.requirement(criterion)] == "not_met":
        return Bracketed(figure, words.TRUTHS["not_met"])
    if criterion.warning is not None and row[names.warning(criterion)] == "not_met":
        return Bracketed(figure, _WARNING)
    return figure
