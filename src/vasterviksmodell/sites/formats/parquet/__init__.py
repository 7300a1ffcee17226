"""Parquet, through Polars: typed columns, told as the texts that a cell of CSV would hold."""

import re
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.site_format import Expected, FileEnds, Opened, SiteFormat

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


class Parquet(SiteFormat):
    name = "parquet"
    title = "Parquet"
    called = Message("a Parquet file")
    suffixes = (".parquet", ".pq")
    binary = True

    def recognises(self, ends: FileEnds) -> bool:
        return re.match(rb"PAR[1E](?![ -~\r\n])", ends.head) is not None

    def open_table(self, source: "Source", expected: Expected) -> Opened:
        from vasterviksmodell.sites.formats.parquet.parquet_table import open_table

        return open_table(source, expected)
