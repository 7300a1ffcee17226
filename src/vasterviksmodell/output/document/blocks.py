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


Block = Heading | Paragraph | Items | Grid
