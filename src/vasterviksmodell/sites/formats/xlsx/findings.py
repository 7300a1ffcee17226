"""What of a workbook is to be told besides its table: what is not read, and what does not hold what it shows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter, range_boundaries

from vasterviksmodell.criteria.words import folded
from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.sites.formats.xlsx.cells import FORMULA
from vasterviksmodell.sites.formats.xlsx.sheet import Body
from vasterviksmodell.sites.listed import LISTED, listed
from vasterviksmodell.wording import Text


@dataclass(frozen=True)
class SheetFindings:
    """The findings about a sheet."""

    sheet: Place
    body: Body
    heading_row: int
    wanted: frozenset[str]
    """The headings that are looked for, folded."""

    def __iter__(self) -> Iterator[Finding]:
        told = {"D008": self.body.titles, "D009": self.body.notes, "D017": self.body.hidden}
        for code, rows in told.items():
            if rows:
                facts: dict[str, str | Text] = {"lines": _rows(len(rows)), "headings": str(self.heading_row)}
                yield Finding(rule(code), self._at(rows[0]), facts)
        yield from self._formulas()
        merged = [Finding(rule("D016"), place, {"cells": cells}) for cells, place in self._merged()]
        yield from listed(merged, len(merged))

    def _at(self, row: int, column: int | None = None) -> Place:
        return replace(self.sheet, line=row, column=column)

    def _formulas(self) -> Iterator[Finding]:
        """Formulas without result, among the headings or below those that are looked for."""
        for column, heading in self.body.headings.items():
            if heading == FORMULA:
                yield self._formula(self.heading_row, column, get_column_letter(column))
            elif folded(heading) in self.wanted:
                faulty = self.body.rows.filter(self.body.frame[str(column)].eq_missing(FORMULA))
                found = [self._formula(row, column, heading) for row in faulty.head(LISTED)]
                yield from listed(found, len(faulty))

    def _formula(self, row: int, column: int, heading: str) -> Finding:
        return Finding(rule("D015"), self._at(row, column), {"column": heading})

    def _merged(self) -> Iterator[tuple[str, Place]]:
        """Merged cells of the table that hold something."""
        for cells in self.body.merged:
            bounds = _bounds(cells)
            if bounds is not None:
                column, row = bounds
                index = self.body.index_of(row)
                if index is not None and column in self.body.headings and self.body.frame[str(column)][index]:
                    yield cells, self._at(row, column)


def _rows(number: int) -> Text:
    return Text("1 row", "1 rad") if number == 1 else Text(f"{number} rows", f"{number} rader")


def _bounds(cells: str) -> tuple[int, int] | None:
    """Column and row of the first of merged cells."""
    try:
        column, row, _, _ = range_boundaries(cells)
    except ValueError:
        return None
    return (column, row) if column and row else None
