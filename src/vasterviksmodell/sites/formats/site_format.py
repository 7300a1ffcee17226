"""What a format of site files gives: a table of texts whose cells can be found again in the file."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol

from vasterviksmodell.findings import Finding, Place
from vasterviksmodell.i18n import Message, Phrase
from vasterviksmodell.source.text import BYTE_ORDER_MARK

if TYPE_CHECKING:
    import polars as pl

    from vasterviksmodell.criteria import DataFiles, SiteColumns
    from vasterviksmodell.sites.formats.heading_lines import LinesAround
    from vasterviksmodell.source.files import Source


@dataclass(frozen=True, slots=True)
class Expected:
    """What a format knows of the criteria."""

    data: "DataFiles"
    """How files are said to be written."""
    headings: frozenset[str]
    """The headings that are looked for, folded: they tell which row holds the headings."""
    site: "SiteColumns"
    measures: frozenset[str]
    """The headings of measures, folded."""
    limit: int
    """How many findings of a kind in a column are listed."""
    turn: int = 0
    """Which of its values is read where a key stands several times in a record; the last where there are fewer."""


ROW = "_row"
"""The column that numbers the rows of a table."""


class Cell(NamedTuple):
    row: int
    column: int | None
    """The number of the heading; None for the row as a whole."""


class Table(Protocol):
    """A data file as a lazy frame of texts: one column for each heading, named by its number, and `ROW`."""

    @property
    def headings(self) -> tuple[str, ...]: ...

    @property
    def heading_places(self) -> tuple[Place, ...]: ...

    @property
    def heading_parts(self) -> tuple[tuple[str, ...], ...]:
        """Of headings over several lines: by column, what stands on each; nothing when they stand on one."""
        ...

    @property
    def frame(self) -> "pl.LazyFrame": ...

    @property
    def decimal_comma(self) -> bool: ...

    @property
    def dialect(self) -> Mapping[str, str]: ...

    @property
    def located(self) -> Mapping[str, str]:
        """By the names of `SiteColumns`: the headings of positions that the file has whatever the criteria declare."""
        ...

    @property
    def heading_lines(self) -> tuple[int, ...]:
        """The lines on which the headings stand; none where there are no lines of headings."""
        ...

    @property
    def around(self) -> "LinesAround":
        """What stands near the headings."""
        ...

    @property
    def others(self) -> "Sequence[Table]":
        """The same table with other values of keys that stand twice, to be looked at for faults."""
        ...

    def places(self, cells: Sequence[Cell]) -> list[Place]:
        """Where the cells stand in the file. Looked up for all of them at once, and only when they are shown."""
        ...

    def doubtful(self, *, short: bool) -> bool:
        """Whether the table may have faults that its frame does not show; `short` when rows lack their last cell."""
        ...

    def faults(self, limit: int) -> tuple[Finding, ...]:
        """Everything wrong with the file's structure, at most `limit` of a kind; slow, so asked when in doubt."""
        ...

    def rewritten(self) -> AbstractContextManager["Table"]:
        """The same table from a copy written so that Polars takes it; for a frame that fails without fault."""
        ...


_FIRST_PART = 100
"""The bytes of an archive in which a first part `mimetype` says what it is."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a file is, whatever it is called."""

    called: Message
    advice: Message
    format: str | None = None
    """The name of the site format whose own it is."""
    told_by: tuple[str, ...] = ()
    """The names of the site formats that open it and say what is wrong with it; the first tells most."""

    @property
    def told(self) -> Message:
        """What it is, and what to do with it."""
        return Message("it is {called}: {advice}").format(called=self.called, advice=self.advice)


class FileEnds:
    """What tells formats their own: the first and the last bytes of a file, and the text that it begins with."""

    size = 1 << 16

    def __init__(self, source: "Source") -> None:
        self._source = source
        self.head = source.head(self.size)

    @cached_property
    def tail(self) -> bytes:
        return self._source.tail(self.size)

    @cached_property
    def text(self) -> str | None:
        """The text of the beginning without blanks before it; None when it is none."""
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
    def _marked(self) -> bytes:
        """Where marks are looked for: in the names of an archive and in what begins it, else in all there is."""
        if self.is_zip:
            from zipfile import BadZipFile, ZipFile

            with suppress(BadZipFile, ValueError, EOFError, NotImplementedError), ZipFile(self._source.path) as archive:
                return b"\n".join([self.head[:_FIRST_PART], *(text.encode() for text in archive.namelist())])
        return self.head + self.tail

    def hold(self, mark: bytes) -> bool:
        """Whether something stands among the names in an archive, or near its beginning or end when it is damaged."""
        return mark in self._marked


Opened = tuple[Table | None, tuple[Finding, ...]]
"""The table of a file, or None and what is wrong with it."""


class SiteFormat(ABC):
    """A member of the family: how it is called, which files are its own, and how they are opened.

    What it needs to open them is imported only then.
    """

    name: ClassVar[str]
    title: ClassVar[str | Message]
    """How people call it."""
    called: ClassVar[Message]
    """What a file of it is called."""
    suffixes: ClassVar[tuple[str, ...]]
    binary: ClassVar[bool] = False
    """Whether its files are no text, so that a NUL byte in them is nothing strange."""
    also: ClassVar[tuple[str, ...]] = ()
    """The names of formats whose files it opens, too, when they have its suffix."""
    gives_way_to: ClassVar[tuple[str, ...]] = ()
    """The names of formats that read a file of its suffix when its contents are theirs."""

    @property
    def kind(self) -> Kind:
        """What its files are where another kind is expected."""
        advice = Message(
            "rename it so that it ends in .{format}; when its name tells no format: --input-format {format}"
        ).format(format=self.name)
        return Kind(self.called, advice, self.name)

    def recognises(self, ends: FileEnds) -> bool:  # noqa: ARG002
        """Whether the contents of a file show beyond doubt that the format is its own."""
        return False

    def takes(self, kind: Kind) -> bool:
        """Whether it opens files of a kind, be it only to say what is wrong with them."""
        return kind.format in (self.name, *self.also) or self.name in kind.told_by

    def may_be(self, text: str) -> bool:  # noqa: ARG002
        """Whether a file may be its own that begins with a text which tells nothing."""
        return not self.binary

    def advice(self, source: "Source", expected: Expected) -> Phrase:  # noqa: ARG002
        """What to do with a file of this format that another was to read."""
        return self.kind.advice

    @abstractmethod
    def open_table(self, source: "Source", expected: Expected) -> Opened:
        """The table of a file that is no other's, or None and what is wrong with it."""


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
