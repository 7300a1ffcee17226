"""The rows of a register or of the places as texts by heading, each with its place in its file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from vasterviksmodell.derivation.reading.layers import (
    EASTING,
    NORTHING,
    Layer,
)
from vasterviksmodell.findings import Place
from vasterviksmodell.sites.formats.site_format import ROW, Cell, Table
from vasterviksmodell.source.folding import folded

if TYPE_CHECKING:
    from vasterviksmodell.sites.areas import Shapes

FILE, WHOLE = "_file", "_whole"
"""The columns of the number of a file, and of the hash of a whole row."""


@dataclass(frozen=True, slots=True, eq=False)
class FileRead:
    """One file that was read."""

    path: str
    sha256: str
    format: str
    table: Table
    numbers: Mapping[str, int]
    """By folded heading: the number of its column."""
    layer: Layer | None = None
    """What was read, where its rows have shapes."""

    @property
    def position_headings(self) -> Mapping[str, str]:
        """The headings of positions that the format has itself, undeclared."""
        return self.table.position_headings if self.layer is None else {NORTHING: NORTHING, EASTING: EASTING}


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The rows of one file or several that are kept, as texts."""

    frame: pl.DataFrame
    """A column for each heading that occurs in the first file, and the number of file and row."""
    files: tuple[FileRead, ...]

    @property
    def height(self) -> int:
        return self.frame.height

    def rows_of(self, file: FileRead) -> int:
        """Return how many rows come from a file."""
        return int((self.frame[FILE] == self.files.index(file)).sum())

    def shapes(self) -> "Shapes":
        """Return the shape of each row; None where it has none."""
        numbers = zip(self.frame[FILE].to_list(), self.frame[ROW].to_list(), strict=True)
        layers = [file.layer for file in self.files]
        found: list[Any] = [None if (layer := layers[file]) is None else layer.shapes[row] for file, row in numbers]
        return np.array([*found, None], dtype=object)[:-1]

    @property
    def headings(self) -> tuple[str, ...]:
        return self.files[0].table.headings

    def has(self, heading: str) -> bool:
        """Say whether there is a column under a heading."""
        return folded(heading) in self.files[0].numbers

    def texts(self, heading: str) -> pl.Series:
        """Return the texts of a column without outer blanks; empty cells are null."""
        return self.frame[folded(heading)]

    @property
    def hashes(self) -> pl.Series:
        """The hashes of whole rows."""
        return self.frame[WHOLE]

    @property
    def comma(self) -> bool:
        """Whether numbers are written with decimal commas, in the first file."""
        return self.files[0].table.decimal_comma

    @property
    def commas(self) -> list[bool]:
        """By row: whether its file writes numbers with decimal commas."""
        signs = [file.table.decimal_comma for file in self.files]
        return [signs[number] for number in self.frame[FILE]]

    def place(self, row: int, heading: str | None = None) -> Place:
        """Return the place of a row, or of its cell under a heading. Slow: ask only for what is shown."""
        (place,) = self.places([row], heading)
        return place

    def places(self, rows: list[int], heading: str | None = None) -> list[Place]:
        """Return the places of rows, or of their cells under a heading, each file being read once."""
        found: dict[int, Place] = {}
        numbers, within = self.frame[FILE].gather(rows).to_list(), self.frame[ROW].gather(rows).to_list()
        for number, file in enumerate(self.files):
            column = None if heading is None else file.numbers.get(folded(heading))
            own = [at for at, of in enumerate(numbers) if of == number]
            places = file.table.places([Cell(within[at], column) for at in own]) if own else []
            found |= dict(zip(own, places, strict=True))
        return [found[at] for at in range(len(rows))]

    @property
    def heading_place(self) -> Place:
        """The place of the headings."""
        places = self.files[0].table.heading_places
        return replace(places[0], column=None) if places else Place(self.files[0].path)

    def only(self, chosen: pl.Series) -> "Rows":
        """Return some of the rows."""
        return Rows(self.frame.filter(chosen), self.files)
