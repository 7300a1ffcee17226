"""Numbers as people write them: English `1,234` and `81.5`, Swedish `1 234` (no-break space) and `81,5`."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context
from math import isinf

from vasterviksmodell.i18n.wording import Language

_SWEDISH = str.maketrans({",": "\u00a0", ".": ",", "%": "\u00a0%"})
_MINUS = "\N{MINUS SIGN}"
_NOTICEABLE = 1e-9
_DIGITS = 7
_SIGNIFICANT = 6
_LONG = 1e16
"""Whole numbers from here on are written with an exponent."""


class Number(ABC):
    """A number with a form in which it is written; each form is a class."""

    __slots__ = ()

    @abstractmethod
    def english(self) -> str:
        """Return the number as English writes it."""

    def inside(self, language: Language) -> str:
        """Return the number in a language."""
        return self.english().translate(_SWEDISH) if language == "sv" else self.english()


@dataclass(frozen=True, slots=True)
class Whole(Number):
    r"""A whole number.

    >>> Whole(1234).inside("en"), Whole(1234).inside("sv")
    ('1,234', '1\xa0234')
    """

    number: int

    def english(self) -> str:
        return f"{self.number:,}"


@dataclass(frozen=True, slots=True)
class Decimal(Number):
    """A number with one decimal.

    >>> Decimal(81.46).inside("en"), Decimal(81.46).inside("sv")
    ('81.5', '81,5')
    """

    number: float

    def english(self) -> str:
        return f"{self.number:,.1f}"

    def looks_like(self, other: "Decimal") -> bool:
        """Return whether both are written in the same way."""
        return self.english() == other.english()


@dataclass(frozen=True, slots=True)
class Span(Number):
    """Two numbers with one decimal, `4.0–12.5`, or one where both look the same."""

    low: float
    high: float

    def english(self) -> str:
        return "–".join(dict.fromkeys((f"{self.low:,.1f}", f"{self.high:,.1f}")))


@dataclass(frozen=True, slots=True)
class Exact(Number):
    r"""A number with all its digits.

    >>> [Exact(number).inside("en") for number in (1234.5, 2000.0, 1e300, float("inf"), -0.0)]
    ['1,234.5', '2,000', '1e+300', '∞', '0']
    >>> Exact(-1234.5).inside("sv")
    '−1\xa0234,5'
    """

    number: float

    def english(self) -> str:
        if isinf(self.number):
            return "∞" if self.number > 0 else f"{_MINUS}∞"
        number = self.number + 0.0  # no minus before nought
        return _grouped(number).replace("-", _MINUS)


def _grouped(number: float) -> str:
    """Return a finite number with all its digits, its thousands apart unless it has an exponent."""
    if number.is_integer() and abs(number) < _LONG:
        return f"{number:,.0f}"
    plain = repr(number)
    whole, point, decimals = plain.partition(".")
    if "e" in plain or whole == "-0":
        return plain
    return f"{int(whole):,}{point}{decimals}"


@dataclass(frozen=True, slots=True)
class Significant(Number):
    """A number with at most a given number of significant digits: `0.333333`."""

    number: float
    digits: int = _SIGNIFICANT

    def english(self) -> str:
        return f"{self.number:.{self.digits}g}"


@dataclass(frozen=True, slots=True)
class Coefficient(Number):
    r"""A number between −1 and 1, with two decimals.

    >>> Coefficient(0.866).inside("en"), Coefficient(-0.5).inside("sv")
    ('0.87', '\u22120,50')
    """

    number: float

    def english(self) -> str:
        return f"{self.number:.2f}".replace("-", _MINUS)


@dataclass(frozen=True, slots=True)
class Figure(Number):
    """A number that is written already, with a point as its decimal sign: `0.5 km`."""

    text: str

    def english(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Signed(Number):
    r"""A difference with one decimal and its sign, unless it looks like none.

    >>> Signed(3.84).inside("en"), Signed(-0.5).inside("sv"), Signed(0.0).inside("en")
    ('+3.8', '\u22120,5', '0.0')
    """

    number: float

    def english(self) -> str:
        size = f"{abs(self.number):,.1f}"
        if size == "0.0":
            return size
        return ("+" if self.number > 0 else _MINUS) + size


@dataclass(frozen=True, slots=True)
class Percent(Number):
    r"""A share in whole per cent. A share that is not quite all or nothing does not look like it.

    >>> [Percent(share).inside("en") for share in (0.125, 0.9999, 0.0001)]
    ['12%', '>99%', '<1%']
    >>> Percent(0.125).inside("sv")
    '12\xa0%'
    """

    share: float

    def english(self) -> str:
        if _NOTICEABLE < self.share < 0.01:  # noqa: PLR2004
            return "<1%"
        if 0.99 < self.share < 1 - _NOTICEABLE:  # noqa: PLR2004
            return ">99%"
        return f"{self.share * 100:.0f}%"


@dataclass(frozen=True, slots=True)
class FinePercent(Number):
    r"""A share in per cent with one decimal.

    >>> FinePercent(0.125).inside("en"), FinePercent(0.125).inside("sv")
    ('12.5%', '12,5\xa0%')
    """

    share: float

    def english(self) -> str:
        return f"{self.share * 100:,.1f}%"


@dataclass(frozen=True, slots=True)
class Apart(Number):
    """The first of two numbers with one decimal, or with as many as distinguish it from the second.

    >>> Apart(59.96, 60).inside("en"), Apart(60, 59.96).inside("en"), Apart(60.0, 60.0).inside("en")
    ('59.96', '60.00', '60.0')
    """

    number: float
    other: float

    def english(self) -> str:
        digits = 1
        while abs(self.number - self.other) > _NOTICEABLE and f"{self.number:.{digits}f}" == f"{self.other:.{digits}f}":
            digits += 1
        return f"{self.number:,.{digits}f}"


def rounded(number: float, direction: float = 0.0, digits: int = _DIGITS) -> float:
    """Return a number with at most `digits` digits, rounded up, down, or, without direction, to the nearest.

    >>> rounded(1333.33333333), rounded(1333.33333333, 1), rounded(0.1, 1), rounded(-2.5, -1)
    (1333.333, 1333.334, 0.1, -2.5)
    """
    rounding = ROUND_CEILING if direction > 0 else ROUND_FLOOR if direction < 0 else ROUND_HALF_EVEN
    return float(Context(prec=digits, rounding=rounding).create_decimal(repr(number)))
