"""The site formats, and which of them reads a file."""

from typing import TYPE_CHECKING

from vasterviksmodell.sites.formats.registry import DEFAULT_FORMAT, SITE_FORMATS, format_of
from vasterviksmodell.sites.formats.site_format import SiteFormat

if TYPE_CHECKING:
    from vasterviksmodell.source.files import Source

__all__ = ["SITE_FORMATS", "SiteFormat", "format_for", "format_of"]


def format_for(source: "Source", requested: str | None = None) -> SiteFormat:
    """Return the format of a file by its suffix, else the requested one, else by its contents, else CSV.

    A suffix may be too vague: a `.json` file is read as GeoJSON or JSON Lines if its contents are.
    """
    named = format_of(source.name) or (SITE_FORMATS[requested] if requested else None)
    if named is not None and not named.yields_to:
        return named
    from vasterviksmodell.sites.formats.registry import kind_of

    kind = kind_of(source)
    if named is not None:
        return SITE_FORMATS[kind.format] if kind and kind.format in named.yields_to else named
    name = kind and (kind.format or next(iter(kind.reported_by), None))
    return SITE_FORMATS[name] if name else DEFAULT_FORMAT
