"""Typed columns as the cells of a text table.

A number is the shortest decimal that reads back the same in its own type: a float32 of 0.1 is 0.1, not 0.10000000149.
Of extension types the storage is read, unless it is a code for something else.
"""

from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


_TRUTH = "arrow.bool8"
_NO_CELLS = frozenset({"pandas.period"})
"""Extension types whose storage is a code, such as months, stored as numbers since 1970."""
_DAY = 86_400
_PARTS = {"ms": 1_000, "us": 1_000_000}
"""The time units in a second; in nanoseconds every number is in range."""
_FIRST_DAY, _LAST_DAY = -96_465_291, 95_026_235
"""The days since 1970 that Polars writes, less one at each end for time zones."""


def name_of(dtype: pl.DataType) -> str:
    """Return the name of a type, with the digits of a decimal and without the fields of nested types."""
    if isinstance(dtype, pl.Extension):
        return dtype.ext_name()
    return f"Decimal({dtype.precision}, {dtype.scale})" if isinstance(dtype, pl.Decimal) else str(dtype.base_type())


def is_truth(name: str) -> bool:
    """Say whether an extension type, by its name, stores truth values as numbers."""
    return name == _TRUTH


def is_no_cell(name: str) -> bool:
    """Say whether the storage of an extension type, by its name, is a code and not a cell."""
    return name in _NO_CELLS


def storage_of(dtype: pl.DataType) -> pl.DataType | None:
    """Return the type of the values that `storage` gives; None when they are no cells."""
    if not isinstance(dtype, pl.Extension):
        return dtype
    if is_truth(dtype.ext_name()):
        return pl.Boolean()
    stored = raw_storage_of(dtype)
    return None if is_no_cell(dtype.ext_name()) or stored.is_nested() else stored


def raw_storage_of(dtype: pl.DataType) -> pl.DataType:
    """Return the type in which values are stored, whatever they mean."""
    return pl.Series(dtype=dtype).ext.storage().dtype if isinstance(dtype, pl.Extension) else dtype


def storage(value: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Return the values of a column without their extension type."""
    if not isinstance(dtype, pl.Extension):
        return value
    stored = value.ext.storage()
    return stored != 0 if is_truth(dtype.ext_name()) else stored


def plain(value: pl.Expr, dtype: pl.DataType) -> pl.Expr | None:
    """Return the values of a column as whole numbers, floats, texts or truth values, None when they are no cells."""
    value, stored = storage(value, dtype), storage_of(dtype)
    if stored is None:
        return None
    if stored.is_temporal():
        return temporal_text(value, stored)
    if isinstance(stored, pl.String | pl.Categorical | pl.Enum | pl.Null):
        return value.cast(pl.String)
    if stored.is_float() or stored.is_decimal():
        return value if stored == pl.Float64 else number_text(value, stored).cast(pl.Float64)
    return value if stored.is_integer() or isinstance(stored, pl.Boolean) else None


def temporal_text(value: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Return dates and times by ISO 8601; those out of range, on which Polars panics, as their numbers."""
    limits = _limits(dtype)
    if limits is None:
        return value.dt.to_string("iso")
    number = value.to_physical()
    sound = pl.when(number.is_between(*limits)).then(value)
    return sound.dt.to_string("iso").fill_null(number.cast(pl.String))


def _limits(dtype: pl.DataType) -> tuple[int, int] | None:
    """Return the first and the last number that stand for a date or time; None when all do."""
    if isinstance(dtype, pl.Time):
        return 0, _DAY * 1_000_000_000 - 1
    if isinstance(dtype, pl.Date):
        return _FIRST_DAY, _LAST_DAY
    parts = _PARTS.get(dtype.time_unit) if isinstance(dtype, pl.Datetime) else None
    return None if parts is None else (_FIRST_DAY * _DAY * parts, _LAST_DAY * _DAY * parts)


def number_text(number: pl.Expr, dtype: pl.DataType) -> pl.Expr:
    """Return numbers as the shortest decimals that stand for them; NaN is null."""
    if dtype == pl.Float16:
        number = number.map_batches(_of_halves, return_dtype=pl.Float64(), is_elementwise=True)
    return (number.fill_nan(None) if dtype.is_float() else number).cast(pl.String)


def _of_halves(halves: pl.Series) -> pl.Series:
    """Return half-precision numbers as their shortest decimals; Polars would write single-precision ones."""
    return pl.Series(halves.name, shortest(halves.fill_null(float("nan")).to_numpy())).fill_nan(None)


def shortest(halves: "NDArray[np.float16]") -> "NDArray[np.float64]":
    """Return half-precision numbers as the shortest decimals that stand for them; whole numbers are as they are.

    >>> import numpy as np
    >>> shortest(np.array([0.1, 65504], dtype=np.float16)).tolist()
    [0.1, 65504.0]
    """
    import numpy as np

    different, places = np.unique(halves, return_inverse=True)
    decimals: Any = np.array(
        [float(number) if number == np.rint(number) else float(str(number)) for number in different]
    )
    return decimals[places]  # type: ignore[no-any-return]
