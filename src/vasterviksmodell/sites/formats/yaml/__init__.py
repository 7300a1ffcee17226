"""YAML, as people write it: a list of sites."""

from typing import TYPE_CHECKING, ClassVar

from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.formats.site_format import Expected, OpenedTable, SiteFormat

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source


class Yaml(SiteFormat):
    name = "yaml"
    title: ClassVar[str | Message] = "YAML"
    description: ClassVar[Message] = Message("YAML")
    suffixes: ClassVar[tuple[str, ...]] = (".yaml", ".yml")
    also_opens: ClassVar[tuple[str, ...]] = ("json",)

    def open_table(self, source: "Source", expected: Expected) -> OpenedTable:
        from vasterviksmodell.sites.formats.yaml.yaml_table import open_table

        return open_table(source, expected)
