"""An Excel form of what no register answers: a sheet for each who is to be asked, a row for each place and measure.

`derive --keep` reads it when it comes back. A place has a row for each measure, not a column: so beside an answer stand
what is known already, why it is not exact, and room for its source and its date.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import xlsxwriter
from xlsxwriter.utility import xl_range

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.derivation import form_headings
from vasterviksmodell.i18n import Capitalised, Joined, Message, Phrase, written
from vasterviksmodell.i18n.wording import Language, visible
from vasterviksmodell.output.derivation.words import cause_texts
from vasterviksmodell.output.measure_texts import measure
from vasterviksmodell.output.starting.form import (
    EXPLANATION,
    MADE,
    FormStyles,
    cell_validation,
    what_is_required,
    what_to_write,
)

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from vasterviksmodell.analysis.asking import AskedCell
    from vasterviksmodell.derivation import Derived
    from vasterviksmodell.derivation.questions import OpenCell, Question

_NAME_OF_SHEET = 31
_NOT_IN_SHEETS = re.compile(r"[\[\]:*?/\\]")
_ANYBODY = Message("Questions")
_COLUMNS: tuple[tuple[Message, int], ...] = (
    (Message("Place"), 18),
    (Message("Question"), 34),
    (Message("What to write"), 20),
    (Message("Required"), 16),
    (Message("Known now"), 16),
    (Message("Why not exactly"), 30),
    (form_headings.ANSWER, 16),
    (form_headings.SOURCE, 24),
    (form_headings.DATE, 12),
    (form_headings.SITE, 14),
    (form_headings.MEASURE, 24),
)
"""The headings, and the widths of the columns in characters."""
_ANSWER, _SITE = 6, 9
_A4 = 9
_FOOTER = "&L&A&R&P (&N)"
"""The name of the sheet, the page, and the number of pages."""
_LINE = 15
_NO_REGISTER = Message("no register is read for it")
_STATED = Message("the figure that is given is not exact")
_HOW = (
    Message("Each sheet before this one is for somebody to be asked. What matters most stands first."),
    Message("Write the answer in its column. Beside it stand its source and its date: 2025, 2025-10 or 2025-10-01."),
    Message("A number, or bounds: 0..2000, >=48 (at least), <5 (fewer). Leave empty what nobody knows."),
    Message("Let the columns id and measure be as they are: by them the answer finds its place."),
    Message("Write about places, never about persons. Write counts of one to four persons as <5."),
    Message("When the answers are back: vasterviksmodell derive derive.yaml --keep FORM.xlsx -o sites.csv"),
)  # fmt: skip


def question_form(derived: "Derived", asked: "Sequence[AskedCell]", language: Language) -> bytes:
    """Return the form as a workbook, its rows in the order of the cells; the same bytes on every run."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": MADE})
        styles = FormStyles.of(workbook)
        for name, cells in _by_owner(asked, language).items():
            _write_sheet(workbook.add_worksheet(name), cells, derived, styles, language)
        _explain(workbook.add_worksheet(written(EXPLANATION, language)), styles, language)
    return content.getvalue()


def _by_owner(asked: "Sequence[AskedCell]", language: Language) -> "Mapping[str, Sequence[AskedCell]]":
    """Return the cells by the name of their sheet."""
    by_owner: dict[str, list[AskedCell]] = {}
    for one in asked:
        owner = "" if one.question.owner is None else one.question.owner.inside(language)
        by_owner.setdefault(owner, []).append(one)
    taken = {written(EXPLANATION, language).casefold()}
    return {_sheet_name(owner or written(_ANYBODY, language), taken): cells for owner, cells in by_owner.items()}


def _sheet_name(owner: str, taken: set[str]) -> str:
    """Return a name that Excel accepts and that no sheet has, and take it."""
    plain = _NOT_IN_SHEETS.sub(" ", visible(owner).replace("\\", " ")).strip(" '")[:_NAME_OF_SHEET] or "?"
    name, number = plain, 2
    while name.casefold() in taken or name.casefold() == "history":
        end = f" {number}"
        name, number = plain[: _NAME_OF_SHEET - len(end)] + end, number + 1
    taken.add(name.casefold())
    return name


def _write_sheet(
    sheet: "Worksheet", asked: "Sequence[AskedCell]", derived: "Derived", styles: FormStyles, language: Language
) -> None:
    _lay_out(sheet, len(asked))
    for number, (heading, width) in enumerate(_COLUMNS):
        sheet.set_column(number, number, width)
        sheet.write_string(0, number, written(Capitalised(heading), language), styles.heading)
    for row, one in enumerate(asked, 1):
        texts = [written(phrase, language) for phrase in _row(one.question, one.cell, derived, language)]
        _write_row(sheet, row, texts, styles)
    for measure_id, rows in _rows_of_measures(asked).items():
        question = next(one.question for one in asked if one.question.measure == measure_id)
        ranges = {"multi_range": " ".join(_ranges(rows))}
        sheet.data_validation(
            rows[0], _ANSWER, rows[0], _ANSWER, {**cell_validation(question.criterion, language), **ranges}
        )


def _lay_out(sheet: "Worksheet", rows: int) -> None:
    """Set how the sheet is printed: without the columns by which a program finds the place of an answer."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4)
    sheet.set_footer(_FOOTER)
    sheet.print_area(0, 0, rows, _SITE - 1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 1)


def _rows_of_measures(asked: "Sequence[AskedCell]") -> Mapping[str, Sequence[int]]:
    """Return the rows of the sheet in which each measure stands."""
    found: dict[str, list[int]] = {}
    for row, one in enumerate(asked, 1):
        found.setdefault(one.question.measure, []).append(row)
    return found


def _ranges(rows: Sequence[int]) -> Iterator[str]:
    """Yield the ranges of the cells of answers in rows, each row below the one before."""
    first = rows[0]
    for row, following in zip(rows, (*rows[1:], None), strict=True):
        if following != row + 1:
            yield xl_range(first, _ANSWER, row, _ANSWER)
            first = following or row


def _write_row(sheet: "Worksheet", row: int, texts: Sequence[str], styles: FormStyles) -> None:
    lines = max(len(textwrap.wrap(text, width)) for text, (_, width) in zip(texts, _COLUMNS, strict=True))
    sheet.set_row(row, _LINE * lines)
    for number, text in enumerate(texts):
        if _ANSWER <= number < _SITE:
            sheet.write_blank(row, number, None, styles.answer)
        else:
            sheet.write_string(row, number, text, styles.fixed if number >= _SITE else styles.lined)


def _row(question: "Question", cell: "OpenCell", derived: "Derived", language: Language) -> Iterator[Phrase]:
    """Yield the texts of a row; answer, source and date are empty."""
    criterion = question.criterion
    yield visible(derived.places.names[cell.row])
    yield question.text
    yield what_to_write(criterion, language)
    yield what_is_required(criterion, language)
    yield _known(question, cell)
    yield _why(cell)
    yield from ("", "", "")
    yield derived.places.ids[cell.row]
    yield question.measure


def _known(question: "Question", cell: "OpenCell") -> Phrase:
    """Return what is known of the measure, within the range that it can have."""
    criterion, known = question.criterion, cell.known
    if known is None or criterion.kind != "number":
        return measure(Measured(criterion)) if known is None or not known.written else known.written
    span = criterion.range
    return measure(Measured(criterion, max(known.low, span.low), min(known.high, span.high)))


def _why(cell: "OpenCell") -> Phrase:
    if cell.known is None:
        return _NO_REGISTER
    return _STATED if cell.known.given is not None else Joined(cause_texts(cell.known), "; ")


def _explain(sheet: "Worksheet", styles: FormStyles, language: Language) -> None:
    """Write how to fill in the form."""
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 80)
    sheet.write_string(0, 0, written(EXPLANATION, language), styles.title)
    for row, line in enumerate(_HOW, 1):
        sheet.write_string(row, 0, written(line, language), styles.wrapped)
