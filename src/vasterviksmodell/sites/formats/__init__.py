"""The family of site formats. A new member is a module here and a line in the registry."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from vasterviksmodell.sites.formats.csv import CSV
from vasterviksmodell.sites.formats.interface import SiteFormat
from vasterviksmodell.sites.formats.yaml import YAML

SITE_FORMATS: Mapping[str, SiteFormat] = MappingProxyType({it.name: it for it in (CSV, YAML)})

__all__ = ["SITE_FORMATS", "SiteFormat", "format_of"]


def format_of(path: str) -> SiteFormat | None:
    """The format that a file's suffix tells, or None."""
    suffix = Path(path).suffix.lower()
    return next((it for it in SITE_FORMATS.values() if suffix in it.suffixes), None)
