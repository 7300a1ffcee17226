"""What the parts of the robustness have in common: names in a row, points, shares, and who stands first."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from vasterviksmodell.criteria import Limits
from vasterviksmodell.output.analysis import words
from vasterviksmodell.output.measure_texts import limit, number
from vasterviksmodell.output.numbers import decimal, exact, whole
from vasterviksmodell.wording import Language, Text, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.other_limits import OtherLimit
    from vasterviksmodell.analysis.variation import Place

_MOST = 4
"""So many names are told in a row."""
MORE = Text("{number} more", "{number} till")
NO_SITE = Text("no site is left", "ingen plats är kvar")
FIRST_THEN = Text("First place then", "Första plats då")
AGREEMENT = Text("Agreement τ", "Samstämmighet τ")
NOTHING = "–"
_DROPPED = Text("dropped", "slopat")
_SIGNS = {"at_least": "≥", "at_most": "≤"}


def names(places: "Iterable[Place]", language: Language) -> str:
    """`Ankarsrum, Gamleby and 3 more`; that no site is left where there is none."""
    found = [shortened(it.name) for it in places]
    return in_a_row(found, language) if found else NO_SITE.inside(language)


def in_a_row(texts: Sequence[str], language: Language, between: Text = words.AND) -> str:
    """The first of some texts, and how many more there are."""
    more = len(texts) - _MOST
    rest = [MORE.inside(language).format(number=whole(more, language))] if more > 0 else []
    return words.enumerated([*texts[:_MOST], *rest], language, between)


def down(number: Fraction, language: Language) -> str:
    """A number with one decimal, rounded down."""
    return decimal(floor(number * 10) / 10, language)


def up(number: Fraction, language: Language) -> str:
    """A number with one decimal, rounded up."""
    return decimal(ceil(number * 10) / 10, language)


def percent_down(part: Fraction, language: Language) -> str:
    """A part in per cent with one decimal, rounded down."""
    sign = "\u00a0%" if language == "sv" else "%"
    return down(part * 100, language) + sign


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
