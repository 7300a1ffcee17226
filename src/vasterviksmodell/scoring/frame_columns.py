"""What a frame says about a criterion: its columns as measures, and the cells that the criteria rule out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from math import isfinite, nan
from operator import and_, or_
from sys import float_info

import narwhals as nw

from vasterviksmodell.criteria import Criterion, Meaning, Range
from vasterviksmodell.scoring.raw import MEASURE, RawColumn
from vasterviksmodell.sites.grammar import Fault, Notation, parse_category

_LARGEST = float_info.max
_TRUTHS = {True: "true", False: "false"}


@dataclass(frozen=True, slots=True)
class FrameMeasure:
    """A criterion with the columns that hold it, one or the two ends of an interval."""

    criterion: Criterion
    columns: tuple[RawColumn, ...]
    notation: Notation
    words: Mapping[str, str | None] = field(default_factory=dict)
    """The texts that are no category and stand for one, or for an unknown one."""

    @classmethod
    def of(cls, criterion: Criterion, columns: tuple[RawColumn, ...], notation: Notation) -> "FrameMeasure":
        """Make a measure that reads truth values, and 0 and 1 where the criterion is yes or no."""
        truths = ("true", "false", "1", "0") if criterion.kind == "yes_no" else ()
        return cls(criterion, columns, notation).reading(truths)

    @property
    def name(self) -> str:
        """The names of its columns."""
        return ", ".join(column.name for column in self.columns)

    @property
    def is_number(self) -> bool:
        return self.criterion.kind == "number"

    @property
    def prepared(self) -> tuple[str, ...]:
        """The names of the columns that hold its measures as we read them: two of a number that may be an interval."""
        ends = 2 if len(self.columns) > 1 or any(isinstance(mark, Range) for mark in self._marks.values()) else 1
        return tuple(f"{MEASURE}__{self.criterion.id}__{number}" for number in range(ends))

    def measures(self) -> list[nw.Expr]:
        """Return the prepared columns: floats whose NaN is null, or texts. What is neither is null, and impossible."""
        if not self.is_number:
            return [self._category(self.columns[0]).alias(self.prepared[0])]
        ends = zip(self.prepared, (self.columns[0], self.columns[-1]), (0, 1), strict=False)
        return [self._number(column, end).alias(name) for name, column, end in ends]

    def _number(self, column: RawColumn, end: int) -> nw.Expr:
        """Return one end of what a column says."""
        if column.kind != "number":
            return nw.lit(None, nw.Float64)
        number = column.values.cast(nw.Float64).fill_nan(None)
        said = number
        for mark, meaning in self._marks.items():
            meant = _end(meaning, end)
            said = nw.when(number == mark).then(nw.lit(meant, nw.Float64)).otherwise(said)
        return said

    @property
    def _marks(self) -> Mapping[float, Meaning]:
        """The marks of the criteria file that look like numbers: `-99`."""
        numbers = ((_as_number(mark), meaning) for mark, meaning in self.notation.marks.items())
        return {number: meaning for number, meaning in numbers if isfinite(number)} if self.is_number else {}

    def _category(self, column: RawColumn) -> nw.Expr:
        text = self._text(column)
        said = text
        for category in dict.fromkeys(self.words.values()):
            alike = [word for word, meant in self.words.items() if meant == category]
            said = nw.when(text.is_in(alike)).then(nw.lit(category, nw.String)).otherwise(said)
        return said

    def _text(self, column: RawColumn) -> nw.Expr:
        """Return the texts of a column, as a file would have them."""
        if column.kind == "truth":
            yes, no = (nw.lit(_TRUTHS[truth]) for truth in (True, False))
            return nw.when(column.values).then(yes).otherwise(nw.when(~column.values).then(no))
        if column.kind == "text":
            return column.values
        if column.kind == "number" and self.criterion.kind == "yes_no":
            one, zero = (nw.when(column.values == number).then(nw.lit(str(number))) for number in (1, 0))
            return one.otherwise(zero)
        whole = column.kind == "number" and column.whole
        return column.values.cast(nw.String) if whole else nw.lit(None, nw.String)

    @property
    def strange(self) -> nw.Expr | None:
        """Where it has a text that is no category; None for numbers."""
        if self.is_number:
            return None
        category = nw.col(self.prepared[0])
        return ~category.is_null() & ~category.is_in(self.criterion.categories)

    def reading(self, texts: Iterable[str]) -> "FrameMeasure":
        """Return the same with what strange texts stand for, as far as the grammar of cells knows."""
        words: dict[str, str | None] = {}
        for text in texts:
            read = parse_category(text, self.criterion, self.notation)
            if not isinstance(read, Fault):
                words[text] = read.said
            elif read.code == "D107":
                words[text] = None
        return replace(self, words={**self.words, **words})

    def impossible(self) -> dict[str, nw.Expr]:
        """Return which rows the criterion rules out, by what is wrong with them."""
        first, last = nw.col(self.prepared[0]), nw.col(self.prepared[-1])
        found = self._impossible_numbers(first, last) if self.is_number else self._no_categories()
        if self.criterion.required:
            found["missing"] = reduce(and_, (~unread for unread in self._others()), first.is_null() & last.is_null())
        return found

    def _impossible_numbers(self, low: nw.Expr, high: nw.Expr) -> dict[str, nw.Expr]:
        span = self.criterion.range
        finite = Range(max(span.low, -_LARGEST), min(span.high, _LARGEST))
        lows, highs = finite, finite
        if len(self.prepared) > 1:
            lows, highs = replace(finite, low=span.low), replace(finite, high=span.high)
        found = {f"outside {span}": _outside(low, lows) | _outside(high, highs), "upside down": low > high}
        others = self._others()
        if not others:
            return found
        types = ", ".join(dict.fromkeys(column.type for column in self.columns if column.kind != "number"))
        return {f"not numbers, but {types}: make it a column of numbers": reduce(or_, others), **found}

    def _no_categories(self) -> dict[str, nw.Expr]:
        known = f"none of {', '.join(self.criterion.categories)}"
        assert self.strange is not None  # noqa: S101
        return {known: reduce(or_, self._others(), self.strange)}

    def _others(self) -> list[nw.Expr]:
        """Say whether there is anything that is not read, for each column where that may be."""
        return [self._unread(column) for column in self.columns if not self._reads(column)]

    def _reads(self, column: RawColumn) -> bool:
        """Say whether all values of a column are read."""
        return column.kind == "number" if self.is_number else column.kind in {"text", "truth"}

    def _unread(self, column: RawColumn) -> nw.Expr:
        if column.kind != "number":
            return ~column.values.is_null()
        number = column.values.cast(nw.Float64).fill_nan(None)
        return ~number.is_null() & self._text(column).is_null()


def _outside(measure: nw.Expr, span: Range) -> nw.Expr:
    return (measure < span.low) | (measure > span.high)


def _as_number(mark: str) -> float:
    try:
        return float(mark)
    except ValueError:
        return nan


def _end(meaning: Meaning, end: int) -> float | None:
    """Return the lower (0) or upper (1) end of what a mark means; None when nothing is known."""
    if isinstance(meaning, Range):
        return (meaning.low, meaning.high)[end]
    return 0.0 if meaning == "zero" else None
