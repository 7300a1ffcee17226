"""Measures, limits and points as people write them."""

from math import inf, isfinite, nextafter
from typing import TYPE_CHECKING

from vasterviksmodell.output.numbers import exact
from vasterviksmodell.wording import Language, Text, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.criteria import Criterion, Requirement

_UNKNOWN = Text("unknown", "okänt")
_ANY_OF = Text("one of {names}", "något av {names}")
_NO_NUMBER = 60


def measure(it: "Measured", language: Language) -> str:
    """`1,200 m`, `0–2,000 m`, `≥ 48`, a category, or that it is unknown."""
    if it.is_unknown:
        return _UNKNOWN.inside(language)
    if it.low is None or it.high is None:
        return shortened(it.category or "")
    span = it.criterion.range
    if it.is_exact:
        return number(it.low, it.criterion, language)
    if it.high >= span.high and it.low > span.low:
        return _above(it.low, it.criterion, language)
    if it.low <= span.low and it.high < span.high and not isfinite(span.low):
        return f"≤ {number(it.high, it.criterion, language)}"
    return f"{exact(it.low, language)}–{number(it.high, it.criterion, language)}"


def _above(low: float, criterion: "Criterion", language: Language) -> str:
    """At least a number, or above it: `>48` is kept as the next number after 48."""
    before = nextafter(low, -inf)
    sign, end = (">", before) if len(repr(before)) < len(repr(low)) else ("≥", low)
    return f"{sign} {number(end, criterion, language)}"


def number(measure: float, criterion: "Criterion", language: Language) -> str:
    """A number with the criterion's unit."""
    unit = f"\u00a0{shortened(criterion.unit)}" if criterion.unit else ""
    return exact(measure, language) + unit


def limit(requirement: "Requirement", criterion: "Criterion", language: Language) -> str:
    """What is required: `≥ 400 m`, `≤ 4,000 m`, `one of housing, temporary_stay`."""
    from vasterviksmodell.criteria import Limits

    if isinstance(requirement, Limits):
        ends = [("≥", requirement.at_least), ("≤", requirement.at_most)]
        return ", ".join(f"{sign} {number(end, criterion, language)}" for sign, end in ends if isfinite(end))
    names = ", ".join(shortened(it) for it in requirement.categories)
    return names if len(requirement.categories) == 1 else _ANY_OF.inside(language).format(names=names)
