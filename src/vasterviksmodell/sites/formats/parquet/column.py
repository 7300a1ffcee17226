"""The columns of a Parquet file as the texts that cells of CSV would have."""

from dataclasses import dataclass, replace
from typing import Protocol

import polars as pl

from vasterviksmodell.findings import Finding, Place, Severity, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.wording import shortened
from vasterviksmodell.sites import column_types
from vasterviksmodell.sites.formats.parquet.footer import MOST_DIGITS, is_readable
from vasterviksmodell.sites.formats.records.record_cells import A_CELL
from vasterviksmodell.sites.formats.site_format import Expected
from vasterviksmodell.source.files import Source
from vasterviksmodell.source.folding import folded

_LEFT_OUT = Message("it is ignored")
_AS_PLAIN = Message(
    "save it as numbers or texts: a whole number, a float, a decimal of at most {most_digits} digits, or text"
).format(most_digits=MOST_DIGITS)
_IN_PARTS = "^(.{8})(.{4})(.{4})(.{4})(.{12})$"


class TableColumn(Protocol):
    """A column of the table."""

    @property
    def number(self) -> int:
        """The number of its column in the file, from 1."""

    @property
    def name(self) -> str: ...

    @property
    def are_texts(self) -> bool:
        """Whether its values are texts."""

    @property
    def texts(self) -> pl.Expr:
        """Its values as texts; null where unknown."""


@dataclass(frozen=True, slots=True)
class Column:
    number: int
    name: str
    dtype: pl.DataType
    is_uuid: bool = False
    """Whether its bytes are UUIDs."""

    @property
    def holds_cells(self) -> bool:
        """Whether each of its values fits in a cell."""
        if self.is_uuid:
            return True
        stored = column_types.storage_of(self.dtype)
        if stored is None or not is_readable(stored):
            return False
        if isinstance(stored, pl.List | pl.Array):
            return stored.inner.is_numeric()
        return not (stored.is_nested() or stored in {pl.Binary, pl.Object})

    @property
    def are_texts(self) -> bool:
        return column_types.storage_of(self.dtype) == pl.String

    def misfit(self, source: Source, expected: Expected) -> Finding:
        """Return the finding that its values fit in no cell: an error when its heading is looked for."""
        name, kind = shortened(self.name), column_types.name_of(self.dtype)
        found = Message("{kind} in the column '{name}'").format(kind=kind, name=name)
        facts: dict[str, str | Message] = {"expected": A_CELL, "found": found, "column": self.name}
        finding = Finding(rule("D012"), place(source, self.number), facts)
        if folded(self.name) not in expected.headings:
            return replace(finding, level=Severity.WARNING, advice=_LEFT_OUT)
        return replace(finding, advice=_AS_PLAIN) if isinstance(self.dtype, pl.Extension | pl.Decimal) else finding

    @property
    def texts(self) -> pl.Expr:
        """Its values as texts; null where unknown."""
        value, dtype = column_types.storage(pl.col(self.name), self.dtype), column_types.storage_of(self.dtype)
        if dtype is None:
            return pl.lit(None, pl.String)
        if self.is_uuid:
            return value.bin.encode("hex").str.replace(_IN_PARTS, "$1-$2-$3-$4-$5")
        if isinstance(dtype, pl.List):
            return _intervals(value)
        if isinstance(dtype, pl.Array):
            return _intervals(value.arr.to_list())
        if isinstance(dtype, pl.Date | pl.Datetime | pl.Duration):
            return column_types.temporal_text(value, dtype).str.replace(r" 00:00:00(\.0+)?$", "")
        text = column_types.number_text(value, dtype) if dtype.is_numeric() else value.cast(pl.String)
        return pl.when(text != "").then(text)


def _intervals(lists: pl.Expr) -> pl.Expr:
    """Return lists of two numbers as intervals, open where one is null; other lists as they are, which is a fault."""
    texts = lists.list.eval(pl.element().cast(pl.String))
    low, high = (texts.list.get(number, null_on_oob=True) for number in (0, 1))
    interval = pl.coalesce(low + ".." + high, ">=" + low, "<=" + high)
    return pl.when(texts.list.len() == 2).then(interval).otherwise("[" + texts.list.join(", ") + "]")  # noqa: PLR2004


def place(source: Source, number: int, row: int | None = None) -> Place:
    """Return where a column, or its cell in a row, stands; the first site is row 1."""
    return Place(source.name, row, number)
