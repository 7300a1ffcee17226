"""D206: figures that do not suit their unit and would suit another. `units` says when."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import isfinite

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion, Limits
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.checks.interface import Check, Part, is_mixed, span
from vasterviksmodell.sites.checks.units import OtherUnit, most_doubted, other_unit
from vasterviksmodell.sites.formats.interface import ROW, Cell, Table, places_of
from vasterviksmodell.sites.listed import listed

_FEWEST = 5
"""So many figures make a column that can be judged as a whole."""
_MEASURE = "measure"
_IN_FILE = Message("in the criteria file")
_ELSEWHERE = Message("at the other sites")


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures above zero of a criterion in a block, or in all blocks of a file."""

    criterion: Criterion
    other: OtherUnit
    """The unit that they may be in."""
    table: Table
    heading: Place
    column: int
    measures: pl.DataFrame
    """`ROW` and measure."""
    limit: int
    """How many findings are listed."""

    def joined(self, others: Sequence["_Figures"]) -> "_Figures":
        """Together with those in further blocks."""
        return replace(self, measures=pl.concat(it.measures for it in (self, *others)))

    def findings(self) -> Iterator[Finding]:
        """One for the whole column, or one for each figure that does not suit the others."""
        measures, named = self.measures[_MEASURE], _named(self.criterion)
        nearest, farthest = self._ends
        possible = farthest * self.other.factor in self.criterion.range
        if named and possible and len(measures) >= _FEWEST and self.other.suits_all(farthest, named):
            yield self._finding(self.heading, [nearest, farthest], named, _IN_FILE)
        elif self.other.may_doubt(measures):
            yield from self._single_findings(farthest)

    def _single_findings(self, farthest: float) -> Sequence[Finding]:
        first = self._first
        measures = first[_MEASURE].to_list()
        doubtful = self.other.suited(first[_MEASURE], farthest, self.measures.height)
        cells = [(self.table, Cell(row, self.column)) for row in first[ROW].head(min(doubtful, self.limit))]
        found = [
            self._finding(place, [measure], [measures[doubtful], farthest], _ELSEWHERE)
            for measure, place in zip(measures, places_of(cells), strict=False)
        ]
        return listed(found, doubtful, self.limit)

    @property
    def _first(self) -> pl.DataFrame:
        """The least when they may be too small, else the greatest; one more than is ever doubted."""
        number, by = most_doubted(self.measures.height) + 1, _MEASURE
        first = self.measures.bottom_k(number, by=by) if self.other.makes_small else self.measures.top_k(number, by=by)
        return first.sort(by, ROW, descending=[not self.other.makes_small, False])

    @property
    def _ends(self) -> tuple[float, float]:
        """The figure that is farthest on the side where they would be wrong, and the last one from there."""
        least, greatest = self.measures.select(least=pl.col(_MEASURE).min(), greatest=pl.col(_MEASURE).max()).row(0)
        return (least, greatest) if self.other.makes_small else (greatest, least)

    def _finding(self, place: Place, measures: Sequence[float], expected: Sequence[float], where: Message) -> Finding:
        facts: dict[str, Phrase] = {
            "criterion": self.criterion.id,
            "unit": self.criterion.unit,
            "measures": span(measures),
            "expected": span(expected),
            "where": where,
            "other": self.other.name,
            "converted": span([it * self.other.factor for it in measures]),
        }
        return Finding(rule("D206"), place, facts)


def _named(criterion: Criterion) -> list[float]:
    """The figures above zero that the criteria file names: of what size the measures are expected to be."""
    limits = [it for it in (criterion.requirement, criterion.warning) if isinstance(it, Limits)]
    named = [*(criterion.value.scale if criterion.value else ()), *chain(*((it.at_least, it.at_most) for it in limits))]
    return [it for it in named if it > 0 and isfinite(it)]


def _see_implausible(part: Part) -> list[_Figures]:
    """For every criterion whose unit is mistaken for another; of the first sites only.

    Of a column where only some cells are in per cent D027 tells.
    """
    found = (_figures(part, part.criteria[id]) for id in part.measures)
    return [it for it in found if it is not None]


def _figures(part: Part, criterion: Criterion) -> _Figures | None:
    other = other_unit(criterion.unit) if criterion.kind == "number" else None
    if other is None or not part.surveyed or is_mixed(part, criterion):
        return None
    measures = part.exact.select(part.block[ROW], pl.col(criterion.id).alias(_MEASURE)).head(part.surveyed)
    measures = measures.filter(pl.col(_MEASURE) > 0)
    if measures.is_empty():
        return None
    heading, column = part.heading(criterion.id), part.layout.measures[criterion.id]
    return _Figures(criterion, other, part.table, heading, column, measures, part.limit)


def _tell_implausible(kept: Sequence[list[_Figures]], _: Criteria) -> Iterator[Finding]:
    columns = defaultdict(list)
    for it in chain(*kept):
        columns[it.heading, it.criterion.id].append(it)
    for first, *others in columns.values():
        yield from first.joined(others).findings()


IMPLAUSIBLE = Check(("D206",), _see_implausible, _tell_implausible)
