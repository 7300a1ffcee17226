"""The columns of a frame as they are read: numbers, texts or truth values, whatever types the engine has for them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw
import polars as pl
from polars.exceptions import PanicException

from vasterviksmodell.frozen_value import FrozenException
from vasterviksmodell.scoring.eager_frames import EagerFrame, ReadColumn
from vasterviksmodell.sites import column_types
from vasterviksmodell.source.folding import RUN_OF_BLANKS


class InvalidFrame(FrozenException, ValueError):  # noqa: N818 - it is what the caller gave
    """A frame that cannot be scored, with the column and the reason."""


@contextmanager
def raising_invalid_frame(part: str | Callable[[], str]) -> Iterator[None]:
    """Turn every exception of a library, and every panic of Polars, into an `InvalidFrame` about a part of a frame.

    A callable names the part only when there is an exception.
    """
    try:
        yield
    except InvalidFrame:
        raise
    except (Exception, PanicException) as error:
        reason = str(error).strip().partition("\n")[0] or type(error).__name__
        raise InvalidFrame(f"{part if isinstance(part, str) else part()}: {reason}") from error


_OUTER_BLANKS = f"^{RUN_OF_BLANKS}|{RUN_OF_BLANKS}$"


def as_words(texts: nw.Expr) -> nw.Expr:
    """Return texts in lower case without outer blanks, by functions that every engine has."""
    return texts.str.replace_all(_OUTER_BLANKS, "").str.to_lowercase()


MEASURE = "_measure"
"""The prefix of the names of prepared columns."""
Kind = Literal["number", "text", "truth", "other"]
_MAPS = (nw.Map,) if hasattr(nw, "Map") else ()  # narwhals knows them from 2.29 on
_OTHERS = (nw.List, nw.Array, nw.Struct, *_MAPS, nw.Binary, nw.Object)


@dataclass(frozen=True, slots=True)
class RawColumn:
    """A column of a frame, and the column that holds its values as they are read."""

    name: str
    """Its name in the frame."""
    at: str
    """The column that holds its values; true where a value is of a type that is not read."""
    kind: Kind
    whole: bool
    """Whether all its numbers are whole."""
    type: str
    """The name of the type."""

    @property
    def values(self) -> nw.Expr:
        return nw.col(self.at)

    @property
    def texts(self) -> nw.Expr:
        """The values as texts; NaN is missing."""
        match self.kind:
            case "text":
                return self.values
            case "truth":
                return nw.when(self.values).then(nw.lit("true")).otherwise(nw.when(~self.values).then(nw.lit("false")))
            case _:
                return (self.values if self.whole else self.values.fill_nan(None)).cast(nw.String)


RawColumns = Mapping[str, RawColumn]
"""By their names in the frame."""


def of_eager(frame: EagerFrame, numbers: Mapping[str, int]) -> tuple[pl.DataFrame, RawColumns]:
    """Return the columns that are read, by their numbers in the frame, as a table of Polars."""
    read = {name: _read_of(frame, name, number) for name, number in numbers.items()}
    raws = {
        name: RawColumn(
            name,
            _at(place),
            _kind(column.cells.dtype, other=column.other),
            column.cells.dtype.is_integer(),
            column.type,
        )
        for place, (name, column) in enumerate(read.items())
    }
    return pl.DataFrame([column.cells.alias(raws[name].at) for name, column in read.items()]), raws


def _read_of(frame: EagerFrame, name: str, number: int) -> ReadColumn:
    with raising_invalid_frame(f"column '{name}'"):
        return frame.read(number)


def _at(number: int) -> str:
    return f"{MEASURE}__read__{number}"


def _kind(dtype: pl.DataType, *, other: bool) -> Kind:
    if other:
        return "other"
    if dtype.is_numeric():
        return "number"
    return "truth" if dtype == pl.Boolean else "text"


def of_lazy(frame: Any, names: Sequence[str]) -> tuple[Any, RawColumns]:
    """Return a frame of Narwhals with further columns that hold what is read of those named."""
    native = frame.to_native()
    if isinstance(native, pl.LazyFrame):
        return _of_polars(native, names)
    schema = frame.collect_schema()
    raws = {name: _raw(name, _at(number), schema[name]) for number, name in enumerate(names)}
    return frame.with_columns(_read(raw, schema[raw.name]).alias(raw.at) for raw in raws.values()), raws


def _of_polars(native: pl.LazyFrame, names: Sequence[str]) -> tuple[Any, RawColumns]:
    """Return the same with expressions of Polars, which has types that Narwhals does not know."""
    schema = native.collect_schema()
    read = {name: column_types.plain(pl.col(name), schema[name]) for name in names}
    columns, raws = [], {}
    for number, (name, values) in enumerate(read.items()):
        expr = pl.when(pl.col(name).is_not_null()).then(True) if values is None else values
        dtype = pl.LazyFrame(schema={name: schema[name]}).select(expr.alias(name)).collect_schema()[name]
        kind = _kind(dtype, other=values is None)
        raws[name] = RawColumn(name, _at(number), kind, dtype.is_integer(), column_types.name_of(schema[name]))
        columns.append(expr.alias(_at(number)))
    return nw.from_native(native.with_columns(columns)), raws


def _raw(name: str, at: str, dtype: Any) -> RawColumn:
    kind: Kind = "text"
    if isinstance(dtype, _OTHERS):
        kind = "other"
    elif dtype.is_numeric():
        kind = "number"
    elif dtype == nw.Boolean:
        kind = "truth"
    return RawColumn(name, at, kind, dtype.is_integer(), str(dtype.base_type().__name__))


def _read(raw: RawColumn, dtype: Any) -> nw.Expr:
    """Return the values of a column; short floats and decimals by their digits, as files have them."""
    value = nw.col(raw.name)
    match raw.kind:
        case "other":
            return nw.when(~value.is_null()).then(nw.lit(value=True))
        case "text":
            return value if dtype == nw.String else value.cast(nw.String)
        case "number" if isinstance(dtype, nw.Decimal | nw.Float32 | nw.Float16 | nw.Int128 | nw.UInt128):
            return value.cast(nw.String).cast(nw.Float64)
        case _:
            return value
