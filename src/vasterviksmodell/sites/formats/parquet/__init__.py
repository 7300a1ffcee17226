"""Parquet, read by Polars: typed columns as the texts that cells of CSV would have."""

import re
from typing import TYPE_CHECKING, ClassVar

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.site_format import Expected, FileEnds, OpenedTable, SiteFormat

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


class Parquet(SiteFormat):
    name = "parquet"
    title: ClassVar[str | Message] = "Parquet"
    description: ClassVar[Message] = Message("a Parquet file")
    suffixes: ClassVar[tuple[str, ...]] = (".parquet", ".pq")
    binary = True

    def recognises(self, ends: FileEnds) -> bool:
        return re.match(rb"PAR[1E](?![ -~\r\n])", ends.head) is not None

    def open_table(self, source: "Source", expected: Expected) -> OpenedTable:
        from vasterviksmodell.sites.formats.parquet.parquet_table import open_table

        return open_table(source, expected)
