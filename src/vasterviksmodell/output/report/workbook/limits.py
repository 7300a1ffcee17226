"""The sheet of requirements: limits, and the categories that meet them, in cells that are meant to be changed."""

from math import isfinite
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.output.document.cells import Label, Name, Status
from vasterviksmodell.output.report.workbook.area import FIRST
from vasterviksmodell.output.report.workbook.layout import Layout
from vasterviksmodell.output.report.workbook.sheet import CHOICE, HEADING, INPUT, TEXT, WRAPPED, Book, Sheet, Style
from vasterviksmodell.output.report.workbook.words import ID, NO, YES

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criterion, Requirement
    from vasterviksmodell.scoring import Ranking

_TITLE = Message("Requirements: what excludes a site, and what only warns")
_NOTE = Message(
    "Limits can be changed; an empty cell is no limit. A site that does not meet a requirement has no rank."
)
AT_LEAST, AT_MOST, UNKNOWN, WARN_AT_LEAST, WARN_AT_MOST = 3, 4, 5, 6, 7
"""The columns of limits."""
CATEGORY, MEETS, WARNS_NOT = 2, 3, 6
"""The columns of categories and of what they meet."""
_HEADINGS = (
    Message("Criterion"),
    ID,
    Message("Unit"),
    Message("Required: at least"),
    Message("Required: at most"),
    Message("What is unknown is"),
    Message("Without a warning: at least"),
    Message("Without a warning: at most"),
    Message("Basis"),
    Message("Source of the limit"),
)
_CATEGORIES = (
    Message("Criterion"),
    ID,
    Message("Category"),
    Message("Meets the requirement"),
    "",
    "",
    Message("Without a warning"),
)
BASES = {"cited": Message("cited"), "judgement": Message("judgement")}
_LONGEST = 500
_FIGURE: Style = {**INPUT, "num_format": "General"}


def write_limits(book: Book, ranking: "Ranking", layout: Layout) -> None:
    """Write the sheet."""
    sheet = book.add(layout.sheet("limits"), _TITLE, _NOTE)
    sheet.row(FIRST - 1, _HEADINGS, HEADING)
    for id, row in layout.limits.items():
        _write_criterion(sheet, ranking.criteria[id], row)
    if layout.allowed:
        sheet.row(min(rows[0] for rows in layout.allowed.values()) - 1, _CATEGORIES, HEADING)
    for id, rows in layout.allowed.items():
        _write_categories(sheet, ranking.criteria[id], rows)
    sheet.columns(40, 20, 18, 12, 12, 13, 14, 14, 13, 50, pages=(1, 0))


def _write_criterion(sheet: Sheet, criterion: "Criterion", row: int) -> None:
    sheet.row(row, (Label.of(criterion), criterion.id, Name(criterion.unit)), WRAPPED)
    for column, requirement in ((AT_LEAST, criterion.requirement), (WARN_AT_LEAST, criterion.warning)):
        if requirement is not None and criterion.kind == "number":
            _write_limits(sheet, row, column, requirement)
    if criterion.requirement is not None:
        sheet.write(row, UNKNOWN, Status(criterion.requirement.unknown), CHOICE)
        words = [sheet.book.text(Status(status)) for status in ("unverified", "excluded")]
        sheet.page.data_validation(row, UNKNOWN, row, UNKNOWN, {"validate": "list", "source": words})
    source = Label(criterion.source, length=_LONGEST)
    sheet.row(row, (BASES[criterion.basis], source), WRAPPED, column=WARN_AT_MOST + 1)


def _write_limits(sheet: Sheet, row: int, column: int, requirement: "Requirement") -> None:
    from vasterviksmodell.criteria import Limits

    if isinstance(requirement, Limits):
        for place, end in enumerate((requirement.at_least, requirement.at_most), column):
            sheet.write(row, place, end if isfinite(end) else None, _FIGURE)
            rule = {"validate": "decimal", "criteria": "between", "minimum": -1e200, "maximum": 1e200}
            sheet.page.data_validation(row, place, row, place, rule)


def _write_categories(sheet: Sheet, criterion: "Criterion", rows: range) -> None:
    """Write which categories meet the requirement, and which the warning."""
    from vasterviksmodell.criteria import Allowed

    for row, category in zip(rows, criterion.categories, strict=True):
        sheet.row(row, (Label.of(criterion), criterion.id, category), TEXT)
        for column, requirement in ((MEETS, criterion.requirement), (WARNS_NOT, criterion.warning)):
            if isinstance(requirement, Allowed):
                sheet.write(row, column, YES if category in requirement.categories else NO, CHOICE)
                words = [sheet.book.text(word) for word in (YES, NO)]
                sheet.page.data_validation(row, column, row, column, {"validate": "list", "source": words})
