"""The figures in a column of a register, each an interval, read by the grammar of cells."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from vasterviksmodell.criteria import DataFiles, Range
from vasterviksmodell.derivation.bounds import Floats
from vasterviksmodell.derivation.reading.rows import Rows
from vasterviksmodell.findings import Finding, rule
from vasterviksmodell.i18n import Message
from vasterviksmodell.sites.cell_grammar import Fault, Interval, Notation, Read, parse_number
from vasterviksmodell.sites.truncation import truncated

if TYPE_CHECKING:
    from vasterviksmodell.i18n import Phrase

_TOLD = 20


@dataclass(frozen=True, slots=True)
class ColumnOfFigures:
    """What the grammar of cells must know about a column."""

    range: Range
    unit: str = ""
    required: bool = False


NOT_NEGATIVE = ColumnOfFigures(Range(0, inf))
ANY_NUMBER = ColumnOfFigures(Range(-inf, inf))


class Figures(NamedTuple):
    """The lowest and the highest figure of each unit."""

    low: Floats
    high: Floats

    @classmethod
    def ones(cls, units: int) -> "Figures":
        """Return a figure of 1 for each unit: so they are counted."""
        return cls(np.ones(units), np.ones(units))


def read_figures(
    rows: Rows, heading: str, data: DataFiles, column: ColumnOfFigures, unstated: tuple[float, float]
) -> Figures:
    """Return the figure in each row; `unstated` where a cell is empty, or its mark means that the figure is withheld.

    Any other mark for missing data says nothing at all.
    """
    cells = list(zip(rows.texts(heading), rows.commas, strict=True))
    notations = _notations(data)
    known = {cell: _interval(cell[0] or "", notations[cell[1]], column, unstated) for cell in set(cells)}
    found = np.array([known[cell] for cell in cells]).reshape(-1, 2)
    return Figures(found[:, 0], found[:, 1])


def _interval(
    text: str, notation: Notation, column: ColumnOfFigures, unstated: tuple[float, float]
) -> tuple[float, float]:
    read = parse_number(text, column, notation)
    if isinstance(read, Fault) or (read.content == (column.range.low, column.range.high) and _is_withheld(text, read)):
        return unstated
    return read.content.low, read.content.high


def _is_withheld(text: str, read: Read[Interval]) -> bool:
    return not text or read.notice == _SUPPRESSED


_SUPPRESSED = "D115"
"""The notice about a mark that is declared to mean that a figure is withheld."""


def figure_faults(rows: Rows, heading: str, data: DataFiles, column: ColumnOfFigures) -> Iterator[Finding]:
    """Yield a finding for each cell that is not a figure."""
    cells = list(zip(rows.texts(heading), rows.commas, strict=True))
    notations = _notations(data)
    wrong = {(text, comma) for text, comma in set(cells) if _is_none(text, column, notations[comma])}
    chosen = [row for row, cell in enumerate(cells) if cell in wrong] if wrong else []
    found = []
    for row in chosen[:_TOLD]:
        text, comma = cells[row]
        advice = None if _is_none(text, column, notations[not comma]) else _SIGNS[comma]
        facts: dict[str, Phrase] = {"text": text or "", "column": heading}
        found.append(Finding(rule("V010"), rows.place(row, heading), facts, advice=advice))
    yield from truncated(found, len(chosen), _TOLD)


_SIGNS = {
    False: Message("say that numbers have decimal commas: data: {{decimal: ','}}").format(),
    True: Message("say that numbers have decimal points: data: {{decimal: '.'}}").format(),
}
"""What to do about a figure with the other decimal sign, by whether the sign of the file is a comma."""


def _notations(data: DataFiles) -> dict[bool, Notation]:
    """Return how figures are written, by whether the decimal sign of their file is a comma."""
    return {comma: Notation.of(data, comma=comma) for comma in (False, True)}


def _is_none(text: str | None, column: ColumnOfFigures, notation: Notation) -> bool:
    return isinstance(parse_number(text or "", column, notation), Fault)
