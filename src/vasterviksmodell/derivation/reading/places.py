"""The places that are measured: ids, names, positions and municipalities."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl

from vasterviksmodell.derivation.bounds import Whole
from vasterviksmodell.derivation.entries import PlacesEntry
from vasterviksmodell.derivation.reading.positions import read_positions
from vasterviksmodell.derivation.reading.table import Rows, Wanted, read_rows
from vasterviksmodell.derivation.surroundings import Points
from vasterviksmodell.derivation.territory import Territory
from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.sites.formats.site_format import ROW
from vasterviksmodell.sites.identity import KEY, Identities, lowered
from vasterviksmodell.sites.truncation import DEFAULT_LIMIT, truncated
from vasterviksmodell.source.folding import folded


@dataclass(frozen=True, slots=True, eq=False)
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

    @property
    def size(self) -> int:
        return len(self.ids)


def read_places(  # noqa: PLR0913 - where they stand, and what is needed of them
    entry: PlacesEntry, path: Path, wanted: Wanted, at: Place, territory: Territory, *, located: bool
) -> tuple[Places | None, list[Finding]]:
    """Return the places, or None where there are errors, and findings; `located` when their positions are needed."""
    keep = {heading: tuple(texts) for heading, texts in entry.keep.items()}
    rows, findings = read_rows([path], entry.data.domain(), wanted, keep, at)
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
    points = _certain(read.points, areas, territory, entry)
    ids = tuple(rows.texts(entry.id))
    names = tuple(rows.texts(entry.name).fill_null("")) if entry.name else ids
    codes = tuple("" if area < 0 else str(territory.known["code"][int(area)]) for area in areas)
    if located:
        findings += _without_position(rows, points, names, read.points)
    return Places(rows, ids, names, points, areas, codes), findings


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
        found = [Finding(rule(code), rows.place(row), {"name": names[row]}) for row in chosen[:DEFAULT_LIMIT]]
        yield from truncated(found, len(chosen), DEFAULT_LIMIT)
