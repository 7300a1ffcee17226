"""How measures must change, for programs: keys as in `vasterviksmodell/ranking/1`."""

from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.analysis.reaching.combination import Change
    from vasterviksmodell.analysis.reaching.effort import Effort
    from vasterviksmodell.analysis.reaching.opening import Opening
    from vasterviksmodell.analysis.reaching.ways import Way


def opening_entry(it: "Opening") -> dict[str, Any]:
    """A limit that is not met or not known to be, with what would meet it."""
    return {"criterion": it.criterion.id, "truth": it.screened.truth, **step_entry(it)}


def step_entry(it: "Opening | Way | Change") -> dict[str, Any]:
    """A measure with what it must become."""
    return {
        "measure": measure_entry(it.measured),
        "to": measure_entry(it.to),
        "by": it.by,
        "effort": effort_entry(it.effort),
    }


def measure_entry(it: "Measured") -> list[float | str | None]:
    """Both ends of a measure; none where it is not known or open."""
    if it.low is None or it.high is None:
        return [it.category, it.category]
    return [None if it.is_unknown or not isfinite(end) else end for end in (it.low, it.high)]


def effort_entry(it: "Effort") -> dict[str, Any]:
    return {"least": it.least, "whole": it.is_whole}
