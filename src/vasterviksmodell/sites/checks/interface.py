"""What a check is given, what it does, and how it keeps what it finds at cells."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria
from vasterviksmodell.findings import Finding, Place
from vasterviksmodell.sites.formats.interface import ROW, Cell, Table
from vasterviksmodell.sites.layout import Layout, beside
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.sites.words import MISSING_MARKS
from vasterviksmodell.words import BLANKS

SURVEYED = 100_000
"""Checks that would need much memory or time look at so many sites at most."""
_TIME = r"[T ][0-9]{2}:[0-9]{2}.*$"
"""The time of day, which spreadsheets write after a date."""


@dataclass(frozen=True)
class Part:
    """A block of sites, blank rows left out, without faults in its cells."""

    table: Table
    layout: Layout
    criteria: Criteria
    block: pl.DataFrame
    """`ROW`, `id`, `name`, the columns `beside(what)` as texts, and the measures."""
    measures: Mapping[str, tuple[str, ...]]
    """By criterion id, for those with a column in the file: one column for a number known exactly or not at all (null),
    or for a category; two for an interval, which is the criterion's whole range when nothing is known."""
    before: int
    """How many sites come before it, in all files."""
    limit: int
    """How many findings of a kind in a column are listed."""

    @cached_property
    def exact(self) -> pl.DataFrame:
        """By criterion id: the measures that are exactly known, null where they are not."""
        return self.block.select(_exact(*columns).alias(id) for id, columns in self.measures.items())

    @property
    def surveyed(self) -> int:
        """How many of its sites are among the first that are looked at where all would be too many."""
        return max(0, SURVEYED - self.before)

    def known(self, id: str) -> pl.Series:
        """Where something is known of a measure, be it only an interval narrower than the criterion's range."""
        exact, columns, span = self.exact[id].is_not_null(), self.measures[id], self.criteria[id].range
        if len(columns) == 1:
            return exact
        low, high = (self.block[name] for name in columns)
        return exact | (low > span.low) | (high < span.high)

    def heading(self, id: str) -> Place:
        """Where the heading of a criterion stands."""
        return self.table.heading_places[self.layout.measures[id]]

    def stated(self, what: str) -> pl.Expr:
        """A column beside the measures, null where it says nothing or is not there."""
        if what not in self.layout.beside:
            return pl.lit(None, pl.String)
        text = pl.col(beside(what)).str.strip_chars(BLANKS).str.replace(_TIME, "")
        return pl.when(~text.fill_null("").is_in(list(MISSING_MARKS))).then(text)


def _exact(low: str, high: str | None = None) -> pl.Expr:
    return pl.col(low) if high is None else pl.when(pl.col(low) == pl.col(high)).then(low)


@dataclass(frozen=True)
class Check:
    codes: tuple[str, ...]
    """The rules that it looks after."""
    see: Callable[[Part], Any]
    """What it keeps of a block, None when nothing: called once for each block in order, must be quick."""
    tell: Callable[[Sequence[Any], Criteria], Iterator[Finding]]
    """Its findings, from all that it kept."""
    across_files: bool = False
    """Whether it compares files whose sites are the same, too."""


Seen = dict[Check, list[Any]]
"""What the checks have kept."""


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
