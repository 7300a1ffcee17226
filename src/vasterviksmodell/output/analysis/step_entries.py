"""How measures must change, for programs: keys as in `vasterviksmodell/ranking/1`."""

from math import isfinite
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from vasterviksmodell.analysis.measured import Measured
    from vasterviksmodell.analysis.reaching.combination import Change
    from vasterviksmodell.analysis.reaching.effort import Effort
    from vasterviksmodell.analysis.reaching.opening import Opening
    from vasterviksmodell.analysis.reaching.ways import Way
    from vasterviksmodell.criteria import Criterion


def opening_entry(it: "Opening") -> dict[str, Any]:
    """A limit that is not met or not known to be, with what would meet it."""
    return {**criterion_entry(it.criterion), "truth": it.truth, **step_entry(it)}


def criterion_entry(it: "Criterion") -> dict[str, Any]:
    """A criterion; of a figure that several read, the first, and all of them."""
    return {"criterion": it.id} | ({"criteria": ids([it])} if len(it.readers) > 1 else {})


def ids(criteria: "Iterable[Criterion]") -> list[str]:
    """The ids of all criteria, of those too that read a figure together."""
    return [reader.id for it in criteria for reader in it.readers]


def step_entry(it: "Opening | Way | Change") -> dict[str, Any]:
    """A measure with what it must become."""
    return {
        "measure": measure_entry(it.measured),
        "to": None if it.to is None else measure_entry(it.to),
        "by": None if it.by is None else finite(it.by),
        "effort": effort_entry(it.effort),
    }


def measure_entry(it: "Measured") -> list[float | str | None]:
    """Both ends of a measure; none where it is not known or open."""
    if it.low is None or it.high is None:
        return [it.category, it.category]
    return [None if it.is_unknown else finite(end) for end in (it.low, it.high)]


def effort_entry(it: "Effort") -> dict[str, Any]:
    return {"least": finite(it.least), "whole": it.is_whole}


def finite(number: float) -> float | None:
    """A number, or None for one without end."""
    return number if isfinite(number) else None
