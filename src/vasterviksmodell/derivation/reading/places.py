"""The places that are measured: ids, names, positions and municipalities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from vasterviksmodell.derivation.area_set import points_of, shapely
from vasterviksmodell.derivation.bounds import Floats, Whole
from vasterviksmodell.derivation.reading.localities import Localities
from vasterviksmodell.derivation.reading.positions import read_positions
from vasterviksmodell.derivation.reading.rows import Rows
from vasterviksmodell.derivation.reading.table import Wanted, declared_rows
from vasterviksmodell.derivation.reading.units import unknown_municipalities
from vasterviksmodell.derivation.section_entries import PlacesEntry
from vasterviksmodell.derivation.surroundings import Points
from vasterviksmodell.derivation.territory import Territory
from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.sites.areas import Shapes
from vasterviksmodell.sites.formats.site_format import ROW
from vasterviksmodell.sites.identity import KEY, Identities, lowered
from vasterviksmodell.sites.truncation import DEFAULT_LIMIT, truncated
from vasterviksmodell.source.folding import folded

if TYPE_CHECKING:
    from vasterviksmodell.derivation.inhabitants import Inhabitants


@dataclass(frozen=True, eq=False)
class Places:
    """The places, each a row."""

    rows: Rows
    ids: tuple[str, ...]
    names: tuple[str, ...]
    points: Points
    """NaN where a place has no certain position."""
    areas: Whole
    """The numbers of their municipalities; -1 where it is not stated."""
    codes: tuple[str, ...]
    """The codes of their municipalities; empty where it is not stated."""
    localities: Localities | None = None
    """The areas of the places, where these are areas."""
    numbers: Whole | None = None
    """Of the localities; -1 for a place that is none, and counts as a point."""

    inhabitants: "Inhabitants | None" = None
    """The cells in which the inhabitants live, where measures are means over them."""
    side: float = 0.0
    """How long a side of each is, where they are cells of a grid."""
    owners: "Places | None" = None
    """The places of which these are cells, where they are."""

    @property
    def whole(self) -> "Places":
        """The places themselves."""
        return self.owners or self

    @cached_property
    def spread(self) -> Floats | None:
        """How far the points of each place lie from its position at most; None where all are points."""
        if self.inhabitants is not None:
            return self.inhabitants.reaches(self)
        if self.side:
            return np.full(self.size, self.side / np.sqrt(2))
        if self.localities is None or self.numbers is None:
            return None
        found = np.zeros(self.size)
        for row in np.flatnonzero((self.numbers >= 0) & self.points.known).tolist():
            found[row] = self.localities.farthest(int(self.numbers[row]), self.points.at(slice(row, row + 1)))[0]
        return found

    def shapes(self) -> Shapes:
        """Return each place as its area, else as its point; an empty point where its position is not known."""
        if self.side:
            half, (north, east) = self.side / 2, self.points
            squares: Shapes = shapely().box(north - half, east - half, north + half, east + half)
            return squares
        shapes = points_of(self.points)
        shapes[~self.points.known] = None
        if self.localities is not None and self.numbers is not None:
            whole = (self.numbers >= 0) & self.points.known
            shapes[whole] = self.localities.shapes[self.numbers[whole]]
        found: Shapes = shapes
        return found

    @property
    def size(self) -> int:
        return len(self.ids)


def read_places(  # noqa: PLR0913, PLR0917 - where they stand, and what is needed of them
    entry: PlacesEntry,
    path: Path,
    wanted: Wanted,
    at: Place,
    territory: Territory,
    localities: Localities | None,
    *,
    located: bool,
) -> tuple[Places | None, list[Finding]]:
    """Return the places, or None where there are errors, and findings; `located` when their positions are needed."""
    rows, findings = declared_rows(entry, [path], wanted, at)
    if rows is None:
        return None, findings
    if rows.height == 0:
        return None, [*findings, Finding(rule("V008"), at, {"path": rows.files[0].path})]
    findings += _identities(rows, entry)
    read = read_positions(rows, entry.coordinates, at)
    findings += read.findings if located else []
    if worst(findings) == Severity.ERROR:
        return None, findings
    areas = (
        territory.numbers(rows.texts(entry.municipality))
        if entry.municipality
        else np.full(rows.height, -1, dtype=np.int64)
    )
    if entry.municipality:
        stated = rows.texts(entry.municipality).is_not_null()
        findings += unknown_municipalities(rows.only(stated), areas[stated.to_numpy()], entry.municipality)
    points = _certain(read.points, areas, territory, entry)
    ids = tuple(rows.texts(entry.id))
    names = tuple(rows.texts(entry.name).fill_null(rows.texts(entry.id))) if entry.name else ids
    codes = tuple(np.array([*territory.known["code"], ""])[areas].tolist())
    if located:
        findings += _without_position(rows, points, names, read.points)
    places = Places(rows, ids, names, points, areas, codes)
    if entry.point == "area" and localities is not None:
        numbers = localities.numbers(rows.texts(entry.locality or entry.id))
        places = replace(places, localities=localities, numbers=numbers)
        findings += _without_area(rows, numbers, names)
    return places, findings


def _without_area(rows: Rows, numbers: Whole, names: Sequence[str]) -> list[Finding]:
    lost = np.flatnonzero(numbers < 0).tolist()
    found = [Finding(rule("V208"), rows.place(row), {"name": names[row]}) for row in lost[:DEFAULT_LIMIT]]
    return truncated(found, len(lost), DEFAULT_LIMIT)


def _identities(rows: Rows, entry: PlacesEntry) -> list[Finding]:
    """Return findings about missing and repeated ids, which are compared as those of sites are."""
    (file,) = rows.files
    ids = rows.texts(entry.id)
    block = pl.DataFrame([rows.frame[ROW], ids.alias("id"), lowered(ids).alias(KEY)])
    found = Identities(DEFAULT_LIMIT)
    found.add(file.table, file.numbers[folded(entry.id)], block)
    return found.findings()


def _certain(points: Points, areas: Whole, territory: Territory, entry: PlacesEntry) -> Points:
    """Return the positions without those that lie too far outside the municipality of the place."""
    return points.without(territory.distances(areas, points) > entry.far)


def _without_position(rows: Rows, points: Points, names: Sequence[str], stated: Points) -> Iterator[Finding]:
    lost = np.flatnonzero(~points.known)
    codes = ["V202" if stated.known[row] else "V201" for row in lost]
    for code in ("V201", "V202"):
        chosen = [int(row) for row, own in zip(lost, codes, strict=True) if own == code]
        told = chosen[:DEFAULT_LIMIT]
        places = zip(told, rows.places(told), strict=True)
        found = [Finding(rule(code), place, {"name": names[row]}) for row, place in places]
        yield from truncated(found, len(chosen), DEFAULT_LIMIT)
