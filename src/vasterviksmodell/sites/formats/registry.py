"""The family of site formats. A new member is a package here with a class, and a line in this registry."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from vasterviksmodell.sites.formats.csv import Csv
from vasterviksmodell.sites.formats.geojson import GeoJson
from vasterviksmodell.sites.formats.interface import SiteFormat
from vasterviksmodell.sites.formats.json import Json
from vasterviksmodell.sites.formats.jsonl import Jsonl
from vasterviksmodell.sites.formats.packed import Packed
from vasterviksmodell.sites.formats.parquet import Parquet
from vasterviksmodell.sites.formats.xlsx import Xlsx
from vasterviksmodell.sites.formats.yaml import Yaml

ASSUMED: SiteFormat = Csv()
"""The format of what no other recognises."""

_MEMBERS: tuple[SiteFormat, ...] = (ASSUMED, Yaml(), Json(), Jsonl(), GeoJson(), Xlsx(), Parquet(), Packed())

SITE_FORMATS: Mapping[str, SiteFormat] = MappingProxyType({it.name: it for it in _MEMBERS})


def format_of(path: str) -> SiteFormat | None:
    """The format that a file's suffix tells, or None."""
    suffix = Path(path).suffix.lower()
    return next((it for it in SITE_FORMATS.values() if suffix in it.suffixes), None)
