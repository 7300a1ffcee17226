"""The blocks of a document. Their texts are plain and may hold anything: formats escape it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2
    """1 for the title of the document."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short texts."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    right: bool = False
    """Whether its cells are numbers, which stand to the right."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: each row has a cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def filled(self) -> "Grid":
        """The table without the columns in which no row says anything."""
        kept = [number for number, _ in enumerate(self.columns) if any(row[number] for row in self.rows)]
        rows = tuple(tuple(row[number] for number in kept) for row in self.rows)
        return Grid(tuple(self.columns[number] for number in kept), rows)


Block = Heading | Paragraph | Items | Grid
