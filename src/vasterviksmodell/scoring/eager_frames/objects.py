"""Columns of Python objects, each value of a type of its own."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from math import inf
from numbers import Integral, Real
from typing import Any
from uuid import UUID

import numpy as np
import polars as pl

from vasterviksmodell.scoring.eager_frames.eager_frame import ReadColumn
from vasterviksmodell.sites.column_types import shortest

_TYPE = "object"
_MISSING = ("NAType", "NaTType")
"""The types of pandas for what is missing."""
_TEXTS = (str, date, datetime, time, timedelta, UUID)
_WIDEST = 1 << 127


def of_objects(values: Sequence[Any]) -> ReadColumn:
    """Return a column of numbers, truth values or texts when its values are; texts of all when they are mixed."""
    cells = [None if _is_missing(value) else value for value in values]
    kinds = {_kind(value) for value in cells if value is not None}
    if _no_cells in kinds:
        return ReadColumn.of_others(_no_cells(cells), _TYPE)
    if len(kinds) > 1:
        kinds = {_numbers} if kinds <= {_numbers, _whole_numbers} else {_texts}
    read = kinds.pop() if kinds else _texts
    return ReadColumn(read(cells), _TYPE)


def _is_missing(value: Any) -> bool:
    """Say whether a value says nothing: None, NaN of any type, and what pandas has for it."""
    if value is None or type(value).__name__ in _MISSING:
        return True
    if isinstance(value, Decimal):
        return value.is_nan()
    return isinstance(value, Real) and value != value  # noqa: PLR0124 - NaN is not itself


def _kind(value: Any) -> Callable[[Sequence[Any]], pl.Series]:
    """Return what reads values of a kind."""
    if isinstance(value, bool | np.bool_):
        return _truths
    if isinstance(value, Integral):
        return _whole_numbers
    if isinstance(value, Real | Decimal):
        return _numbers
    return _texts if isinstance(value, _TEXTS) else _no_cells


def _no_cells(values: Sequence[Any]) -> pl.Series:
    """Return which of some values are there."""
    return pl.Series([value is not None for value in values], dtype=pl.Boolean)


def _truths(values: Sequence[Any]) -> pl.Series:
    return pl.Series([None if value is None else bool(value) for value in values], dtype=pl.Boolean)


def _whole_numbers(values: Sequence[Any]) -> pl.Series:
    numbers = [None if value is None else int(value) for value in values]
    if any(not -_WIDEST <= number < _WIDEST for number in numbers if number is not None):
        return _numbers(numbers)
    return pl.Series(numbers, dtype=pl.Int128)


def _numbers(values: Sequence[Any]) -> pl.Series:
    return pl.Series([None if value is None else _number(value) for value in values], dtype=pl.Float64)


def _number(value: Any) -> float:
    """Return a number as a float, a short float by its shortest decimal; infinite when it is too large for one."""
    if isinstance(value, np.float16):
        return float(shortest(np.array([value]))[0])
    if isinstance(value, np.float32):
        return float(str(value))
    try:
        return float(value)
    except OverflowError:
        return inf if value > 0 else -inf


def _texts(values: Sequence[Any]) -> pl.Series:
    return pl.Series([None if value is None else _text(value) for value in values], dtype=pl.String)


def _text(value: Any) -> str:
    return str(float(value)) if isinstance(value, Fraction) else str(value)
