"""JSON: a list of sites."""

from typing import TYPE_CHECKING, ClassVar

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.json_text import JsonFormat
from vasterviksmodell.sites.formats.json_text.outline import Sort
from vasterviksmodell.sites.formats.site_format import Expected, OpenedTable

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


class Json(JsonFormat):
    name = "json"
    title: ClassVar[str | Message] = "JSON"
    description: ClassVar[Message] = Message("JSON")
    suffixes: ClassVar[tuple[str, ...]] = (".json",)
    also_opens: ClassVar[tuple[str, ...]] = ("jsonl", "geojson")
    yields_to: ClassVar[tuple[str, ...]] = ("jsonl", "geojson")
    sort = Sort.VALUE

    def advice(self, source: "Source", expected: Expected) -> Phrase:
        """Return what to do before the file can be read under its own suffix, else to rename it."""
        from vasterviksmodell.sites.formats.json_text.advice import before_json

        return before_json(source, expected) or self.kind.advice

    def open_table(self, source: "Source", expected: Expected) -> OpenedTable:
        from vasterviksmodell.sites.formats.json.json_table import open_table

        return open_table(source, expected)
