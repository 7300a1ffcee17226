"""All sheets of a workbook in their order, and the file that holds them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from vasterviksmodell.i18n import Joined, Message, written
from vasterviksmodell.output.report.workbook.area import SiteRows
from vasterviksmodell.output.report.workbook.calculation import write_calculation
from vasterviksmodell.output.report.workbook.documents import DocumentSheet, write_document
from vasterviksmodell.output.report.workbook.functions import write_functions
from vasterviksmodell.output.report.workbook.intervals import write_intervals
from vasterviksmodell.output.report.workbook.layout import SHEETS, Layout
from vasterviksmodell.output.report.workbook.limits import write_limits
from vasterviksmodell.output.report.workbook.measures import write_measures
from vasterviksmodell.output.report.workbook.overview import write_overview
from vasterviksmodell.output.report.workbook.ranking_sheet import write_ranking
from vasterviksmodell.output.report.workbook.screening import write_screening
from vasterviksmodell.output.report.workbook.sheet import Book
from vasterviksmodell.output.report.workbook.sources import NOTE as OF_SOURCES
from vasterviksmodell.output.report.workbook.sources import TITLE, sources_document
from vasterviksmodell.output.report.workbook.values import write_values
from vasterviksmodell.output.report.workbook.weights import write_weights
from vasterviksmodell.scoring.saved.carriers import NAME
from vasterviksmodell.scoring.saved.carriers.xlsx import cell_texts
from vasterviksmodell.scoring.saved.document import json_document

if TYPE_CHECKING:
    from vasterviksmodell.i18n.wording import Language
    from vasterviksmodell.output.report.matter import Matter
    from vasterviksmodell.scoring import Ranking

_BEFORE = {
    "ranking": write_ranking,
    "screening": write_screening,
    "weights": write_weights,
    "limits": write_limits,
    "measures": write_measures,
    "values": write_values,
    "functions": write_functions,
}
_AFTER = {"intervals": write_intervals, "calculation": write_calculation}
"""The sheets before and after the documents, in order."""
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
_PAGE = Message("Page {number} ({all})")
_LONGEST_FOOTER = 100
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "default_date_format": "yyyy-mm-dd",
}


class PlainFormulas(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas stay as they are: none of ours has a function that is newer than Excel 2007.

    XlsxWriter looks for thirty newer ones in each formula, which takes most of the time of a large workbook.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002
        return formula.removeprefix("=")


def packed(
    ranking: "Ranking",
    matter: "Matter",
    language: "Language",
    documents: Sequence[DocumentSheet],
    inner: Mapping[str, bytes] | None = None,
) -> bytes:
    """Return the bytes of the workbook; the date of the matter stands for that of the file."""
    content = BytesIO()
    file = Workbook(content, OPTIONS)
    created = datetime.combine(matter.date, time(), UTC) if matter.date else UNDATED
    file.set_properties({"title": ranking.criteria.title.inside(language), "created": created})
    book = Book(file, language, _footer(matter, language), PlainFormulas)
    layout = Layout(ranking.criteria, SiteRows(ranking.frame.height), language)
    sources = DocumentSheet(SHEETS["sources"], TITLE, sources_document(ranking), OF_SOURCES)
    _write(book, ranking, matter, layout, [sources, *documents])
    _carry(file, inner or {NAME: "".join(json_document(ranking)).encode()})
    file.close()
    return content.getvalue()


def _carry(file: Workbook, inner: Mapping[str, bytes]) -> None:
    """Add what the workbook carries, each in a sheet that nobody sees, so that the workbook can be verified."""
    for name, content in inner.items():
        page = file.add_worksheet(name)
        page.very_hidden()
        for row, text in enumerate(cell_texts(content, name)):
            page.write_string(row, 0, text)


def _write(
    book: Book, ranking: "Ranking", matter: "Matter", layout: Layout, documents: Sequence[DocumentSheet]
) -> None:
    before, after = ([SHEETS[key] for key in sheets] for sheets in (_BEFORE, _AFTER))
    names = [book.text(name) for name in (*before, *(document.name for document in documents), *after)]
    write_overview(book, ranking, matter, layout, names)
    for write in _BEFORE.values():
        write(book, ranking, layout)
    for document in documents:
        write_document(book, document)
    for write in _AFTER.values():
        write(book, ranking, layout)


def _footer(matter: "Matter", language: "Language") -> str:
    """Return what stands at the foot of each page: what the office calls the matter, and the page."""
    known = Joined(
        (text for text in (matter.reference, matter.unit, matter.date and matter.date.isoformat()) if text), " · "
    )
    left = written(known, language)[:_LONGEST_FOOTER].replace("&", "&&")
    page = written(_PAGE.format(number="&P", all="&N"), language)
    return f"&L{left}&C&A&R{page}"
