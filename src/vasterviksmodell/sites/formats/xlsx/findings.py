"""What of a workbook is to be told besides its table: what is not read, and what does not hold what it shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import polars as pl
from openpyxl.utils import get_column_letter

from vasterviksmodell.findings import Finding, Place, rule
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.sites.formats.interface import Expected
from vasterviksmodell.sites.formats.xlsx.cells import FORMULA
from vasterviksmodell.sites.formats.xlsx.runs import STRUCK
from vasterviksmodell.sites.formats.xlsx.sheet import Body, merged_cells
from vasterviksmodell.sites.listed import listed
from vasterviksmodell.wording import lines_called
from vasterviksmodell.words import folded


@dataclass(frozen=True)
class SheetFindings:
    """The findings about a sheet."""

    sheet: Place
    body: Body
    heading_rows: Sequence[int]
    expected: Expected

    def __iter__(self) -> Iterator[Finding]:
        told = {"D008": self.body.titles, "D009": self.body.notes, "D017": self.body.hidden}
        for code, rows in told.items():
            if rows:
                facts: dict[str, Phrase] = {
                    "lines": _rows(len(rows)),
                    "headings": lines_called(self.heading_rows),
                }
                yield Finding(rule(code), self._at(rows[0]), facts)
        yield from self._hidden_columns()
        yield from self._formulas()
        for column, heading in self._columns(self.expected.headings):
            yield from self._at_cells("D028", column, heading, pl.col(column).str.contains(STRUCK, literal=True))
        merged = [Finding(rule("D016"), place, {"cells": cells}) for cells, place in self._merged()]
        yield from listed(merged, len(merged), self.expected.limit)

    def _at(self, row: int, column: int | None = None) -> Place:
        return replace(self.sheet, line=row, column=column)

    def _columns(self, wanted: frozenset[str]) -> Iterator[tuple[str, str]]:
        """The columns of the frame under headings that are wanted, each with its heading."""
        for column in self.body.called(lambda heading: folded(heading) in wanted):
            yield str(column), self.body.headings[column]

    def _hidden_columns(self) -> Iterator[Finding]:
        """Columns that a criterion reads and nobody sees."""
        for column, heading in self._columns(self.expected.measures):
            if int(column) in self.body.hidden_columns:
                yield Finding(rule("D043"), self._at(self.heading_rows[-1], int(column)), {"column": heading})

    def _formulas(self) -> Iterator[Finding]:
        """Formulas without result, among the headings or below those that are looked for."""
        for number, heading in self.body.headings.items():
            if FORMULA in heading:
                place = self._at(self.heading_rows[-1], number)
                yield Finding(rule("D015"), place, {"column": get_column_letter(number)})
        for column, heading in self._columns(self.expected.headings):
            yield from self._at_cells("D015", column, heading, pl.col(column) == FORMULA)

    def _at_cells(self, code: str, column: str, heading: str, which: pl.Expr) -> list[Finding]:
        """A finding for each of some cells of a column."""
        rows = self.body.rows.filter(self._which(which))
        first = rows.head(self.expected.limit)
        found = [Finding(rule(code), self._at(row, int(column)), {"column": heading}) for row in first]
        return listed(found, len(rows), self.expected.limit)

    def _which(self, which: pl.Expr) -> pl.Series:
        return self.body.frame.select(which.fill_null(value=False)).to_series()

    def _merged(self) -> Iterator[tuple[str, Place]]:
        """Merged cells of the table that hold something."""
        for cells in self.body.merged:
            merged = merged_cells(cells)
            index = None if merged is None else self.body.index_of(merged.row)
            if merged is None or index is None or merged.column not in self.body.headings:
                continue
            if self.body.frame[str(merged.column)][index]:
                yield cells, self._at(merged.row, merged.column)


def _rows(number: int) -> Message:
    return Message("1 row") if number == 1 else Message("{number} rows").format(number=number)
