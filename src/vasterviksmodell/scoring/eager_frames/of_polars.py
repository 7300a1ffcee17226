"""Frames of Polars."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from vasterviksmodell.scoring.eager_frames.eager_frame import ReadColumn
from vasterviksmodell.scoring.eager_frames.objects import of_objects


@dataclass(frozen=True, slots=True)
class PolarsFrame:
    native: pl.DataFrame

    @property
    def names(self) -> Sequence[str]:
        return self.native.columns

    def read(self, number: int) -> ReadColumn:
        column = self.native.to_series(number)
        return of_objects(column.to_list()) if column.dtype == pl.Object else ReadColumn.of(column)

    def rows(self, chosen: pl.Series) -> "PolarsFrame":
        return PolarsFrame(self.native.filter(chosen))

    def with_columns(self, added: pl.DataFrame) -> pl.DataFrame:
        return self.native.hstack(added)
