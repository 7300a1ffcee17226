"""A workbook that another program recalculates: IronCalc, an engine of its own."""

import tempfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import ironcalc
import openpyxl

Cell = tuple[str, int, int]
"""The name of a sheet, a row and a column, counted from 1."""


class Recalculated:
    """A workbook as bytes: what it stores, and what its formulas give when something is changed."""

    def __init__(self, content: bytes) -> None:
        self.stored = openpyxl.load_workbook(BytesIO(content), data_only=True)
        self.written = openpyxl.load_workbook(BytesIO(content))
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "book.xlsx")
            path.write_bytes(content)
            self.model = ironcalc.load_from_xlsx(str(path))
        self.model.evaluate()

    def formulas(self) -> Iterator[Cell]:
        for sheet in self.written:
            for row in sheet.iter_rows():
                yield from ((sheet.title, cell.row, cell.column) for cell in row if cell.data_type == "f")

    def kept(self, cell: Cell) -> Any:
        """What is stored in a cell; an empty text where there is nothing."""
        name, row, column = cell
        held = self.stored[name].cell(row, column).value
        return "" if held is None else held

    def given(self, cell: Cell) -> Any:
        """What a cell gives when the workbook is recalculated."""
        name, row, column = cell
        held = self.model.get_cell_value(self.stored.sheetnames.index(name), row, column)
        return "" if held is None else held

    def differences(self, tolerance: float = 1e-9) -> list[tuple[Cell, Any, Any]]:
        """The formulas that give something else than what is stored."""
        pairs = [(cell, self.kept(cell), self.given(cell)) for cell in self.formulas()]
        return [(cell, kept, given) for cell, kept, given in pairs if not alike(kept, given, tolerance)]

    def write(self, cell: Cell, content: float | str | None) -> None:
        """Change a cell."""
        name, row, column = cell
        sheet = self.stored.sheetnames.index(name)
        if content is None:
            self.model.clear_cell_contents(sheet, row, column)
        elif isinstance(content, str):
            self.model.update_cell_with_text(sheet, row, column, content)
        else:
            self.model.update_cell_with_number(sheet, row, column, content)

    def find(self, sheet: str, row: str, heading: str, *, label: int = 2, after: int = 0) -> Cell:
        """The cell in the row that has a text in a column, and the column that has a heading; or some columns after."""
        rows = [cells[label - 1].row for cells in self.stored[sheet].iter_rows() if cells[label - 1].value == row]
        columns = [
            cell.column for cells in self.stored[sheet].iter_rows(max_row=5) for cell in cells if cell.value == heading
        ]
        return sheet, rows[0], columns[0] + after

    def table(self, sheet: str, headings: Sequence[str], key: str = "Id") -> dict[str, dict[str, Any]]:
        """What the rows under the headings give, by what stands under one of them."""
        head = {cell.value: cell.column for cell in self.stored[sheet][5]}
        rows = [
            {name: self.given((sheet, row, head[name])) for name in (key, *headings)}
            for row in range(6, self.stored[sheet].max_row + 1)
        ]
        return {row[key]: row for row in rows if row[key]}


def alike(one: Any, other: Any, tolerance: float = 1e-9) -> bool:
    """Whether two cells hold the same: numbers within a tolerance, which grows with them."""
    if isinstance(one, int | float) and isinstance(other, int | float):
        return bool(abs(one - other) <= tolerance * max(1.0, abs(one)))
    return bool(one == other)
