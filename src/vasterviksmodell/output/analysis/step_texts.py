"""How measures must change, or what they must be found out to be, as people write it."""

from typing import TYPE_CHECKING

from vasterviksmodell.output.measure_texts import is_beside_another, limit, measure, number, point
from vasterviksmodell.output.numbers import exact, rounded
from vasterviksmodell.wording import Language, Text, shortened

if TYPE_CHECKING:
    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.analysis.reaching.combination import Change
    from vasterviksmodell.analysis.reaching.effort import Effort
    from vasterviksmodell.analysis.reaching.opening import Opening
    from vasterviksmodell.analysis.reaching.ways import Way

_FOUND_OUT = Text("found to be {what}", "visar sig vara {what}")
_NOTHING = Text("nothing meets them all", "inget uppfyller alla")
_MORE = Text("{by} more", "{by} mer")
_LESS = Text("{by} less", "{by} mindre")


_HAIR = 1e-12
"""Such a share of a measure is the step to the next number."""
LEGEND = Text(
    "Effort: in the units of the criteria file; ≥ where part of it is not declared or a measure is not exactly known.",
    "Insats: i kriteriefilens enheter; ≥ där en del inte är angiven eller ett mått inte är exakt känt.",
)


def row(it: "Opening | Way | Change", needed: str, language: Language) -> tuple[str, str, str, str]:
    """The cells of a change: the measure, what is needed, by how much it changes, and the effort."""
    return (
        measure(it.measured, language),
        needed,
        "" if it.to is None else change(it.measured, it.to, it.by, language),
        effort(it.effort, language),
    )


def opening_target(it: "Opening", language: Language) -> str:
    """What meets a limit: its end, the categories, or, where a measure must be found out, the whole limit."""
    if it.to is None:
        return _NOTHING.inside(language)
    if it.is_finding_out:
        return _found_out(limit(it.limit, it.criterion, language), language)
    if it.to.low is None:
        return limit(it.limit, it.criterion, language)
    return target(it.measured, it.to, language)


def way_target(it: "Way", language: Language) -> str:
    """What a measure must become, or must be found out to be."""
    if it.is_finding_out:
        return _found_out(measure(_inwards(it.to), language), language)
    return target(it.measured, it.to, language)


def _found_out(what: str, language: Language) -> str:
    return _FOUND_OUT.inside(language).format(what=what)


def target(measured: "Measured", to: "Measured", language: Language) -> str:
    """What a measure must become; long numbers are rounded to the safe side."""
    if to.low is None or measured.low is None or measured.high is None:
        return shortened(to.category or "")
    if is_beside_another(to.low):
        return point(to.low, to.criterion, language)
    return number(rounded(to.low, 1 if to.low > measured.high else -1), to.criterion, language)


def _inwards(to: "Measured") -> "Measured":
    """An interval with its ends rounded so that none of it is outside."""
    from vasterviksmodell.analysis.measured import Measured

    if to.low is None or to.high is None:
        return to
    low, high = (
        end if is_beside_another(end) else rounded(end, direction) for end, direction in ((to.low, 1), (to.high, -1))
    )
    return Measured(to.criterion, low, high) if low <= high else to


def change(measured: "Measured", to: "Measured", by: float | None, language: Language) -> str:
    """By how much a number changes, at least where it is not exactly known; nothing for a category or a hair."""
    if by is None or to.low is None or measured.low is None or by <= _HAIR * abs(to.low):
        return ""
    text = number(rounded(by), to.criterion, language)
    form = _LESS if to.low < measured.low else _MORE
    return form.inside(language).format(by=text if measured.is_exact else f"≥\u00a0{text}")


def effort(it: "Effort", language: Language) -> str:
    """What changes take together, at least where not all of it is declared or known; nothing where nothing is."""
    return "" if not it.least else ("" if it.is_whole else "≥\u00a0") + exact(rounded(it.least), language)
