"""Parquet, through Polars: typed columns, told as the texts that a cell of CSV would hold.

A number is its shortest text that reads back the same, a list of two numbers an interval, NaN and null an empty cell, a
date its ISO text. A place has the number of the row (the first site is row 1) and of the column.
"""

import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from vasterviksmodell.criteria.words import folded
from vasterviksmodell.findings import Finding, Place, Severity, rule, worst
from vasterviksmodell.sites.formats.interface import ROW, Cell, Expected, SoundTable
from vasterviksmodell.sites.formats.parquet import soundness
from vasterviksmodell.sites.formats.records.cells import A_CELL
from vasterviksmodell.source import Source
from vasterviksmodell.wording import Text, shortened

_ENCRYPTED = Text("it is encrypted", "den är krypterad")
_CUT_SHORT = Text("its end is missing", "dess slut saknas")
_DAMAGED = Text("it is damaged, or has a type that is not read", "den är skadad, eller har en typ som inte läses")
_LEFT_OUT = Text("it is left out", "den utelämnas")
_SWOLLEN = Text("it unpacks to more than a table holds", "den packas upp till mer än en tabell rymmer")
_TWICE = Text("two of its columns have the same name", "två av dess kolumner har samma namn")
_VERDICTS = {"sound": None, "swollen": _SWOLLEN, "twice": _TWICE, "damaged": _DAMAGED}


def open_table(source: Source, expected: Expected) -> tuple["ParquetTable | None", tuple[Finding, ...]]:
    """The table of a file; None and findings when it cannot be read whole, or holds no cells where they are needed."""
    problem = _problem(source)
    if problem is not None:
        return None, (Finding(rule("F010"), Place(source.name), {"format": "Parquet", "problem": problem}),)
    scan = pl.scan_parquet(source.path, glob=False, hive_partitioning=False)
    columns = [Column(number, *named) for number, named in enumerate(scan.collect_schema().items(), 1)]
    findings = tuple(it.misfit(source, expected) for it in columns if not it.holds_cells)
    if worst(findings) == Severity.ERROR:
        return None, findings
    return ParquetTable(source, scan, tuple(it for it in columns if it.holds_cells), expected.data.comma), findings


def _problem(source: Source) -> Text | None:
    """Why a file cannot be read, None when it can."""
    asked = [sys.executable, "-P", soundness.__file__, str(source.path)]
    ended = subprocess.run(asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)  # noqa: S603 - our own program
    if ended.returncode == 0 and ended.stdout in _VERDICTS:
        return _VERDICTS[ended.stdout]
    return {b"PARE": _ENCRYPTED, b"PAR1": _DAMAGED}.get(source.tail(4), _CUT_SHORT)


@dataclass(frozen=True, slots=True)
class Column:
    number: int
    name: str
    dtype: pl.DataType

    @property
    def holds_cells(self) -> bool:
        """Whether each of its values fits in a cell."""
        if isinstance(self.dtype, pl.List | pl.Array):
            return self.dtype.inner.is_numeric()
        return not (self.dtype.is_nested() or self.dtype in {pl.Binary, pl.Object})

    def misfit(self, source: Source, expected: Expected) -> Finding:
        """That its values are no cells: an error when one is looked for under its heading."""
        name, kind = shortened(self.name), self.dtype.base_type()
        found = Text(f"{kind} in the column '{name}'", f"{kind} i kolumnen '{name}'")
        facts: dict[str, str | Text] = {"expected": A_CELL, "found": found, "column": self.name}
        finding = Finding(rule("D012"), self.place(source), facts)
        return (
            finding
            if folded(self.name) in expected.headings
            else replace(finding, level=Severity.WARNING, advice=_LEFT_OUT)
        )

    def place(self, source: Source, row: int | None = None) -> Place:
        return Place(source.name, row, self.number)

    @property
    def texts(self) -> pl.Expr:
        """Its values as texts; null what is unknown."""
        value, dtype = pl.col(self.name), self.dtype
        if isinstance(dtype, pl.List):
            return _intervals(value)
        if isinstance(dtype, pl.Array):
            return _intervals(value.arr.to_list())
        if isinstance(dtype, pl.Datetime | pl.Duration):
            return value.dt.to_string("iso").str.replace(r" 00:00:00(\.0+)?$", "")
        text = (value.fill_nan(None) if dtype.is_float() else value).cast(pl.String)
        return pl.when(text != "").then(text)


def _intervals(lists: pl.Expr) -> pl.Expr:
    """Lists of two numbers are intervals, open where one is null; others are shown, and found to be no number."""
    texts = lists.list.eval(pl.element().cast(pl.String))
    low, high = (texts.list.get(number, null_on_oob=True) for number in (0, 1))
    interval = pl.coalesce(low + ".." + high, ">=" + low, "<=" + high)
    return pl.when(texts.list.len() == 2).then(interval).otherwise("[" + texts.list.join(", ") + "]")  # noqa: PLR2004


@dataclass(frozen=True)
class ParquetTable(SoundTable):
    source: Source
    scan: pl.LazyFrame
    columns: tuple[Column, ...]
    decimal_comma: bool
    """Whether texts are said to have decimal commas; numbers are written with them then."""

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(it.name for it in self.columns)

    @property
    def heading_places(self) -> tuple[Place, ...]:
        return tuple(it.place(self.source) for it in self.columns)

    @property
    def dialect(self) -> Mapping[str, str]:
        return {}

    @property
    def frame(self) -> pl.LazyFrame:
        texts = [self._texts(it).alias(str(number)) for number, it in enumerate(self.columns)]
        return self.scan.select(texts).with_row_index(ROW)

    def _texts(self, column: Column) -> pl.Expr:
        if not self.decimal_comma or column.dtype == pl.String:
            return column.texts
        return column.texts.str.replace_all(r"([0-9])\.([0-9])", "${1},${2}")

    def places(self, cells: Sequence[Cell]) -> list[Place]:
        return [
            Place(self.source.name, cell.row + 1)
            if cell.column is None
            else self.columns[cell.column].place(self.source, cell.row + 1)
            for cell in cells
        ]
