"""The family of site formats. A new member is a module here, with `open_table`, and a line in the registry."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from vasterviksmodell.sites.formats.interface import SiteFormat

if TYPE_CHECKING:
    from vasterviksmodell.source import Source

SITE_FORMATS: Mapping[str, SiteFormat] = MappingProxyType(
    {
        it.name: it
        for it in (
            SiteFormat("csv", (".csv", ".tsv", ".txt")),
            SiteFormat("yaml", (".yaml", ".yml")),
            SiteFormat("json", (".json",)),
            SiteFormat("jsonl", (".jsonl", ".ndjson")),
            SiteFormat("geojson", (".geojson", ".geojsonl", ".geojsons", ".geojsonseq")),
            SiteFormat("xlsx", (".xlsx", ".xlsm"), binary=True),
            SiteFormat("parquet", (".parquet", ".pq"), binary=True),
        )
    }
)

__all__ = ["SITE_FORMATS", "SiteFormat", "format_for", "format_of"]


def format_of(path: str) -> SiteFormat | None:
    """The format that a file's suffix tells, or None."""
    suffix = Path(path).suffix.lower()
    return next((it for it in SITE_FORMATS.values() if suffix in it.suffixes), None)


def format_for(source: "Source", asked: str | None = None) -> SiteFormat:
    """The format of a file: what its suffix tells, else the one asked for, else what its contents tell, else CSV.

    JSON is GeoJSON when its contents are, and JSON Lines when they have an object on each line.
    """
    from vasterviksmodell.sites.formats.contents import kind_of
    from vasterviksmodell.sites.formats.kinds import CSV, GEOJSON, JSON_LINES

    told = format_of(source.name) or (SITE_FORMATS[asked] if asked else None)
    if told is not None and told.name not in {"json", "jsonl"}:
        return told
    kind = kind_of(source)
    if told is None or kind in (GEOJSON, JSON_LINES):
        return SITE_FORMATS[((kind and kind.formats) or CSV.formats)[0]]
    return told
