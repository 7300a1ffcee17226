"""The weights: whose they are, how they add up, and where those who weigh disagree."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from vasterviksmodell.criteria.actors import COMBINED
from vasterviksmodell.i18n import Joined, Message
from vasterviksmodell.i18n.numbers import Exact, Percent
from vasterviksmodell.output.document import Block, Column, Grid, Heading, Paragraph
from vasterviksmodell.output.document.cells import Indented, label
from vasterviksmodell.output.report.report import Section, lowered
from vasterviksmodell.output.views import words
from vasterviksmodell.output.views.agreement import AgreementView
from vasterviksmodell.output.what_if import whose_weights_text

if TYPE_CHECKING:
    from vasterviksmodell.analysis.evidence import Evidence
    from vasterviksmodell.criteria import Criteria, Criterion, Group

_TITLE = Message("The weights")
_INTRODUCTION = Message(
    "Points are given among the members of a group; a group's share of the whole is divided among its members by their"
    " points. The weights of all criteria sum to 100%. They are judgement."
)
_POINTS = Message("Points", "of weights")
_AGREEMENT = Message("Where those who weigh agree and disagree")


def weights(evidence: "Evidence") -> Section:
    """Return the section."""
    return Section("weights", _TITLE, tuple(_blocks(evidence)))


def _blocks(evidence: "Evidence") -> Iterator[Block]:
    criteria = evidence.ranking.criteria
    whose = whose_weights_text(criteria)
    yield Paragraph(_INTRODUCTION if whose is None else Joined((_INTRODUCTION, whose), " "))
    yield _grid(criteria)
    if evidence.agreement is not None:
        yield Heading(_AGREEMENT, 3)
        yield from lowered(AgreementView().document(evidence.agreement))


def _grid(criteria: "Criteria") -> Grid:
    """Return the weights with the points that they come from; weights that are combined come from several."""
    nodes = [(Indented(label(node), len(node.groups)), node) for node in _tree(criteria, ())]
    first, last = Column(words.COLUMNS["criterion"]), Column(words.COLUMNS["weight"], right=True)
    if criteria.weights_of == COMBINED:
        return Grid((first, last), tuple((name, Percent(float(node.weight))) for name, node in nodes))
    rows = ((name, Exact(float(node.points)), Percent(float(node.weight))) for name, node in nodes)
    return Grid((first, Column(_POINTS, right=True), last), tuple(rows))


def _tree(criteria: "Criteria", inside: tuple[str, ...]) -> "Iterator[Criterion | Group]":
    """Yield what is weighed, each group before its members."""
    for node in criteria.nodes:
        if node.groups == inside and node.weight > 0:
            yield node
            yield from _tree(criteria, (*inside, node.id))
