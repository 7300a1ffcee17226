"""Columns of texts as columns of measures, by data-frame expressions.

There are two forms. The *plain* form reads cells that are a number or empty and only says whether a row has other
cells; most large files need no more. The *full* form knows the whole grammar and gives a code for each fault or
notice; in a block of rows it parses only cells that are not plain.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from sys import float_info
from types import MappingProxyType
from typing import Any, TypeVar

import polars as pl

from vasterviksmodell.criteria import Criterion, Range
from vasterviksmodell.sites.cell_grammar import (
    Fault,
    Interval,
    Notation,
    Read,
    in_percent,
    parse_category,
    parse_number,
)
from vasterviksmodell.sites.cell_patterns import BESIDE_NUMBER, EXCEL_TEXT, FOOTNOTE, MEASURE
from vasterviksmodell.sites.column_units import ColumnUnit
from vasterviksmodell.source.folding import RUN_OF_BLANKS

Texts = TypeVar("Texts", pl.Expr, pl.Series)
Parse = Callable[[str], Read[Any] | Fault]

PLAIN = "_plain"
_FEW = 1000
"""Up to this number, the unusual cells of a block are parsed one by one, which is faster than expressions."""
_MANY = 10_000
"""Above this number, unreadable words of a block that differ only in their digits are parsed once."""
_CODE = pl.Int16
_NUMBER = {"low": pl.Float64(), "high": pl.Float64(), "code": _CODE()}
_CATEGORY = {"category": pl.String(), "code": _CODE()}
_FOOTNOTE_CODE = 114
_WRAPPING = '="'
_DIGITS_AS_NOUGHT = dict.fromkeys("123456789", "0")


def low(criterion: Criterion) -> str:
    """Return the column of the lower ends of a measure; in plain form, of the measure itself."""
    return f"{criterion.id}__low"


def high(criterion: Criterion) -> str:
    """Return the column of the upper ends of a measure."""
    return f"{criterion.id}__high"


def category(criterion: Criterion) -> str:
    """Return the column of the categories of a criterion."""
    return f"{criterion.id}__category"


def provenance(criterion: Criterion) -> tuple[str, str]:
    """Return the columns of the source and the date of a criterion's figures."""
    return f"{criterion.id}__source", f"{criterion.id}__date"


def code(criterion: Criterion) -> str:
    """Return the column of the codes of findings about a criterion's cells: 103 for D103, 0 for none."""
    return f"{criterion.id}__code"


Units = Mapping[str, ColumnUnit]
"""By criterion id: the unit of its column, where it is stated."""
_AS_STATED: Units = MappingProxyType({})


def may_be_numbers(criterion: Criterion, notation: Notation, units: Units = _AS_STATED) -> bool:
    """Say whether a column may be read as numbers at once: no mark looks like one, and none is converted."""
    converted = _conversion(criterion, notation, units) is not None
    return criterion.kind == "number" and not converted and not any(map(_has_digit, notation.marks))


def plain(
    frame: pl.LazyFrame,
    texts: dict[str, Criterion],
    notation: Notation,
    units: Units = _AS_STATED,
    numbers: Collection[str] = (),
) -> pl.LazyFrame:
    """Add measures in plain form, and `PLAIN`: whether each row is plain.

    `texts` has criteria by text column; `numbers` are those of its columns that are read as numbers already.
    """
    measures, checks = [], []
    for name, criterion in texts.items():
        convert = _conversion(criterion, notation, units)
        text = pl.col(name)
        if convert is not None:
            text = text.map_batches(convert, return_dtype=pl.String, is_elementwise=True)
        if criterion.kind == "number":
            number = text if name in numbers else _as_number(text, comma=notation.comma)
            measures.append(number.alias(low(criterion)))
            usual = _without_marks(_is_in_range(pl.col(low(criterion)), criterion.range), text, notation)
        else:
            text = _unlabelled(text, criterion, notation)
            measures.append(text.alias(category(criterion)))
            usual = text.is_in(_plain_categories(criterion, notation))
        may_be_empty = notation.marks[""] == "missing" and not criterion.required
        checks.append(usual.fill_null(value=False) | text.is_null() if may_be_empty else usual)
    all_plain = pl.all_horizontal(check.fill_null(value=False) for check in checks)
    return frame.with_columns(measures).with_columns(all_plain.alias(PLAIN))


def _conversion(criterion: Criterion, notation: Notation, units: Units) -> Callable[[pl.Series], pl.Series] | None:
    """Return what converts the texts of a criterion's column; None where they are in its own unit."""
    unit = units.get(criterion.id)
    if unit is None or not unit.converts:
        return None
    return partial(_converted, convert=partial(unit.converted, criterion=criterion, notation=notation))


def _converted(text: pl.Series, convert: Callable[[str], str]) -> pl.Series:
    """Return the texts of cells with their figures converted; each distinct text once."""
    known = text.drop_nulls().unique()
    return text.replace_strict(known, pl.Series([convert(cell) for cell in known], dtype=pl.String), default=None)


def full(
    frame: pl.LazyFrame, texts: dict[str, Criterion], notation: Notation, units: Units = _AS_STATED
) -> pl.LazyFrame:
    """Add measures as intervals, and the code of each cell's finding, by the whole grammar."""
    read = []
    for name, criterion in texts.items():
        parse, schema = (_parse_numbers, _NUMBER) if criterion.kind == "number" else (_parse_categories, _CATEGORY)
        cells = pl.col(name).map_batches(
            partial(
                _as_struct,
                parse=partial(parse, criterion=criterion, notation=notation),
                convert=_conversion(criterion, notation, units),
            ),
            return_dtype=pl.Struct(schema),
            is_elementwise=True,
        )
        read.append(cells.alias(_cells_column(criterion)))
    fields = [field for criterion in texts.values() for field in _field_columns(criterion)]
    return frame.with_columns(read).with_columns(fields)


def may_be_wrapped(text: pl.Expr) -> pl.Expr:
    """Say which texts may have `="…"` around them."""
    return text.str.starts_with(_WRAPPING).fill_null(value=False)


def unwrapped(text: pl.Expr) -> pl.Expr:
    """Return texts without the `="…"` around some."""
    inner = text.str.extract(EXCEL_TEXT).str.replace_all('""', '"', literal=True)
    return pl.when(may_be_wrapped(text)).then(pl.coalesce(inner, text)).otherwise(text)


def with_unwrapped(block: pl.DataFrame, names: Sequence[str]) -> pl.DataFrame:
    """Return a block with some of its columns unwrapped; there may be thousands, and few of them need it."""
    found = block.select(may_be_wrapped(pl.col(names)).any()) if names else pl.DataFrame()
    wrapped = (
        [name for name, is_wrapped in zip(found.columns, *found.rows(), strict=True) if is_wrapped] if names else []
    )
    return block.with_columns(unwrapped(pl.col(name)) for name in wrapped)


def _unwrapped(text: pl.Series) -> pl.Series:
    return text.to_frame().select(unwrapped(pl.col(text.name))).to_series()


def _cells_column(criterion: Criterion) -> str:
    return f"{criterion.id}__cells"


def _field_columns(criterion: Criterion) -> Sequence[pl.Expr]:
    names = {"code": code(criterion)}
    if criterion.kind == "number":
        names |= {"low": low(criterion), "high": high(criterion)}
    else:
        names["category"] = category(criterion)
    cells = pl.col(_cells_column(criterion))
    return [cells.struct.field(field).alias(name) for field, name in names.items()]


def _as_struct(
    text: pl.Series,
    parse: Callable[[pl.Series], pl.DataFrame],
    convert: Callable[[pl.Series], pl.Series] | None,
) -> pl.Series:
    return parse(text if convert is None else convert(text)).to_struct(text.name)


def _as_number(text: Texts, *, comma: bool) -> Texts:
    if comma:
        text = text.str.replace_all(".", "_", literal=True).str.replace(",", ".", literal=True)
    return text.cast(pl.Float64, strict=False)


def _is_in_range(number: Texts, span: Range) -> Texts:
    return number.is_between(max(span.low, -float_info.max), min(span.high, float_info.max))


def _without_marks(usual: Texts, text: Texts, notation: Notation) -> Texts:
    """Say which of the usual cells are not marks, because marks may look like numbers: `-99`."""
    marks = list(filter(_has_digit, notation.marks))
    if not marks:
        return usual
    return usual & ~text.str.replace_all(RUN_OF_BLANKS, " ").str.strip_chars(" ").str.to_lowercase().is_in(marks)


def _parse_numbers(text: pl.Series, criterion: Criterion, notation: Notation) -> pl.DataFrame:
    """Return cells as the ends of intervals, and codes."""
    number = _as_number(text, comma=notation.comma)
    usual = _without_marks(_is_in_range(number, criterion.range), text, notation)
    cells = pl.DataFrame({"low": number, "high": number, "code": pl.zeros(len(text), _CODE, eager=True)})
    return _with_unusual(cells, text, usual, partial(_parse_unusual_numbers, criterion=criterion, notation=notation))


def _with_unusual(
    cells: pl.DataFrame, text: pl.Series, usual: pl.Series, parse: Callable[[pl.Series], pl.DataFrame]
) -> pl.DataFrame:
    """Return the cells, with the unusual ones parsed."""
    rows = (~usual.fill_null(value=False)).arg_true()
    if rows.is_empty():
        return cells
    parsed = parse(text.gather(rows))
    return pl.DataFrame([cells[name].scatter(rows, parsed[name]) for name in cells.columns])


def _parse_unusual_numbers(text: pl.Series, criterion: Criterion, notation: Notation) -> pl.DataFrame:
    """Parse cells that are not plain numbers in the range: many by regular expression, the others one by one."""
    one_by_one = partial(_parse_each_number, criterion=criterion, notation=notation)
    if len(text) <= _FEW:
        return one_by_one(text)
    bare = _unwrapped(text)
    measures = bare.str.contains(MEASURE[notation.comma])
    if not measures.any():
        return one_by_one(text)
    cells = _ends(bare, in_percent=in_percent(criterion), comma=notation.comma)
    low, high = cells["low"], cells["high"]
    usual = measures & (low <= high)
    usual &= _is_in_range(low, criterion.range) & _is_in_range(high, criterion.range)
    return _with_unusual(cells, text, _without_marks(usual, bare, notation), one_by_one)


def _ends(text: pl.Series, *, in_percent: bool, comma: bool) -> pl.DataFrame:
    """Return both ends of texts that are measures with both ends."""
    digits = text.str.replace_all(BESIDE_NUMBER, "").str.replace_all("−", "-", literal=True)
    if in_percent:
        digits = digits.str.replace_all("%", "", literal=True)
    low = high = digits
    if digits.str.contains("..", literal=True).any():
        low, high = digits.str.split_exact("..", 1).struct.unnest()
    lows = _as_number(low, comma=comma)
    highs = lows if high is low else _as_number(high.fill_null(low), comma=comma)
    return pl.DataFrame({"low": lows, "high": highs, "code": text.str.contains(FOOTNOTE).cast(_CODE) * _FOOTNOTE_CODE})


def _parse_each(text: pl.Series, parse: Parse, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Parse cells one by one; each distinct text is parsed once."""
    return _parse_each_key(text.fill_null(""), text.fill_null(""), parse, schema)


def _parse_each_key(text: pl.Series, key: pl.Series, parse: Parse, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Parse one cell for each distinct key."""
    first = pl.DataFrame({"key": key, "text": text}).unique("key", keep="any")
    table = pl.DataFrame([_row_of(parse(cell), len(schema)) for cell in first["text"]], schema, orient="row")
    return table[key.replace_strict(first["key"], pl.int_range(first.height, eager=True))]


def _parse_each_number(text: pl.Series, criterion: Criterion, notation: Notation) -> pl.DataFrame:
    """Parse numbers one by one; very many words are parsed once if they differ only in their digits.

    A text that begins with a letter is not a number, whatever its digits, unless a mark with digits is declared.
    """
    cells = key = text.fill_null("")
    if len(cells) > _MANY and not any(map(_has_digit, notation.marks)):
        words = pl.col("cell").str.contains(r"^\p{L}")
        alike = pl.when(words).then(pl.col("cell").str.replace_many(_DIGITS_AS_NOUGHT)).otherwise(pl.col("cell"))
        key = cells.to_frame("cell").select(alike).to_series()
    return _parse_each_key(cells, key, partial(parse_number, criterion=criterion, notation=notation), _NUMBER)


def _has_digit(mark: str) -> bool:
    return any(sign in "0123456789" for sign in mark)


def _row_of(read: Read[Any] | Fault, width: int) -> tuple[Any, ...]:
    if isinstance(read, Fault):
        return (*[None] * (width - 1), _code_number(read.code))
    content = read.content if isinstance(read.content, Interval) else (read.content,)
    return (*content, _code_number(read.notice) if read.notice else 0)


def _code_number(code: str) -> int:
    return int(code[1:])


def _plain_categories(criterion: Criterion, notation: Notation) -> list[str]:
    """Return the categories that are read as themselves."""
    return [
        category for category in criterion.categories if parse_category(category, criterion, notation) == Read(category)
    ]


def _unlabelled(text: Texts, criterion: Criterion, notation: Notation) -> Texts:
    """Return texts with categories in place of their labels, as far as they are written alike."""
    found = {
        label: category
        for label, category in criterion.label_texts
        if label not in criterion.categories and parse_category(label, criterion, notation) == Read(category)
    }
    return text.replace(found) if found else text


def _parse_categories(text: pl.Series, criterion: Criterion, notation: Notation) -> pl.DataFrame:
    """Return cells as categories, and codes."""
    text = _unlabelled(text, criterion, notation)
    usual = text.is_in(_plain_categories(criterion, notation))
    cells = pl.DataFrame({"category": text, "code": pl.zeros(len(text), _CODE, eager=True)})
    parse = partial(parse_category, criterion=criterion, notation=notation)
    return _with_unusual(cells, text, usual, partial(_parse_each, parse=parse, schema=_CATEGORY))
