"""Columns of texts → columns of measures, as data-frame expressions.

Two forms of the same reading. The *plain* form takes cells that are a number or empty and only says whether a row
holds anything else; it is what most large files need. The *full* form knows the whole grammar and names the fault
of every cell, or what is to be told of it; per block of rows it looks closely only at cells that are not plain.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from sys import float_info
from typing import Any, TypeVar

import polars as pl

from vasterviksmodell.criteria import Criterion, Range
from vasterviksmodell.sites.grammar import (
    Fault,
    Interval,
    Notation,
    Read,
    in_percent,
    parse_category,
    parse_number,
)
from vasterviksmodell.sites.patterns import BESIDE_NUMBER, EXCEL_TEXT, FOOTNOTE, MEASURE
from vasterviksmodell.source.words import RUN_OF_BLANKS

Texts = TypeVar("Texts", pl.Expr, pl.Series)
Parse = Callable[[str], Read[Any] | Fault]

PLAIN = "_plain"
_FEW = 1000
"""Up to so many unusual cells of a block are parsed one by one, which takes less time than to start an engine."""
_MANY = 10_000
"""From so many unreadable cells of a block on, words that differ only in their digits are told alike."""
_CODE = pl.Int16
_NUMBER = {"low": pl.Float64(), "high": pl.Float64(), "code": _CODE()}
_CATEGORY = {"category": pl.String(), "code": _CODE()}
_FOOTNOTE_CODE = 114


def low(criterion: Criterion) -> str:
    """The column of the lower ends of a measure; of the measure itself in plain form."""
    return f"{criterion.id}__low"


def high(criterion: Criterion) -> str:
    """The column of the upper ends of a measure."""
    return f"{criterion.id}__high"


def category(criterion: Criterion) -> str:
    """The column of the categories of a criterion."""
    return f"{criterion.id}__category"


def provenance(criterion: Criterion) -> tuple[str, str]:
    """The columns of what files say about where the figures of a criterion come from: source and date."""
    return f"{criterion.id}__source", f"{criterion.id}__date"


def code(criterion: Criterion) -> str:
    """The column of the codes of what is to be told of a criterion's cells: 103 for D103, 0 for nothing."""
    return f"{criterion.id}__code"


def plain(frame: pl.LazyFrame, texts: dict[str, Criterion], notation: Notation) -> pl.LazyFrame:
    """Measures by the plain form, and whether each row is plain. `texts` names each criterion's text column."""
    measures, checks = [], []
    for text, criterion in ((pl.col(name), criterion) for name, criterion in texts.items()):
        if criterion.kind == "number":
            measures.append(_as_number(text, comma=notation.comma).alias(low(criterion)))
            usual = _no_mark(_within(pl.col(low(criterion)), criterion.range), text, notation)
        else:
            measures.append(text.alias(category(criterion)))
            usual = text.is_in(_usual(criterion, notation))
        may_be_empty = notation.marks[""] == "missing" and not criterion.required
        checks.append(usual.fill_null(value=False) | text.is_null() if may_be_empty else usual)
    all_plain = pl.all_horizontal(check.fill_null(value=False) for check in checks)
    return frame.with_columns(measures).with_columns(all_plain.alias(PLAIN))


def full(frame: pl.LazyFrame, texts: dict[str, Criterion], notation: Notation) -> pl.LazyFrame:
    """Measures as intervals, and what is to be told of every cell, by the whole grammar."""
    read = []
    for name, criterion in texts.items():
        parse, schema = (_numbers, _NUMBER) if criterion.kind == "number" else (_categories, _CATEGORY)
        cells = pl.col(name).map_batches(
            partial(_as_struct, parse=partial(parse, criterion=criterion, notation=notation)),
            return_dtype=pl.Struct(schema),
            is_elementwise=True,
        )
        read.append(cells.alias(_cells(criterion)))
    fields = [field for criterion in texts.values() for field in _fields(criterion)]
    return frame.with_columns(read).with_columns(fields)


def unwrapped(text: pl.Expr) -> pl.Expr:
    """Texts without the `="…"` that some stand in."""
    return text.map_batches(_unwrapped, return_dtype=pl.String, is_elementwise=True)


def _unwrapped(text: pl.Series) -> pl.Series:
    if not text.str.starts_with('="').any():
        return text
    return text.str.extract(EXCEL_TEXT).str.replace_all('""', '"', literal=True).fill_null(text)


def _cells(criterion: Criterion) -> str:
    return f"{criterion.id}__cells"


def _fields(criterion: Criterion) -> Sequence[pl.Expr]:
    names = {"code": code(criterion)}
    if criterion.kind == "number":
        names |= {"low": low(criterion), "high": high(criterion)}
    else:
        names["category"] = category(criterion)
    cells = pl.col(_cells(criterion))
    return [cells.struct.field(field).alias(name) for field, name in names.items()]


def _as_struct(text: pl.Series, parse: Callable[[pl.Series], pl.DataFrame]) -> pl.Series:
    return parse(text).to_struct(text.name)


def _as_number(text: Texts, *, comma: bool) -> Texts:
    if comma:
        text = text.str.replace_all(".", "_", literal=True).str.replace(",", ".", literal=True)
    return text.cast(pl.Float64, strict=False)


def _within(number: Texts, span: Range) -> Texts:
    return number.is_between(max(span.low, -float_info.max), min(span.high, float_info.max))


def _no_mark(usual: Texts, text: Texts, notation: Notation) -> Texts:
    """Which of the usual cells are no mark, for there are marks that look like numbers: `-99`."""
    marks = list(filter(_has_digit, notation.marks))
    if not marks:
        return usual
    return usual & ~text.str.replace_all(RUN_OF_BLANKS, " ").str.strip_chars(" ").str.to_lowercase().is_in(marks)


def _numbers(text: pl.Series, criterion: Criterion, notation: Notation) -> pl.DataFrame:
    """What cells say of a number."""
    number = _as_number(text, comma=notation.comma)
    usual = _no_mark(_within(number, criterion.range), text, notation)
    cells = pl.DataFrame({"low": number, "high": number, "code": pl.zeros(len(text), _CODE, eager=True)})
    return _with_unusual(cells, text, usual, partial(_unusual_numbers, criterion=criterion, notation=notation))


def _with_unusual(
    cells: pl.DataFrame, text: pl.Series, usual: pl.Series, parse: Callable[[pl.Series], pl.DataFrame]
) -> pl.DataFrame:
    """The cells, those that are not usual parsed closely."""
    rows = (~usual.fill_null(value=False)).arg_true()
    if rows.is_empty():
        return cells
    parsed = parse(text.gather(rows))
    return pl.DataFrame([cells[name].scatter(rows, parsed[name]) for name in cells.columns])


def _unusual_numbers(text: pl.Series, criterion: Criterion, notation: Notation) -> pl.DataFrame:
    """The same for cells that are not plain numbers in the range: many by regular expression, the rest one by one."""
    one_by_one = partial(_each_number, criterion=criterion, notation=notation)
    if len(text) <= _FEW:
        return one_by_one(text)
    bare = _unwrapped(text)
    measures = bare.str.contains(MEASURE[notation.comma])
    if not measures.any():
        return one_by_one(text)
    cells = _ends(bare, in_percent=in_percent(criterion), comma=notation.comma)
    low, high = cells["low"], cells["high"]
    usual = measures & (low <= high)
    usual &= _within(low, criterion.range) & _within(high, criterion.range)
    return _with_unusual(cells, text, _no_mark(usual, bare, notation), one_by_one)


def _ends(text: pl.Series, *, in_percent: bool, comma: bool) -> pl.DataFrame:
    """Both ends of what a text says, if it is a measure with both ends."""
    digits = text.str.replace_all(BESIDE_NUMBER, "").str.replace_all("−", "-", literal=True)
    if in_percent:
        digits = digits.str.replace_all("%", "", literal=True)
    low = high = digits
    if digits.str.contains("..", literal=True).any():
        low, high = digits.str.split_exact("..", 1).struct.unnest()
    lows = _as_number(low, comma=comma)
    highs = lows if high is low else _as_number(high.fill_null(low), comma=comma)
    return pl.DataFrame({"low": lows, "high": highs, "code": text.str.contains(FOOTNOTE).cast(_CODE) * _FOOTNOTE_CODE})


def _each(text: pl.Series, parse: Parse, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Cells parsed one by one; a text that occurs often is parsed once."""
    return _each_like(text.fill_null(""), text.fill_null(""), parse, schema)


def _each_like(text: pl.Series, key: pl.Series, parse: Parse, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """The same where cells with the same key say the same: the first of them is parsed."""
    first = pl.DataFrame({"key": key, "text": text}).unique("key", keep="any")
    table = pl.DataFrame([_row(parse(cell), len(schema)) for cell in first["text"]], schema, orient="row")
    return table[key.replace_strict(first["key"], pl.int_range(first.height, eager=True))]


def _each_number(text: pl.Series, criterion: Criterion, notation: Notation) -> pl.DataFrame:
    """Cells of a number parsed one by one; of very many words, those that differ only in their digits alike.

    What begins with a letter is no number, whatever its digits, unless a mark with digits is declared.
    """
    cells = key = text.fill_null("")
    if len(cells) > _MANY and not any(map(_has_digit, notation.marks)):
        words = pl.col("cell").str.contains(r"^\p{L}")
        alike = pl.when(words).then(pl.col("cell").str.replace_all("[0-9]", "0")).otherwise(pl.col("cell"))
        key = cells.to_frame("cell").select(alike).to_series()
    return _each_like(cells, key, partial(parse_number, criterion=criterion, notation=notation), _NUMBER)


def _has_digit(mark: str) -> bool:
    return any(sign in "0123456789" for sign in mark)


def _row(read: Read[Any] | Fault, width: int) -> tuple[Any, ...]:
    if isinstance(read, Fault):
        return (*[None] * (width - 1), _number_of(read.code))
    said = read.said if isinstance(read.said, Interval) else (read.said,)
    return (*said, _number_of(read.notice) if read.notice else 0)


def _number_of(code: str) -> int:
    return int(code[1:])


def _usual(criterion: Criterion, notation: Notation) -> list[str]:
    """The categories that stand for themselves."""
    return [
        category for category in criterion.categories if parse_category(category, criterion, notation) == Read(category)
    ]


def _categories(text: pl.Series, criterion: Criterion, notation: Notation) -> pl.DataFrame:
    """What cells say of a category."""
    usual = text.is_in(_usual(criterion, notation))
    cells = pl.DataFrame({"category": text, "code": pl.zeros(len(text), _CODE, eager=True)})
    parse = partial(parse_category, criterion=criterion, notation=notation)
    return _with_unusual(cells, text, usual, partial(_each, parse=parse, schema=_CATEGORY))
