"""GeoJSON: a feature for each site, as programs for maps write it."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.site_format import Expected, FileEnds, Opened, SiteFormat

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


class GeoJson(SiteFormat):
    name = "geojson"
    title = "GeoJSON"
    called = Message("GeoJSON")
    suffixes = (".geojson", ".geojsonl", ".geojsons", ".geojsonseq")
    also = ("json",)

    def recognises(self, ends: FileEnds) -> bool:
        from vasterviksmodell.sites.formats.json_text.outline import Sort, sort_of

        return ends.text is not None and sort_of(ends.text) is Sort.FEATURES

    def may_be(self, text: str) -> bool:
        from vasterviksmodell.sites.formats.json_text.outline import in_columns

        return not in_columns(text)

    def open_table(self, source: "Source", expected: Expected) -> Opened:
        from vasterviksmodell.sites.formats.geojson.geojson_table import open_table

        return open_table(source, expected)
