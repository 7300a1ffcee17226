"""Documents: results as blocks of a few kinds, whose cells stay typed until a renderer writes them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Phrase

if TYPE_CHECKING:
    from vasterviksmodell.output.figures.drawing import Drawing

__all__ = [
    "Bar",
    "Bars",
    "Block",
    "Cell",
    "Column",
    "Figure",
    "Grid",
    "Heading",
    "Items",
    "Legend",
    "Lines",
    "Meaning",
    "PageEnd",
    "Paragraph",
]


Cell = Phrase
"""The content of a cell: a message, a number, a measure, a name, a status … The renderer writes it."""


@dataclass(frozen=True, slots=True)
class Heading:
    text: Phrase
    level: int = 2
    """1 for the title of the document."""
    key: str = ""
    """By which a page refers to it."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: Phrase
    key: str = ""
    """By which a page refers to it."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Short paragraphs that belong together, under a title or without one."""

    texts: tuple[Phrase, ...]
    title: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short texts."""

    texts: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, and how it gives way where the table is too wide."""

    heading: Phrase
    right: bool = False
    """Whether its cells are numbers, which stand to the right and are never wrapped."""
    key: str = ""
    """By which a legend refers to it."""
    least: int = 12
    """The width below which it is only narrowed where nothing else helps."""
    share: int | None = None
    """The width divided by this is the most that its names take; they are shortened to it."""
    dispensable: int = 0
    """Columns that a narrow table goes without, the lowest number above 0 first."""
    wraps: bool = True
    """Whether its texts may be wrapped."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: each row has a cell for each column. Rows can be iterated more than once."""

    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    caption: Phrase = ""
    """What the table shows; nothing where a heading before it says so."""
    key: str = ""
    """By which a page refers to it."""

    def filled(self) -> "Grid":
        """Return the table without the columns whose cells are all empty."""
        filled = [number for number, _ in enumerate(self.columns) if any(row[number] for row in self.rows)]
        rows = tuple(tuple(row[number] for number in filled) for row in self.rows)
        return replace(self, columns=tuple(self.columns[number] for number in filled), rows=rows)


@dataclass(frozen=True, slots=True)
class Meaning:
    """A sentence of a legend."""

    text: Phrase
    column: str | None = None
    """The key of the column that it explains: it is left out where that column is."""


@dataclass(frozen=True, slots=True)
class Legend:
    """What tables and marks mean, in lines of a few sentences; and a last line that is no explanation."""

    lines: tuple[tuple[Meaning, ...], ...]
    last: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of stacked bars: the sizes of its segments, and how far it could reach."""

    label: Phrase
    segments: tuple[float, ...]
    reach: float
    """In the same unit, 0–100."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked bars, drawn where there is a screen to draw on; a table beside them has the figures."""

    bars: tuple[Bar, ...]
    segments: tuple[Phrase, ...]
    """What each segment stands for."""
    remainder: Phrase
    """What lies between the segments and the reach."""


@dataclass(frozen=True, slots=True)
class PageEnd:
    """The end of a page, where there are pages: what follows begins on a new one."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, and a text that says what it shows, which stands for it where nothing is drawn."""

    drawing: "Drawing"
    text: Phrase
    caption: Phrase


Block = Heading | Paragraph | Lines | Items | Grid | Legend | Bars | PageEnd | Figure
