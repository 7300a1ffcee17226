"""Figures in the messages of checks."""

from collections.abc import Iterable

from vasterviksmodell.criteria import Criterion
from vasterviksmodell.wording import Text, same, shortened


def figure(number: float) -> Text:
    """A number with six significant digits at most, with the decimal sign of the language.

    >>> figure(0.1 * 3)
    Text(en='0.3', sv='0,3')
    """
    written = f"{number:.6g}"
    if "e+" in written:
        written = f"{float(written):.15g}"
    return Text(written, written.replace(".", ","))


def span(numbers: Iterable[float]) -> Text:
    """From the least number to the greatest; all are above zero.

    >>> span([4000, 0.5]).sv
    '0,5–4000'
    """
    ordered = sorted(numbers)
    low, high = figure(ordered[0]), figure(ordered[-1])
    return low if low == high else Text(f"{low.en}–{high.en}", f"{low.sv}–{high.sv}")


def measure_of(criterion: Criterion, measure: float | str) -> Text:
    """A measure with its unit, or a category."""
    if isinstance(measure, str):
        answers = {"yes": Text("yes", "ja"), "no": Text("no", "nej")} if criterion.kind == "yes_no" else {}
        return answers.get(measure, same(shortened(measure)))
    written, unit = figure(measure), shortened(criterion.unit)
    return Text(f"{written.en} {unit}".rstrip(), f"{written.sv} {unit}".rstrip())
