"""Delimited text (CSV, TSV) in any usual encoding, with or without titles above and notes below the table."""

from typing import TYPE_CHECKING, ClassVar

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.site_format import Expected, OpenedTable, SiteFormat

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


class Csv(SiteFormat):
    name = "csv"
    title: ClassVar[str | Message] = "CSV"
    description: ClassVar[Message] = Message("text in columns (CSV)")
    suffixes: ClassVar[tuple[str, ...]] = (".csv", ".tsv", ".txt")

    def open_table(self, source: "Source", expected: Expected) -> OpenedTable:
        from vasterviksmodell.sites.formats.csv.csv_table import open_table

        return open_table(source, expected)
