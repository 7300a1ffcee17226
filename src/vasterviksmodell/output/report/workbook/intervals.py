"""The sheet of intervals: what each number can be, and what its ends are worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.output.document.cells import short_labels
from vasterviksmodell.output.report.workbook.area import FIRST
from vasterviksmodell.output.report.workbook.formula import MEASURE, literal, value_formula
from vasterviksmodell.output.report.workbook.layout import ENDLESS, Layout
from vasterviksmodell.output.report.workbook.limits_of_excel import fitting
from vasterviksmodell.output.report.workbook.measures import end_of_measure
from vasterviksmodell.output.report.workbook.sheet import FIGURE, HEADING, NOTE, POINTS, Book, Sheet
from vasterviksmodell.output.report.workbook.words import HIGHEST, LOWEST, NAME_WIDTHS, write_names

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.scoring import Ranking

_TITLE = Message("Intervals: what each figure can be, and what that is worth")
_NOTE = Message("Computed from the measures: an empty cell there is the whole range here. Nothing is written here.")
_VALUE_OF_LOWEST, _VALUE_OF_HIGHEST = Message("value of lowest"), Message("value of highest")
_IMPOSSIBLE = Message("impossible figures")
_WIDTH = 10


def write_intervals(book: Book, ranking: "Ranking", layout: Layout) -> None:
    """Write the sheet."""
    sheet = book.add(layout.sheet("intervals"), _TITLE, _NOTE)
    sites = list(ranking.frame.iter_rows(named=True))
    write_names(sheet, sites)
    sheet.write(FIRST - 3, 0, _IMPOSSIBLE, NOTE)
    labels = short_labels(ranking.criteria)
    widths = []
    for criterion in layout.numbers:
        column = _Column(sheet, layout, criterion, [Measured.of(site, criterion) for site in sites])
        column.write(labels[criterion.id])
        widths += [_WIDTH] * column.number
    sheet.columns(*NAME_WIDTHS, *widths, rows=(FIRST - 2, FIRST - 1))


@dataclass(frozen=True, slots=True)
class _Column:
    """The columns of a number: both ends and, where it is scored, their values."""

    sheet: Sheet
    layout: Layout
    criterion: "Criterion"
    measures: Sequence[Measured]

    @property
    def first(self) -> int:
        return self.layout.intervals[self.criterion.id]

    @property
    def number(self) -> int:
        return 4 if self.criterion.scored else 2

    def write(self, label: Phrase) -> None:
        """Write the headings and the formulas of all sites."""
        headings = (LOWEST, HIGHEST, _VALUE_OF_LOWEST, _VALUE_OF_HIGHEST)
        self.sheet.across(FIRST - 2, self.first, self.number, label)
        self.sheet.row(FIRST - 1, headings[: self.number], HEADING, column=self.first)
        self.sheet.compute(FIRST - 3, self.first, self._impossible(), 0, NOTE)
        for row, measured in zip(self.layout.sites.all, self.measures, strict=True):
            self._write_ends(row, measured)
        if self.criterion.scored:
            self._write_values()

    def _impossible(self) -> str:
        """Return the formula of how many sites have a figure outside the range, or a lowest above the highest."""
        area, rows, span = self.layout.sheet("intervals"), self.layout.sites, self.criterion.range
        low, high = (rows.column(area, self.first + place) for place in (0, 1))
        least, most = (literal(max(-ENDLESS, min(end, ENDLESS))) for end in (span.low, span.high))
        return f"SUMPRODUCT(--(({low}>{high})+({low}<{least})+({high}>{most})>0))"

    def _write_ends(self, row: int, measured: Measured) -> None:
        span = self.criterion.range
        ends = ((measured.low, span.low), (measured.high, span.high))
        for place, (end, bound) in enumerate(ends):
            cell = self.layout.measure(self.criterion, row, high=bool(place))
            least, found = (_finite(bound), _finite(bound if end is None else end_of_measure(end)))
            self.sheet.compute(row, self.first + place, f"IF(ISNUMBER({cell}),{cell},{literal(least)})", found, FIGURE)

    def _write_values(self) -> None:
        from vasterviksmodell.analysis.target_search.inverse import values_at

        if self.criterion.value is None:
            return
        formula = fitting(value_formula(self.criterion.value), self.criterion)
        ends = [[measured.low for measured in self.measures], [measured.high for measured in self.measures]]
        for place, figures in enumerate(ends):
            values = values_at(self.criterion, [figure for figure in figures if figure is not None])
            for row, value in zip(self.layout.sites.all, values, strict=True):
                cell = self.layout.end(self.criterion, row, high=bool(place))
                self.sheet.compute(row, self.first + 2 + place, formula.replace(MEASURE, cell), value, POINTS)


def _finite(end: float) -> float:
    return max(-ENDLESS, min(end, ENDLESS))
