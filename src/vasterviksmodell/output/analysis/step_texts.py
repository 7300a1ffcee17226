"""How measures must change, or what they must be found out to be, as people write it."""

from math import nextafter
from typing import TYPE_CHECKING

from vasterviksmodell.analysis.decimals import difference
from vasterviksmodell.i18n import Message
from vasterviksmodell.i18n.numbers import exact, rounded
from vasterviksmodell.output.measure_texts import beside, is_beside_another, limit, measure, number, point
from vasterviksmodell.wording import Language, shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.analysis.reaching.combination import Change
    from vasterviksmodell.analysis.reaching.effort import Effort
    from vasterviksmodell.analysis.reaching.opening import Opening
    from vasterviksmodell.analysis.reaching.ways import Way

    Step = Opening | Way | Change

_FOUND_OUT = Message("found to be {what}")
_NOTHING = Message("nothing meets them all")
_MORE = Message("{by} more")
_LESS = Message("{by} less")
_FEWEST, _MOST = 7, 17
"""So many digits figures are rounded to, at first and at last."""
LEGEND = Message(
    "Effort: in the units of the criteria file; ≥ where part of it is not declared or a measure is not exactly known."
)


def row(it: "Step", needed: str, language: Language) -> tuple[str, str, str, str]:
    """The cells of a change: the measure, what is needed, by how much it changes, and the effort."""
    return measure(it.measured, language), needed, change(it, language), effort(it.effort, language)


def opening_target(it: "Opening", language: Language) -> str:
    """What meets a limit: its end, the categories, or, where a measure must be found out, the whole limit."""
    if it.to is None:
        return _NOTHING.inside(language)
    if it.is_finding_out:
        return _found_out(limit(it.limit, it.criterion, language), language)
    if it.to.low is None:
        return limit(it.limit, it.criterion, language)
    return target(it, language)


def way_target(it: "Way", language: Language) -> str:
    """What a measure must become, or must be found out to be."""
    if it.is_finding_out:
        return _found_out(measure(_inwards(it.to), language), language)
    return target(it, language)


def _found_out(what: str, language: Language) -> str:
    return _FOUND_OUT.inside(language).format(what=what)


def target(it: "Step", language: Language) -> str:
    """What a measure must become; long numbers are rounded to the safe side."""
    to, high = it.to, it.measured.high
    if to is None or to.low is None or high is None:
        return shortened((to and to.category) or "")
    if is_beside_another(to.low):
        return point(to.low, it.criterion, language)
    safe = _shortest(to.low, 1 if to.low > high else -1, it.serves)
    return number(safe, it.criterion, language)


def _shortest(figure: float, direction: int, serves: "Callable[[float], bool]") -> float:
    """Round a figure to the safe side, to as few digits as still serve."""
    shorter = (rounded(figure, direction, digits) for digits in range(_FEWEST, _MOST))
    return next((it for it in shorter if serves(it)), figure)


def _inwards(to: "Measured") -> "Measured":
    """An interval with its ends rounded so that none of it is outside."""
    from vasterviksmodell.analysis.measured import Measured

    if to.low is None or to.high is None:
        return to
    low, high = (
        end if is_beside_another(end) else rounded(end, direction) for end, direction in ((to.low, 1), (to.high, -1))
    )
    return Measured(to.criterion, low, high) if low <= high else to


def change(it: "Step", language: Language) -> str:
    """By how much a number changes, at least where it is not exactly known; nothing for a category or a hair."""
    low, high, to = it.measured.low, it.measured.high, None if it.to is None else it.to.low
    if it.by is None or low is None or high is None or to is None:
        return ""
    start, form, direction = (low, _LESS, -1) if to < low else (high, _MORE, 1)
    if to == nextafter(start, to):
        return ""
    if is_beside_another(to):
        least, sign = abs(difference(beside(to), start)), ">\u00a0"
    else:
        least = _shortest(it.by, 1, lambda by: it.serves(difference(start, -direction * by)))
        sign = "" if it.measured.is_exact else "≥\u00a0"
    return form.inside(language).format(by=sign + number(least, it.criterion, language))


def effort(it: "Effort", language: Language) -> str:
    """What changes take together, at least where not all of it is declared or known; nothing where nothing is."""
    return "" if not it.least else ("" if it.is_whole else "≥\u00a0") + exact(rounded(it.least), language)
