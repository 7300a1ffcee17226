"""Why a text is no measure: the most that can be said of it, so that the user knows what to do."""

import re
from typing import Literal

from vasterviksmodell.sites.patterns import DATE, GLUED_FOOTNOTE, MEASURE_OF_EITHER_SIGN
from vasterviksmodell.sites.words import is_about, is_failed_formula, is_usual_mark
from vasterviksmodell.words import as_word

_DATE, _GLUED, _EITHER = map(re.compile, (DATE, GLUED_FOOTNOTE, MEASURE_OF_EITHER_SIGN))


def why_no_number(text: str) -> Literal["D103", "D108", "D109", "D111", "D112", "D113"]:
    """The code of a text that is no number, no interval and no declared mark."""
    stands_for_none = _why_no_figure(text)
    if stands_for_none:
        return stands_for_none
    if is_about(as_word(text)):
        return "D109"
    if _DATE.match(as_word(text)):
        return "D111"
    if _EITHER.match(text):
        return "D108"
    return "D113" if _GLUED.match(text) else "D103"


def why_no_category(text: str) -> Literal["D106", "D109", "D112"]:
    """The code of a text that is no declared category and no declared mark."""
    return _why_no_figure(text) or "D106"


def _why_no_figure(text: str) -> Literal["D109", "D112"] | None:
    word = as_word(text)
    if is_failed_formula(word):
        return "D112"
    return "D109" if is_usual_mark(word) else None
