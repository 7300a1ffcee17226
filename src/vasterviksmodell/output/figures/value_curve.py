"""What measures of a criterion are worth, as a figure with the sites in it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from vasterviksmodell.i18n import Joined, Message, Phrase
from vasterviksmodell.output import measure_texts
from vasterviksmodell.output.document import Figure
from vasterviksmodell.output.document.cells import Label
from vasterviksmodell.output.figures.category_bars import category_bars
from vasterviksmodell.output.figures.drawing import Drawing
from vasterviksmodell.output.figures.number_curve import number_curve
from vasterviksmodell.output.figures.window import window

if TYPE_CHECKING:
    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.criteria import Criterion
    from vasterviksmodell.value_functions import ValueFunction

READING = Message(
    "Value curves: the line says what a measure is worth, from 0 to 100. A dot stands for sites whose measure is "
    "known, a line below the curve for sites whose measure is only known to lie between two ends. Where it is grey, or "
    "a bar is open, the requirement is not met."
)
"""How to read the figures, to be said once above all of them."""
_TEXT = Message("Value by measure, {function}. {sites}. {requirement}")
_CAPTION = Message("{label}: {sites}")
_SITES = Message("Sites: {parts}")
_EXACT = Message("{number} with an exact measure")
_INTERVAL = Message("{number} with an interval")
_UNKNOWN = Message("{number} with an unknown measure")
_BEYOND = Message("{number} beyond the edge (triangle)")
_NO_SITE = Message("no sites")
_REQUIRED = Message("Required: {limit}: {parts}.")
_TRUTHS = {
    "met": Message("met by {number}"),
    "not_met": Message("not met by {number}"),
    "unknown": Message("not certain for {number}"),
}
_NOTHING_REQUIRED = Message("Nothing is required.")


def value_curve(criterion: "Criterion", measures: Sequence["Measured"], truths: Sequence[str] = ()) -> Figure | None:
    """Return the value function of a criterion over the measures that matter; None when it has none.

    `truths`: whether each site meets the requirement, as a ranking says it: `met`, `not_met` or `unknown`.
    The caption is the criterion's label, and how well measures are known where that is not exactly.
    """
    function = criterion.value
    if function is None:
        return None
    drawing, beyond = _drawn(criterion, function, measures)
    sites = _sites(measures, beyond)
    text = _TEXT.format(
        function=measure_texts.value_function(function, criterion),
        sites=_SITES.format(parts=sites),
        requirement=_required(criterion, truths),
    )
    label = Label.of(criterion)
    whole = bool(measures) and not beyond and all(measured.is_exact for measured in measures)
    return Figure(drawing, text, label if whole else _CAPTION.format(label=label, sites=sites))


def _drawn(criterion: "Criterion", function: "ValueFunction", measures: Sequence["Measured"]) -> tuple[Drawing, int]:
    """Return the picture, and how many sites lie beyond its edges."""
    if function.domain == "categories":
        return category_bars(criterion, function, measures), 0
    shown = window(criterion, function, measures)
    places = (measured.low for measured in measures if measured.is_exact)
    beyond = sum(place is not None and place not in shown for place in places)
    return number_curve(criterion, function, measures, shown), beyond


def _sites(measures: Sequence["Measured"], beyond: int) -> Phrase:
    """Return how many measures are known, and how well."""
    exact = sum(measured.is_exact for measured in measures)
    unknown = sum(measured.is_unknown for measured in measures)
    counts = ((_EXACT, exact), (_INTERVAL, len(measures) - exact - unknown), (_UNKNOWN, unknown), (_BEYOND, beyond))
    return _counted(counts) or _NO_SITE


def _counted(counts: Iterable[tuple[Message, int]]) -> Joined:
    """Return the counts that are not nought."""
    return Joined(form.format(number=number) for form, number in counts if number)


def _required(criterion: "Criterion", truths: Sequence[str]) -> Phrase:
    """Return the requirement, and how many sites meet it."""
    requirement = criterion.requirement
    if requirement is None:
        return _NOTHING_REQUIRED
    counts = tuple((form, truths.count(truth)) for truth, form in _TRUTHS.items())
    return _REQUIRED.format(limit=measure_texts.limit(requirement, criterion), parts=_counted(counts) or _NO_SITE)
