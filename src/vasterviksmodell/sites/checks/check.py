"""What a check is given, what it does, and how it keeps what it finds at cells."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion, Range
from vasterviksmodell.findings import Finding, Place
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Figure
from vasterviksmodell.i18n.wording import same, shortened
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Table
from vasterviksmodell.sites.grammar import in_percent
from vasterviksmodell.sites.layout import Layout, beside, text_column
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.sites.patterns import MISSING_MARKS
from vasterviksmodell.source.words import BLANKS


def figure(number: float) -> Figure:
    """A number with six significant digits at most, with the decimal sign of the language.

    >>> figure(0.1 * 3).inside("sv")
    '0,3'
    """
    digits = f"{number:.6g}"
    return Figure(f"{float(digits):.15g}" if "e+" in digits else digits)


def span(numbers: Iterable[float]) -> Phrase:
    """From the least number to the greatest; all are above zero.

    >>> span([4000, 0.5]).inside("sv")
    '0,5–4000'
    """
    ordered = sorted(numbers)
    low, high = figure(ordered[0]), figure(ordered[-1])
    return low if low == high else Message("{low}–{high}").format(low=low, high=high)


def measure_of(criterion: Criterion, measure: float | str) -> Phrase:
    """A measure with its unit, or a category."""
    if isinstance(measure, str):
        answers = {"yes": Message("yes"), "no": Message("no")} if criterion.kind == "yes_no" else {}
        return answers.get(measure, same(shortened(measure)))
    unit = shortened(criterion.unit)
    return Joined((figure(measure), unit), " ") if unit else figure(measure)


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
    for cells in kept:
        if cells.findings:
            alike[id(cells.table), cells.column, cells.findings[0].code].append(cells)
    for parts in alike.values():
        yield from _listed(parts)


def _listed(parts: Sequence[AtCells]) -> list[Finding]:
    table, column, limit = parts[0].table, parts[0].column, parts[0].limit
    findings = [finding for part in parts for finding in part.findings][:limit]
    rows = [row for part in parts for row in part.rows][:limit]
    places = table.places([Cell(row, column) for row in rows])
    found = [replace(finding, place=place) for finding, place in zip(findings, places, strict=True)]
    return listed(found, sum(part.number for part in parts), limit)


FIGURE, SIGNED = "figure", "signed"


def is_mixed(part: Part, criterion: Criterion) -> bool:
    """Whether some figures of a criterion have a per cent sign and others have none."""
    return signed_figures(part, criterion)[SIGNED].n_unique() > 1


def signed_figures(part: Part, criterion: Criterion) -> pl.DataFrame:
    """`ROW`, the figures without sign, and which have a per cent sign; none when no text can have one."""
    text = text_column(criterion)
    if text not in part.block.columns or criterion.kind != "number" or not in_percent(criterion):
        return pl.DataFrame(schema={ROW: pl.UInt32, FIGURE: pl.Float64, SIGNED: pl.Boolean})
    signed = pl.col(text).str.contains("%", literal=True)
    figures = part.block.filter(pl.col(text).str.contains("[0-9]")).select(
        ROW,
        _figure(*part.measures[criterion.id], span=criterion.range, signed=signed).alias(FIGURE),
        signed.alias(SIGNED),
    )
    return figures.filter(pl.col(FIGURE) > 0)


def _figure(low: str, high: str | None = None, *, span: Range, signed: pl.Expr) -> pl.Expr:
    """The size of what a cell states: of an interval, the greater of its ends that the cell has.

    An interval of all there is states something only when it has the sign; else it may be a mark for what is unknown.
    """
    if high is None:
        return pl.col(low).abs()
    ends = (
        pl.when(pl.col(low) > span.low).then(pl.col(low).abs()),
        pl.when(pl.col(high) < span.high).then(pl.col(high).abs()),
        pl.when(pl.col(low) == pl.col(high)).then(pl.col(low).abs()),
        pl.when(signed).then(
            pl.when((pl.col(low) <= span.low) & (pl.col(high) >= span.high)).then(max(abs(span.low), abs(span.high)))
        ),
    )
    return pl.max_horizontal(*ends)
