"""The criteria: what each means, what it requires, what a measure is worth, and where that comes from."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Percent
from vasterviksmodell.output import measure_texts
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Label
from vasterviksmodell.output.report.report import Section
from vasterviksmodell.output.views import words
from vasterviksmodell.scoring import names

if TYPE_CHECKING:
    from vasterviksmodell.analysis.evidence import Evidence
    from vasterviksmodell.criteria import Criteria, Criterion
    from vasterviksmodell.scoring import Ranking

_LONGEST = 400
_TITLE = Message("The criteria")
_INTRODUCTION = Message(
    "A requirement is met, not met or unknown; a site that does not meet one is excluded, whatever its score. A"
    " value is what a measure is worth, from 0 to 100. A value function is written as points, measure: value; between"
    " them the value follows a straight line, unless the function has a name of its own. The audit has the formulas."
)
_BASES = {"cited": Message("cited"), "judgement": Message("judgement")}
_COLUMNS = {
    "unit": Message("Unit"),
    "value": Message("Value function"),
    "warning": Message("Warning"),
    "source": Message("Source of the limit"),
    "basis": Message("Basis"),
}
_CURVES = Message("What the measures are worth")
_OWN = Message("Criteria outside groups")
_MEANINGS = Message(
    "Cited: the limit or the classes are those of the source. Judgement: somebody judged. All values and all"
    " weights are judgement, whatever the source of the limit."
)


def criteria(evidence: "Evidence") -> Section:
    """Return the section: a table for each top group."""
    return Section("criteria", _TITLE, tuple(_blocks(evidence)))


def _blocks(evidence: "Evidence") -> Iterator[Block]:
    yield Paragraph(_INTRODUCTION)
    for title, members in by_top_group(evidence.ranking.criteria):
        yield Heading(title, 3)
        yield _grid(members)
    yield Paragraph(_MEANINGS)
    yield from _curves(evidence.ranking)


def _curves(ranking: "Ranking") -> Iterator[Block]:
    """Yield the value curve of each criterion that is scored, with the sites on it."""
    from vasterviksmodell.output.figures.value_curve import READING, value_curve

    rows = ranking.frame.rows(named=True)
    yield Heading(_CURVES, 3)
    yield Paragraph(READING)
    for criterion in ranking.criteria.scored:
        truths = [row[names.requirement(criterion)] for row in rows] if criterion.requirement else []
        figure = value_curve(criterion, [Measured.of(row, criterion) for row in rows], truths)
        if figure is not None:
            yield figure


def by_top_group(criteria: "Criteria") -> "Iterator[tuple[Phrase, Sequence[Criterion]]]":
    """Yield the criteria of each top group with its label; last those that stand in none."""
    groups = {group.id: group for group in criteria.groups if not group.groups}
    for group in groups.values():
        yield Label.of(group), [one for one in criteria.criteria if one.groups[:1] == (group.id,)]
    alone = [one for one in criteria.criteria if not one.groups]
    if alone:
        yield _OWN, alone


def _grid(members: "Sequence[Criterion]") -> Grid:
    columns = (
        Column(words.COLUMNS["criterion"]),
        Column(_COLUMNS["unit"]),
        Column(words.COLUMNS["weight"], right=True),
        Column(words.COLUMNS["requirement"]),
        Column(_COLUMNS["warning"]),
        Column(_COLUMNS["value"]),
        Column(_COLUMNS["source"]),
        Column(_COLUMNS["basis"]),
    )
    return Grid(columns, tuple(map(_row, members))).filled()


def _row(criterion: "Criterion") -> tuple[Phrase, ...]:
    return (
        Label.of(criterion),
        criterion.unit,
        Percent(float(criterion.weight)) if criterion.scored else "",
        "" if criterion.requirement is None else measure_texts.requirement(criterion.requirement, criterion),
        "" if criterion.warning is None else measure_texts.limit(criterion.warning, criterion),
        measure_texts.value_function(criterion.value if criterion.scored else None, criterion),
        Label(criterion.source, length=_LONGEST),
        _BASES[criterion.basis],
    )
