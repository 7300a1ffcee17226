"""A sheet of the workbook: where its cells stand, how others refer to them, and what is written into it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from vasterviksmodell.i18n import Phrase, written
from vasterviksmodell.i18n.wording import Language, visible
from vasterviksmodell.output.report.workbook.area import FIRST, Area

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

Style = Mapping[str, Any]
"""The properties of a format of XlsxWriter."""
TEXT: Style = {"valign": "top"}
WRAPPED: Style = {"valign": "top", "text_wrap": True}
TITLE: Style = {"bold": True, "font_size": 14}
NOTE: Style = {"font_color": "#404040", "valign": "top"}
BOLD: Style = {"bold": True, "valign": "top"}
HEADING: Style = {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DCE6F1", "bottom": 1}
INPUT: Style = {"bg_color": "#FFF9DB", "border": 1, "border_color": "#BFBFBF", "valign": "top"}
"""Of cells that are meant to be changed."""
CHOICE: Style = {**INPUT, "indent": 1}
"""Of inputs that are words."""
POINTS: Style = {"num_format": "0.0", "valign": "top"}
SHARE: Style = {"num_format": "0.0%", "valign": "top"}
WHOLE: Style = {"num_format": "0", "valign": "top"}
FIGURE: Style = {"num_format": '[>=999999999999999]"∞";[<=-999999999999999]"−∞";General', "valign": "top"}
"""Of ends of measures: beyond all measures stands infinity."""
GREEN: Style = {"bg_color": "#E2F0D9", "font_color": "#1E4620"}
RED: Style = {"bg_color": "#F8D7DA", "font_color": "#7A1620"}
YELLOW: Style = {"bg_color": "#FCE9C8", "font_color": "#5C3A00"}
_A4 = 9
_EXPECTED = dict.fromkeys(("number_stored_as_text", "formula_differs", "formula_range"), "A1:XFD1048576")
"""What Excel need not warn of: ids are texts, and figures stand beside formulas."""
_LINE = 15.0
"""The height of a line, in points."""
_FILLED = 1.1
"""How many letters a column takes for each character of its width, which is that of a digit."""
_PAGE = 170
"""How many characters are still easy to read across a page."""


@dataclass(frozen=True)
class Book:
    """A workbook that is being written, in one language."""

    file: "Workbook"
    language: Language
    footer: str
    kind: "type[Worksheet]"
    """The class of its sheets."""
    formats: "dict[tuple[tuple[str, Any], ...], Format]" = field(default_factory=dict)

    def text(self, phrase: Phrase) -> str:
        """Return a phrase in the language of the workbook, all of it visible."""
        return visible(written(phrase, self.language))

    def format(self, *styles: Style) -> "Format":
        """Return the format with the properties of all styles; each is made once."""
        properties = {key: value for style in styles for key, value in style.items()}
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.file.add_format(properties)
        return self.formats[key]

    def add(self, area: Area, title: Phrase, note: Phrase) -> "Sheet":
        """Add a sheet with its title and what it is; its pages lie down."""
        page = self.file.add_worksheet(area.name, self.kind)
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(_A4)
        page.set_footer(self.footer)
        page.ignore_errors(_EXPECTED)
        sheet = Sheet(self, page, area)
        sheet.write(0, 0, title, TITLE)
        sheet.write(1, 0, note, NOTE)
        return sheet


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that is being written."""

    book: Book
    page: "Worksheet"
    area: Area
    wrapped: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)
    """By row: the texts that may take several lines, each with its column and the number of columns that it has."""

    def write(self, row: int, column: int, content: "Phrase | float | None", *styles: Style) -> None:
        """Write a text or a number; a text that looks like a formula or a number stays a text."""
        format = self.book.format(*styles)
        if content is None:
            self.page.write_blank(row, column, None, format)
        elif isinstance(content, int | float):
            self.page.write_number(row, column, content, format)
        else:
            text = self.book.text(content)
            self.page.write_string(row, column, text, format)
            self._wrap(row, column, text, styles)

    def compute(self, row: int, column: int, formula: str, result: "Phrase | float | None", *styles: Style) -> None:
        """Write a formula, without `=`, with what it gives."""
        known = result if isinstance(result, int | float) else "" if result is None else self.book.text(result)
        self.page.write_formula(row, column, f"={formula}", self.book.format(*styles), known)
        self._wrap(row, column, str(known), styles)

    def _wrap(self, row: int, column: int, text: str, styles: tuple[Style, ...], across: int = 1) -> None:
        """Note a text that may take several lines."""
        if any("text_wrap" in style for style in styles):
            self.wrapped.setdefault(row, []).append((column, across, text))

    def row(self, row: int, contents: "Iterable[Phrase | float | None]", *styles: Style, column: int = 0) -> None:
        """Write contents beside each other."""
        for place, content in enumerate(contents, column):
            self.write(row, place, content, *styles)

    def across(self, row: int, column: int, number: int, content: Phrase) -> None:
        """Write a heading across some columns."""
        if number == 1:
            self.write(row, column, content, HEADING)
        elif number:
            text = self.book.text(content)
            self.page.merge_range(row, column, row, column + number - 1, "", self.book.format(HEADING))
            self.page.write_string(row, column, text, self.book.format(HEADING))
            self._wrap(row, column, text, (HEADING,), number)

    def mark(self, area: tuple[int, int, int, int], test: str, style: Style) -> None:
        """Give cells (first row, first column, last row, last column) another look where a formula is true."""
        rule = {"type": "formula", "criteria": f"={test}", "format": self.book.format(style)}
        self.page.conditional_format(*area, rule)

    def columns(
        self,
        *widths: int,
        rows: tuple[int, int] | None = (FIRST - 1, FIRST - 1),
        names: int = 1,
        pages: tuple[int, int] | None = None,
    ) -> None:
        """Set the width of each column in characters, the heights of rows, and what fits on a page.

        The rows of headings (first and last) and the first columns with names stay in view, and stand on every page.
        `pages` are those beside and below each other; without them it is as many as it takes to read them.
        """
        for column, width in enumerate(widths):
            self.page.set_column(column, column, width)
        for row, texts in self.wrapped.items():
            lines = max(_lines(text, sum(widths[column : column + across])) for column, across, text in texts)
            self.page.set_row(row, lines * _LINE)
        self.page.fit_to_pages(*(pages or (max(1, -(-sum(widths) // _PAGE)), 0)))
        if rows is not None:
            self.page.freeze_panes(rows[1] + 1, names)
            self.page.repeat_rows(*rows)
            self.page.repeat_columns(0, names - 1)

    def colour(self, area: tuple[int, int, int, int], colours: Mapping[str, Style]) -> None:
        """Colour the cells (first row, first column, last row, last column) that have a text."""
        if area[2] < area[0] or area[3] < area[1]:
            return
        for text, style in colours.items():
            rule = {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": self.book.format(style)}
            self.page.conditional_format(*area, rule)


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column of so many characters; capitals and bold letters are wide."""
    return max(1, len(wrap(text, max(1, round(width * _FILLED)))))
