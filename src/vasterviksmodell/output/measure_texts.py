"""Measures, limits and points as people write them."""

from math import inf, isfinite, nextafter
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Exact
from vasterviksmodell.output.document.cells import Interval, Name, Quantity, category_name

if TYPE_CHECKING:
    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.criteria import Criterion, Requirement
    from vasterviksmodell.value_functions import ValueFunction


_UNKNOWN = Message("unknown")
_ANY_OF = Message("one of {names}")
_UNTIL = Message("{low} to below {high}")
_FROM_ABOVE = Message("above {low} to at most {high}")
_BETWEEN = Message("above {low} to below {high}")
_FEWER_DIGITS = 3
"""A number is taken for one that people write when it has more than this many digits fewer than its neighbour."""


def measure(measured: "Measured") -> Phrase:
    """Return `1,200 m`, `0–2,000 m`, `≥ 48`, a category, or that the measure is unknown."""
    if measured.is_unknown:
        return _UNKNOWN
    low, high, criterion = measured.low, measured.high, measured.criterion
    if low is None or high is None:
        return category_name(criterion, measured.category or "")
    span = criterion.range
    if measured.is_exact:
        return number(low, criterion)
    if high >= span.high and low > span.low:
        return _above(low, criterion)
    if low <= span.low and high < span.high and (_is_next_to(high, inf) or not isfinite(span.low)):
        return _below(high, criterion)
    return _between(low, high, criterion)


def _between(low: float, high: float, criterion: "Criterion") -> Phrase:
    """Return both ends, and which of them do not belong to it: they lie beside the numbers that people write."""
    forms = {(True, False): _FROM_ABOVE, (False, True): _UNTIL, (True, True): _BETWEEN}
    is_open = _is_next_to(low, -inf), _is_next_to(high, inf)
    start = nextafter(low, -inf) if is_open[0] else low
    end = number(nextafter(high, inf) if is_open[1] else high, criterion)
    return forms[is_open].format(low=Quantity(start), high=end) if any(is_open) else Interval(start, end)


def _above(low: float, criterion: "Criterion") -> Quantity:
    """Return at least a number, or above it: `>48` is kept as the next number after 48."""
    sign, end = (">", nextafter(low, -inf)) if _is_next_to(low, -inf) else ("≥", low)
    return number(end, criterion, sign)


def _below(high: float, criterion: "Criterion") -> Quantity:
    """Return at most a number, or below it: `<500` is kept as the next number before 500."""
    sign, end = ("<", nextafter(high, inf)) if _is_next_to(high, inf) else ("≤", high)
    return number(end, criterion, sign)


def _is_next_to(end: float, towards: float) -> bool:
    """Whether an end is the next number to one that people write: nought, or one of clearly fewer digits."""
    neighbour = nextafter(end, towards)
    return neighbour == 0 or _digits(neighbour) + _FEWER_DIGITS < _digits(end)


def _digits(number: float) -> int:
    """Return how many digits a number has, without the noughts around them."""
    return len(repr(abs(number)).partition("e")[0].replace(".", "").strip("0"))


def point(measure: float, criterion: "Criterion") -> Quantity:
    """Return a number, or `< 1,000 m` for the last before 1,000 and `> 4,000 m` for the first after 4,000."""
    if _is_next_to(measure, inf):
        return _below(measure, criterion)
    return (_above if _is_next_to(measure, -inf) else number)(measure, criterion)


def is_next_to_round(measure: float) -> bool:
    """Say whether a number is the last before one that people write, or the first after it."""
    return _is_next_to(measure, inf) or _is_next_to(measure, -inf)


def round_neighbour(measure: float) -> float:
    """Return the number that people write, of one that is the last before it or the first after it."""
    return nextafter(measure, inf if _is_next_to(measure, inf) else -inf) + 0.0


def number(measure: float, criterion: "Criterion", sign: str = "") -> Quantity:
    """Return a number with the criterion's unit, and a sign before it where it is only a bound."""
    return Quantity(measure, criterion.unit, sign)


def limit(requirement: "Requirement", criterion: "Criterion") -> Phrase:
    """Return what is required: `≥ 400 m`, `≤ 4,000 m`, `one of housing, temporary_stay`."""
    from vasterviksmodell.criteria import Limits

    if isinstance(requirement, Limits):
        ends = [("≥", requirement.at_least), ("≤", requirement.at_most)]
        return Joined(number(end, criterion, sign) for sign, end in ends if isfinite(end))
    names = Joined(category_name(criterion, category) for category in requirement.categories)
    return names if len(requirement.categories) == 1 else _ANY_OF.format(names=names)


_NOT_SCORED = Message("not scored")
_NONE = Message("none")
_EXCLUDES = Message("{limit}; unknown excludes")


def value_function(function: "ValueFunction | None", criterion: "Criterion") -> Phrase:
    """Return `500: 100; 4,000: 0`, `housing: 60; none: 0`, `decay half: 10`."""
    if function is None:
        return _NOT_SCORED
    parameters = (
        Joined((_key(key, function, criterion), Exact(value)), ": ") for key, value in function.parameters.items()
    )
    parts = Joined(parameters, "; ")
    return parts if function.short else Joined((function.name, parts), " ")


def _key(key: float | str, function: "ValueFunction", criterion: "Criterion") -> Phrase:
    """Return the measure, the category or the parameter that a key of a value function is."""
    if not isinstance(key, str):
        return Exact(key)
    return category_name(criterion, key) if function.domain == "categories" else Name(key)


def requirement(requirement: "Requirement | None", criterion: "Criterion") -> Phrase:
    """Return the limit, and that what is unknown excludes, where it does."""
    if requirement is None:
        return _NONE
    required = limit(requirement, criterion)
    return _EXCLUDES.format(limit=required) if requirement.unknown == "excluded" else required
