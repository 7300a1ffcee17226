"""GeoJSON: a feature for each site, as programs for maps write it."""

from typing import TYPE_CHECKING, ClassVar

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.json_text import JsonFormat
from vasterviksmodell.sites.formats.json_text.outline import Sort
from vasterviksmodell.sites.formats.site_format import Expected, OpenedTable

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


class GeoJson(JsonFormat):
    name = "geojson"
    title: ClassVar[str | Message] = "GeoJSON"
    description: ClassVar[Message] = Message("GeoJSON")
    suffixes: ClassVar[tuple[str, ...]] = (".geojson", ".geojsonl", ".geojsons", ".geojsonseq")
    also_opens: ClassVar[tuple[str, ...]] = ("json",)
    sort = Sort.FEATURES

    def open_table(self, source: "Source", expected: Expected) -> OpenedTable:
        from vasterviksmodell.sites.formats.geojson.geojson_table import open_table

        return open_table(source, expected)
