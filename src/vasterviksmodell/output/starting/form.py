"""An Excel form to fill in: a row for each place, a column for each measure with its source and date, and how to do it.

`score` reads it as it is, with what `form_settings` adds to the criteria file where the heading of names is Swedish.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

import xlsxwriter

from vasterviksmodell.criteria import Allowed, Criteria, Criterion
from vasterviksmodell.i18n import Joined, Message, Phrase, written
from vasterviksmodell.i18n.wording import Language
from vasterviksmodell.output.document.cells import category_name
from vasterviksmodell.output.measure_texts import limit
from vasterviksmodell.sites.missing_columns import in_yaml

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

_ROWS = 300
"""For how many places there are lists to choose from."""
MADE = datetime(2015, 11, 1)  # noqa: DTZ001 - a workbook has a date, and the bytes must be the same on every run
_PLACES, EXPLANATION = Message("Places"), Message("Explanation")
_ID, _NAME = Message("id", "a heading"), Message("name", "a heading")
_SOURCE, _DATE = Message("{label}, source"), Message("{label}, date")
_WIDTHS, _LINE = (38, 36, 30, 60), 15
"""The widths of the columns of the explanation, in characters, and the height of a line."""
_IN_UNIT = Message("A number in {unit}.")
_NUMBER = Message("A number.")
_OPEN = Message("Unknown: leave the cell empty. Between two numbers: 0..2000. Less than five: <5.")
_CHOOSE = Message("Choose from the list. Unknown: leave the cell empty.")
_HOW = (
    Message("Write one place on each row of the sheet before this one. Every place has an id of its own, and a name."),
    _OPEN,
    Message(
        "Leave a cell empty rather than guess: what is unknown stays unknown in the ranking, and never counts as zero."
    ),
    Message("Beside each measure stand its source and its date (2025, 2025-10 or 2025-10-01); both may be empty."),
    Message(
        "If your figures are in another unit, change it in the heading, such as (m) to (km), and the column is"
        " converted."
    ),
    Message("Write about places, never about persons. Write counts of one to four persons as <5."),
)
_COLUMNS = (Message("Column"), Message("What to write"), Message("Requirement"), Message("Source of the limit"))


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of the form."""

    heading: str
    criterion: Criterion | None = None
    """None for ids, names, sources and dates."""
    beside: bool = False
    """Whether it holds the source or the date of the measure before it."""


def form_columns(criteria: Criteria, language: Language) -> Iterator[FormColumn]:
    """Yield the columns of the form in order."""
    yield FormColumn(name_headings(criteria, language)[criteria.site.id])
    if criteria.site.name != criteria.site.id:
        yield FormColumn(name_headings(criteria, language)[criteria.site.name])
    readers: dict[str, Criterion] = {}
    for criterion in criteria.criteria:
        readers.setdefault(criterion.column, criterion)
    for criterion in readers.values():
        label = criterion.label.inside(language)
        yield FormColumn(f"{label} ({criterion.unit})" if criterion.unit else label, criterion)
        yield from (FormColumn(written(form.format(label=label), language), beside=True) for form in (_SOURCE, _DATE))


def name_headings(criteria: Criteria, language: Language) -> Mapping[str, str]:
    """Return by the headings that the criteria use for ids and names: those of the form."""
    site = criteria.site
    return {heading: written(form, language) for heading, form in ((site.name, _NAME), (site.id, _ID))}


def form_words(criterion: Criterion, language: Language) -> Mapping[str, str]:
    """Return by category the word that the form offers, which a cell may hold."""
    return {category: written(category_name(criterion, category), language) for category in criterion.categories}


def form_settings(criteria: Criteria, language: Language) -> str | None:
    """Return the `data:` section with which the form is read; None when it needs none."""
    headings = name_headings(criteria, language).items()
    names = [f"{in_yaml(own)}: {in_yaml(heading)}" for own, heading in headings if own != heading]
    return f"data:\n  columns: {{{', '.join(names)}}}\n" if names else None


def form(criteria: Criteria, language: Language, title: str) -> bytes:
    """Return the form as a workbook; the same bytes on every run."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": title, "created": MADE})
        styles = FormStyles.of(workbook)
        columns = tuple(form_columns(criteria, language))
        _fill_in(workbook.add_worksheet(_sheet_name(_PLACES, language)), columns, styles, language)
        explained = workbook.add_worksheet(_sheet_name(EXPLANATION, language))
        _explain(explained, title, [column for column in columns if column.criterion], styles, language)
    return content.getvalue()


def _sheet_name(name: Message, language: Language) -> str:
    return written(name, language)


@dataclass(frozen=True, slots=True)
class FormStyles:
    """The looks of the cells of a form."""

    heading: "Format"
    beside: "Format"
    title: "Format"
    wrapped: "Format"
    lined: "Format"
    """A text with a line below it, so that the eye finds the cell of its answer."""
    fixed: "Format"
    """A text for programs, which stays as it is."""
    answer: "Format"
    """A cell that is to be filled in."""

    @classmethod
    def of(cls, workbook: "Workbook") -> "FormStyles":
        wrapped = {"text_wrap": True, "valign": "top"}
        line = {"bottom": 1, "bottom_color": "#D9D9D9"}
        heading = {**wrapped, "bold": True, "bottom": 1, "bg_color": "#DCE6F1"}
        return cls(
            workbook.add_format(heading),
            workbook.add_format({**heading, "bold": False, "italic": True, "bg_color": "#F2F2F2"}),
            workbook.add_format({"bold": True, "font_size": 14}),
            workbook.add_format(wrapped),
            workbook.add_format({**wrapped, **line}),
            workbook.add_format({**wrapped, **line, "indent": 1, "font_color": "#595959"}),
            workbook.add_format({**wrapped, "bg_color": "#FFF9E5", "border": 1, "border_color": "#BFBFBF"}),
        )


def _fill_in(sheet: "Worksheet", columns: Sequence[FormColumn], styles: FormStyles, language: Language) -> None:
    """Write the headings, and the lists and hints of the cells below."""
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.set_row(0, 60)
    sheet.freeze_panes(1, sum(1 for column in columns[:2] if column.criterion is None))
    for number, column in enumerate(columns):
        sheet.set_column(number, number, 11 if column.beside else 18)
        sheet.write_string(0, number, column.heading, styles.beside if column.beside else styles.heading)
        if column.criterion is not None:
            sheet.data_validation(1, number, _ROWS, number, cell_validation(column.criterion, language))


def cell_validation(criterion: Criterion, language: Language) -> dict[str, Any]:
    """Return what Excel offers in a cell: a list for a category, a hint for a number; nothing is forbidden."""
    hint = {
        "input_title": _cut(criterion.label.inside(language), 32),
        "input_message": _cut(written(_hint(criterion), language), 255),
    }
    if criterion.kind == "number":
        return {"validate": "any", **hint}
    words = list(form_words(criterion, language).values())
    return {"validate": "list", "source": words, "error_type": "warning", **hint}


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _hint(criterion: Criterion) -> Phrase:
    return _CHOOSE if criterion.kind != "number" else Joined((_figure(criterion), _OPEN), " ")


def what_to_write(criterion: Criterion, language: Language) -> Phrase:
    """Return what a cell may hold: a number in a unit, or one of some words."""
    return _figure(criterion) if criterion.kind == "number" else Joined(form_words(criterion, language).values(), ", ")


def what_is_required(criterion: Criterion, language: Language) -> Phrase:
    """Return the requirement on a measure in the words of the form; nothing where there is none."""
    required, words = criterion.requirement, form_words(criterion, language)
    if isinstance(required, Allowed):
        return Joined((words[category] for category in required.categories), ", ")
    return "" if required is None else limit(required, criterion)


def _figure(criterion: Criterion) -> Phrase:
    return _IN_UNIT.format(unit=criterion.unit) if criterion.unit else _NUMBER


def _explain(
    sheet: "Worksheet", title: str, columns: Sequence[FormColumn], styles: FormStyles, language: Language
) -> None:
    """Write how to fill in the form, and what each column is."""
    for number, width in enumerate(_WIDTHS):
        sheet.set_column(number, number, width)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, title, styles.title)
    for row, line in enumerate(_HOW, 2):
        sheet.merge_range(row, 0, row, len(_COLUMNS) - 1, written(line, language), styles.wrapped)
    first = len(_HOW) + 3
    for number, name in enumerate(_COLUMNS):
        sheet.write_string(first, number, written(name, language), styles.heading)
    for row, column in enumerate(columns, first + 1):
        texts = [written(phrase, language) for phrase in _explained(column, language)]
        lines = max(len(text) // width + 1 for text, width in zip(texts, _WIDTHS, strict=True))
        sheet.set_row(row, _LINE * lines)
        for number, text in enumerate(texts):
            sheet.write_string(row, number, text, styles.wrapped)


def _explained(column: FormColumn, language: Language) -> Iterator[Phrase]:
    """Yield a column's heading, what to write in it, its requirement and the source of its limit."""
    criterion = column.criterion
    yield column.heading
    if criterion is None:
        return
    yield what_to_write(criterion, language)
    yield what_is_required(criterion, language)
    yield criterion.source
