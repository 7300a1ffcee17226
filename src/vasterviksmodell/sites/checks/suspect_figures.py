"""D206, D027: figures that seem to be in another unit, and mixed per cent signs."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import isfinite, log

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion, Limits
from vasterviksmodell.findings import Finding, Place, Severity, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.checks.check import (
    FIGURE,
    SIGNED,
    Check,
    SiteBlock,
    is_mixed,
    may_be_signed,
    signed_figures,
    span,
)
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Table, TableCell, places_of
from vasterviksmodell.sites.missing_columns import in_yaml
from vasterviksmodell.sites.truncation import truncated
from vasterviksmodell.sites.units import OtherUnit, most_doubted, other_unit

_FEWEST = 5
"""The fewest figures of a column that is judged as a whole."""
_MEASURE = "measure"
_IN_FILE = Message("in the criteria file")
_ELSEWHERE = Message("at the other sites")
_DECLARE_UNIT = Message(
    "say in the criteria file which unit the column is in: {other}, and the figures are converted; or {right} if they"
    " are right as they are"
)
_CORRECT_OR_DECLARE = Message("correct the figure; if it is right, say so in the criteria file: {right}")
_CORRECT_FIGURE = Message("correct the figure if it is wrong")


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures above zero of a criterion in a block, or in all blocks of a file."""

    criterion: Criterion
    other: OtherUnit
    """The unit they may be in instead."""
    table: Table
    heading: Place
    column: int
    measures: pl.DataFrame
    """`ROW` and measure."""
    limit: int
    """How many findings are listed."""
    declared: bool
    """Whether the criteria file states the unit of the column."""

    def joined(self, others: Sequence["_Figures"]) -> "_Figures":
        """Return these figures together with those in further blocks."""
        return replace(self, measures=pl.concat(figures.measures for figures in (self, *others)))

    def findings(self) -> Iterator[Finding]:
        """Yield one finding for the whole column, or one for each figure that does not fit the others.

        A unit that the criteria file states is not doubted, only figures that do not fit the others.
        """
        measures, named = self.measures[_MEASURE], _expected_sizes(self.criterion)
        nearest, farthest = self._ends
        possible = farthest * self.other.factor in self.criterion.range
        if named and possible and len(measures) >= _FEWEST and self.other.suits_all(farthest, named):
            if not self.declared:
                yield self._unit_finding(self.heading, [nearest, farthest], named, _IN_FILE)
        elif self.other.may_doubt(measures):
            yield from self._single_findings(farthest)

    def _single_findings(self, farthest: float) -> Sequence[Finding]:
        first = self._first
        measures = first[_MEASURE].to_list()
        doubtful = self.other.suited_count(first[_MEASURE], farthest, self.measures.height)
        cells = [(self.table, Cell(row, self.column)) for row in first[ROW].head(min(doubtful, self.limit))]
        found = [
            self._unit_finding(place, [measure], [measures[doubtful], farthest], _ELSEWHERE)
            for measure, place in zip(measures, places_of(cells), strict=False)
        ]
        return truncated(found, doubtful, self.limit)

    @property
    def _first(self) -> pl.DataFrame:
        """The least figures if they may be too small, else the greatest; one more than can be doubted."""
        number, by = most_doubted(self.measures.height) + 1, _MEASURE
        first = self.measures.bottom_k(number, by=by) if self.other.makes_small else self.measures.top_k(number, by=by)
        return first.sort(by, ROW, descending=[not self.other.makes_small, False])

    @property
    def _ends(self) -> tuple[float, float]:
        """The most suspect figure, and the least suspect one."""
        least, greatest = self.measures.select(least=pl.col(_MEASURE).min(), greatest=pl.col(_MEASURE).max()).row(0)
        return (least, greatest) if self.other.makes_small else (greatest, least)

    def _unit_finding(
        self, place: Place, measures: Sequence[float], expected: Sequence[float], where: Message
    ) -> Finding:
        facts: dict[str, Phrase] = {
            "criterion": self.criterion.id,
            "unit": self.criterion.unit,
            "measures": span(measures),
            "expected": span(expected),
            "where": where,
            "other": self.other.name,
            "converted": span([measure * self.other.factor for measure in measures]),
        }
        level = Severity.WARNING if self.declared else None
        return Finding(rule("D206"), place, facts, advice=self._advice(where), level=level)

    def _advice(self, where: Message) -> Message:
        """Return how to declare the unit of the column."""
        form = _CORRECT_FIGURE if self.declared else _DECLARE_UNIT if where is _IN_FILE else _CORRECT_OR_DECLARE
        right, other = (self._setting(unit) for unit in (self.criterion.unit, self.other.symbol))
        return form.format(right=right, other=other)

    def _setting(self, unit: str) -> str:
        return f"data: {{units: {{{in_yaml(self.criterion.column)}: {in_yaml(unit)}}}}}"


def _expected_sizes(criterion: Criterion) -> list[float]:
    """Return the positive figures in the criteria file, which show how large measures are expected to be."""
    limits = [limits for limits in (criterion.requirement, criterion.warning) if isinstance(limits, Limits)]
    named = [
        *(criterion.value.scale if criterion.value else ()),
        *chain(*((limit.at_least, limit.at_most) for limit in limits)),
    ]
    return [figure for figure in named if figure > 0 and isfinite(figure)]


def _see_implausible(block: SiteBlock) -> list[_Figures]:
    """Observe the first figures of every criterion whose unit may be mistaken for another.

    A column with mixed per cent signs is left to D027.
    """
    found = (_positive_figures(block, block.criteria[id]) for id in block.measures)
    return [figures for figures in found if figures is not None]


def _positive_figures(block: SiteBlock, criterion: Criterion) -> _Figures | None:
    other = other_unit(criterion.unit) if criterion.kind == "number" else None
    if other is None or not block.surveyed or is_mixed(block, criterion):
        return None
    measures = block.exact.select(block.sites[ROW], pl.col(criterion.id).alias(_MEASURE)).head(block.surveyed)
    measures = measures.filter(pl.col(_MEASURE) > 0)
    if measures.is_empty():
        return None
    heading, column = block.heading(criterion.id), block.layout.measures[criterion.id]
    unit = block.layout.units.get(criterion.id)
    declared = unit is not None and unit.declared
    return _Figures(criterion, other, block.table, heading, column, measures, block.limit, declared)


def _tell_implausible(observations: Sequence[list[_Figures]], _: Criteria) -> Iterator[Finding]:
    columns = defaultdict(list)
    for figures in chain(*observations):
        columns[figures.heading, figures.criterion.id].append(figures)
    for first, *others in columns.values():
        yield from first.joined(others).findings()


IMPLAUSIBLE = Check(("D206",), _see_implausible, _tell_implausible)


_HALFWAY = 10
"""The square root of 100: a figure smaller by more than this factor is nearer to the others as a share."""
_ROUNDING = 1e-9
_AS_PER_CENT = Message(
    "the plain numbers are of the same size and are read as per cent: give all cells of the column the same format"
)


@dataclass(frozen=True, slots=True)
class _Alike:
    """The positive figures of a column in a block that have a per cent sign, or those that have none."""

    number: int
    first: TableCell
    least: float
    logarithms: float
    """The sum of their logarithms."""


_Written = Mapping[bool, _Alike]
"""By whether the figures have a per cent sign."""


@dataclass(frozen=True, slots=True)
class _Column:
    """The figures of a column in a block."""

    criterion: str
    heading: Place
    name: str
    written: _Written


def _see_percent_signs(block: SiteBlock) -> list[_Column]:
    criteria = [block.criteria[id] for id in block.measures]
    columns = [_signed_column(block, criterion) for criterion in criteria if may_be_signed(block, criterion)]
    return [column for column in columns if column.written]


def _signed_column(block: SiteBlock, criterion: Criterion) -> _Column:
    number = block.layout.measures[criterion.id]
    alike = (
        signed_figures(block, criterion)
        .group_by(SIGNED)
        .agg(
            pl.len(),
            pl.col(ROW).first(),
            pl.col(FIGURE).min().alias("least"),
            pl.col(FIGURE).log().sum().alias("logarithms"),
        )
    )
    written = {
        signed: _Alike(count, (block.table, Cell(row, number)), least, logarithms)
        for signed, count, row, least, logarithms in alike.iter_rows()
    }
    return _Column(criterion.id, block.heading(criterion.id), block.table.headings[number], written)


def _tell_percent_signs(observations: Sequence[list[_Column]], _: Criteria) -> Iterator[Finding]:
    columns = defaultdict(list)
    for column in chain(*observations):
        columns[column.heading, column.criterion].append(column)
    for blocks in columns.values():
        signed, plain = (
            _joined_blocks([block.written[has_sign] for block in blocks if has_sign in block.written])
            for has_sign in (True, False)
        )
        if signed and plain:
            yield _percent_finding(blocks[0].name, signed, plain)


def _joined_blocks(blocks: Sequence[_Alike]) -> _Alike | None:
    """Return the figures of several blocks together."""
    if not blocks:
        return None
    number, logarithms = sum(block.number for block in blocks), sum(block.logarithms for block in blocks)
    return _Alike(number, blocks[0].first, min(block.least for block in blocks), logarithms)


def _percent_finding(name: str, signed: _Alike, plain: _Alike) -> Finding:
    (place,) = places_of([signed.first if signed.number < plain.number else plain.first])
    facts: dict[str, str | Message] = {
        "column": name,
        "percent": _counted_cells(signed.number),
        "plain": _counted_cells(plain.number),
    }
    if _may_be_share(plain.least, signed.logarithms / signed.number):
        return Finding(rule("D027"), place, facts)
    return Finding(rule("D027"), place, facts, level=Severity.INFO, advice=_AS_PER_CENT)


def _may_be_share(figure: float, usual: float) -> bool:
    """Say whether a figure, read as a share of 1, is nearer to the usual percentage, given as its logarithm."""
    return figure <= 1 and log(figure * _HALFWAY) < usual - _ROUNDING


def _counted_cells(number: int) -> Message:
    return Message("1 cell") if number == 1 else Message("{number} cells").format(number=number)


PERCENT_SIGNS = Check(("D027",), _see_percent_signs, _tell_percent_signs)
