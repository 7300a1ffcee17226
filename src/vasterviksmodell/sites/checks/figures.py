"""Figures in the messages of checks."""

from collections.abc import Iterable

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Figure
from vasterviksmodell.wording import same, shortened


def figure(number: float) -> Figure:
    """A number with six significant digits at most, with the decimal sign of the language.

    >>> figure(0.1 * 3).inside("sv")
    '0,3'
    """
    digits = f"{number:.6g}"
    return Figure(f"{float(digits):.15g}" if "e+" in digits else digits)


def span(numbers: Iterable[float]) -> Phrase:
    """From the least number to the greatest; all are above zero.

    >>> span([4000, 0.5]).inside("sv")
    '0,5–4000'
    """
    ordered = sorted(numbers)
    low, high = figure(ordered[0]), figure(ordered[-1])
    return low if low == high else Message("{low}–{high}").format(low=low, high=high)


def measure_of(criterion: Criterion, measure: float | str) -> Phrase:
    """A measure with its unit, or a category."""
    if isinstance(measure, str):
        answers = {"yes": Message("yes"), "no": Message("no")} if criterion.kind == "yes_no" else {}
        return answers.get(measure, same(shortened(measure)))
    unit = shortened(criterion.unit)
    return Joined((figure(measure), unit), " ") if unit else figure(measure)
