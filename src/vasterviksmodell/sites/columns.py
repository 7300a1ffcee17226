"""Columns of texts → columns of measures, as data-frame expressions.

Two forms of the same reading. The *plain* form takes cells that are a number or empty and only says whether a row
holds anything else; it is what most large files need. The *full* form knows the whole grammar and names the fault
of every cell; per block of rows it looks closely only at cells that are not plain.
"""

from collections.abc import Callable, Sequence
from functools import partial
from math import inf, nextafter
from sys import float_info
from typing import TypeVar

import polars as pl

from vasterviksmodell.criteria import Criterion, Range
from vasterviksmodell.sites.grammar import (
    BLANKS,
    PATTERNS,
    UNKNOWN,
    Fault,
    Interval,
    Notation,
    parse_category,
    parse_number,
)

Texts = TypeVar("Texts", pl.Expr, pl.Series)

PLAIN = "_plain"
_FEW = 1000
"""Up to so many unusual cells of a block are parsed one by one, which takes less time than to start an engine."""
_FAULTS = pl.Int16
_NUMBER = pl.Struct({"low": pl.Float64, "high": pl.Float64, "fault": _FAULTS})
_CATEGORY = pl.Struct({"category": pl.String, "fault": _FAULTS})


def low(criterion: Criterion) -> str:
    """The column of the lower ends of a measure; of the measure itself in plain form."""
    return f"{criterion.id}__low"


def high(criterion: Criterion) -> str:
    """The column of the upper ends of a measure."""
    return f"{criterion.id}__high"


def category(criterion: Criterion) -> str:
    """The column of the categories of a criterion."""
    return f"{criterion.id}__category"


def fault(criterion: Criterion) -> str:
    """The column of the faults of a criterion's cells: 103 for D103, 0 for none."""
    return f"{criterion.id}__fault"


def plain(frame: pl.LazyFrame, texts: dict[str, Criterion], notation: Notation) -> pl.LazyFrame:
    """Measures by the plain form, and whether each row is plain. `texts` names each criterion's text column."""
    measures, checks = [], []
    for text, criterion in ((pl.col(name), criterion) for name, criterion in texts.items()):
        if criterion.kind == "number":
            measures.append(_as_number(text, comma=notation.comma).alias(low(criterion)))
            usual = _within(pl.col(low(criterion)), criterion.range)
        else:
            measures.append(text.alias(category(criterion)))
            usual = text.is_in(_usual(criterion, notation))
        checks.append(usual if criterion.required else usual.fill_null(value=False) | text.is_null())
    all_plain = pl.all_horizontal(check.fill_null(value=False) for check in checks)
    return frame.with_columns(measures).with_columns(all_plain.alias(PLAIN))


def full(frame: pl.LazyFrame, texts: dict[str, Criterion], notation: Notation) -> pl.LazyFrame:
    """Measures as intervals, and the fault of every cell, by the whole grammar."""
    read = []
    for name, criterion in texts.items():
        parse, dtype = (
            (partial(_numbers, criterion=criterion, notation=notation), _NUMBER)
            if criterion.kind == "number"
            else (partial(_categories, criterion=criterion, notation=notation), _CATEGORY)
        )
        cells = pl.col(name).map_batches(parse, return_dtype=dtype, is_elementwise=True)
        read.append(cells.alias(_cells(criterion)))
    fields = [field for criterion in texts.values() for field in _fields(criterion)]
    return frame.with_columns(read).with_columns(fields)


def _cells(criterion: Criterion) -> str:
    return f"{criterion.id}__cells"


def _fields(criterion: Criterion) -> Sequence[pl.Expr]:
    names = {"fault": fault(criterion)}
    if criterion.kind == "number":
        names |= {"low": low(criterion), "high": high(criterion)}
    else:
        names["category"] = category(criterion)
    cells = pl.col(_cells(criterion))
    return [cells.struct.field(field).alias(name) for field, name in names.items()]


def _as_number(text: Texts, *, comma: bool) -> Texts:
    if comma:
        text = text.str.replace_all(".", "_", literal=True).str.replace(",", ".", literal=True)
    return text.cast(pl.Float64, strict=False)


def _within(number: Texts, span: Range) -> Texts:
    return number.is_between(max(span.low, -float_info.max), min(span.high, float_info.max))


def _numbers(text: pl.Series, criterion: Criterion, notation: Notation) -> pl.Series:
    """Cells of a number as a struct of low, high and fault."""
    number = _as_number(text, comma=notation.comma)
    unusual = ~_within(number, criterion.range).fill_null(value=False)
    ends = pl.DataFrame({"low": number, "high": number, "fault": pl.zeros(len(text), _FAULTS, eager=True)})
    return _with_unusual(ends, text, unusual, partial(_unusual_numbers, criterion=criterion, notation=notation))


def _with_unusual(
    cells: pl.DataFrame, text: pl.Series, unusual: pl.Series, parse: Callable[[pl.Series], pl.DataFrame]
) -> pl.Series:
    """The cells as a struct, those that are unusual parsed closely."""
    if unusual.any():
        rows = unusual.arg_true()
        parsed = parse(text.gather(rows))
        cells = pl.DataFrame([cells[name].scatter(rows, parsed[name]) for name in cells.columns])
    return cells.to_struct(text.name)


def _unusual_numbers(text: pl.Series, criterion: Criterion, notation: Notation) -> pl.DataFrame:
    """The same for cells that are not plain numbers in the range: a few one by one, many by regular expression."""
    if len(text) <= _FEW:
        return _each([parse_number(cell or "", criterion, notation) for cell in text])
    parts = text.str.extract_groups(PATTERNS[notation.comma]).struct.unnest()
    ends = parts.select(
        "sign",
        *(_bound(name, comma=notation.comma) for name in ("number", "low", "high", "end")),
        _is_unknown(text).alias("unknown"),
        (text.str.contains(PATTERNS[False]) & notation.comma).alias("point"),
    )
    ends = _with_ends(ends, criterion.range)
    return ends.select("low", "high", _number_fault(criterion).alias("fault"))


def _each(parsed: Sequence[Interval | Fault]) -> pl.DataFrame:
    ends = [it if isinstance(it, Interval) else (None, None) for it in parsed]
    return pl.DataFrame(
        {"low": [low for low, _ in ends], "high": [high for _, high in ends], "fault": _codes(parsed)},
        schema=dict(_NUMBER),
    )


def _each_category(parsed: Sequence[str | Fault | None]) -> pl.DataFrame:
    categories = [None if isinstance(it, Fault) else it for it in parsed]
    return pl.DataFrame({"category": categories, "fault": _codes(parsed)}, schema=dict(_CATEGORY))


def _codes(parsed: Sequence[object]) -> list[int]:
    return [int(it.code[1:]) if isinstance(it, Fault) else 0 for it in parsed]


def _bound(name: str, *, comma: bool) -> pl.Expr:
    text = pl.col(name).str.replace(",", ".", literal=True) if comma else pl.col(name)
    return text.cast(pl.Float64, strict=False).alias(name)


def _is_unknown(text: pl.Series) -> pl.Series:
    return text.is_null() | text.str.strip_chars(BLANKS).is_in(UNKNOWN)


def _with_ends(parts: pl.DataFrame, span: Range) -> pl.DataFrame:
    """Low and high of what the regular expression found: number, both ends, or one end with a sign."""
    sign, end = pl.col("sign"), pl.col("end")
    below = end.map_elements(lambda x: nextafter(x, -inf), return_dtype=pl.Float64)
    above = end.map_elements(lambda x: nextafter(x, inf), return_dtype=pl.Float64)
    parts = parts.with_columns(
        pl.when(sign == "<").then(below).otherwise(end).alias("upper"),
        pl.when(sign == ">").then(above).otherwise(end).alias("lower"),
    )
    upward = sign.is_in([">", ">=", "≥"])
    unknown = pl.col("unknown")
    return parts.with_columns(
        pl.when(unknown | ~upward)
        .then(pl.lit(span.low))
        .when(upward)
        .then(pl.col("lower"))
        .otherwise(pl.coalesce("number", "low"))
        .alias("low"),
        pl.when(unknown | upward)
        .then(pl.lit(span.high))
        .when(~upward)
        .then(pl.col("upper"))
        .otherwise(pl.coalesce("number", "high"))
        .alias("high"),
        _within(end, span).alias("end_inside"),
    )


def _number_fault(criterion: Criterion) -> pl.Expr:
    """The fault of a cell, 0 for none: the first that applies, in the order of `grammar.parse_number`."""
    low, high = pl.col("low"), pl.col("high")
    span = criterion.range
    inside = (low >= span.low) & (high <= span.high) & (low < inf) & (high > -inf) & (low <= high)
    return (
        pl.when(pl.col("unknown"))
        .then(107 if criterion.required else 0)
        .when(low.is_null() & pl.col("point"))
        .then(108)
        .when(low.is_null())
        .then(103)
        .when(pl.col("sign").is_null() & (low > high))
        .then(105)
        .when(pl.col("end_inside").fill_null(value=True) & inside)
        .then(0)
        .otherwise(104)
        .cast(_FAULTS)
    )


def _usual(criterion: Criterion, notation: Notation) -> list[str]:
    """The categories that stand for themselves: not those that the grammar reads otherwise, such as `..`."""
    return [category for category in criterion.categories if parse_category(category, criterion, notation) == category]


def _categories(text: pl.Series, criterion: Criterion, notation: Notation) -> pl.Series:
    """Cells of a category as a struct of category and fault."""
    unusual = ~text.is_in(_usual(criterion, notation)).fill_null(value=False)
    cells = pl.DataFrame({"category": text, "fault": pl.zeros(len(text), _FAULTS, eager=True)})
    return _with_unusual(cells, text, unusual, partial(_unusual_categories, criterion=criterion, notation=notation))


def _unusual_categories(text: pl.Series, criterion: Criterion, notation: Notation) -> pl.DataFrame:
    """The same for cells that are not written like a category: each text that occurs is parsed once."""
    cells = text.fill_null("")
    texts = cells.unique()
    parsed = _each_category([parse_category(cell, criterion, notation) for cell in texts])
    return parsed[cells.replace_strict(texts, pl.int_range(len(texts), eager=True))]
