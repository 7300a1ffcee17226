"""What a check is: a block of sites that it sees, its two functions, and findings at the cells of a column.

Below stand what several checks share: figures with and without a per cent sign, and figures as findings write them.
"""

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
from vasterviksmodell.sites.cell_grammar import in_percent
from vasterviksmodell.sites.cell_patterns import MISSING_MARKS
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Table
from vasterviksmodell.sites.layout import Layout, detail_column, text_column
from vasterviksmodell.sites.truncation import truncated
from vasterviksmodell.source.folding import BLANKS

SURVEYED = 100_000
"""How many sites a check looks at that needs much memory or time."""
_TIME = r"[T ][0-9]{2}:[0-9]{2}.*$"
"""The time of day that spreadsheets write after a date."""


@dataclass(frozen=True)
class SiteBlock:
    """A block of sites without blank rows and without faults in its cells."""

    table: Table
    layout: Layout
    criteria: Criteria
    sites: pl.DataFrame
    """`ROW`, `id`, `name`, the columns `detail_column(what)` as texts, and the measures."""
    measures: Mapping[str, tuple[str, ...]]
    """By criterion id, for those with a column in the file: one column for a number known exactly or not at all (null),
    or for a category; two for an interval, which is the criterion's whole range when nothing is known."""
    before: int
    """How many sites come before it in all files."""
    limit: int
    """How many findings of a kind in a column are listed."""

    @cached_property
    def exact(self) -> pl.DataFrame:
        """By criterion id: the measures that are exactly known, else null."""
        return self.sites.select(_exact(*columns).alias(id) for id, columns in self.measures.items())

    @property
    def surveyed(self) -> int:
        """How many of its sites are among the first `SURVEYED`."""
        return max(0, SURVEYED - self.before)

    @cached_property
    def known(self) -> pl.DataFrame:
        """By criterion id: whether a site's measure is known, exactly or as an interval narrower than the range."""
        return self.sites.select(self._known(id, *columns).alias(id) for id, columns in self.measures.items())

    def _known(self, id: str, low: str, high: str | None = None) -> pl.Expr:
        if high is None:
            return pl.col(low).is_not_null()
        whole = self.criteria[id].range
        return (pl.col(low) == pl.col(high)) | (pl.col(low) > whole.low) | (pl.col(high) < whole.high)

    def heading(self, id: str) -> Place:
        """Return the place of the heading of a criterion."""
        return self.table.heading_places[self.layout.measures[id]]

    def detail(self, name: str) -> pl.Expr:
        """Return a detail of the sites, null where it is missing."""
        if name not in self.layout.details:
            return pl.lit(None, pl.String)
        text = pl.col(detail_column(name)).str.strip_chars(BLANKS).str.replace(_TIME, "")
        return pl.when(~text.fill_null("").is_in(list(MISSING_MARKS))).then(text)

    def findings_at(self, column: int, sites: pl.DataFrame, make_finding: "MakeFinding") -> "CellFindings":
        """Return the findings for some sites at their cells in a column."""
        return CellFindings.of(self.table, column, sites, make_finding, self.limit)


def _exact(low: str, high: str | None = None) -> pl.Expr:
    return pl.col(low) if high is None else pl.when(pl.col(low) == pl.col(high)).then(low)


@dataclass(frozen=True)
class Check:
    codes: tuple[str, ...]
    """The codes of its findings."""
    see: Callable[[SiteBlock], Any]
    """Return an observation of a block, or None. It is called once for each block, in order, and must be quick."""
    tell: Callable[[Sequence[Any], Criteria], Iterator[Finding]]
    """Yield the findings from all observations."""
    across_files: bool = False
    """Whether it compares files that have the same sites."""


Observations = dict[Check, list[Any]]
"""What each check has observed."""


MakeFinding = Callable[[dict[str, Any], Place], Finding]
"""Makes a finding from a site, at the place of the heading until the cell's place is looked up."""


@dataclass(frozen=True, slots=True)
class CellFindings:
    """Findings of one code in a column."""

    table: Table
    column: int
    rows: list[int]
    findings: list[Finding]
    """The first findings, one for each of `rows`."""
    number: int
    """How many findings there are in all."""
    limit: int
    """How many findings are listed."""

    @classmethod
    def of(
        cls, table: Table, column: int, sites: pl.DataFrame, make_finding: MakeFinding, limit: int
    ) -> "CellFindings":
        """Make findings for the first sites, and count all of them."""
        first = sites.head(limit)
        findings = [make_finding(site, table.heading_places[column]) for site in first.iter_rows(named=True)]
        return cls(table, column, first[ROW].to_list(), findings, sites.height, limit)


def placed_findings(blocks: Iterable[CellFindings]) -> Iterator[Finding]:
    """Yield the findings of all blocks at the places of their cells, grouped by column and code."""
    groups: dict[tuple[int, int, str], list[CellFindings]] = defaultdict(list)
    for block in blocks:
        if block.findings:
            groups[id(block.table), block.column, block.findings[0].code].append(block)
    for group in groups.values():
        yield from _truncated_group(group)


def _truncated_group(parts: Sequence[CellFindings]) -> list[Finding]:
    table, column, limit = parts[0].table, parts[0].column, parts[0].limit
    findings = [finding for part in parts for finding in part.findings][:limit]
    rows = [row for part in parts for row in part.rows][:limit]
    places = table.places([Cell(row, column) for row in rows])
    found = [replace(finding, place=place) for finding, place in zip(findings, places, strict=True)]
    return truncated(found, sum(part.number for part in parts), limit)


FIGURE, SIGNED = "figure", "signed"


def is_mixed(block: SiteBlock, criterion: Criterion) -> bool:
    """Say whether some figures of a criterion have a per cent sign and others have none."""
    return may_be_signed(block, criterion) and signed_figures(block, criterion)[SIGNED].n_unique() > 1


def may_be_signed(block: SiteBlock, criterion: Criterion) -> bool:
    """Say whether figures of a criterion may have a per cent sign."""
    return criterion.kind == "number" and in_percent(criterion) and text_column(criterion) in block.sites.columns


def signed_figures(block: SiteBlock, criterion: Criterion) -> pl.DataFrame:
    """Return `ROW`, `FIGURE` and `SIGNED`: the positive figures, and whether they have a per cent sign.

    The table is empty when the criterion is not in per cent.
    """
    text = text_column(criterion)
    if not may_be_signed(block, criterion):
        return pl.DataFrame(schema={ROW: pl.UInt32, FIGURE: pl.Float64, SIGNED: pl.Boolean})
    signed = pl.col(text).str.contains("%", literal=True)
    figures = block.sites.filter(pl.col(text).str.contains("[0-9]")).select(
        ROW,
        _figure_size(*block.measures[criterion.id], whole=criterion.range, signed=signed).alias(FIGURE),
        signed.alias(SIGNED),
    )
    return figures.filter(pl.col(FIGURE) > 0)


def _figure_size(low: str, high: str | None = None, *, whole: Range, signed: pl.Expr) -> pl.Expr:
    """Return the absolute size of a figure: of an interval, the greater of the ends that the cell states.

    The whole range counts only when it has the sign; else it may be a mark for an unknown figure.
    """
    if high is None:
        return pl.col(low).abs()
    ends = (
        pl.when(pl.col(low) > whole.low).then(pl.col(low).abs()),
        pl.when(pl.col(high) < whole.high).then(pl.col(high).abs()),
        pl.when(pl.col(low) == pl.col(high)).then(pl.col(low).abs()),
        pl.when(signed).then(
            pl.when((pl.col(low) <= whole.low) & (pl.col(high) >= whole.high)).then(
                max(abs(whole.low), abs(whole.high))
            )
        ),
    )
    return pl.max_horizontal(*ends)


def figure(number: float) -> Figure:
    """Return a number with six significant digits at most, with the decimal sign of the language.

    >>> figure(0.1 * 3).inside("sv")
    '0,3'
    """
    digits = f"{number:.6g}"
    return Figure(f"{float(digits):.15g}" if "e+" in digits else digits)


def span(numbers: Iterable[float]) -> Phrase:
    """Return the least and the greatest of some positive numbers as a range.

    >>> span([4000, 0.5]).inside("sv")
    '0,5–4000'
    """
    ordered = sorted(numbers)
    low, high = figure(ordered[0]), figure(ordered[-1])
    return low if low == high else Message("{low}–{high}").format(low=low, high=high)


def measure_of(criterion: Criterion, measure: float | str) -> Phrase:
    """Return a measure with its unit, or a category, as a text."""
    if isinstance(measure, str):
        answers = {"yes": Message("yes"), "no": Message("no")} if criterion.kind == "yes_no" else {}
        return answers.get(measure, same(shortened(measure)))
    unit = shortened(criterion.unit)
    return Joined((figure(measure), unit), " ") if unit else figure(measure)
