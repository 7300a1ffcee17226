"""Lines that Polars reads without a word and that may yet be broken, found by patterns."""

import re
from pathlib import Path

import polars as pl

_EXCEL_TEXT = '="[^"]*"'
"""A cell as Excel writes it to keep its zeros; its quotes are part of the text."""


def has_uneven_lines(path: Path, delimiter: str, width: int) -> bool:
    """Whether a line, in a file without quotes, has more or fewer cells than there are columns."""
    line = pl.col("line")
    delimiters = line.str.count_matches(delimiter, literal=True)
    return _any_line(path, (delimiters != width - 1) & ~line.is_in(["", "\r"]))


def looks_oddly_quoted(path: Path, delimiter: str) -> bool:
    """Whether a line has an odd number of quotes, or one that seems to close and not to end its cell."""
    sign = delimiter if delimiter == "\t" else re.escape(delimiter)
    inside = f'[^"{sign}]"(?:"")*[^"{sign}\r]'
    at_start = f'(?:^|{sign})(?:"")+[^"{sign}\r]'
    before_return = f'"\r[^{sign}]'
    line = pl.col("line").str.replace_all(f"(^|{sign}){_EXCEL_TEXT}", "${1}")
    odd = line.str.count_matches('"', literal=True) % 2 == 1
    return _any_line(path, odd | line.str.contains(f"{inside}|{at_start}|{before_return}"))


def _any_line(path: Path, holds: pl.Expr) -> bool:
    lines = pl.scan_lines(path, glob=False)
    return bool(lines.select(holds.any()).collect(engine="streaming").item())
