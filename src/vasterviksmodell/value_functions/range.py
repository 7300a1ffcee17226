"""What a measure can be."""

from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True)
class Range:
    """What a measure can be, both ends included; infinite ends are open."""

    low: float = 0.0
    high: float = inf

    def __contains__(self, measure: float) -> bool:
        return self.low <= measure <= self.high

    def __str__(self) -> str:
        low = "−∞" if self.low == -inf else f"{self.low:.15g}"
        high = "∞" if self.high == inf else f"{self.high:.15g}"
        return f"{low}..{high}"
