"""Findings at cells: kept block by block without their places, which are looked up for those that are listed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from vasterviksmodell.findings import Finding, Place
from vasterviksmodell.sites.formats.interface import ROW, Cell, Table
from vasterviksmodell.sites.listed import listed

Told = Callable[[dict[str, Any], Place], Finding]
"""What makes a finding from a site; the place is that of the heading, as yet."""


@dataclass(frozen=True, slots=True)
class AtCells:
    """Findings in a column, all of one code."""

    table: Table
    column: int
    rows: list[int]
    findings: list[Finding]
    """The first of them, in their rows."""
    number: int
    """How many there are in all."""
    limit: int
    """How many are listed."""

    @classmethod
    def of(cls, table: Table, column: int, sites: pl.DataFrame, told: Told, limit: int) -> "AtCells":
        """What is told of each of some sites."""
        first = sites.head(limit)
        findings = [told(site, table.heading_places[column]) for site in first.iter_rows(named=True)]
        return cls(table, column, first[ROW].to_list(), findings, sites.height, limit)


def with_places(kept: Iterable[AtCells]) -> Iterator[Finding]:
    """The findings of all blocks at their cells, those of one code in a column together."""
    alike: dict[tuple[int, int, str], list[AtCells]] = defaultdict(list)
    for it in kept:
        if it.findings:
            alike[id(it.table), it.column, it.findings[0].code].append(it)
    for parts in alike.values():
        yield from _listed(parts)


def _listed(parts: Sequence[AtCells]) -> list[Finding]:
    table, column, limit = parts[0].table, parts[0].column, parts[0].limit
    findings = [finding for it in parts for finding in it.findings][:limit]
    rows = [row for it in parts for row in it.rows][:limit]
    places = table.places([Cell(row, column) for row in rows])
    found = [replace(finding, place=place) for finding, place in zip(findings, places, strict=True)]
    return listed(found, sum(it.number for it in parts), limit)
