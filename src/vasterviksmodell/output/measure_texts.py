"""Measures, limits and points as people write them."""

from math import inf, isfinite, nextafter
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import exact
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.criteria import Criterion, Requirement

_UNKNOWN = Message("unknown")
_ANY_OF = Message("one of {names}")


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
    if it.low <= span.low and it.high < span.high and (_is_beside(it.high, inf) or not isfinite(span.low)):
        return _below(it.high, it.criterion, language)
    return f"{exact(it.low, language)}–{number(it.high, it.criterion, language)}"


def _above(low: float, criterion: "Criterion", language: Language) -> str:
    """At least a number, or above it: `>48` is kept as the next number after 48."""
    sign, end = (">", nextafter(low, -inf)) if _is_beside(low, -inf) else ("≥", low)
    return f"{sign} {number(end, criterion, language)}"


def _below(high: float, criterion: "Criterion", language: Language) -> str:
    """At most a number, or below it: `<500` is kept as the next number before 500."""
    sign, end = ("<", nextafter(high, inf)) if _is_beside(high, inf) else ("≤", high)
    return f"{sign} {number(end, criterion, language)}"


def _is_beside(end: float, towards: float) -> bool:
    """Whether an end is the next number to one that people write."""
    return len(repr(nextafter(end, towards))) < len(repr(end))


def point(measure: float, criterion: "Criterion", language: Language) -> str:
    """A number, or `< 1,000 m` for the last before 1,000 and `> 4,000 m` for the first after 4,000."""
    if _is_beside(measure, inf):
        return _below(measure, criterion, language)
    return (_above if _is_beside(measure, -inf) else number)(measure, criterion, language)


def is_beside_another(measure: float) -> bool:
    """Whether a number is the last before one that people write, or the first after it."""
    return _is_beside(measure, inf) or _is_beside(measure, -inf)


def beside(measure: float) -> float:
    """The number that people write, of one that is the last before it or the first after it."""
    return nextafter(measure, inf if _is_beside(measure, inf) else -inf) + 0.0


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
