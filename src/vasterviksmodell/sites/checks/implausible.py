"""D206: figures that do not suit their unit and would suit another. `units` says when."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import isfinite

import polars as pl

from vasterviksmodell.criteria import Criteria, Criterion, Limits
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.checks.figures import span
from vasterviksmodell.sites.checks.interface import Check, Part
from vasterviksmodell.sites.checks.percent_signs import is_mixed
from vasterviksmodell.sites.checks.units import OtherUnit, other_unit
from vasterviksmodell.sites.formats.interface import ROW, Cell, Table
from vasterviksmodell.sites.located import places_of
from vasterviksmodell.wording import Text

_FEWEST = 5
"""So many figures make a column that can be judged as a whole."""
_MOST = 100
"""So many figures of a column are doubted one by one at most."""
_MEASURE = "measure"
_IN_FILE = Text("in the criteria file", "i kriteriefilen")
_ELSEWHERE = Text("at the other sites", "på de andra platserna")


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures above zero of a criterion in a block, or in all blocks of a file."""

    criterion: Criterion
    other: OtherUnit
    """The unit that they may be in."""
    table: Table
    heading: Place
    column: int
    number: int
    first: pl.DataFrame
    """`ROW` and measure of some of them, from the side where they would be wrong."""
    farthest: float
    """The last one from there."""

    def joined(self, others: Sequence["_Figures"]) -> "_Figures":
        """Together with those in further blocks."""
        every = [self, *others]
        first = _first(pl.concat(it.first for it in every), self.other)
        farthest = (max if self.other.makes_small else min)(it.farthest for it in every)
        return replace(self, number=sum(it.number for it in every), first=first, farthest=farthest)

    def findings(self) -> Iterator[Finding]:
        """One for the whole column, or one for each figure that does not suit the others."""
        measures, named = self.first[_MEASURE].to_list(), _named(self.criterion)
        possible = self.farthest * self.other.factor in self.criterion.range
        if named and possible and self.number >= _FEWEST and self.other.suits_all(self.farthest, named):
            yield self._finding(self.heading, [measures[0], self.farthest], named, _IN_FILE)
            return
        doubtful = self.other.suited(measures, self.farthest, self.number)
        cells = [(self.table, Cell(row, self.column)) for row in self.first[ROW].head(doubtful)]
        for measure, place in zip(measures, places_of(cells), strict=False):
            yield self._finding(place, [measure], [measures[doubtful], self.farthest], _ELSEWHERE)

    def _finding(self, place: Place, measures: Sequence[float], expected: Sequence[float], where: Text) -> Finding:
        facts: dict[str, str | Text] = {
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


def _first(measures: pl.DataFrame, other: OtherUnit) -> pl.DataFrame:
    """The least when they may be too small, else the greatest; one more than is ever doubted."""
    number, by = _MOST + 1, _MEASURE
    first = measures.bottom_k(number, by=by) if other.makes_small else measures.top_k(number, by=by)
    return first.sort(by, ROW, descending=[not other.makes_small, False])


def _see(part: Part) -> list[_Figures]:
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
    farthest = measures.select(pl.col(_MEASURE).max() if other.makes_small else pl.col(_MEASURE).min()).item()
    return _Figures(criterion, other, part.table, heading, column, measures.height, _first(measures, other), farthest)


def _tell(kept: Sequence[list[_Figures]], _: Criteria) -> Iterator[Finding]:
    columns = defaultdict(list)
    for it in chain(*kept):
        columns[it.heading, it.criterion.id].append(it)
    for first, *others in columns.values():
        yield from first.joined(others).findings()


CHECK = Check(("D206",), _see, _tell)
