"""The family of site formats. A new member is a module here, with `open_table`, and a line in the registry."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from vasterviksmodell.sites.formats.interface import SiteFormat

SITE_FORMATS: Mapping[str, SiteFormat] = MappingProxyType(
    {
        it.name: it
        for it in (
            SiteFormat("csv", (".csv", ".tsv", ".txt")),
            SiteFormat("yaml", (".yaml", ".yml")),
        )
    }
)

__all__ = ["SITE_FORMATS", "SiteFormat", "format_of"]


def format_of(path: str) -> SiteFormat | None:
    """The format that a file's suffix tells, or None."""
    suffix = Path(path).suffix.lower()
    return next((it for it in SITE_FORMATS.values() if suffix in it.suffixes), None)
