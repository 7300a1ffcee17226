"""Tables of PyArrow, with dictionaries, views, run ends and extension types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc

from vasterviksmodell.scoring.eager_frames.eager_frame import ReadColumn
from vasterviksmodell.sites import column_types

_UUID = "arrow.uuid"


def _without_runs(runs: Any) -> Any:
    """Return each value as often as it occurs; PyArrow itself does so for some types of values alone."""
    places = pa.RunEndEncodedArray.from_arrays(runs.run_ends, pa.array(range(len(runs.values))))
    return runs.values.take(pc.run_end_decode(places).slice(runs.offset, len(runs)))


_PLAIN: tuple[Callable[[Any], bool], ...] = (
    pa.types.is_null,
    pa.types.is_boolean,
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_string_view,
    pa.types.is_date,
    pa.types.is_time,
    pa.types.is_duration,
)
"""The types that Polars reads as they are."""
_CODED: tuple[tuple[Callable[[Any], bool], Callable[[Any], Any]], ...] = (
    (pa.types.is_dictionary, lambda coded: coded.dictionary_decode()),
    (pa.types.is_run_end_encoded, _without_runs),
)
"""The types whose values are written in another way, and what decodes them."""


@dataclass(frozen=True, slots=True)
class ArrowTable:
    native: Any

    @property
    def names(self) -> Sequence[str]:
        names: list[str] = self.native.column_names
        return names

    def read(self, number: int) -> ReadColumn:
        return of_arrow(self.native.column(number))

    def rows(self, chosen: pl.Series) -> "ArrowTable":
        return ArrowTable(self.native.filter(chosen.to_arrow()))

    def with_columns(self, added: pl.DataFrame) -> Any:
        table = self.native
        for column in added:
            table = table.append_column(column.name, _to_arrow(column))
        return table


def _to_arrow(column: pl.Series) -> Any:
    values = column.to_arrow(compat_level=pl.CompatLevel.oldest())
    return values.cast(pa.string()) if column.dtype == pl.String else values


def of_arrow(column: Any, type: str | None = None) -> ReadColumn:
    """Return the values of a chunked array; those of a coded type are decoded first."""
    of, called = column.type, type or str(column.type)
    decode = next((change for coded, change in _CODED if coded(of)), None)
    if decode is not None:
        return of_arrow(_each(column, of.value_type, decode), called)
    if isinstance(of, pa.BaseExtensionType):
        return _of_extension(column, of)
    if pa.types.is_timestamp(of):
        return _of_plain(column.cast(pa.timestamp(of.unit)), called)
    if pa.types.is_decimal(of):
        digits = _of_plain(column.cast(pa.string()), called)
        return ReadColumn(digits.cells.cast(pl.Float64), called)
    if any(is_plain(of) for is_plain in _PLAIN):
        column.validate(full=True)
        return _of_plain(column, called)
    return ReadColumn.of_others(_series(column.is_valid()), called)


def _of_extension(column: Any, of: Any) -> ReadColumn:
    """Return the storage of an extension type, as far as it says what the type means."""
    name = of.extension_name
    stored = _each(column, of.storage_type, lambda chunk: chunk.storage)
    if name == _UUID:
        texts = [None if uuid is None else str(UUID(bytes=uuid)) for uuid in stored.to_pylist()]
        return ReadColumn(pl.Series(texts, dtype=pl.String), name)
    if column_types.is_truth(name):
        return of_arrow(_each(stored, pa.bool_(), lambda chunk: chunk.cast(pa.bool_())), name)
    if column_types.is_no_cell(name):
        return ReadColumn.of_others(_series(stored.is_valid()), name)
    return of_arrow(stored, name)


def _each(column: Any, type: Any, change: Callable[[Any], Any]) -> Any:
    """Return a chunked array of another type, chunk by chunk."""
    return pa.chunked_array([change(chunk) for chunk in column.chunks], type)


def _of_plain(column: Any, type: str) -> ReadColumn:
    return ReadColumn.of(_series(column), type)


def _series(column: Any) -> pl.Series:
    return pl.Series(pl.from_arrow(column))
