"""What a frame says about a criterion: its columns as measures, and the cells that the criteria rule out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_, or_
from sys import float_info
from typing import Any

import narwhals as nw

from vasterviksmodell.criteria import Criterion, Range

MEASURE = "_measure"
"""What the names of prepared columns begin with."""
_LARGEST = float_info.max


class InvalidFrame(ValueError):  # noqa: N818 - it is what the caller gave
    """A frame that cannot be scored: which column, and why."""


@dataclass(frozen=True, slots=True)
class Given:
    """A criterion with the columns that hold it, one or the two ends of an interval, and their types."""

    criterion: Criterion
    types: Mapping[str, Any]

    @classmethod
    def of(cls, criterion: Criterion, schema: Mapping[str, Any]) -> "Given | None":
        """`<measure>_low` and `<measure>_high`, or `<measure>`, or None; `InvalidFrame` when given in part or twice."""
        pair = (f"{criterion.column}_low", f"{criterion.column}_high") if criterion.kind == "number" else ()
        found = tuple(name for name in (criterion.column, *pair) if name in schema)
        if found not in ((), (criterion.column,), pair):
            raise InvalidFrame(f"{' and '.join(found)}: give '{criterion.column}', or both its ends")
        return cls(criterion, {name: schema[name] for name in found}) if found else None

    @property
    def prepared(self) -> tuple[str, ...]:
        """The names of the columns that hold its measures as we read them."""
        return tuple(f"{MEASURE}__{self.criterion.id}__{number}" for number in range(len(self.types)))

    def measures(self) -> list[nw.Expr]:
        """The prepared columns: floats whose NaN is null, or texts. What is neither is null, and impossible."""
        read = (
            _number if self.criterion.kind == "number" else _category if self.criterion.kind == "category" else _yes_no
        )
        named = zip(self.types.items(), self.prepared, strict=True)
        return [read(name, dtype).alias(prepared) for (name, dtype), prepared in named]

    def impossible(self) -> dict[str, nw.Expr]:
        """Which rows the criterion rules out, by what is wrong with them."""
        first, last = nw.col(self.prepared[0]), nw.col(self.prepared[-1])
        found = self._impossible_numbers(first, last) if self.criterion.kind == "number" else self._no_categories(first)
        if self.criterion.required:
            others = self._of_other_types(numbers=self.criterion.kind == "number")
            found["missing"] = reduce(and_, (~it for it in others), first.is_null() & last.is_null())
        return found

    def _impossible_numbers(self, low: nw.Expr, high: nw.Expr) -> dict[str, nw.Expr]:
        span = self.criterion.range
        finite = Range(max(span.low, -_LARGEST), min(span.high, _LARGEST))
        lows, highs = finite, finite
        if len(self.types) > 1:
            lows, highs = replace(finite, low=span.low), replace(finite, high=span.high)
        found = {f"outside {span}": _outside(low, lows) | _outside(high, highs), "upside down": low > high}
        others = self._of_other_types(numbers=True)
        return {"not numbers": reduce(or_, others), **found} if others else found

    def _no_categories(self, category: nw.Expr) -> dict[str, nw.Expr]:
        known = self.criterion.categories
        unknown = ~category.is_null() & ~category.is_in(known)
        return {f"none of {', '.join(known)}": reduce(or_, self._of_other_types(numbers=False), unknown)}

    def _of_other_types(self, *, numbers: bool) -> list[nw.Expr]:
        """Whether there is anything in a column of another type; one without anything may have any type."""
        return [~nw.col(name).is_null() for name, dtype in self.types.items() if dtype.is_numeric() != numbers]


def _outside(measure: nw.Expr, span: Range) -> nw.Expr:
    return (measure < span.low) | (measure > span.high)


def _number(name: str, dtype: Any) -> nw.Expr:
    return nw.col(name).cast(nw.Float64).fill_nan(None) if dtype.is_numeric() else nw.lit(None, nw.Float64)


def _category(name: str, dtype: Any) -> nw.Expr:
    return nw.lit(None, nw.String) if dtype.is_numeric() else nw.col(name).cast(nw.String)


def _yes_no(name: str, dtype: Any) -> nw.Expr:
    """A category, or a truth value."""
    text = _category(name, dtype)
    if dtype == nw.String:
        return text
    no = nw.when(text.is_in(("false", "False"))).then(nw.lit("no")).otherwise(text)
    return nw.when(text.is_in(("true", "True"))).then(nw.lit("yes")).otherwise(no)
