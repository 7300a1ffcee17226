"""The measure of a criterion in a frame: its columns, and the cells that the criteria rule out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce
from math import isfinite, nan
from operator import and_, or_
from sys import float_info

import narwhals as nw

from vasterviksmodell.criteria import Criterion, Meaning, Range
from vasterviksmodell.scoring.raw_columns import MEASURE, RawColumn, as_words
from vasterviksmodell.sites.cell_grammar import Fault, Notation, category_words, parse_category

_LARGEST = float_info.max
_TRUTHS = {True: "true", False: "false"}


@dataclass(frozen=True, slots=True)
class FrameMeasure:
    """A criterion with the columns that hold its measure: one, or the two ends of an interval."""

    criterion: Criterion
    columns: tuple[RawColumn, ...]
    notation: Notation
    words: Mapping[str, str | None] = field(default_factory=dict)
    """The texts that are not categories, with the category that each stands for (None for unknown)."""
    folds: bool = False
    """Whether texts are compared as words, so that the texts of a column need not be known beforehand."""

    @classmethod
    def of(cls, criterion: Criterion, columns: tuple[RawColumn, ...], notation: Notation) -> "FrameMeasure":
        """Make a measure that reads truth values, and 0 and 1 where the criterion is yes or no."""
        truths = ("true", "false", "1", "0") if criterion.kind == "yes_no" else ()
        return cls(criterion, columns, notation).with_words_for(truths)

    @property
    def name(self) -> str:
        """The names of its columns."""
        return ", ".join(column.name for column in self.columns)

    @property
    def is_number(self) -> bool:
        return self.criterion.kind == "number"

    @property
    def prepared(self) -> tuple[str, ...]:
        """The names of its prepared columns: two for a number that may be an interval."""
        ends = 2 if len(self.columns) > 1 or any(isinstance(mark, Range) for mark in self._marks.values()) else 1
        return tuple(f"{MEASURE}__{self.criterion.id}__{number}" for number in range(ends))

    def expressions(self) -> list[nw.Expr]:
        """Return the prepared columns: floats with null for NaN, or texts; null for other types."""
        if not self.is_number:
            return [self._category(self.columns[0]).alias(self.prepared[0])]
        ends = zip(self.prepared, (self.columns[0], self.columns[-1]), (0, 1), strict=False)
        return [self._number(column, end).alias(name) for name, column, end in ends]

    def _number(self, column: RawColumn, end: int) -> nw.Expr:
        """Return one end of the measures in a column."""
        if column.kind != "number":
            return nw.lit(None, nw.Float64)
        number = column.values.cast(nw.Float64).fill_nan(None)
        result = number
        for mark, meaning in self._marks.items():
            result = nw.when(number == mark).then(nw.lit(_end(meaning, end), nw.Float64)).otherwise(result)
        return result

    @property
    def _marks(self) -> Mapping[float, Meaning]:
        """The marks of the criteria file that look like numbers: `-99`."""
        numbers = ((as_number(mark), meaning) for mark, meaning in self.notation.marks.items())
        return {number: meaning for number, meaning in numbers if isfinite(number)} if self.is_number else {}

    def _category(self, column: RawColumn) -> nw.Expr:
        text = self._text(column)
        result = text = as_words(text) if self.folds else text
        for category in dict.fromkeys(self.words.values()):
            synonyms = [word for word, meaning in self.words.items() if meaning == category]
            result = nw.when(text.is_in(synonyms)).then(nw.lit(category, nw.String)).otherwise(result)
        return result

    def _text(self, column: RawColumn) -> nw.Expr:
        """Return the values of a column as a file would write them."""
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
    def unknown_texts(self) -> nw.Expr | None:
        """Whether a cell has a text that is not a category; None for numbers."""
        if self.is_number:
            return None
        category = nw.col(self.prepared[0])
        return ~category.is_null() & ~category.is_in(self.criterion.categories)

    def with_words_for(self, texts: Iterable[str]) -> "FrameMeasure":
        """Return the measure with the categories that other texts stand for, where the grammar of cells knows them."""
        words: dict[str, str | None] = {}
        for text in texts:
            read = parse_category(text, self.criterion, self.notation)
            if not isinstance(read, Fault):
                words[text] = read.content
            elif read.code == "D107":
                words[text] = None
        return replace(self, words={**self.words, **words})

    def with_words_of_criteria(self) -> "FrameMeasure":
        """Return the measure with every word that the criteria have for its categories, and for what is unknown."""
        if self.is_number:
            return self
        words = category_words(self.criterion, self.notation)
        return replace(self.with_words_for([*words, *self.notation.marks]), folds=True)

    def faults(self) -> dict[str, nw.Expr]:
        """Return the rows that the criterion rules out, by fault."""
        first, last = nw.col(self.prepared[0]), nw.col(self.prepared[-1])
        found = self._number_faults(first, last) if self.is_number else self._category_faults()
        if self.criterion.required:
            found["missing"] = reduce(
                and_, (~unread for unread in self._unread_cells()), first.is_null() & last.is_null()
            )
        return found

    def _number_faults(self, low: nw.Expr, high: nw.Expr) -> dict[str, nw.Expr]:
        span = self.criterion.range
        finite = Range(max(span.low, -_LARGEST), min(span.high, _LARGEST))
        lows, highs = finite, finite
        if len(self.prepared) > 1:
            lows, highs = replace(finite, low=span.low), replace(finite, high=span.high)
        found = {
            f"outside {span}": _outside(low, lows) | _outside(high, highs),
            "with the lower end above the upper": low > high,
        }
        others = self._unread_cells()
        if not others:
            return found
        types = ", ".join(dict.fromkeys(column.type for column in self.columns if column.kind != "number"))
        return {f"not numbers, but {types}: make it a column of numbers": reduce(or_, others), **found}

    def _category_faults(self) -> dict[str, nw.Expr]:
        known = f"not one of {', '.join(self.criterion.categories)}"
        assert self.unknown_texts is not None  # noqa: S101
        return {known: reduce(or_, self._unread_cells(), self.unknown_texts)}

    def _unread_cells(self) -> list[nw.Expr]:
        """Return which cells are not read, for each column that may have some."""
        return [self._unread_in(column) for column in self.columns if not self._is_read(column)]

    def _is_read(self, column: RawColumn) -> bool:
        """Say whether all values of a column are of a type that is read."""
        return column.kind == "number" if self.is_number else column.kind in {"text", "truth"}

    def _unread_in(self, column: RawColumn) -> nw.Expr:
        if column.kind != "number":
            return ~column.values.is_null()
        number = column.values.cast(nw.Float64).fill_nan(None)
        return ~number.is_null() & self._text(column).is_null()


def _outside(measure: nw.Expr, span: Range) -> nw.Expr:
    return (measure < span.low) | (measure > span.high)


def as_number(mark: str) -> float:
    """Return the number that a text is; NaN where it is none."""
    try:
        return float(mark)
    except ValueError:
        return nan


def _end(meaning: Meaning, end: int) -> float | None:
    """Return the lower (0) or upper (1) end of the meaning of a mark; None for unknown."""
    if isinstance(meaning, Range):
        return (meaning.low, meaning.high)[end]
    return 0.0 if meaning == "zero" else None
