"""Frames of pandas: columns of NumPy, of its own types with missing values, of PyArrow, and of objects."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import polars as pl

from vasterviksmodell.scoring.eager_frames.eager_frame import ReadColumn
from vasterviksmodell.scoring.eager_frames.objects import of_objects

_NUMBERS = "biuf"
"""The kinds of NumPy's types of truth values and numbers."""
_DOUBLE = 8
"""The bytes of the longest float that Polars has."""


@dataclass(frozen=True, slots=True)
class PandasFrame:
    native: Any

    @property
    def names(self) -> Sequence[Hashable]:
        return list(self.native.columns)

    def read(self, number: int) -> ReadColumn:
        return of_pandas(self.native.iloc[:, number])

    def rows(self, chosen: pl.Series) -> "PandasFrame":
        return PandasFrame(self.native[chosen.to_numpy()])

    def with_columns(self, added: pl.DataFrame) -> Any:
        columns = {column.name: _to_pandas(column) for column in added}
        others = pd.DataFrame(columns, index=self.native.index)
        others.attrs = self.native.attrs
        return pd.concat([self.native, others], axis=1)


def _to_pandas(column: pl.Series) -> Any:
    """Return floats as a NumPy array, whole numbers and texts as arrays of pandas that know missing values."""
    if column.dtype.is_float():
        return column.to_numpy()
    if column.dtype.is_integer():
        missing = column.is_null().to_numpy()
        return pd.arrays.IntegerArray(column.fill_null(0).cast(pl.Int64).to_numpy().copy(), missing.copy())
    different = column.drop_nulls().unique(maintain_order=True)
    places = column.cast(pl.Enum(different)).to_physical().fill_null(len(different)).to_numpy()
    words = np.array([*different.to_list(), np.nan], dtype=object)[places]
    return pd.array(words, dtype=pd.StringDtype(na_value=np.nan))


def of_pandas(column: Any) -> ReadColumn:
    """Return the values of a column."""
    dtype, called = column.dtype, str(column.dtype)
    if isinstance(dtype, pd.CategoricalDtype):
        return _of_categories(column, called)
    if isinstance(dtype, pd.SparseDtype):
        return of_pandas(column.sparse.to_dense())
    if isinstance(dtype, pd.ArrowDtype) or getattr(dtype, "storage", "") == "pyarrow":
        import pyarrow as pa

        from vasterviksmodell.scoring.eager_frames.of_arrow import of_arrow

        values = pa.array(column.array)
        return of_arrow(values if isinstance(values, pa.ChunkedArray) else pa.chunked_array([values]), called)
    if isinstance(dtype, np.dtype) and dtype.kind in _NUMBERS:
        return ReadColumn.of(_of_numpy(column.to_numpy()), called)
    numpy_dtype = getattr(dtype, "numpy_dtype", None)
    if numpy_dtype is not None and numpy_dtype.kind in _NUMBERS:
        missing = pl.Series(column.isna().to_numpy())
        values = _of_numpy(column.to_numpy(dtype=numpy_dtype, na_value=numpy_dtype.type(0)))
        return ReadColumn.of(values.set(missing, None), called)
    read = of_objects(column.astype(object).to_list())
    return ReadColumn(read.cells, called, read.other)


def _of_numpy(values: Any) -> pl.Series:
    """Return an array of NumPy; in the longest floats Polars has no more digits than in doubles."""
    if values.dtype.kind == "f" and values.dtype.itemsize > _DOUBLE:
        values = values.astype(np.float64)
    return pl.Series(np.ascontiguousarray(values.astype(values.dtype.newbyteorder("="), copy=False)))


def _of_categories(column: Any, type: str) -> ReadColumn:
    """Return the values of categories by their codes; -1 is missing."""
    words, codes = of_pandas(column.cat.categories.to_series()), pl.Series(column.cat.codes.to_numpy()).cast(pl.Int64)
    places = codes.set(codes < 0, None)
    return ReadColumn(words.cells.gather(places), type, words.other)
