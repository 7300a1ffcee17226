"""Weights as the points that a criteria file holds: per cent, rounded, still 100 together."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from vasterviksmodell.analysis.weighting.interface import CannotWeigh
from vasterviksmodell.wording import Text


def as_points(weights: Mapping[str, float], digits: int = 1) -> dict[str, Decimal]:
    """Percentages with so many decimals that sum to 100, by the method of the largest remainder.

    Each is rounded down, and the units that are left go to those that lost most by it, the first of equals first: so
    equal weights may differ by one unit. A positive weight never becomes 0: it has at least one unit, which is taken
    from those that gain most by the rounding. `CannotWeigh` when there are too few units for that, or no weight.
    """
    total = sum(map(Fraction, weights.values()), Fraction(0))
    units = 100 * 10**digits
    positive = [id for id, it in weights.items() if it > 0]
    if not 0 < len(positive) <= units:
        raise CannotWeigh(_FEW if positive else _NONE)
    exact = {id: Fraction(weights[id]) / total * units for id in positive}
    rounded = _rounded(exact, units)
    return {id: Decimal(rounded.get(id, 0)).scaleb(-digits) for id in weights}


_FEW = Text("too many weights for so few decimals", "för många vikter för så få decimaler")
_NONE = Text("no weight is above 0", "ingen vikt är större än 0")


def _rounded(exact: Mapping[str, Fraction], units: int) -> dict[str, int]:
    counts = {id: max(1, int(it)) for id, it in exact.items()}
    for _ in range(units - sum(counts.values())):
        counts[max(exact, key=lambda id: exact[id] - counts[id])] += 1
    while sum(counts.values()) > units:
        counts[min((id for id in exact if counts[id] > 1), key=lambda id: exact[id] - counts[id])] -= 1
    return counts
