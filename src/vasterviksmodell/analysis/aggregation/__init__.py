"""The family of aggregations: other ways to make one score of the values of a site, to see what the method decides.

A new member is a module here, with `AGGREGATION`, and a name in the registry.
"""

from collections.abc import Mapping
from types import MappingProxyType

from vasterviksmodell.analysis.aggregation import (
    promethee_ii,
    topsis,
    vikor,
    weakest_link,
    weighted_geometric,
    weighted_sum,
)
from vasterviksmodell.analysis.aggregation.interface import Aggregation, CannotAggregate

AGGREGATIONS: Mapping[str, Aggregation] = MappingProxyType(
    {
        it.AGGREGATION.name: it.AGGREGATION
        for it in (weighted_sum, weighted_geometric, weakest_link, topsis, vikor, promethee_ii)
    }
)

__all__ = ["AGGREGATIONS", "Aggregation", "CannotAggregate"]
