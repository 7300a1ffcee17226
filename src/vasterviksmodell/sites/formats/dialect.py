"""How a text table is written, found from its first rows: delimiter and decimal sign."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from vasterviksmodell.sites.formats.csv_records import cells, records

DELIMITERS = (";", ",", "\t")
_ROWS = 50
_COMMA_NUMBER = re.compile(r"[+-]?[0-9]+,[0-9]+([eE][+-]?[0-9]+)?")
_POINT_NUMBER = re.compile(r"[+-]?[0-9]+\.([0-9]{1,2}|[0-9]{4,})([eE][+-]?[0-9]+)?")
"""A number whose point is a decimal sign: not `1.234`, which can also be a thousand and more."""


@dataclass(frozen=True, slots=True)
class Dialect:
    delimiter: str
    decimal_comma: bool

    def described(self) -> dict[str, str]:
        """The dialect as it is recorded beside a result."""
        return {
            "encoding": "utf-8",
            "delimiter": self.delimiter,
            "decimal": "," if self.decimal_comma else ".",
        }


def detect(path: Path) -> Dialect:
    """The dialect of a file, by its first rows.

    The delimiter is the one that divides most rows into the same number of cells as the first; the decimal sign is
    a comma in a file with semicolons unless numbers in it have decimal points and none has a comma.
    """
    samples = {sign: _sample(path, sign) for sign in DELIMITERS}
    delimiter = max(DELIMITERS, key=lambda sign: _consistency(samples[sign]))
    return Dialect(delimiter, delimiter != "," and _has_decimal_commas(samples[delimiter], delimiter))


def _sample(path: Path, delimiter: str) -> list[list[str]]:
    """The cells of the first rows, without blanks round them."""
    rows = (record for record in records(path, delimiter) if record.text.strip())
    return [[cell.text.strip() for cell in cells(row, delimiter)] for row in islice(rows, _ROWS)]


def _consistency(sample: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many rows have as many cells as the first, and that number; (0, 0) when there is one cell only."""
    widths = [len(row) for row in sample]
    if not widths or widths[0] == 1:
        return (0, 0)
    return (Counter(widths)[widths[0]], widths[0])


def _has_decimal_commas(sample: Sequence[Sequence[str]], delimiter: str) -> bool:
    commas = any(_COMMA_NUMBER.fullmatch(cell) for row in sample for cell in row)
    points = any(_POINT_NUMBER.fullmatch(cell) for row in sample for cell in row)
    return commas or (delimiter == ";" and not points)
