"""YAML, as people write it: a list of sites."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.site_format import Expected, OpenedTable, SiteFormat

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


class Yaml(SiteFormat):
    name = "yaml"
    title = "YAML"
    description = Message("YAML")
    suffixes = (".yaml", ".yml")
    also_opens = ("json",)

    def open_table(self, source: "Source", expected: Expected) -> OpenedTable:
        from vasterviksmodell.sites.formats.yaml.yaml_table import open_table

        return open_table(source, expected)
