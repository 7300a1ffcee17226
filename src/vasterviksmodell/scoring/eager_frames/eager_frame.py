"""What a frame that holds its rows gives and takes."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import polars as pl

from vasterviksmodell.sites import column_types


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """The values of a column: whole numbers, floats, texts, truth values or nothing."""

    cells: pl.Series
    type: str
    """What its type is called where it comes from."""
    other: bool = False
    """Whether its values are none of these; true then stands for a value, null for none."""

    @classmethod
    def of(cls, values: pl.Series, type: str | None = None) -> "ReadColumn":
        """Return the values of a column of Polars."""
        called = type or column_types.name_of(values.dtype)
        read = column_types.plain(pl.col("values"), values.dtype)
        return cls.of_others(values.is_not_null(), called) if read is None else cls(_selected(values, read), called)

    @classmethod
    def of_others(cls, present: pl.Series, type: str) -> "ReadColumn":
        """Return a column of other values, by which of them are there."""
        return cls(_selected(present, pl.when(pl.col("values")).then(pl.col("values"))), type, other=True)


def _selected(values: pl.Series, expr: pl.Expr) -> pl.Series:
    return values.alias("values").to_frame().select(expr.alias("values")).to_series()


class EagerFrame(Protocol):
    @property
    def names(self) -> Sequence[Hashable]:
        """The names of its columns in order; some may be no texts, and some twice."""

    def read(self, number: int) -> ReadColumn:
        """Return the values of a column, by its number."""

    def rows(self, chosen: pl.Series) -> "EagerFrame":
        """Return the frame with some of its rows alone."""

    def with_columns(self, added: pl.DataFrame) -> Any:
        """Return the frame as it was given, with further columns behind its own."""
