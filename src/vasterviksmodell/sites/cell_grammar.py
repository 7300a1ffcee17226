"""The grammar of a cell: what a text states about a measure.

`1200` is a number, `0..2000` an interval with both ends, `<5`, `<=5`, `>48`, `>=48` have one end, and an empty
cell or `..` is missing data, like other marks that the criteria file declares. Any other text is a fault with the
code of a rule. `columns.py` reads whole columns in the same way; a property test compares the two.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, isfinite, nextafter
from typing import Generic, Literal, NamedTuple, Protocol, TypeVar
from unicodedata import normalize

from vasterviksmodell.criteria import Criterion, DataFiles, Meaning, Range
from vasterviksmodell.sites.cell_patterns import (
    DATE,
    GLUED_FOOTNOTE,
    MEASURE,
    MEASURE_OF_EITHER_SIGN,
    MISSING_MARKS,
    is_about,
    is_failed_formula,
    is_usual_mark,
    unwrapped,
)
from vasterviksmodell.source.folding import BLANKS, RUN_OF_BLANKS, YES_NO_WORDS, as_word

_WHOLE_TRUTH = r"([01])[.,]0+"
_IN_PERCENT = r"(?s)(?:%|percent|per cent|procent)(?: .*)?"


@dataclass(frozen=True, slots=True)
class Notation:
    """How the cells of a file are written."""

    comma: bool = False
    """Whether the decimal sign is a comma."""
    marks: Mapping[str, Meaning] = field(default_factory=lambda: MISSING_MARKS)
    """By mark, as words are compared: the meaning. The empty cell is a mark too."""
    yes_no: Mapping[str, str] = field(default_factory=lambda: YES_NO_WORDS)
    """By word, as words are compared: `yes` or `no`."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By column and by word, as words are compared: a category."""

    @classmethod
    def of(cls, data: DataFiles, *, comma: bool) -> "Notation":
        """Return the notation of a file, by the criteria file and the decimal sign of the file."""
        marks = {as_word(mark): meaning for mark, meaning in data.missing.items()}
        words = {as_word(word): answer for answer, words in (("yes", data.yes), ("no", data.no)) for word in words}
        return cls(comma, {**MISSING_MARKS, **marks}, {**YES_NO_WORDS, **words}, _words_by_column(data))


def _words_by_column(data: DataFiles) -> dict[str, dict[str, str]]:
    return {
        heading: {as_word(word): category for category, words in by_category.items() for word in words}
        for heading, by_category in data.words.items()
    }


PLAIN_NOTATION = Notation()
"""Decimal points, and only the usual marks and words."""

Notice = Literal["D114", "D115"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read."""

    code: Literal[
        "D103", "D104", "D105", "D106", "D107", "D108", "D109", "D110", "D111", "D112", "D113",
    ]  # fmt: skip


class Interval(NamedTuple):
    """The interval in which a number lies, ends included."""

    low: float
    high: float


T = TypeVar("T")


class NumberMeasure(Protocol):
    """What must be known about a measure to read its numbers: a criterion, or a column of a register."""

    @property
    def range(self) -> Range: ...

    @property
    def unit(self) -> str: ...

    @property
    def required(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """The content of a cell that can be read."""

    content: T
    notice: Notice | None = None
    """The code of a notice about it, if any."""


def parse_number(text: str, criterion: NumberMeasure, notation: Notation) -> Read[Interval] | Fault:
    """Return the interval that a cell states for a criterion of type number, or its fault."""
    text = unwrapped(text)
    meaning = notation.marks.get(as_word(text))
    if meaning is not None:
        return _measure_of_mark(meaning, criterion)
    match = re.match(MEASURE[notation.comma], text)
    if match is None:
        return Fault(why_no_number(text))
    if "%" in text and not in_percent(criterion):
        return Fault("D110")
    interval = _stated(match, criterion.range)
    return interval if isinstance(interval, Fault) else Read(interval, "D114" if match["footnote"] else None)


def in_percent(criterion: NumberMeasure) -> bool:
    """Say whether the unit of a criterion is per cent, so that a per cent sign in a cell adds nothing."""
    return re.fullmatch(_IN_PERCENT, as_word(criterion.unit)) is not None


def _measure_of_mark(meaning: Meaning, criterion: NumberMeasure) -> Read[Interval] | Fault:
    """Return what a mark states about a criterion."""
    span = criterion.range
    if isinstance(meaning, Range) or meaning == "zero":
        low, high = (meaning.low, meaning.high) if isinstance(meaning, Range) else (0.0, 0.0)
        known = _inside(Interval(max(low, span.low), min(high, span.high)), span)
        return known if isinstance(known, Fault) else Read(known)
    return _missing(Interval(span.low, span.high), meaning, criterion)


def _missing(everything: T, meaning: Meaning, criterion: NumberMeasure) -> Read[T] | Fault:
    if criterion.required:
        return Fault("D107")
    return Read(everything, "D115" if meaning == "suppressed" else None)


def _stated(match: re.Match[str], span: Range) -> Interval | Fault:
    """Return the interval in the parts of a measure."""
    low, high, end = (_float(match[name]) for name in ("low", "high", "end"))
    if match["sign"]:
        return _one_ended(match["sign"], end, span)
    if match["number"]:
        low = high = _float(match["number"])
    return Fault("D105") if low > high else _inside(Interval(low, high), span)


def _float(text: str | None) -> float:
    return float(re.sub(RUN_OF_BLANKS, "", text or "nan").replace(",", ".").replace("−", "-"))


def _one_ended(sign: str, end: float, span: Range) -> Interval | Fault:
    if end not in span or not isfinite(end):
        return Fault("D104")
    match sign:
        case "<":
            return _inside(Interval(span.low, nextafter(end, -inf)), span)
        case ">":
            return _inside(Interval(nextafter(end, inf), span.high), span)
        case "<=" | "≤":
            return Interval(span.low, end)
        case _:
            return Interval(end, span.high)


def _inside(interval: Interval, span: Range) -> Interval | Fault:
    finite = -inf < interval.high and interval.low < inf
    inside = finite and span.low <= interval.low and interval.high <= span.high and interval.low <= interval.high
    return interval if inside else Fault("D104")


def category_words(criterion: Criterion, notation: Notation) -> Mapping[str, str]:
    """Return by word, as words are compared, the category that a cell may state."""
    labels = {as_word(text): category for text, category in criterion.label_texts}
    declared = notation.words.get(criterion.column, {})
    own = {word: category for word, category in declared.items() if category in criterion.categories}
    if criterion.kind == "yes_no":
        return {**labels, **notation.yes_no, **own}
    return {**own, **labels, **{as_word(category): category for category in criterion.categories}}


def parse_category(text: str, criterion: Criterion, notation: Notation) -> Read[str | None] | Fault:
    """Return the category that a cell states, None for missing data, or its fault."""
    text = unwrapped(text)
    word = as_word(text)
    category = _category(text, criterion, notation) if word else None
    if category is not None:
        return Read(category)
    meaning = notation.marks.get(word)
    if meaning is None:
        return Fault(why_no_category(text))
    if word and meaning not in ("missing", "suppressed"):
        return Fault("D109")
    return _missing(None, meaning, criterion)


def _category(text: str, criterion: Criterion, notation: Notation) -> str | None:
    exact = {normalize("NFC", category): category for category in criterion.categories}
    words, word = category_words(criterion, notation), as_word(text)
    return exact.get(normalize("NFC", text.strip(BLANKS))) or words.get(word) or _truth(word, criterion, words)


def _truth(word: str, criterion: Criterion, words: Mapping[str, str]) -> str | None:
    """Return yes or no for 1.0 or 0.0, which programs without nullable integers write for 1 and 0."""
    whole = re.fullmatch(_WHOLE_TRUTH, word) if criterion.kind == "yes_no" else None
    return words.get(whole[1]) if whole else None


def why_no_number(text: str) -> Literal["D103", "D108", "D109", "D111", "D112", "D113"]:
    """Return the code for a text that is not a number, an interval or a declared mark."""
    code = _why_neither(text)
    if code:
        return code
    if is_about(as_word(text)):
        return "D109"
    if re.match(DATE, as_word(text)):
        return "D111"
    if re.match(MEASURE_OF_EITHER_SIGN, text):
        return "D108"
    return "D113" if re.match(GLUED_FOOTNOTE, text) else "D103"


def why_no_category(text: str) -> Literal["D106", "D109", "D112"]:
    """Return the code for a text that is not a declared category or mark."""
    return _why_neither(text) or "D106"


def _why_neither(text: str) -> Literal["D109", "D112"] | None:
    word = as_word(text)
    if is_failed_formula(word):
        return "D112"
    return "D109" if is_usual_mark(word) else None
