"""A ranking as a plain workbook: one sheet, a row for each site, numbers as numbers and days as days.

The workbook with formulas is that of the report.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from math import isfinite
from typing import Any

import polars as pl
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from vasterviksmodell.i18n import Message, written
from vasterviksmodell.i18n.wording import Language, shortened, visible
from vasterviksmodell.output.ranking.flat import as_they_are
from vasterviksmodell.output.ranking.spreadsheet import FULL_DATE, SpreadsheetColumn, headings, spreadsheet_columns
from vasterviksmodell.output.report.workbook.limits_of_excel import ensure_rows
from vasterviksmodell.scoring import Ranking

_LONGEST = 32_000
"""A cell holds 32,767 characters."""
_WIDEST = 40
_NARROWEST = 8
_LOOKED_AT = 200
"""The rows by which widths are chosen."""
_OPTIONS = {
    "constant_memory": True,
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_CREATED = datetime(2000, 1, 1, tzinfo=UTC)
"""In place of the clock, so that the bytes are the same every time."""
_HEADING_HEIGHT = 60.0
"""Of the row of headings, in points: four lines."""
_SHEET = Message("Ranking")
_ROWS = 20_000


def excel_book(ranking: Ranking, language: Language) -> bytes:
    """Return the flat table of a ranking as a workbook; raise `CannotFill` for more sites than a sheet has rows."""
    ensure_rows(ranking)
    content = BytesIO()
    with Workbook(content, _OPTIONS) as file:
        file.set_properties({"title": visible(ranking.criteria.title.inside(language)), "created": _CREATED})
        _write(file, ranking, language)
    return content.getvalue()


def _write(file: Workbook, ranking: Ranking, language: Language) -> None:
    columns = spreadsheet_columns(ranking, as_they_are)
    names = [visible(shortened(name, _LONGEST)) for name in headings(columns, language)]
    page = file.add_worksheet(written(_SHEET, language))
    page.freeze_panes(1, 2)
    page.set_row(0, _HEADING_HEIGHT)
    page.autofilter(0, 0, max(ranking.frame.height, 1), len(names) - 1)
    for number, width in enumerate(_widths(ranking, columns, names, language)):
        page.set_column(number, number, width)
    bold, day = file.add_format({"bold": True, "text_wrap": True, "valign": "top"}), file.add_format(_DAY)
    for number, name in enumerate(names):
        page.write_string(0, number, name, bold)
    for row, cells in enumerate(_rows(ranking, columns, language), 1):
        for number, (column, cell) in enumerate(zip(columns, cells, strict=True)):
            _fill(page, row, number, _meant(column, cell), day)


_DAY = {"num_format": "yyyy-mm-dd", "align": "left"}


def _rows(ranking: Ranking, columns: list[SpreadsheetColumn], language: Language) -> Iterator[tuple[Any, ...]]:
    cells = [column.spoken(language).alias(str(number)) for number, column in enumerate(columns)]
    for part in ranking.frame.iter_slices(_ROWS):
        yield from part.select(cells).iter_rows()


def _meant(column: SpreadsheetColumn, cell: Any) -> Any:
    """Return a day where the date of a figure is one; other cells as they are."""
    if column.holds_dates and isinstance(cell, str) and FULL_DATE.fullmatch(cell):
        try:
            return date.fromisoformat(cell)
        except ValueError:  # no day of the calendar
            return cell
    return cell


def _fill(page: Any, row: int, column: int, cell: Any, day: Format) -> None:
    """Write a cell, or nothing where there is nothing to say; a text that looks like a formula stays a text."""
    match cell:
        case None:
            return
        case bool():
            page.write_boolean(row, column, cell)
        case date():
            page.write_datetime(row, column, cell, day)
        case str():
            page.write_string(row, column, visible(shortened(cell, _LONGEST)))
        case _ if isfinite(cell):
            page.write_number(row, column, cell)


def _widths(
    ranking: Ranking, columns: list[SpreadsheetColumn], names: list[str], language: Language
) -> Iterator[float]:
    """Yield a width for each column: that of its texts, or of the longest word of its heading."""
    first = ranking.frame.head(_LOOKED_AT).select(
        column.spoken(language).cast(pl.String).str.len_chars().max().fill_null(0).alias(str(number))
        for number, column in enumerate(columns)
    )
    for name, longest in zip(names, first.row(0), strict=True):
        word = max(map(len, name.split()), default=0)
        yield min(max(word + 3, min(longest, _WIDEST) + 1, _NARROWEST), _WIDEST)
