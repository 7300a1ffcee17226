"""JSON Lines: a site on each line."""

from typing import TYPE_CHECKING, ClassVar

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.json_text import JsonFormat
from vasterviksmodell.sites.formats.json_text.outline import Sort
from vasterviksmodell.sites.formats.site_format import Expected, OpenedTable

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


class Jsonl(JsonFormat):
    name = "jsonl"
    title: ClassVar[str | Message] = "JSON Lines"
    description: ClassVar[Message] = Message("JSON Lines")
    suffixes: ClassVar[tuple[str, ...]] = (".jsonl", ".ndjson")
    also_opens: ClassVar[tuple[str, ...]] = ("json",)
    yields_to: ClassVar[tuple[str, ...]] = ("geojson",)
    sort = Sort.LINES

    def advice(self, source: "Source", expected: Expected) -> Phrase:
        """Return what to do before the file can be read under its own suffix, else to rename it."""
        from vasterviksmodell.sites.formats.json_text.advice import before_lines

        return before_lines(source, expected, self.kind.advice) or self.kind.advice

    def open_table(self, source: "Source", expected: Expected) -> OpenedTable:
        from vasterviksmodell.sites.formats.jsonl.jsonl_table import open_table

        return open_table(source, expected)
