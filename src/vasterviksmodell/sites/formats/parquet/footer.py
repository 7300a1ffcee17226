"""Whether Polars can read a Parquet file, and the logical types in its footer, which Polars does not expose.

The footer is in Thrift's compact protocol; its second field is the schema. This module is also run as a program.
"""

import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from vasterviksmodell.source.files import Source

_MANY_CELLS = 50_000_000
_CELLS_IN_BYTE = 200
"""A file with more cells than both limits is a decompression bomb."""
_BLOCK_ROWS = 100_000
MOST_DIGITS = 38
"""The most digits of a decimal that Polars reads."""


def is_readable(dtype: pl.DataType) -> bool:
    """Say whether Polars reads columns of a type; it accepts longer decimals than it reads."""
    return not (isinstance(dtype, pl.Decimal) and dtype.precision > MOST_DIGITS)


def verdict(path: Path) -> str:
    """Return `readable`, `too large`, `duplicate` (columns of one name), `unknown` (a type) or `damaged`.

    A damaged file may also end the process.
    """
    scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
    try:
        schema = scan.collect_schema()
    except pl.exceptions.DuplicateError:
        return "duplicate"
    except pl.exceptions.PanicException:
        return "unknown"
    except pl.exceptions.ComputeError as error:
        if "LogicalType" not in str(error):
            raise
        return "unknown"
    rows = scan.select(pl.len()).collect().item()
    if rows * len(schema) > max(_MANY_CELLS, _CELLS_IN_BYTE * path.stat().st_size):
        return "too large"
    readable = [name for name, dtype in schema.items() if is_readable(dtype)]
    blocks = scan.select(readable).collect_batches(chunk_size=_BLOCK_ROWS, engine="streaming")
    return "readable" if not readable or sum(block.height for block in blocks) == rows else "damaged"


UUID = "UUID"
VARIANT, GEOMETRY, GEOGRAPHY = "VARIANT", "GEOMETRY", "GEOGRAPHY"
_NAMES = {14: UUID, 16: VARIANT, 17: GEOMETRY, 18: GEOGRAPHY}
"""By the numbers of the format."""
_END = 8
"""The bytes at the end: four for the length of the footer, and four letters."""
_LONGEST = 50_000_000
_SCHEMA, _NAME, _CHILDREN, _LOGICAL = 2, 4, 5, 10
"""The numbers of the fields that are read."""
_TEXT, _LIST, _STRUCT = 8, 9, 12
"""The numbers of the types of values."""
_MANY = 15
"""The length from which on a list has it in separate bytes."""


class TypedColumn(NamedTuple):
    """A column with one of the named logical types."""

    number: int
    """From 1."""
    name: str
    type: str


def typed_columns(source: Source) -> tuple[TypedColumn, ...]:
    """Return the outermost columns with a named logical type; none when the footer cannot be read."""
    end = source.tail(_END)
    length = int.from_bytes(end[:4], "little")
    if not end.endswith(b"PAR1") or not 0 < length < _LONGEST:
        return ()
    with suppress(IndexError, UnicodeDecodeError, RecursionError):
        return tuple(_typed_columns(_Reader(source.tail(length + _END))))
    return ()


def _typed_columns(reader: "_Reader") -> Iterator[TypedColumn]:
    elements = _schema_elements(reader)
    root = next(elements, None)
    number, below = 0, 0
    for element in elements if root is not None else ():
        if below:
            below += element.children - 1
            continue
        number, below = number + 1, element.children
        if element.logical in _NAMES:
            yield TypedColumn(number, element.name, _NAMES[element.logical])


@dataclass
class _Element:
    """An element of the schema: a column or a group of columns."""

    name: str = ""
    children: int = 0
    logical: int = 0


def _schema_elements(reader: "_Reader") -> Iterator[_Element]:
    for field, kind in reader.fields():
        if field == _SCHEMA and kind == _LIST:
            number, _ = reader.list_head()
            for _ in range(number):
                yield _read_element(reader)
            return
        reader.skip(kind)


def _read_element(reader: "_Reader") -> _Element:
    found = _Element()
    for field, kind in reader.fields():
        if field == _NAME and kind == _TEXT:
            found.name = reader.text()
        elif field == _CHILDREN:
            found.children = reader.integer()
        elif field == _LOGICAL and kind == _STRUCT:
            for which, inner in reader.fields():
                found.logical = which
                reader.skip(inner)
        else:
            reader.skip(kind)
    return found


@dataclass
class _Reader:
    """A cursor in bytes of Thrift; raises `IndexError` past their end."""

    content: bytes
    at: int = 0

    def _byte(self) -> int:
        self.at += 1
        return self.content[self.at - 1]

    def _unsigned(self) -> int:
        """Read an unsigned integer, seven bits in each byte."""
        number = shift = 0
        while (byte := self._byte()) & 0x80:
            number |= (byte & 0x7F) << shift
            shift += 7
        return number | byte << shift

    def integer(self) -> int:
        """Read an integer with its sign in the last bit."""
        number = self._unsigned()
        return (number >> 1) ^ -(number & 1)

    def text(self) -> str:
        return self._bytes(self._unsigned()).decode()

    def _bytes(self, length: int) -> bytes:
        self.at += length
        if self.at > len(self.content):
            raise IndexError
        return self.content[self.at - length : self.at]

    def fields(self) -> Iterator[tuple[int, int]]:
        """Yield the number and type of each field of a struct; the caller must read it before the next."""
        field = 0
        while head := self._byte():
            field = field + (head >> 4) if head >> 4 else self.integer()
            yield field, head & 0x0F

    def list_head(self) -> tuple[int, int]:
        """Read the length of a list and the type of its members, each of which takes at least a byte."""
        head = self._byte()
        number = self._unsigned() if head >> 4 == _MANY else head >> 4
        if number > len(self.content) - self.at:
            raise IndexError
        return number, head & 0x0F

    def skip(self, kind: int, *, member: bool = False) -> None:
        """Skip a value; booleans take a byte only as members of lists."""
        match kind:
            case 1 | 2:
                self.at += member
            case 3:
                self.at += 1
            case 4 | 5 | 6:
                self._unsigned()
            case 7:
                self.at += 8
            case 8:
                self._bytes(self._unsigned())
            case 9 | 10:
                number, inner = self.list_head()
                for _ in range(number):
                    self.skip(inner, member=True)
            case 12:
                for _, inner in self.fields():
                    self.skip(inner)
            case _:
                raise IndexError


if __name__ == "__main__":
    sys.stdout.write(verdict(Path(sys.argv[1])))
