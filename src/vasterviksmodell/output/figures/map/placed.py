"""The sites of a ranking on the ground: where each lies, and why some are not on the map."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from vasterviksmodell.scoring.names import RANK, STATUS
from vasterviksmodell.sites.positions.coordinates import WGS_84, in_metres
from vasterviksmodell.sites.positions.position_columns import LATITUDE, LONGITUDE

if TYPE_CHECKING:
    from vasterviksmodell.scoring import Ranking
    from vasterviksmodell.sites.outlines import Outline

_FAR = 10_000
"""In metres. Outlines are simplified and leave the sea out; what is further away does not belong to them."""


@dataclass(frozen=True, slots=True)
class PlacedSite:
    """A site with its position in SWEREF 99 TM, in metres."""

    name: str
    status: str
    rank: int | None
    north: float
    east: float
    area: int | None = None
    """The number of the area of the outline in which it lies, or near which."""


@dataclass(frozen=True, slots=True)
class Placement:
    """The sites that a map shows, in the order of the ranking, and the names of the others."""

    sites: tuple[PlacedSite, ...]
    without_position: tuple[str, ...]
    far_away: tuple[str, ...] = ()
    """They lie outside the outline."""

    def renumbered(self, numbers: Sequence[int]) -> "Placement":
        """Return the sites with areas numbered by their place among those that are left."""
        sites = (replace(site, area=None if site.area is None else numbers.index(site.area)) for site in self.sites)
        return replace(self, sites=tuple(sites))


def placement(ranking: "Ranking") -> Placement:
    """Return where sites lie; raise `MissingExtra` without the extra `geo`, which computes metres from degrees."""
    rows = ranking.frame.rows(named=True)
    stated = [row for row in rows if _has_position(row)]
    placed = [row for row in stated if _is_in_sweden(row)]
    degrees = (np.array([row[name] for row in placed], dtype=np.float64) for name in (LATITUDE, LONGITUDE))
    norths, easts = in_metres(*degrees)
    sites = [
        PlacedSite(row["name"], row[STATUS], row[RANK], north, east)
        for row, north, east in zip(placed, norths.tolist(), easts.tolist(), strict=True)
    ]
    without = tuple(row["name"] for row in rows if not _has_position(row))
    return Placement(tuple(sites), without, tuple(row["name"] for row in stated if not _is_in_sweden(row)))


def _has_position(row: dict[str, Any]) -> bool:
    return row.get(LATITUDE) is not None and row.get(LONGITUDE) is not None


def _is_in_sweden(row: dict[str, Any]) -> bool:
    ranges = ((LATITUDE, WGS_84.first), (LONGITUDE, WGS_84.second))
    return all(span.least <= row[name] <= span.greatest for name, span in ranges)


def within(found: Placement, outline: "Outline") -> Placement:
    """Return each site with its area; those that lie far outside all areas are not shown."""
    numbers, distances = outline.nearest(*_positions(found.sites)) if found.sites else ([], [])
    near = [distance <= _FAR for distance in distances]
    shown = [replace(site, area=number) for site, number in zip(found.sites, numbers, strict=True)]
    return Placement(
        tuple(site for site, is_near in zip(shown, near, strict=True) if is_near),
        found.without_position,
        (*found.far_away, *(site.name for site, is_near in zip(shown, near, strict=True) if not is_near)),
    )


def _positions(sites: Sequence[PlacedSite]) -> "tuple[np.typing.NDArray[np.float64], np.typing.NDArray[np.float64]]":
    return np.array([site.north for site in sites]), np.array([site.east for site in sites])
