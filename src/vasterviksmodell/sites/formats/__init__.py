"""The family of site formats, and which of them reads a file."""

from typing import TYPE_CHECKING

from vasterviksmodell.sites.formats.registry import ASSUMED, SITE_FORMATS, format_of
from vasterviksmodell.sites.formats.site_format import SiteFormat

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source

__all__ = ["SITE_FORMATS", "SiteFormat", "format_for", "format_of"]


def format_for(source: "Source", asked: str | None = None) -> SiteFormat:
    """The format of a file: what its suffix tells, else the one asked for, else what its contents tell, else CSV.

    Some names tell too little: JSON is GeoJSON when its contents are, and JSON Lines when they have an object on each
    line.
    """
    told = format_of(source.name) or (SITE_FORMATS[asked] if asked else None)
    if told is not None and not told.gives_way_to:
        return told
    from vasterviksmodell.sites.formats.registry import kind_of

    kind = kind_of(source)
    if told is not None:
        return SITE_FORMATS[kind.format] if kind and kind.format in told.gives_way_to else told
    name = kind and (kind.format or next(iter(kind.told_by), None))
    return SITE_FORMATS[name] if name else ASSUMED
