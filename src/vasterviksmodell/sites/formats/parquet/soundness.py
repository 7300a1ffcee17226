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


def verdict(path: Path) -> str:
    """`sound`, `swollen`, `twice` (two columns of one name) or `damaged`; a damaged file may also end the process."""
    scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
    try:
        rows = scan.select(pl.len()).collect().item()
        cells = rows * len(scan.collect_schema())
        if cells > max(_MANY_CELLS, _CELLS_IN_BYTE * path.stat().st_size):
            return "swollen"
        blocks = scan.collect_batches(chunk_size=_BLOCK_ROWS, engine="streaming")
        return "sound" if sum(block.height for block in blocks) == rows else "damaged"
    except pl.exceptions.DuplicateError:
        return "twice"


if __name__ == "__main__":
    sys.stdout.write(verdict(Path(sys.argv[1])))
