"""JSON: a list of sites."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.site_format import Expected, FileEnds, Opened, SiteFormat

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


class Json(SiteFormat):
    name = "json"
    title = "JSON"
    called = Message("JSON")
    suffixes = (".json",)
    also = ("jsonl", "geojson")
    gives_way_to = ("jsonl", "geojson")

    def recognises(self, ends: FileEnds) -> bool:
        from vasterviksmodell.sites.formats.json_text.outline import Sort, sort_of

        return ends.text is not None and sort_of(ends.text) is Sort.VALUE

    def may_be(self, text: str) -> bool:
        from vasterviksmodell.sites.formats.json_text.outline import in_columns

        return not in_columns(text)

    def advice(self, source: "Source", expected: Expected) -> Phrase:
        """What must be done before it can be read under its own name, else to rename it."""
        from vasterviksmodell.sites.formats.json_text.advice import before_json

        return before_json(source, expected) or self.kind.advice

    def open_table(self, source: "Source", expected: Expected) -> Opened:
        from vasterviksmodell.sites.formats.json.json_table import open_table

        return open_table(source, expected)
