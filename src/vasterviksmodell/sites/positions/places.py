"""Where sites are, as far as files say so: positions, and geometries that pass through as they are."""

from typing import TYPE_CHECKING, NamedTuple

import polars as pl

from vasterviksmodell.sites.positions.position_columns import LATITUDE

if TYPE_CHECKING:
    from collections.abc import Iterable

GEOMETRY, GEOMETRY_TYPE = "_geometry", "_geometry_type"
"""The columns of a site's geometry in well-known binary, and of how its file describes it; null where it has none."""
GEOMETRIES = (GEOMETRY, GEOMETRY_TYPE)


class Places(NamedTuple):
    """What a table of sites says about where they are."""

    have_positions: bool = False
    """Whether any site has a position."""
    geometry_types: frozenset[str] = frozenset()
    """How the geometries are described, as JSON; several where files with different ones were read."""

    @classmethod
    def of(cls, sites: pl.DataFrame) -> "Places":
        """Return what a table of sites says."""
        placed = LATITUDE in sites.columns and sites[LATITUDE].null_count() < sites.height
        types = sites[GEOMETRY_TYPE].drop_nulls().unique() if GEOMETRY_TYPE in sites.columns else ()
        return cls(placed, frozenset(types))

    @classmethod
    def together(cls, parts: "Iterable[Places]") -> "Places":
        """Return what the tables of all parts say."""
        known = list(parts)
        types = frozenset[str]().union(*(part.geometry_types for part in known))
        return cls(any(part.have_positions for part in known), types)
