"""The sheet of value functions: what each measure is worth, point by point and as a formula."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.output.document.cells import Interval, Label, Quantity
from vasterviksmodell.output.report.workbook.area import FIRST
from vasterviksmodell.output.report.workbook.formula import MEASURE, value_formula
from vasterviksmodell.output.report.workbook.layout import POINT, RANGE, Layout, points_of
from vasterviksmodell.output.report.workbook.sheet import HEADING, TEXT, WRAPPED, Book, Sheet
from vasterviksmodell.output.report.workbook.words import ID

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.scoring import Ranking

_TITLE = Message("Value functions: what a measure is worth, from 0 to 100")
_NOTE = Message(
    "Absolute: what a measure is worth never depends on the other sites. Changed in the criteria file, not here."
)
_HEADINGS = (
    Message("Criterion"),
    ID,
    Message("Shape"),
    Message("Range"),
    Message("Point, parameter or category"),
    Message("Value"),
    Message("Formula, x is the measure"),
)
_NOT_SCORED = Message("not scored")


def write_functions(book: Book, ranking: "Ranking", layout: Layout) -> None:
    """Write the sheet."""
    sheet = book.add(layout.sheet("functions"), _TITLE, _NOTE)
    sheet.row(FIRST - 1, _HEADINGS, HEADING)
    for criterion in ranking.criteria.criteria:
        _write_function(sheet, criterion, layout.functions[criterion.id])
    sheet.columns(40, 20, 40, 18, 20, 8, 90)


def _write_function(sheet: Sheet, criterion: "Criterion", rows: range) -> None:
    function = criterion.value
    kind: Phrase = _NOT_SCORED if function is None else function.shape
    sheet.row(rows[0], (Label.of(criterion), criterion.id, kind), WRAPPED)
    for row, (point, value) in zip(rows, points_of(criterion).items(), strict=False):
        sheet.write(row, POINT, point, TEXT)
        if value is not None:
            sheet.write(row, POINT + 1, value, TEXT)
    if criterion.kind == "number":
        span = Interval(criterion.range.low, Quantity(criterion.range.high, criterion.unit))
        sheet.write(rows[0], RANGE, span, TEXT)
    if function is not None:
        sheet.write(rows[0], POINT + 2, value_formula(function).replace(MEASURE, "x"), {**TEXT, "indent": 1})
