"""Workbooks of Excel: one sheet is read, into memory, as texts."""

from typing import TYPE_CHECKING

from vasterviksmodell.extras import from_extra
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.formats.interface import Expected
from vasterviksmodell.source import Source

if TYPE_CHECKING:
    from vasterviksmodell.sites.formats.xlsx.table import XlsxTable


def open_table(source: Source, expected: Expected) -> tuple["XlsxTable | None", tuple[Finding, ...]]:
    """The table on the sheet that is asked for or has the headings; None and findings when it cannot be read."""
    from_extra("excel", "openpyxl", "reading .xlsx")
    from vasterviksmodell.sites.formats.xlsx.choice import chosen_sheet
    from vasterviksmodell.sites.formats.xlsx.parts import UnreadableError
    from vasterviksmodell.sites.formats.xlsx.table import table_on
    from vasterviksmodell.sites.formats.xlsx.workbook import workbook_at

    try:
        with workbook_at(source.path) as workbook:
            head, findings = chosen_sheet(workbook, expected, source.name)
            if head is None:
                return None, findings
            table, found = table_on(workbook, head, expected, source.name)
            return table, (*findings, *found)
    except UnreadableError as error:
        problem = Finding(rule("F010"), Place(source.name), {"format": "Excel", "problem": error.problem})
        return None, (problem,)
