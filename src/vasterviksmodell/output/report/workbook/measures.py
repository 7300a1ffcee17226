"""The sheet of measures: what is known of each site, in cells that are meant to be changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from vasterviksmodell.analysis.measured import Measured
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.i18n.numbers import Exact
from vasterviksmodell.output.document.cells import Name, short_labels
from vasterviksmodell.output.measure_texts import is_next_to_round, round_neighbour
from vasterviksmodell.output.report.workbook.area import FIRST, beside
from vasterviksmodell.output.report.workbook.layout import ENDLESS, Layout
from vasterviksmodell.output.report.workbook.sheet import CHOICE, HEADING, INPUT, YELLOW, Book, Sheet, Style
from vasterviksmodell.output.report.workbook.words import HIGHEST, LOWEST, NAME_WIDTHS, Site, write_names

if TYPE_CHECKING:
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.scoring import Ranking

_TITLE = Message("Measures")
_NOTE = Message(
    "Yellow cells can be changed. Write a figure under lowest: highest follows, unless you write another figure there."
    " An empty cell is unknown and counts as everything within its range."
)
_CATEGORY = Message("category")
_NOT_ALLOWED = Message("Not a possible measure")
_BETWEEN = Message("Write a number from {low} to {high}, or leave the cell empty where it is unknown.")
_LISTED = Message("Choose one of the categories, or leave the cell empty where it is unknown.")
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255
_NUMBER_WIDTH, _CATEGORY_WIDTH = 9, 15
_APART = 2.0**-46
"""By this share an end moves from the round number that it is next to: spreadsheets compare 15 digits."""
_LEAST = 1e-300
_FIGURE: Style = {**INPUT, "num_format": "General", "align": "right"}
_CATEGORY_INPUT: Style = {**CHOICE, "num_format": "@"}
_READ: Style = {"font_color": "#595959", "valign": "top"}
"""Of a figure that stands in another column."""


def end_of_measure(end: float) -> float:
    """Return an end of a measure so that a spreadsheet tells it from the number that it is next to.

    >>> from math import nextafter
    >>> 500 - end_of_measure(nextafter(500, 0)), end_of_measure(500.0)
    (7.105427357601002e-12, 500.0)
    """
    if not isfinite(end) or not is_next_to_round(end):
        return end
    round_number = round_neighbour(end)
    sign = 1 if end > round_number else -1
    return round_number + sign * (abs(round_number) * _APART or _LEAST)


def write_measures(book: Book, ranking: "Ranking", layout: Layout) -> None:
    """Write the sheet."""
    sheet = book.add(layout.sheet("measures"), _TITLE, _NOTE)
    sites = list(ranking.frame.iter_rows(named=True))
    write_names(sheet, sites)
    first_readers = {reader.id: readers[0] for readers in ranking.criteria.reading for reader in readers[1:]}
    labels = short_labels(ranking.criteria)
    widths = []
    for criterion in ranking.criteria.criteria:
        column = _Column(sheet, layout, criterion, first_readers.get(criterion.id), sites)
        column.write(labels[criterion.id])
        widths += [_NUMBER_WIDTH] * 2 if criterion.kind == "number" else [_CATEGORY_WIDTH]
    sheet.columns(*NAME_WIDTHS, *widths, rows=(FIRST - 3, FIRST - 1))


@dataclass(frozen=True, slots=True)
class _Column:
    """The column of a criterion, or the two of its lowest and highest figures."""

    sheet: Sheet
    layout: Layout
    criterion: "Criterion"
    read_first: "Criterion | None"
    """The criterion that reads the same figure before it."""
    sites: Sequence[Site]

    @property
    def first(self) -> int:
        return self.layout.measures[self.criterion.id]

    @property
    def ends(self) -> tuple[Message, ...]:
        return (LOWEST, HIGHEST) if self.criterion.kind == "number" else (_CATEGORY,)

    @property
    def area(self) -> tuple[int, int, int, int]:
        """The first row and column, and the last."""
        rows = self.layout.sites.all
        return rows[0], self.first, rows[-1], self.first + len(self.ends) - 1

    def write(self, label: Phrase) -> None:
        """Write the headings, the measures, and what the cells allow."""
        self.sheet.across(FIRST - 3, self.first, len(self.ends), label)
        for place, end in enumerate(self.ends, self.first):
            self.sheet.write(FIRST - 2, place, Name(self.criterion.unit), HEADING)
            self.sheet.write(FIRST - 1, place, end, HEADING)
        for row, site in zip(self.layout.sites.all, self.sites, strict=True):
            self._write_site(row, Measured.of(site, self.criterion), site)
        if self.sites:
            self.sheet.page.data_validation(*self.area, self._allowed())
            self.sheet.mark(self.area, self._unknown(), YELLOW)

    def _write_site(self, row: int, measured: Measured, site: Site) -> None:
        if self.read_first is not None and _same(measured, Measured.of(site, self.read_first)):
            self._refer(row, measured, self.read_first)
        elif measured.low is None or measured.high is None:
            self.sheet.write(row, self.first, measured.category, _CATEGORY_INPUT)
        else:
            self._write_ends(row, measured.low, measured.high, is_unknown=measured.is_unknown)

    def _refer(self, row: int, measured: Measured, read_first: "Criterion") -> None:
        """Write that the figure is the one that another criterion reads."""
        ends = (measured.low, measured.high) if self.criterion.kind == "number" else (measured.category,)
        for place, held in enumerate(ends):
            shown = None if measured.is_unknown else held
            self._follow(row, place, self.layout.measure(read_first, row, high=bool(place)), shown, _READ)

    def _follow(self, row: int, place: int, cell: str, held: "float | Phrase | None", style: Style) -> None:
        """Write that a cell holds what another holds, and nothing where that is empty."""
        self.sheet.compute(row, self.first + place, f'IF({cell}="","",{cell})', held, style)

    def _write_ends(self, row: int, low: float, high: float, *, is_unknown: bool) -> None:
        if is_unknown:
            start: float | str | None = None
        else:
            start = end_of_measure(low) if isfinite(low) else Exact(low).inside("en")
        self.sheet.write(row, self.first, start, _FIGURE)
        if is_unknown or low == high:
            self._follow(row, 1, self.layout.measure(self.criterion, row), start, _FIGURE)
        else:
            self.sheet.write(row, self.first + 1, end_of_measure(high) if isfinite(high) else Exact(high), _FIGURE)
        for column, end in enumerate((low, high), self.first):
            self._sign(row, column, end)

    def _sign(self, row: int, column: int, end: float) -> None:
        """Show `<500`, not 500, where an end is just below it: as long as the cell holds that figure."""
        if isfinite(end) and is_next_to_round(end):
            sign = ">" if end > round_neighbour(end) else "<"
            text = sign + self.sheet.book.text(Exact(round_neighbour(end)))
            shown = self.sheet.book.format({"num_format": f'"{text}"'})
            rule = {"type": "cell", "criteria": "==", "value": end_of_measure(end), "format": shown}
            self.sheet.page.conditional_format(row, column, row, column, rule)

    def _allowed(self) -> dict[str, Any]:
        """Return what the cells allow, and what is said of anything else."""
        text = self.sheet.book.text
        title = text(_NOT_ALLOWED)[:_LONGEST_TITLE]
        if self.criterion.kind != "number":
            source = f"={self.layout.categories(self.criterion)}"
            message = text(_LISTED)[:_LONGEST_MESSAGE]
            return {"validate": "list", "source": source, "error_title": title, "error_message": message}
        low, high = self.criterion.range.low, self.criterion.range.high
        message = text(_BETWEEN.format(low=Exact(low), high=Exact(high)))[:_LONGEST_MESSAGE]
        ends = {"minimum": max(low, -ENDLESS), "maximum": min(high, ENDLESS)}
        return {
            "validate": "decimal", "criteria": "between", **ends, "error_title": title, "error_message": message,
        }  # fmt: skip

    def _unknown(self) -> str:
        """Return the test of the first cells of which nothing is known."""
        row, first, _, last = self.area
        if first == last:
            return f'{beside(row, first)}=""'
        return f"AND(NOT(ISNUMBER({beside(row, first)})),NOT(ISNUMBER({beside(row, last)})))"


def _same(one: Measured, other: Measured) -> bool:
    """Return whether both criteria know the same of their figure."""
    known = [(measured.low, measured.high, measured.category, measured.is_unknown) for measured in (one, other)]
    return known[0] == known[1]
