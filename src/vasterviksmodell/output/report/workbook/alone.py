"""A document alone as a workbook of Excel: one sheet, whose sentences and numbers stay as they are."""

from io import BytesIO
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from vasterviksmodell.i18n import written
from vasterviksmodell.output.report.workbook.documents import DocumentSheet, write_document
from vasterviksmodell.output.report.workbook.sheet import Book
from vasterviksmodell.output.report.workbook.sheets import OPTIONS, UNDATED, PlainFormulas

if TYPE_CHECKING:
    from vasterviksmodell.i18n.wording import Language

_FOOTER = "&C&A"


def document_workbook(document: DocumentSheet, language: "Language") -> bytes:
    """Return the bytes of a workbook with a document; the same for the same document every time."""
    content = BytesIO()
    file = Workbook(content, OPTIONS)
    file.set_properties({"title": written(document.title, language), "created": UNDATED})
    write_document(Book(file, language, _FOOTER, PlainFormulas), document)
    file.close()
    return content.getvalue()
