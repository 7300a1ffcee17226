"""What a format of site files gives: a table of texts whose cells can be found again in the file."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

from vasterviksmodell.findings import Finding, Place
from vasterviksmodell.sites.formats.heading_lines import LinesAround

if TYPE_CHECKING:
    import polars as pl

    from vasterviksmodell.criteria import DataFiles, SiteColumns
    from vasterviksmodell.source import Source


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

    headings: tuple[str, ...]
    heading_places: tuple[Place, ...]
    heading_parts: tuple[tuple[str, ...], ...]
    """Of headings over several lines: by column, what stands on each; nothing when they stand on one."""
    frame: "pl.LazyFrame"
    decimal_comma: bool
    dialect: Mapping[str, str]
    located: Mapping[str, str]
    """By the names of `SiteColumns`: the headings of positions that the file has whatever the criteria declare."""
    heading_lines: tuple[int, ...]
    """The lines on which the headings stand; none where there are no lines of headings."""
    around: LinesAround
    """What stands near the headings."""
    others: "Sequence[Table]"
    """The same table with other values of keys that stand twice, to be looked at for faults."""

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


class SoundTable:
    """What a table answers that is read whole or not at all: nothing is wrong with it that its frame does not show."""

    located: Mapping[str, str] = MappingProxyType({})
    heading_lines: tuple[int, ...] = ()
    around: LinesAround = LinesAround()
    others: "Sequence[Table]" = ()

    @property
    def heading_parts(self) -> tuple[tuple[str, ...], ...]:
        return ()

    def doubtful(self, *, short: bool) -> bool:  # noqa: ARG002
        return False

    def faults(self, limit: int) -> tuple[Finding, ...]:  # noqa: ARG002
        return ()

    def rewritten(self) -> AbstractContextManager[Self]:
        return nullcontext(self)


@dataclass(frozen=True, slots=True)
class SiteFormat:
    """A member of the family: how it is called, and which files are its own."""

    name: str
    """Also that of its module, which is imported when a file is opened: it may need much."""
    suffixes: tuple[str, ...]
    binary: bool = False
    """Whether its files are no text, so that a NUL byte in them is nothing strange."""

    def open(self, source: "Source", expected: Expected) -> "tuple[Table | None, tuple[Finding, ...]]":
        """The table of a file, or None and what is wrong with it."""
        from vasterviksmodell.sites.formats.contents import refusal

        refused = refusal(source, self, expected)
        if refused is not None:
            return None, (refused,)
        module = import_module(f"{__package__}.{self.name}")
        return module.open_table(source, expected)  # type: ignore[no-any-return]
