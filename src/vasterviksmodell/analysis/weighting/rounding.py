"""Weights as the points that a criteria file holds: per cent, rounded."""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Decimal

from vasterviksmodell.analysis.weighting.interface import CannotWeigh
from vasterviksmodell.i18n import Message

_CERTAIN = 9
"""Decimals of a percentage; what differs beyond them differs by the rounding of its computation."""
_NONE = Message("no weight is above 0")


def as_points(weights: Mapping[str, float], digits: int = 1) -> dict[str, Decimal]:
    """Percentages with so many decimals, each rounded by itself.

    So equal weights have equal points, and a tie stays one, even where the points do not sum to 100 then: only their
    proportions count. A positive weight never becomes 0, but at least one unit. `CannotWeigh` when none is above 0.
    """
    total = sum(weights.values())
    if not total > 0:
        raise CannotWeigh(_NONE)
    unit = Decimal(1).scaleb(-digits)
    return {id: _rounded(100 * it / total, unit) if it > 0 else 0 * unit for id, it in weights.items()}


def _rounded(percentage: float, unit: Decimal) -> Decimal:
    return max(unit, Decimal(repr(round(percentage, _CERTAIN))).quantize(unit, ROUND_HALF_EVEN))
