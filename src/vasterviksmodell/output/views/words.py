"""Headings, cells and entries that several analyses use: changes of measures, efforts, screened requirements."""

from math import isfinite, nextafter
from typing import TYPE_CHECKING, Any

from vasterviksmodell.analysis.significant import difference
from vasterviksmodell.i18n import Enumeration, Joined, Message, Phrase
from vasterviksmodell.i18n.numbers import Exact, rounded
from vasterviksmodell.output.document.cells import category_name, label
from vasterviksmodell.output.measure_texts import is_next_to_round, limit, measure, number, point, round_neighbour

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.analysis.possible_outcomes import Screened
    from vasterviksmodell.analysis.target_search.combinations import Change
    from vasterviksmodell.analysis.target_search.moves import Effort
    from vasterviksmodell.analysis.target_search.single_changes import SingleChange
    from vasterviksmodell.analysis.target_search.unmet_limits import UnmetLimit
    from vasterviksmodell.criteria import Criterion

    Step = UnmetLimit | SingleChange | Change


_OPENS = Message("{site}: {label} from {measure} to {target}")
_FOUND_OUT = Message("found to be {what}")
_NOTHING = Message("nothing meets them all")
_LESS, _MORE = Message("{by} less"), Message("{by} more")
_FEWER, _MORE_OF_THEM = Message("{by} less", "of things counted"), Message("{by} more", "of things counted")
_SHORTER, _LONGER = Message("{by} less", "of lengths"), Message("{by} more", "of lengths")
_OF_LENGTH = ("m", "km", "mil", "min", "h")
"""Units of distances and times."""
_FEWEST, _MOST = 7, 17
"""Figures are rounded to at least as many digits as the first of these, and to fewer than the second."""
LEGEND = Message(
    "Effort: in the units of the criteria file; ≥ where part of it is not declared or a measure is not exactly known."
)


def step_cells(step: "Step", needed: Phrase) -> tuple[Phrase, Phrase, Phrase, Phrase]:
    """Return the cells of a change: the measure, what is needed, by how much it changes, and the effort."""
    return measure(step.measured), needed, change(step), effort(step.effort)


def opening_target(opening: "UnmetLimit") -> Phrase:
    """Return what meets a limit: its end, the categories, or, where a measure must be found out, the whole limit."""
    if opening.to is None:
        return _NOTHING
    if opening.is_finding_out:
        return _FOUND_OUT.format(what=limit(opening.limit, opening.criterion))
    if opening.to.low is None:
        return limit(opening.limit, opening.criterion)
    return target(opening)


def opening_text(site: Phrase, named: Phrase, opening: "UnmetLimit") -> Phrase:
    """Return what would meet a limit of a site: `Ekby: School from 4,300 m to 4,000 m`."""
    return _OPENS.format(site=site, label=named, measure=measure(opening.measured), target=opening_target(opening))


def way_target(way: "SingleChange") -> Phrase:
    """Return what a measure must become, or must be found out to be."""
    if way.is_finding_out:
        return _FOUND_OUT.format(what=measure(_inwards(way.to)))
    return target(way)


def target(step: "Step") -> Phrase:
    """Return what a measure must become; long numbers are rounded to the safe side."""
    to, high = step.to, step.measured.high
    if to is None or to.low is None or high is None:
        return category_name(step.criterion, (to and to.category) or "")
    if is_next_to_round(to.low):
        return point(to.low, step.criterion)
    safe = _shortest(to.low, 1 if to.low > high else -1, step.serves)
    return number(safe, step.criterion)


def _shortest(figure: float, direction: int, serves: "Callable[[float], bool]") -> float:
    """Round a figure to the safe side, to as few digits as still serve."""
    shorter = (rounded(figure, direction, digits) for digits in range(_FEWEST, _MOST))
    return next((number for number in shorter if serves(number)), figure)


def _inwards(to: "Measured") -> "Measured":
    """Return an interval with its ends rounded so that none of it is outside."""
    from vasterviksmodell.analysis.measured import Measured

    if to.low is None or to.high is None:
        return to
    low, high = (
        end if is_next_to_round(end) else rounded(end, direction) for end, direction in ((to.low, 1), (to.high, -1))
    )
    return Measured(to.criterion, low, high) if low <= high else to


def change(step: "Step") -> Phrase:
    """Return by how much a number changes, with a bound where it is not exactly known; nothing for a category."""
    low, high, to = step.measured.low, step.measured.high, None if step.to is None else step.to.low
    if step.by is None or low is None or high is None or to is None:
        return ""
    start, direction = (low, -1) if to < low else (high, 1)
    if to == nextafter(start, to):
        return ""
    if is_next_to_round(to):
        least, sign = abs(difference(round_neighbour(to), start)), ">\u00a0"
    else:
        least = _shortest(step.by, 1, lambda by: step.serves(difference(start, -direction * by)))
        sign = "" if step.measured.is_exact else "≥\u00a0"
    form = _form(least, step.criterion.unit, direction > 0)
    return form.format(by=Joined((sign, number(least, step.criterion)), ""))


def _form(by: float, unit: str, grows: bool) -> Message:
    """Return the message for a change: Swedish has words of its own for distances and times, and for counts."""
    if unit in _OF_LENGTH:
        return _LONGER if grows else _SHORTER
    if not unit and by.is_integer():
        return _MORE_OF_THEM if grows else _FEWER
    return _MORE if grows else _LESS


def effort(effort: "Effort") -> Phrase:
    """Return the effort of changes, as a lower bound where part is not declared or known; nothing for none."""
    return Joined(("" if effort.is_whole else "≥\u00a0", Exact(rounded(effort.least))), "") if effort.least else ""


def opening_entry(opening: "UnmetLimit") -> dict[str, Any]:
    """Return a limit that is not met or not known to be, with what would meet it."""
    return {**criterion_entry(opening.criterion), "truth": opening.truth, **step_entry(opening)}


def criterion_entry(criterion: "Criterion") -> dict[str, Any]:
    """Return the id of a criterion; where several read one figure, that of the first, and those of all."""
    return {"criterion": criterion.id} | ({"criteria": ids([criterion])} if len(criterion.readers) > 1 else {})


def ids(criteria: "Iterable[Criterion]") -> list[str]:
    """Return the ids of all criteria, of those too that read a figure together."""
    return [reader.id for criterion in criteria for reader in criterion.readers]


def step_entry(step: "Step") -> dict[str, Any]:
    """Return a measure with what it must become."""
    return {
        "measure": measure_entry(step.measured),
        "to": None if step.to is None else measure_entry(step.to),
        "by": None if step.by is None else finite(step.by),
        "effort": effort_entry(step.effort),
    }


def measure_entry(measured: "Measured") -> list[float | str | None]:
    """Return both ends of a measure; none where the measure is not known or open."""
    if measured.low is None or measured.high is None:
        return [measured.category, measured.category]
    return [None if measured.is_unknown else finite(end) for end in (measured.low, measured.high)]


def effort_entry(effort: "Effort") -> dict[str, Any]:
    return {"least": finite(effort.least), "whole": effort.is_whole}


def finite(number: float) -> float | None:
    """Return a number, or None for one without end."""
    return number if isfinite(number) else None


NO_SITES = Message("There are no sites.")
TRUTHS = {
    "met": Message("met"),
    "not_met": Message("not met"),
    "unknown": Message("unknown"),
}
COLUMNS = {
    "criterion": Message("Criterion"),
    "requirement": Message("Requirement"),
    "limit": Message("Limit"),
    "measure": Message("Measure"),
    "outcome": Message("Outcome"),
    "margin": Message("Margin"),
    "source": Message("Source of the limit"),
    "value": Message("Value"),
    "weight": Message("Weight"),
    "points": Message("Points"),
    "missing": Message("Missing"),
    "others": Message("Others' mean"),
    "difference": Message("Difference"),
    "rank": Message("Rank"),
    "site": Message("Site"),
    "status": Message("Status"),
    "obstacle": Message("Obstacle"),
    "needed": Message("Needed"),
    "change": Message("Change"),
    "effort": Message("Effort"),
    "points_then": Message("Points then"),
    "points_more": Message("Points more"),
}
NOT_EXACT = Message("Where a measure is not exactly known, the value that counts in the score stands for it.")
EXCLUDING = Message("unknown, excludes")
_WARNING = Message("{label} (warning)")
_STOPS = Message("{label} ({measure}; required {limit})")


def stopping(screened: "Iterable[Screened]") -> Phrase:
    """Return the requirements that exclude a site: `School (4,500 m; required ≤ 4,000 m)`."""
    return Enumeration(
        _STOPS.format(
            label=label(requirement.criterion),
            measure=measure(requirement.measured),
            limit=limit(requirement.limit, requirement.criterion),
        )
        for requirement in screened
    )


def requirement_label(requirement: "Screened | UnmetLimit") -> Phrase:
    """Return the label of a requirement, marked where it only warns."""
    named = label(requirement.criterion)
    return _WARNING.format(label=named) if requirement.is_warning else named


def outcome(screened: "Screened") -> Phrase:
    """Return `met`, `not met`, `unknown`, or that what is unknown excludes."""
    return EXCLUDING if screened.excludes and screened.truth == "unknown" else TRUTHS[screened.truth]
