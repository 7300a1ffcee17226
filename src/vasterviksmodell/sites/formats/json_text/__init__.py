"""JSON text read with the place of every value: what JSON, JSON Lines and GeoJSON have in common."""

from typing import ClassVar

from vasterviksmodell.sites.formats.json_text.outline import Sort, in_columns, sort_of
from vasterviksmodell.sites.formats.site_format import FileEnds, SiteFormat


class JsonFormat(SiteFormat):
    """A site format that is a sort of JSON."""

    sort: ClassVar[Sort]

    def recognises(self, ends: FileEnds) -> bool:
        return ends.text is not None and sort_of(ends.text) is self.sort

    def may_read(self, text: str) -> bool:
        return not in_columns(text)
