"""Cells of several tables at once: where they stand."""

from collections.abc import Sequence

from vasterviksmodell.findings import Place
from vasterviksmodell.sites.formats.interface import Cell, Table

Located = tuple[Table, Cell]
"""A cell with the table it stands in."""


def places_of(located: Sequence[Located]) -> list[Place]:
    """Where cells stand; each table is asked once."""
    tables = {id(table): table for table, _ in located}
    found: dict[tuple[int, Cell], Place] = {}
    for key, table in tables.items():
        cells = list(dict.fromkeys(cell for other, cell in located if other is table))
        found |= zip(((key, cell) for cell in cells), table.places(cells), strict=True)
    return [found[id(table), cell] for table, cell in located]
