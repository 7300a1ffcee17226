"""The blocks of a document: what is said, not how it looks. Formats escape the texts, which may hold anything."""

from dataclasses import dataclass

from vasterviksmodell.i18n import Phrase

Cell = Phrase
"""What stands in a cell: a message, a number, a measure, a name, a status … It is written by the renderer."""


@dataclass(frozen=True, slots=True)
class Heading:
    text: Phrase
    level: int = 2
    """1 for the title of the document."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Phrase


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short texts."""

    texts: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Column:
    heading: Phrase
    right: bool = False
    """Whether its cells are numbers, which stand to the right."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: each row has a cell for each column."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def filled(self) -> "Grid":
        """Return the table without the columns in which no row says anything."""
        kept = [number for number, _ in enumerate(self.columns) if any(row[number] for row in self.rows)]
        rows = tuple(tuple(row[number] for number in kept) for row in self.rows)
        return Grid(tuple(self.columns[number] for number in kept), rows)


Block = Heading | Paragraph | Items | Grid
