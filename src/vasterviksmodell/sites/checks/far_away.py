"""D211: a site whose point lies far from its stated municipality. Silent without the extra `geo`."""

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.extras import MissingExtra
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.checks.interface import AtCells, Check, Part, with_places
from vasterviksmodell.sites.municipalities import municipalities, stated
from vasterviksmodell.sites.positions.position_columns import LATITUDE, LONGITUDE, positions
from vasterviksmodell.wording import same

FAR = 10_000
"""In metres. The areas are drawn with few points and leave the sea out; so much is beyond doubt."""
_COLUMNS = ("municipality_code", "municipality")
_AREA, _STATED, _DISTANCE, _NEAREST, _INSIDE = "_area", "_stated", "_distance", "_nearest", "_inside"


def _see(part: Part) -> AtCells | None:
    columns = [part.layout.beside[what] for what in _COLUMNS if what in part.layout.beside]
    sites = part.block.head(part.surveyed)
    placed = positions(sites) if columns and sites.height else None
    known = None if placed is None else municipalities()
    if placed is None or known is None:
        return None
    try:
        return AtCells.of(part.table, columns[0], _far(sites.hstack(placed), known), _told, part.limit)
    except MissingExtra:
        return None


def _far(sites: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """The sites that lie far from where they should, with where they lie instead."""
    from vasterviksmodell.sites import municipalities as measuring

    sites = sites.with_columns(stated(sites, known).alias("code")).drop_nulls(["code", LATITUDE])
    meant = known.filter(pl.col("code").is_in(sites["code"].implode()))
    numbered = meant.select("code", pl.col("name").alias(_STATED), pl.int_range(pl.len()).alias(_AREA))
    sites = sites.join(numbered, on="code", maintain_order="left")
    points = measuring.points(sites[LATITUDE], sites[LONGITUDE])
    distances = measuring.Areas.of(meant["area"]).distances(sites[_AREA], points)
    far = distances > FAR
    if not far.any():
        known = known.clear()  # converting all areas takes long, and nothing is to be told
    nearest = measuring.Areas.of(known["area"]).nearest(points[far.to_numpy()])
    return sites.filter(far).with_columns(
        distances.filter(far).alias(_DISTANCE),
        known["name"].gather(nearest["number"]).alias(_NEAREST),
        (nearest["distance"] == 0).alias(_INSIDE),
    )


def _told(site: dict[str, Any], place: Place) -> Finding:
    facts = {"site": site["name"], "distance": same(f"{site[_DISTANCE] / 1000:.0f} km"), "stated": site[_STATED]}
    return Finding(rule("D211"), place, {**facts, "where": _where(site)})


def _where(site: dict[str, Any]) -> Message:
    found = site[_NEAREST]
    if site[_INSIDE]:
        return Message("in {found}").format(found=found)
    if found != site[_STATED]:
        return Message("nearest to {found}").format(found=found)
    return Message("outside every municipality")


def _tell(kept: Sequence[AtCells], _: Criteria) -> Iterator[Finding]:
    return with_places(kept)


CHECK = Check(("D211",), _see, _tell)
