"""YAML, as people write it: a list of sites."""

from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.site_format import Expected, Opened, SiteFormat

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


class Yaml(SiteFormat):
    name = "yaml"
    title = "YAML"
    called = Message("YAML")
    suffixes = (".yaml", ".yml")
    also = ("json",)

    def open_table(self, source: "Source", expected: Expected) -> Opened:
        from vasterviksmodell.sites.formats.yaml.yaml_table import open_table

        return open_table(source, expected)
