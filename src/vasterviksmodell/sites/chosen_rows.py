"""Which rows are read: those whose cells say what the criteria file asks for under `data: where:`."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce
from operator import and_

import polars as pl

from vasterviksmodell.criteria import DataFiles
from vasterviksmodell.sites.patterns import unwrapped
from vasterviksmodell.source.words import as_word, folded

_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the cells of a column are to say: one of several texts."""

    heading: str
    """As the criteria file has it."""
    names: tuple[str, ...]
    """The other names of the column."""
    texts: tuple[str, ...]

    def met_by(self, text: str | None, *, comma: bool = False) -> bool:
        """Whether a cell says so: as words are compared, or as the same number."""
        return any(_same(text or "", wanted, comma=comma) for wanted in self.texts)

    def met_by_any(self, texts: Iterable[str], *, comma: bool = False) -> bool:
        """Whether one of some cells says so."""
        return any(self.met_by(text, comma=comma) for text in texts)

    def only(self, text: str) -> "Wish":
        """The wish for one of its texts."""
        return replace(self, texts=(text,))

    def met_by_each(self, texts: pl.Series, *, comma: bool = False) -> pl.Series:
        """Which cells of a column say so; a text that occurs often is looked at once."""
        filled = texts.fill_null("")
        meeting = [text for text in filled.unique() if self.met_by(text, comma=comma)]
        return filled.is_in(meeting)

    def is_called(self, heading: str) -> bool:
        """Whether it is about the column under a heading."""
        return folded(heading) in map(folded, (self.heading, *self.names))


def wishes(data: DataFiles) -> tuple[Wish, ...]:
    """What is asked of the rows."""
    return tuple(Wish(heading, data.columns.get(heading, ()), texts) for heading, texts in data.where.items())


def meeting_all(wanted: Iterable[Wish], cells: Mapping[str, str | None]) -> bool:
    """Whether a record meets every wish; a heading that it lacks is an empty cell."""
    return all(wish.met_by(next(_under(wish, cells), None)) for wish in wanted)


def _under(wish: Wish, cells: Mapping[str, str | None]) -> Iterator[str | None]:
    return (text for heading, text in cells.items() if wish.is_called(heading))


def all_of(masks: Sequence[pl.Series], height: int) -> pl.Series:
    """Where every one of some conditions holds."""
    return reduce(and_, masks, pl.repeat(value=True, n=height, dtype=pl.Boolean, eager=True))


def _same(text: str, wanted: str, *, comma: bool) -> bool:
    word, other = as_word(unwrapped(text)), as_word(wanted)
    return word == other or (_number(word, comma=comma) == _number(other) is not None)


def _number(word: str, *, comma: bool = False) -> Decimal | None:
    """The number that a text is; exactly, for codes may have more digits than a float holds."""
    digits = word.replace(",", ".") if comma and "." not in word else word
    return Decimal(digits) if _NUMBER.fullmatch(digits) else None
