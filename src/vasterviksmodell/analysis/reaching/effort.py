"""What it takes to change measures, by the effort that the criteria declare."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vasterviksmodell.analysis.decimals import difference, product, total
from vasterviksmodell.analysis.measured import Measured


@dataclass(frozen=True, slots=True)
class Effort:
    """What changes take, in units of the criteria file."""

    least: float = 0.0
    is_whole: bool = True
    """Whether it is all: every change has an effort declared, and starts from a measure that is exactly known."""

    @classmethod
    def of(cls, parts: "Iterable[Effort]") -> "Effort":
        """What several take together."""
        found = list(parts)
        return cls(total(it.least for it in found), all(it.is_whole for it in found))


_UNDECLARED = Effort(is_whole=False)


def effort(measured: Measured, to: Measured) -> Effort:
    """What it takes at least that a measure comes to a place."""
    declared = measured.criterion.effort
    if declared is None:
        return _UNDECLARED
    if isinstance(declared, Mapping):
        least = declared.get(to.category or "")
    else:
        by = distance(measured, to)
        least = None if by is None else product(declared, by)
    return Effort(least or 0.0, least is not None and measured.is_exact)


def distance(measured: Measured, to: Measured) -> float | None:
    """The least that a number moves to come to a place; None for a category."""
    if measured.low is None or measured.high is None or to.low is None or to.high is None:
        return None
    return max(difference(measured.low, to.high), difference(to.low, measured.high), 0.0)
