"""The sheet of weights: points among the members of each group, which can be changed, and the weights they make."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.output.document.cells import Indented, Label
from vasterviksmodell.output.report.workbook.area import FIRST
from vasterviksmodell.output.report.workbook.layout import GROUP_POINTS, POLICY, WEIGHT, Layout
from vasterviksmodell.output.report.workbook.sheet import BOLD, CHOICE, HEADING, INPUT, NOTE, SHARE, TEXT, Book, Sheet
from vasterviksmodell.output.report.workbook.words import ID, POLICIES
from vasterviksmodell.output.what_if import whose_weights_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vasterviksmodell.criteria import Criterion, Group
    from vasterviksmodell.scoring import Ranking

_TITLE = Message("Weights: how much each criterion counts")
_NOTE = Message(
    "Points are shared within each group: 30 and 10 are three quarters and one quarter of the weight of the group."
    " Points can be changed; weights follow."
)
_POLICY = Message("Which end of a score counts")
_HEADINGS = (
    Message("Group or criterion"),
    ID,
    Message("Points within the group"),
    Message("Share of the group"),
    Message("Weight, share of the whole"),
)
_SUM = Message("Sum of the criteria")
_NEGATIVE = Message("Write nought or a positive number.")


def write_weights(book: Book, ranking: "Ranking", layout: Layout) -> None:
    """Write the sheet."""
    criteria = ranking.criteria
    sheet = book.add(layout.sheet("weights"), _TITLE, _NOTE)
    _write_policy(sheet, layout)
    whose = whose_weights_text(criteria)
    if whose is not None:
        sheet.write(FIRST - 2, 0, whose, NOTE)
    sheet.row(FIRST - 1, _HEADINGS, HEADING)
    nodes = {node.id: node for node in criteria.nodes}
    for id in layout.weights:
        _write_node(sheet, layout, nodes[id])
    row = FIRST + len(layout.weights)
    sheet.write(row, 0, _SUM, BOLD)
    weights = [layout.weight(criterion) for criterion in criteria.scored]
    sheet.compute(row, WEIGHT, _sum(weights), 1.0 if weights else 0.0, SHARE, BOLD)
    sheet.columns(58, 24, 14, 14, 14)


def _write_policy(sheet: Sheet, layout: Layout) -> None:
    sheet.write(POLICY[0], 0, _POLICY, BOLD)
    sheet.write(*POLICY, POLICIES[layout.criteria.unknown], CHOICE)
    words = [sheet.book.text(word) for word in POLICIES.values()]
    sheet.page.data_validation(*POLICY, *POLICY, {"validate": "list", "source": words})


def _write_node(sheet: Sheet, layout: Layout, node: "Criterion | Group") -> None:
    row, area = layout.weights[node.id], layout.sheet("weights")
    is_group = node.id not in layout.criteria.by_id
    look = BOLD if is_group else TEXT
    sheet.write(row, 0, Indented(Label.of(node), 2 * len(node.groups)), look)
    sheet.write(row, 1, node.id, TEXT)
    sheet.write(row, GROUP_POINTS, float(node.points), INPUT, {"num_format": "General"})
    rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": sheet.book.text(_NEGATIVE)}
    sheet.page.data_validation(row, GROUP_POINTS, row, GROUP_POINTS, rule)
    siblings = [other for other in layout.criteria.nodes if other.id in layout.weights and other.groups == node.groups]
    points = area.cell(row, GROUP_POINTS)
    whole = _sum(area.cell(layout.weights[other.id], GROUP_POINTS) for other in siblings)
    share = float(node.points / sum(other.points for other in siblings))
    sheet.compute(row, WEIGHT - 1, f"IF({whole}>0,{points}/({whole}),0)", share, SHARE, look)
    above = f"*{area.cell(layout.weights[node.groups[-1]], WEIGHT)}" if node.groups else ""
    sheet.compute(row, WEIGHT, f"{area.cell(row, WEIGHT - 1)}{above}", float(node.weight), SHARE, look)


def _sum(cells: "Iterable[str]") -> str:
    return "+".join(cells) or "0"
