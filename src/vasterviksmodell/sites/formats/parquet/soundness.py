"""Whether Polars can read a Parquet file whole; `python soundness.py FILE` prints the verdict.

It is a process of its own, because a damaged file can end the one that reads it. The file is read once through, because
Polars may also drop damaged rows in silence.
"""

import sys
from pathlib import Path

import polars as pl

_MANY_CELLS = 50_000_000
_CELLS_IN_BYTE = 200
"""What more cells than many, and than so many in each byte, unpack to is no table: it would take all memory."""
_BLOCK_ROWS = 100_000
MOST_DIGITS = 38
"""The digits of the longest decimal that Polars reads."""


def is_readable(dtype: pl.DataType) -> bool:
    """Whether Polars reads columns of a type that it knows; it knows longer decimals than it reads."""
    return not (isinstance(dtype, pl.Decimal) and dtype.precision > MOST_DIGITS)


def verdict(path: Path) -> str:
    """`sound`, `swollen`, `twice` (two columns of one name), `unknown` (a type) or `damaged`.

    A damaged file may also end the process.
    """
    scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
    try:
        schema = scan.collect_schema()
    except pl.exceptions.DuplicateError:
        return "twice"
    except pl.exceptions.PanicException:
        return "unknown"
    except pl.exceptions.ComputeError as error:
        if "LogicalType" not in str(error):
            raise
        return "unknown"
    rows = scan.select(pl.len()).collect().item()
    if rows * len(schema) > max(_MANY_CELLS, _CELLS_IN_BYTE * path.stat().st_size):
        return "swollen"
    readable = [name for name, dtype in schema.items() if is_readable(dtype)]
    blocks = scan.select(readable).collect_batches(chunk_size=_BLOCK_ROWS, engine="streaming")
    return "sound" if not readable or sum(block.height for block in blocks) == rows else "damaged"


if __name__ == "__main__":
    sys.stdout.write(verdict(Path(sys.argv[1])))
