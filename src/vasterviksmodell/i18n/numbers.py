"""Numbers as people write them: English `1,234` and `81.5`, Swedish `1 234` (no-break space) and `81,5`.

The functions write a number in a language; the classes are numbers that wait for one.
"""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context
from math import isinf

from vasterviksmodell.i18n.wording import Language

_SWEDISH = str.maketrans({",": "\u00a0", ".": ","})
_NOTICEABLE = 1e-9
_DIGITS = 7
_SIGNIFICANT = 6
_LONG = 1e16
"""Whole numbers from here on are written with an exponent."""


def whole(number: int, language: Language) -> str:
    r"""A whole number with its thousands apart.

    >>> whole(1234, "en"), whole(1234, "sv")
    ('1,234', '1\xa0234')
    """
    return _in(language, f"{number:,}")


def decimal(number: float, language: Language) -> str:
    """A number with one decimal.

    >>> decimal(81.46, "en"), decimal(81.46, "sv")
    ('81.5', '81,5')
    """
    return _in(language, f"{number:,.1f}")


def apart(first: float, second: float, language: Language) -> tuple[str, str]:
    """Two numbers with one decimal, or with as many as it takes to tell them apart.

    >>> apart(59.96, 60, "en"), apart(60.0, 60.0, "en")
    (('59.96', '60.00'), ('60.0', '60.0'))
    """
    digits = 1
    while abs(first - second) > _NOTICEABLE and f"{first:.{digits}f}" == f"{second:.{digits}f}":
        digits += 1
    return _in(language, f"{first:,.{digits}f}"), _in(language, f"{second:,.{digits}f}")


def exact(number: float, language: Language) -> str:
    r"""A number with all its digits, its thousands apart.

    >>> exact(1234.5, "en"), exact(1234.5, "sv"), exact(2000.0, "en"), exact(1e300, "en")
    ('1,234.5', '1\xa0234,5', '2,000', '1e+300')
    >>> exact(float("inf"), "en"), exact(-0.0, "en")
    ('∞', '0')
    """
    if isinf(number):
        return "∞" if number > 0 else "\N{MINUS SIGN}∞"
    number += 0.0  # no minus before nought
    plain = f"{number:,.0f}" if number.is_integer() and abs(number) < _LONG else repr(number)
    if "e" not in plain and not number.is_integer():
        whole_part, sign, rest = plain.partition(".")
        plain = f"{int(whole_part):,}{sign}{rest}" if whole_part.lstrip("-") != "0" else plain
    return _in(language, plain.replace("-", "\N{MINUS SIGN}"))


def rounded(number: float, direction: float = 0.0, digits: int = _DIGITS) -> float:
    """A number with at most seven digits, or so many: rounded up, down, or, without direction, to the nearest.

    >>> rounded(1333.33333333), rounded(1333.33333333, 1), rounded(0.1, 1), rounded(-2.5, -1)
    (1333.333, 1333.334, 0.1, -2.5)
    """
    rounding = ROUND_CEILING if direction > 0 else ROUND_FLOOR if direction < 0 else ROUND_HALF_EVEN
    return float(Context(prec=digits, rounding=rounding).create_decimal(repr(number)))


def signed(number: float, language: Language) -> str:
    r"""A difference with one decimal and its sign.

    >>> signed(3.84, "en"), signed(-0.5, "sv"), signed(0.0, "en")
    ('+3.8', '\u22120,5', '0.0')
    """
    written = decimal(abs(number), language)
    if not any(digit in written for digit in "123456789"):
        return written
    return ("+" if number > 0 else "\N{MINUS SIGN}") + written


def percent(share: float, language: Language) -> str:
    r"""A share in whole per cent. What is not quite all or nothing does not look like it.

    >>> percent(0.125, "en"), percent(0.125, "sv"), percent(0.9999, "en"), percent(0.0001, "en")
    ('12%', '12\xa0%', '>99%', '<1%')
    """
    sign = "\u00a0%" if language == "sv" else "%"
    if _NOTICEABLE < share < 0.01:  # noqa: PLR2004
        return f"<1{sign}"
    if 0.99 < share < 1 - _NOTICEABLE:  # noqa: PLR2004
        return f">99{sign}"
    return f"{share * 100:.0f}{sign}"


def _in(language: Language, english: str) -> str:
    return english.translate(_SWEDISH) if language == "sv" else english


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number: `1,234`."""

    number: int

    def inside(self, language: Language) -> str:
        """Return the number in a language."""
        return whole(self.number, language)


@dataclass(frozen=True, slots=True)
class Decimal:
    """A number with one decimal: `81.5`."""

    number: float

    def inside(self, language: Language) -> str:
        """Return the number in a language."""
        return decimal(self.number, language)

    def looks_like(self, other: "Decimal") -> bool:
        """Return whether both are written in the same way."""
        return decimal(self.number, "en") == decimal(other.number, "en")


@dataclass(frozen=True, slots=True)
class Span:
    """Two numbers with one decimal, `4.0–12.5`, or one where both look the same."""

    low: float
    high: float

    def inside(self, language: Language) -> str:
        """Return both ends in a language."""
        return "–".join(dict.fromkeys((decimal(self.low, language), decimal(self.high, language))))


@dataclass(frozen=True, slots=True)
class Exact:
    """A number with all its digits: `1,234.5`."""

    number: float

    def inside(self, language: Language) -> str:
        """Return the number in a language."""
        return exact(self.number, language)


@dataclass(frozen=True, slots=True)
class Significant:
    """A number with so many significant digits at most: `0.333333`."""

    number: float
    digits: int = _SIGNIFICANT

    def inside(self, language: Language) -> str:
        """Return the number in a language."""
        written = f"{self.number:.{self.digits}g}"
        return written.replace(".", ",") if language == "sv" else written


@dataclass(frozen=True, slots=True)
class Coefficient:
    r"""A number between −1 and 1, with two decimals.

    >>> Coefficient(0.866).inside("en"), Coefficient(-0.5).inside("sv")
    ('0.87', '\u22120,50')
    """

    number: float

    def inside(self, language: Language) -> str:
        """Return the number in a language."""
        return _in(language, f"{self.number:.2f}".replace("-", "\N{MINUS SIGN}"))


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that is written already, with a point as its decimal sign: `0.5 km`."""

    text: str

    def inside(self, language: Language) -> str:
        """Return the number with the decimal sign of a language."""
        return self.text.replace(".", ",") if language == "sv" else self.text


@dataclass(frozen=True, slots=True)
class Signed:
    """A difference with one decimal and its sign: `+3.8`."""

    number: float

    def inside(self, language: Language) -> str:
        """Return the difference in a language."""
        return signed(self.number, language)


@dataclass(frozen=True, slots=True)
class Percent:
    """A share in whole per cent: `12%`."""

    share: float

    def inside(self, language: Language) -> str:
        """Return the share in a language."""
        return percent(self.share, language)


@dataclass(frozen=True, slots=True)
class FinePercent:
    r"""A share in per cent with one decimal.

    >>> FinePercent(0.125).inside("en"), FinePercent(0.125).inside("sv")
    ('12.5%', '12,5\xa0%')
    """

    share: float

    def inside(self, language: Language) -> str:
        """Return the share in a language."""
        return decimal(self.share * 100, language) + ("\u00a0%" if language == "sv" else "%")


@dataclass(frozen=True, slots=True)
class Apart:
    """The first of two numbers, with as many decimals as tell it from the second."""

    number: float
    other: float

    def inside(self, language: Language) -> str:
        """Return the first number in a language."""
        return apart(self.number, self.other, language)[0]
