"""How a text table is written, found from its first rows: delimiter, decimal sign and row of headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vasterviksmodell.sites.formats.csv.headings_row import Sample, named_delimiter
from vasterviksmodell.sites.formats.interface import Expected
from vasterviksmodell.sites.patterns import MEASURE
from vasterviksmodell.words import folded

DELIMITERS = (";", ",", "\t", "|")
_NUMBER = {comma: re.compile(pattern) for comma, pattern in MEASURE.items()}
_PERHAPS_THOUSANDS = re.compile(r"(?<![0-9])[1-9][0-9]{0,2}[.,][0-9]{3}(?![0-9])")
"""Such as `1.234`, whose sign can be that of decimals or of thousands."""


@dataclass(frozen=True, slots=True)
class Dialect:
    delimiter: str
    decimal_comma: bool
    sample: Sample
    """The rows that it was found from."""


def detect(text: str, expected: Expected, *, whole: bool) -> Dialect:
    """The dialect of a text by its beginning, which may be the `whole`, where the criteria file does not say it.

    The delimiter is the one under which most headings are found that are looked for, and then the one that divides
    most rows into the same number of cells.
    """
    data = expected.data
    known = data.delimiter or named_delimiter(text.partition("\n")[0])
    samples = [
        Sample.of(text, sign, expected.headings, whole=whole, lines=data.header)
        for sign in ([known] if known else DELIMITERS)
    ]
    best = max(samples, key=lambda it: it.fitness)
    return Dialect(best.delimiter, _decimal_comma(best, expected), best)


def _decimal_comma(sample: Sample, expected: Expected) -> bool:
    """Whether decimals have a comma: usual in files with semicolons, elsewhere when numbers show it.

    Such as `1,234` shows nothing: read as 1.234 it may be wrong by a factor of a thousand, and then it is told.
    """
    if expected.data.decimal:
        return expected.data.decimal == ","
    cells = list(_measures(sample, expected.measures))
    commas, points = (any(_shows(cell, comma=comma) for cell in cells) for comma in (True, False))
    match sample.delimiter:
        case ",":
            return commas and not points
        case ";":
            return commas or not points
        case _:
            return commas


def _shows(cell: str, *, comma: bool) -> bool:
    """Whether a cell is a number with this decimal sign only, and the sign cannot be that of thousands."""
    written = _NUMBER[comma].match(cell) and not _NUMBER[not comma].match(cell)
    return bool(written) and not _PERHAPS_THOUSANDS.search(cell)


def _measures(sample: Sample, headings: frozenset[str]) -> Iterator[str]:
    """The cells of measures below the headings; all cells when there are no headings of measures."""
    tops = sample.all_headings
    named = {number for top in tops for number, cell in enumerate(top.cells) if folded(cell) in headings}
    for row in sample.below if tops else sample.rows:
        yield from (cell for number, cell in enumerate(row.cells) if number in named or not named)
