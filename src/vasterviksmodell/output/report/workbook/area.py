"""References to cells: where something stands in the workbook."""

from dataclasses import dataclass
from functools import cached_property

FIRST = 5
"""The row of the first site, or of the first entry, counted from 0; the row above has the headings."""


@dataclass(frozen=True)
class Area:
    """Where something stands in the workbook: the name of a sheet, and references to its cells."""

    name: str

    @cached_property
    def _before(self) -> str:
        """What stands before the reference of a cell."""
        from xlsxwriter.utility import quote_sheetname

        return f"{quote_sheetname(self.name)}!"

    def cell(self, row: int, column: int) -> str:
        """Return the reference of a cell, from any sheet."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return f"{self._before}{xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)}"

    def area(self, first: tuple[int, int], last: tuple[int, int]) -> str:
        """Return the reference of the cells between two, both included."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        return f"{self.cell(*first)}:{xl_rowcol_to_cell(*last, row_abs=True, col_abs=True)}"


def beside(row: int, column: int) -> str:
    """Return the reference of a cell of the same sheet, for a rule that goes down the rows."""
    from xlsxwriter.utility import xl_rowcol_to_cell

    reference: str = xl_rowcol_to_cell(row, column, col_abs=True)
    return reference


@dataclass(frozen=True, slots=True)
class SiteRows:
    """The rows of the sites, the same in all sheets that have one for each."""

    number: int

    @property
    def all(self) -> range:
        return range(FIRST, FIRST + self.number)

    def column(self, area: Area, column: int) -> str:
        """Return the reference of a column of all sites; of one empty row where there are none."""
        return area.area((FIRST, column), (FIRST + max(self.number, 1) - 1, column))
