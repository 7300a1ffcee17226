"""Excel workbooks: one sheet is read into memory as texts."""

from typing import TYPE_CHECKING, ClassVar

from vasterviksmodell.extras import from_extra
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.site_format import Expected, FileEnds, OpenedTable, SiteFormat

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


class Xlsx(SiteFormat):
    name = "xlsx"
    title: ClassVar[str | Message] = "Excel (.xlsx)"
    description: ClassVar[Message] = Message("an Excel workbook (.xlsx)")
    suffixes: ClassVar[tuple[str, ...]] = (".xlsx", ".xlsm")
    binary = True

    def recognises(self, ends: FileEnds) -> bool:
        return ends.is_zip and ends.contains(b"xl/workbook.xml") and not ends.contains(b"xl/workbook.bin")

    def open_table(self, source: "Source", expected: Expected) -> OpenedTable:
        from_extra("excel", "openpyxl", "reading .xlsx")
        from vasterviksmodell.sites.formats.xlsx.parts import UnreadableWorkbookError
        from vasterviksmodell.sites.formats.xlsx.workbook import workbook_at
        from vasterviksmodell.sites.formats.xlsx.xlsx_table import chosen_sheet, table_on

        try:
            with workbook_at(source.path) as workbook:
                head, findings = chosen_sheet(workbook, expected, source.name)
                if head is None:
                    return None, findings
                table, found = table_on(workbook, head, expected, source.name)
                return table, (*findings, *found)
        except UnreadableWorkbookError as error:
            problem = Finding(rule("F010"), Place(source.name), {"format": "Excel", "problem": error.problem})
            return None, (problem,)
