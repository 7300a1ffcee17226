"""The interface of site formats: what they expect, the tables they open, and the kinds of files."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol, runtime_checkable

from vasterviksmodell.findings import Finding, Place
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.source.text import BYTE_ORDER_MARK

if TYPE_CHECKING:
    import polars as pl

    from vasterviksmodell.criteria import DataFiles, SiteColumns
    from vasterviksmodell.sites.formats.heading_lines import SurroundingLines
    from vasterviksmodell.source.files import Source


@dataclass(frozen=True, slots=True)
class Expected:
    """What a format knows about the criteria."""

    data: "DataFiles"
    """How the criteria file says that files are written."""
    headings: frozenset[str]
    """The headings that are looked for, folded; they show which row holds the headings."""
    site: "SiteColumns"
    measures: frozenset[str]
    """The headings of measures, folded."""
    limit: int
    """How many findings of a kind in a column are listed."""
    occurrence: int = 0
    """Which value of a repeated key is read, from 0; the last if there are fewer."""


ROW = "_row"
"""The column that numbers the rows of a table."""


class Cell(NamedTuple):
    row: int
    column: int | None
    """The number of the heading; None for the row as a whole."""


class Table(Protocol):
    """A data file as a lazy frame of texts: one column for each heading, named by its number, and `ROW`.

    A format that has geometries may add those of each row, as `places.GEOMETRIES`.
    """

    @property
    def headings(self) -> tuple[str, ...]: ...

    @property
    def heading_places(self) -> tuple[Place, ...]: ...

    @property
    def heading_parts(self) -> tuple[tuple[str, ...], ...]:
        """By column: the texts on each line of headings; empty when the headings take one line."""
        ...

    @property
    def frame(self) -> "pl.LazyFrame": ...

    @property
    def decimal_comma(self) -> bool: ...

    @property
    def dialect(self) -> Mapping[str, str]: ...

    @property
    def position_headings(self) -> Mapping[str, str]:
        """By the names of `SiteColumns`: the headings of positions that the format has itself, undeclared."""
        ...

    @property
    def heading_lines(self) -> tuple[int, ...]:
        """The lines of the headings; none where the format has no such lines."""
        ...

    @property
    def surrounding_lines(self) -> "SurroundingLines":
        """The lines near the headings."""
        ...

    @property
    def alternatives(self) -> "Sequence[Table]":
        """The same table with the other values of repeated keys, to be checked for faults."""
        ...

    def places(self, cells: Sequence[Cell]) -> list[Place]:
        """Return the places of cells in the file. Slow: ask once, for all cells that are shown."""
        ...

    def may_have_faults(self, *, short: bool) -> bool:
        """Say whether the table may have faults that its frame hides; `short` when rows lack their last cell."""
        ...

    def faults(self, limit: int) -> tuple[Finding, ...]:
        """Return all faults of the file's structure, at most `limit` of a kind. Slow: ask only when in doubt."""
        ...

    def rewritten(self) -> AbstractContextManager["Table"]:
        """Open the same table from a copy that Polars can read, when the frame itself fails."""
        ...


@runtime_checkable
class NumberReader(Protocol):
    """A table that can read columns of figures as numbers at once, which is faster than as texts first."""

    def frame_with(self, numbers: Collection[int]) -> "pl.LazyFrame | None":
        """Return the frame with some columns as numbers; None where one might be read otherwise than the text says.

        The frame fails at a cell that is no plain number.
        """
        ...


_FIRST_PART = 100
"""The bytes of an archive in which a first part `mimetype` states its type."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file, recognised by its contents."""

    description: Message
    advice: Message
    format: str | None = None
    """The name of the site format that reads it."""
    reported_by: tuple[str, ...] = ()
    """The names of the site formats that open it to report what is wrong; the first reports most."""

    @property
    def hint(self) -> Message:
        """What the file is, and what to do with it."""
        return Message("it is {called}: {advice}").format(called=self.description, advice=self.advice)


class FileEnds:
    """What formats recognise files by: the first and last bytes, and the text at the beginning."""

    size: int = 1 << 16

    def __init__(self, source: "Source") -> None:
        self._source = source
        self.head: bytes = source.head(self.size)

    @cached_property
    def tail(self) -> bytes:
        return self._source.tail(self.size)

    @cached_property
    def text(self) -> str | None:
        """The text at the beginning without leading blanks; None for a binary file."""
        utf_16 = self.head.startswith((b"\xff\xfe", b"\xfe\xff"))
        if b"\0" in self.head and not utf_16:
            return None
        text = self.head.decode("utf-16" if utf_16 else "utf-8", errors="replace")
        return text.lstrip(BYTE_ORDER_MARK).lstrip()

    @property
    def is_empty(self) -> bool:
        return len(self.head) < self.size and self.text == ""

    @property
    def is_zip(self) -> bool:
        return self.head.startswith((b"PK\3\4", b"PK\5\6"))

    @cached_property
    def _searched(self) -> bytes:
        """The names in an archive with its first bytes; for other and damaged files, both ends."""
        if self.is_zip:
            from zipfile import BadZipFile, ZipFile

            with suppress(BadZipFile, ValueError, EOFError, NotImplementedError), ZipFile(self._source.path) as archive:
                return b"\n".join([self.head[:_FIRST_PART], *(text.encode() for text in archive.namelist())])
        return self.head + self.tail

    def contains(self, mark: bytes) -> bool:
        """Say whether a mark occurs among the names in an archive, or near the ends of another file."""
        return mark in self._searched


OpenedTable = tuple[Table | None, tuple[Finding, ...]]
"""The table of a file, or None, and findings."""


class SiteFormat(ABC):
    """A site format: its names, the files it recognises, and how it opens them.

    The modules that open files are imported only then.
    """

    name: ClassVar[str]
    title: ClassVar[str | Message]
    """The name of the format as users know it."""
    description: ClassVar[Message]
    """A file of the format, in a sentence."""
    suffixes: ClassVar[tuple[str, ...]]
    binary: ClassVar[bool] = False
    """Whether its files are binary, so that they may have NUL bytes."""
    also_opens: ClassVar[tuple[str, ...]] = ()
    """The names of other formats whose files it opens when they have its suffix."""
    yields_to: ClassVar[tuple[str, ...]] = ()
    """The names of formats that read a file with its suffix when they recognise the contents."""

    @property
    def kind(self) -> Kind:
        """The kind of its files, for users who expected another."""
        advice = Message(
            "rename it so that it ends in .{format}; if its suffix is unknown, use --input-format {format}"
        ).format(format=self.name)
        return Kind(self.description, advice, self.name)

    def recognises(self, ends: FileEnds) -> bool:  # noqa: ARG002
        """Say whether the contents of a file are certainly of this format."""
        return False

    def accepts(self, kind: Kind) -> bool:
        """Say whether the format opens files of a kind, if only to report what is wrong with them."""
        return kind.format in (self.name, *self.also_opens) or self.name in kind.reported_by

    def may_read(self, text: str) -> bool:  # noqa: ARG002
        """Say whether the format may read a file that begins with a text which no format recognises."""
        return not self.binary

    def advice(self, source: "Source", expected: Expected) -> Phrase:  # noqa: ARG002
        """Return what to do with a file of this format that another should have read."""
        return self.kind.advice

    @abstractmethod
    def open_table(self, source: "Source", expected: Expected) -> OpenedTable:
        """Open a file that no other format recognises."""


TableCell = tuple[Table, Cell]
"""A cell with its table."""


def places_of(located: Sequence[TableCell]) -> list[Place]:
    """Return the places of cells; each table is asked once."""
    tables = {id(table): table for table, _ in located}
    found: dict[tuple[int, Cell], Place] = {}
    for key, table in tables.items():
        cells = list(dict.fromkeys(cell for other, cell in located if other is table))
        found |= zip(((key, cell) for cell in cells), table.places(cells), strict=True)
    return [found[id(table), cell] for table, cell in located]


_MAX_UNPACKED = 1_000_000_000
_MAX_RATIO = 250
_ALWAYS_ALLOWED = 50_000_000
"""A file of at most this size may be packed at any ratio."""


def unpacked_limit(packed_size: int) -> int:
    """Return the greatest size in bytes that packed data may have unpacked; more is a decompression bomb."""
    return min(_MAX_UNPACKED, max(_ALWAYS_ALLOWED, _MAX_RATIO * packed_size))
