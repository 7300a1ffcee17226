"""What the parts of the robustness have in common: names in a row, points, shares, and who stands first."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import floor, log10
from typing import TYPE_CHECKING

from vasterviksmodell.criteria import Limits
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import exact, rounded, whole
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.measure_texts import limit, number
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.robustness.other_limits import OtherLimit
    from vasterviksmodell.analysis.robustness.variation import Place
    from vasterviksmodell.analysis.robustness.weight_errors import WeightErrors

_MOST = 4
"""So many names are told in a row."""
MORE = Message("{number} more")
NONE = Message("none", "of sites")
FIRST_THEN = Message("First place then")
AGREEMENT = Message("Agreement τ")
NOTHING = "–"
_DIGITS = 3
_ALL_AT_ONCE = Message(
    "All weights at once may be up to {part} too large or too small; beyond that {site} can be in front."
)
_TIE = Message("They tie; if all weights at once are the least bit too large or too small, {site} can be in front.")
_DROPPED = Message("dropped")
_SIGNS = {"at_least": "≥", "at_most": "≤"}


def names(places: "Iterable[Place]", language: Language) -> str:
    """`Ankarsrum, Gamleby and 3 more`; that it is none where no site is left."""
    found = [shortened(it.name) for it in places]
    return in_a_row(found, language) if found else NONE.inside(language)


def in_a_row(texts: Sequence[str], language: Language, between: Message = words.AND) -> str:
    """The first of some texts, and how many more there are."""
    more = len(texts) - _MOST
    rest = [MORE.inside(language).format(number=whole(more, language))] if more > 0 else []
    return words.enumerated([*texts[:_MOST], *rest], language, between)


def down(number: Fraction, size: Fraction) -> Fraction:
    """A number rounded down, as finely as one of a certain size (> 0) has three digits, and to a tenth at least.

    >>> down(Fraction(2, 3), Fraction(1)), down(Fraction(2, 3), Fraction(1, 10)), down(Fraction(200, 3), Fraction(900))
    (Fraction(33, 50), Fraction(333, 500), Fraction(333, 5))
    """
    fineness = 10 ** max(1, _DIGITS - 1 - floor(log10(size)))
    return Fraction(floor(number * fineness), fineness)


def up(number: Fraction, size: Fraction) -> Fraction:
    """The same rounded up."""
    return -down(-number, size)


def points(number: Fraction, language: Language) -> str:
    """Points as they are written in the criteria file."""
    return exact(rounded(float(number)), language)


def all_at_once(it: "WeightErrors", language: Language) -> str:
    """By how much all weights may be wrong, rounded down, and who can be in front then."""
    if not it.part:
        return _TIE.inside(language).format(site=shortened(it.name))
    sign = "\u00a0%" if language == "sv" else "%"
    part = exact(float(down(100 * it.part, 100 * it.part)), language) + sign
    return _ALL_AT_ONCE.inside(language).format(part=part, site=shortened(it.name))


def agreement(coefficient: float | None, language: Language) -> str:
    """A coefficient of agreement with two decimals; a dash where there is none."""
    return NOTHING if coefficient is None else exact(round(coefficient, 2) + 0.0, language)


def limit_now(it: "OtherLimit", language: Language) -> str:
    """The limit as it is: the one that moves, or all that is required when it is dropped."""
    stated = it.criterion.requirement
    if stated is None:
        return NOTHING
    if it.end is None or not isinstance(stated, Limits):
        return limit(stated, it.criterion, language)
    return f"{_SIGNS[it.end]} {number(getattr(stated, it.end), it.criterion, language)}"


def limit_then(it: "OtherLimit", language: Language) -> str:
    """The limit as it is then."""
    if it.end is None or it.limit is None:
        return _DROPPED.inside(language)
    return f"{_SIGNS[it.end]} {number(it.limit, it.criterion, language)}"
