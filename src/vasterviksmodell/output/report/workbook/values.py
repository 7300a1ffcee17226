"""The sheet of values: what the measures are worth at least and at most, and which are exactly known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.i18n import Message
from vasterviksmodell.output.document.cells import short_labels
from vasterviksmodell.output.report.workbook.area import FIRST
from vasterviksmodell.output.report.workbook.formula import MEASURE, literal, value_formula
from vasterviksmodell.output.report.workbook.layout import Layout
from vasterviksmodell.output.report.workbook.limits_of_excel import fitting
from vasterviksmodell.output.report.workbook.sheet import HEADING, NOTE, POINTS, SHARE, WHOLE, Book, Sheet
from vasterviksmodell.output.report.workbook.words import NAME_WIDTHS, Site, write_names

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.scoring import Ranking

_TITLE = Message("Values: what each measure is worth, from 0 to 100")
_NOTE = Message("Computed from the measures. A score is the sum of weight times value, from the lowest to the highest.")
_BLOCKS = (Message("Lowest value"), Message("Highest value"), Message("Exactly known (1) or not (0)"))
_WEIGHT = Message("Weight")
_WIDTH = 11


def write_values(book: Book, ranking: "Ranking", layout: Layout) -> None:
    """Write the sheet."""
    sheet = book.add(layout.sheet("values"), _TITLE, _NOTE)
    sites = list(ranking.frame.iter_rows(named=True))
    write_names(sheet, sites)
    scored, labels = ranking.criteria.scored, short_labels(ranking.criteria)
    sheet.write(FIRST - 2, 0, _WEIGHT, NOTE)
    for block, first in zip(_BLOCKS, layout.blocks, strict=True):
        sheet.across(FIRST - 3, first, len(scored), block)
        sheet.row(FIRST - 1, (labels[criterion.id] for criterion in scored), HEADING, column=first)
    for criterion in scored:
        _Columns(sheet, layout, criterion).write(sites)
    sheet.columns(*NAME_WIDTHS, *[_WIDTH] * (3 * len(scored)), rows=(FIRST - 3, FIRST - 1))


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a criterion: one in each block."""

    sheet: Sheet
    layout: Layout
    criterion: "Criterion"

    def write(self, sites: Sequence[Site]) -> None:
        """Write the weight above, and the formulas of all sites."""
        from vasterviksmodell.scoring import names

        low, high, known = self._columns
        weight = self.layout.weight(self.criterion)
        for column in self._columns:
            self.sheet.compute(FIRST - 2, column, weight, float(self.criterion.weight), SHARE, NOTE)
        formulas = self._of_number if self.criterion.kind == "number" else self._of_category
        for row, site in zip(self.layout.sites.all, sites, strict=True):
            lowest, highest, is_known = formulas(row)
            self.sheet.compute(row, low, lowest, site[names.value_low(self.criterion)], POINTS)
            self.sheet.compute(row, high, highest, site[names.value_high(self.criterion)], POINTS)
            self.sheet.compute(row, known, is_known, int(Measured.of(site, self.criterion).is_exact), WHOLE)

    @property
    def _columns(self) -> tuple[int, ...]:
        place = self.layout.values[self.criterion.id] - self.layout.blocks[0]
        return tuple(first + place for first in self.layout.blocks)

    def _of_number(self, row: int) -> tuple[str, str, str]:
        """Return the formulas of the extremes: at the ends, or where the function turns between them."""
        layout, criterion = self.layout, self.criterion
        low, high = (layout.end(criterion, row, high=high) for high in (False, True))
        values = [layout.value_at_end(criterion, row, high=high) for high in (False, True)]
        turns = criterion.value.turning_points if criterion.value else ()
        inside = [
            f"IF(AND({low}<{literal(place)},{high}>{literal(place)}),{literal(value)},{values[0]})"
            for place, value in turns
        ]
        possible = fitting(",".join((*values, *inside)), criterion)
        return f"MIN({possible})", f"MAX({possible})", f"IF({low}={high},1,0)"

    def _of_category(self, row: int) -> tuple[str, str, str]:
        """Return the formulas of the value of a category, and of the worst and the best where it is unknown."""
        function, cell = self.criterion.value, self.layout.measure(self.criterion, row)
        if function is None:
            raise TypeError("a scored criterion has a value function")
        value = fitting(value_formula(function), self.criterion).replace(MEASURE, cell)
        worths = function.category_values.values()
        lowest, highest = (f'IF({cell}="",{literal(end)},{value})' for end in (min(worths), max(worths)))
        return lowest, highest, f'IF({cell}="",0,1)'
