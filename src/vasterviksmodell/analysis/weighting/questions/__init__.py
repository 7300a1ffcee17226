"""What is asked of a set of siblings, one module per method; the registry says which there are."""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.analysis.weighting.questions import amounts, best_worst, order, pairs
from vasterviksmodell.analysis.weighting.questions.interface import Method

METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "swing": Method(amounts.swing, lambda n: n),
        "points": Method(amounts.points, lambda n: n),
        "ranking": Method(order.ranking, lambda _: 1),
        "ahp": Method(pairs.ahp, lambda n: n * (n - 1) // 2),
        "bwm": Method(best_worst.bwm, lambda n: 2 * n - 1),
    }
)
"""The methods by what a command calls them."""
