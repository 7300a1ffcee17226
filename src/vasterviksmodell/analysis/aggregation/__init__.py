"""The family of aggregations: other ways to make one score of the values of a site, to see what the method decides.

A new member is an `Aggregation` in a module here, and a name in the registry.
"""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.analysis.aggregation.aggregation import Aggregation, CannotAggregate
from vasterviksmodell.analysis.aggregation.power_means import WEAKEST_LINK, WEIGHTED_GEOMETRIC, WEIGHTED_SUM
from vasterviksmodell.analysis.aggregation.promethee_ii import PROMETHEE_II
from vasterviksmodell.analysis.aggregation.topsis import TOPSIS
from vasterviksmodell.analysis.aggregation.vikor import VIKOR

_MEMBERS = (WEIGHTED_SUM, WEIGHTED_GEOMETRIC, WEAKEST_LINK, TOPSIS, VIKOR, PROMETHEE_II)

AGGREGATIONS: Mapping[str, Aggregation] = MappingProxyType({member.name: member for member in _MEMBERS})

__all__ = ["AGGREGATIONS", "Aggregation", "CannotAggregate"]
