"""How a text table is written, found from its first lines: delimiter and decimal sign."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

DELIMITERS = (";", ",", "\t")
_LINES = 50
_COMMA_NUMBER = re.compile(r"[+-]?[0-9]+,[0-9]+([eE][+-]?[0-9]+)?")
_POINT_NUMBER = re.compile(r"[+-]?[0-9]+\.[0-9]+([eE][+-]?[0-9]+)?")


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


def detect(lines: Sequence[str]) -> Dialect:
    """The dialect of the lines at the head of a file.

    The delimiter is the one that divides most lines into the same number of cells as the first; the decimal sign is
    a comma in a file with semicolons unless numbers in it have decimal points and none has a comma.
    """
    sample = [line for line in lines[:_LINES] if line.strip()]
    delimiter = max(DELIMITERS, key=lambda sign: _consistency(sample, sign))
    return Dialect(delimiter, delimiter != "," and _has_decimal_commas(sample, delimiter))


def _consistency(sample: Sequence[str], delimiter: str) -> tuple[int, int]:
    """How many rows have as many cells as the first, and that number; (0, 0) when there is one cell only."""
    widths = [len(row) for row in csv.reader(sample, delimiter=delimiter) if row]
    if not widths or widths[0] == 1:
        return (0, 0)
    return (Counter(widths)[widths[0]], widths[0])


def _has_decimal_commas(sample: Sequence[str], delimiter: str) -> bool:
    cells = [cell.strip() for row in csv.reader(sample, delimiter=delimiter) for cell in row]
    commas = any(_COMMA_NUMBER.fullmatch(cell) for cell in cells)
    points = any(_POINT_NUMBER.fullmatch(cell) for cell in cells)
    return commas or (delimiter == ";" and not points)
