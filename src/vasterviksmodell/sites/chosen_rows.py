"""Which rows are read: those that meet the conditions under `data: where:` in the criteria file."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from operator import and_

import polars as pl

from vasterviksmodell.criteria import DataFiles
from vasterviksmodell.sites.cell_patterns import unwrapped
from vasterviksmodell.source.folding import as_word, folded

_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class RowCondition:
    """A condition on rows: the cell of a column must be one of several texts."""

    heading: str
    """The heading in the criteria file."""
    names: tuple[str, ...]
    """The other names of the column."""
    texts: tuple[str, ...]

    def met_by(self, text: str | None, *, comma: bool = False) -> bool:
        """Say whether a cell meets the condition, as a word or as the same number."""
        return any(_is_same(text or "", wanted, comma=comma) for wanted in self.texts)

    def met_by_any(self, texts: Iterable[str], *, comma: bool = False) -> bool:
        """Say whether one of some cells meets the condition."""
        return any(self.met_by(text, comma=comma) for text in texts)

    def only(self, text: str) -> "RowCondition":
        """Return the condition with one of its texts."""
        return replace(self, texts=(text,))

    def are_met_by(self, texts: pl.Series, *, comma: bool = False) -> pl.Series:
        """Say which cells of a column meet the condition; each distinct text is compared once."""
        filled = texts.fill_null("")
        meeting = [text for text in filled.unique() if self.met_by(text, comma=comma)]
        return filled.is_in(meeting)

    def is_called(self, heading: str) -> bool:
        """Say whether the condition is about the column under a heading."""
        return folded(heading) in map(folded, (self.heading, *self.names))


def row_conditions(data: DataFiles) -> tuple[RowCondition, ...]:
    """Return the conditions on rows in the criteria file."""
    return tuple(RowCondition(heading, data.columns.get(heading, ()), texts) for heading, texts in data.where.items())


def meets_all(conditions: Iterable[RowCondition], cells: Mapping[str, str | None]) -> bool:
    """Say whether a record meets every condition; a missing heading is an empty cell."""
    return all(condition.met_by(next(_cells_under(condition, cells), None)) for condition in conditions)


def _cells_under(condition: RowCondition, cells: Mapping[str, str | None]) -> Iterator[str | None]:
    return (text for heading, text in cells.items() if condition.is_called(heading))


def in_all_masks(masks: Sequence[pl.Series], height: int) -> pl.Series:
    """Say which rows are in all masks; all rows if there are none."""
    return reduce(and_, masks, pl.repeat(value=True, n=height, dtype=pl.Boolean, eager=True))


def _is_same(text: str, wanted: str, *, comma: bool) -> bool:
    word, other = as_word(unwrapped(text)), as_word(wanted)
    return word == other or (_decimal_in(word, comma=comma) == _decimal_in(other) is not None)


def _decimal_in(word: str, *, comma: bool = False) -> Decimal | None:
    """Return the number in a text as a decimal, because codes may have more digits than a float."""
    digits = word.replace(",", ".") if comma and "." not in word else word
    return Decimal(digits) if _NUMBER.fullmatch(digits) else None
