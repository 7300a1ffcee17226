"""The one grammar of a cell: what a text says about a measure.

`1200` is a number, `0..2000` an interval with both ends, `<5`, `<=5`, `>48`, `>=48` have one end, and an empty
cell or `..` says nothing. A cell that says something else is a fault, named by its rule's code.
`columns.py` says the same for whole columns; a property test holds the two together.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, isfinite, nextafter
from typing import Literal, NamedTuple
from unicodedata import normalize

from vasterviksmodell.criteria import Criterion, DataFiles, Meaning, Range

BLANKS = " \t\r\n\u00a0\u2009\u202f"
"""The characters that may stand round a measure and its signs."""
UNKNOWN = ("", "..")


YES_NO_WORDS: Mapping[str, str] = {
    **dict.fromkeys(("yes", "ja", "j", "y", "sant", "true", "1"), "yes"),
    **dict.fromkeys(("no", "nej", "n", "falskt", "false", "0"), "no"),
}


@dataclass(frozen=True, slots=True)
class Notation:
    """How the cells of a file are written: what the grammar must know besides the criterion."""

    comma: bool = False
    """Whether the decimal sign is a comma."""
    marks: Mapping[str, Meaning] = field(default_factory=dict)
    """The marks that stand for a figure, each with its meaning."""
    yes_no: Mapping[str, str] = field(default_factory=lambda: YES_NO_WORDS)
    """Lower-case words, each with the `yes` or `no` it stands for."""

    @classmethod
    def of(cls, data: DataFiles, *, comma: bool) -> "Notation":
        """The notation of a file, by what the criteria file says of all files and the decimal sign found in this."""
        words = {**dict.fromkeys(map(str.lower, data.yes), "yes"), **dict.fromkeys(map(str.lower, data.no), "no")}
        return cls(comma, dict(data.missing), {**YES_NO_WORDS, **words})


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read."""

    code: Literal["D103", "D104", "D105", "D106", "D107", "D108"]


PLAIN_NOTATION = Notation()
"""Decimal points, and no marks or words but the usual."""


class Interval(NamedTuple):
    """What is known of a number: it lies between the two, both included."""

    low: float
    high: float


def measure_pattern(point: str) -> str:
    """The regular expression of a measure with a decimal sign; Python and Rust read it alike.

    The ends of an interval have digits on both sides of their decimal sign, lest `0...7` be read as 0 to 0.7.
    """
    blank = f"[{BLANKS}]*"
    exponent = r"(?:[eE][+-]?[0-9]+)?"
    bound = rf"[+-]?[0-9]+(?:{point}[0-9]+)?{exponent}"
    number = rf"[+-]?(?:[0-9]+(?:{point}[0-9]*)?|{point}[0-9]+){exponent}"
    return (
        rf"^{blank}(?:(?P<number>{number})"
        rf"|(?P<low>{bound}){blank}\.\.{blank}(?P<high>{bound})"
        rf"|(?P<sign><=|>=|<|>|≤|≥){blank}(?P<end>{number})){blank}$"
    )


PATTERNS = {False: measure_pattern(r"\."), True: measure_pattern(",")}
"""By whether the file has decimal commas."""
_COMPILED = {comma: re.compile(pattern) for comma, pattern in PATTERNS.items()}


def parse_number(text: str, criterion: Criterion, notation: Notation) -> Interval | Fault:
    """The interval that a cell states for a criterion of type number, or the code of its fault."""
    if text.strip(BLANKS) in UNKNOWN:
        return Fault("D107") if criterion.required else Interval(criterion.range.low, criterion.range.high)
    match = _COMPILED[notation.comma].match(text)
    if match is None:
        return Fault("D108") if notation.comma and _COMPILED[False].match(text) else Fault("D103")
    low, high, end = (_float(match[name]) for name in ("low", "high", "end"))
    if match["sign"]:
        return _one_ended(match["sign"], end, criterion.range)
    if match["number"]:
        low = high = _float(match["number"])
    return Fault("D105") if low > high else _inside(Interval(low, high), criterion.range)


def _float(text: str | None) -> float:
    return float((text or "nan").replace(",", "."))


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
    """The lower-case words that a cell may hold, each with the category it stands for."""
    if criterion.kind == "yes_no":
        return notation.yes_no
    return {normalize("NFC", category).lower(): category for category in criterion.categories}


def parse_category(text: str, criterion: Criterion, notation: Notation) -> str | Fault | None:
    """The category that a cell states, None when it says nothing, or the code of its fault."""
    said = normalize("NFC", text.strip(BLANKS))
    if said in UNKNOWN:
        return Fault("D107") if criterion.required else None
    exact = {normalize("NFC", category): category for category in criterion.categories}
    meant = exact.get(said) or category_words(criterion, notation).get(said.lower())
    return Fault("D106") if meant is None else meant
